"""Clauses of time and cause whose parse was lost, found by their words.

The parser takes '23 were missing [after part of the glacier collapsed]' for one clause of the
glacier's verb. In: a content span, the article's text and events. Out: the clauses that open with
'after', 'since', 'when' or 'because' behind a clause with a verb and that have a subject and a
finite verb of their own. Gives up where no subject stands between ('after leaving') and where the
verb may be a participle of that subject ('after a section damaged by fire').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.model import EventMention, Span
from analysis.resolve.clause_text import has_verb
from analysis.resolve.wording import content_words, stems

FEWEST = 3  # content words of the clause
FEWEST_BEFORE = 2  # of what stands before it
_OPENS = re.compile(
    r"\s(?P<joint>after|since|when|because)\s+"
    r"(?=(?:the|an?|this|these|his|her|its|their|part|some|at least|\d|[A-Z]"
    r"|[a-z]+ (?:of|people|men)\b))"
)
_PASSIVE = re.compile(r"\s+by\b")


def lost_clauses(start: int, end: int, text: str, events: Sequence[EventMention]) -> Iterator[Span]:
    """Each from its joint to its end, none within another."""
    last = start
    for match in _OPENS.finditer(text, start, end):
        opening = match.start("joint")
        if opening < last or text.endswith(",", 0, match.start()):
            continue
        if any(event.clause[0] == opening for event in events):
            continue  # the parser has it
        verb = next((e for e in events if match.end() < e.start < end), None)
        before = text[last:opening]
        if verb is None or not _finite(verb, match.end(), text):
            continue
        close = min(verb.clause[1], end)
        comma = text.find(",", verb.end, close)
        close = comma if comma >= 0 else close
        if any(mark in text[opening : verb.start] for mark in ',;:."“”'):
            continue
        if not has_verb(before) or content_words(before) < FEWEST_BEFORE:
            continue
        if content_words(text[opening:close]) >= FEWEST:
            yield opening, close
            last = close


def _finite(verb: EventMention, opening: int, text: str) -> bool:
    """A past form with its subject before it and no word that makes it a participle behind it."""
    word = text[verb.start : verb.end]
    if word == verb.lemma or word.endswith("ing") or _PASSIVE.match(text, verb.end):
        return False
    return bool(stems(text[opening : verb.start])) and verb.status == "happened"
