"""The reports of events in one article, in the form in which they are compared.

In: an article, its annotation, the actors of the case. Out: Reports with kinds, participants as
actor ids and nouns, and bounds as comparable times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from analysis.annotate import time_values
from analysis.event_kinds import kind_table, kinds_of
from analysis.model import Actor, Annotation, Article, EventMention, EventStatus, Precision

OPEN_END = timedelta(days=30)  # how long a plan without a date may wait
WEEK = timedelta(days=7)
OPEN_START = timedelta(days=7)  # how far back a happening without a first date may lie
PEOPLE = frozenset(("people", "person", "resident", "civilian", "man", "woman", "other", "men",
                    "women", "villager", "inhabitant", "victim"))  # fmt: skip
NO_THING = frozenset(("it", "this", "that", "they", "he", "she", "we", "i", "you", "who",
                      "which", "more", "one", "all", "him", "her", "them"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """One salient event mention of one article."""

    article_id: str
    start: int  # of the clause, the evidence
    end: int
    place: int  # of the predicate
    lemma: str
    kinds: frozenset[str]
    phrase: str
    status: EventStatus
    agents: frozenset[str]
    patients: frozenset[str]
    actors: frozenset[str]  # all of them but places
    things: frozenset[str]  # participants that are no actors, as nouns
    titles: frozenset[str]  # what its actors are: 'captain', 'minister'
    places: frozenset[str]
    place_names: tuple[str, ...]
    earliest: str
    latest: str
    first: datetime
    last: datetime
    precision: Precision
    guessed: bool
    attributed: bool
    speaker: str  # the actor whose words they are, "" for the outlet's own or an unknown source
    reported: str
    dated_by: str  # the words of the text that date it

    def blocks(self) -> list[tuple[str, str]]:
        """Under which blocks the report is compared: each kind with each participant and day."""
        shared = [*self.actors, *self.things, *self.titles]
        days = {self.last.date()}
        if self.last - self.first < WEEK:
            days.add(self.first.date())
        if self.guessed:
            days |= {day - timedelta(days=1) for day in days}
        shared += [f"on {day.isoformat()}" for day in days]
        return [(kind, part) for kind in sorted(self.kinds) for part in sorted(shared)]

    @property
    def bare(self) -> bool:
        return not self.actors and not self.things


def reports_of(
    article: Article,
    annotation: Annotation,
    actor_of: Mapping[tuple[str, int], str],
    actors: Mapping[str, Actor],
    local: str,
) -> Iterator[Report]:
    """The salient events of an article that have a time.

    `local` is the offset of the case's local time, '' when unknown: clock times without a zone
    are on that clock.
    """
    for mention in annotation.events:
        if not mention.salient:
            continue
        mention = _on_local_clock(mention, local)
        bounds = _bounds(mention)
        if bounds is None:
            continue
        yield _report(article, annotation, mention, bounds, actor_of, actors)


def _report(
    article: Article,
    annotation: Annotation,
    mention: EventMention,
    bounds: tuple[datetime, datetime],
    actor_of: Mapping[tuple[str, int], str],
    actors: Mapping[str, Actor],
) -> Report:
    agents, patients, everyone = set(), set(), set()
    things, titles, places, names = set(), set(), set(), []
    for participant in mention.participants:
        words = article.text[participant.start : participant.end]
        actor = (
            actor_of.get((article.id, participant.entity), "")
            if participant.entity is not None
            else ""
        )
        known = actors.get(actor)
        if participant.role in ("place", "destination") or (known and known.type == "place"):
            places.add(actor or _noun(words))
            if known or words[:1].isupper():
                names.append(known.name if known else words)
        elif actor:
            everyone.add(actor)
            titles.add(_noun(words))
            if participant.role == "agent":
                agents.add(actor)
            elif participant.role == "patient":
                patients.add(actor)
        elif (noun := _noun(words)) and noun not in NO_THING:
            things.add(noun)
    kinds = kinds_of(mention.lemma, mention.phrase)
    for thing in sorted(things):  # 'an explosion tore through the ship' is an explosion
        if thing in kind_table() and mention.lemma in _CARRYING:
            kinds |= kind_table()[thing]
    start, end = _evidence(annotation, mention)
    return Report(
        article_id=article.id,
        start=start,
        end=end,
        place=mention.start,
        lemma=mention.lemma,
        kinds=kinds,
        phrase=mention.phrase,
        status=mention.status,
        agents=frozenset(agents),
        patients=frozenset(patients),
        actors=frozenset(everyone),
        things=frozenset(thing for thing in things if thing not in kind_table()),
        titles=frozenset(titles | _titles(everyone, actors)),
        places=frozenset(places),
        place_names=tuple(dict.fromkeys(names)),
        earliest=mention.earliest,
        latest=mention.latest,
        first=bounds[0],
        last=bounds[1],
        precision=mention.precision,
        guessed=mention.guessed,
        attributed=mention.attribution is not None,
        speaker=_speaker(article, annotation, mention, actor_of),
        reported=annotation.dct.value,
        dated_by=_words_of_date(article, annotation, mention),
    )


def _words_of_date(article: Article, annotation: Annotation, mention: EventMention) -> str:
    if mention.timex is None or mention.timex >= len(annotation.timexes):
        return ""
    timex = annotation.timexes[mention.timex]
    return " ".join(article.text[timex.start : timex.end].split())


def _speaker(
    article: Article,
    annotation: Annotation,
    mention: EventMention,
    actor_of: Mapping[tuple[str, int], str],
) -> str:
    if mention.attribution is None or mention.attribution >= len(annotation.attributions):
        return ""
    source = annotation.attributions[mention.attribution].source_entity
    return actor_of.get((article.id, source), "") if source is not None else ""


# Verbs that say of a happening that it hit something
_CARRYING = frozenset(
    ("tear", "rip", "rock", "shake", "hit", "strike", "occur", "happen", "break", "kill",
     "destroy", "damage", "devastate", "injure", "wound", "wreck", "shatter", "sweep", "level",
     "begin", "start", "erupt")
)  # fmt: skip


def local_time(annotations: Iterable[Annotation]) -> str:
    """The one offset, other than UTC, that the clock times of a case state; '' when in doubt."""
    offsets = {
        bound[16:]
        for annotation in annotations
        for timex in annotation.timexes
        if timex.type == "TIME"
        for bound in (timex.earliest,)
        if len(bound) > 16 and bound[16] in "+-"
    } - {"+00:00"}
    return offsets.pop() if len(offsets) == 1 else ""


def _on_local_clock(mention: EventMention, local: str) -> EventMention:
    if not local or mention.guessed:
        return mention
    earliest, latest = (
        bound + local if len(bound) == len("2021-08-15T14:05") else bound
        for bound in (mention.earliest, mention.latest)
    )
    if (earliest, latest) == (mention.earliest, mention.latest):
        return mention
    return replace(mention, earliest=earliest, latest=latest)


def _bounds(mention: EventMention) -> tuple[datetime, datetime] | None:
    """Both bounds as times, an open side at a fixed distance from the other."""
    first = time_values.instant(mention.earliest)
    last = time_values.instant(mention.latest, end=True)
    try:
        if first is None and last is not None:
            first = last - OPEN_START
        if last is None and first is not None:
            last = first + OPEN_END
    except OverflowError:
        return None
    return (first, last) if first and last else None


def _evidence(annotation: Annotation, mention: EventMention) -> tuple[int, int]:
    """The clause, cut to the sentence that the predicate stands in."""
    start, end = mention.telling or mention.clause
    for first, last in annotation.sentences:
        if first <= mention.start < last:
            return max(start, first), min(end, last)
    return start, end


def _titles(everyone: Iterable[str], actors: Mapping[str, Actor]) -> set[str]:
    """The nouns by which the actors of a report may also be called."""
    return {
        _noun(role.text)
        for actor in everyone
        if actor in actors
        for role in actors[actor].roles[:6]
    }


_AFTER_HEAD = re.compile(r"(?<=\w)(?:,(?!\d)| (?:of|in|at|from|who|which|that|for|on|with)\b)")


def _noun(words: str) -> str:
    """The head of a noun phrase in lower case, without the plural."""
    head = _AFTER_HEAD.split(words, maxsplit=1)[0].split()
    last = head[-1].lower() if head else ""
    noun = last[:-1] if last.endswith("s") and not last.endswith("ss") and len(last) > 4 else last
    return "people" if noun in PEOPLE else noun
