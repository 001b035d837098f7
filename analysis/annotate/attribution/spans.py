"""Arithmetic of character spans, and the way between spans and tokens.

In: spans, a Doc. Out: spans, tokens. Offsets are half-open, as everywhere.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from analysis.annotate.once import offsets_of, text_of
from analysis.model import Span

EDGE = frozenset(" \t\r\n\f\v\u00a0,;:-–—|*•…()[]")
"""Characters that belong to no end of a source, a cue or a content."""

FINAL = EDGE | frozenset(".")


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as a rule or the tagger finds it, before anything is known about it."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    anchor: int = -1  # token index of the cue's head word
    relay: tuple[Span, ...] = ()  # stations that the rule itself saw: 'Reuters quoted X as saying'
    continues: int = -1  # the anchor of the attribution whose speaker goes on

    @property
    def start(self) -> int:
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        return max(end for _, end in self.content)


def covers(outer: Iterable[Span], inner: Iterable[Span]) -> bool:
    """Every span of `inner` lies within some span of `outer`."""
    outside = tuple(outer)
    return all(any(a <= s and e <= b for a, b in outside) for s, e in inner)


def overlap(a: Iterable[Span], b: Iterable[Span]) -> int:
    """How many characters two sets of spans share."""
    second = tuple(b)
    return sum(min(e, f) - max(s, t) for s, e in a for t, f in second if t < e and s < f)


def length(spans: Iterable[Span]) -> int:
    return sum(end - start for start, end in spans)


def subtract(span: Span, holes: Iterable[Span]) -> list[Span]:
    """What is left of `span` without `holes`."""
    left, position = [], span[0]
    for start, end in sorted(holes):
        if end <= position or start >= span[1]:
            continue
        if start > position:
            left.append((position, start))
        position = max(position, end)
    if position < span[1]:
        left.append((position, span[1]))
    return left


def trimmed(text: str, span: Span, edge: frozenset[str] = EDGE) -> Span | None:
    """`span` without blanks and punctuation at its ends, None when nothing is left.

    A bracket at an end stays when its partner lies inside ('Bob Ray (D-Calif.)').
    """
    start, end = span
    while start < end and (text[start] in edge or text[start] in ".,)]"):
        if text[start] in "([" and _partner_inside(text, start, start + 1, end):
            break
        start += 1
    while end > start and text[end - 1] in edge:
        if text[end - 1] in ")]" and _opened_inside(text, start, end - 1):
            break
        end -= 1
    return (start, end) if end > start else None


def _partner_inside(text: str, at: int, start: int, end: int) -> bool:
    return ")]"["([".index(text[at])] in text[start:end]


def _opened_inside(text: str, start: int, at: int) -> bool:
    return "(["[")]".index(text[at])] in text[start:at]


def tidy(text: str, spans: Iterable[Span], edge: frozenset[str] = EDGE) -> tuple[Span, ...]:
    """Spans trimmed, sorted, empty ones dropped; those that only a comma parts are joined."""
    kept: list[Span] = []
    for span in sorted(spans):
        cut = trimmed(text, span, edge)
        if cut is None or not any(c.isalnum() for c in text[cut[0] : cut[1]]):
            continue
        if kept and (cut[0] <= kept[-1][1] or not text[kept[-1][1] : cut[0]].strip(" ,")):
            kept[-1] = (kept[-1][0], max(kept[-1][1], cut[1]))
        else:
            kept.append(cut)
    return tuple(kept)


ABBREVIATIONS = frozenset({"inc", "jr", "sr", "corp", "co", "ltd", "st", "mr", "mrs", "dr", "no"})


def without_stop(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The last span without the full stop of its sentence; 'U.S.' and 'Inc.' keep theirs."""
    if not spans or text[spans[-1][1] - 1] != ".":
        return spans
    start, end = spans[-1]
    word = text[start : end - 1].rsplit(None, 1)[-1] if text[start : end - 1].strip() else ""
    if not word or "." in word or len(word) == 1 or word.lower() in ABBREVIATIONS:
        return spans
    return (*spans[:-1], (start, end - 1))


def subtree(token: Token) -> Span:
    """The characters from the left edge to the right edge of what hangs on `token`."""
    last = token.right_edge
    return token.left_edge.idx, last.idx + len(last)


def token_span(token: Token) -> Span:
    return token.idx, token.idx + len(token)


class TokenIndex:
    """Finds the tokens under a span by bisection; built once an article."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self._starts = offsets_of(doc)

    def at(self, offset: int) -> int:
        """Index of the token that covers or precedes `offset`."""
        return max(bisect_right(self._starts, offset) - 1, 0)

    def tokens(self, spans: Sequence[Span]) -> list[Token]:
        """The tokens that touch any of `spans`, blanks left out."""
        found: list[Token] = []
        for start, end in spans:
            position = self.at(start)
            while position < len(self._starts) and self._starts[position] < end:
                token = self.doc[position]
                if token.idx + len(token) > start and not token.is_space:
                    found.append(token)
                position += 1
        return found

    def head(self, spans: Sequence[Span]) -> Token | None:
        """The word of the spans on which the others hang: first one whose head is outside."""
        tokens = self.tokens(spans)
        if not tokens:
            return None
        inside = {token.i for token in tokens}
        outer = [t for t in tokens if t.head.i not in inside or t.head.i == t.i]
        worded = [t for t in outer if not t.is_punct]
        return (worded or outer or tokens)[0]
