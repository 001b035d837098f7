"""One happening so far, and whether a report is of it.

In: a Report and a Happening. Out: how much speaks for their being one: the same kind, people and
things, a consistent date, the same statement; and what parts them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta
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
OTHER_DOERS = 4.5  # what is taken off where two tell of different doers
MOST_COMPARED = 12  # reports or events of one kind that a report is compared with
PERSONS = frozenset((PEOPLE, "body"))


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
    if not slack and only_touch(report, happening):
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
        # 'the blast' without more: the one that this article, or the day, tells of; not so 'a
        # visit', of which a day has many
        here = happening.reports[-1].article_id == report.article_id
        if here or not shared & words("events", "of_many.kinds"):
            score += 1.5 if here else 1.0
    others = other_doers(report, happening) and not report.patients & happening.patients
    if others or other_company(report, happening):
        score -= OTHER_DOERS
    if (report.guessed or happening.guessed) and elsewhere(report, happening):
        score -= 2.0  # no hour makes them one
    if apart(report.patients, happening.patients) and not report.agents & happening.agents:
        score -= 2.0
    if of_others(report, happening):
        score -= 2.0
    if report.things and happening.things and apart(report.things, happening.things):
        score -= 1.5 if report.actors & happening.actors else 0.5
    return score


def only_touch(one: Report | Happening, other: Report | Happening) -> bool:
    """'On Saturday night', 'on Sunday morning': stretches of hours that have but their edge in
    common."""
    common = min(one.last, other.last) - max(one.first, other.first)
    shorter = min(one.last - one.first, other.last - other.first)
    return timedelta() <= common < shorter / 4


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


def in_force(report: Report, happening: Happening) -> bool:
    """'The curfew remains in force', once what was announced has begun."""
    ongoing = report.status == "ongoing" and happening.planned
    return ongoing and not happening.guessed and happening.first <= report.last


def other_company(one: Report | Happening, other: Report | Happening) -> bool:
    """'Lind met Berg', 'Roe met Berg': each has somebody there whom the other lacks."""
    if "meeting" not in one.kinds & other.kinds:
        return False
    here = (one.agents | one.patients) & one.persons
    there = (other.agents | other.patients) & other.persons
    return len(here) > 1 and len(there) > 1 and bool(here - there) and bool(there - here)


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
