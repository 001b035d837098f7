"""Puts the claims of a case against each other: what stands, on how many origins, against whom.

In: articles, annotations, claims, the resolved actors, syndication groups, corrections. Out: a
Corroboration. The stages are modules of their own: what is heard, frames, ties, groups, assembly;
this one hands their results on, and holds what they keep for the next time. Corrections honoured:
'claim.reject' {claim}, 'source.rate' {actor or outlet, rating A-F}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.model import (
    Annotation,
    Article,
    Claim,
    ContestedSlot,
    Contradiction,
    Correction,
    HedgeLoss,
    Proposition,
    SyndicationGroup,
)
from analysis.resolve.actors import ActorResolution
from analysis.resolve.assembly import Assembled, Assembly, Told
from analysis.resolve.background import rank
from analysis.resolve.framing import KeptFrames
from analysis.resolve.heard import KeptHeard, core_of, rejected_claims
from analysis.resolve.meaning import VectorCache, Vectors, vectors_of
from analysis.resolve.neighbours import Numbers
from analysis.resolve.propositions import Groups
from analysis.resolve.provenance import provenance
from analysis.resolve.scenes import scenes_of
from analysis.resolve.ties import Ties


@dataclass(frozen=True, slots=True)
class Corroboration:
    """`claims` are those that came in, with proposition and confidence filled in."""

    claims: tuple[Claim, ...]
    propositions: tuple[Proposition, ...]
    contradictions: tuple[Contradiction, ...]
    contested: tuple[ContestedSlot, ...]
    hedge_losses: tuple[HedgeLoss, ...]
    circular: tuple[tuple[str, ...], ...]


class KeptCorroboration:
    """What each stage has found, so that the next time it need only look at what is new."""

    def __init__(self) -> None:
        self.heard = KeptHeard()
        self.frames = KeptFrames()
        self.ties = Ties()
        self.groups = Groups()
        self.assembly = Assembly()
        self.claims = _KeptClaims()


def corroborate(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    claims: Sequence[Claim],
    resolution: ActorResolution,
    syndication: Sequence[SyndicationGroup],
    corrections: Sequence[Correction] = (),
    vectors: VectorCache | None = None,
    kept: KeptCorroboration | None = None,
) -> Corroboration:
    """Resolve the claims of a case into propositions."""
    kept = kept or KeptCorroboration()

    def rows_of(texts: Sequence[str]) -> Vectors:
        return vectors_of(texts, vectors)

    actors = resolution.actors
    texts = {article.id: article.text for article in articles}
    heard = kept.heard.update(claims, rejected_claims(corrections), texts)
    worth, framed = kept.frames.update(heard, annotations, {actor.id: actor for actor in actors})
    scenes = scenes_of(resolution, claims)
    changes = kept.ties.update(framed, rows_of, _ranks, scenes)
    groups = kept.groups.update(kept.ties.of, changes, framed.positions())
    withdrawing = frozenset(claim for one in heard for claim in one.withdrawing)
    found = kept.assembly.update(
        Told(worth, framed.frames, framed.numbers, withdrawing),
        groups,
        kept.ties.of,
        changes,
        provenance(articles, actors, syndication),
        _ratings(corrections),
    )
    shells = {claim: inner for one in heard for claim, inner in one.shells.items()}
    return Corroboration(
        claims=kept.claims.update(claims, found, shells),
        propositions=found.propositions,
        contradictions=found.contradictions,
        contested=found.contested,
        hedge_losses=found.hedge_losses,
        circular=found.circular,
    )


def _ranks(ids: Sequence[str]) -> Numbers:
    return np.array([rank(identifier) for identifier in ids], dtype=np.int64)


def _ratings(corrections: Sequence[Correction]) -> dict[str, str]:
    """The analyst's latest rating of each actor or outlet."""
    ratings: dict[str, str] = {}
    for correction in corrections:
        if correction.kind == "source.rate" and not correction.undone_at:
            target = correction.payload.get("actor") or correction.payload.get("outlet")
            rating = str(correction.payload.get("rating", "")).upper()
            if target and rating in {"A", "B", "C", "D", "E", "F"}:
                ratings[str(target)] = rating
    return ratings


class _KeptClaims:
    """The claims with their propositions, one object as long as it is the same."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Claim, Proposition | None, Claim]] = {}

    def update(
        self, claims: Sequence[Claim], found: Assembled, shells: Mapping[str, str]
    ) -> tuple[Claim, ...]:
        """A claim that wraps another shares its proposition."""
        of_claim = {c: p for p in found.propositions for c in p.claim_ids}
        nothing = None, None, None
        kept, made = self._kept, []
        for claim in claims:
            identifier = claim.id
            core = core_of(identifier, shells) if identifier in shells else identifier
            proposition = of_claim.get(core)
            bare, of, whole = kept.get(identifier, nothing)
            if whole is None or bare is not claim or of is not proposition:
                whole = _told_of(claim, proposition, whole if bare is claim else None)
                kept[identifier] = claim, proposition, whole
            made.append(whole)
        if len(kept) > len(made):
            self._kept = {claim.id: kept[claim.id] for claim in claims}
        return tuple(made)


def _told_of(claim: Claim, proposition: Proposition | None, before: Claim | None) -> Claim:
    """The claim with its proposition; what it was before where it is the same."""
    wanted = (proposition.id, proposition.confidence) if proposition else ("", 0.0)
    if before is not None and (before.proposition_id, before.confidence) == wanted:
        return before
    if proposition is None:
        return claim
    return replace(claim, proposition_id=wanted[0], confidence=wanted[1])
