"""Annotated articles as the network learns from them: windows with labels and links.

In: articles with attributions (README.md) and the encoder's tokenizer. Out: Windows, cut at
places that differ from epoch to epoch.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from analysis.annotate.tagger.labels import LABELS, ROLES, WordSpan
from analysis.annotate.tagger.links import LINKS, link_features
from analysis.annotate.tagger.pieces import WINDOW, Pieces, read_pieces

IGNORE = -100


@dataclass(frozen=True)
class Example:
    """One article: its pieces, the label of each word, the spans that are linked."""

    pieces: Pieces
    labels: np.ndarray
    spans: dict[str, list[WordSpan]]  # sorted
    tied: dict[str, dict[WordSpan, WordSpan | None]]  # for each link, from whom to whom
    taught: np.ndarray | None = None  # a teacher's states: pieces x size


def articles_of(path: Path, keep_out: Path | None) -> Iterator[dict]:
    """The articles of a JSONL file, without those whose ids stand in `keep_out`."""
    kept_out = set(keep_out.read_text().split()) if keep_out else set()
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            if article["id"] not in kept_out:
                yield article


def plain_tokenizer(folder: Path) -> Tokenizer:
    """The encoder's tokenizer without its habits of cutting and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def word_spans(pieces: Pieces, spans: list[list[int]]) -> list[WordSpan]:
    """Annotated character spans as runs of words that begin and end with a real word.

    Spans that only punctuation parts are one: annotators differ there, and nothing is lost.
    """
    runs: list[WordSpan] = []
    for start, end in sorted(spans):
        inside = np.flatnonzero(
            (pieces.words[:, 0] < end) & (pieces.words[:, 1] > start) & pieces.lexical
        )
        if not len(inside):
            continue
        first, last = int(inside[0]), int(inside[-1])
        if runs and not pieces.lexical[runs[-1][1] + 1 : first].any():
            first = min(runs.pop()[0], first)
        runs.append((first, last))
    return runs


def read_example(article: dict, tokenizer: Tokenizer) -> Example:
    pieces = read_pieces(tokenizer, article["text"])
    labels = np.zeros(len(pieces.words), np.int64)
    spans: dict[str, set[WordSpan]] = {role: set() for role in ROLES}
    tied: dict[str, dict[WordSpan, WordSpan | None]] = {link: {} for link in LINKS}

    def claim(role: str, raw: list[list[int]]) -> list[WordSpan]:
        free = []
        for first, last in word_spans(pieces, raw):
            if (first, last) not in spans[role]:
                if labels[first : last + 1].any():
                    continue  # a word has one role: the first annotation keeps it
                places = "S" if first == last else "B" + "I" * (last - first - 1) + "E"
                labels[first : last + 1] = [LABELS.index(f"{p}-{role}") for p in places]
                spans[role].add((first, last))
            free.append((first, last))
        return free

    if "attributions" not in article:  # nobody annotated it: a teacher alone knows
        labels[:] = IGNORE
    for attribution in article.get("attributions", ()):
        found = {role: claim(role, attribution[role]) for role in ROLES}
        cue = found["cue"][0] if found["cue"] else None
        source = found["source"][0] if found["source"] else None
        for content in found["content"]:
            tied["content cue"][content] = cue
            tied["content source"][content] = source
        if cue:
            tied["cue source"][cue] = source
    return Example(pieces, labels, {r: sorted(s) for r, s in spans.items()}, tied)


@dataclass
class Window:
    """A stretch of one article as tensors, with the links that it holds whole."""

    ids: np.ndarray
    features: np.ndarray
    labels: np.ndarray
    links: list[tuple[int, tuple[int, int], np.ndarray, np.ndarray, int]]
    begins: np.ndarray  # which pieces begin a word
    taught: np.ndarray | None  # a teacher's states of the pieces between the two ends


def cut(example: Example, start: int) -> Window:
    """The window that begins at a piece. [CLS] and [SEP] stand at its two ends."""
    pieces = example.pieces
    stop = min(start + WINDOW, len(pieces.ids))
    ids = np.array([101, *pieces.ids[start:stop], 102])
    features = np.zeros((len(ids), 3), np.int64)
    features[1:-1] = pieces.features[start:stop]
    labels = np.full(len(ids), IGNORE)
    low, high = np.searchsorted(pieces.first, [start, stop])
    labels[pieces.first[low:high] - start + 1] = example.labels[low:high]
    within = {
        role: [s for s in example.spans[role] if s[0] >= low and s[1] < high] for role in ROLES
    }
    where = pieces.first - start + 1
    links = []
    for number, link in enumerate(LINKS):
        asking, answering = link.split()
        others = within[answering]
        if not others:
            continue
        rows = np.array(others)
        ends = where[rows]
        for span in within[asking]:
            target = example.tied[link].get(span)
            if target is not None and target not in others:
                continue  # it lies outside this window
            if target is None and link == "content cue":
                continue
            right = others.index(target) if target is not None else len(others)
            features_of = link_features(np.array([span]), rows, pieces.paragraph)
            buckets = np.stack(features_of)[:, 0]
            links.append((number, (where[span[0]], where[span[1]]), ends, buckets, right))
    begins = np.zeros(len(ids), bool)
    begins[pieces.first[low:high] - start + 1] = True
    taught = None if example.taught is None else example.taught[start:stop]
    return Window(ids, features, labels, links, begins, taught)


def shuffled_windows(examples: list[Example], seed: int, epoch: int) -> list[Window]:
    """All articles cut into windows at places that differ from epoch to epoch."""
    chance = random.Random(f"{seed} {epoch}")
    result = []
    for example in examples:
        size = len(example.pieces.ids)
        count = -(-size // WINDOW)
        shift = chance.randint(0, count * WINDOW - size)
        for i in range(count):
            start = i * WINDOW - shift + chance.randint(-24, 24)
            result.append(cut(example, max(0, min(start, size - WINDOW))))
    chance.shuffle(result)
    return result
