"""Times that are counted from another event: 'two days after the explosion'.

In: a predicate, the time expressions of the text, what dates other predicates. Out: an Anchor, or
None where the other event has no date. 'Hours before the vote' leaves their number open, and so
stays the interval; 'shortly after' means within an hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from spacy.tokens import Token

from analysis.annotate import time_values
from analysis.annotate.events.anchor import Anchor
from analysis.annotate.once import sentence_of, text_of
from analysis.model import TimeExpression

SIDES = {"before": -1, "after": 1, "following": 1}
SOON = frozenset(("shortly", "soon", "just", "moments", "minutes", "seconds", "immediately"))
SOME = 12  # what 'hours' or 'days' without a number come to at most
NEARBY = 16  # letters before a length in which 'more than' stands
_MORE = re.compile(r"\b(?:more than|over|at least)\s+(?:an?\s|\w+\s+\w+\s*$)|\band more\s*$")
_LESS = re.compile(
    r"\b(?:less than|under|not quite|within|nearly|almost)\s+(?:an?\s|\w+\s+\w+\s*$)"
)
_LENGTH = re.compile(r"P(?:(\d+(?:\.\d+)?|X)([DWMY]))?(?:T(\d+(?:\.\d+)?|X)([HM]))?")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_UNITS = {"D": _DAY, "W": 7 * _DAY, "M": 30 * _DAY, "Y": 365 * _DAY}
_CLOCK_UNITS = {"H": _HOUR, "M": timedelta(minutes=1)}


@dataclass(frozen=True, slots=True)
class Distance:
    shortest: timedelta
    longest: timedelta
    timex: int | None  # the expression that states it


_SOME_LATER = {
    "seconds": Distance(timedelta(), _HOUR, None),
    "moments": Distance(timedelta(), _HOUR, None),
    "minutes": Distance(timedelta(), _HOUR, None),
    "hours": Distance(_HOUR, SOME * _HOUR, None),
}


def beside_event(
    predicate: Token,
    timexes: Sequence[TimeExpression],
    date_of: Callable[[Token, Token], Anchor | None],
) -> Anchor | None:
    """The time of a predicate that the text counts from another event with a date of its own."""
    for side, other, word in _counted(predicate):
        distance = distance_at(word, timexes)
        base = date_of(predicate, other) if distance else None
        if distance is not None and base is not None:
            return _shifted(base, side, distance)
    return None


def counted_to(
    noun: Token,
    timexes: Sequence[TimeExpression],
    date_of: Callable[[Token], Anchor | None],
) -> Anchor | None:
    """'closed on Tuesday, a day after the crash': the crash was on Monday."""
    word = noun.head
    if noun.dep_ != "pobj" or word.lower_ not in SIDES:
        return None
    distance = distance_at(word, timexes)
    verb = word.head.head if word.head.dep_ == "npadvmod" else word.head
    part = (child for child in verb.children if child.dep_ == "xcomp")
    base = next((b for v in (verb, *part) if (b := date_of(v))), None) if distance else None
    if distance is None or base is None:
        return None
    return _shifted(base, -SIDES[word.lower_], distance)


def later_than(
    predicate: Token,
    lengths: Mapping[int, Sequence[int]],
    timexes: Sequence[TimeExpression],
    before: Callable[[Token], Anchor | None],
) -> Anchor | None:
    """'It was lifted an hour later', 'minutes later': than what the text dated last."""
    for later in predicate.lefts:
        some = [c for c in later.lefts if c.dep_ == "npadvmod" and c.lower_ in _SOME_LATER]
        if later.lower_ == "later" and len(some) == 1 and some[0].n_lefts == 0:
            base = before(predicate)
            return _shifted(base, 1, _SOME_LATER[some[0].lower_]) if base else None
    for index in lengths.get(predicate.i, ()):
        timex = timexes[index]
        last = text_of(predicate.doc)[timex.start : timex.end].lower().split()[-1]
        distance = _length(timex, index) if last in ("later", "earlier") else None
        base = before(predicate) if distance else None
        if distance is not None and base is not None:
            return _shifted(base, 1 if last == "later" else -1, distance)
    return None


_JUST = re.compile(r"(?i)\b(?:shortly|just|soon|moments|minutes)\s+(?P<side>before|after)\s+$")


def just_beside(timex: TimeExpression, text: str) -> tuple[str, str] | None:
    """'shortly before 6 p.m.': the hour that ends there; None for 'before 6 p.m.'."""
    if timex.precision != "minute" or timex.earliest != timex.latest:
        return None
    said = _JUST.search(text, max(0, timex.start - 40), timex.start)
    if said is None:
        return None
    side = said["side"].lower()
    step = -_HOUR if side == "before" else _HOUR
    other = (datetime.fromisoformat(timex.earliest) + step).isoformat(timespec="minutes")
    return (other, timex.earliest) if side == "before" else (timex.earliest, other)


def _shifted(base: Anchor, side: int, distance: Distance) -> Anchor | None:
    if not (base.earliest and base.latest):
        return None
    near, far = sorted((side * distance.shortest, side * distance.longest))
    first, last = base.earliest, base.latest
    if first != last and not (near % _DAY or far % _DAY):
        first, last = first[:10], last[:10]  # two days before 'Sunday night' is a day
    try:
        earliest = _moved(first, near, last=False)
        latest = _moved(last, far, last=True)
    except (OverflowError, ValueError):
        return None
    precision = time_values.precision_of(earliest, latest)
    return Anchor(earliest, latest, precision, distance.timex, base.guessed, earliest[:10])


def _counted(predicate: Token) -> Iterator[tuple[int, Token, Token]]:
    """'after the blast', 'after the ship sank', 'after leaving': side, other event, the word."""
    for child in predicate.children:
        word = child
        if child.dep_ == "npadvmod":  # 'a day after the crash', hung on the day
            word = next((inner for inner in child.children if inner.lower_ in SIDES), child)
        if word.lower_ in SIDES and word.dep_ == "prep":
            for inner in word.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield SIDES[word.lower_], inner, word
        elif child.dep_ == "advcl":
            for mark in child.children:
                if mark.dep_ in ("mark", "advmod") and mark.lower_ in SIDES:
                    yield SIDES[mark.lower_], child, mark


def distance_at(word: Token, timexes: Sequence[TimeExpression]) -> Distance | None:
    """What stands before 'after': 'two days', 'hours', 'shortly'; None for nothing."""
    if word.i > sentence_of(word)[0] and word.nbor(-1).lower_ in SOON:
        return Distance(timedelta(), _HOUR, None)
    for index, timex in enumerate(timexes):
        if timex.type != "DURATION" or not 0 <= word.idx - timex.end <= 1:
            continue
        length = _length(timex, index)
        said = text_of(word.doc)[max(0, timex.start - NEARBY) : word.idx].lower()
        return _about(length, timex.value, said) if length is not None else None
    return None


def _about(length: Distance, value: str, said: str) -> Distance:
    """'more than two hours before': up to three; 'less than two hours after': within them."""
    more, less = _MORE.search(said), _LESS.search(said)
    if more is None and less is None:
        return length
    if less is not None:
        return Distance(timedelta(), length.longest, length.timex)
    unit = _CLOCK_UNITS.get(value[-1], _DAY) if "T" in value else _UNITS.get(value[-1], _DAY)
    return Distance(length.shortest, length.longest + unit, length.timex)


def _length(timex: TimeExpression, index: int) -> Distance | None:
    match = _LENGTH.fullmatch(timex.value)
    if match is None:
        return None
    days, unit, clock, clock_unit = match.groups()
    lengths = [(days, _UNITS[unit])] if unit else []
    lengths += [(clock, _CLOCK_UNITS[clock_unit])] if clock_unit else []
    shortest = sum((one * (1 if n == "X" else float(n)) for n, one in lengths), timedelta())
    longest = sum((one * (SOME if n == "X" else float(n)) for n, one in lengths), timedelta())
    return Distance(shortest, longest, index)


def _moved(bound: str, by: timedelta, last: bool) -> str:
    """A bound moved; a day stays one where whole days are counted from it."""
    if len(bound) > len("2021-08-15"):
        return (datetime.fromisoformat(bound) + by).isoformat(timespec="minutes")
    day = date.fromisoformat(bound)
    if not by % _DAY:
        return (day + by).isoformat()
    start = datetime(day.year, day.month, day.day) + by
    end = start + _DAY - timedelta(minutes=1)
    return (end if last else start).isoformat(timespec="minutes")


def done_there(verb: Token) -> Token | None:
    """What the same person did at the place to which a verb brings him: 'met' of 'reappeared at the
    port, where he met the crews on Tuesday'; None for nothing."""
    for child in verb.rights:
        for place in child.children if child.dep_ == "prep" else ():
            for clause in place.rights if place.dep_ == "pobj" else ():
                there = clause.dep_ == "relcl" and clause.left_edge.lower_ == "where"
                doer = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
                if there and clause.tag_ == "VBD" and doer is not None:
                    return clause if doer.lower_ in ("he", "she", "they") else None
    return None
