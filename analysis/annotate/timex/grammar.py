"""Finds time expressions by the rules of `rules`. What they mean stands in `readings`.

In: a text. Out: (rule name, match) for every expression, leftmost first, none overlapping.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from analysis.annotate.timex.rules import DAYS, MODIFIABLE, MODIFIER, RULES
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


HOLIDAY_TABLES = ("holidays", "moving_holidays", "easter")
SPACE = r"[ \t\n\xa0]"
HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve")  # fmt: skip
# what stands before an hour that is told without 'o'clock'
BEFORE_HOURS = ("at", "by", "from", "until", "till", "before", "after", "about", "around", "since",
                "was", "is", "'s", "’s", "just")  # fmt: skip
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
    hours = [match.end() for match in _HOUR_BEHIND.finditer(text)]
    return sorted({*places, *hours}) if hours else places[::-1]


# 'at nine', 'it's ten to eight', 'Twenty to twelve': an hour that no anchor word tells
_HOUR_BEHIND = re.compile(
    rf"(?i)\b(?:{'|'.join(BEFORE_HOURS[:9])})\s(?=(?:{'|'.join(HOURS)}|\d\d?)\b)"
    rf"|\bit(?:['’]s|\sis)\s(?=(?:five|ten)\sto\s(?:{'|'.join(HOURS)})"
    r"(?:[.,;:!]|\s(?:and|here|on|in)\b))"
    rf"|\b(?=twenty(?:-five)?\sto\s(?:{'|'.join(HOURS)})\b)"
    r"|\((?=\d\d?\.\d\d\s)"  # '(08.40 here)'
)


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
    macros["when"] = _filled(macros["when"], macros)
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
    half_day = r"in[ ]+the[ ]+(?:morning|afternoon|evening)(?![ ]+(?:session|trad))\b"
    whose = r"(?:here\b|at[ ]+home\b|(?-i:[A-ZÀ-Þ])[\w’'-]+[ ]+time\b)"
    clock = (
        r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:[ -]?(?P<half>[ap]\.?m\b\.?)|"
        r"(?=[ ]*(?:h\b|local[ ]+time|(?:gmt|utc|et|est|edt|bst|cet|cest)\b)))|"
        r"(?P<hour24>[01]?\d|2[0-3]):"
        rf"(?P<minute24>[0-5]\d)(?![:\d])"
        r"|(?:(?:(?<=at[ ])|(?<=by[ ])|(?<=until[ ])|(?<=from[ ])|(?<=since[ ])|(?<=about[ ]))"
        r"(?:(?=\d\d)|(?=\d\.\d\d[ ]+(?:last[ ]+night\b|tonight\b|our[ ]+time|local[ ]+time"
        r"|(?:this|yesterday)[ ]+(?:morning|afternoon|evening)\b)))"
        rf"|(?=\d\d?\.\d\d[ ]+(?:{half_day}|at[ ]+night\b|{whose}|on[ ]+[a-z]+day[ ]+"
        r"(?:morning|afternoon|evening|night)\b))"
        # '3.20, which is 1.20 in Velin'
        r"|(?:(?<=[ ]is[ ])|(?<=['’]s[ ]))(?=\d\d?\.\d\d[ ]+in[ ]+(?-i:[A-ZÀ-Þ])))"
        r"(?P<hourdot>[01]?\d|2[0-3])\.(?P<minutedot>[0-5]\d)(?!\.?\d|%)"
        rf"(?=[ ]*(?:[,;).]|$|on\b|local|our[ ]+time|{half_day}|at[ ]+night|gmt|utc|[a-z]+day\b"
        rf"|yesterday|today|tonight|this|last|{whose}|in[ ]+(?-i:[A-ZÀ-Þ])))"
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
        "hour": _any(HOURS),
        "at": "(?:" + "|".join(rf"(?<={word}[ ])" for word in BEFORE_HOURS) + ")",
        "when": (
            r"(?:(?:,?[ ]+in)?[ ]+(?P<part>(?:the|that|this)[ ]+(?:morning|afternoon|evening)"
            r"|tonight|at[ ]+night|last[ ]+night)\b"
            r"|,?[ ]+(?:on[ ]+)?(?P<then>{day})(?:[ ]+(?P<part2>morning|afternoon|evening|night)"
            r"(?!\w))?)?"
        ),
    }


def _any(words: object) -> str:
    assert not isinstance(words, str)
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]
