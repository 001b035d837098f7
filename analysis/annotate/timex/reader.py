"""Reads the time expressions of a text one after another, each by those before it.

In: a parsed Doc, the context that its creation time opens, what `grammar` found. Out:
TimeExpressions in text order. What is read is remembered: the day that a bare hour is of, the
clock that an hour is on, the entry of a live page that a line belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from spacy.tokens import Doc

from analysis.annotate import time_values
from analysis.annotate.creation_time import offset_of
from analysis.annotate.once import sentence_of, text_of
from analysis.annotate.timex.by_the_way import Aside, by_the_way, since_then
from analysis.annotate.timex.context import (
    Context,
    Direction,
    Meaning,
    on_next_day,
)
from analysis.annotate.timex.direction import direction_at, governing_verb
from analysis.annotate.timex.grammar import Found
from analysis.annotate.timex.live_page import Entries
from analysis.annotate.timex.local_clock import (
    converted,
    half_told,
)
from analysis.annotate.timex.placing import Places, root_of
from analysis.annotate.timex.readings import read
from analysis.annotate.timex.recognition import is_time, joins_clause, without_joint
from analysis.clock_words import beside
from analysis.dateline import DATELINE
from analysis.model import Precision, TimeExpression

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
AHEAD = timedelta(hours=3)  # by which the clock of the place, where nobody tells it, may be ahead
FARTHEST = timedelta(hours=10)  # no clock of the inhabited world is much further ahead
EVENING = "17:00"  # from then on what is past midnight is of the next day
NIGHT = "06:01"  # what comes before it may be of the night after the day last named
BACKGROUND = 3  # days from the report; a clock time in a later paragraph is not of such a day
DAYLESS = frozenset(
    ("clock", "spoken clock", "early hours", "at a part")
)  # the day stands elsewhere


class Reader:
    """Walks the matches once, keeping what later ones refer back to."""

    def __init__(self, doc: Doc, context: Context, entries: Entries, guessed: bool) -> None:
        self.doc = doc
        self.text = text_of(doc)
        self.entries = entries
        self.written = entries.written(context.moment)
        head = DATELINE.match(self.text)
        self.dateline = head.end("places") if head else 0
        self.entry: int | None = None  # where the entry of a live page begins that is read
        self.places = Places(doc)
        self.context = context
        self.guessed = guessed
        self.sentence = -1  # start of the sentence of the last dated expression
        self.unnamed = False  # whether the sentence of the last clock time names no day
        self.day_named = 0  # the end of the last day named
        self.days: dict[int, date] = {}  # start of a sentence -> the first day that it names
        # of a day that does not move the story, the start of its sentence and the day
        self.aside: tuple[int, date] | None = None
        self.left: date | None = None  # the day of the story before one told by the way
        self.last_clock: tuple[int, datetime, str] | None = None
        self.night = False  # whether the last day named is named by its night
        self.part_named = 0  # where the last part of a day begins
        self.told: tuple[int, Aside] = 0, ""  # where the last one ends, how it is told
        self.reached = ""  # the time of day that the story of the last day named has come to

    def expressions(self, found: list[Found]) -> Iterator[TimeExpression]:
        for index, match in enumerate(found):
            span = self.places.span(match.start, match.end)
            if span is not None and joins_clause(match, span[0]):
                match = without_joint(match, span[1].idx)
                span = self.places.span(match.start, match.end)
            if span is None or not is_time(match, self.doc, span[0], span[-1]):
                continue
            self._turn_page(match.start)
            context = self.context.toward(direction_at(root_of(span), span[0]))
            zone = self._converted(index, found)
            if zone and zone != context.zone:
                context = context.on_clock(zone)
            if match.start == self.entry:
                context = replace(context, reference=None)
            elif match.rule in DAYLESS:
                day = self._day_of_clock(index, found, span.sent.start, context.direction)
                context = replace(context, reference=day, floating=self.unnamed)
            elif match.rule == "day beside event":
                context = replace(context, reference=self._day_of_event(match, span[-1].i))
            if match.rule in _HOURS:
                context = replace(
                    context, part=self._part_before(match), night=self._at_night(match)
                )
            meaning = read(match, context)
            if meaning is not None and self.unnamed and self._midnight_is_past(match):
                context = _into_morning(meaning, context)
                meaning = read(match, context)
            if (
                match.rule in DAYLESS
                and meaning is not None
                and self._goes_on(match, meaning, context.direction)
            ):
                context = replace(context, reference=context.today)
                meaning = read(match, context)
            if match.rule == "clock" and meaning is not None and match.start != self.entry:
                meaning = read(match, self._of_the_day_before(match, meaning, context))
            if match.rule == "that part" and match.get("which") == "the" and meaning is not None:
                meaning = read(match, self._night_before(meaning, context))
            if meaning is None:
                continue
            self._turn_day(match, meaning, context.direction)
            if match.rule == "clock":
                meaning = self._beside_local(match, meaning)
            self._remember(match, meaning, span.sent.start)
            yield self._expression(match, meaning)

    def _turn_page(self, place: int) -> None:
        """What an entry of a live page says counts from when it was written."""
        entry = self.entries.at(place)
        if entry is None or entry == self.entry:
            return
        self.entry = entry
        moment = self.written.get(entry)
        self.context = replace(self.context, reference=None)
        if moment is not None:
            self.context = replace(self.context, moment=moment, timed=True)

    def _turn_day(self, match: Found, meaning: Meaning, direction: Direction) -> None:
        """Where the dateline, or the first day told, is the next one, that day has begun there:
        'TOLM, May 10 (BPA) - ... sank on Monday', published on Sunday, 9 May, at 20:05 GMT."""
        context = self.context
        if context.reference is not None or context.today is None or match.rule in _HOURS:
            return
        tomorrow = context.today + DAY
        if not meaning.value.startswith(tomorrow.isoformat()):
            return
        if match.start < self.dateline or (direction == "past" and context.moment is not None):
            self.context = on_next_day(context)

    def _converted(self, index: int, found: list[Found]) -> str:
        """The offset of a time by the same moment in brackets behind it: '(1300 GMT)'."""
        if index + 1 == len(found):
            return ""
        return converted(self.text, found[index], found[index + 1], self.context.zone)

    def _day_of_clock(
        self, index: int, found: list[Found], sentence: int, direction: Direction
    ) -> date | None:
        """A clock time without a day: the day named in its sentence, before it or after it."""
        self.unnamed = False
        if (day := self._day_right_behind(index, found)) is not None:
            return day
        here = self.context.reference if self.sentence == sentence else None
        if self.aside is not None and self.aside[0] == sentence:
            here = self.aside[1]
        # 'The visit will take place on Wednesday, the office announced at 21:00'
        if here is not None and not self._against(here, direction):
            return here
        for later in found[index + 1 : index + 3]:
            token = self.places.span(later.start, later.end)
            if token is None or sentence_of(token[0])[0] != sentence:
                break
            if day := self._day_elsewhere(found[index], later, direction):
                return day
            if _OF_A_THING.match(self.text, later.end):
                continue
            if self._quote_between(found[index].end, later.start):
                continue  # '"It came at ten," he said, while conceding that on Friday ...'
            if later.rule in (
                "weekday",
                "clock and day",
                "full date",
                "deictic day",
                "deictic part",
                "relative weekday",
                "part and day",
            ):
                meaning = read(later, self.context.toward(direction_at(root_of(token), token[0])))
                if meaning and re.match(r"\d{4}-\d\d-\d\d", meaning.value):
                    day = date.fromisoformat(meaning.value[:10])
                    if not self._against(day, direction):
                        return day  # 'was closed at 6 a.m. and will stay shut until Thursday'
        self.unnamed = True
        return self._unless_against(found[index].start, direction)

    def _day_right_behind(self, index: int, found: list[Found]) -> date | None:
        """'before dawn this morning', 'at dawn on Tuesday': the day of a part of a day without
        one; None for none."""
        here, later = found[index], found[index + 1 : index + 2]
        if here.rule != "at a part" or not later:
            return None
        if self.text[here.end : later[0].start].strip() not in ("", "on"):
            return None
        span = self.places.span(later[0].start, later[0].end)
        if span is None:
            return None
        meaning = read(later[0], self.context.toward(direction_at(root_of(span), span[0])))
        named = re.match(r"\d{4}-\d\d-\d\d", meaning.value) if meaning else None
        return date.fromisoformat(named[0]) if named else None

    def _quote_between(self, start: int, end: int) -> bool:
        """Whether one of two places stands in a quotation, and the other does not."""
        between = self.text[start:end]
        return between.count('"') % 2 == 1 or between.count("“") != between.count("”")

    def _part_before(self, match: Found) -> str:
        """'this morning at ten': the part of the day that stands right before an hour; "" for
        none."""
        named = _PART_BEFORE.search(self.text, self.part_named, match.start)
        return named["part"].lower() if named and self.part_named else ""

    def _at_night(self, match: Found) -> bool:
        """Whether what was last named, in this paragraph, is a night."""
        return self.night and "\n\n" not in self.text[self.day_named : match.start]

    def _midnight_is_past(self, match: Found) -> bool:
        """Whether small hours are of the next day: in the night of the day last named, or 'half
        past midnight' after 'at twenty to twelve' in the evening."""
        if match.rule == "clock":
            return self.night
        begun = match.rule == "spoken clock" and match.get("hour") == "midnight"
        return begun and (self.night or self.reached >= EVENING)

    def _goes_on(self, match: Found, meaning: Meaning, direction: Direction) -> bool:
        """After 'fled late on Sunday', in another paragraph, 'surrendered at dawn': the story goes
        on, so that it is the dawn of the day after, where that is today and over. Of a day named
        without an hour only what comes before the morning does: 'boarded the train on Sunday. It
        was searched at 3 a.m.'"""
        context = self.context
        if not (context.moment and context.timed and self.unnamed):
            return False
        if match.rule == "spoken clock" and not half_told(match) and not self.reached:
            return False  # 'was here yesterday. He came at four': of either half of that day
        if context.reference is None or context.today != context.reference + DAY:
            return False
        whole = not self.reached
        further = "\n\n" in self.text[self.day_named : match.start]
        if not further and not (whole and direction == "past"):
            return False
        start = (meaning.earliest or time_values.interval(meaning.value)[0])[:16]
        if len(start) < 16 or start[:10] != context.reference.isoformat():
            return False
        over = datetime.fromisoformat(start) + DAY <= context.moment
        return over and start[11:] < (NIGHT if whole else self.reached)

    def _of_the_day_before(self, match: Found, meaning: Meaning, context: Context) -> Context:
        """'was closed at 11 p.m.' in a report of the afternoon is of the night before; '8 p.m.
        tonight' never is."""
        if match.get("part").startswith(("tonight", "this")):
            return context
        day, report = context.reference, context.moment
        if day is None or report is None or day != context.today or context.direction != "past":
            return context
        # the text speaks of that day; but the midnight that ends it is never meant
        named = not self.unnamed or self.context.reference == day
        ends = meaning.value.endswith("T24:00")
        sure = self.unnamed and bool(context.zone)  # the clock of the place is known
        if not context.timed or not meaning.earliest:
            return context
        moment = datetime.fromisoformat(meaning.earliest).replace(tzinfo=None)
        if named and not ends and not sure and moment <= report + FARTHEST:
            return context
        return replace(context, reference=day - DAY) if moment > report + HOUR else context

    def _night_before(self, meaning: Meaning, context: Context) -> Context:
        """'died in the night', told in the morning: in the night that is over."""
        day, report = context.anchor, context.moment
        if day is None or report is None or not meaning.earliest or context.direction != "past":
            return context
        starts = datetime.fromisoformat(meaning.earliest).replace(tzinfo=None)
        slack = timedelta() if context.zone else AHEAD
        ahead = context.timed and day == context.today and starts > report + slack
        return replace(context, reference=day - DAY) if ahead else context

    def _unless_against(self, start: int, direction: Direction) -> date | None:
        """The day last named, or today: where the tense rules that day out (after 'will reopen on
        Sunday', 'was found at 3 p.m.' is of today), or it lies far back in another paragraph."""
        anchor, today = self.context.anchor, self.context.today
        if anchor is None or today is None:
            return anchor
        between = text_of(self.doc)[self.day_named : start]
        if abs((today - anchor).days) > BACKGROUND and "\n\n" in between:
            return today
        if self.left is not None and "\n\n" in between:
            anchor = self.left  # the next paragraph goes on where the story was
        return today if self._against(anchor, direction) else anchor

    def _against(self, day: date, direction: Direction) -> bool:
        """Whether the tense rules a day out."""
        today = self.context.today
        if today is None:
            return False
        return (direction == "past" and day > today) or (direction == "future" and day < today)

    def _day_elsewhere(self, here: Found, there: Found, direction: Direction) -> date | None:
        """'02:13 local time (18:13 GMT Tuesday)': the day that it then is in this place."""
        zone = offset_of(there.get("zone"))
        if there.rule != "clock and day" or not zone or offset_of(here.get("zone")):
            return None
        own = converted(self.text, here, there)
        if not own:
            return None
        other = read(there, self.context.on_clock(zone).toward(direction))
        if other is None or not other.earliest:
            return None
        moment = datetime.fromisoformat(other.earliest).replace(tzinfo=None)
        return (moment - _delta(zone) + _delta(own)).date()

    def _day_of_event(self, match: Found, last: int) -> date | None:
        """The day of what 'the day after the attack' counts from.

        The day that an earlier sentence about it names, else the day last named.
        """
        head = self.doc[last].nbor(1) if last + 1 < len(self.doc) else None
        while (
            head is not None and head.pos_ not in ("NOUN", "PROPN") and head.i + 1 < len(self.doc)
        ):
            head = head.nbor(1)
        if head is None:
            return None
        for token in reversed(self.doc[: self._token_at(match.start)]):
            if token.lemma_.lower() == head.lemma_.lower() and sentence_of(token)[0] in self.days:
                return self.days[sentence_of(token)[0]]
        return self.context.reference

    def _token_at(self, start: int) -> int:
        span = self.places.span(start, start + 1)
        return span.start if span is not None else 0

    def _beside_local(self, match: Found, meaning: Meaning) -> Meaning:
        """'(2140 GMT)' after a local time is the same moment: its day follows from it."""
        zone = offset_of(match.get("zone"))
        before = self.last_clock
        if before is None or not zone or not meaning.earliest:
            return meaning
        if not beside(self.text, before[0], match.start):
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
        self.part_named = match.start if "part" in match.rule or match.get("part") else 0
        if period := re.match(r"(\d{4})(?:-(\d\d))?(?![\dX])", meaning.value):
            self.context = replace(
                self.context, period=date(int(period[1]) or 1, int(period[2] or 1), 1)
            )
        if value := re.match(r"\d{4}-\d\d-\d\d", meaning.value):
            day = date.fromisoformat(value.group())
            self.days.setdefault(sentence, day)
            self.aside = None
            if _OF_A_THING.match(self.text, match.end) is None and not self._had_been(match):
                self.aside = (sentence, day)  # 'said: "He came on Monday at five"'
            aside = self._by_the_way(match)
            if _BEHIND_ITS_CLOCK.fullmatch(self.text, self.told[0], match.start):
                aside = self.told[1]  # 'at 8:05 p.m. Velin time on Sunday', however parsed
            self.told = match.end, aside
            if not self._aside(match.start, match.end) and aside != "clause":
                # a second day told by the way leaves the story where the first one did
                self.left = (self.left or self.context.reference) if aside == "paragraph" else None
                self.context = replace(self.context, reference=day)
                self.day_named = match.end
                start = (meaning.earliest or time_values.interval(meaning.value)[0])[:16]
                if match.rule not in DAYLESS or match.rule == "at a part":
                    begins = start[:10] == day.isoformat()  # 'overnight' ends on its day
                    self.night = begins and meaning.value.endswith("TNI")
                self.reached = start[11:]
            self.sentence = sentence
            if "T" in meaning.value and meaning.earliest and meaning.earliest == meaning.latest:
                moment = datetime.fromisoformat(meaning.earliest)
                zone = meaning.earliest[16:]
                self.last_clock = (match.end, moment.replace(tzinfo=None), zone)
        elif match.rule == "quarter" and re.fullmatch(r"\d{4}-Q\d", meaning.value):
            self.context = replace(self.context, quarter=meaning.value)

    def _had_been(self, match: Found) -> bool:
        """'A freighter that had been unloading since Thursday sailed at ten', 'the first train
        since the line was shut on Monday came in at ten': not on that day."""
        span = self.places.span(match.start, match.end)
        verb = governing_verb(root_of(span)) if span is not None else None
        if verb is None or since_then(verb):
            return verb is not None
        if not self.text[max(0, match.start - 8) : match.start].lower().endswith(" since "):
            return False
        return any(c.lower_ == "had" for c in verb.children)

    def _by_the_way(self, match: Found) -> Aside:
        """How far a day goes that is named by the way, once the story has one."""
        span = self.places.span(match.start, match.end)
        verb = governing_verb(root_of(span)) if span is not None else None
        if verb is not None and since_then(verb):
            return "clause"
        if self.context.reference is None:
            return ""
        return by_the_way(verb, self.text[match.start : match.end].lower())

    def _aside(self, start: int, end: int) -> bool:
        """'the first decent thing since Sunday', 'Sunday's election', or a day of which a
        quotation speaks: the story goes on where it was."""
        if self.context.reference is not None and _OF_A_THING.match(self.text, end):
            return True
        before = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        quoted = before.count('"') % 2 or before.count("“") > before.count("”")
        return bool(quoted) or before.rstrip().lower().endswith(" since")

    def _expression(self, match: Found, meaning: Meaning) -> TimeExpression:
        earliest, latest = meaning.earliest, meaning.latest
        narrowed = bool(earliest or latest)
        if not narrowed:
            earliest, latest = time_values.interval(meaning.value)
        precision: Precision = time_values.precision(meaning.value)
        if narrowed and precision == "day" and "T" in earliest:
            precision = "part of day"
        elif narrowed and precision == "minute" and earliest != latest:
            precision = time_values.precision_of(earliest, latest)
        dated = match.get("year") or match.get("year2") or _YEAR.search(match.get("then"))
        relative = meaning.value.startswith("XXXX") or not (dated or match.rule in _ABSOLUTE)
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
     "era year", "spoken year", "years", "year", "fiscal year", "present", "past", "future")
)  # fmt: skip


def _into_morning(meaning: Meaning, context: Context) -> Context:
    """'During the night of 6 to 7 March ... at 02:40': of the morning that ends that night."""
    hour = meaning.value.partition("T")[2][:5]
    early = len(hour) == 5 and hour < NIGHT
    if not early or context.reference is None:
        return context
    return replace(context, reference=context.reference + DAY)


_HOURS = frozenset(("clock", "spoken clock"))
_PART_BEFORE = re.compile(
    r"(?i)\b(?P<part>morning|afternoon|evening|night|tonight),? (?:at |around |about |by )+$"
)
_BEHIND_ITS_CLOCK = re.compile(r",? [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)? time,? (?:on )?")
_OF_A_THING = re.compile(r"['’]s\b|s['’]\s+\w")
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def _delta(offset: str) -> timedelta:
    sign = -1 if offset[0] == "-" else 1
    return sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[4:6]))
