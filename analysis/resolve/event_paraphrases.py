"""Joins events that are told in other words.

In: the happenings of a case, a way to vectors. Out: fewer of them. 'Mourners will gather in the
cathedral', 'a mass will be said': no verb, kind or participant in common, one day, one meaning.
How probably two are one is a logistic sum of what they share; its weights stand in
`data/events.toml` and are fitted by `training/events/fit.py`. Two whose times exclude each other
are never one: a plan is one with what came of it where it came about as planned.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np

from analysis.event_kinds import known_kinds
from analysis.resolve.event_aboard import of_another
from analysis.resolve.event_grouping import Happening, apart, of_others, other_doers
from analysis.resolve.event_settled import HALF
from analysis.resolve.meaning import Vectors
from analysis.resolve.union import Union
from analysis.vocabulary import table

STRANGERS = -4.0  # log-odds of two whose phrases or times have nothing in common
LEAST = 0.1  # cosine of two phrases below which nothing makes them one thing
WIDEST = timedelta(days=32)  # a time that says less ties nothing
PHRASES = 6  # of an event, that others are compared with
CROWD = 400  # events of one day that are compared

Encode = Callable[[Sequence[str]], Vectors]


def join_paraphrases(found: Sequence[Happening], vectors: Encode) -> list[Happening]:
    """The happenings, in their order, each told once."""
    sums = {
        (a, b): likely_one(found[a], found[b], near) for a, b, near in candidates(found, vectors)
    }
    joined = Union(len(found))
    parts = {at: [at] for at in range(len(found))}
    for (a, b), total in sorted(sums.items(), key=lambda one: (-one[1], one[0])):
        if total < _bar():
            break
        first, second = sorted((joined.find(a), joined.find(b)))
        if first == second or not _may_be_one(found[first], found[second]):
            continue
        # what two others are each one with is not by that one and the same
        between = [sums.get((min(x, y), max(x, y)), STRANGERS)
                   for x in parts[first] for y in parts[second]]  # fmt: skip
        if sum(between) / len(between) >= _bar():
            for report in found[second].reports:
                found[first].add(report)
            joined.join(first, second)
            parts[first] += parts.pop(second)
    return [one for at, one in enumerate(found) if joined.find(at) == at]


def candidates(found: Sequence[Happening], vectors: Encode) -> Iterator[tuple[int, int, float]]:
    """Positions of every two that may be one, and how near their phrases are at best."""
    dated = [at for at, one in enumerate(found) if _is_dated(one)]
    phrases = {at: _phrases(found[at]) for at in dated}
    said = list(dict.fromkeys(phrase for at in dated for phrase in phrases[at]))
    place = {phrase: row for row, phrase in enumerate(said)}
    rows = vectors(said)
    of = {at: rows[[place[phrase] for phrase in phrases[at]]] for at in dated}
    for a, b in sorted(_of_one_day(found, dated)):
        near = float(np.max(of[a] @ of[b].T))
        if near >= LEAST:
            yield a, b, near


def likely_one(a: Happening, b: Happening, near: float) -> float:
    """Log-odds that two happenings are one; `near` is the cosine of their nearest phrases."""
    weights = _weights()
    total: float = weights["base"]
    for name, value in evidence(a, b, near):
        total += weights[name] * value
    return total


def evidence(a: Happening, b: Happening, near: float) -> Iterator[tuple[str, float]]:
    """What speaks for or against, by the names of its weights; what does not apply is left out."""
    yield "near", near
    widest = max(a.last - a.first, b.last - b.first)
    yield "widest", math.log2(1 + widest / timedelta(hours=1))
    if (a.first, a.last) == (b.first, b.last) and widest:
        yield "same_window", 1.0
    if a.patients & b.patients:
        yield "patients", 1.0
    if a.kinds & b.kinds & known_kinds():
        yield "kind", 1.0
    if a.statements & b.statements:
        yield "statement", 1.0
    if _sentences(a) & _sentences(b):
        yield "same_sentence", 1.0
    if a.denied != b.denied:
        yield "denied_differs", 1.0
    if a.foretold and b.foretold:
        yield "planned", 1.0
    elif a.planned != b.planned:
        yield "outcome", 1.0


def _sentences(one: Happening) -> set[tuple[str, int]]:
    return {(report.article_id, report.sentence) for report in one.reports}


def _is_dated(one: Happening) -> bool:
    return not one.guessed and one.last - one.first <= WIDEST


def _phrases(one: Happening) -> list[str]:
    return list(dict.fromkeys(report.phrase for report in one.reports))[:PHRASES]


def _of_one_day(found: Sequence[Happening], dated: Sequence[int]) -> set[tuple[int, int]]:
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
        a.first <= b.last
        and b.first <= a.last
        and _meet(a, b)
        and _meet(b, a)
        and not (other_doers(a, b) and not a.patients & b.patients)
        and not (apart(a.patients, b.patients) and not a.agents & b.agents)
        and not apart(_fates(a), _fates(b))
        and not of_others(a, b)
        and not of_another(a, b)
    )


def _meet(a: Happening, b: Happening) -> bool:
    """'At three' leaves open which half of the day; but it is either, and no hour between."""
    if a.last - a.first != HALF:
        return True
    return any(b.first <= moment <= b.last for moment in (a.first, a.last))


def _fates(one: Happening) -> set[str]:
    """Which of the fates that exclude each other a happening tells."""
    groups = table("events")["exclusive"]["kinds"]
    return {kinds[0] for kinds in groups if one.kinds & set(kinds)}


@cache
def _weights() -> Any:
    return table("events")["one_event"]


@cache
def _bar() -> float:
    """The log-odds from which two are one."""
    share: float = table("events")["one_event_bar"]["share"]
    return math.log(share / (1 - share))
