"""Finds articles that are copies or rewrites of one text, and the passages they share.

In: articles. Out: SyndicationGroups, the likely original first. Candidates come from sampled
five-word shingles (Broder 1997; '0 mod p' fingerprints, Manber 1994) in an inverted index, so
that the work grows with the text and not with the pairs; the containment of each candidate
is then counted exactly. Containment, not similarity: a short copy inside a long page is one.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.model import Article, Evidence, SharedPassage, Span, SyndicationGroup
from analysis.resolve.union import Union

SHINGLE = 5  # words
SAMPLED = 4  # every fourth shingle by hash; all of them in short texts
SHORT = 160  # shingles
COMMON = 48  # a shingle in more articles than this links neighbours only
COPY = 0.45  # containment of the smaller text from which a text is a copy
REWRITE = 0.15  # the same with one wire credited by both, or one naming the other's outlet
SHORTEST_PASSAGE = 8  # words

Codes = npt.NDArray[np.uint64]
Pairs = npt.NDArray[np.int64]
_TOKEN = re.compile(r"\w+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class KeptShares:
    """How much each two texts that may be copies have in common, kept for the next run."""

    def __init__(self) -> None:
        self._forget()

    def _forget(self) -> None:
        self._number: dict[str, int] = {}  # of each text
        self._pairs: Codes = np.zeros(0, np.uint64)  # sorted
        self._shares: npt.NDArray[np.float64] = np.zeros(0)

    def of(self, texts: Sequence[str], pairs: Pairs) -> npt.NDArray[np.float64]:
        """The containment of the smaller text of each pair (n x 2, positions)."""
        if len(self._number) > 2 * len(texts) + SAMPLED:  # most are of articles that are gone
            self._forget()
        numbers = np.array(
            [self._number.setdefault(text, len(self._number)) for text in texts], np.uint64
        )
        asked = np.sort(numbers[pairs], axis=1)
        codes = (asked[:, 0] << np.uint64(32)) + asked[:, 1]
        unknown = ~np.isin(codes, self._pairs)
        new, first = np.unique(codes[unknown], return_index=True)
        shares = [
            containment(_shingles(texts[a]), _shingles(texts[b]))
            for a, b in pairs[unknown][first].tolist()
        ]
        order = np.argsort(every := np.concatenate([self._pairs, new]))
        self._pairs = every[order]
        self._shares = np.concatenate([self._shares, np.array(shares, np.float64)])[order]
        return self._shares[np.searchsorted(self._pairs, codes)]


def find_syndication(
    articles: Sequence[Article], kept: KeptShares | None = None
) -> tuple[SyndicationGroup, ...]:
    """Groups of two or more articles that go back to one text, in the order of their originals.
    `kept` has what texts had in common in a run before; the result is the same without."""
    texts = [article.analysed_text() for article in articles]
    linked = Union(len(articles))
    pairs = _candidates([_shingles(text) for text in texts])
    shares = (kept or KeptShares()).of(texts, pairs)
    alike = shares >= REWRITE
    for (a, b), share in zip(pairs[alike].tolist(), shares[alike].tolist(), strict=True):
        if share >= COPY or _credit_links(articles[a], articles[b]):
            linked.join(a, b)
    groups = [[articles[i] for i in members] for members in linked.parts() if len(members) > 1]
    return tuple(sorted((_group(members) for members in groups), key=lambda g: g.original))


def containment(a: Codes, b: Codes) -> float:
    """Share of the smaller set of shingles that stands in the larger."""
    smaller = min(len(a), len(b))
    return len(np.intersect1d(a, b, assume_unique=True)) / smaller if smaller else 0.0


def shared_passages(a: Article, b: Article) -> tuple[SharedPassage, ...]:
    """Runs of words that stand in both articles, found from the left of `a`."""
    share, runs = _shared_runs(a.analysed_text(), b.analysed_text())
    return tuple(
        SharedPassage(Evidence(a.id, *mine), Evidence(b.id, *other), share) for mine, other in runs
    )


@lru_cache(maxsize=16_384)
def _shared_runs(a: str, b: str) -> tuple[float, tuple[tuple[Span, Span], ...]]:
    """The containment of the smaller text and the spans of the runs, longest where they start."""
    words_a, words_b = _words(a), _words(b)
    codes_b: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(len(words_b) - SHINGLE + 1):
        codes_b[tuple(word for word, _, _ in words_b[j : j + SHINGLE])].append(j)
    found: list[tuple[Span, Span]] = []
    i = 0
    while i <= len(words_a) - SHINGLE:
        starts = codes_b.get(tuple(word for word, _, _ in words_a[i : i + SHINGLE]), ())
        runs = [(_run(words_a, i, words_b, start), -start) for start in starts[:8]]
        length, start = max(runs, default=(0, 0))
        if length < SHORTEST_PASSAGE:
            i += 1
            continue
        j = -start
        found.append(
            (
                (words_a[i][1], words_a[i + length - 1][2]),
                (words_b[j][1], words_b[j + length - 1][2]),
            )
        )
        i += length
    return round(containment(_shingles(a), _shingles(b)), 4), tuple(found)


@lru_cache(maxsize=16_384)
def _shingles(text: str) -> Codes:
    """Sorted, unique codes of the five-word shingles; of the whole text where it is shorter."""
    words = [zlib.crc32(word.encode()) for word in _TOKEN.findall(text.lower())]
    codes = np.array(words, dtype=np.uint64)
    if len(codes) == 0:
        return codes
    width = min(SHINGLE, len(codes))
    mixed = np.zeros(len(codes) - width + 1, dtype=np.uint64)
    for step in range(width):
        mixed = mixed * _MULTIPLIER + codes[step : step + len(mixed)]
    mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed * _MULTIPLIER)


def _candidates(prints: Sequence[Codes]) -> Pairs:
    """Pairs of positions (n x 2) that share a sampled shingle, each pair once."""
    sampled = [codes if len(codes) < SHORT else _sample(codes) for codes in prints]
    if not sampled:
        return np.zeros((0, 2), np.int64)
    owners = np.repeat(np.arange(len(sampled)), [len(codes) for codes in sampled])
    codes = np.concatenate(sampled)
    order = np.lexsort((owners, codes))
    codes, owners = codes[order], owners[order]
    bounds = np.flatnonzero(np.append(True, codes[1:] != codes[:-1])) if len(codes) else codes
    lengths = np.diff(np.append(bounds, len(codes)))
    found = [np.zeros(0, dtype=np.int64)]
    for length in np.unique(lengths[lengths > 1]).tolist():  # shingles of as many holders at once
        holders = owners[bounds[lengths == length][:, None] + np.arange(length)]
        if length > COMMON:
            first, second = np.arange(length - 1), np.arange(1, length)
        else:
            first, second = np.triu_indices(length, 1)
        pairs = holders[:, first] * len(prints) + holders[:, second]
        found.append(np.unique(pairs))
    return np.stack(np.divmod(np.unique(np.concatenate(found)), len(prints)), axis=1)


def _sample(codes: Codes) -> Codes:
    return np.asarray(codes[codes % np.uint64(SAMPLED) == 0])


def _credit_links(a: Article, b: Article) -> bool:
    """Both credit one wire, or one credits the other's outlet."""
    wire_a, wire_b = a.wire.casefold(), b.wire.casefold()
    outlet_a, outlet_b = a.outlet.casefold(), b.outlet.casefold()
    return bool(
        (wire_a and wire_a in {wire_b, outlet_b}) or (wire_b and wire_b in {wire_a, outlet_a})
    )


def _group(members: list[Article]) -> SyndicationGroup:
    original = min(members, key=_originality)
    others = sorted(
        (article for article in members if article is not original),
        key=lambda article: (article.published_at or "9", article.id),
    )
    passages = [passage for other in others for passage in shared_passages(original, other)]
    return SyndicationGroup(
        (original.id, *(article.id for article in others)), original.id, tuple(passages)
    )


def _originality(article: Article) -> tuple[bool, str, bool, int, str]:
    """The wire's own text first, then the earliest, then one without a credit, the longest."""
    own_wire = bool(article.wire) and article.wire.casefold() == article.outlet.casefold()
    return (
        not own_wire,
        article.published_at or "9",
        bool(article.wire),
        -len(article.text),
        article.id,
    )


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(match[0].lower(), *match.span()) for match in _TOKEN.finditer(text)]


def _run(a: list[tuple[str, int, int]], i: int, b: list[tuple[str, int, int]], j: int) -> int:
    length = 0
    while i + length < len(a) and j + length < len(b) and a[i + length][0] == b[j + length][0]:
        length += 1
    return length
