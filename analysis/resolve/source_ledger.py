"""Every source of a case: what they said, how often first, how often contradicted.

In: a Case. Out: a frame with one row a source (schema SOURCES). Named sources are actors; unnamed
ones are told apart by how they are described and by whom they spoke to; the outlets' own words and
what is taken from them stand under the outlet.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from analysis.model import Actor, Case, Claim
from analysis.resolve.cited import outlet_written
from analysis.resolve.claim_sources import UNNAMED, source_of
from analysis.resolve.provenance import NAMING, Provenance, plain, provenance
from analysis.resolve.speakers import told_by
from analysis.vocabulary import words

SOURCES: Mapping[str, tuple[str, str]] = {
    "source_id": ("str", "actor id, 'outlet:' and the outlet's name, or what it is called"),
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


def source_ledger(case: Case) -> pd.DataFrame:
    """The frame, those with most claims first."""
    origin_of = {
        claim: origin.label
        for p in case.propositions
        for origin in p.origins
        for claim in origin.claim_ids
    }
    known = provenance(case.articles, case.actors, case.syndication)
    named_by = {alias.text.casefold(): actor.id for actor in case.actors for alias in actor.aliases
                if alias.reason in NAMING}  # fmt: skip
    grouped: dict[str, list[Claim]] = defaultdict(list)
    labels: dict[str, tuple[str, bool]] = {}
    for claim in case.claims:
        behind = known.actor(named_by.get(origin_of.get(claim.id, "").casefold(), ""))
        if behind is not None and not _may_be(behind, claim):
            behind = None
        key, label, named = _listed(claim, known, named_by, behind)
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


def _listed(
    claim: Claim, known: Provenance, named_by: Mapping[str, str], behind: Actor | None
) -> tuple[str, str, bool]:
    """The source of a claim in the ledger: its id, what it is called, whether it is named.

    `behind` is who the case found where the claim gives a description or another name: 'a nurse',
    'the interior ministry'. Whoever stands behind the words: 'Colonel Lund's statement, which every
    paper has printed' is Lund, 'they', of whom no more is known, a source that is not named.
    """
    outlet = claim.outlet or "outlet unknown"
    actor = known.actor(claim.actor_id)
    if claim.source_kind == "author":
        body = known.actor(known.body(plain(outlet)) or "")
        if body is not None:
            return body.id, body.name, True
        return f"outlet:{outlet}", outlet, True
    media = claim.source_kind == "media" or (actor is not None and _is_outlet(actor, known))
    if actor is not None and claim.source_kind not in UNNAMED and not media:
        nobody = {*plain(actor.name).split()} <= words("origins", "nameless")
        return _nameless(outlet) if nobody else (actor.id, actor.name, True)
    source = source_of(told_by(claim, known), known)
    if source.kind in ("own", "seen"):
        if claim.source_text.lower() in words("origins", "pronouns") or not claim.source_text:
            return _nameless(outlet)
        return f"outlet:{outlet}", outlet, True
    if source.kind == "medium":
        if not claim.source_text:
            return _nameless(outlet)
        name = known.outlet_named(known.outlet_called(source.key))
        return (
            (f"outlet:{name}", name, True)
            if name
            else (f"medium:{source.key}", _bare(source.label), True)
        )
    if source.kind == "named":
        label = _bare(source.label)
        found = known.actor(source.key)
        found = found or known.actor(named_by.get(label.casefold(), "")) or behind
        if found is not None:
            return found.id, found.name, True
        return f"said:{plain(label)}", label, True
    if behind is not None:
        return behind.id, behind.name, True
    label = _bare(source.label)
    if not {*plain(label).split()} - words("origins", "nameless"):
        return _nameless(outlet)
    return f"said:{source.medium}|{source.key}", label, False


def _nameless(outlet: str) -> tuple[str, str, bool]:
    return f"unnamed:{outlet}", f"not named, in {outlet}", False


def _bare(label: str) -> str:
    """'its defence ministry, which ...' -> 'defence ministry'."""
    return _OWN.sub("", _BEHIND.sub("", label)).strip() or label


_BEHIND = re.compile(r",? (?:who|which|whose|whom)\b.*$|, [a-z].*$")
_OWN = re.compile(r"^(?:the|an?|his|her|its|their|our) ", re.IGNORECASE)


def _is_outlet(actor: Actor, known: Provenance) -> bool:
    key = outlet_written(actor.name, known) if actor.type != "person" else plain(actor.name)
    return bool(known.outlet_named(key)) and known.body(key) is None


def _may_be(actor: Actor, claim: Claim) -> bool:
    """A body for a body, a person for a person: a ministry is not its minister."""
    if claim.source_kind == "organisation":
        return actor.type in ("organization", "group")
    return actor.type == "person"


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
