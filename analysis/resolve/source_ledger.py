"""Every source of a case: what they said, how often first, how often contradicted.

In: a Case. Out: a frame with one row a source (schema SOURCES). Named sources are actors; unnamed
ones are told apart by the origin that the case found for them; the outlets' own words stand
under the outlet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis.model import Case, Claim

SOURCES: Mapping[str, tuple[str, str]] = {
    "source_id": ("str", "actor id, origin id, or 'outlet:' and the outlet's name"),
    "source": ("str", "name, or description of an unnamed source"),
    "named": ("bool", "whether the coverage names it"),
    "kind": ("str", "the commonest kind of source it is given as"),
    "claims": ("int64", "claims it makes"),
    "propositions": ("int64", "different things it asserts"),
    "first": ("int64", "propositions that nobody reported before it"),
    "alone": ("int64", "propositions that rest on it alone"),
    "contradicted": ("int64", "propositions of its own that another contradicts"),
    "outlets": ("int64", "outlets that carry it"),
    "through": ("str", "who relays it, commonest first"),
    "confidence": ("float64", "mean confidence of what it asserts"),
    "last": ("str", "when it was last reported, ISO"),
    "claim_ids": ("object", "its claims, latest first"),
}
_UNNAMED = frozenset({"anonymous", "anonymous official"})


def source_ledger(case: Case) -> pd.DataFrame:
    """The frame, those with most claims first."""
    origin_of = {
        claim: origin
        for p in case.propositions
        for origin in p.origins
        for claim in origin.claim_ids
    }
    names = {actor.id: actor.name for actor in case.actors}
    grouped: dict[str, list[Claim]] = defaultdict(list)
    labels: dict[str, tuple[str, bool]] = {}
    for claim in case.claims:
        if claim.source_kind == "author":
            key, label, named = f"outlet:{claim.outlet}", claim.outlet or "outlet unknown", True
        elif claim.actor_id:
            unnamed = claim.source_kind in _UNNAMED
            key, label, named = claim.actor_id, names.get(claim.actor_id, ""), not unnamed
        else:
            origin = origin_of.get(claim.id)
            said = claim.descriptor or claim.source_text
            key = origin.id if origin else f"said:{said}"
            label = said or (origin.label if origin else "") or "source not named"
            named = bool(origin and origin.named)
        grouped[key].append(claim)
        labels.setdefault(key, (label, named))
    first = _first_sources(case, grouped)
    against = {side for pair in case.contradictions for side in (pair.a, pair.b)}
    confidence = {p.id: p.confidence for p in case.propositions}
    sources_of: dict[str, set[str]] = defaultdict(set)
    for key, claims in grouped.items():
        for claim in claims:
            sources_of[claim.proposition_id].add(key)
    rows = []
    for key, claims in grouped.items():
        asserted = {claim.proposition_id for claim in claims if claim.proposition_id}
        label, named = labels[key]
        latest = sorted(claims, key=lambda c: c.reported_at, reverse=True)
        rows.append(
            (
                key,
                label,
                named,
                _commonest([claim.source_kind for claim in claims])[0],
                len(claims),
                len(asserted),
                sum(1 for p in asserted if first.get(p) == key),
                sum(1 for p in asserted if sources_of[p] == {key}),
                len(asserted & against),
                len({claim.outlet or claim.article_id for claim in claims}),
                ", ".join(_commonest([relay for c in claims for relay in c.channel])[:4]),
                sum(confidence.get(p, 0.0) for p in asserted) / len(asserted) if asserted else 0.0,
                latest[0].reported_at,
                tuple(claim.id for claim in latest),
            )
        )
    frame = pd.DataFrame(rows, columns=list(SOURCES))
    frame = frame.astype({column: dtype for column, (dtype, _) in SOURCES.items()})
    order = ["claims", "source"]
    return frame.sort_values(order, ascending=[False, True], ignore_index=True)


def _first_sources(case: Case, grouped: Mapping[str, list[Claim]]) -> dict[str, str]:
    """Of each proposition, the source of its earliest dated claim; none where undated or tied."""
    key_of = {claim.id: key for key, claims in grouped.items() for claim in claims}
    earliest: dict[str, tuple[str, set[str]]] = {}
    for claim in case.claims:
        if not claim.reported_at or not claim.proposition_id:
            continue
        time, keys = earliest.get(claim.proposition_id, ("", set()))
        if not time or claim.reported_at < time:
            earliest[claim.proposition_id] = (claim.reported_at, {key_of[claim.id]})
        elif claim.reported_at == time:
            keys.add(key_of[claim.id])
    return {p: next(iter(keys)) for p, (_, keys) in earliest.items() if len(keys) == 1}


def _commonest(values: list[str]) -> list[str]:
    return sorted(set(values), key=lambda value: (-values.count(value), value))
