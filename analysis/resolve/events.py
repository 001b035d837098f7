"""Makes one Event of all reports of the same happening.

In: articles, annotations, the resolved actors and the claims. Out: Events, earliest first.

A report joins an event of the same kind, of a consistent date, with the same people or things in
it. Reports are compared only with events that share a kind and a participant, so that the work
grows with the number of reports. A plan and what came of it stay two events, the plan naming its
outcome: that it was announced, and for when, is a fact of its own. A denial outweighs hearsay that
went before it, not the outlet's own report.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from analysis.annotate import time_values
from analysis.event_kinds import known_kinds
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Claim,
    Event,
    EventStatus,
    Evidence,
    Precision,
)
from analysis.resolve.event_reports import PEOPLE, Report, local_time, reports_of
from analysis.vocabulary import words

NEAR = timedelta(days=1)  # how far a guessed date may lie from a stated one
SAME = 2.0  # score from which a report is of the event
MOST_COMPARED = 12  # events of one kind and participant that a report is compared with


class Resolution(Protocol):
    """What this module needs of the resolved actors."""

    @property
    def actors(self) -> Sequence[Actor]: ...

    @property
    def actor_of(self) -> Mapping[tuple[str, int], str]: ...


def resolve_events(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    resolution: Resolution,
    claims: Sequence[Claim],
) -> tuple[Event, ...]:
    """The happenings of a case, each once, with every report of it."""
    actors = {actor.id: actor for actor in resolution.actors}
    happenings = _Happenings()
    local = local_time(annotations[article.id] for article in articles if article.id in annotations)
    ordered = sorted(
        (article for article in articles if article.id in annotations),
        key=lambda article: (annotations[article.id].dct.value or "9999", article.id),
    )
    for article in ordered:
        for report in reports_of(
            article, annotations[article.id], resolution.actor_of, actors, local
        ):
            happenings.take(report)
    cited = _claims_by_article(claims)
    events = _with_outcomes(happenings, [_event(h, actors, cited) for h in happenings.found])
    return tuple(sorted(events, key=lambda event: (event.start or event.end or "9999", event.id)))


# --- putting reports together -------------------------------------------------------------


class _Happening:
    """The reports of one event so far."""

    def __init__(self, report: Report) -> None:
        self.reports = [report]
        self.actors: set[str] = set(report.actors)
        self.agents: set[str] = set(report.agents)
        self.patients: set[str] = set(report.patients)
        self.things: set[str] = set(report.things)
        self.places: set[str] = set(report.places)
        self.titles: set[str] = set(report.titles)
        self.kinds: set[str] = set(report.kinds)
        self.first, self.last, self.guessed = report.first, report.last, report.guessed

    @property
    def planned(self) -> bool:
        return all(report.status == "planned" for report in self.reports)

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.actors |= report.actors
        self.agents |= report.agents
        self.patients |= report.patients
        self.things |= report.things
        self.places |= report.places
        self.titles |= report.titles
        self.kinds &= report.kinds
        if self.guessed and not report.guessed:
            self.first, self.last, self.guessed = report.first, report.last, False
        elif self.guessed == report.guessed:
            first, last = max(self.first, report.first), min(self.last, report.last)
            if first <= last:
                self.first, self.last = first, last


class _Happenings:
    """All events so far, found by kind and participant."""

    def __init__(self) -> None:
        self.found: list[_Happening] = []
        self._blocks: dict[tuple[str, str], list[_Happening]] = defaultdict(list)

    def take(self, report: Report) -> None:
        """Put a report to the event that it is of, or open a new one."""
        best, score = None, SAME
        for candidate in self._candidates(report):
            if candidate.planned is not (report.status == "planned"):
                continue  # a plan and what came of it are told apart
            likeness = _likeness(report, candidate)
            if likeness >= score and (best is None or likeness > score):
                best, score = candidate, likeness
        if best is None:
            best = _Happening(report)
            self.found.append(best)
        else:
            best.add(report)
        for key in report.blocks():
            block = self._blocks[key]
            if not any(known is best for known in block):
                block.append(best)

    def outcome_of(self, plan: _Happening) -> _Happening | None:
        """What tells how a plan came about: the likeliest event that did happen."""
        best, score = None, SAME
        for report in plan.reports:
            for candidate in self._candidates(report):
                if candidate.planned:
                    continue
                likeness = _likeness(report, candidate)
                if likeness > score or (best is None and likeness >= score):
                    best, score = candidate, likeness
        return best

    def _candidates(self, report: Report) -> Iterable[_Happening]:
        seen: dict[int, _Happening] = {}
        for key in report.blocks():
            for happening in self._blocks[key][-MOST_COMPARED:]:
                seen.setdefault(id(happening), happening)
        return seen.values()


def _likeness(report: Report, happening: _Happening) -> float:
    """How well a report fits an event; below SAME it is another one."""
    if not report.kinds & happening.kinds:
        return 0.0
    slack = NEAR if report.guessed or happening.guessed else timedelta()
    if report.first > happening.last + slack or report.last < happening.first - slack:
        return 0.0
    score = 0.5 if report.guessed or happening.guessed else 1.0
    score += min(4.0, 2.0 * len(report.actors & happening.actors))
    things = report.things & happening.things
    score += min(2.0, sum(1.0 if thing in PEOPLE else 1.5 for thing in things))
    score += min(1.0, 1.0 * len(report.places & happening.places))
    if (report.things & happening.titles) or (report.titles & happening.things):
        score += 1.5  # 'the captain' here, the captain by his name there
    shared = report.kinds & happening.kinds
    if shared & known_kinds() or report.lemma in {r.lemma for r in happening.reports[:8]}:
        score += 0.5
    if shared & words("events", "punctual.kinds") and not _apart(report.actors, happening.actors):
        score += 1.0
    if not report.actors and not report.things:
        # 'the blast' without more: the one that this article, or the day, tells of
        score += 1.5 if happening.reports[-1].article_id == report.article_id else 1.0
    if _apart(report.agents, happening.agents) and not report.patients & happening.patients:
        score -= 3.0
    if _apart(report.patients, happening.patients) and not report.agents & happening.agents:
        score -= 2.0
    if report.things and happening.things and _apart(report.things, happening.things):
        score -= 1.5 if report.actors & happening.actors else 0.5
    return score


def _apart(here: Iterable[str], there: Iterable[str]) -> bool:
    """Both named, and nobody in common."""
    return bool(here) and bool(there) and not set(here) & set(there)


# --- what the reports of an event come to -------------------------------------------------

# What a later report makes of an earlier one
_SETTLED: tuple[EventStatus, ...] = ("happened", "ongoing", "planned", "conditional")


def _event(
    happening: _Happening,
    actors: Mapping[str, Actor],
    cited: Mapping[str, Sequence[tuple[int, int, str]]],
) -> Event:
    reports = happening.reports
    status = _status(reports)
    telling = [report for report in reports if report.status == status] or reports
    # what is denied is told, and dated, as it was put about
    told = reports if status == "denied" else telling
    start, end, guessed = _interval(told, reports)
    first = min(reports, key=lambda report: (report.reported or "9999", report.start))
    moments = sorted(report.reported for report in reports if report.reported)
    places = Counter(place for report in reports for place in report.place_names)
    people = Counter(actor for report in reports for actor in sorted(report.actors))
    key = f"{first.article_id}|{first.start}|{first.lemma}"
    return Event(
        id="e" + hashlib.sha256(key.encode()).hexdigest()[:10],
        description=_description(told),
        start=start,
        end=end,
        precision=_precision(start, end, told),
        status=status,
        evidence=tuple(
            sorted(
                {Evidence(report.article_id, report.start, report.end) for report in reports},
                key=lambda evidence: (evidence.article_id, evidence.start),
            )
        ),
        guessed=guessed,
        actor_ids=tuple(
            actor
            for actor, _ in people.most_common()
            if actor in actors and actors[actor].type != "place"
        ),
        places=tuple(place for place, _ in places.most_common(4)),
        claim_ids=_claims_about(reports, cited),
        first_reported=moments[0] if moments else "",
        last_reported=moments[-1] if moments else "",
        kind=next(iter(sorted(happening.kinds & known_kinds())), ""),
        dated_by=_dated_by(told) or _dated_by(reports),
    )


def _with_outcomes(happenings: _Happenings, events: Sequence[Event]) -> list[Event]:
    """The events, each plan with the event that tells how it came about."""
    made = []
    ids = {id(found): event.id for found, event in zip(happenings.found, events, strict=True)}
    for found, event in zip(happenings.found, events, strict=True):
        outcome = happenings.outcome_of(found) if found.planned else None
        made.append(replace(event, outcome_id=ids[id(outcome)]) if outcome else event)
    return made


def _status(reports: Sequence[Report]) -> EventStatus:
    """Happened once an outlet says so itself; denied when denials outweigh or follow hearsay."""
    denials = [report for report in reports if report.status == "denied"]
    asserted = [report for report in reports if report.status in ("happened", "ongoing")]
    own = [report for report in asserted if not report.attributed]
    weight = len(asserted) + len(own)  # what the outlet says itself counts twice
    if denials and len(denials) >= weight:
        return "denied"
    # the word of whom it is about outweighs one outlet's, unless reports go on after it
    about = any(report.speaker in report.agents for report in denials if report.speaker)
    if denials and len(own) <= about and _last(denials) > _last(asserted):
        return "denied"
    given = {report.status for report in reports}
    return next((status for status in _SETTLED if status in given), "denied")


def _dated_by(reports: Sequence[Report]) -> str:
    """The words of the finest date that the reports state."""
    stated = [report for report in reports if report.dated_by and not report.guessed]
    finest = min(stated, key=lambda r: (r.last - r.first, r.reported, r.start), default=None)
    return finest.dated_by if finest else ""


def _last(reports: Sequence[Report]) -> str:
    return max((report.reported for report in reports), default="")


def _interval(telling: Sequence[Report], reports: Sequence[Report]) -> tuple[str, str, bool]:
    """What the stated dates have in common; else the most precise; else the guesses."""
    for chosen in (telling, reports):
        stated = [r for r in chosen if not r.guessed and r.earliest and r.latest]
        if stated:
            common = time_values.intersect((r.earliest, r.latest) for r in stated)
            if common == time_values.OPEN:
                finest = min(stated, key=lambda r: (r.last - r.first, r.start))
                common = (finest.earliest, finest.latest)
            return (*common, False)
    guesses = [(r.earliest, r.latest) for r in telling if r.earliest and r.latest]
    if guesses:
        common = time_values.intersect(guesses)
        return (*(guesses[0] if common == time_values.OPEN else common), True)
    earliest = max((r.earliest for r in telling), default="")
    latest = min((r.latest for r in telling if r.latest), default="")
    return earliest, latest, all(r.guessed for r in telling)


def _precision(start: str, end: str, telling: Sequence[Report]) -> Precision:
    exact = {r.precision for r in telling if (r.earliest, r.latest) == (start, end)}
    if len(exact) == 1:
        return exact.pop()
    return time_values.precision_of(start, end)


def _description(telling: Sequence[Report]) -> str:
    """The phrase that says most: who, what, to whom, in few words."""

    def worth(report: Report) -> tuple[float, int, int]:
        length = len(report.phrase.split())
        fit = -abs(length - 7) / 4 if length < 14 else -3.0
        known = 2.0 * bool(report.agents) + bool(report.patients) + 0.5 * (not report.guessed)
        bare = -3.0 if length < 2 else 0.0
        bare -= 2.0 if " not " in report.phrase else 0.0
        pronoun = -3.0 if report.phrase.split(" ")[0].lower() in _PRONOUNS else 0.0
        return (fit + known + bare + pronoun, -report.start, -len(report.phrase))

    return max(telling, key=worth).phrase


_PRONOUNS = frozenset("he she it they we i you this that which who".split())  # noqa: SIM905


def _claims_by_article(claims: Sequence[Claim]) -> Mapping[str, Sequence[tuple[int, int, str]]]:
    cited: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for claim in claims:
        for start, end in claim.content_spans:
            cited[claim.article_id].append((start, end, claim.id))
    return cited


def _claims_about(
    reports: Sequence[Report], cited: Mapping[str, Sequence[tuple[int, int, str]]]
) -> tuple[str, ...]:
    """Claims whose content holds the predicate of a report."""
    found: dict[str, None] = {}
    for report in reports:
        for start, end, claim in cited.get(report.article_id, ()):
            if start <= report.place < end:
                found[claim] = None
    return tuple(found)
