"""How surely two propositions exclude each other.

In: two groups of claims, their frames, the judgements between them. Out: a share in 0..1, from a
logistic sum. One pair of claims that clash may be misread; what speaks for a dispute is that many
do, that the two speak of the same people in the same words, and that both sides are told by
several. Weights stand in `data/stance.toml`; `training/stance/` fits them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from analysis.model import Claim
from analysis.resolve.claim_frames import ClaimFrame
from analysis.resolve.exclusions import BY_WORDING
from analysis.resolve.likeness import judgement, log_odds, logistic
from analysis.resolve.stance import Judgement

MANY = 4  # claims of a side from which more of them tell no more
FEW = 3  # words that two must share to share all: 'exploded' is in many claims
WIDELY = 4  # articles of a side, beyond which it is told widely
LEAST = 0.05  # of the clash of some two claims: below it nobody would think of a dispute


@dataclass(frozen=True)
class Side:
    """The claims of one proposition and their frames, in one order."""

    claims: Sequence[Claim]
    frames: Sequence[ClaimFrame]

    @cached_property
    def articles(self) -> set[str]:
        return {claim.article_id for claim in self.claims}

    @cached_property
    def voices(self) -> set[tuple[str, str]]:
        """Who speaks where."""
        return {
            (c.article_id, c.actor_id or c.source_text or c.source_kind)
            for c in self.claims
            if c.polarity == "+"
        }

    @cached_property
    def actors(self) -> set[str]:
        return {actor for frame in self.frames for actor in frame.actors}

    @cached_property
    def stems(self) -> set[str]:
        return {stem for frame in self.frames for stem in frame.stems}

    def of(self, claim: Claim) -> ClaimFrame:
        """The frame of one of the claims."""
        return self._frame_of[claim.id]

    @cached_property
    def _frame_of(self) -> dict[str, ClaimFrame]:
        return {claim.id: frame for claim, frame in zip(self.claims, self.frames, strict=True)}

    def share(self, name: str) -> float:
        """Of the frames, those that are negated, planned ..."""
        return sum(bool(getattr(frame, name)) for frame in self.frames) / len(self.frames)


def how_sure(judged: Sequence[Judgement], one: Side, other: Side) -> float:
    """That the two exclude each other; 0 where no two claims do, or where nothing but the wording
    says so of what several voices tell in one breath."""
    best = max(judged, key=lambda judgement: judgement.clash, default=None)
    if best is None or best.clash < LEAST:
        return 0.0
    if best.reason == BY_WORDING and len(one.voices & other.voices) > 1:
        return 0.0
    weights = judgement()["conflict"]
    total = weights["base"]
    total += sum(weights[name] * value for name, value in evidence(judged, one, other))
    if best.reason == BY_WORDING:
        total -= sum(
            judgement()["wording"][name] * value for name, value in doubts(best, one, other)
        )
    return logistic(total)


def doubts(best: Judgement, one: Side, other: Side) -> Iterator[tuple[str, float]]:
    """What speaks against a dispute that nothing but the wording tells, by the names of its
    weights: one of the two is told so widely that much is laid beside it by chance; the two sound
    as if they said the same."""
    widest = max(len(one.articles), len(other.articles))
    yield "wide", math.log2(max(widest / WIDELY, 1.0))
    yield "agree", best.score


def evidence(judged: Sequence[Judgement], one: Side, other: Side) -> Iterator[tuple[str, float]]:
    """What speaks for a dispute, by the names of its weights."""
    best = max(judged, key=lambda judgement: judgement.clash)
    few, many = sorted((len(one.claims), len(other.claims)))
    common = len(one.articles & other.articles)
    yield "mean", log_odds(sum(judgement.clash for judgement in judged) / len(judged))
    yield "best", log_odds(best.clash)
    yield "about", log_odds(best.about)
    yield "agree", sum(judgement.score for judgement in judged) / len(judged)
    yield "fewer", math.log2(few)
    yield "more", math.log2(min(many, MANY))
    yield "articles", math.log2(len(one.articles | other.articles))
    yield "same_article", common / min(len(one.articles), len(other.articles))
    yield "compared", len(judged) / (few * many)
    yield "one_denies", float(one.share("negated") != other.share("negated"))
    yield "one_planned", float((one.share("planned") > 0) != (other.share("planned") > 0))
    yield "outlets", float(all(_by_outlet(side) for side in (one, other)))
    yield "outlet_alone", float(any(_by_outlets_alone(side) for side in (one, other)))
    yield "actors", float(bool(one.actors & other.actors))
    yield "stems", _overlap(one.stems, other.stems)
    yield "clocks", float(one.share("clocks") > 0 and other.share("clocks") > 0)
    yield kind_of(best.reason), 1.0


def kind_of(reason: str) -> str:
    """The kind of a reason that `exclusions` gives: 'numbers', 'time', 'polarity' ..."""
    if reason == BY_WORDING:
        return "wording"
    if ":" in reason:
        kind = reason.split(":")[0]
        return kind if kind in {"numbers", "time"} else "slot"
    if "|" in reason:
        return "lacking" if reason.startswith("no ") else "opposites"
    return "polarity"


def _by_outlet(side: Side) -> bool:
    return any(claim.source_kind == "author" for claim in side.claims)


def _by_outlets_alone(side: Side) -> bool:
    """What no outlet lays to anybody is seldom what one side of a dispute says."""
    return all(claim.source_kind == "author" for claim in side.claims)


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(min(len(one), len(other)), FEW)
