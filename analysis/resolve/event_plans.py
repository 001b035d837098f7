"""Joins a plan with what became of it on its day.

In: the happenings of a case. Out: fewer of them. 'Will visit the town at ten on Tuesday' and, on
Tuesday, 'the visit has been put off' are one entry of the timeline: what had been planned for that
day. What was called off before its day, and is told before it, is a happening of its own. 'The
minister will visit the ruins' and 'Berg visited the ruins at noon' are the visit, which happened.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from analysis.event_kinds import kind_table, kinds_of, known_kinds
from analysis.resolve.event_happening import Happening, apart, elsewhere
from analysis.resolve.event_nouns import head_noun
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

ONE_DAY = timedelta(days=1)


def join_put_off(found: Sequence[Happening]) -> list[Happening]:
    """The happenings, in their order, each plan with the reports that it was put off that day.
    Such a report is one of the plan from then on, and dates nothing."""
    plans = [one for one in found if one.planned and not one.denied and _on_a_day(one)]
    folded: set[int] = set()
    for happening in found:
        if not all(_puts_off(report) for report in happening.reports):
            continue
        fitting = [plan for plan in plans if _of_its_day(happening, plan) and _of(happening, plan)]
        if len(fitting) != 1:
            continue
        (plan,) = fitting
        day = plan.reports[0]
        for report in happening.reports:
            plan.add(replace(report.dated_as(day), status="planned", guessed=True))
        folded.add(id(happening))
    return [one for one in found if id(one) not in folded]


def join_came_about(found: Sequence[Happening]) -> list[Happening]:
    """The happenings, in their order, each plan one with what is told to have come of it: of the
    same doers, of one kind, at a time that both may mean."""
    plans = [one for one in found if one.planned and not one.denied and _on_a_day(one)]
    came_about: dict[date, dict[int, Happening]] = defaultdict(dict)
    for one in found:
        if not one.foretold and _on_a_day(one):
            for day in _days(one):
                came_about[day][id(one)] = one
    folded: set[int] = set()
    for plan in plans:
        near = {at: one for day in _days(plan) for at, one in came_about[day].items()}
        fitting = [one for one in near.values() if _came_of(one, plan)]
        if len(fitting) == 1 and id(fitting[0]) not in folded:
            for report in plan.reports:
                fitting[0].add(report)
            folded.add(id(plan))
    return [one for one in found if id(one) not in folded]


def _came_of(one: Happening, plan: Happening) -> bool:
    told = {report.status for report in one.reports}
    if "happened" not in told or "denied" in told:
        return False
    if one.first > plan.last or plan.first > one.last:
        return False
    if any(report.known_by < plan.first for report in one.reports if report.status == "happened"):
        return False
    kinds = one.kinds & plan.kinds & known_kinds() - {"cancellation"}
    named = one.places - _ANY_PLACE, plan.places - _ANY_PLACE
    if not kinds or elsewhere(one, plan) or apart(*named):
        return False
    if one.agents & plan.agents:
        return not apart(one.patients, plan.patients)
    # 'the intake will not reopen before noon', 'the town reopened its intake at noon'
    timed = one.first == one.last == plan.first == plan.last
    return timed and not apart(one.agents, plan.agents) and bool(one.things & plan.things)


# what says of a place no more than what it is: 'is to visit the town'
_ANY_PLACE = frozenset(("town", "city", "village", "place", "area", "site", "region", "country",
                        "island", "province", "district", "scene", "capital", "here",
                        "there"))  # fmt: skip


def _days(one: Happening) -> set[date]:
    """The days on which it begins and ends: of what lasts a day at most, all of them."""
    return {one.first.date(), one.last.date()}


def _on_a_day(plan: Happening) -> bool:
    return not plan.guessed and plan.last - plan.first <= ONE_DAY


def _puts_off(report: Report) -> bool:
    off = "cancellation" in report.kinds or report.lemma in words("events", "governing.postponing")
    return off and report.status == "happened"


def _of_its_day(putting_off: Happening, plan: Happening) -> bool:
    """Whether it was first told on the day that was planned, and of that day."""
    day = plan.reports[0].earliest[: len("2021-08-15")]
    told = min(report.reported for report in putting_off.reports)
    if not day or told[: len(day)] < day:
        return False
    if putting_off.guessed:
        return putting_off.first.date() <= plan.last.date()
    return any(report.earliest[: len(day)] == day for report in putting_off.reports)


def _of(putting_off: Happening, plan: Happening) -> bool:
    """Whether it is of that plan: of the same people, and of such a happening."""
    if not _of_the_same(putting_off, plan):
        return False
    named = {noun for report in putting_off.reports for noun in _nouns(report)}
    kinds = {kind for noun in named for kind in kind_table().get(noun, ())}
    planned = {noun for report in plan.reports for noun in _nouns(report)}
    lemmas = {kind for report in plan.reports for kind in kinds_of(report.lemma)}
    return bool(kinds & (plan.kinds | lemmas) or named & planned & words("events", "nouns.events"))


def _of_the_same(one: Happening, plan: Happening) -> bool:
    if one.actors & plan.actors:
        return True
    if apart(one.actors, plan.actors):
        return False
    said = {noun for report in one.reports for noun in _nouns(report)}
    told = {noun for report in plan.reports for noun in _nouns(report)}
    names = {head_noun(n.removesuffix("'s")) for report in one.reports for n in report.names}
    if names - plan.titles and not names & told:
        return False  # 'Minister Berg's visit was put off', and not that of Minister Lund
    articles = {report.article_id for report in one.reports}
    within = articles & {report.article_id for report in plan.reports}
    if not one.actors and said & _called(plan):
        return True  # 'the oath ceremony', and no other is planned for that day
    return bool(within or said & (plan.titles - {""}))


def _called(plan: Happening) -> set[str]:
    """The happenings by whose nouns a plan is told."""
    told = {noun for report in plan.reports for noun in _nouns(report)}
    return told & words("events", "nouns.events")


def _nouns(report: Report) -> set[str]:
    return {head_noun(word.removesuffix("'s")) for word in report.phrase.split()}
