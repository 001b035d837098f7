"""Puts the reports of one happening together.

In: Reports, those with a stated date first. Out: Happenings, each with all its reports.

A report joins an event of the same kind, of a consistent date, with the same people or things in
it, or that makes the same statement. Reports are compared only with events that share a kind and
a participant, so that the work grows with the number of reports. A plan and what came of it stay
two events: that it was announced, and for when, is a fact of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from analysis.event_kinds import known_kinds
from analysis.resolve.event_happening import (
    DAY,
    MOST_COMPARED,
    PART_OF_DAY,
    PERSONS,
    PLANS,
    Happening,
    apart,
    in_force,
    likeness,
    of_others,
    other_doers,
)
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

SAME = 2.0  # score from which a report is of the event


class Happenings:
    """All events so far, found by kind and participant."""

    def __init__(self) -> None:
        self.found: list[Happening] = []
        self._blocks: dict[tuple[str, str], list[Happening]] = defaultdict(list)

    def take(self, report: Report) -> None:
        """Put a report to the event that it is of, or open a new one."""
        best, score = None, SAME
        for candidate in self._candidates(report):
            denial = report.status == "denied" or candidate.denied
            told_apart = candidate.planned is not (report.status in PLANS)
            if not denial and told_apart and not in_force(report, candidate):
                continue  # a plan and what came of it are told apart
            fit = likeness(report, candidate)
            if fit >= score and (best is None or fit > score):
                best, score = candidate, fit
        if best is None:
            best = Happening(report)
            self.found.append(best)
        else:
            best.add(report)
        for key in report.blocks():
            block = self._blocks[key]
            if not any(known is best for known in block):
                block.append(best)

    def support(self, report: Report) -> None:
        """Put a report to the event that it is of, if there is one."""
        fits = [(likeness(report, one), one) for one in self._candidates(report)]
        best = max(fits, key=lambda fit: fit[0], default=None)
        if best is not None and best[0] >= SAME:
            best[1].add(report)

    def fold_repeated(self) -> None:
        """Join events that an article tells in one and the same phrase: 'a verdict is due', found
        by its noun and by its verb."""
        told: dict[tuple[str, str], Happening] = {}
        kept: list[Happening] = []
        for happening in self.found:
            same = {
                id(other): other
                for report in happening.reports
                if (other := told.get(_phrase_key(report))) is not None
                and other.planned == happening.planned
                and other.first <= happening.last
                and happening.first <= other.last
            }
            into = next(iter(same.values()), None)
            if into is None:
                kept.append(into := happening)
            else:
                for report in happening.reports:
                    into.add(report)
            for report in happening.reports:
                told.setdefault(_phrase_key(report), into)
        self.found = kept

    def fold_joined(self) -> None:
        """Join what one sentence tells of the same people at the same time: 'broke in and made
        off with five paintings'. What is told elsewhere too is an event of its own."""
        before: dict[tuple[str, int], list[Happening]] = defaultdict(list)
        for happening in self.found:
            for report in happening.reports:
                before[report.article_id, report.sentence].append(happening)
        folded: set[int] = set()
        for happening in self.found:
            if len(happening.reports) > 1 or not happening.reports[0].continues:
                continue
            (second,) = happening.reports
            for into in before[second.article_id, second.sentence]:
                place = next((i for i, r in enumerate(into.reports) if _goes_on(r, second)), None)
                weighty = words("events", "weighty.kinds")
                # 'was shot and died' is one, 'was freed and arrested' two
                others = apart(into.kinds & weighty, (happening.kinds & weighty) - {"death"})
                if place is not None and not others and id(into) not in folded:
                    first = into.reports[place]
                    phrase = f"{first.phrase} and {_without(first.phrase, second.phrase)}"
                    into.reports[place] = replace(first, phrase=phrase)
                    into.reports.append(replace(second, phrase=phrase))
                    folded.add(id(happening))
                    break
        self.found = [found for found in self.found if id(found) not in folded]

    def fold_of_one_time(self) -> None:
        """Join what different articles tell of the same people, or as the same kind, at one and
        the same minute: 'boarded the train at nine', 'climbed aboard at nine'; and as the same
        kind in the same hours, or of plans on the same day: 'the talks', 'the negotiations'."""
        told: dict[tuple[datetime, datetime], list[Happening]] = defaultdict(list)
        kept: list[Happening] = []
        for happening in self.found:
            same = told[happening.first, happening.last] if _is_timed(happening) else []
            into = next((other for other in same if _one_of_a_time(other, happening)), None)
            if into is None:
                kept.append(happening)
                same.append(happening)
            else:
                for report in happening.reports:
                    into.add(report)
        self.found = kept

    def outcome_of(self, plan: Happening) -> Happening | None:
        """What tells how a plan came about: the likeliest event that did happen."""
        best, score = None, SAME
        for report in plan.reports:
            for candidate in self._candidates(report):
                if candidate.planned:
                    continue
                fit = likeness(report, candidate)
                if fit > score or (best is None and fit >= score):
                    best, score = candidate, fit
        return best

    def _candidates(self, report: Report) -> Iterable[Happening]:
        seen: dict[int, Happening] = {}
        for key in report.blocks():
            for happening in self._blocks[key][-MOST_COMPARED:]:
                seen.setdefault(id(happening), happening)
        return seen.values()


