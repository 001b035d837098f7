"""The stance of a text towards a statement: supports, contradicts, discusses, unrelated.

In: pairs of a statement and a statement or an article's text. Out: (stance, score) each. Logistic
regressions (`data/compare/`, made by `training/compare/train.py`) weigh the evidence: `statement`
reads two statements (`stance_features`), `alone` how a single text sounds, and `text` an article
(`article_stance`), for whose sentences it asks the other two. Where the files are absent the rules
of `data/stance.toml` serve alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
import numpy.typing as npt

from analysis.resolve.article_stance import JUDGED, Numbers, alone, evidence, read, wording
from analysis.resolve.meaning import Vectors, vectors_of
from analysis.resolve.stance_features import added, numbers
from analysis.resolve.wording import stems, tokens
from analysis.settings import DATA
from analysis.vocabulary import words

CompareStance = Literal["supports", "contradicts", "discusses", "unrelated"]
STANCES: tuple[CompareStance, ...] = get_args(CompareStance)
HEADLINE = 300  # characters: what is longer is an article
READERS = ("statement", "alone")  # what an article's sentences are judged by
APART = 0.15  # cosine under which two statements without a common word are about two things

Pairs = Sequence[tuple[str, str]]
Stances = list[tuple[CompareStance, float]]


def compare(pairs: Iterable[tuple[str, str]]) -> Stances:
    """The stance of each pair's second text towards its first, with a score in 0..1."""
    items = list(pairs)
    found: list[tuple[CompareStance, float]] = [("unrelated", 0.0)] * len(items)
    for articles, judge in ((False, _of_statements), (True, _of_articles)):
        at = [i for i, (_, text) in enumerate(items) if is_article(text) == articles]
        for i, stance in zip(at, judge([items[i] for i in at]), strict=True):
            found[i] = stance
    return found


def is_article(text: str) -> bool:
    """Long, or short prose: headlines end without a full stop."""
    return len(text) > HEADLINE or text.rstrip(" \n\"'”’").endswith((".", "!"))


def _of_statements(pairs: Pairs) -> Stances:
    weights = _weights("statement")
    first = vectors_of([a for a, _ in pairs])
    second = vectors_of([" ".join(b.split()) for _, b in pairs])
    close = (first * second).sum(axis=1).tolist()
    if weights is None or not pairs:
        return [_by_rule(a, b, near) for (a, b), near in zip(pairs, close, strict=True)]
    scores = weights.scores(numbers(pairs, first, second), [added(a, b) for a, b in pairs])
    return [
        ("unrelated", min(1.0, 1 - near)) if _apart(a, b, near) else _best(row)
        for (a, b), near, row in zip(pairs, close, scores, strict=True)
    ]


def _of_articles(pairs: Pairs) -> Stances:
    found = {kind: _weights(kind) for kind in ("text", *READERS)}
    weights = {kind: one for kind, one in found.items() if one is not None}
    if len(weights) < len(found) or not pairs:
        return _of_statements([(a, b[:HEADLINE]) for a, b in pairs])
    return [_best(row) for row in weights["text"].scores(article_evidence(pairs, weights))]


def article_evidence(pairs: Pairs, readers: Mapping[str, Weights]) -> Numbers:
    """A row for each headline and article; texts that stand in several pairs are read once.
    `readers`: the weights of `READERS`, which are asked about single sentences."""
    articles = {text: read(text) for _, text in pairs}
    heads = list({headline: None for headline, _ in pairs})
    of_heads = vectors_of(heads)
    first = dict(zip(heads, of_heads, strict=True))
    sentences = list({s: None for article in articles.values() for s in article.sentences})
    vectors = vectors_of(sentences)
    at = {sentence: row for row, sentence in enumerate(sentences)}
    of = {text: vectors[[at[s] for s in read_.sentences]] for text, read_ in articles.items()}
    early = {text: read_.sentences[:JUDGED] for text, read_ in articles.items()}
    sound = {text: _sound(early[text], of[text][:JUDGED], readers) for text in articles}
    sounds = dict(zip(heads, _sound(heads, of_heads, readers), strict=True))
    return np.array(
        [
            evidence(
                head,
                articles[text],
                first[head],
                of[text],
                sounds[head],
                np.hstack([_said(head, first[head], early[text], of[text], readers), sound[text]]),
            )
            for head, text in pairs
        ]
    )


def _sound(texts: Sequence[str], vectors: Vectors, readers: Mapping[str, Weights]) -> Numbers:
    """How likely each text by itself turns a report down, and leaves it open."""
    scores = readers["alone"].scores(alone(texts, vectors), [wording(text) for text in texts])
    return scores[:, [STANCES.index("contradicts"), STANCES.index("discusses")]]


def _said(
    head: str,
    vector: Vectors,
    sentences: Sequence[str],
    vectors: Vectors,
    readers: Mapping[str, Weights],
) -> Numbers:
    """How likely each sentence supports, contradicts, discusses the headline."""
    second = vectors[: len(sentences)]
    counted = numbers(
        [(head, sentence) for sentence in sentences],
        np.broadcast_to(vector, second.shape),
        second,
    )
    scores = readers["statement"].scores(counted, [added(head, s) for s in sentences])
    return scores[:, : STANCES.index("unrelated")]


def _apart(a: str, b: str, near: float) -> bool:
    return near < APART and not {*stems(a)} & {*stems(b)}


def _best(scores: npt.NDArray[np.float64]) -> tuple[CompareStance, float]:
    at = int(scores.argmax())
    return STANCES[at], round(float(scores[at]), 4)


@dataclass(frozen=True)
class Weights:
    """`table` has a row for each number and each known word, a column for each stance."""

    table: Numbers
    column: dict[str, int]
    open_to: npt.NDArray[np.bool_]  # stances that the data it learned from has

    def scores(
        self, counted: npt.NDArray[np.float64], found: Sequence[Iterable[str]] = ()
    ) -> npt.NDArray[np.float64]:
        """Probabilities, one row a pair, from its numbers and its words."""
        width = counted.shape[1]
        totals = counted @ self.table[:width]
        for row, held in enumerate(found):
            known = [width + self.column[word] for word in held if word in self.column]
            totals[row] += self.table[known].sum(axis=0)
        totals[:, ~self.open_to] = -np.inf
        odds = np.exp(totals - totals.max(axis=1, keepdims=True))
        return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


@cache
def _weights(kind: str) -> Weights | None:
    path = DATA / "compare" / f"{kind}.npz"
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as kept:
        column = {str(word): at for at, word in enumerate(kept["words"])}
        return Weights(kept["weights"].astype(np.float64), column, kept["open_to"])


def _by_rule(a: str, b: str, closeness: float) -> tuple[CompareStance, float]:
    if closeness < 0.25 or not {*stems(a)} & {*stems(b)}:
        return "unrelated", 1 - closeness
    found = {*tokens(b)}
    if found & (words("stance", "discredit") | words("stance", "deniers")):
        return "contradicts", closeness
    if found & words("stance", "doubt"):
        return "discusses", closeness
    return "supports", closeness
