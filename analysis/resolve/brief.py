"""The Overview's few sentences: what stands best, what is disputed, what was withdrawn, the newest.

In: a Case. Out: Sentences whose every statement is quoted from an article and carries its place.
Nothing is paraphrased: the program chooses, counts and joins, the articles speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from analysis.model import Case, Claim, Contradiction, HedgeLoss, Proposition
from analysis.resolve.phrases import (
    Phrase,
    Sentence,
    actor_names,
    asserting,
    best_told,
    claims_by_id,
    count,
    counted,
    counted_origins,
    join,
    moment,
    outlets_of,
    quote,
    reads_alone,
    voice,
)

BEST = 2  # best-sourced propositions told
DISPUTES = 2
RETRACTIONS = 1
OPENING = 30  # words before a claim that stands at the top of its article: title, dateline
SETTLED = frozenset({"well sourced", "partly sourced"})

Side = tuple[Claim, tuple[Claim, ...]]  # the claim that speaks for it, and all of them
Topic = Literal["happening", "standing", "disputed", "contested", "withdrawn", "firmer", "newest"]


@dataclass(frozen=True, slots=True)
class BriefLine:
    """One sentence of the brief, what kind it is and the propositions it is about."""

    topic: Topic
    sentence: Sentence
    proposition_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """The case, with its claims and the names of its actors by their ids."""

    case: Case
    claims: dict[str, Claim]
    names: dict[str, str]


def write_brief(case: Case) -> tuple[BriefLine, ...]:
    """The lines in reading order; () for a case without propositions."""
    told: set[str] = set()  # propositions already told, so that no line repeats another
    known = _Known(case, claims_by_id(case), actor_names(case))
    lines: list[BriefLine] = []
    for writer in (_happening, _standing, _disputes, _slots, _withdrawn, _firmer, _newest):
        for line in writer(known, told):
            lines.append(line)
            told.update(line.proposition_ids)
    return tuple(lines)


def _happening(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """What most outlets report and open with, in the words of one: usually what it is all about.

    News tells the main thing first, so an outlet that opens with it counts twice.
    """
    case, claims = known.case, known.claims
    texts = {article.id: article.text for article in case.articles}

    def prominence(proposition: Proposition, found: tuple[Claim, ...]) -> tuple[int, int, float]:
        opening = [c for c in found if _opens(texts[c.article_id], c.start)]
        leads = len(outlets_of(opening))
        return leads + len(outlets_of(found)), len(found), _weight(proposition)

    best: tuple[tuple[int, int, float], Proposition, tuple[Claim, ...]] | None = None
    for proposition in sorted(case.propositions, key=lambda p: -len(p.claim_ids)):
        if best is not None and 2 * len(proposition.claim_ids) < best[0][0]:
            break  # as many outlets, and as many that open with it, would not be enough
        found = asserting(proposition, claims)
        if proposition.standing != "contested" and any(map(reads_alone, found)):
            rank = prominence(proposition, found)
            if best is None or rank > best[0]:
                best = rank, proposition, found
    if best is not None:
        yield _told(best[1], best[2], known, "happening")


def _opens(text: str, at: int) -> bool:
    """Whether few words stand before a place."""
    return len(text[:at].split(None, OPENING)) <= OPENING


def _standing(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """'“At least 12 people were killed” — four outlets, on the word of Dario Venn.'

    The best sourced as every list ranks them, by confidence: those that read well alone.
    """
    case, claims = known.case, known.claims
    ranked = sorted(
        case.propositions, key=lambda p: (-p.confidence, -len(p.claim_ids), p.first_reported, p.id)
    )
    kept: list[tuple[Claim, ...]] = []
    for proposition in ranked:
        found = asserting(proposition, claims)
        settled = proposition.standing in SETTLED
        if proposition.id in told or not settled or not any(map(reads_alone, found)):
            continue
        if any(_same_words(found, other) for other in kept):
            continue
        kept.append(found)
        yield _told(proposition, found, known, "standing")
        if len(kept) == BEST:
            return


def _told(
    proposition: Proposition, found: Sequence[Claim], known: _Known, topic: Topic
) -> BriefLine:
    sentence = (
        join("“"),
        quote(best_told(found, proposition.statement)),
        join("” — "),
        count(counted(len(outlets_of(found)), _unit(found)), found),
        join(", on the word of "),
        *_voices(proposition, known),
        join("."),
    )
    return BriefLine(topic, sentence, (proposition.id,))


def _disputes(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """'Accounts differ: “...” (Lunden Maritime) against “...” (Marta Ilves).'"""
    case, claims, names = known.case, known.claims, known.names
    by_id = {p.id: p for p in case.propositions}
    written = 0
    mentioned = set(told)
    for dispute in sorted(case.contradictions, key=lambda c: -_at_stake(c, by_id)):
        if written == DISPUTES or dispute.a in mentioned or dispute.b in mentioned:
            continue
        first = _side(dispute.a, dispute.claim_a, by_id, claims)
        second = _side(dispute.b, dispute.claim_b, by_id, claims)
        if first is None or second is None:
            continue
        sentence = (
            join("Accounts differ: “"),
            quote(first[0]),
            join("” ("),
            *_speakers(first, names),
            join(") against “"),
            quote(second[0]),
            join("” ("),
            *_speakers(second, names),
            join(")."),
        )
        written += 1
        mentioned |= {dispute.a, dispute.b}
        yield BriefLine("disputed", sentence, (dispute.a, dispute.b))


def _slots(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """'Open: the captain left for: “Malta” (one outlet) or “Cyprus” (one outlet).'

    The values' own words are quoted from the claims that hold them; a slot whose value stands
    in none of its claims word for word is left out.
    """
    case, claims = known.case, known.claims
    slots = [slot for slot in case.contested if len(slot.values) > 1]
    slots.sort(key=lambda slot: -sum(len(value.claim_ids) for value in slot.values))
    for slot in slots:
        sides: list[tuple[Claim, ...]] = []
        for value in slot.values:
            holding = tuple(claims[i] for i in value.claim_ids if i in claims)
            if holding:
                sides.append(holding)
        ids = tuple(dict.fromkeys(c.proposition_id for side in sides[:3] for c in side))
        if len(sides) < 2 or set(ids) & told:
            continue
        sentence: list[Phrase] = [join("Still open: ")]
        for index, side in enumerate(sides[:3]):
            sentence += [
                join(" or " if index else ""),
                join("“"),
                quote(best_told(side)),
                join("” ("),
                count(counted(len(outlets_of(side)), _unit(side)), side),
                join(")"),
            ]
        yield BriefLine("contested", (*sentence, join(".")), ids)
        return


def _withdrawn(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """'Withdrawn or corrected since: “Thirty-one people have been killed” (Channel Six).'"""
    case, claims, names = known.case, known.claims, known.names
    gone = [p for p in case.propositions if p.standing == "retracted"]
    gone.sort(key=lambda p: (p.last_reported, p.id), reverse=True)
    for proposition in gone[:RETRACTIONS]:
        found = asserting(proposition, claims)
        if not found:
            continue
        teller = best_told(found, proposition.statement)
        sentence = (
            join("Withdrawn or corrected since: “"),
            quote(teller),
            join("” ("),
            *_speakers((teller, found), names),
            join(")."),
        )
        yield BriefLine("withdrawn", sentence, (proposition.id,))


def _firmer(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """'Firmer without a new origin: “may have been carrying ...” became “was carrying ...”.'"""
    case, claims = known.case, known.claims
    for loss in case.hedge_losses:
        pair = _pair(loss, claims)
        if pair is None or not all(map(reads_alone, pair)):
            continue
        hedged, firm = pair
        sentence = (
            join("Told more firmly without a new origin: “"),
            quote(hedged),
            join("” in "),
            count(hedged.outlet or hedged.article_id, (hedged,)),
            join(", then “"),
            quote(firm),
            join("” in "),
            count(firm.outlet or firm.article_id, (firm,)),
            join("."),
        )
        yield BriefLine("firmer", sentence, (loss.proposition_id,))
        return


def _newest(known: _Known, told: set[str]) -> Iterable[BriefLine]:
    """'Newest, 09:50 UTC on 5 March 2025: “The port reopened to ships” (the NHA).'"""
    case, claims, names = known.case, known.claims, known.names
    fresh = [p for p in case.propositions if p.first_reported and p.id not in told]
    fresh.sort(key=lambda p: (p.first_reported, p.confidence, p.id), reverse=True)
    for proposition in fresh:
        found = asserting(proposition, claims)
        if not any(map(reads_alone, found)):
            continue
        teller = best_told(found, proposition.statement)
        sentence = (
            join("Newest, "),
            count(moment(proposition.first_reported), found),
            join(": “"),
            quote(teller),
            join("” ("),
            *_speakers((teller, found), names),
            join(")."),
        )
        yield BriefLine("newest", sentence, (proposition.id,))
        return


def _weight(proposition: Proposition) -> float:
    """How much a proposition deserves the opening: sourced first, then widely carried."""
    return proposition.confidence + 0.05 * min(len(proposition.claim_ids), 6)


def _at_stake(dispute: Contradiction, by_id: dict[str, Proposition]) -> float:
    return sum(_weight(by_id[side]) for side in (dispute.a, dispute.b) if side in by_id)


def _side(
    proposition_id: str,
    shown: str,
    by_id: dict[str, Proposition],
    claims: dict[str, Claim],
) -> Side | None:
    proposition = by_id.get(proposition_id)
    found = asserting(proposition, claims) if proposition else ()
    if proposition is None or not found:
        return None
    best = claims[shown] if shown in claims else best_told(found, proposition.statement)
    return best, found


def _pair(loss: HedgeLoss, claims: dict[str, Claim]) -> tuple[Claim, Claim] | None:
    if loss.hedged_claim in claims and loss.firm_claim in claims:
        return claims[loss.hedged_claim], claims[loss.firm_claim]
    return None


def _voices(proposition: Proposition, known: _Known) -> list[Phrase]:
    """The origins of a proposition by name, two at most, the rest counted; those that the count
    leaves out are not whose word it is on."""
    claims, names = known.claims, known.names
    groups = counted_origins(proposition, claims) or [asserting(proposition, claims)]
    phrases: list[Phrase] = []
    for index, group in enumerate(groups[:2]):
        if index:
            phrases.append(join(" and " if len(groups) == 2 else ", "))
        phrases += voice(group, names)
    if len(groups) > 2:
        rest = [claim for group in groups[2:] for claim in group]
        phrases += [join(" and "), count(f"{len(groups) - 2} more", rest)]
    return phrases


def _speakers(side: Side, names: dict[str, str]) -> list[Phrase]:
    return voice([side[0]], names)


def _same_words(a: Sequence[Claim], b: Sequence[Claim]) -> bool:
    return bool({claim.content for claim in a} & {claim.content for claim in b})


def _unit(claims: Sequence[Claim]) -> str:
    return "outlet" if any(claim.outlet for claim in claims) else "article"
