"""Finds the tokens under a stretch of characters.

In: a Doc, once. Out: spans. spaCy's own `Doc.char_span` walks the whole document at each call,
which made it half of the cost of this stage; a sorted list of starts does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Span, Token

from analysis.annotate.once import offsets_of

_HALVES = frozenset(("a.m.", "p.m.", "am", "pm", "a.m", "p.m"))


class Places:
    """The token starts of one document."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._starts = offsets_of(doc)

    def span(self, start: int, end: int) -> Span | None:
        """The tokens that cover [start, end), whole tokens; None where there are none."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return self._doc[first:last] if last > first else None


def root_of(span: Span) -> Token:
    """The word of an expression that hangs on the sentence: of '11 p.m.' the number, where the
    parser takes the other word for a mark of the sentence."""
    root = span.root
    if root.lower_ not in _HALVES or root.dep_ != "punct":
        return root
    return next((token for token in span if token.dep_ == "pobj"), root)
