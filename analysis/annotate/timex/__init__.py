"""Finds time expressions and gives them TIMEX3 values.

In: a parsed Doc and the creation time (DCT). Out: TimeExpressions in text order. The stages:
`grammar` says what expressions look like, `recognition` which matches are times, `direction`
where the tense points, `readings` what they mean. Reference for values and spans: TimeML 1.2.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

from spacy.tokens import Doc

from analysis.annotate import time_values
from analysis.annotate.creation_time import offset_of
from analysis.annotate.timex.context import Context, Meaning, opening_context
from analysis.annotate.timex.direction import direction_at
from analysis.annotate.timex.grammar import Found, find
from analysis.annotate.timex.placing import Places
from analysis.annotate.timex.readings import read
from analysis.annotate.timex.recognition import is_time
from analysis.model import CreationTime, Precision, TimeExpression

__all__ = ["find_time_expressions", "local_offset"]

DAYLESS = frozenset(("clock", "spoken clock", "early hours"))  # the day stands elsewhere


def find_time_expressions(doc: Doc, dct: CreationTime) -> tuple[TimeExpression, ...]:
    """Every time expression of the text, in order, none overlapping another.

    With an unknown creation time relative expressions keep an open value ('XXXX-WXX-1') and no
    bounds, and are marked as guessed; nothing is dated to the present.
    """
    found = list(find(doc.text))
    if not found:
        return ()
    context = opening_context(dct.value, local_offset(doc.text, found))
    reader = _Reader(doc, context, guessed=dct.origin in ("unknown", "file"))
    return tuple(reader.expressions(found))


def local_offset(text: str, found: list[Found]) -> str:
    """The offset of local time that a pair such as '11:40 p.m. local time (2140 GMT)' shows.

    "" when no pair does.
    """
    for here, there in pairwise(found):
        between = text[here.end : there.start]
        zone = offset_of(there.get("zone"))
        if here.rule not in ("clock", "clock and day") or there.rule != "clock" or not zone:
            continue
        if offset_of(here.get("zone")) or not re.fullmatch(r"\s*[(,/]\s*(?:or )?", between):
            continue
        local, other = (
            _minutes(read(here, Context(_SOME_DAY))),
            _minutes(read(there, Context(_SOME_DAY))),
        )
        if local is None or other is None:
            continue
        sign = -1 if zone[0] == "-" else 1
        offset = local - other + sign * (int(zone[1:3]) * 60 + int(zone[4:6]))
        offset = (offset + 10 * 60) % (24 * 60) - 10 * 60  # zones run from -10:00 to +14:00
        return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"
    return ""


_SOME_DAY = datetime(2000, 1, 2)


def _minutes(meaning: Meaning | None) -> int | None:
    match = re.search(r"T(\d\d):(\d\d)", meaning.value) if meaning else None
    return int(match[1]) * 60 + int(match[2]) if match else None


class _Reader:
    """Walks the matches once, keeping what later ones refer back to."""

    def __init__(self, doc: Doc, context: Context, guessed: bool) -> None:
        self.doc = doc
        self.places = Places(doc)
        self.context = context
        self.guessed = guessed
        self.sentence = -1  # start of the sentence of the last dated expression
        self.last_clock: tuple[int, datetime, str] | None = None

    def expressions(self, found: list[Found]) -> Iterator[TimeExpression]:
        for index, match in enumerate(found):
            span = self.places.span(match.start, match.end)
            if span is None or not is_time(match, self.doc, span[0], span[-1]):
                continue
            context = self.context.toward(direction_at(span.root))
            if match.rule in DAYLESS:
                context = replace(
                    context, reference=self._day_of_clock(index, found, span.sent.start)
                )
            meaning = read(match, context)
            if meaning is None:
                continue
            if match.rule == "clock":
                meaning = self._beside_local(match, meaning)
            self._remember(match, meaning, span.sent.start)
            yield self._expression(match, meaning)

    def _day_of_clock(self, index: int, found: list[Found], sentence: int) -> date | None:
        """A clock time without a day: the day named in its sentence, before it or after it."""
        if self.sentence == sentence and self.context.reference:
            return self.context.reference
        for later in found[index + 1 : index + 3]:
            token = self.places.span(later.start, later.end)
            if token is None or token.sent.start != sentence:
                break
            if later.rule in (
                "weekday",
                "full date",
                "deictic day",
                "relative weekday",
                "part and day",
            ):
                meaning = read(later, self.context.toward(direction_at(token.root)))
                if meaning and re.match(r"\d{4}-\d\d-\d\d", meaning.value):
                    return date.fromisoformat(meaning.value[:10])
        return self.context.anchor

    def _beside_local(self, match: Found, meaning: Meaning) -> Meaning:
        """'(2140 GMT)' after a local time is the same moment: its day follows from it."""
        zone = offset_of(match.get("zone"))
        before = self.last_clock
        if before is None or not zone or match.start - before[0] > 6 or not meaning.earliest:
            return meaning
        local, local_zone = before[1], before[2]
        if not local_zone:
            return meaning
        other = datetime.fromisoformat(meaning.earliest).replace(tzinfo=None)
        target = local - _delta(local_zone) + _delta(zone)
        other += timedelta(days=round((target - other).total_seconds() / 86400))
        stamp = other.isoformat(timespec="minutes")
        return Meaning(
            "TIME", stamp + ("Z" if zone == "+00:00" else ""), stamp + zone, stamp + zone
        )

    def _remember(self, match: Found, meaning: Meaning, sentence: int) -> None:
        self.last_clock = None
        if period := re.match(r"(\d{4})(?:-(\d\d))?(?![\dX])", meaning.value):
            self.context = replace(
                self.context, period=date(int(period[1]) or 1, int(period[2] or 1), 1)
            )
        if value := re.match(r"\d{4}-\d\d-\d\d", meaning.value):
            day = date.fromisoformat(value.group())
            self.context = replace(self.context, reference=day)
            self.sentence = sentence
            if "T" in meaning.value and meaning.earliest and meaning.earliest == meaning.latest:
                moment = datetime.fromisoformat(meaning.earliest)
                zone = meaning.earliest[16:]
                self.last_clock = (match.end, moment.replace(tzinfo=None), zone)
        elif match.rule == "quarter" and re.fullmatch(r"\d{4}-Q\d", meaning.value):
            self.context = replace(self.context, quarter=meaning.value)

    def _expression(self, match: Found, meaning: Meaning) -> TimeExpression:
        earliest, latest = meaning.earliest, meaning.latest
        narrowed = bool(earliest or latest)
        if not narrowed:
            earliest, latest = time_values.interval(meaning.value)
        precision: Precision = time_values.precision(meaning.value)
        if narrowed and precision == "day" and "T" in earliest:
            precision = "part of day"
        relative = meaning.value.startswith("XXXX") or match.rule not in _ABSOLUTE
        return TimeExpression(
            match.start,
            match.end,
            meaning.type,
            meaning.value,
            earliest,
            latest,
            precision,
            time_values.to_edtf(meaning.value),
            guessed=self.guessed and relative and meaning.type in ("DATE", "TIME"),
        )


# Rules whose value does not rest on the creation time (when they state a year)
_ABSOLUTE = frozenset(
    ("iso", "stamp", "slashed", "month of year", "season of year", "decade", "century",
     "spoken year", "years", "year", "fiscal year", "present", "past", "future")
)  # fmt: skip


def _delta(offset: str) -> timedelta:
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
