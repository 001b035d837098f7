"""Clauses with a subject of their own, lifted out of the sentence around them.

'The pumps, [which feed the city], were stopped', 'told to boil water [after phenol was found in
it]': each asserts something by itself, and the sentence without it is easier to compare. In: a
content span, the article's text, sentences and events. Out: the clauses; what is left of the
content without them; a clause without the word that joins it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.model import EventMention, Span
from analysis.resolve.hanging import behind_measure, behind_noun
from analysis.resolve.lost_clauses import lost_clauses
from analysis.resolve.wording import content_words

Spans = tuple[Span, ...]

FEWEST = 3  # content words of the clause, and of what is left of the sentence
# 'as' and 'until' say when or whether, too often; what follows 'if' and 'before' did not happen
_ADVERBIAL = re.compile(r"(?:after|because|since|although|though|while|whereas|when)\s", re.I)
# 'in the cell where the police have kept him'; not so 'the street where he lives'
_WHERE = re.compile(r"where\s", re.I)
_PERFECT = re.compile(r"\b(?:has|have|had)\b")
_RELATIVE = re.compile(r"(?:(?:in|of|on|at|to|from|by|with|for) )?(?:which|who|whom|whose)\s", re.I)


def lifted_clauses(
    start: int, end: int, text: str, events: Sequence[EventMention], sentences: Sequence[Span]
) -> Iterator[Span]:
    """Clauses that assert something of their own, none within another."""
    parsed = [*_parsed(start, end, text, events, sentences)]
    yield from parsed
    for opening, close in lost_clauses(start, end, text, events):
        if not any(a < close and opening < b for a, b in parsed):
            yield opening, close


def _parsed(
    start: int, end: int, text: str, events: Sequence[EventMention], sentences: Sequence[Span]
) -> Iterator[Span]:
    """Those that the parse shows, outermost first."""
    last = start
    for event in sorted(events, key=lambda event: (event.clause[0], -event.clause[1], event.start)):
        opening, close = event.clause[0], min(event.clause[1], end)
        opening += len(text[opening:close]) - len(text[opening:close].lstrip())
        opening = behind_measure(opening, text)
        if not (last < opening < event.start < close):
            continue
        sentence = sentences[max(bisect_left(sentences, (opening + 1, 0)) - 1, 0)]
        low, high = max(start, sentence[0]), min(end, sentence[1])
        if _stands_alone(event, opening, text) and (
            content_words(text[opening:close]) >= FEWEST
            and content_words(text[low:opening] + " " + text[close:high]) >= FEWEST
        ):
            yield opening, close
            last = close


def _stands_alone(event: EventMention, opening: int, text: str) -> bool:
    clause = text[opening : event.end]
    if _RELATIVE.match(clause):
        return text[:opening].rstrip().endswith(",")
    subject = any(
        p.role in {"agent", "patient"} and opening < p.start < event.start
        for p in event.participants
    )
    if _WHERE.match(clause):
        if text[:opening].rstrip().endswith(","):
            return subject
        return subject and bool(_PERFECT.search(clause)) and behind_noun(0, opening, text)
    return subject and bool(_ADVERBIAL.match(clause)) and not event.lemma.endswith("ing")


def without(content: Spans, lifted: Sequence[Span]) -> Spans:
    """The spans with holes where clauses were lifted out."""
    kept: list[Span] = []
    for start, end in content:
        position = start
        for opening, close in lifted:
            if start <= opening and close <= end:
                kept.append((position, opening))
                position = close
        kept.append((position, end))
    return tuple(span for span in kept if span[0] < span[1])


def bare(piece: Spans, text: str) -> Spans:
    """A lifted clause without the word that joins it."""
    start, end = piece[0]
    match = _ADVERBIAL.match(text[start:end]) or _WHERE.match(text[start:end])
    return ((start + match.end(), end), *piece[1:]) if match else piece
