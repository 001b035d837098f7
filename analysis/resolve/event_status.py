"""What all reports of a happening come to: whether it happened, goes on, is planned or denied.

In: the Reports of one happening. Out: its status. What an outlet says itself weighs more than what
it hears from others; a denial outweighs hearsay that went before it; what an outlet, or whoever it
quotes, has taken back counts no longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import EventStatus
from analysis.resolve.event_happening import PLANS
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

# What a later report makes of an earlier one
_SETTLED: tuple[EventStatus, ...] = ("happened", "ongoing", "planned", "conditional")


def status_of(reports: Sequence[Report]) -> EventStatus:
    """Happened once an outlet says so itself; denied when denials outweigh or follow hearsay."""
    denials = [report for report in reports if report.status == "denied"]
    told = [report for report in reports if report.status in ("happened", "ongoing")]
    # a plan that several tell is not off because something like it was denied
    asserted = told or [report for report in reports if report.status in PLANS]
    if _first_took_back(denials, asserted):
        return "denied"
    office = any(report.kinds & words("events", "office.kinds") for report in reports)
    # 'she will resign by Friday', which others say and she denies, is a rumour and no plan
    rumoured = (
        office
        and all(report.attributed for report in asserted)
        and any(denial.own_word for denial in denials)
    )
    dated = any(not report.guessed and report.earliest for report in asserted)
    if denials and not told and dated and not rumoured:
        return "planned"  # a plan with a day, of which nothing came, was a plan all the same
    asserted = [report for report in asserted if not _withdrawn(report, denials)]
    if denials and not asserted:
        return "denied"
    deny_it = {report.speaker for report in denials if report.own_word}
    knows = {r.speaker for r in asserted if r.own_word and r.status == "happened"} - {""}
    if office and knows - deny_it:
        return "happened"  # 'I have resigned': nobody knows better
    own = [report for report in asserted if not report.attributed]
    weight = len(asserted) + len(own)  # what the outlet says itself counts twice
    if denials and len(denials) >= weight:
        return "denied"
    # the word of whom it is about outweighs one outlet's, unless reports go on after it
    about = any(
        report.own_word or (report.speaker and report.speaker in report.agents | report.patients)
        for report in denials
    )
    # what an article repeats to tell that it is denied does not go on after the denial
    denying = {report.article_id for report in denials}
    told_on = [r for r in asserted if not (r.attributed and r.article_id in denying)]
    if denials and len(own) <= about and _last(denials) > _last(told_on):
        return "denied"
    # 'Nobody has arrested me': whom it should have befallen knows, and since then nobody tells it
    spared = any(report.speaker and report.speaker in report.patients for report in denials)
    if spared and _last(denials) > _last(asserted):
        return "denied"
    # whether somebody stays in office is known to more than himself; and is no matter of rumour
    named = any(report.speaker for report in denials)
    once = len({report.article_id for report in asserted}) <= 1
    hearsay = not own or (named and once)
    rumour = named and not own and not any(report.speaker for report in asserted)
    after = _last(denials) > _last(told_on)
    # several deny it, and since the first of them nobody tells it any more; 'the army denied it'
    # is one voice, however many print it
    deniers = {
        report.speaker or ("" if report.attributed else report.article_id) for report in denials
    }
    begun = min((report.reported for report in denials), default="")
    if len(deniers) > 1 and asserted and _last(asserted) < begun:
        return "denied"
    if denials and office and (rumour or (hearsay and after)):
        return "denied"
    given = {report.status for report in reports}
    if "conditional" in given and not told:
        # whether a plan depends on something is for the last to say
        plans = [report for report in reports if report.status in PLANS]
        return max(plans, key=lambda report: (report.reported, report.article_id)).status
    if _goes_on(reports):
        return "ongoing"
    return next((status for status in _SETTLED if status in given), "denied")


def _withdrawn(report: Report, denials: Sequence[Report]) -> bool:
    """Whether the outlet of a report, or whom it quotes, has taken it back since."""
    return any(
        denial.reported > report.reported
        and (
            (denial.ours and denial.outlet and denial.outlet == report.outlet)
            or (denial.speaker and denial.speaker == report.speaker)
        )
        for denial in denials
    )


def _first_took_back(denials: Sequence[Report], asserted: Sequence[Report]) -> bool:
    """Whether the outlet that was the first to tell it has taken it back ('we reported that she had
    landed. She had not'), and no other says so itself after that."""
    first = min(asserted, key=lambda report: report.reported, default=None)
    back = [r for r in denials if first and r.ours and r.outlet == first.outlet]
    return bool(back) and not any(
        report.reported > _last(back) for report in asserted if not report.attributed
    )


_DOING = re.compile(r"\b(?:is|are|was|were) (?:not )?\w+ing\b")


def _goes_on(reports: Sequence[Report]) -> bool:
    """Whether the last that is told of it says that it lasts: 'police began moving people out',
    and later 'the evacuation continues'."""
    kinds, shut = words("events", "lasting.kinds"), words("events", "lasting.shut")
    lasting = [
        r
        for r in reports
        if r.status == "ongoing"
        # 'is still closed', and not 'the net was closing'
        and (r.kinds & kinds or (r.kinds & shut and not _DOING.search(r.phrase)))
    ]
    happened = [report for report in reports if report.status == "happened"]
    return bool(lasting and happened) and _last(lasting) > _last(happened)


def _last(reports: Sequence[Report]) -> str:
    """When the last of them was published; of a day alone, by its end."""
    ends = (r.reported + "T24" * (len(r.reported) == len("2021-08-15")) for r in reports)
    return max(ends, default="")
