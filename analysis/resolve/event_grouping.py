"""Puts the reports of one happening together.

In: Reports, those with a stated date first. Out: Happenings, each with all its reports.

A report joins an event of the same kind, of a consistent date, with the same people or things in
it, or that makes the same statement. Reports are compared only with events that share a kind and
a participant, so that the work grows with the number of reports. A plan and what came of it stay
two events: that it was announced, and for when, is a fact of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from analysis.event_kinds import known_kinds
from analysis.model import EventStatus
from analysis.resolve.event_nouns import PEOPLE
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

DAY, PART_OF_DAY = timedelta(days=1), timedelta(hours=12)
NEAR = timedelta(days=1)  # how far a guessed date may lie from a stated one
STORY = timedelta(days=7)  # how far, for what happens to somebody but once
PLANS: frozenset[EventStatus] = frozenset(("planned", "conditional"))
ACCOUNTS = timedelta(hours=4)  # how far two accounts of when somebody left may lie apart
SAME = 2.0  # score from which a report is of the event
MOST_COMPARED = 12  # events of one kind and participant that a report is compared with


class Happening:
    """The reports of one event so far."""

    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.actors: set[str] = set(report.actors)
        self.agents: set[str] = set(report.agents)
        self.patients: set[str] = set(report.patients)
        self.conveyances: set[str] = set(report.conveyances)
        self.persons: set[str] = set(report.persons)
        self.things: set[str] = set(report.things)
        self.places: set[str] = set(report.places)
        self.titles: set[str] = set(report.titles)
        self.kinds: set[str] = set(report.kinds)
        self.statements: set[str] = set(report.statements)
        self.befalls: set[tuple[str, str]] = set(report.befalls)
        self.moves: set[tuple[str, str]] = set(report.moves)
        self.first, self.last, self.guessed = report.first, report.last, report.guessed
        self.told = report.known_by  # when the first of them was published

    @property
    def planned(self) -> bool:
        """Whether it is of what is to come; a plan that is denied stays one."""
        told = {report.status for report in self.reports}
        return bool(told & PLANS) and told <= PLANS | {"denied"}

    @property
    def foretold(self) -> bool:
        """Whether a report tells of it before it came about."""
        return any(report.status in PLANS for report in self.reports)

    @property
    def denied(self) -> bool:
        return all(report.status == "denied" for report in self.reports)

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.actors |= report.actors
        self.agents |= report.agents
        self.patients |= report.patients
        self.conveyances |= report.conveyances
        self.persons |= report.persons
        self.things |= report.things
        self.places |= report.places
        self.titles |= report.titles
        if report.lemma != "be":  # 'is due at noon' says nothing of what it is
            self.kinds &= report.kinds
        self.statements |= report.statements
        self.befalls |= report.befalls
        self.moves |= report.moves
        self.told = min(self.told, report.known_by)
        if self.guessed and not report.guessed:
            self.first, self.last, self.guessed = report.first, report.last, False
        elif self.guessed == report.guessed:
            first, last = max(self.first, report.first), min(self.last, report.last)
            if first <= last:
                self.first, self.last = first, last


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
            if not denial and told_apart and not _in_force(report, candidate):
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


PERSONS = frozenset((PEOPLE, "body"))


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


def likeness(report: Report, happening: Happening) -> float:
    """How well a report fits an event; below SAME it is another one."""
    if not report.kinds & happening.kinds:
        return 0.0
    slack = NEAR if report.guessed or happening.guessed else timedelta()
    if not slack and _two_accounts(report, happening) and not _plans(report, happening):
        slack = ACCOUNTS
    if slack and report.befalls & happening.befalls:
        slack = STORY
    if slack and _one_journey(report, happening):
        slack = STORY
    later = slack  # a denial comes after what is denied, and seldom says when that was
    if report.status == "denied" and report.actors & happening.actors:
        later = STORY
    if report.status == "ongoing" and report.guessed and report.things & happening.things:
        later = STORY  # 'the bridge stays shut', days after it was closed
    earlier = STORY if happening.denied and report.actors & happening.actors else slack
    if report.first > happening.last + later or report.last < happening.first - earlier:
        return 0.0
    stated = not happening.guessed and not happening.denied
    early = report.known_by < happening.first and stated
    early |= happening.told < report.first and not report.guessed and report.status != "denied"
    if early and not happening.planned and report.status not in PLANS:
        return 0.0  # nobody tells, or denies, what has not come to pass yet
    score = 0.5 if report.guessed or happening.guessed else 1.0
    score += min(4.0, 2.0 * len(report.actors & happening.actors))
    things = report.things & happening.things
    score += min(2.0, sum(1.0 if thing == PEOPLE else 1.5 for thing in things))
    score += min(1.0, 1.0 * len(report.places & happening.places))
    if report.places & happening.things or report.things & happening.places:
        score += 1.0  # 'attacked the barracks', 'the clash at the barracks'
    if report.refers and any(r.article_id == report.article_id for r in happening.reports):
        score += 1.0
    if (report.things & happening.titles) or (report.titles & happening.things):
        score += 1.5  # 'the captain' here, the captain by his name there
    if report.statements & happening.statements:
        score += 1.5  # they are part of one proposition
    shared = report.kinds & happening.kinds
    if shared & known_kinds() or report.lemma in {r.lemma for r in happening.reports[:8]}:
        score += 0.5
    if shared & words("events", "punctual.kinds") and not apart(report.actors, happening.actors):
        score += 1.5 if shared & words("events", "weighty.kinds") else 1.0
    if not report.agents and not report.patients and not report.things:
        # 'the blast' without more: the one that this article, or the day, tells of
        score += 1.5 if happening.reports[-1].article_id == report.article_id else 1.0
    if other_doers(report, happening) and not report.patients & happening.patients:
        score -= 3.0
    if (report.guessed or happening.guessed) and elsewhere(report, happening):
        score -= 2.0  # no hour makes them one
    if apart(report.patients, happening.patients) and not report.agents & happening.agents:
        score -= 2.0
    if of_others(report, happening):
        score -= 2.0
    if report.things and happening.things and apart(report.things, happening.things):
        score -= 1.5 if report.actors & happening.actors else 0.5
    return score


def elsewhere(one: Report | Happening, other: Report | Happening) -> bool:
    """'Landed in Sorra', 'arrived in Velin'."""
    bound = one.kinds & other.kinds & words("events", "bound.kinds")
    return bool(bound) and apart(one.places, other.places)


AGAIN = frozenset(("second", "third", "another", "again", "new", "further"))


def _two_accounts(report: Report, happening: Happening) -> bool:
    """Whether both may tell of one deed that nobody does twice within hours: of the same doers, of
    such a thing from such a place ('the convoy left Bassakoro'), a blast at the same thing."""
    if report.moves & happening.moves:
        return True
    if AGAIN & set(report.phrase.lower().split()):
        return False  # 'a second blast'
    single = report.kinds & happening.kinds & words("events", "once.in_hours")
    if not single or apart(report.agents, happening.agents):
        return False
    parts = report.things | report.titles
    if not parts & (happening.things | happening.titles) - {""}:
        return False
    named = any(report.names & other.names for other in happening.reports[:MOST_COMPARED])
    return named or bool(single & words("events", "punctual.kinds"))


def _one_journey(report: Report, happening: Happening) -> bool:
    """'Her husband, who flew to Tolm', told without a day: as it was told of him before."""
    moving = report.kinds & happening.kinds & words("events", "moving.kinds")
    guess = report.guessed or happening.guessed
    return bool(
        guess and moving and report.agents & happening.agents and report.places & happening.places
    )


def of_others(here: Report | Happening, there: Report | Happening) -> bool:
    """'The general was killed', 'three soldiers were killed': of one death one is told by name, of
    the other that it befell people of whom he is none."""
    return _one_of_many(here, there) or _one_of_many(there, here)


def _one_of_many(one: Report | Happening, many: Report | Happening) -> bool:
    named = {actor for kind, actor in one.befalls if kind == "death"}
    if not named or "death" not in many.kinds or any(kind == "death" for kind, _ in many.befalls):
        return False
    people = set(many.things) & words("events", "fitting.persons")
    return bool(people) and not set(many.things) & set(one.titles)


def _plans(report: Report, happening: Happening) -> bool:
    return report.status != "happened" or happening.planned or happening.denied


def _in_force(report: Report, happening: Happening) -> bool:
    """'The curfew remains in force', once what was announced has begun."""
    ongoing = report.status == "ongoing" and happening.planned
    return ongoing and not happening.guessed and happening.first <= report.last


class _Doers(Protocol):
    """A report or a happening: who did it, in what."""

    @property
    def agents(self) -> Collection[str]: ...

    @property
    def conveyances(self) -> Collection[str]: ...

    @property
    def kinds(self) -> Collection[str]: ...


def other_doers(one: _Doers, other: _Doers) -> bool:
    """Both say who did it, and it was not the same; but who left, and the jet, are one going."""
    if not apart(one.agents, other.agents):
        return False
    if not set(one.kinds) & set(other.kinds) & words("events", "moving.kinds"):
        return True
    people = (set(doers.agents) - set(doers.conveyances) for doers in (one, other))
    return apart(*people) or apart(one.conveyances, other.conveyances)


def apart(here: Iterable[str], there: Iterable[str]) -> bool:
    """Both named, and nobody in common."""
    return bool(here) and bool(there) and not set(here) & set(there)
