"""Quantities in a claim: how many of what, with 'at least', 'about', ranges and units.

In: text. Out: Quantities, each an interval [low, high] and what it counts. Two quantities of
one thing conflict when their intervals are apart. Clock times, dates and years are left to
the time expressions; ordinals are given up, and bare numbers are too unless they are told as a
figure ('the ministry speaks of 14').
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analysis.resolve.number_words import SCALE, as_digits
from analysis.resolve.uncounted import is_date_or_clock
from analysis.resolve.wording import level, stem
from analysis.vocabulary import table, words

SUM = "sum"  # 'the chairman's 1.2 billion': of what is left to the reader
LARGE_SUM = 1e6
FIGURE = "figure"  # 'the count is still five', 'the hospital speaks of 23': of what is not said
NEAR = 0.12  # 'about 200' and 'some 190' do not conflict: relative width given to 'about'


@dataclass(frozen=True, slots=True)
class Quantity:
    """`said` is the number as spoken; `counted` what is counted; `state` what is said of it."""

    said: float
    low: float
    high: float
    counted: str
    state: str  # 'dead', 'injured', 'missing', 'rescued', ... or ""
    text: str
    who: str = ""  # 'guard', 'soldier'; "" for people of any kind
    measured: str = ""  # 'deposit' of 'deposits of 9 billion': two measures are never at odds

    @property
    def _state(self) -> str:
        """Being aboard is where people were, not what befell them."""
        return "" if self.state == "aboard" else self.state

    def conflicts(self, other: Quantity) -> bool:
        """Both speak of the same thing in the same state and cannot both be right."""
        return self._differs(other) and not self.of_another_thing(other)

    def agrees(self, other: Quantity) -> bool:
        alike = self._state == other._state and _same_thing(self, other)
        return alike and self.low <= other.high and other.low <= self.high

    def of_another_thing(self, other: Quantity) -> bool:
        """Counted alike, measured of two things, and not the same number: deposits, losses."""
        two = bool(self.measured and other.measured) and self.measured != other.measured
        return two and self._differs(other)

    def is_other_figure(self, other: Quantity) -> bool:
        """One of the two is a bare figure, of whatever it is, and not the number of the other."""
        apart = self.low > other.high or other.low > self.high
        return apart and FIGURE in (self.counted, other.counted)

    def is_told_short(self, other: Quantity) -> bool:
        """'Nine are dead', 'the official count is nine'."""
        return self.said == other.said and FIGURE in (self.counted, other.counted)

    def _differs(self, other: Quantity) -> bool:
        if self.state != other.state or not _same_thing(self, other):
            return False
        if self.who != other.who:  # two of the guards may be among the thirty dead, not conversely
            if self.who and other.who:
                return False
            some, every = (self, other) if self.who else (other, self)
            return some.low > every.high
        return self.low > other.high or other.low > self.high


def quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of a text, in order."""
    levelled = level(text)
    spoken = as_digits(levelled)
    return (*_found(spoken), *_none_of(spoken), *_last_of(levelled), *_only_one(levelled))


_ONE_PERSON = re.compile(r"(?:only )?one (?P<who>[a-z]+)(?P<after>(?: [\w-]+){1,6})")

_LOST_LIFE = re.compile(r" lost (?:his|her|their) life\b")


def _only_one(text: str) -> Iterator[Quantity]:
    """'One person has died': where a claim opens with it, and so counts; 'one of them' does not."""
    match = _ONE_PERSON.match(text)
    if match and _is_person(match["who"]):
        state = next(filter(None, map(_state_of, match["after"].split())), "")
        if state := state or ("dead" if _LOST_LIFE.search(match["after"]) else ""):
            yield Quantity(1.0, 1.0, 1.0, "person", state, match[0], _who([match["who"]]))


_ORDINALS = ("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_LAST_OF = re.compile(
    rf"\ba (?P<place>{'|'.join(_ORDINALS)}) (?P<who>\w+)(?P<after>(?: [\w-]+){{0,6}})"
)


