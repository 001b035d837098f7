"""How the model reads a text: as word pieces, with what an uncased vocabulary loses.

In: the text of an article. Out: Pieces, and the windows in which they go through the model.
Training and the tagger both read through here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from analysis.annotate.tagger.quotation_marks import quotation_states

Ints = npt.NDArray[np.int64]

WINDOW = 254  # word pieces that the model reads at once, its two end marks not counted
OVERLAP = 20  # word pieces that two windows share at least; 64 costs a seventh more, finds no more

_LEXICAL = re.compile(r"\w")
_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: no tokenizer takes it


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the model reads it: word pieces, and the words that they make up."""

    ids: Ints  # vocabulary index of each piece
    features: Ints  # one row a piece: quotation state, letter case, what stands before it
    first: Ints  # for each word, the index of its first piece
    words: Ints  # for each word, its [start, end) in the text
    paragraph: Ints  # for each word, the number of lines that end before it
    lexical: npt.NDArray[np.bool_]  # for each word, whether it is more than punctuation


def _letter_case(word: str) -> int:
    if not word[:1].isupper():
        return 0
    return 2 if word.isupper() and len(word) > 1 else 1


def _space_before(gap: str) -> int:
    """0 nothing, 1 a blank, 2 a line break, 3 an empty line."""
    breaks = gap.count("\n")
    return 1 + min(breaks, 2) if breaks else int(bool(gap))


def read_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces and words, and note what an uncased vocabulary loses."""
    encoding = tokenizer.encode(_SURROGATE.sub("\ufffd", text), add_special_tokens=False)
    ids = np.array(encoding.ids, np.int64)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2)
    word_of = np.array(encoding.word_ids, np.int64)
    starts_word = np.diff(word_of, prepend=-1) != 0
    first = np.flatnonzero(starts_word)
    words = offsets[first].copy()
    if len(first):
        words[:, 1] = offsets[np.append(first[1:], len(ids)) - 1, 1]
    spaces, cases, lines, lexical = [], [], [], []
    position = line = 0
    for start, end in words.tolist():
        gap, word = text[position:start], text[start:end]
        line += gap.count("\n")
        lines.append(line)
        spaces.append(_space_before(gap) if position else 3)
        cases.append(_letter_case(word))
        lexical.append(bool(_LEXICAL.match(word)))
        position = end
    features = np.zeros((len(ids), 3), np.int64)
    if len(ids):
        which = np.cumsum(starts_word) - 1
        features[:, 0] = quotation_states(text)[offsets[:, 0]]
        features[:, 1] = np.array(cases)[which]
        features[:, 2] = np.where(starts_word, np.array(spaces)[which], 0)
    return Pieces(ids, features, first, words, np.array(lines, np.int64), np.array(lexical, bool))


def even_windows(pieces: int) -> tuple[int, list[int]]:
    """Length and starts of the fewest, and then shortest, windows that cover so many pieces."""
    if pieces <= WINDOW:
        return pieces, [0]
    count = -(-(pieces - OVERLAP) // (WINDOW - OVERLAP))
    size = -(-(pieces + (count - 1) * OVERLAP) // count)
    return size, [i * (pieces - size) // (count - 1) for i in range(count)]


def text_parts(text: str, most: int = 50_000) -> Iterable[tuple[int, str]]:
    """A very long text in parts that end at a line or a blank: memory stays bounded."""
    position = 0
    while len(text) - position > most:
        end = position + most
        cut = max(text.rfind("\n", position + most // 2, end), 0)
        cut = cut or max(text.rfind(" ", position + most // 2, end), 0)
        end = cut + 1 if cut else end
        yield position, text[position:end]
        position = end
    if position < len(text):
        yield position, text[position:]
