"""The reports of events in one article, in the form in which they are compared.

In: an article, its annotation, the actors of the case. Out: Reports with kinds, participants as
actor ids and nouns, and bounds as comparable times.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from analysis.annotate import time_values
from analysis.event_kinds import kind_table, kinds_of
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    EventMention,
    Participant,
    Span,
)
from analysis.resolve.event_ahead import told_by_then
from analysis.resolve.event_clocks import ahead, is_unplaced, on_local_clock
from analysis.resolve.event_nouns import (
    BEGINNING,
    CARRYING,
    NO_THING,
    class_of,
    fitting_kinds,
    head_noun,
    things_of,
)
from analysis.resolve.event_report import Report
from analysis.resolve.event_voices import WE_REPORTED, by_name, denies
from analysis.resolve.event_zones import Clock
from analysis.vocabulary import words

Statement = tuple[int, int, str]  # start and end of a claim's content, its proposition

HALF = timedelta(hours=12)
OPEN_END = timedelta(days=30)  # how long a plan without a date may wait
OPENING = 2  # sentences
_PRONOUNS = frozenset(("he", "she", "it", "they", "his", "her", "its", "their"))
HUMAN = frozenset(("he", "him", "she", "her", "his"))
CONVEYANCES = frozenset(("vehicle", "vessel", "other"))  # types of actors
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
    known = _Known(
        article,
        annotation,
        actor_of,
        actors,
        stated,
        {mention.start: mention.head for mention in annotation.mentions},
    )
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
        yield _report(known, mention, bounds, unplaced)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the reports of one article are made from."""

    article: Article
    annotation: Annotation
    actor_of: Mapping[tuple[str, int], str]
    actors: Mapping[str, Actor]
    stated: Sequence[Statement]
    heads: Mapping[int, Span]  # start of a mention -> its head word


def _report(
    known: _Known, mention: EventMention, bounds: tuple[datetime, datetime], unplaced: bool
) -> Report:
    article, annotation, actors = known.article, known.annotation, known.actors
    agents, patients, everyone = set(), set(), set()
    things, titles, places, names = set(), set(), set(), []
    undergoing = set()  # the things that it happens to
    for participant in mention.participants:
        said = article.text[participant.start : participant.end]
        head = _head(known, participant)
        noun = head_noun(head)
        if " " not in head:  # 'the black box' is no box
            noun = class_of(f"{_word_before(article.text, participant.start)} {noun}") or noun
        if noun in NO_THING and participant.entity is not None:
            noun = head_noun(annotation.entities[participant.entity].name)  # what 'he' stands for
        actor = (
            known.actor_of.get((article.id, participant.entity), "")
            if participant.entity is not None
            else ""
        )
        found = actors.get(actor)
        if found and found.type == "place" and said.lower() in HUMAN:
            actor, found = "", None  # 'had him landing there': whoever it is, he is no country
        if found and found.type == "place" and noun in kind_table() and said.islower():
            things.add(noun)  # 'the talks', known by where they are held
            continue
        if participant.role in ("place", "destination") or (found and found.type == "place"):
            if noun in kind_table() and found is None:
                continue  # 'died in the fighting', 'resigned over the disaster'
            places.add(actor or noun)
            if actor and participant.role in ("agent", "patient"):
                things.add(actor)  # 'the mine will reopen'
            if found or said[:1].isupper():
                names.append(found.name if found else said)
        elif actor:
            everyone.add(actor)
            titles |= {noun, head_noun(_word_before(article.text, participant.start))} - NO_THING
            if participant.role == "agent":
                agents.add(actor)
            elif participant.role == "patient":
                patients.add(actor)
        elif noun and noun not in NO_THING and not _part_of_verb(noun, mention.lemma):
            things.add(noun)
            undergoing |= {noun} if participant.role == "patient" else set()
    kinds = fitting_kinds(
        kinds_of(mention.lemma, mention.phrase), mention.lemma, everyone, undergoing, things
    )
    if mention.lemma.split()[0] == "accept" and "resignation" in kinds:
        # who accepts it is not who resigns
        everyone, agents = everyone - agents, set()
    if mention.lemma == "testify":  # who appears before a bench is who it hears
        agents, patients = set(), patients | agents
    beings = all(actors[p].type in ("person", *CONVEYANCES) for p in patients)
    if patients and beings and "closure" in kinds and not undergoing:
        # who is suspended and what ship is stopped, are not closed
        kinds = kinds - {"closure"} or frozenset((mention.lemma,))
    if patients and mention.phrase.endswith((" was taken", " were taken")):
        kinds |= {"kidnapping"}  # and nowhere: 'was taken as he left the town hall'
    taken = any(actors[patient].type == "person" for patient in patients)
    moved = any(p.role == "destination" for p in mention.participants)
    behind = known.article.text[mention.start : mention.clause[1]].lower()
    at_home = words("events", "nouns.dwellings") & {*re.findall(r"\w+", behind)}
    by_force = bool(agents or at_home)
    if taken and by_force and not moved and mention.lemma in ("take from", "take away"):
        kinds = frozenset(("arrest", "kidnapping"))  # 'was taken from his house', not 'the rubble'
    # of 'at four' either half of the day
    at_an_hour = not mention.guessed and bounds[1] - bounds[0] in (timedelta(), HALF)
    people = any(actors[agent].type == "person" for agent in agents)
    if mention.lemma == "leave the country" and _ORDERED.search(mention.phrase):
        kinds = frozenset(("expulsion",))
    if people and mention.lemma == "collapse":
        kinds = frozenset(("illness",))  # no roof
    if mention.lemma in _COMING and agents and _leads_to_a_place(known, mention):
        kinds |= {"travel"}  # 'came to Tolm'
    elif mention.lemma in _CARRIED and taken and _leads_to_a_place(known, mention):
        kinds |= {"arrival"}  # 'was transferred to Velin'
    elif mention.lemma == "come" and people and at_an_hour:
        kinds |= {"travel"}  # 'he came at four'
    crafts = {actor for actor in everyone if actors[actor].type in CONVEYANCES}
    struck = patients & crafts or undergoing & {"vessel", "vehicle", "aircraft"}
    if mention.lemma in words("events", "fitting.striking") and agents & crafts and struck:
        kinds |= {"collision"}  # 'the tanker struck the ferry'
    ships = (things | titles) & {"vessel", "wreck"}
    if ships and mention.lemma in words("events", "fitting.salvaging"):
        kinds |= {"salvage"}
    if ships and _runs_onto(
        [article.text[p.start : p.end] for p in mention.participants], mention.lemma
    ):
        kinds = frozenset(("grounding",))
    if mention.lemma in words("events", "fitting.salvaging_from"):
        found_below = things & {"wreck", "recorder"} and (
            mention.lemma != "bring" or _UPWARDS.search(behind)
        )
        persons = taken or things & words("events", "fitting.persons")
        if found_below or (not persons and _out_of_the_water(behind)):
            kinds |= {"salvage"}
    putting_off = mention.lemma in words("events", "governing.postponing")
    told_of = {thing for thing in things if thing in kind_table() or thing == "deadline"}
    if putting_off and told_of and mention.status == "happened":
        kinds, things = frozenset(("cancellation",)), told_of
    refers = False
    for thing in sorted(things):  # 'an explosion tore through the ship' is an explosion
        begins = mention.lemma in BEGINNING  # 'an inquiry was opened': no launch
        put_off = putting_off and mention.status == "planned"
        if thing in kind_table() and (begins or put_off or mention.lemma.split()[0] in CARRYING):
            kinds = (kinds - {"launch"} if begins else kinds) | kind_table()[thing]
            refers = True
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
        agents=frozenset(agents),
        patients=frozenset(patients),
        conveyances=frozenset(a for a in agents if actors[a].type in CONVEYANCES),
        actors=frozenset(everyone),
        persons=frozenset(actor for actor in everyone if actors[actor].type == "person"),
        things=things_of(things, kinds, bool(everyone)),
        titles=frozenset(titles | _titles(everyone, actors)),
        places=frozenset(places),
        place_names=tuple(dict.fromkeys(names)),
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
            for start, end, proposition in known.stated
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


