"""Outlets that cite each other in a circle, so that nobody stands behind what they say.

In: claims, what they say of their origin. Out: which outlet each cites, and the rings. 'citing X'
counts where X is an outlet of the case. Two outlets often word the same thing so differently that
it is two propositions: a ring counts where the claims are judged to be related.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from analysis.model import Claim
from analysis.resolve.claim_sources import Source, source_of
from analysis.resolve.provenance import Provenance, plain
from analysis.resolve.stance import Judgement

Ring = tuple[str, ...]
LONGEST = 6  # outlets in a ring


def cited_outlet(claim: Claim, source: Source, known: Provenance) -> str:
    """The outlet of the case that the claim rests on, in plain form; "" for none."""
    said = source.key if source.kind == "medium" else ""
    if source.kind != "medium" and claim.channel:
        said = plain(claim.channel[0])
    own = plain(known.outlet_of(claim))
    found = known.outlet_called(said) if said else ""
    return found if found != own else ""


def rings_within(
    claims: Sequence[Claim], sources: Sequence[Source], known: Provenance
) -> list[Ring]:
    """The rings among the claims of one proposition, by the outlets' names."""
    cites: dict[str, set[str]] = defaultdict(set)
    outlets = {plain(known.outlet_of(claim)) for claim in claims}
    for claim, source in zip(claims, sources, strict=True):
        cited = cited_outlet(claim, source, known)
        if cited in outlets:
            cites[plain(known.outlet_of(claim))].add(cited)
    return [tuple(known.outlet_named(name) for name in ring) for ring in _rings(cites)]


def citation(claim: Claim, known: Provenance) -> tuple[str, str] | None:
    """The claim's outlet and the one that it cites, in plain form; None where it cites none."""
    cited = cited_outlet(claim, source_of(claim, known), known)
    return (plain(known.outlet_of(claim)), cited) if cited else None


def rings_between(
    citing: Mapping[int, tuple[str, str]],
    ties: Mapping[int, Mapping[int, Judgement]],
    known: Provenance,
) -> list[Ring]:
    """Pairs of outlets of which each cites the other for what is related by judgement.

    `citing` are the claims that cite, by number, `ties` what was judged of each pair.
    """
    found = {
        tuple(sorted(mine))
        for number, mine in citing.items()
        for other, judgement in ties.get(number, {}).items()
        if citing.get(other) == mine[::-1] and judgement.relation != "contradicts"
    }
    return sorted(tuple(known.outlet_named(name) for name in ring) for ring in found)


def _rings(cites: Mapping[str, set[str]]) -> list[Ring]:
    """Outlets that cite each other in a circle, each circle once, smallest name first."""
    found: set[tuple[str, ...]] = set()

    def follow(path: tuple[str, ...]) -> None:
        for cited in sorted(cites.get(path[-1], ())):
            if cited == path[0]:
                found.add(path)
            elif cited > path[0] and cited not in path and len(path) < LONGEST:
                follow((*path, cited))

    for outlet in sorted(cites):
        follow((outlet,))
    return sorted(found)
