"""The reports of events in one article, in the form in which they are compared.

In: an article, its annotation, the actors of the case. Out: Reports with kinds, participants as
actor ids and nouns, and bounds as comparable times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from analysis.annotate import time_values
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    EventMention,
)
from analysis.resolve.event_ahead import told_by_then
from analysis.resolve.event_clocks import ahead, is_unplaced, on_local_clock
from analysis.resolve.event_nouns import head_noun, things_of
from analysis.resolve.event_parts import Known, parts_of
from analysis.resolve.event_report import Report
from analysis.resolve.event_told_kinds import CONVEYANCES, kinds_told
from analysis.resolve.event_voices import WE_REPORTED, by_name, denies
from analysis.resolve.event_zones import Clock
from analysis.vocabulary import words

Statement = tuple[int, int, str]  # start and end of a claim's content, its proposition

OPEN_END = timedelta(days=30)  # how long a plan without a date may wait
OPENING = 2  # sentences
_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "her", "its", "their"))
OPEN_START = timedelta(days=7)  # how far back a happening without a first date may lie


TITLES = 6  # roles of an actor by which it may be called


def as_participant(actor: Actor) -> tuple[object, ...]:
    """What a report depends on of an actor that takes part."""
    return actor.id, actor.name, actor.type, tuple(role.text for role in actor.roles[:TITLES])


def reports_of(
    article: Article,
    annotation: Annotation,
    actor_of: Mapping[tuple[str, int], str],
    actors: Mapping[str, Actor],
    clock: Clock,
    stated: Sequence[Statement] = (),
) -> Iterator[Report]:
    """The salient events of an article that have a time.

    `stated` are the claims of the article as (start, end, proposition). `clock` is the
    article's: times without a zone are on it.
    """
    heads = {mention.start: mention.head for mention in annotation.mentions}
    known = Known(article, annotation, actor_of, actors, heads)
    sorry = False
    for mention in annotation.events:
        if not mention.salient and not denies(mention):
            continue
        if mention.phrase.startswith("We ") and mention.attribution is None:
            if sorry:
                continue  # 'We withdraw the report, and we apologise to the family': told once
            sorry = True
        mention = on_local_clock(mention, annotation, article.text, clock)
        mention = told_by_then(mention, annotation, article.text)
        bounds = _bounds(mention, clock)
        if bounds is None:
            continue
        unplaced = is_unplaced(mention, annotation, article.text, clock)
        yield _report(known, mention, bounds, unplaced, stated)


def _report(
    known: Known,
    mention: EventMention,
    bounds: tuple[datetime, datetime],
    unplaced: bool,
    stated: Sequence[Statement],
) -> Report:
    article, annotation, actors = known.article, known.annotation, known.actors
    parts = parts_of(mention, known)
    kinds, refers = kinds_told(mention, bounds, parts, known)
    start, end = _evidence(annotation, mention)
    return Report(
        article_id=article.id,
        start=start,
        end=end,
        place=mention.start,
        lemma=mention.lemma,
        kinds=kinds,
        phrase=by_name(mention.phrase, article.outlet),
        status=mention.status,
        agents=frozenset(parts.agents),
        patients=frozenset(parts.patients),
        conveyances=frozenset(a for a in parts.agents if actors[a].type in CONVEYANCES),
        actors=frozenset(parts.everyone),
        persons=frozenset(actor for actor in parts.everyone if actors[actor].type == "person"),
        things=things_of(parts.things, kinds, bool(parts.everyone)),
        titles=frozenset(parts.titles | _titles(parts.everyone, actors)),
        places=frozenset(parts.places),
        place_names=tuple(dict.fromkeys(parts.names)),
        earliest=mention.earliest,
        latest=mention.latest,
        first=bounds[0],
        last=bounds[1],
        precision=mention.precision,
        guessed=mention.guessed,
        unplaced=unplaced,
        attributed=mention.attribution is not None,
        speaker=_speaker(article, annotation, mention, known.actor_of),
        reported=annotation.dct.value,
        known_by=_published(annotation),
        dated_by=_words_of_date(article, annotation, mention),
        refers=refers,
        sentence=_sentence(annotation, mention.start),
        continues=article.text[max(0, start - 8) : start]
        .rstrip()
        .endswith((" and", ",", ", then")),
        opening=_opens(annotation, mention.start),
        statements=frozenset(
            proposition
            for start, end, proposition in stated
            if start <= mention.start < end and proposition
        ),
        outlet=article.outlet,
        by_pronoun=any(
            part.start < mention.start and article.text[part.start : part.end].lower() in _PRONOUNS
            for part in mention.participants
        ),
        own_word=_of_the_speaker(annotation, mention, article.text),
        silent=not mention.salient,
        ours=bool(
            WE_REPORTED.search(
                article.text, max(0, _sentence(annotation, mention.start)), mention.start
            )
        ),
    )


def _sentence(annotation: Annotation, place: int) -> int:
    """Where the sentence of a place begins; -1 outside all."""
    position = bisect_right(annotation.sentences, place, key=lambda span: span[0]) - 1
    return annotation.sentences[position][0] if position >= 0 else -1


def _published(annotation: Annotation) -> datetime:
    """A day after an article came out; the end of time where nobody knows when it did."""
    moment = time_values.instant(annotation.dct.value, end=True)
    try:
        return moment + timedelta(days=1) if moment else datetime.max
    except OverflowError:
        return datetime.max


def _opens(annotation: Annotation, place: int) -> bool:
    """Whether a place lies in the first sentences, where news says what happened."""
    return any(start <= place < end for start, end in annotation.sentences[:OPENING])


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
    if _is_said_to(article.text, annotation.attributions[mention.attribution]):
        return ""
    source = annotation.attributions[mention.attribution].source_entity
    return actor_of.get((article.id, source), "") if source is not None else ""


def _is_said_to(text: str, attribution: Attribution) -> bool:
    """'Berg is said to have resigned', 'Berg, reported to have left': not Berg's own word."""
    return any(
        words("events", "governing.said_of") & {text[start:end].lower().split()[-1]}
        and _TO_HAVE.match(text, end)
        for start, end in attribution.cue
        if text[start:end].strip()
    )


_TO_HAVE = re.compile(r"(?:,? \w+ly)? to (?:have|be)\b")


def _of_the_speaker(annotation: Annotation, mention: EventMention, text: str) -> bool:
    """'He said that he had never left': whether it is of whoever says it."""
    if mention.attribution is None or mention.attribution >= len(annotation.attributions):
        return False
    if _is_said_to(text, annotation.attributions[mention.attribution]):
        return False
    source = annotation.attributions[mention.attribution].source_entity
    return source is not None and any(
        part.entity == source and part.role in ("agent", "patient") for part in mention.participants
    )


def _bounds(mention: EventMention, clock: Clock) -> tuple[datetime, datetime] | None:
    """Both bounds as times, an open side at a fixed distance from the other.

    A day is one of the place: it begins when it begins there.
    """
    first = time_values.instant(mention.earliest)
    last = time_values.instant(mention.latest, end=True)
    try:
        if clock.days:
            first = first and first - ahead(clock.days) * (
                len(mention.earliest) == len("2021-08-15")
            )
            last = last and last - ahead(clock.days) * (len(mention.latest) == len("2021-08-15"))
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
        head_noun(role.text)
        for actor in everyone
        if actor in actors
        for role in actors[actor].roles[:TITLES]
    }