def _part_of_verb(noun: str, lemma: str) -> bool:
    """'lives' of 'lost their lives'."""
    return lemma == "lose life" and noun in ("life", "live")


def _runs_onto(said: Sequence[str], lemma: str) -> bool:
    """'struck the Sister Rocks', 'ploughed into a reef'."""
    shoals = words("events", "fitting.shoals")
    return lemma in words("events", "fitting.striking") and any(
        words_.lower().split()[-1] in shoals for words_ in said if words_.strip()
    )


_ORDERED = re.compile(r"\b(?:ordered|told|instructed|asked)\b.* to leave the country\b")
_UPWARDS = re.compile(r"\b(?:up|ashore|aboard|on board|to the surface)\b")
_OUT_OF = re.compile(r"\b(?:out of|from) (?:the|a) (?:\w+ )?(\w+)")


def _out_of_the_water(behind: str) -> bool:
    """'hauled out of the lake', 'lifted from the sea bed'."""
    waters = words("events", "fitting.waters")
    return any(
        match[1] in waters or match[0].split()[-2] in waters for match in _OUT_OF.finditer(behind)
    )


_CARRIED = frozenset(("transfer", "airlift"))
_COMING = frozenset(("come", "go", "drive", "get"))


def _leads_to_a_place(known: _Known, mention: EventMention) -> bool:
    """Whether somebody goes to what is a place by its name."""
    for participant in mention.participants:
        if participant.role == "destination" and participant.entity is not None:
            called = known.actor_of.get((known.article.id, participant.entity), "")
            if called in known.actors and known.actors[called].type == "place":
                return True
    return False


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


def _head(known: _Known, participant: Participant) -> str:
    """The words of a participant, of a long one its head: 'hostages' of 'hostages held by ...'."""
    head = known.heads.get(participant.start)
    text = known.article.text
    inside = head is not None and participant.start <= head[0] and head[1] <= participant.end
    if head is not None and inside and not text.startswith(" of ", head[1]):
        return text[head[0] : head[1]]  # not of 'four of the sailors'
    return known.article.text[participant.start : participant.end]


def _word_before(text: str, start: int) -> str:
    """'ferry' of 'the ferry Stella Maris': what sort of thing the name is of."""
    before = text[max(0, start - 30) : start]
    word = before.rstrip().rsplit(" ", 1)[-1]
    return word if before.endswith(" ") and word.isalpha() and word.islower() else ""


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