def _last_of(text: str) -> Iterator[Quantity]:
    """'A third worker has died': three have."""
    for match in _LAST_OF.finditer(text):
        state = next(filter(None, map(_state_of, match["after"].split())), "")
        if state and _is_person(match["who"]):
            said = float(_ORDINALS.index(match["place"]) + 2)
            yield Quantity(said, said, said, "person", state, match[0], _who([match["who"]]))


# 'Nobody died', 'no deaths', 'not a single patient was hurt'
_NOBODY = re.compile(
    r"\b(?:nobody|no one|no-one|none of (?:the )?(?P<of>\w+)|"
    r"(?:not a single|no(?! other)) (?P<who>\w+))"
    r"(?! else\b)(?P<after>(?: [\w-]+){0,5})"  # 'nobody else died': one did
)


def _none_of(text: str) -> Iterator[Quantity]:
    """Counts of nought; of persons only."""
    for match in _NOBODY.finditer(text):
        who = match["of"] or match["who"] or "nobody"
        noun = _state_of(who)  # 'no deaths'
        state = noun or next(filter(None, map(_state_of, match["after"].split())), "")
        if state and (noun or who == "nobody" or _is_person(who)):
            kind = "" if noun or who == "nobody" else _who([who])
            yield Quantity(0.0, 0.0, 0.0, "person", state, match[0], kind)


def _who(after: list[str]) -> str:
    """The kind of persons counted, where the noun names one."""
    for word in after:
        if word in words("stance", "numbers.breaks"):
            break
        if _is_person(word):
            return "" if word in words("stance", "numbers.anybody") else stem(word)
    return ""


def _is_person(word: str) -> bool:
    """A word of the tables, or one that ends in 'men' or 'women': 'servicemen', 'dustmen'."""
    if _OF_MEN.match(word):
        return True
    persons = words("stance", "numbers.persons")
    singular = word.removesuffix("s") if not word.endswith("ies") else word[:-3] + "y"
    return word in persons or stem(word) in persons or singular in words("mentions", "person_nouns")


_OF_MEN = re.compile(r"(?!(?:speci|regi|abdo|acu|ceru|sta)men$)[a-z]{3,}(?:men|women)$")
NUMBER = (
    r"(?:[$£€]\s?)?\d+(?:,\d{3})*(?:\.\d+)?(?:\s?(?:hundred|thousand|million|billion|bn|m|k)\b)?"
)
_QUANTITY = re.compile(
    rf"(?P<before>(?:\b[a-z]+\s+){{0,3}})"
    rf"(?P<first>{NUMBER})(?:\s?(?P<range>-|to|and)\s?(?P<second>{NUMBER}))?"
    rf"(?P<percent>\s?(?:%|percent|per cent))?"
    rf"(?P<after>(?:[\s-]+[a-z][a-z'-]*){{0,6}})"
)
_PART = re.compile(r"[.;:,]|\band\b|\bbut\b|\bwhile\b")
_TOLL = frozenset({"toll", "deaths", "fatalities", "number"})
_HIT = re.compile(r"\bthe (?:dead|injured|wounded|missing) (?:at|as|to)(?: [a-z]+){0,2} $")
_CROWD = frozenset({"turnout", "attendance", "crowd", "crowds"})
_FURTHER = frozenset({"more", "another", "other", "others", "further", "additional", "extra"})
_PARTS = (["of", "them"], ["of", "whom"], ["of", "those"])  # '212 people, 18 of them crew'


