"""Puts the claims of a case against each other: what stands, on how many origins, against whom.

In: articles, annotations, claims, actors, syndication groups, corrections. Out: a
Corroboration. The stages are modules of their own: frames, propositions, origins, confidence,
hedges; this one hands their results on. Corrections honoured: 'claim.reject' {claim},
'source.rate' {actor or outlet, rating A-F}.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.model import (
    Actor,
    Annotation,
    Article,
    Claim,
    ContestedSlot,
    Contradiction,
    Correction,
    HedgeLoss,
    Proposition,
    Span,
    SyndicationGroup,
)
from analysis.resolve.circular import rings_between
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.confidence import Weighed, assess
from analysis.resolve.contested import contested_slots, find_conflicts
from analysis.resolve.hedges import hedge_losses
from analysis.resolve.meaning import VectorCache, vectors_of
from analysis.resolve.memory import Memory
from analysis.resolve.origins import Origins, origins_of
from analysis.resolve.propositions import Grouping, group_frames
from analysis.resolve.provenance import Provenance, provenance
from analysis.resolve.statements import worded
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words


@dataclass(frozen=True, slots=True)
class Corroboration:
    """`claims` are those that came in, with proposition and confidence filled in."""

    claims: tuple[Claim, ...]
    propositions: tuple[Proposition, ...]
    contradictions: tuple[Contradiction, ...]
    contested: tuple[ContestedSlot, ...]
    hedge_losses: tuple[HedgeLoss, ...]
    circular: tuple[tuple[str, ...], ...]


def corroborate(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    claims: Sequence[Claim],
    actors: Sequence[Actor],
    syndication: Sequence[SyndicationGroup],
    corrections: Sequence[Correction] = (),
    vectors: VectorCache | None = None,
    memory: Memory | None = None,
) -> Corroboration:
    """Resolve the claims of a case into propositions."""
    memory = memory or Memory()
    by_id = {actor.id: actor for actor in actors}
    rejected = _rejected(corrections)
    heard = [c for c in claims if c.id not in rejected and _asserts(c)]
    shells = _shells(heard)
    worth = [c for c in heard if c.id not in shells]
    worth.sort(key=lambda c: (c.reported_at or "9", c.article_id, c.start, c.id))
    frames, serials = memory.frames(worth, annotations, by_id)
    enough = [at for at, frame in enumerate(frames) if _says_enough(frame)]
    worth, frames = [worth[at] for at in enough], [frames[at] for at in enough]
    rows = vectors_of([frame.masked for frame in frames], vectors)
    grouping = group_frames(frames, rows, serials[enough], memory)
    known = provenance(articles, actors, syndication)
    names = {actor.id: actor.name for actor in actors}
    found = _assemble(claims, worth, frames, grouping, known, _ratings(corrections), names)
    return replace(found, claims=_with_shells(found.claims, shells))


# --- which claims take part --------------------------------------------------------------------

FEWEST_STEMS = 2


def _rejected(corrections: Sequence[Correction]) -> frozenset[str]:
    """Claims that the analyst rejected and has not taken up again."""
    rejected: set[str] = set()
    for correction in corrections:
        if correction.undone_at:
            continue
        claim = str(correction.payload.get("claim", ""))
        if correction.kind == "claim.reject":
            rejected.add(claim)
        elif correction.kind == "claim.accept":
            rejected.discard(claim)
    return frozenset(rejected)


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


def _asserts(claim: Claim) -> bool:
    """Whether the content says something that could be borne out: no question, no scrap."""
    content = claim.content.rstrip(" \"'”’")
    opening = " ".join(tokens(content)[:4])
    return (
        not content.endswith("?")
        and not opening.startswith((*_ASIDES, *_QUESTIONS))
        and not opening.startswith(tuple(words("stance", "nothing_known")))
        and not _UNNAMED.search(content)
    )


# 'The official would not be named': about the source, not about the news
_UNNAMED = re.compile(
    r"\b(?:not|nor|declin\w+|refus\w+|ask\w*) (?:to )?(?:not )?(?:to )?be "
    r"(?:named|identified|quoted)\b"
    r"|\bcondition of anonymity\b",
    re.IGNORECASE,
)


# 'asked [not to be named]': about the telling, not about what is told
_ASIDES = (
    "not to be named", "not to be identified", "not be named", "not be identified",
    # 'declined to say what had caused it'
    "to say what", "to say who", "to say how", "to say why", "to say when", "to say where",
    "to say whether", "to say if", "to comment", "to speculate", "to elaborate", "to give details",
)  # fmt: skip

_QUESTIONS = ("how ", "whether ", "why ", "what ", "who ")


def _says_enough(frame: ClaimFrame) -> bool:
    """Two content words, names that pronouns stand for among them."""
    return len(set(stems(frame.text))) >= FEWEST_STEMS


def _shells(claims: Sequence[Claim]) -> dict[str, str]:
    """Claims that only wrap others: 'reports said [sources said [he will go]]' -> the one inside.

    They assert what the inner claim asserts and add no origin: they share its proposition, and
    stay out of the count.
    """
    by_article: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_article[claim.article_id].append(claim)
    inner = {c.id: _wrapped(c, by_article[c.article_id]) for c in claims}
    return {claim: found for claim, found in inner.items() if found}


def _with_shells(claims: Sequence[Claim], shells: Mapping[str, str]) -> tuple[Claim, ...]:
    by_id = {claim.id: claim for claim in claims}

    def core(claim: str) -> Claim:
        seen = {claim}
        while claim in shells and shells[claim] not in seen:
            claim = shells[claim]
            seen.add(claim)
        return by_id[claim]

    return tuple(
        replace(c, proposition_id=core(c.id).proposition_id, confidence=core(c.id).confidence)
        if c.id in shells
        else c
        for c in claims
    )


def _wrapped(claim: Claim, others: Sequence[Claim]) -> str:
    """The claim whose cue stands in this one's content and that makes up most of it; or none."""
    own = sum(end - start for start, end in claim.content_spans)
    best, found = 0.6 * own, ""
    for other in others:
        if other is not claim and _covers(claim.content_spans, other.cue_spans):
            spans = (*other.content_spans, *other.source_spans, *other.cue_spans)
            within = _inside(claim.content_spans, spans)
            if within >= best:
                best, found = within, other.id
    return found


