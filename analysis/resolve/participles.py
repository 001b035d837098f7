"""Participles that tell what came of it: ', [sending a wave over the dam]', ', [cutting the road]'.

In: a content span, the article's text and events. Out: where such a participle opens behind a
comma. Gives up on those that say how somebody spoke ('..., adding that'), on those of a state
('being', 'including') and on those that have nothing to tell but themselves ('limping').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.model import EventMention
from analysis.resolve.spliced import has_object
from analysis.resolve.wording import content_words
from analysis.vocabulary import words

FEWEST = 3  # content words of the participle and what it governs
_BEHIND_COMMA = re.compile(r"\w[\"”’')]?,\s+(?:\w+ly\s+)?$")


def between_participles(
    start: int, end: int, text: str, events: Sequence[EventMention]
) -> Iterator[int]:
    """Where the participle opens, the clause before it having a verb and a subject of its own."""
    inside = [event for event in events if start <= event.start < end]
    for event in inside:
        if not text[event.start : event.end].endswith("ing"):
            continue
        if not _BEHIND_COMMA.search(text, start, event.start):
            continue
        if event.lemma in _not_told():
            continue
        close = min(event.clause[1], end)
        if content_words(text[event.start : close]) < FEWEST or not has_object(event):
            continue
        if any(_told_before(other, event) for other in inside):
            yield event.start


def _not_told() -> frozenset[str]:
    return words("cues", "verbs.clause") | {"be", "have", "say", "include", "follow", "accord"}


def _told_before(other: EventMention, event: EventMention) -> bool:
    """A verb with a subject that ends before the participle."""
    return other.end < event.start and any(
        p.role in {"agent", "patient"} and p.end <= other.start for p in other.participants
    )
