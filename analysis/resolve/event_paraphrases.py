"""Joins events that are told in other words.

In: the happenings of a case, a way to vectors. Out: fewer of them. 'Mourners will gather in the
cathedral', 'a mass will be said': no verb, kind or participant in common, one day, one meaning.
Two are one where their times can be the same, both are plans or neither is, neither names somebody
else as the one who does or suffers it, and some report of the one says nearly what some report of
the other says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import combinations

from analysis.resolve.event_grouping import Happening, apart
from analysis.resolve.meaning import Vectors
from analysis.resolve.union import Union

ALIKE = 0.42  # cosine of two phrases from which they tell one thing
VAGUE = 0.55  # the same where the times say little
DAYS = timedelta(days=3)  # what says more than this says much
WIDEST = timedelta(days=32)  # a time that says less ties nothing
PHRASES = 6  # of an event, that others are compared with
CROWD = 400  # events of one day that are compared

Encode = Callable[[Sequence[str]], Vectors]


def join_paraphrases(found: Sequence[Happening], vectors: Encode) -> list[Happening]:
    """The happenings, in their order, each told once."""
    dated = [at for at, one in enumerate(found) if _is_dated(one)]
    phrases = {at: _phrases(found[at]) for at in dated}
    said = list(dict.fromkeys(phrase for at in dated for phrase in phrases[at]))
    place = {phrase: row for row, phrase in enumerate(said)}
    rows = vectors(said)
    of = {at: rows[[place[phrase] for phrase in phrases[at]]] for at in dated}
    pairs = sorted((-float((of[a] @ of[b].T).max()), a, b) for a, b in _candidates(found, dated))
    joined = Union(len(found))
    for near, a, b in pairs:
        if -near < ALIKE:
            break
        first, second = sorted((joined.find(a), joined.find(b)))
        if first == second or not _may_be_one(found[first], found[second]):
            continue
        if -near >= (ALIKE if _says_much(found[a]) and _says_much(found[b]) else VAGUE):
            for report in found[second].reports:
                found[first].add(report)
            joined.join(first, second)
    return [one for at, one in enumerate(found) if joined.find(at) == at]


def _is_dated(one: Happening) -> bool:
    return not one.guessed and one.last - one.first <= WIDEST


def _says_much(one: Happening) -> bool:
    return one.last - one.first <= DAYS


def _phrases(one: Happening) -> list[str]:
    return list(dict.fromkeys(report.phrase for report in one.reports))[:PHRASES]


def _candidates(found: Sequence[Happening], dated: Sequence[int]) -> set[tuple[int, int]]:
    days: dict[object, list[int]] = defaultdict(list)
    for at in dated:
        day = found[at].first.date()
        while day <= found[at].last.date():
            days[day].append(at)
            day += timedelta(days=1)
    return {
        pair
        for those in days.values()
        for pair in combinations(those[:CROWD], 2)
        if _may_be_one(found[pair[0]], found[pair[1]])
    }


def _may_be_one(a: Happening, b: Happening) -> bool:
    return (
        (a.planned, a.denied) == (b.planned, b.denied)
        and a.first <= b.last
        and b.first <= a.last
        and not (apart(a.agents, b.agents) and not a.patients & b.patients)
        and not (apart(a.patients, b.patients) and not a.agents & b.agents)
    )
