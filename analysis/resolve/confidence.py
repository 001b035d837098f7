"""The confidence ledger: how well a proposition is sourced, line by line.

In: the claims of a proposition, their origins, what contradicts it, what was withdrawn, the
analyst's ratings. Out: an Assessment: contributions in log-odds (weights in
`data/confidence.toml`), their logistic sum, a word for people, the Admiralty pair, what would
raise it, and whether the word holds when every weight moves. Never says that a thing is true.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.model import Claim, Contribution
from analysis.resolve.origins import Origins
from analysis.vocabulary import table

Weights = Mapping[str, Any]

ON_RECORD = frozenset({"named official", "named person", "organisation", "document"})
_LETTER = {  # Admiralty reliability where the analyst has rated nobody
    "document": "B", "named official": "B", "organisation": "B", "named person": "C",
    "anonymous official": "C", "media": "C", "anonymous": "D", "author": "D",
}  # fmt: skip
_FIRMNESS = ("CT", "PR", "PS", "U")


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks for and against one proposition."""

    claims: Sequence[Claim]
    origins: Origins
    against: Sequence[Claim] = ()  # claims of propositions that contradict it
    against_origins: int = 0
    withdrawn: Sequence[Claim] = ()  # claims of corrections that take it back
    withdrawing: int = 0  # origins of its own that did
    ratings: Mapping[str, str] = field(default_factory=dict)  # actor or outlet -> A..F


@dataclass(frozen=True, slots=True)
class Assessment:
    confidence: float
    ledger: tuple[Contribution, ...]
    standing: str
    admiralty: str
    would_raise: tuple[str, ...]
    robust: bool


def assess(case: Weighed, weights: Weights | None = None) -> Assessment:
    """Weigh one proposition."""
    weights = weights or table("confidence")
    ledger = _ledger(case, weights)
    confidence = _logistic(sum(line.value for line in ledger))
    standing = _standing(case, confidence, weights)
    return Assessment(
        confidence=round(confidence, 4),
        ledger=ledger,
        standing=standing,
        admiralty=_admiralty(case),
        would_raise=_would_raise(case),
        robust=_holds(case, ledger, standing, weights),
    )


def _logistic(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))


# --- the lines of the ledger -----------------------------------------------------------------


def _ledger(case: Weighed, weights: Weights) -> tuple[Contribution, ...]:
    lines = [Contribution("start", float(weights["base"]), "before any source is weighed")]
    for line in LINES:
        contribution = line(case, weights)
        if contribution is not None:
            lines.append(contribution)
    return tuple(lines)


def _independent_origins(case: Weighed, weights: Weights) -> Contribution:
    fewest, most = case.origins.fewest, case.origins.most
    value = weights["origins"]["per_doubling"] * math.log2((fewest + most) / 2)
    if most > fewest:
        value += weights["origins"]["uncertain"]
    said = f"{fewest}" if fewest == most else f"{fewest} to {most}"
    noun = "independent origin" if most == 1 else "independent origins"
    firsts = tuple(origin.claim_ids[0] for origin in case.origins.origins if origin.sure)
    return Contribution("independent origins", round(value, 4), f"{said} {noun}", firsts)


def _best_source(case: Weighed, weights: Weights) -> Contribution:
    kinds = weights["source_kind"]
    best = max(case.claims, key=lambda claim: (kinds[claim.source_kind], claim.id))
    value = kinds[best.source_kind]
    if all(claim.source_kind == "author" for claim in case.claims):
        value += weights["origins"]["own_only"]
        return Contribution("best source", value, "outlets' own words alone", (best.id,))
    detail = best.source_text or best.source_kind
    return Contribution("best source", value, f"{best.source_kind}: {detail}", (best.id,))


def _distance(case: Weighed, weights: Weights) -> Contribution | None:
    sourced = [claim for claim in case.claims if claim.source_kind != "author"]
    if not sourced:
        return None
    nearest = min(sourced, key=lambda claim: (len(claim.channel), claim.id))
    stations = len(nearest.channel)
    if stations == 0:
        value, detail = weights["channel"]["first_hand"], "told to the outlet itself"
    else:
        value = max(weights["channel"]["most"], weights["channel"]["per_relay"] * stations)
        detail = "by way of " + ", ".join(nearest.channel)
    return Contribution("channel", round(value, 4), detail, (nearest.id,))


def _wording(case: Weighed, weights: Weights) -> Contribution:
    firmest = min(case.claims, key=lambda claim: (_FIRMNESS.index(claim.certainty), claim.id))
    words = {"CT": "stated as certain", "PR": "as probable", "PS": "as possible", "U": "left open"}
    return Contribution(
        "wording", weights["wording"][firmest.certainty], words[firmest.certainty], (firmest.id,)
    )


