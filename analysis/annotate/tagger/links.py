"""From spans to attributions: which content is tied to which cue, and to which source.

In: the spans of each role and the model's projections of their words. Out: Linked, one for each
attribution.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.annotate.tagger.labels import ROLES, Floats, WordSpan
from analysis.annotate.tagger.pieces import Ints

LINKS = ("content cue", "cue source", "content source")  # from a span of one role to another
GAPS, RANKS, BREAKS = 17, 8, 3  # how many buckets each of `link_features` has
FAR = 400  # words between the two ends of a link, at most


def link_features(spans: Ints, others: Ints, paragraph: Ints) -> tuple[Ints, Ints, Ints]:
    """How each of `others` lies to each of `spans`: three buckets, one row for each of `spans`.

    Both are rows of [first, last] in text order. The signed words between them on a log scale;
    how many others lie nearer on the same side; how many line breaks lie between.
    """
    start, end = spans[:, :1], spans[:, 1:]
    firsts, lasts = others[:, 0], others[:, 1]
    after, before = firsts > end, lasts < start
    between = np.where(after, firsts - end, np.where(before, start - lasts, 1))
    steps = np.minimum(np.ceil(np.log2(between)).astype(np.int64), 7)
    gap = np.where(after, 9 + steps, np.where(before, 7 - steps, 8))
    order = np.arange(len(others)) - firsts.searchsorted(start)
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

    def log_chances(self, link: int, spans: Ints, others: Ints) -> Floats:
        """Log-probability of each of `others` being the other end, a row for each of `spans`.

        That of none comes last; that of one out of reach is minus infinity.
        """
        bias = self.bias[LINKS[link]]
        scores = np.full((len(spans), len(others) + 1), bias["none"][0], np.float32)
        if len(spans) and len(others):
            asks = self.vectors[spans[:, 0], link, 0] + self.vectors[spans[:, 1], link, 1]
            answers = self.vectors[others[:, 0], link, 2] + self.vectors[others[:, 1], link, 3]
            gap, rank, lines = link_features(spans, others, self.paragraph)
            scores[:, :-1] = (
                asks @ answers.T + bias["gap"][gap] + bias["rank"][rank] + bias["break"][lines]
            )
            scores[:, :-1][~_near(spans, others)] = -np.inf
        scores -= scores.max(1, keepdims=True)
        chances: Floats = scores - np.log(np.exp(scores).sum(1, keepdims=True))
        return chances


def _near(spans: Ints, others: Ints) -> npt.NDArray[np.bool_]:
    """Which of `others` a link from each of `spans` can reach."""
    reached: npt.NDArray[np.bool_] = (others[:, 1] >= spans[:, :1] - FAR) & (
        others[:, 0] <= spans[:, 1:] + FAR
    )
    return reached


def _row(spans: Ints, index: int) -> WordSpan:
    return int(spans[index, 0]), int(spans[index, 1])


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as runs of words, with the mean chance of its contents' tie to its cue."""

    source: WordSpan | None
    cue: WordSpan | None
    contents: tuple[WordSpan, ...]
    chance: float


def link_spans(spans: dict[str, list[WordSpan]], linker: Linker) -> list[Linked]:
    """Give each content its cue and each cue its source, in order of the contents.

    An attribution is a cue with the contents that choose it: in the annotation every one has
    just one cue. A content with no cue in reach stands alone.
    """
    sources, cues, contents = (np.array(spans[role], np.int64).reshape(-1, 2) for role in ROLES)
    to_cue = linker.log_chances(0, contents, cues)
    cue_to_source = linker.log_chances(1, cues, sources)
    to_source = linker.log_chances(2, contents, sources)
    chosen: dict[int, list[int]] = defaultdict(list)  # contents of each cue
    linked = []

    def source_of(agreement: Floats) -> WordSpan | None:
        """On which the cue and its contents agree best; the last column is that of none."""
        best = int(agreement.argmax())
        return _row(sources, best) if best < len(sources) else None

    for content, chances in enumerate(to_cue[:, :-1]):
        best = int(chances.argmax()) if len(cues) else -1
        if best >= 0 and chances[best] > -np.inf:
            chosen[best].append(content)
        else:
            source = source_of(to_source[content])
            linked.append(Linked(source, None, (_row(contents, content),), 1.0))
    for cue, parts in chosen.items():
        source = source_of(cue_to_source[cue] + to_source[parts].sum(0))
        chance = sum(float(np.exp(to_cue[part, cue])) for part in parts) / len(parts)
        linked.append(
            Linked(source, _row(cues, cue), tuple(_row(contents, part) for part in parts), chance)
        )
    return sorted(linked, key=lambda attribution: attribution.contents)
