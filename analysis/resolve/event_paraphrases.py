"""Joins events that are told in other words.

In: the happenings of a case, a way to vectors, the texts. Out: fewer of them. 'Mourners will
gather in the cathedral', 'a mass will be said': no verb, kind or participant in common, one day,
one meaning. How probably two are one is a logistic sum of what they share; its weights stand in
`data/events.toml` and are fitted by `training/events/fit.py`. Two whose times exclude each other
are never one: a plan is one with what came of it where it came about as planned. A time that is
guessed is one to a day, and ties less.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from analysis.event_kinds import known_kinds
from analysis.resolve.event_aboard import of_another
from analysis.resolve.event_happening import (
    NEAR,
    PLANS,
    Happening,
    apart,
    elsewhere,
    of_others,
    only_touch,
    other_company,
    other_doers,
)
from analysis.resolve.event_settled import HALF
from analysis.resolve.meaning import Vectors
from analysis.resolve.union import Union
from analysis.vocabulary import table, words

STRANGERS = -4.0  # log-odds of two whose phrases or times have nothing in common
LEAST = 0.1  # cosine of two phrases, or clauses, below which nothing makes them one thing
WIDEST = timedelta(days=32)  # a time that says less ties nothing
PHRASES = 6  # of an event, that others are compared with
CROWD = 400  # events of one day that are compared

Encode = Callable[[Sequence[str]], Vectors]


class Alike(NamedTuple):
    """How near the words of two happenings are, as cosines."""

    near: float  # of the nearest two phrases
    usual: float  # of any two phrases, on average
    clause: float  # of the nearest two clauses, with all that they tell beside


def join_paraphrases(
    found: Sequence[Happening], vectors: Encode, texts: Mapping[str, str]
) -> list[Happening]:
    """The happenings, in their order, each told once. `texts` are those of the articles."""
    sums = {
        (a, b): likely_one(found[a], found[b], alike)
        for a, b, alike in candidates(found, vectors, texts)
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


def candidates(
    found: Sequence[Happening], vectors: Encode, texts: Mapping[str, str]
) -> Iterator[tuple[int, int, Alike]]:
    """Positions of every two that may be one, and how near their words are."""
    dated = [at for at, one in enumerate(found) if one.last - one.first <= WIDEST]
    phrases = {at: _phrases(found[at]) for at in dated}
    clauses = {at: _clauses(found[at], texts) for at in dated}
    said = list(dict.fromkeys(text for at in dated for text in (*phrases[at], *clauses[at])))
    place = {text: row for row, text in enumerate(said)}
    rows = vectors(said)
    short = {at: rows[[place[text] for text in phrases[at]]] for at in dated}
    whole = {at: rows[[place[text] for text in clauses[at]]] for at in dated}
    seen: dict[tuple[int, int], Alike] = {}
    for those in _of_one_day(found, dated):
        near, usual = _cosines([short[at] for at in those])
        clause, _ = _cosines([whole[at] for at in those])
        for i, j in np.argwhere(np.triu(np.maximum(near, clause) >= LEAST, k=1)).tolist():
            pair = those[i], those[j]
            if pair not in seen and _may_be_one(found[pair[0]], found[pair[1]]):
                seen[pair] = Alike(float(near[i, j]), float(usual[i, j]), float(clause[i, j]))
    for (a, b), alike in sorted(seen.items()):
        yield a, b, alike


def _cosines(texts: Sequence[Vectors]) -> tuple[Vectors, Vectors]:
    """Of every two groups of rows the cosine of the nearest two rows, and of any two on average."""
    counts = np.array([len(rows) for rows in texts])
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    together = np.concatenate(texts)
    every = together @ together.T
    nearest = np.maximum.reduceat(np.maximum.reduceat(every, starts, axis=0), starts, axis=1)
    sums = np.add.reduceat(np.add.reduceat(every, starts, axis=0), starts, axis=1)
    return nearest, np.asarray(sums / np.outer(counts, counts), dtype=np.float32)


def likely_one(a: Happening, b: Happening, alike: Alike) -> float:
    """Log-odds that two happenings are one."""
    weights = _weights()
    total: float = weights["base"]
    for name, value in evidence(a, b, alike):
        total += weights[name] * value
    return total


def evidence(a: Happening, b: Happening, alike: Alike) -> Iterator[tuple[str, float]]:
    """What speaks for or against, by the names of its weights; what does not apply is left out."""
    yield from alike._asdict().items()
    widest = max(a.last - a.first, b.last - b.first)
    yield "widest", math.log2(1 + widest / timedelta(hours=1))
    if (a.first, a.last) == (b.first, b.last) and widest:
        yield "same_window", 1.0
    if a.guessed or b.guessed:
        yield "both_guessed" if a.guessed and b.guessed else "one_guessed", 1.0
    if not _overlap(a, b):
        yield "no_overlap", 1.0
    if _of_other_people(a, b):
        yield "other_people", 1.0
    if a.kinds & b.kinds & known_kinds():
        yield "kind", 1.0
    if a.statements & b.statements:
        yield "statement", 1.0
    if _sentences(a) & _sentences(b):
        yield "same_sentence", 1.0
    if {report.status for report in a.reports} == {report.status for report in b.reports}:
        yield "same_status", 1.0
    if a.denied != b.denied:
        yield "denied_differs", 1.0


def _sentences(one: Happening) -> set[tuple[str, int]]:
    return {(report.article_id, report.sentence) for report in one.reports}


def _phrases(one: Happening) -> list[str]:
    return list(dict.fromkeys(report.phrase for report in one.reports))[:PHRASES]


def _clauses(one: Happening, texts: Mapping[str, str]) -> list[str]:
    told = (texts[report.article_id][report.start : report.end] for report in one.reports)
    return list(dict.fromkeys(" ".join(clause.split()) for clause in told))[:PHRASES]


def _of_one_day(found: Sequence[Happening], dated: Sequence[int]) -> list[list[int]]:
    """Those of each day, in order."""
    days: dict[object, list[int]] = defaultdict(list)
    for at in dated:
        slack = NEAR if found[at].guessed else timedelta()
        day = (found[at].first - slack).date()
        while day <= (found[at].last + slack).date():
            days[day].append(at)
            day += timedelta(days=1)
    return [those[:CROWD] for those in days.values()]


def _may_be_one(a: Happening, b: Happening) -> bool:
    guessed = a.guessed or b.guessed
    return (
        _overlap(a, b, NEAR if guessed else timedelta())
        and (guessed or (_meet(a, b) and _meet(b, a) and not only_touch(a, b)))
        # what came of a plan is told by its time, where somebody landed by the place
        and not (guessed and (a.planned != b.planned or elsewhere(a, b)))
        and not (_foreseen(a, b) or _foreseen(b, a))
        and not _told_apart(a, b)
        and not apart(_fates(a), _fates(b))
        and not _of_other_things(a, b)
        and not of_others(a, b)
        and not of_another(a, b)
    )


def _overlap(a: Happening, b: Happening, slack: timedelta = timedelta()) -> bool:
    return a.first <= b.last + slack and b.first <= a.last + slack


def _of_other_people(a: Happening, b: Happening) -> bool:
    """Whether others did it, or it befell others."""
    return (other_doers(a, b) and not a.patients & b.patients) or (
        apart(a.patients, b.patients) and not a.agents & b.agents
    )


def _told_apart(a: Happening, b: Happening) -> bool:
    """Whether that makes them two: 'Ghani fled', 'Varga boarded the train', but not 'the column
    left' and 'the battalion opened its gates'."""
    persons = (
        apart(a.agents & a.persons, b.agents & b.persons),
        apart(a.patients & a.persons, b.patients & b.persons),
    )
    others = bool(a.kinds & b.kinds or any(persons)) and _of_other_people(a, b)
    return others or other_company(a, b)


def _of_other_things(a: Happening, b: Happening) -> bool:
    """'The shops reopened', 'the port reopened': known by what it is that did."""
    bound = a.kinds & b.kinds & words("events", "bound.to_things")
    alike = a.actors & b.actors or a.statements & b.statements
    return bool(bound) and not alike and apart(a.things - a.places, b.things - b.places)


def _foreseen(a: Happening, b: Happening) -> bool:
    """Whether one is told as come to pass before the other began."""
    return not b.guessed and any(
        report.known_by < b.first and report.status not in PLANS and report.status != "denied"
        for report in a.reports
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
