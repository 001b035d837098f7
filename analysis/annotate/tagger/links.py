"""From spans to attributions: which content is tied to which cue, and to which source.

In: the spans of each role and the model's projections of their words. Out: Linked, one for each
attribution.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotate.tagger.labels import ROLES, Floats, WordSpan
from analysis.annotate.tagger.pieces import Ints

LINKS = ("content cue", "cue source", "content source")  # from a span of one role to another
GAPS, RANKS, BREAKS = 17, 8, 3  # how many buckets each of `link_features` has
FAR = 400  # words between the two ends of a link, at most


def link_features(span: WordSpan, others: Ints, paragraph: Ints) -> tuple[Ints, Ints, Ints]:
    """How each of `others`, rows of [first, last] in text order, lies to `span`: three buckets.

    The signed words between them on a log scale; how many others lie nearer on the same side;
    how many line breaks lie between.
    """
    start, end = span
    firsts, lasts = others[:, 0], others[:, 1]
    after, before = firsts > end, lasts < start
    between = np.where(after, firsts - end, np.where(before, start - lasts, 1))
    steps = np.minimum(np.ceil(np.log2(between)).astype(np.int64), 7)
    gap = np.where(after, 9 + steps, np.where(before, 7 - steps, 8))
    order = np.arange(len(others)) - int(firsts.searchsorted(start))
    rank = np.where(order >= 0, np.minimum(order, 3), np.minimum(-1 - order, 3) + 4)
    lines = np.where(
        after,
        paragraph[firsts] - paragraph[end],
        np.where(before, paragraph[start] - paragraph[lasts], 0),
    )
    lines = np.minimum(lines, 2)
    return gap, rank, lines


@dataclass(frozen=True, slots=True)
class Linker:
    """Scores the ties between spans: how their words match, and how they lie to each other.

    `vectors` holds for each word and each link four projections: of a span that asks, its first
    and last word; of a span that answers, its first and last word.
    """

    vectors: Floats  # words x links x 4 x dimensions
    paragraph: Ints
    bias: dict[str, dict[str, Floats]]  # for each link, by bucket: gap, rank, break; none

    def log_chances(self, link: int, span: WordSpan, others: Ints) -> Floats:
        """Log-probability of each of `others` being the other end; that of none comes last."""
        bias = self.bias[LINKS[link]]
        scores = np.full(len(others) + 1, bias["none"][0], np.float32)
        if len(others):
            asks = self.vectors[span[0], link, 0] + self.vectors[span[1], link, 1]
            answers = self.vectors[others[:, 0], link, 2] + self.vectors[others[:, 1], link, 3]
            gap, rank, lines = link_features(span, others, self.paragraph)
            scores[:-1] = (
                answers @ asks + bias["gap"][gap] + bias["rank"][rank] + bias["break"][lines]
            )
        scores -= scores.max()
        chances: Floats = scores - np.log(np.exp(scores).sum())
        return chances


def _near(spans: Ints, span: WordSpan) -> Ints:
    """Those of `spans`, in text order, that a link from `span` can reach."""
    low = int(spans[:, 1].searchsorted(span[0] - FAR))
    high = int(spans[:, 0].searchsorted(span[1] + FAR, side="right"))
    return spans[low:high]


def _row(spans: Ints, index: int) -> WordSpan:
    return int(spans[index, 0]), int(spans[index, 1])


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as runs of words, with the mean chance of its contents' tie to its cue."""

    source: WordSpan | None
    cue: WordSpan | None
    contents: tuple[WordSpan, ...]
    chance: float


def _linked(
    cue: WordSpan | None,
    contents: Sequence[WordSpan],
    sources: Ints,
    chance: float,
    linker: Linker,
) -> Linked:
    """Choose the source on which the cue and its contents agree best, or none."""
    near = _near(sources, cue or contents[0])
    total = np.zeros(len(near) + 1, np.float32)
    if cue:
        total += linker.log_chances(1, cue, near)
    for content in contents:
        total += linker.log_chances(2, content, near)
    best = int(total.argmax())
    source = _row(near, best) if best < len(near) else None
    return Linked(source, cue, tuple(contents), chance)


def link_spans(spans: dict[str, list[WordSpan]], linker: Linker) -> list[Linked]:
    """Give each content its cue and each cue its source, in order of the contents.

    An attribution is a cue with the contents that choose it: in the annotation every one has
    just one cue. A content with no cue in reach stands alone.
    """
    parts: dict[WordSpan, list[tuple[WordSpan, float]]] = defaultdict(list)
    linked = []
    sources, cues = (np.array(spans[role], np.int64).reshape(-1, 2) for role in ROLES[:2])
    for content in spans["content"]:
        near = _near(cues, content)
        if len(near):
            log_chances = linker.log_chances(0, content, near)
            best = int(log_chances[:-1].argmax())
            parts[_row(near, best)].append((content, float(np.exp(log_chances[best]))))
        else:
            linked.append(_linked(None, [content], sources, 1.0, linker))
    for cue, chosen in parts.items():
        chance = sum(chance for _, chance in chosen) / len(chosen)
        contents = [content for content, _ in chosen]
        linked.append(_linked(cue, contents, sources, chance, linker))
    return sorted(linked, key=lambda attribution: attribution.contents)
