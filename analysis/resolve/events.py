"""Makes one Event of all reports of the same happening.

In: articles, annotations, the resolved actors and the claims. Out: Events, earliest first.

Which reports are of one happening says `event_grouping`; here stands what they come to. A plan
names its outcome. A denial outweighs hearsay that went before it, not the outlet's own report.
What nobody dates, names or repeats ('she smiled') is no event of the timeline.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from analysis.annotate import time_values
from analysis.event_kinds import happening_words, kinds_of, known_kinds
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Claim,
    Contradiction,
    Event,
    Evidence,
    Precision,
)
from analysis.resolve.event_aboard import tell_apart
from analysis.resolve.event_copies import dated_as_first_told
from analysis.resolve.event_denials import TOLD, Denials
from analysis.resolve.event_grouping import Happenings
from analysis.resolve.event_happening import PLANS, Happening
from analysis.resolve.event_paraphrases import join_paraphrases
from analysis.resolve.event_plans import join_came_about, join_put_off
from analysis.resolve.event_report import Report
from analysis.resolve.event_reports import Statement, as_participant, reports_of
from analysis.resolve.event_settled import settled
from analysis.resolve.event_status import status_of
from analysis.resolve.event_within import join_within
from analysis.resolve.event_zones import Clock, KeptClocks, clocks_of
from analysis.resolve.meaning import VectorCache, vectors_of
from analysis.vocabulary import words

MOST_COMPARED = 20  # phrases, to find the one that says what most say
WORTH_TELLING = 2.0  # worth from which a happening stands on the timeline


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
    kept: KeptReports | None = None,
    vectors: VectorCache | None = None,
    contradictions: Sequence[Contradiction] = (),
) -> tuple[Event, ...]:
    """The happenings of a case, each once, with every report of it. `kept` has the reports of
    each article as a run before read them, `vectors` those of their phrases; `contradictions`
    tell which claims deny what others say in other words."""
    kept = KeptReports() if kept is None else kept
    actors = {actor.id: actor for actor in resolution.actors}
    happenings = Happenings()
    clocks = clocks_of(articles, annotations, kept.clocks)
    ordered = sorted(
        (article for article in articles if article.id in annotations),
        key=lambda article: (annotations[article.id].dct.value or "9999", article.id),
    )
    cited = _claims_by_article(claims)
    proposition = {claim.id: claim.proposition_id for claim in claims}
    kept.begin(actors)
    reports = [
        report
        for article in ordered
        for report in kept.reports(
            article,
            annotations[article.id],
            clocks[article.id],
            resolution.actor_of,
            [(start, end, proposition[claim]) for start, end, claim in cited.get(article.id, ())],
        )
    ]
    texts = {article.id: article.text for article in ordered}
    reports = dated_as_first_told(reports, texts)
    reports = settled(reports)
    # what is dated first: the rest finds its place among it
    reports_of_denials = [report for report in reports if report.silent]
    reports = [report for report in reports if not report.silent]
    for report in sorted(reports, key=lambda report: report.guessed):
        happenings.take(report)
    for report in reports_of_denials:
        happenings.support(report)
    happenings.found = tell_apart(happenings.found)
    happenings.fold_repeated()
    happenings.fold_joined()
    happenings.fold_of_one_time()
    happenings.found = join_within(happenings.found)
    happenings.found = [found for found in happenings.found if _worth(found) >= WORTH_TELLING]
    happenings.found = join_paraphrases(
        happenings.found, lambda said: vectors_of(said, vectors), texts
    )
    happenings.found = join_came_about(join_put_off(happenings.found))
    denials = Denials(claims, contradictions)
    made = [_event(found, actors, cited, denials) for found in happenings.found]
    events = _with_outcomes(happenings, made)
    return tuple(sorted(events, key=lambda event: (event.start or event.end or "9999", event.id)))


class KeptReports:
    """The reports of each article, read once as long as what they rest on is the same."""

    def __init__(self) -> None:
        self._before: dict[str, tuple[Annotation, object, tuple[Report, ...]]] = {}
        self._now: dict[str, tuple[Annotation, object, tuple[Report, ...]]] = {}
        self._actors: Mapping[str, Actor] = {}
        self._described: dict[str, object] = {}
        self.clocks = KeptClocks()

    def begin(self, actors: Mapping[str, Actor]) -> None:
        """A run begins, with these actors."""
        self._before, self._now = self._now, {}
        self._actors = actors
        self._described = {actor.id: as_participant(actor) for actor in actors.values()}

    def reports(
        self,
        article: Article,
        annotation: Annotation,
        clock: Clock,
        actor_of: Mapping[tuple[str, int], str],
        stated: Sequence[Statement],
    ) -> tuple[Report, ...]:
        """Those of one article."""
        called = [actor_of.get((article.id, at), "") for at in range(len(annotation.entities))]
        rests_on = clock, called, [self._described.get(actor) for actor in called], stated
        found = self._before.get(article.id)
        if found is None or found[0] is not annotation or found[1] != rests_on:
            made = reports_of(article, annotation, actor_of, self._actors, clock, stated)
            found = annotation, rests_on, tuple(made)
        self._now[article.id] = found
        return found[2]


# --- what the reports of an event come to -------------------------------------------------


def _event(
    happening: Happening,
    actors: Mapping[str, Actor],
    cited: Mapping[str, Sequence[tuple[int, int, str]]],
    denials: Denials,
) -> Event:
    reports = happening.reports
    status = status_of(reports)
    if status in TOLD and (denied := denials.of(reports)):
        weighed = status_of([*reports, *denied])
        status = weighed if weighed == "denied" else status
    telling = [report for report in reports if report.status == status] or reports
    # what is denied is told, and dated, as it was put about
    put_about = [report for report in reports if report.status not in PLANS] or reports
    told = put_about if status == "denied" else telling
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


def _worth(happening: Happening) -> float:
    """How much there is to put on a timeline: a date, a kind, a name, a second article, a place
    at the top of the news."""
    reports = happening.reports
    if all(report.reference for report in reports):
        return 0.0  # background to which no report gives a time
    stated = any(not report.guessed for report in reports)
    worth = 2.0 if stated else 0.0
    worth += bool(happening.kinds & known_kinds())
    worth += bool(happening.kinds & words("events", "weighty.kinds"))
    worth += bool(happening.actors)
    worth += len({report.article_id for report in reports}) > 1
    worth += any(report.opening for report in reports)
    postponing = words("events", "governing.postponing")
    worth += any(
        (r.lemma in postponing or "cancellation" in r.kinds) and r.status == "happened"
        for r in reports
    )
    worth += any(report.status == "ongoing" for report in reports)
    return worth


def _with_outcomes(happenings: Happenings, events: Sequence[Event]) -> list[Event]:
    """The events, each plan with the event that tells how it came about."""
    made = []
    ids = {id(found): event.id for found, event in zip(happenings.found, events, strict=True)}
    for found, event in zip(happenings.found, events, strict=True):
        outcome = happenings.outcome_of(found) if found.planned else None
        known = ids.get(id(outcome), "")
        made.append(replace(event, outcome_id=known) if known else event)
    return made


def _dated_by(reports: Sequence[Report]) -> str:
    """The words of the finest date that the reports state."""
    stated = [report for report in reports if report.dated_by and not report.guessed]
    finest = min(stated, key=lambda r: (r.last - r.first, r.reported, r.start), default=None)
    return finest.dated_by if finest else ""


def _interval(telling: Sequence[Report], reports: Sequence[Report]) -> tuple[str, str, bool]:
    """What the stated dates have in common; else the most precise; else the guesses."""
    for chosen in (telling, reports):
        stated = [r for r in chosen if not r.guessed and r.earliest and r.latest]
        if stated:
            opens = max(stated, key=lambda r: r.first)
            closes = min(stated, key=lambda r: r.last)
            if opens.first >= closes.last and _parts(opens, closes):
                # 'before dawn' and 'at first light', or two accounts of the hour: all that is told
                opens, closes = closes, opens
            elif opens.first > closes.last:
                opens = closes = min(stated, key=lambda r: (r.last - r.first, r.start))
            return (*_on_one_clock(opens.earliest, closes.latest), False)
    guesses = [r for r in telling if r.earliest and r.latest]
    if guesses:  # of guesses the one nearest to the event: what later reports guess adds nothing
        first = min(guesses, key=lambda r: (r.reported or "9999", r.start))
        return first.earliest, first.latest, True
    earliest = max((r.earliest for r in telling), default="")
    latest = min((r.latest for r in telling if r.latest), default="")
    return earliest, latest, all(r.guessed for r in telling)


ONE_DAY = timedelta(days=1)
ONE_NIGHT = timedelta(hours=9)  # what several accounts of one hour span


def _parts(later: Report, earlier: Report) -> bool:
    """Whether two reports give times of one day that exclude, or only touch, each other."""
    apart = (later.first, later.last) != (earlier.first, earlier.last)
    touching = later.first == earlier.last
    return apart and later.last - earlier.first <= (ONE_DAY if touching else ONE_NIGHT)


def _on_one_clock(start: str, end: str) -> tuple[str, str]:
    """A day beside a time of some zone, by that zone: '..T18:00-03:00' to the end of the day."""
    day, zoned = len("2021-08-15"), len("2021-08-15T14:05")
    if len(start) == day and len(end) > zoned:
        return f"{start}T00:00{end[zoned:]}", end
    if len(end) == day and len(start) > zoned:
        return start, f"{end}T23:59{start[zoned:]}"
    return start, end


def _precision(start: str, end: str, telling: Sequence[Report]) -> Precision:
    exact = {r.precision for r in telling if (r.earliest, r.latest) == (start, end)}
    if len(exact) == 1:
        return exact.pop()
    return time_values.precision_of(start, end)


def _description(telling: Sequence[Report]) -> str:
    """The phrase that says most: who, what, to whom, in few words."""

    compared = telling[:MOST_COMPARED]
    spoken = [set(report.phrase.lower().split()) for report in compared]

    def shared(report: Report) -> float:
        """How much of a phrase, and how often its verb, the others say too."""
        own = set(report.phrase.lower().split())
        words = sum(len(own & other) / len(own | other) for other in spoken)
        return (words + sum(other.lemma == report.lemma for other in compared)) / len(compared)

    def worth(report: Report) -> tuple[float, int, int]:
        length = len(report.phrase.split())
        fit = -abs(length - 7) / 4 if length < 14 else -3.0
        known = 2.0 * bool(report.agents) + bool(report.patients) + 0.5 * (not report.guessed)
        # 'resigned' says it, 'handed in her letter of resignation' tells it by the way
        known += 1.5 * (
            report.lemma in happening_words() and report.kinds <= kinds_of(report.lemma)
        )
        bare = -3.0 if length < 2 else 0.0
        bare -= 2.0 if " not " in report.phrase or report.status == "denied" else 0.0
        pronoun = -3.0 if report.phrase.split(" ")[0].lower() in _PRONOUNS else 0.0
        pronoun -= 1.0 if report.by_pronoun else 0.0  # 'it left', resolved to whatever body
        return (
            fit + known + bare + pronoun + shared(report),
            -report.start,
            -len(report.phrase),
        )

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
