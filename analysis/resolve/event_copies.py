"""Dates what an article has word for word from an earlier one as that one does.

In: the reports of a case, the earlier articles first, and the texts. Out: the reports. 'The strike
is to begin at midnight', printed again half an hour after that midnight, still begins then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from analysis.resolve.event_report import Report

SHORTEST = 24  # characters of a clause that nobody else writes by chance
FRESH = timedelta(days=4)  # a report printed again later tells of another day


def dated_as_first_told(reports: Sequence[Report], texts: Mapping[str, str]) -> list[Report]:
    """The reports, each that repeats the words of an earlier article with that article's date."""
    first: dict[tuple[str, str], Report] = {}
    dated = []
    for report in reports:
        told = " ".join(texts[report.article_id][report.start : report.end].casefold().split())
        key = told, report.lemma
        before = first.get(key) if len(told) >= SHORTEST else None
        if before is not None and _repeats(report, before):
            report = replace(report.dated_as(before), guessed=before.guessed)
        first.setdefault(key, report)
        dated.append(report)
    return dated


def _repeats(report: Report, before: Report) -> bool:
    return (
        report.article_id != before.article_id
        and report.status == before.status
        and report.known_by - before.known_by <= FRESH
    )