def _is_timed(happening: Happening) -> bool:
    long = DAY if happening.planned else PART_OF_DAY
    return not happening.guessed and happening.last - happening.first <= long


def _one_of_a_time(one: Happening, other: Happening) -> bool:
    if (one.planned, one.denied) != (other.planned, other.denied):
        return False
    if {r.article_id for r in one.reports} & {r.article_id for r in other.reports}:
        return False
    known = one.kinds & known_kinds(), other.kinds & known_kinds()
    if apart(*known):
        return False  # 'resigned at noon', 'was arrested at noon'
    if other_doers(one, other) and not one.patients & other.patients:
        return one.first == one.last and _left_one_place(one, other)
    if one.first == one.last:
        return bool(one.actors & other.actors or known[0] & known[1])
    if not known[0] & known[1] or apart(one.patients, other.patients) or of_others(one, other):
        return False
    weighty = one.planned or known[0] & known[1] & words("events", "weighty.kinds")
    here, there = one.things - other.titles - PERSONS, other.things - one.titles - PERSONS
    return bool(weighty) and not apart(here - one.places, there - other.places)


def _left_one_place(one: Happening, other: Happening) -> bool:
    """'ZR-001 took off from Port Anse', 'the president's jet left Port Anse', at one minute."""
    moving = one.kinds & other.kinds & words("events", "moving.kinds")
    people = one.agents - one.conveyances and other.agents - other.conveyances
    return bool(moving and not people and _names(one) & _names(other))


def _names(happening: Happening) -> set[str]:
    return {name for report in happening.reports[:MOST_COMPARED] for name in report.names}


def _goes_on(first: Report, second: Report) -> bool:
    """Whether the second is told of the same people and time, joined to the first by 'and'."""
    return (
        (first.article_id, first.sentence) == (second.article_id, second.sentence)
        and (first.earliest, first.latest) == (second.earliest, second.latest)
        and first.status == second.status
        and first.place < second.place
        and first.end <= second.start
        and _without(first.phrase, second.phrase) != second.phrase
    )


def _without(first: str, second: str) -> str:
    """The second phrase without the words that it begins with like the first: its subject."""
    there, here = first.split(), second.split()
    same = next((i for i, (a, b) in enumerate(zip(there, here, strict=False)) if a != b), 0)
    return " ".join(here[same:])


def _phrase_key(report: Report) -> tuple[str, str]:
    return report.article_id, report.phrase.casefold()
