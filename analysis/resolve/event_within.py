"""Joins a happening that is told by its day with the one that is told by the hour within.

In: the happenings of a case. Out: fewer of them. 'Came to Tolm today' and 'arrived at ten', 'the
strike' of Thursday and 'downed tools at midnight', are one where they are of one kind and of the
same people, or of a kind of which coverage tells but one a day. Where several hours would do,
nobody knows which is meant.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from analysis.event_kinds import known_kinds
from analysis.resolve.event_happening import (
    AGAIN,
    PERSONS,
    Happening,
    apart,
    of_others,
    other_doers,
)
from analysis.vocabulary import words

EXACT, ROUGH = timedelta(hours=1), timedelta(days=2)  # told by the hour; by the day or a part


def join_within(found: Sequence[Happening]) -> list[Happening]:
    """The happenings, in their order, each rough one with the exact one that it is."""
    exact: dict[str, list[Happening]] = defaultdict(list)
    for happening in found:
        if not happening.guessed and happening.last - happening.first <= EXACT:
            for kind in happening.kinds & known_kinds():
                exact[kind].append(happening)
    for told in exact.values():
        told.sort(key=_begins)
    folded: set[int] = set()
    for happening in found:
        if happening.guessed or not EXACT < happening.last - happening.first <= ROUGH:
            continue
        within = {
            id(other): other
            for kind in happening.kinds
            for other in _begun_within(happening, exact.get(kind, ()))
            if other.last <= happening.last
        }
        fitting = [other for other in within.values() if _may_be(happening, other)]
        if len(fitting) == 1:
            for report in happening.reports:
                fitting[0].add(report)
            folded.add(id(happening))
    return [happening for happening in found if id(happening) not in folded]


def _begins(happening: Happening) -> datetime:
    return happening.first


def _begun_within(rough: Happening, told: Sequence[Happening]) -> Sequence[Happening]:
    """Of happenings in order of time."""
    low = bisect_left(told, rough.first, key=_begins)
    return told[low : bisect_right(told, rough.last, lo=low, key=_begins)]


def _may_be(rough: Happening, exact: Happening) -> bool:
    if (rough.planned, rough.denied) != (exact.planned, exact.denied):
        return False
    if any(AGAIN & set(r.phrase.lower().split()) for r in (*rough.reports, *exact.reports)):
        return False
    if other_doers(rough, exact) or apart(rough.patients, exact.patients):
        return False
    if of_others(rough, exact):
        return False
    kinds = rough.kinds & exact.kinds & known_kinds()
    if rough.actors & exact.actors:
        return bool(kinds)
    once = kinds & (words("events", "punctual.kinds") | words("events", "lasting.kinds"))
    alike = (rough.things & exact.things) - PERSONS
    if alike and kinds & {"salvage"}:
        return True  # 'the recorder was brought up at nine', and that evening
    elsewhere = apart(rough.places, exact.places) or apart(rough.actors, exact.actors)
    return bool(once) and (bool(alike) or not elsewhere)
