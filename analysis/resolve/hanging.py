"""What hangs on a clause and is not part of what it says, or says something else besides.

In: a content span, the article's text and events. Out: the relative clauses that count the dead,
the hurt or the missing ('the explosion that killed four people'), each with the noun that it
hangs on: a claim of their own; and where a content ends if the writer's remark on it is left out
(', an account that the union does not share', ', as a letter suggests'); and how long
after ('a day [after he had left]').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.model import EventMention, Span
from analysis.resolve.numbers import quantities
from analysis.resolve.spliced import COUNT
from analysis.vocabulary import words

_STATES = frozenset({"dead", "injured", "missing"})
_COUNTING = re.compile(r"(?:(?:in|on|from|at) which|who|which|that)\s", re.IGNORECASE)
_LEFT = re.compile(r"\s+(?:dead|injured|wounded|hurt|missing|homeless)\b")
_DETERMINER = r"(?:the|an?|this|that|these|those|his|her|its|their)\s+"
_NOUN = re.compile(rf"\b{_DETERMINER}(?:(?!{_DETERMINER})[\w'’-]+\s+){{1,4}}$", re.IGNORECASE)

_TOLD = (
    r"(?:account|claim|figure|version|charge|allegation|accusation|assertion|statement|theory|"
    r"suggestion|explanation|view|assessment|conclusion|toll|number|count|tally|estimate|report)"
)
_REMARK = re.compile(
    rf",\s+(?:an?|the|one) (?:[\w-]+ ){{0,2}}{_TOLD} "
    rf"(?:that|which|\w+ed by|not|no|the|he|she|they)\s[^,.;:“”\"]*\.?$"
)


def counting(
    start: int, end: int, text: str, events: Sequence[EventMention]
) -> Iterator[tuple[Span, Span]]:
    """The relative clauses with a count of people that no comma sets off: (noun and clause,
    clause)."""
    for event in events:
        opening, close = event.clause[0], min(event.clause[1], end)
        if not (start < event.clause[0] < event.start < close):
            continue
        opening += len(text[opening:close]) - len(text[opening:close].lstrip())
        close = opening + len(text[opening:close].rstrip(" ,;:."))
        if not _COUNTING.match(text, opening, close) or text[:opening].rstrip().endswith(","):
            continue
        noun = _NOUN.search(text, start, opening)
        if text.startswith("that", opening) and (noun is None or _has_subject(event, opening)):
            continue  # 'says that there are nine dead'
        if state := _LEFT.match(text, close, end):
            close = state.end()
        if any(found.state in _STATES for found in quantities(text[opening:close])):
            yield (noun.start() if noun else opening, close), (opening, close)


def _has_subject(event: EventMention, opening: int) -> bool:
    return any(opening < p.start < event.start for p in event.participants)


def behind_noun(start: int, opening: int, text: str) -> bool:
    """A noun phrase stands right before: 'the cell [where]', not 'asked [where]'."""
    return bool(_NOUN.search(text, start, opening))


def without_remark(start: int, end: int, text: str, events: Sequence[EventMention]) -> int:
    """The end of the content without what the writer adds to it; `end` where he adds nothing."""
    if remark := _REMARK.search(text, start, end):
        return remark.start()
    for event in events:
        opening = event.clause[0]
        if start < opening < event.start < end and _is_where_known(event, text, end):
            return start + len(text[start:opening].rstrip(" ,"))
    return end


def _is_where_known(event: EventMention, text: str, end: int) -> bool:
    """', as a letter suggested': nothing follows, and it is a verb of telling."""
    opening = event.clause[0]
    return (
        text.startswith("as ", opening)
        and text[:opening].rstrip().endswith(",")
        and not text[event.end : end].strip(" .,;")
        and event.lemma in words("cues", "verbs.clause") | {"say"}
    )


# 'left a day [after he had been accused]': how long after is no part of what is left
_UNIT = r"(?:second|minute|hour|day|night|week|fortnight|month|year)"
_MEASURE = (
    rf"(?:(?:just|only|barely|less than|more than) )?(?:an?|several|some|a few|{COUNT})"
    rf"(?: and a half)? (?:\w+ )?{_UNIT}s? "
)
_MEASURED = re.compile(rf"(?:(?:,\s+)?\b{_MEASURE}|,\s+(?:just |only |barely )?{_UNIT}s )$", re.I)
_MEASURED_AFTER = re.compile(rf"(?:{_MEASURE}|(?:just |only |barely )?{_UNIT}s )(?=after )", re.I)


def before_measure(opening: int, text: str) -> int:
    """Where the measure before an 'after' begins; `opening` itself where there is none."""
    if not text.startswith("after ", opening):
        return opening
    low = max(0, opening - 40)
    measure = _MEASURED.search(text, low, opening)
    return measure.start() if measure else opening


def behind_measure(opening: int, text: str) -> int:
    """Where the 'after' stands of a clause that opens with a measure, 'five hours [after the dam
    had burst]'; `opening` itself where there is none."""
    measure = _MEASURED_AFTER.match(text, opening)
    return measure.end() if measure else opening
