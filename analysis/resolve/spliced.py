"""Clauses that only a comma parts, and plans told by the way.

In: a content span, the article's text, sentences and events. Out: where the second of two main
clauses opens ('Nine were aboard, two have died'); the clauses behind 'before' that tell what was
planned ('three days before [the envoy was due in Lunde]'). Gives up on what may be a list, an
aside or part of the clause before: a second clause that does not open with its own subject.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.model import EventMention, Participant, Span
from analysis.resolve.numbers import NUMBER
from analysis.resolve.wording import content_words, stems
from analysis.vocabulary import words

FEWEST = 2  # content words of either clause
# 'eleven', 'twenty-five', '14'
COUNT = (
    rf"(?:{NUMBER}|(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty-?)?(?:one|two|three|four|five|"
    r"six|seven|eight|nine)|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|ten|eleven|twelve|"
    r"(?:thir|four|fif|six|seven|eigh|nine)teen|(?:a |one )?(?:dozen|hundred|thousand))\b"
)
_COMMA = re.compile(r",\s+(?=[^\W_])")
_DETERMINING = re.compile(
    rf"(?:(?:the|an?|this|that|these|those|all|both|some|most|many|several|at least|about|almost|"
    rf"nearly|more than|of|my|our|your|his|her|its|their|{COUNT})\s+)*",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"[\"“'‘\s]*(?:(?:and|but)\s+)?(?:(?:what|who|when|where|how)ever|that|whether|if|what|which|who|whom|whose|where|when|why|how|"
    r"because|until|unless|before|after|since|although|though|while|whereas|as|once|in case|"
    r"provided|had|were|should|so|not|the more|the less)\b",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"before\s+(?=[^,;:]{2,80}?\b(?:is|are|was|were|had been)\s+"
    r"(?:due|scheduled|expected|supposed|set|to)\b)"
)

# 'the Marta Dahl, a freighter moored at the quay': no clause, but what the ship is
_APPOSED = re.compile(
    r"an?\s+(?:[\w-]+\s+){1,4}?\w+(?:ed|en|wn|ld|lt|id|de|ht)\s+"
    r"(?:as|at|by|for|from|in|near|off|on|out|over|through|to|under|with)\b",
    re.IGNORECASE,
)


def subject_of(event: EventMention, opening: int) -> Participant | None:
    """Who does or suffers it, where that stands between the opening of the clause and its verb."""
    return next(
        (
            p
            for p in event.participants
            if p.role in {"agent", "patient"} and opening <= p.start and p.end <= event.start
        ),
        None,
    )


def has_object(event: EventMention) -> bool:
    """'seized [its armoury]', not 'walked out'."""
    return any(p.role == "patient" and p.start >= event.end for p in event.participants)


def between_spliced(
    start: int, end: int, text: str, events: Sequence[EventMention], sentences: Sequence[Span]
) -> Iterator[int]:
    """Where a main clause opens behind a comma alone, the clause before it being one too."""
    low = start
    for comma in _COMMA.finditer(text, start, end):
        sentence = sentences[max(bisect_left(sentences, (comma.start(), 0)) - 1, 0)]
        low = max(low, sentence[0])
        opening = comma.end()
        stop = max(text.rfind(mark, low, comma.start()) for mark in ";:")
        low = max(low, stop + 1)
        after = text.find(",", opening, end)
        close = min(end, sentence[1]) if after < 0 else min(after, sentence[1])
        if _APPOSED.match(text, opening, close):
            continue
        if _is_main(low, comma.start(), text, events) and _is_main(opening, close, text, events):
            yield opening
            low = opening


def _is_main(start: int, end: int, text: str, events: Sequence[EventMention]) -> bool:
    """Opens with the subject of a verb that stands in it and says nothing of who tells it."""
    start += len(text[start:end]) - len(text[start:end].lstrip(" \t\n\"“'‘"))
    if _BOUND.match(text, start, end) or content_words(text[start:end]) < FEWEST:
        return False
    for event in events:
        if not (start < event.start < end) or event.end > end or event.clause[0] > start:
            continue
        subject = subject_of(event, start)
        if subject is None or (
            event.lemma.split()[0] in _telling() and not stems(text[event.end : end])
        ):
            continue  # ', he said,'
        opens = _DETERMINING.match(text, start)
        if opens is not None and subject.start <= opens.end() and _is_finite(event, text):
            return True
    return False


def _telling() -> frozenset[str]:
    return words("cues", "verbs.clause") | {"say", "think"}


def _is_finite(event: EventMention, text: str) -> bool:
    """Not 'the tanks rolling in'; 'is rolling' has its auxiliary before the verb."""
    if not text[event.start : event.end].endswith("ing"):
        return True
    return bool(_BEING.search(text[: event.start][-20:]))


_BEING = re.compile(r"(?:\b(?:is|are|was|were|been)|['’](?:s|re|m))\s+(?:\w+\s+)?$")


def planned(start: int, end: int, text: str, events: Sequence[EventMention]) -> Iterator[Span]:
    """'It came three days before [the envoy was due in Lunde]': it says that she was due."""
    for match in _PLANNED.finditer(text, start, end):
        around = [
            e.clause
            for e in events
            if e.clause[0] <= match.start() < e.start and subject_of(e, match.end()) is not None
        ]
        clause = max(around, default=None)
        if clause is not None and match.end() < min(clause[1], end):
            yield match.end(), match.end() + len(text[match.end() : min(clause[1], end)].rstrip())