def _found(text: str) -> Iterator[Quantity]:
    position = 0
    while match := _QUANTITY.search(text, position):
        position = match.end("second") if match["second"] else match.end("first")
        # what stands before the first number of a list may be its only qualifier
        before = match["before"].split()
        after = re.split(r"[\s]+", match["after"].replace("-", " ").strip())
        after = [word for word in after if word]
        if is_date_or_clock(text, match, before, after) or after[:2] in _PARTS:
            continue
        if _is_age(before, after):
            continue
        if {*before[-1:], *after[:1]} & _FURTHER:  # 'two more bodies': how many in all is not said
            continue
        first, money = _value(match["first"])
        second = _value(match["second"])[0] if match["second"] else None
        low, high = _interval(first, second, match["range"], before, after)
        if low == high and _are_some_of(after):
            high = math.inf
        said = first if second is None else (low + high) / 2
        counted, rest = _counted(after, bool(match["percent"]), money)
        lead = _PART.split(text[: match.start("first")])[-1].split()
        if not counted and {*lead} & _TOLL and _states(lead):
            counted = "person"  # 'the death toll rose to 112', 'the number of missing fell to 9'
        if not counted and _HIT.search(text[: match.start("first")]):
            counted = "person"  # 'put the dead at 19'
        if not counted and {*lead} & _CROWD:
            counted = "person"  # 'put the turnout at 340,000'
        if not counted and (of := _NUMBER_OF.search(text[: match.start("first")])):
            counted = _counted([of["what"]], False, False)[0]
        if not counted and first >= LARGE_SUM and not match["first"][-1].isdigit():
            counted = SUM
        if not counted and _is_figure(before, after, lead):
            counted = FIGURE
        if not counted:
            continue
        state = _state(text, match.start("first"), position, rest, counted)
        shown = _whole(text[match.start("first") : match.end()])
        measured = "" if counted == "person" else _measured(text[: match.start("first")])
        who = _who(after) if counted == "person" else ""
        yield Quantity(said, low, high, counted, state, shown, who, measured)


def _is_figure(before: list[str], after: list[str], lead: list[str]) -> bool:
    """'The ministry speaks of 14', 'the count is still five'; not 'nine out of 14'. `lead` is the
    clause up to the number, of which `before` are the last words."""
    if after or before[-2:] == ["out", "of"]:
        return False
    told = lead[-5:] if _bound(" ".join(before), "") else before  # 'put it at more than 200'
    return not words("stance", "numbers.figures").isdisjoint(told)


def _are_some_of(after: list[str]) -> bool:
    """'41 of the wounded', 'nine deaths with jaundice': there may be more who are not these."""
    if after[:2] == ["of", "the"]:
        return bool(_state_of(after[2])) if len(after) > 2 else False
    if "with" not in after[1:3] or after[-1] == "with":  # 'nine dead with 30 wounded'
        return False
    at = after.index("with")
    return bool(_state_of(after[at - 1])) and after[at + 1] not in _MANY


_MANY = frozenset({"dozens", "scores", "hundreds", "many", "several", "others", "more", "no", "at"})


def _is_age(before: list[str], after: list[str]) -> bool:
    """'A 24-year-old man', 'a man of 24', 'aged 24', '24 years old'."""
    if after[:2] in (["year", "old"], ["years", "old"], ["years", "of"]) or before[-1:] == ["aged"]:
        return True
    follows = not after or after[0] in words("stance", "numbers.breaks")
    return before[-1:] == ["of"] and before[-2:-1] != [] and _is_person(before[-2]) and follows


# 'the number of demonstrators at', 'the number of homes without power has risen to'
_NUMBER_OF = re.compile(
    r"\bnumber of (?P<what>[a-z]+)(?: [a-z]+){0,5} (?:at|to|is|was|as|reached|exceeds)"
    r"(?: (?:about|around|some|nearly|almost|over|more than|at least))? $"
)


def _whole(shown: str) -> str:
    """Without the words at its end that lead on to what is not shown: 'were killed in the'."""
    told = shown.split()
    while len(told) > 1 and told[-1] in words("stance", "numbers.breaks") | _LEADING_ON:
        told.pop()
    return " ".join(told)


_LEADING_ON = frozenset({"the", "an", "of", "its", "their", "his", "her", "into", "off", "near"})

# 'deposits of', 'the shortfall amounts to', 'losses were about'
_MEASURED = re.compile(
    r"(?P<what>[a-z]{3,}) (?:of|is|are|was|were|amount(?:s|ed)? to|stands? at|stood at|rose to|"
    r"fell to|reach(?:es|ed)|total(?:s|l?ed))(?: [a-z]+){0,3} $"
)
_NO_MEASURE = frozenset(
    {"total", "number", "sum", "amount", "some", "out", "worth", "value", "there", "that", "part"}
)