def _covers(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    return bool(inner) and _inside(outer, inner) == sum(end - start for start, end in inner)


def _inside(outer: Sequence[Span], inner: Sequence[Span]) -> int:
    return sum(max(0, min(b, d) - max(a, c)) for a, b in outer for c, d in inner)


def withdraws(claim: Claim) -> bool:
    """Whether the claim is told only to take it back: 'an earlier version said ...'."""
    source = {*tokens(claim.source_text)}
    if claim.source_text.strip().lower() in {"correction", "clarification"}:
        return True
    if source & {"earlier", "previous", "original"} and source & {
        "version", "report", "story", "article", "post", "headline",
    }:  # fmt: skip
        return True
    return bool({*tokens(claim.cue)} & words("stance", "corrections"))


# --- from groups to propositions ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Group:
    """One proposition in the making."""

    id: str
    claims: tuple[Claim, ...]
    frames: tuple[ClaimFrame, ...]
    withdrawn: tuple[Claim, ...]
    origins: Origins


def _assemble(
    claims: Sequence[Claim],
    worth: Sequence[Claim],
    frames: Sequence[ClaimFrame],
    grouping: Grouping,
    known: Provenance,
    ratings: Mapping[str, str],
    names: Mapping[str, str],
) -> Corroboration:
    groups: list[_Group] = []
    group_at: dict[int, int] = {}
    for members in grouping.groups:
        told = [i for i in members if not withdraws(worth[i])]
        if not told:
            continue
        for i in members:
            group_at[i] = len(groups)
        groups.append(
            _Group(
                id=_proposition_id(worth[told[0]]),
                claims=tuple(worth[i] for i in told),
                frames=tuple(frames[i] for i in told),
                withdrawn=tuple(worth[i] for i in members if withdraws(worth[i])),
                origins=origins_of([worth[i] for i in told], known),
            )
        )
    taken_back = {at for at, claim in enumerate(worth) if withdraws(claim)}
    found = find_conflicts(groups, group_at, grouping, taken_back, worth)
    against: dict[int, list[int]] = defaultdict(list)
    for conflict in found:
        against[conflict.a].append(conflict.b)
        against[conflict.b].append(conflict.a)
    propositions = [
        _proposition(group, [groups[other] for other in against[at]], ratings, names)
        for at, group in enumerate(groups)
    ]
    of_claim = {
        claim.id: (group.id, proposition.confidence)
        for group, proposition in zip(groups, propositions, strict=True)
        for claim in group.claims
    }
    return Corroboration(
        claims=tuple(
            replace(c, proposition_id=of_claim[c.id][0], confidence=of_claim[c.id][1])
            if c.id in of_claim
            else c
            for c in claims
        ),
        propositions=tuple(sorted(propositions, key=lambda p: (-p.confidence, p.id))),
        contradictions=tuple(
            Contradiction(
                groups[c.a].id, groups[c.b].id, c.reason, worth[c.claim_a].id, worth[c.claim_b].id
            )
            for c in found
        ),
        contested=contested_slots(groups, found),
        hedge_losses=tuple(
            loss
            for group in groups
            for loss in hedge_losses(group.id, group.claims, group.origins.origins)
        ),
        circular=tuple(
            sorted(
                {
                    *(ring for group in groups for ring in group.origins.circular),
                    *rings_between(worth, _related(grouping), known),
                }
            )
        ),
    )


def _related(grouping: Grouping) -> Iterator[tuple[int, int]]:
    """Pairs of claims that speak of one thing: judged so, or of one group."""
    yield from (
        pair for pair, found in grouping.judgements.items() if found.relation != "contradicts"
    )


def _proposition_id(first: Claim) -> str:
    """Named after its earliest claim: it keeps its name while later articles come in."""
    return "p" + hashlib.sha256(first.id.encode()).hexdigest()[:12]


def _proposition(
    group: _Group,
    against: Sequence[_Group],
    ratings: Mapping[str, str],
    names: Mapping[str, str],
) -> Proposition:
    standing_against = [other for other in against if not _taken_back(other)]
    weighed = Weighed(
        claims=group.claims,
        origins=group.origins,
        against=tuple(claim for other in standing_against for claim in other.claims),
        against_origins=sum(other.origins.fewest for other in standing_against),
        withdrawn=group.withdrawn,
        withdrawing=_withdrawing(group),
        ratings=ratings,
    )
    assessment = assess(weighed)
    reported = sorted(claim.reported_at for claim in group.claims if claim.reported_at)
    return Proposition(
        id=group.id,
        statement=_statement(group, names),
        claim_ids=tuple(claim.id for claim in group.claims),
        origins=group.origins.origins,
        origins_min=group.origins.fewest,
        origins_max=group.origins.most,
        confidence=assessment.confidence,
        ledger=assessment.ledger,
        standing=assessment.standing,
        admiralty=assessment.admiralty,
        would_raise=assessment.would_raise,
        robust=assessment.robust,
        first_reported=reported[0] if reported else "",
        last_reported=reported[-1] if reported else "",
    )


def _withdrawing(group: _Group) -> int:
    """How many of the proposition's origins came through an outlet that took it back."""
    outlets = {claim.outlet for claim in group.withdrawn}
    sources = {claim.actor_id for claim in group.withdrawn if claim.actor_id}
    by_id = {claim.id: claim for claim in group.claims}
    return sum(
        all(by_id[c].outlet in outlets or by_id[c].actor_id in sources for c in origin.claim_ids)
        for origin in group.origins.origins
    )


def _taken_back(group: _Group) -> bool:
    return bool(group.withdrawn) and _withdrawing(group) >= group.origins.fewest


_HANGING = re.compile(r"(?:\w+ing|with)\s")  # 'killing at least 12 people', cut off its clause


def _statement(group: _Group, names: Mapping[str, str]) -> str:
    """The earliest claim that names what it is about, worded to stand alone."""
    told = list(zip(group.claims, group.frames, strict=True))
    whole = [(claim, frame) for claim, frame in told if not _HANGING.match(claim.content)] or told
    named = [(claim, frame) for claim, frame in whole if frame.subject & frame.actors]
    claim, frame = (named or whole)[0]
    return worded(claim.content, frame, names)
