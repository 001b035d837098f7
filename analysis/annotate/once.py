"""What spaCy works out anew at every access, worked out once for each Doc.

In: a Doc or one of its tokens. Out: its text, its sentences. Kept in `Doc.user_data`, so that it
goes when the Doc goes; nothing kept there refers back to the Doc.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Told = TypeVar("Told")
TEXT, STARTS = "crossbearing.text", "crossbearing.sentence starts"
OFFSETS = "crossbearing.offsets"


def text_of(doc: Doc) -> str:
    """The text of the Doc; spaCy joins it of its tokens at every access."""
    text = doc.user_data.get(TEXT)
    if text is None:
        text = doc.user_data[TEXT] = doc.text
    return str(text)


def offsets_of(doc: Doc) -> list[int]:
    """Where each token begins; not to be changed. A Token made for its offset alone costs more."""
    offsets = doc.user_data.get(OFFSETS)
    if offsets is None:
        offsets = doc.user_data[OFFSETS] = doc.to_array(["IDX"]).ravel().tolist()
    return cast("list[int]", offsets)


def tokens_of_kind(doc: Doc, kinds: Collection[str]) -> Iterator[Token]:
    """The tokens with one of these parts of speech."""
    wanted = [doc.vocab.strings[kind] for kind in kinds]
    for place in np.flatnonzero(np.isin(doc.to_array("POS"), wanted)).tolist():
        yield doc[place]


def sentence_of(token: Token) -> tuple[int, int]:
    """First token of the sentence of `token`, and the one behind its last.

    `Token.sent` looks for both by walking from the token, ten microseconds a time.
    """
    doc = token.doc
    starts = doc.user_data.get(STARTS)
    if starts is None:
        starts = doc.user_data[STARTS] = [sentence.start for sentence in doc.sents]
    after = bisect_right(starts, token.i)
    return starts[after - 1], starts[after] if after < len(starts) else len(doc)


def once_a_word(read: Callable[[Token], Told]) -> Callable[[Token], Told]:
    """What is told of a word by the parse alone, told once. `Told` must hold no part of the Doc."""
    key = f"crossbearing.{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def kept(token: Token) -> Told:
        known: dict[int, Told] = token.doc.user_data.setdefault(key, {})
        place = token.i
        if place not in known:
            known[place] = read(token)
        return known[place]

    return kept
