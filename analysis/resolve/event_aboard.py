"""Tells a going that is denied of somebody from that of what he is said to have gone in.

In: the happenings of a case. Out: as many or more. 'The governor left on the first ferry' and 'the
first ferry sailed' are one departure, until he denies it: the ferry sailed all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analysis.resolve.event_happening import Happening
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

CRAFT = frozenset(("vessel", "vehicle", "aircraft"))


def tell_apart(found: Sequence[Happening]) -> list[Happening]:
    """The happenings, in their order, each denied going beside the craft's own."""
    return [part for happening in found for part in _parts(happening)]


def of_another(one: Happening, other: Happening) -> bool:
    """Whether of two goings one is denied of somebody, and the other told of a craft alone."""
    return (_denied(one) and _alone(other)) or (_denied(other) and _alone(one))


def _denied(happening: Happening) -> bool:
    return any(report.status == "denied" and _by_people(report) for report in happening.reports)


def _alone(happening: Happening) -> bool:
    return all(_of_craft(report) for report in happening.reports)


def _parts(happening: Happening) -> Iterator[Happening]:
    moving = happening.kinds & words("events", "moving.kinds")
    craft = [report for report in happening.reports if _of_craft(report)]
    if not (moving and craft and _denied(happening)):
        yield happening
        return
    yield _of([report for report in happening.reports if not _of_craft(report)])
    yield _of(craft)


def _of(reports: Sequence[Report]) -> Happening:
    happening = Happening(reports[0])
    for report in reports[1:]:
        happening.add(report)
    return happening


def _by_people(report: Report) -> bool:
    return bool(report.agents - report.conveyances)


def _of_craft(report: Report) -> bool:
    """Whether a report tells of nobody but what goes."""
    gone = bool(report.conveyances or report.things & CRAFT)
    return gone and not _by_people(report) and report.status != "denied"
