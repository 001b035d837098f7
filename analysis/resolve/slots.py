"""The slots of a claim on which accounts differ: where to, where from, where, why.

In: the text of a claim. Out: (slot, value) pairs. Reads surface patterns behind the verbs that
open a slot (`data/stance.toml`); gives up, and leaves the slot empty, where the value is not a
name or a word of the table. Numbers stand in `numbers.py`, dates with the events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from analysis.resolve.whereabouts import whereabouts
from analysis.resolve.wording import level, stem, stems, tokens
from analysis.vocabulary import table

Slots = tuple[tuple[str, str], ...]

_NAME = r"(?:the\s+)?(?P<name>[A-Z][\w'’.-]*(?:\s+(?:of\s+|al-)?[A-Z][\w'’-]*)*)"
# 'left the works in Seruna', 'sailed in the Clara Venn': where from, or how, not where to
_LEAVES = (
    r"left|leaves?|leaving|depart(?:ed|s|ing)?|sail(?:ed|s|ing)?|fled|flees?|fleeing|escaped?|"
    r"flown|flew|fly|flies|flying|travell?(?:ed|s|ing)?|go(?:es|ing|ne)?|went|head(?:ed|s|ing)?|bound"
)
_MOVES = (
    r"moved?|taken|transferred|evacuated|sent|brought|on (?:his|her|its|their|the) way|"
    r"arriv(?:ed|es|ing)|return(?:ed|s|ing)?|exile[d]?|cross(?:ed|ing)?|driven|crossed"
)
_NO_PLACE = r"(?!(?:the )?(?:sake|benefit|good|love|cause|want|lack|fear|memory|honou?r) of\b)"
_DESTINATION = re.compile(
    rf"\b(?:(?:{_LEAVES})\b[^.;:]{{0,60}}?\b(?:for|to|towards?|into)|"
    rf"(?:{_MOVES})\b[^.;:]{{0,60}}?\b(?:for|to|towards?|into|in))\s+{_NO_PLACE}"
    r"(?:(?:neighbou?ring|nearby) |(?:the|an?) (?:[A-Z]\w+ )?(?:[a-z]+ ){1,3}(?:at|in|of) )?"
    rf"{_NAME}"
)
_LANDED = re.compile(
    rf"\b(?:(?:landed|arrived|docked|refuge|asylum|sheltering|hiding)\s+(?:in|at)|"
    rf"visit(?:s|ed|ing)?|reach(?:es|ed)?)\s+{_NAME}"
)
# 'Talks will begin in Geneva': where something is held that is held in one place
_VENUE = re.compile(
    r"\b(?i:talks|negotiations|summit|conference|trial|hearing|ceremony|funeral|match|meeting)\b"
    r"[^.;:]{0,60}?\b(?:begin|began|open|start|held|take place|convene|resume)\w*\s+in\s+"
    rf"{_NAME}"
)
# 'Is a citizen of Sant', 'a Santese national': of one land, unless he has two passports
_CITIZEN = re.compile(
    rf"\b(?:(?:citizen|national|subject) of {_NAME}"
    r"|(?:an?|the) (?P<of>(?:[A-Z][\w'’-]*[ ])*?[A-Z][\w'’-]*) (?:citizen|national)\b(?! of\b))"
)
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


def slots(text: str, predicates: frozenset[str]) -> Slots:
    """The slots that the wording fills, sorted. `predicates` are those of the text."""
    found = {*_destinations(text), *_venues(text), *_citizens(text), *_causes(text, predicates)}
    return tuple(sorted(found | {("place", name) for name in whereabouts(text)}))


def _destinations(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_DESTINATION, _LANDED):
        for match in pattern.finditer(text):
            value = level(match["name"]).removesuffix("'s").rstrip(".")
            if value.split()[0] not in _DAYS:
                yield "destination", value


def _venues(text: str) -> Iterator[tuple[str, str]]:
    for match in _VENUE.finditer(text):
        value = level(match["name"]).removesuffix("'s").rstrip(".")
        if value.split()[0] not in _DAYS:
            yield "venue", value


def _citizens(text: str) -> Iterator[tuple[str, str]]:
    for match in _CITIZEN.finditer(text):
        yield "citizenship", level(match["name"] or match["of"]).removesuffix("'s").rstrip(".")


def _causes(text: str, predicates: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The kind of cause named, where the claim says why something happened.

    'Was brought down by explosives' and 'failed after heavy rain' say so through the verb
    (`caused` in the table); elsewhere a word like 'due' or 'blamed' is needed.
    """
    words = tokens(text)
    said = {*words, *(stem(word) for word in words)}
    if not said & _cause_openers() and not predicates & _caused():
        return
    levelled = _WHEN.sub(" ", f" {' '.join(words)} ")
    kinds = [kind for kind, forms in _causes_by_kind() if any(f" {f} " in levelled for f in forms)]
    yield from (("cause", kind) for kind in kinds)
    if not kinds and (told := _TOLD_CAUSE.search(levelled)):
        yield from (("reason", word) for word in stems(told["behind"] or told["before"]))


# 'leaked after the accident': when, not why
_WHEN = re.compile(
    r" (?:after|since|before|during) (?:the|this|that) (?:accident|attack|storm|flood) "
)

# 'Sparks from welding caused the blast', 'was set off by a cigarette'
_TOLD_CAUSE = re.compile(
    r"(?:caused|set off|triggered|sparked|started|brought about) by (?P<behind>(?:[\w-]+ ){1,6})"
    r"|^ (?P<before>(?:[\w-]+ ){1,5})(?:had |has |have )?(?:caused|set off|triggered|sparked) "
)


@cache
def _caused() -> frozenset[str]:
    return frozenset(table("stance")["caused"])


@cache
def _cause_openers() -> frozenset[str]:
    return frozenset(table("stance")["cause_openers"])


@cache
def _causes_by_kind() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((forms[0], tuple(forms)) for forms in table("stance")["exclusive"]["cause"])
