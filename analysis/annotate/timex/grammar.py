"""The grammar of time expressions: what they look like. What they mean stands in `readings`.

In: a text. Out: (rule name, match) for every expression, leftmost first, none overlapping.
One rule a line of thought; `{macros}` stand for the word lists of data/timex.toml. Where two
rules match at the same place the one that stands higher wins, so the longer forms come first.
Spans follow TimeML 1.2.1: no prepositions, but determiners and modifiers ('early next week').
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from analysis.vocabulary import table


@dataclass(frozen=True, slots=True)
class Found:
    """A match of one rule. `modifier` is 'early', 'end' ... when the expression opens with one."""

    rule: str
    start: int
    end: int
    modifier: str
    groups: Mapping[str, str]

    def get(self, group: str) -> str:
        """The words of a group in lower case, '' when it took no part."""
        return self.groups.get(group, "")


# Rules that name one day, alone or beside a clock time. The groups are read by readings.days.
DAYS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
    (
        "full date",
        r"(?:(?:(?:this|last|next)[ ]+)?(?:coming[ ]+)?{weekday},?[ ]+(?:the[ ]+)?)?(?:"
        r"(?P<month>{month})\.?[ ]+(?P<day>\d{1,2}(?!\d|[.,:]\d)(?:st|nd|rd|th)?|{ordinal})\b"
        r"(?:[ ]?(?:-|–|to|and(?=[ ]\d\d?[ ]*(?:[.,;)]|$)))[ ]?(?P<to>\d{1,2})(?:st|nd|rd|th)?"
        r"(?![\d:.%]\d|[\d%]|[ ]*[ap]\.?m|[ ]*GMT))?"
        r"(?:,?[ ]+(?P<year>{year}))?"
        r"|(?:(?P<from>\d{1,2})(?:st|nd|rd|th)?[ ]?(?:-|–|to|and)[ ]?)?"
        r"(?P<day2>\d{1,2}(?:st|nd|rd|th)?|(?:the[ ]+)?{ordinal})[ ]+(?:of[ ]+)?"
        r"(?P<month2>{month_dot})(?:,?[ ]+(?P<year2>{year}))?)",
    ),
    (
        "last date",  # 'last Oct. 23'
        r"(?P<which>last|next|this)[ ]+(?P<month>{month})\.?[ ]+"
        r"(?P<day>\d{1,2}(?!\d)(?:st|nd|rd|th)?)\b",
    ),
    ("slashed", r"(?<![\d/])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])"),
    (
        "relative weekday",
        r"(?P<which>last|next|(?:this[ ]+|the[ ]+)?(?:coming|past)|this|the[ ]+previous|"
        r"the[ ]+following|the[ ]+next|that)[ ]+(?P<weekday>{weekday})(?!\w)",
    ),
    ("weekday", r"(?P<weekday>{weekday})(?!\w)"),
    (
        "deictic day",
        r"(?P<word>(?:the[ ]+)?day[ ]+before[ ]+yesterday|(?:the[ ]+)?day[ ]+after[ ]+tomorrow|"
        r"yesterday|tomorrow|today)",
    ),
    (
        "anaphoric day",
        r"(?P<which>(?:the[ ]+(?:very[ ]+)?(?:next|following|previous|same)|that"
        r"(?:[ ]+same)?)[ ]+day"
        r"|(?:the[ ]+)?day[ ]+(?:before|after|earlier|later)(?=[ ]*(?:[.,;:)]|$)))(?!\w)",
    ),
    (
        "day of month",
        r"(?<=on[ ])the[ ]+(?P<day>\d{1,2}(?:st|nd|rd|th))"
        r"(?=[ ]*(?:[.,;)]|of[ ]+(?:this|that|the)[ ]))",
    ),
    (
        "holiday",
        r"(?:(?P<which>last|next|this)[ ]+)?(?P<holiday>{holiday})(?:,?[ ]+(?P<year>{year}))?",
    ),
)

RULES: tuple[tuple[str, str], ...] = (
    # --- clock times, alone and with their day
    (
        "stamp",
        r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?P<zone>Z|[+-]\d\d:?\d\d)?",
    ),
    ("clock and day", r"{clock}(?:,?[ ]+(?:on[ ]+|of[ ]+)?)(?P<then>{day})"),
    (
        "clock and day",
        r"(?P<then>{day})(?:,|[ ]+at(?:[ ]+(?:about|around))?|[ ]+around)?[ ]+{clock}",
    ),
    (
        "clock",
        r"{clock}(?:[ ]+(?:in[ ]+)?(?P<part>(?:the[ ]+|that[ ]+|this[ ]+)(?:morning"
        r"|afternoon|evening)"
        r"|tonight|at[ ]+night|last[ ]+night))?",
    ),
    (
        "spoken clock",
        r"(?P<hour>{number})[ ]+(?:o[’']clock[ ]*)?in[ ]+the[ ]+(?P<part>morning|afternoon"
        r"|evening)",
    ),
    ("spoken clock", r"(?P<hour>{number})[ ]+o[’']clock"),
    # --- parts of the day
    ("weekdays", r"(?P<weekday>{weekday_full})(?:s|[ ]+(?P<part>{part})s)(?!\w)"),
    (
        "part into day",  # 'overnight into Tuesday'
        r"(?:(?P<from>{day})[ ]+)?(?:overnight|(?:late[ ]+)?(?:at[ ]+|the[ ]+)?night)"
        r"[ ]+(?:in)?to[ ]+(?P<then>{day})",
    ),
    (
        "part beside",  # 'the night before'
        r"the[ ]+(?P<part>{part})[ ]+(?P<side>before|after)(?=[ ]*(?:[.,;:)]|$))",
    ),
    (
        "at a part",  # 'at dawn', 'before nightfall'
        r"(?<=at[ ]|by[ ])(?P<part>dawn|daybreak|sunrise|dusk|sunset|nightfall|lunchtime"
        r"|first[ ]+light)(?!\w)|(?<=before[ ]|around[ ])(?P<part2>dawn|daybreak|sunrise|dusk"
        r"|sunset|nightfall)(?!\w)",
    ),
    ("deictic part", r"(?P<word>last[ ]+night|tonight|overnight)"),
    (
        "part and day",
        r"(?P<then>{day})(?:’s|'s|,)?[ ]+(?P<late>late[ ]+|early[ ]+|in[ ]+the[ ]+)?"
        r"(?P<part>{part})",
    ),
    (
        "part of day of",
        r"(?:the[ ]+)?(?P<part>(?:(?:early|late|small|wee)[ ]+)?{part}|(?:early|small|wee"
        r"|late)[ ]+hours|"
        r"predawn[ ]+hours)[ ]+(?:hours[ ]+)?(?:of[ ]+|on[ ]+)?(?P<then>{day})(?:[ ]+morning)?",
    ),
    (
        "that part",
        r"(?P<which>this|that|the[ ]+same|the[ ]+next|the[ ]+following|the[ ]+previous|the"
        r"|tomorrow|"
        r"yesterday|each|every|one)[ ]+(?P<late>early[ ]+|late[ ]+)?(?P<part>{part})(?!\w|[ ]+of)",
    ),
    (
        "early in day",
        r"(?P<how>earlier|early|later|late)[ ]+in[ ]+the[ ]+(?P<part>day|{part})(?!\w)",
    ),
    ("early hours", r"the[ ]+(?:early|small|wee|predawn)[ ]+hours(?!\w)"),
    # --- repeated
    (
        "every",
        r"(?:each|every)[ ]+(?:(?P<number>{number}|other|single)[ ]+)?"
        r"(?:(?P<unit>{unit})s?|(?P<weekday>{weekday})|(?P<month>{month})|(?P<season>{season}))"
        r"(?:[ ]+(?P<part>{part}))?(?!\w)",
    ),
    (
        "times a",
        r"(?:once|twice|thrice|(?:three|four|five|six|seven|\d+)[ ]+times)[ ]+(?:a|an|per"
        r"|each|every)[ ]+(?P<unit>{unit})(?!\w)",
    ),
    (
        "adverb set",
        r"(?P<word>daily|nightly|weekly|monthly|yearly|annually|hourly|biweekly|fortnightly)(?!\w)",
    ),
    # --- one day before or after another
    ("day beside", r"(?:the[ ]+)?day[ ]+(?P<side>before|after)[ ]+(?P<then>{day})"),
    (
        "day beside event",  # 'the day after the attack'
        r"(?:the[ ]+)?(?:very[ ]+)?(?P<unit>day|night|morning|evening)[ ]+(?P<side>before|after)"
        r"(?=[ ]+(?:the|his|her|its|their|that|this|an?)[ ]+(?P<what>\w+))",
    ),
    ("week of", r"(?:the[ ]+)?week[ ]+(?:of|beginning|starting|ending|ended)[ ]+(?P<then>{day})"),
    ("holiday week", r"(?P<then>{day})[ ]+(?P<unit>weekend|week)(?!\w)"),
    ("from day", r"a[ ]+week[ ]+(?:from|after)[ ]+(?P<then>{day})"),
    # --- quarters, halves, fiscal years, year ends
    (
        "quarter",
        r"(?:the[ ]+(?!\w+-quarter)|(?P<rel2>last|this|next)[ ]+year['’]s[ ]+)?"
        r"(?:(?P<year>{year})[ ]+)?(?:fiscal[ -])?"
        r"(?:(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th|final|last)[ -]quarter|Q"
        r"(?P<q>[1-4])(?!\w))"
        r"(?:,?[ ]+(?:of[ ]+)?(?:fiscal[ ]+)?(?P<year2>{year})|[ ]+of[ ]+(?P<rel>last|this"
        r"|next)[ ]+year)?(?!\w)",
    ),
    (
        "half",
        r"(?:the[ ]+)?(?P<nth>first|second)[ -]half(?:[ ]+of)?[ ]+(?:(?P<year>{year})|"
        r"(?:(?P<rel>last|this|next|the)[ ]+)year)",
    ),
    (
        "same quarter a year ago",
        r"(?:the[ ]+)?(?:(?:comparable|corresponding|same)[ ]+)?(?:year-(?:ago|earlier)"
        r"|(?P<same>comparable|corresponding|same))[ ]+(?P<unit>quarter|period|month)"
        r"(?:[ ]+(?:of[ ]+)?(?:last[ ]+year|a[ ]+year[ ]+(?:ago|earlier)"
        r"|the[ ]+previous[ ]+year))?",
    ),
    (
        "year-ago months",
        r"the[ ]+(?:year-(?:ago|earlier)[ ]+)?(?:first[ ]+|latest[ ]+)?"
        r"(?P<number>{number})[ ]+(?P<unit>month|week)s(?!\w|[ ]+(?:ago|after|before|later"
        r"|earlier))",
    ),
    ("year-ago", r"year-(?:ago|earlier)(?!\w)"),
    (
        "this quarter",
        r"(?P<which>the|that|the[ ]+latest|the[ ]+current|this|last|the[ ]+last|next"
        r"|the[ ]+previous)[ ]+(?:fiscal[ ]+)?quarter(?!\w|[ ]+of[ ]+a)",
    ),
    ("year end", r"(?:the[ ]+)?year(?:['’]s)?[ -]end(?!\w)"),
    ("fiscal year", r"(?:the[ ]+)?fiscal[ ]+(?:year[ ]+)?(?P<year>{year})"),
    (
        "fiscal year rel",
        r"(?P<which>the|this|last|next|the[ ]+(?:latest|current|last|next|previous))[ ]+"
        r"(?:fiscal|financial|calendar)[ ]+year(?!\w)",
    ),
    # --- months and years
    (
        "month of year",
        r"(?P<month>{month})\b\.?,?[ ]+(?:of[ ]+)?(?:(?P<year>{year})|(?P<rel>last|this"
        r"|next)[ ]+year|(?P<short>['’]\d\d)(?!\d))",
    ),
    (
        "relative month",
        r"(?P<which>last|next|this(?:[ ]+past|[ ]+coming)?|the[ ]+previous"
        r"|the[ ]+following)[ ]+(?P<month>{month})(?!\w)",
    ),
    ("month", r"(?P<month>{month_dot})"),
    (
        "season of year",
        r"(?:the[ ]+)?(?P<season>{season})[ ]+(?:of[ ]+)?(?:(?P<year>{year})|(?P<rel>last"
        r"|this|next)[ ]+year)",
    ),
    (
        "season",
        r"(?P<which>last|next|this(?:[ ]+past|[ ]+coming)?|the[ ]+previous"
        r"|the[ ]+following|the(?:[ ]+past|[ ]+coming)?|that|past)[ ]+"
        r"(?P<season>{season})(?!\w|-)",
    ),
    (
        "seasons",
        r"(?:the[ ]+)?(?:past|last|next)[ ]+(?P<number>{number})[ ]+(?P<season>{season})s(?!\w)",
    ),
    ("decade", r"(?:the[ ]+)?(?P<century>1[5-9]|20)(?P<decade>\d)0['’]?s(?!\w)"),
    ("decade", r"(?:the[ ]+)?['’](?P<decade>\d)0s(?!\w)"),
    (
        "decade",
        r"the[ ]+(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties"
        r"|nineties)(?!\w)",
    ),
    ("century", r"(?:the[ ]+)?(?P<nth>\d\d?(?:st|nd|rd|th)|{ordinal})[ -]century(?!\w)"),
    (
        "spoken year",
        r"(?:the[ ]+year[ ]+)?(?:(?P<high>nineteen|eighteen)[ -](?P<low>{tens}|hundred)"
        r"|two[ ]+thousand(?:[ ]+(?:and[ ]+)?(?P<rest>{ones}))?)(?!\w)",
    ),
    ("years", r"(?P<year>(?:19|20)\d\d)[-–/](?P<to>(?:19|20)\d\d|\d\d)(?![\d-])"),
    (
        "era year",  # 'AD 198', '44 BC'
        r"(?-i:AD|A\.D\.)[ ](?P<year>\d{1,4})(?!\d)"
        r"|(?P<year2>\d{1,4})[ ]?(?P<era>(?-i:AD|A\.D\.|CE|BCE?|B\.C\.))(?!\w)",
    ),
    (
        "year",
        r"(?P<lead>the[ ]+year[ ]+|post-|pre-)?(?P<year>{year})"
        r"(?P<tail>[ ]+or[ ]+later)?(?![\d%]|[.,:/-]\d|[ ]*(?:percent|per cent|GMT|UTC))",
    ),
    ("short year", r"(?P<short>(?<!\w)['’](?:[4-9]\d|0\d|1\d|2\d))(?![\w'’])"),
    # --- units counted from an anchor
    (
        "ago",
        r"(?:(?:almost|more[ ]+than|less[ ]+than)[ ]+)?(?P<number>{number})(?:[ ]+|-)(?:"
        r"(?:full|whole|long|short|calendar)[ ]+)?"
        r"(?P<unit>{unit})s?[ ]+(?:and[ ]+a[ ]+half[ ]+)?(?P<side>ago|earlier|later"
        r"|from[ ]+(?:now|today)|hence|before(?=[ ]*[.,;)])|after(?=[ ]*[.,;)])|prior)"
        r"(?!\w)",
    ),
    (
        "span",
        r"(?:(?:the|these|those|its|his|her|their)[ ]+)?(?P<which>last|past|next|coming"
        r"|recent|previous|first|final|following|preceding|latest)[ ]+"
        r"(?:(?:few|several)[ ]+(?:(?:trading|working|business)[ ]+)?(?P<vague>{unit})s"
        r"|(?P<number>{number})[ ]+(?:(?:trading|working|business|calendar|consecutive"
        r"|straight)[ ]+)?(?P<unit>{unit})s?"
        r"|(?P<plural>{unit})s)(?!\w)",
    ),
    (
        "relative unit",
        r"(?P<which>last|next|this|(?:the|this)[ ]+(?:past|coming|next|last|following"
        r"|previous|preceding|same|current|very[ ]+next)|that(?:[ ]+same)?|the[ ]+same"
        r"|past|each)[ ]+"
        r"(?P<unit>week|weekend|month|year|decade|century|quarter|hour|minute|fortnight)(?!\w|-)",
    ),
    (
        "the unit",
        r"the[ ]+(?P<unit>weekend|week|year|month|day)(?!\w|-|[ ]+(?:of|after|before|that"
        r"|when)\b)",
    ),
    ("unit end", r"(?P<which>mid|late|early)[ -](?P<unit>week|month|year|day)(?!\w)"),
    # --- durations
    (
        "duration",
        r"(?:(?:at[ ]+least|less[ ]+than)[ ]+)?(?P<number>{number})(?:[ ]+|-)(?:more[ ]+"
        r"|full[ ]+|whole[ ]+|long[ ]+|short[ ]+|straight[ ]+|consecutive[ ]+|extra[ ]+"
        r"|additional[ ]+|trading[ ]+|working[ ]+|business[ ]+|solid[ ]+|entire[ ]+)?"
        r"(?P<unit>{unit})s?(?P<half>[ ]+and[ ]+a[ ]+half)?(?:-(?:long|old))?(?:['’])?(?!\w|-)",
    ),
    ("unit long", r"(?P<unit>{unit})s?[ -]long(?!\w)"),
    ("units", r"(?P<unit>day|week|month|year|decade|hour|minute|centurie)s(?!\w|-)"),
    # --- words
    (
        "present",
        r"(?:now|currently|nowadays|at[ ]+present|presently|current|at[ ]+the[ ]+moment"
        r"|the[ ]+present|the[ ]+time[ ]+being)(?!\w)",
    ),
    (
        "past",
        r"(?:more[ ]+)?(?:recently|recent|lately)(?!\w)|the[ ]+(?:recent[ ]+)?past(?!\w"
        r"|[ ]+[a-z]+s?\b(?<=ago))",
    ),
    (
        "future",
        r"the[ ]+(?:near[ ]+|foreseeable[ ]+|not-too-distant[ ]+)?future(?!\w)|future(?!\w"
        r"|s)|as[ ]+soon[ ]+as[ ]+possible|soon(?!\w|[ ]+(?:after|as|afterwards?|before)\b)",
    ),
)

# 'early', 'the end of' ... in front of any rule of the second half
MODIFIER = (
    r"(?:(?:the[ ]+)?(?:very[ ]+)?(?P<mod_noun>beginning|start|end|middle|rest|turn)[ ]+of[ ]+"
    r"|(?:the[ ]+)?(?P<mod>early|late|mid|earlier|later|sometime|around(?=[ ]+year))"
    r"(?:[ ]+(?:on|in)(?=[ ]))?[ -]+)"
)
MODIFIABLE = frozenset(
    {
        "full date",
        "relative weekday",
        "weekday",
        "deictic day",
        "anaphoric day",
        "holiday",
        "clock and day",
        "part and day",
        "that part",
        "quarter",
        "this quarter",
        "year end",
        "fiscal year",
        "month of year",
        "relative month",
        "month",
        "season of year",
        "season",
        "decade",
        "century",
        "year",
        "years",
        "relative unit",
        "the unit",
        "spoken year",
        "part of day of",
        "fiscal year rel",
        "short year",
    }
)


HOLIDAY_TABLES = ("holidays", "moving_holidays", "easter")
SPACE = r"[ \t\n\xa0]"
REACH = 45  # characters from the first word of an expression to its anchor
_WORD = re.compile(r"[ap]\.m\b|[^\W\d_]+|\d+(?:[:/-]\d+)+|\d+|['’]\d\ds?")
_NUMERIC_ANCHOR = re.compile(r"(?:1[0-9]|20)\d\d(?!\d)|\d+[:/-]|\d{4}$|['’]\d|[ap]\.m")


def find(text: str) -> Iterator[Found]:
    """Every expression that the grammar matches, leftmost first, the higher rule first."""
    compiled = _compiled()
    after = 0
    for start in _places(text):
        if start < after:
            continue
        match = compiled.everything.match(text, start)
        if match is None:
            continue
        name = str(match.lastgroup)
        single = compiled.single[name].match(text, start)
        if single is not None and "\n\n" not in single.group():
            yield _found(compiled.rule[name], single)
            after = single.end()


def _places(text: str) -> list[int]:
    """Where an expression may begin: at an anchor word, or at a word that can lead to one.

    Trying the grammar only here, not at each word, makes it four times as fast.
    """
    compiled = _compiled()
    places, reach = [], 0
    for match in reversed(list(_WORD.finditer(text))):
        word, start = match.group().lower(), match.start()
        if word in compiled.anchors or _NUMERIC_ANCHOR.match(word):
            places.append(start)
            reach = start - REACH
        elif start >= reach and (word in compiled.leads or word[0].isdigit()) and places:
            places.append(start)
    places.reverse()
    return places


def read_day(text: str) -> Found | None:
    """The day expression that `text` is, for a day that stands beside a clock time."""
    for rule, pattern in _compiled().days:
        if match := pattern.fullmatch(text):
            return _found(rule, match)
    return None


def _found(rule: str, match: re.Match[str]) -> Found:
    groups = {
        name: " ".join(words.lower().split()) for name, words in match.groupdict().items() if words
    }
    modifier = groups.pop("mod", "") or groups.pop("mod_noun", "")
    start, end = match.span()
    return Found(rule, start, end, modifier, groups)


@dataclass(frozen=True, slots=True)
class _Compiled:
    everything: re.Pattern[str]
    anchors: frozenset[str]  # words of which every expression contains one
    leads: frozenset[str]  # other words with which an expression may begin
    single: Mapping[str, re.Pattern[str]]
    rule: Mapping[str, str]
    days: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _compiled() -> _Compiled:
    macros = _macros()
    days = [(name, _filled(pattern, macros)) for name, pattern in DAYS]
    macros["day"] = "(?:" + "|".join(_nameless(pattern) for _, pattern in days) + ")"
    rules = [(name, _filled(pattern, macros)) for name, pattern in RULES]
    # days stand after the rules that combine them and before the months and years inside them
    cut = next(i for i, (name, _) in enumerate(rules) if name == "quarter")
    ordered = [*rules[:cut], *days, *rules[cut:]]
    single, names, alternatives = {}, {}, []
    for number, (name, pattern) in enumerate(ordered):
        lead = f"(?:{_filled(MODIFIER, {})})?" if name in MODIFIABLE else ""
        key = f"r{number}"
        names[key] = name
        single[key] = re.compile(rf"(?i:{lead}(?:{pattern}))")
        alternatives.append(f"(?P<{key}>{_nameless(lead)}(?:{_nameless(pattern)}))")
    everything = re.compile(r"(?<![\w$£€#])(?<!\w-)(?i:" + "|".join(alternatives) + ")")
    whole_days = tuple((name, re.compile(f"(?i:{pattern})")) for name, pattern in days)
    return _Compiled(everything, *_starts(), single, names, whole_days)


def _filled(pattern: str, macros: Mapping[str, str]) -> str:
    """The pattern with its macros; a space stands for any space, a line break included."""
    pattern = re.sub(r"\{([a-z_]\w*)\}", lambda match: macros[match[1]], pattern)
    return pattern.replace("[ ]", SPACE).replace("[ -]", "[ \\t\\n\\xa0-]")


def _starts() -> tuple[frozenset[str], frozenset[str]]:
    data = table("timex")
    lists = ("months", "weekdays", "units", "seasons", "parts_of_day")
    anchors = {word for name in lists for word in data[name]}
    anchors |= {f"{word}s" for word in anchors}
    anchors |= {word.split()[-1] for name in HOLIDAY_TABLES for word in data[name]}
    anchors |= set(data["anchors"]["words"])
    leads = {word.split()[0] for name in HOLIDAY_TABLES for word in data[name]}
    leads |= {part for word in data["numbers"] for part in word.split("-")}
    leads |= {part for word in data["ordinals"] for part in word.split("-")}
    leads |= set(data["anchors"]["leads"])
    return frozenset(anchors), frozenset(leads - anchors)


def _nameless(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _macros() -> dict[str, str]:
    data = table("timex")
    ones = [word for word, value in data["numbers"].items() if 1 <= value <= 19 and len(word) > 2]
    tens = [word for word, value in data["numbers"].items() if 20 <= value <= 90]
    spelled = rf"(?:{_any(tens)})(?:[ -](?:{_any(ones)}))?|{_any(ones)}"
    number = (
        r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d+)?(?:[ -]1/2|[ -]3/4|[ -]1/4|½)?"
        rf"|(?:{spelled})(?:[ ]+(?:hundred|thousand|dozen|and[ ]+a[ ]+half))?"
        r"|half[ ]+an?|an?[ ]+(?:couple|few|dozen|hundred)(?:[ ]+of)?|a[ ]+half(?:[ ]+|-)"
        r"|couple[ ]+of|"
        r"few|several|many|two[ ]+and[ ]+a[ ]+half|an?(?=[ ])|numerous|countless|multiple)"
    )
    zone = _any(data["zones"])
    clock = (
        r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:[ -]?(?P<half>[ap]\.?m\b\.?)|"
        r"(?=[ ]*(?:h\b|local[ ]+time|(?:gmt|utc|et|est|edt|bst|cet|cest)\b)))|"
        r"(?P<hour24>[01]?\d|2[0-3]):"
        rf"(?P<minute24>[0-5]\d)(?![:\d])"
        rf"|(?P<military>[0-2]\d[0-5]\d)(?=[ ]*(?:hours|hrs|local[ ]+time|(?:{zone})\b))"
        rf"|(?P<word>noon|midnight|midday)\b)"
        rf"(?:[ ]*(?:hours|hrs|h)\b)?(?:[ ]*(?P<zone>(?:(?<=[\d .m])(?:{zone})\b"
        rf"|local[ ]+time|eastern(?:[ ]+(?:standard|daylight))?(?:[ ]+time)?)))?"
    )
    holidays = [day for name in HOLIDAY_TABLES for day in data[name]]
    return {
        "month": f"(?:{_any(data['months'])})",
        "month_dot": (  # with the full stop of an abbreviation, not with that of a sentence
            rf"(?:(?:{_any(w for w in data['months'] if len(w) > 4 or w == 'may')})\b|"
            rf"(?:{_any(w for w in data['months'] if len(w) < 6)})\b(?:\.(?=[ ]+(?-i:[a-z0-9])))?)"
        ),
        "weekday": (
            rf"(?:(?:{_any(w for w in data['weekdays'] if len(w) > 5)})\b|"
            rf"(?:{_any(w for w in data['weekdays'] if len(w) < 6)})\b\.?)"
        ),
        "weekday_full": f"(?:{_any(w for w in data['weekdays'] if len(w) > 5)})",
        "ordinal": f"(?:{_any(data['ordinals'])})",
        "season": f"(?:{_any(data['seasons'])})",
        "part": f"(?:{_any(data['parts_of_day'])})",
        "unit": f"(?:{_any(data['units'])})",
        "holiday": f"(?:{_any(holidays).replace(chr(39), '[’' + chr(39) + ']?')})(?!\\w)",
        "year": r"(?:1[0-9]\d\d|20\d\d)(?!\d)",
        "number": number,
        "ones": _any([*ones, *tens]),
        "tens": rf"(?:{spelled})",
        "clock": clock,
    }


def _any(words: object) -> str:
    assert not isinstance(words, str)
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
