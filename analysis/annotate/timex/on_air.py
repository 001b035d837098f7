"""Whose clock an article keeps that says what time it is with it.

In: a text, its time expressions, when it was published. Out: an offset ('+04:00'), "" where nothing
tells it. A bulletin says so ('It's ten past eight', 'Radio Velin, seven o'clock'), the head of a
release ('VELIN, 6 October 2027, 19:30.'), a headline ('what we know at half past two'), the newest
entry of a live page. Its clock is ahead of Greenwich's by what lies between that and the
publication, to the hour; where the two are no whole hours apart it says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from analysis.annotate.timex.context import Context
from analysis.annotate.timex.grammar import Found
from analysis.annotate.timex.local_clock import NAME, TOLD, half_told, minutes_told, written
from analysis.annotate.timex.readings import read
from analysis.clock_words import TOP

NOON = 12 * 60
ON_AIR, EARLY = 25, 3  # minutes by which it may be published after it was told, and before
_GREETING = re.compile(r"(?i)\b(?:morning|breakfast|daybreak|evening|tonight)\b")

_SAID_NOW = re.compile(
    r"(?i)\b(?:it['’]?s|it is|the time is)\s+(?:now\s+|just\s+|coming up to\s+)?$"
    r"|\b(?:it has|it['’]s) (?:just )?gone\s+$"
    # 'This is Radio Tolm with what we know just before one in the morning'
    r"|\b(?:the news|the headlines|what we know)\s+(?:at|(?:just|shortly) (?:before|after))\s+$"
)
# 'SILKE WANNER: Nine o'clock in Sankt Orban.'
_LABEL = re.compile(r"\s*[A-Z][\w.'’ -]{2,40}:\s+(?:Good \w+[.,!] )?")
_NEARLY = re.compile(r"\s*(?:Coming up to|Just (?:after|before|gone)|Shortly (?:after|before)) $")
_STATION = (
    r"(?:(?:Radio|Channel|Television|TV)(?: [A-Z]\w+){1,3}|(?:[A-Z]\w+ ){1,3}(?:FM|Radio|TV))"
)
# 'This is Radio Velin at eight', 'Radio Mareada, seven o'clock'
_FROM_STATION = re.compile(
    rf"\s*(?:Good \w+[.,!] )?(?:[Tt]his is |[Yy]ou['’]re (?:with|listening to) )?{_STATION}"
    r"(?:,| news at| at|, at) $"
)
# 'Ten to six on Radio Tolm', 'A quarter past three at the gate, and the lists are up'
_HERE = re.compile(r"[ ,]+(?:here )?(?:on|at|in) (?:[A-Z]|(?:\w+ ){0,2}\w+, and )")
_TO_LISTENERS = re.compile(
    rf", (?:{_STATION}\b|I['’]m [A-Z]|and (?:here|this) is\b|this is\b|good (?:morning|evening)\b)"
)
# the head of a release: 'Tolm, 14 October, 13.00', 'STATEMENT No. 2, 19 JUNE 2027, 10.00 HOURS'
_HEAD = re.compile(
    rf"(?:^|\n)(?:[^\n]{{0,60}} [-–—] |[ \t]*){NAME}, $|(?:^|\n)[A-ZÀ-Þ][A-ZÀ-Þ0-9 .,/-]{{2,50}} $"
)
_OPENING = re.compile(rf"\s*(?:{NAME}, )?$")
_ISSUED = re.compile(
    r"(?i)(?:^|\n)[^\n.]{0,40}\b(?:issued|published|released|updated) (?:at |on )?$"
)
_HEAD_ENDS = re.compile(r"[ ]*(?:hrs|hours|HOURS)?[ ]*(?:\n|$)")
_TEXT_BEGINS = re.compile(r"[ ]*(?:hrs|hours|HOURS)?(?:\.|[ ]*[-–—])?[ ]+[A-Z“\"]")


def offset_on_air(text: str, found: Sequence[Found], published: str) -> str:
    """'HOST: It's ten past eight', published at 07:10 GMT: an hour ahead; "" for no such words."""
    if (moment := _moment(published)) is None:
        return ""
    opening = (match for match in found if match.end < TOP)
    for match in opening:
        if match.rule not in TOLD or not _tells_now(text, match):
            continue
        told = minutes_told(read(match, Context(moment.replace(tzinfo=None))))
        if told is None:
            continue
        ahead = _ahead(told, moment)
        if match.rule == "spoken clock" and not half_told(match):
            stop = text.find(".", match.end, TOP)  # the greeting stands before that, if any
            ahead = _in_half(ahead, told, text[: stop if stop >= 0 else TOP])
        if offset := _whole_hours(ahead):
            return offset
    return ""


def offset_of_live_page(newest: str, published: str) -> str:
    """A live page whose newest entry is of '03:15', published at 01:20 GMT: two hours ahead."""
    if (moment := _moment(published)) is None:
        return ""
    hour, minute = re.split(r"[:.]", newest)
    return _whole_hours(_ahead(int(hour) * 60 + int(minute), moment))


def _tells_now(text: str, match: Found) -> bool:
    """Whether it is the time at which the article itself is spoken or given out."""
    before = text[: match.start]
    if match.rule == "clock and day":
        if _HEAD_ENDS.match(text, match.end):
            return bool(_HEAD.search(before) or _ISSUED.search(before) or _OPENING.match(before))
        return bool(_OPENING.match(before) and _TEXT_BEGINS.match(text, match.end))
    if not before.strip() or _NEARLY.fullmatch(before):
        after = _HERE.match(text, match.end) or _TO_LISTENERS.match(text, match.end)
        return bool(after) or (_NEARLY.fullmatch(before) is not None and text[match.end] == ".")
    told = _SAID_NOW.search(before) or _LABEL.fullmatch(before) or _FROM_STATION.fullmatch(before)
    return told is not None


def _moment(published: str) -> datetime | None:
    """When it was published, to the minute and on a known clock; else None."""
    moment = datetime.fromisoformat(published) if len(published) > len("2021-08-15") else None
    return moment if moment is not None and moment.utcoffset() is not None else None


def _ahead(told: int, moment: datetime) -> int:
    universal = moment.astimezone(UTC)
    return told - universal.hour * 60 - universal.minute


def _whole_hours(ahead: int) -> str:
    """Of minutes that a time lies ahead of the publication the offset; "" for no likely one."""
    ahead = (ahead + 10 * 60) % (24 * 60) - 10 * 60  # zones run from -10:00 to +14:00
    # it is published when it is over: of the hours the next one
    hours = -(-(ahead - EARLY) // 60)
    return written(hours * 60) if hours * 60 - ahead <= ON_AIR and hours <= 14 else ""


def _in_half(ahead: int, told: int, opening: str) -> int:
    """Minutes ahead by the half of the day that the greeting tells, else by the nearer one."""
    if said := _GREETING.search(opening):
        morning = said[0].lower() in ("morning", "breakfast", "daybreak")
        if morning is not (told < NOON):
            return ahead + (-NOON if morning else NOON)
        return ahead
    return (ahead + 360) % 720 - 360