def _contradiction(case: Weighed, weights: Weights) -> Contribution | None:
    if not case.against:
        return None
    rules, kinds = weights["contradiction"], weights["source_kind"]
    value = rules["per_doubling"] * math.log2(1 + max(1, case.against_origins))
    strongest = max(case.against, key=lambda claim: (kinds[claim.source_kind], claim.id))
    own_best = max(kinds[claim.source_kind] for claim in case.claims)
    detail = f"contradicted by {case.against_origins or 1} independent " + (
        "origin" if case.against_origins <= 1 else "origins"
    )
    if kinds[strongest.source_kind] > own_best:
        value += rules["stronger_kind"]
        detail += f", one of them a better kind of source ({strongest.source_kind})"
    spoken_of = {actor for claim in case.claims for actor in claim.mentioned}
    if any(claim.actor_id and claim.actor_id in spoken_of for claim in case.against):
        value += rules["denied_by_subject"]
        detail += "; the one it speaks of contradicts it"
    ids = tuple(claim.id for claim in case.against)
    return Contribution("contradicted", round(value, 4), detail, ids)


def _retraction(case: Weighed, weights: Weights) -> Contribution | None:
    if not case.withdrawn:
        return None
    whole = case.withdrawing >= case.origins.fewest
    value = weights["retraction"]["withdrawn" if whole else "partly"]
    detail = "withdrawn or corrected by " + ", ".join(
        sorted({claim.outlet or claim.article_id for claim in case.withdrawn})
    )
    return Contribution("withdrawn", value, detail, tuple(c.id for c in case.withdrawn))


def _reliability(case: Weighed, weights: Weights) -> Contribution | None:
    rated = [(claim, rating) for claim in case.claims if (rating := _rating(claim, case))]
    if not rated:
        return None
    best, rating = min(rated, key=lambda pair: (pair[1], pair[0].id))
    who = best.source_text or best.outlet
    value = weights["reliability"][rating]
    return Contribution("reliability", value, f"{who} rated {rating} by the analyst", (best.id,))


def _rating(claim: Claim, case: Weighed) -> str:
    own = case.ratings.get(claim.actor_id, "") if claim.actor_id else ""
    return own or case.ratings.get(claim.outlet, "")


Line = Callable[[Weighed, Weights], Contribution | None]
LINES: tuple[Line, ...] = (
    _independent_origins, _best_source, _distance, _wording, _contradiction, _retraction,
    _reliability,
)  # fmt: skip


# --- in words ----------------------------------------------------------------------------------


def _standing(case: Weighed, confidence: float, weights: Weights) -> str:
    bars = weights["standing"]
    if case.withdrawn and case.withdrawing >= case.origins.fewest:
        return "retracted"
    if case.against:
        return "contested"
    if case.origins.fewest >= 2 and confidence >= bars["well"]:
        return "well sourced"
    if case.origins.most >= 2 and confidence >= bars["partly"]:
        return "partly sourced"
    return "single source" if case.origins.most == 1 else "partly sourced"


def _admiralty(case: Weighed) -> str:
    """Reliability A-F of the best source, credibility 1-6 of the information (AJP-2.1)."""
    ratings = [rating for claim in case.claims if (rating := _rating(claim, case))]
    letter = min(ratings) if ratings else min(_LETTER[claim.source_kind] for claim in case.claims)
    if case.withdrawn and case.withdrawing >= case.origins.fewest:
        number = 5
    elif case.against:
        number = 4 if case.against_origins >= case.origins.fewest else 3
    elif case.origins.fewest >= 2:
        number = 1
    elif case.origins.most >= 2:
        number = 2
    elif any(claim.source_kind in ON_RECORD for claim in case.claims):
        number = 3
    else:
        number = 6
    return f"{letter}{number}"


def _would_raise(case: Weighed) -> tuple[str, ...]:
    missing: list[str] = []
    kinds = {claim.source_kind for claim in case.claims}
    if case.origins.fewest < 2:
        missing.append("a second, independent origin")
    if case.origins.most > case.origins.fewest:
        missing.append("whether the unnamed or unattributed sources are one")
    if not kinds & ON_RECORD:
        missing.append("a source on the record")
    sourced = [claim for claim in case.claims if claim.source_kind != "author"]
    if sourced and all(claim.channel for claim in sourced):
        missing.append("the origin at first hand, not by way of another outlet")
    if all(claim.certainty != "CT" for claim in case.claims):
        missing.append("anyone who states it without a hedge")
    if case.against:
        missing.append("what settles it against the contradicting side")
    return tuple(missing)


def _holds(case: Weighed, ledger: Sequence[Contribution], standing: str, weights: Weights) -> bool:
    """Whether the word stays when each line alone, or all of them, move by the share given."""
    move = weights["standing"]["move"]
    total = sum(line.value for line in ledger)
    moved = [total + sign * move * line.value for line in ledger for sign in (1, -1)]
    moved += [total * (1 + move), total * (1 - move)]
    return all(_standing(case, _logistic(value), weights) == standing for value in moved)
