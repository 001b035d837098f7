"""Denials of a happening in words that name no such happening: 'the driver is alive', 'she stays in
office', against 'was killed', 'has resigned'.

In: the reports of a happening, the claims of the case and what contradicts what. Out: a Report for
each claim that denies it, to be weighed with the others; none of them is evidence of the event.
Only what lasts once it has happened is denied so: who 'is in the capital' may have left it later,
who is alive has not died.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analysis.event_kinds import kinds_of
from analysis.model import Claim, Contradiction
from analysis.resolve.event_happening import apart
from analysis.resolve.event_report import Report
from analysis.vocabulary import words

TOLD = ("happened", "ongoing")


class Denials:
    """Which claims deny which propositions."""

    def __init__(self, claims: Sequence[Claim], contradictions: Sequence[Contradiction]) -> None:
        self._claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._claims[claim.proposition_id].append(claim)
        lasting = words("events", "once.kinds") | words("events", "office.kinds")
        lasting -= {"arrest"}  # who has been freed was arrested all the same
        # proposition -> (one that excludes it, the kinds of what is denied)
        self._against: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for found in contradictions:
            kinds = _opposites(found.reason) & lasting
            if kinds:
                self._against[found.a].append((found.b, kinds))
                self._against[found.b].append((found.a, kinds))

    def of(self, reports: Sequence[Report]) -> list[Report]:
        """The denials of what these reports tell as happened, each claim once."""
        denying = {report.article_id for report in reports if report.status == "denied"}
        told = [report for report in reports if report.status in TOLD]
        made: dict[str, Report] = {}
        begun = min((report.reported for report in told), default="")
        for report in told:
            for statement in sorted(report.statements):
                for other, kinds in self._against.get(statement, ()):
                    if not kinds & report.kinds:
                        continue  # the claim tells of something else too
                    for claim in self._claims[other]:
                        if claim.about and apart(claim.about, report.agents | report.patients):
                            continue  # 'the minister stays in office' denies no mayor's going
                        if claim.reported_at and claim.reported_at < begun:
                            continue  # 'she stays in office', before anyone told that she left it
                        # what an article denies in so many words counts once
                        if claim.article_id not in denying and not _tells(claim, told):
                            made.setdefault(claim.id, _denial(report, claim))
        return list(made.values())


def _tells(claim: Claim, told: Sequence[Report]) -> bool:
    """Whether it is one of the claims that tell it."""
    return any(
        claim.article_id == report.article_id and claim.start <= report.place < claim.end
        for report in told
    )


def _opposites(reason: str) -> frozenset[str]:
    """The kinds of the words of 'die | survive'; none for numbers, nor for 'no letter | letter'."""
    if " | " not in reason or ":" in reason or reason.startswith("no "):
        return frozenset()
    return frozenset(kind for word in reason.split(" | ") for kind in kinds_of(word))


def _denial(report: Report, claim: Claim) -> Report:
    """A report as a claim denies it."""
    return replace(
        report,
        article_id=claim.article_id,
        start=claim.start,
        end=claim.end,
        status="denied",
        attributed=claim.source_kind != "author",
        speaker=claim.actor_id,
        own_word=bool(claim.actor_id) and claim.actor_id in report.agents | report.patients,
        reported=claim.reported_at,
        outlet=claim.outlet,
        ours=False,
        statements=frozenset((claim.proposition_id,)),
    )
