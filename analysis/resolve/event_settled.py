"""Settles by another article what a clock time leaves open.

In: the reports of a case. Out: the reports. 'Yesterday at four' may be of the night or of the
afternoon; the article that writes '4 p.m.' of the same people settles it. 'Tuesday at noon', on a
clock that nobody names, is the noon that another article tells with its place; '3:35 Karun time',
of a place whose clock nobody tells, the 1:35 of the same collision.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from analysis.event_kinds import known_kinds
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

HALF = timedelta(hours=12)
PART_OF_DAY = timedelta(hours=8)
_MINUTE = len("2021-08-15T14:05")


def settled(reports: Sequence[Report]) -> list[Report]:
    """The reports, those that leave their time open with that of one that does not."""
    exact: dict[datetime, list[Report]] = defaultdict(list)
    by_wall: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.first == report.last and not report.guessed and not report.unplaced:
            exact[report.first].append(report)
            by_wall[report.earliest[:_MINUTE]].append(report)
    parts: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if not report.guessed and timedelta() < report.last - report.first <= PART_OF_DAY:
            for actor in report.actors:
                parts[actor].append(report)
    return [_in_part(_settled(report, exact, by_wall), parts) for report in reports]


def _in_part(report: Report, parts: dict[str, list[Report]]) -> Report:
    """'He came at four', where another article tells his visit 'on Sunday afternoon'."""
    if report.guessed or report.last - report.first != HALF or len(report.earliest) < _MINUTE:
        return report
    known = [
        other
        for actor in report.actors
        for other in parts.get(actor, ())
        if other.article_id != report.article_id and other.kinds & report.kinds & known_kinds()
    ]
    first = any(other.first <= report.first <= other.last for other in known)
    last = any(other.first <= report.last <= other.last for other in known)
    if first == last:
        return report
    stamp, moment = (report.earliest, report.first) if first else (report.latest, report.last)
    return replace(report, earliest=stamp, latest=stamp, first=moment, last=moment)


def _settled(
    report: Report,
    exact: dict[datetime, list[Report]],
    by_wall: dict[str, list[Report]],
) -> Report:
    if report.guessed or report.precision not in ("minute", "hour", "part of day"):
        return report
    if len(report.earliest) < _MINUTE or len(report.latest) < _MINUTE:
        return report
    found: dict[datetime, Report] = {}
    if report.unplaced and report.last - report.first > HALF:
        # 'at 3:35 Bolgrev time': the collision that others tell at 1:35 on a clock they name
        for moment, others in exact.items():
            same_minute = moment.minute == report.first.minute
            if not (same_minute and report.first <= moment <= report.last):
                continue
            for other in others:
                once = other.kinds & report.kinds & words("events", "punctual.kinds")
                # no hour by which the clocks of the world strike alike
                exact_minute = moment.minute % 15 and _same_matter(report, other)
                if (once and other.article_id != report.article_id) or exact_minute:
                    found.setdefault(moment, other)
    elif report.last - report.first == HALF:
        for moment in (report.first, report.last):
            for other in exact.get(moment, ()):
                if _same_matter(report, other) or other.earliest[_MINUTE - 2 : _MINUTE] != "00":
                    found.setdefault(moment, other)
    elif report.unplaced and report.earliest[:_MINUTE] == report.latest[:_MINUTE]:
        for other in by_wall.get(report.earliest[:_MINUTE], ()):
            if _same_matter(report, other):
                found.setdefault(other.first, other)
    if len(found) != 1:
        return report
    (other,) = found.values()
    return replace(report.dated_as(other), unplaced=False)


def _same_matter(report: Report, other: Report) -> bool:
    return report.article_id != other.article_id and bool(
        report.kinds & other.kinds
        or report.actors & other.actors
        or report.things & (other.things | other.titles)
        or report.statements & other.statements
    )