def _measured(lead: str) -> str:
    found = _MEASURED.search(lead)
    return stem(found["what"]) if found and found["what"] not in _NO_MEASURE else ""


def _value(text: str) -> tuple[float, bool]:
    money = text[0] in "$£€"
    match = re.match(r"[$£€]?\s?([\d,]*\.?\d+)\s?([a-z]*)", text)
    if match is None:
        return 0.0, money
    return float(match[1].replace(",", "")) * SCALE.get(match[2], 1.0), money


def _interval(
    first: float, second: float | None, joint: str | None, before: list[str], after: list[str]
) -> tuple[float, float]:
    lead = " ".join(before)
    if second is not None and (joint != "and" or lead.endswith("between")):
        return min(first, second), max(first, second)
    match _bound(lead, " ".join(after[:3])):
        case "at_least":
            return first, math.inf
        case "more_than":
            return first * (1 + 1e-6), math.inf
        case "at_most":
            return 0.0, first
        case "nearly":
            return first * (1 - NEAR), first
        case "about":
            return first * (1 - NEAR), first * (1 + NEAR)
        case _:
            return first, first


def _bound(lead: str, tail: str) -> str:
    """The longest qualifier that touches the number: 'no more than' before 'more than'."""
    data = table("stance")["numbers"]
    found = [
        (len(phrase), kind)
        for kind in ("at_least", "more_than", "at_most", "nearly", "about")
        for phrase in data[kind]
        if lead == phrase or lead.endswith(f" {phrase}")
    ] + [
        (len(phrase), kind)
        for kind in ("at_least", "at_most")
        for phrase in data[f"{kind}_after"]
        if tail == phrase or tail.startswith(f"{phrase} ")
    ]
    return max(found)[1] if found else ""


def _counted(after: list[str], percent: bool, money: bool) -> tuple[str, list[str]]:
    """The thing counted: the first noun behind the number that a table or position names."""
    if percent:
        return "percent", after
    if money:
        return "money", after
    persons = words("stance", "numbers.persons")
    skipped = words("stance", "numbers.skipped")
    for index, word in enumerate(after):
        if word in words("stance", "numbers.breaks"):
            # '87 were killed': a state without a noun counts persons
            return ("person", after[index:]) if _states(after[index:]) else ("", after)
        if _is_person(word):
            return "person", after[index + 1 :]
        if _state_of(word):
            return "person", after[index:]
        if word in skipped:
            continue
        if word == "than":
            return "", after
        if word.endswith(("ers", "ists", "ees")) and _states(after[index + 1 :]):
            return "person", after[index + 1 :]  # 'three looters were taken into custody'
        following = after[index + 1] if index + 1 < len(after) else ""
        if following in persons:  # '12 crew members', '40 army soldiers'
            return "person", after[index + 2 :]
        return stem(word), after[index + 1 :]
    return "", after


def _state(text: str, start: int, end: int, rest: list[str], counted: str) -> str:
    """What is said of the persons counted: behind the number first, then just before it.

    'Aboard' gives way to what befell them: '40 people aboard drowned' counts the dead.
    """
    if counted != "person":
        return ""
    clause = _PART.split(text[end:])[0]
    before = _PART.split(text[:start])[-1]
    near = [*rest, *clause.split()[:10], *reversed(before.split()[-12:])]
    states = [found for word in near if (found := _state_of(word))]
    return next((state for state in states if state != "aboard"), states[0] if states else "")


def _states(following: list[str]) -> bool:
    return any(_state_of(word) for word in following)


def _state_of(word: str) -> str:
    stripped = word.strip(".,;:!?\"'()")
    for state, forms in table("stance")["numbers"]["states"].items():
        if stripped in forms:
            return str(state)
    return ""


def _same_thing(a: Quantity, b: Quantity) -> bool:
    if SUM in (a.counted, b.counted):
        return min(a.said, b.said) >= LARGE_SUM and "person" not in (a.counted, b.counted)
    return a.counted == b.counted
