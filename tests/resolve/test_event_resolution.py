"""Reports of the same happening become one event; different happenings stay apart."""

import random
import time
from dataclasses import dataclass, field, replace

import pytest

from analysis.event_kinds import kinds_of
from analysis.model import (
    Actor,
    Annotation,
    Article,
    Attribution,
    Claim,
    CreationTime,
    Event,
    EventMention,
    Participant,
    TimeExpression,
)
from analysis.resolve.event_clocks import on_local_clock
from analysis.resolve.event_nouns import fitting_kinds, head_noun
from analysis.resolve.event_zones import Clock
from analysis.resolve.events import resolve_events

ACTORS = ("Ghani", "Varga", "Abara", "Doha", "Velin", "Tern")
TYPES = {"Doha": "place", "Velin": "place", "Tern": "vehicle"}


@dataclass(frozen=True)
class Resolution:
    actors: tuple[Actor, ...] = tuple(
        Actor(name, name, TYPES.get(name, "person"))  # type: ignore[arg-type]
        for name in ACTORS
    )
    actor_of: dict[tuple[str, int], str] = field(default_factory=dict)


def report(
    text: str,
    word: str,
    lemma: str,
    agent: str = "",
    thing: str = "",
    dates: tuple[str, str] = ("2021-08-15", "2021-08-15"),
    status: str = "happened",
    guessed: bool = False,
    attribution: int | None = None,
) -> EventMention:
    """An event mention in `text`, whose participants are words of it."""
    participants = []
    if agent:
        start = text.index(agent)
        participants.append(Participant("agent", start, start + len(agent), ACTORS.index(agent)))
    if thing:
        start = text.index(thing)
        participants.append(Participant("patient", start, start + len(thing)))
    start = text.index(word)
    return EventMention(
        start=start,
        end=start + len(word),
        lemma=lemma,
        phrase=text.rstrip("."),
        clause=(0, len(text)),
        participants=tuple(participants),
        status=status,  # type: ignore[arg-type]
        earliest=dates[0],
        latest=dates[1],
        precision="day",
        guessed=guessed,
        attribution=attribution,
        salient=True,
    )


def resolve(
    *told: tuple[str, EventMention, str],
    claims: tuple[Claim, ...] = (),
    speaker: str = "",
    timexes: tuple[TimeExpression, ...] = (),
) -> tuple[Event, ...]:
    """One article for each (text, event, creation time); `speaker` makes every attribution."""
    articles, annotations = [], {}
    actor_of = {}
    for number, (text, event, dct) in enumerate(told):
        article = Article(f"a{number}", text)
        articles.append(article)
        annotations[article.id] = Annotation(
            article.id,
            CreationTime(dct, "metadata"),
            _sentences(text),
            events=(event,),
            attributions=_said_by(speaker),
            timexes=timexes,
        )
        actor_of |= {(article.id, index): name for index, name in enumerate(ACTORS)}
    return resolve_events(articles, annotations, Resolution(actor_of=actor_of), claims)


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    ends = [i + 1 for i, char in enumerate(text) if char == "."] or [len(text)]
    return tuple(zip([0, *ends], ends, strict=False))


def _said_by(speaker: str) -> tuple[Attribution, ...]:
    if not speaker:
        return ()
    entity = ACTORS.index(speaker)
    return (Attribution((), (), (), "direct", source_entity=entity),)


FLED = "Ghani fled the country."
LEFT = "Ghani left the country."


def test_other_words_for_the_same_happening_are_one_event() -> None:
    (event,) = resolve(
        (FLED, report(FLED, "fled", "flee", "Ghani", "country"), "2021-08-15T14:00"),
        (LEFT, report(LEFT, "left", "leave", "Ghani", "country"), "2021-08-15T16:00"),
    )
    assert [(e.article_id, e.start, e.end) for e in event.evidence] == [
        ("a0", 0, len(FLED)),
        ("a1", 0, len(LEFT)),
    ]
    assert (event.first_reported, event.last_reported) == ("2021-08-15T14:00", "2021-08-15T16:00")
    assert event.actor_ids == ("Ghani",)


def test_other_people_or_other_days_are_other_events() -> None:
    other = "Varga fled the country."
    assert len(resolve(
        (FLED, report(FLED, "fled", "flee", "Ghani"), "2021-08-15"),
        (other, report(other, "fled", "flee", "Varga"), "2021-08-15"),
    )) == 2  # fmt: skip
    assert len(resolve(
        (FLED, report(FLED, "fled", "flee", "Ghani"), "2021-08-15"),
        (LEFT, report(LEFT, "left", "leave", "Ghani", dates=("2021-07-01", "2021-07-01")),
         "2021-08-15"),
    )) == 2  # fmt: skip


def test_a_plan_that_came_about_on_its_day_is_one_event_that_happened() -> None:
    will = "Abara will visit Doha."
    did = "Abara visited Doha."
    (event,) = resolve(
        (will, report(will, "visit", "visit", "Abara", status="planned",
                      dates=("2021-08-17", "2021-08-17")), "2021-08-15"),
        (did, report(did, "visited", "visit", "Abara",
                     dates=("2021-08-17T12:00+00:00", "2021-08-17T12:00+00:00")), "2021-08-17"),
    )  # fmt: skip
    assert (event.status, event.start) == ("happened", "2021-08-17T12:00+00:00")
    assert [evidence.article_id for evidence in event.evidence] == ["a0", "a1"]


def test_a_plan_that_came_about_on_another_day_stays_and_names_its_outcome() -> None:
    will = "Abara will visit Doha."
    did = "Abara visited Doha."
    moment = "2021-08-18T12:00+00:00"
    plan, done = resolve(
        (will, report(will, "visit", "visit", "Abara", status="planned",
                      dates=("2021-08-17", "2021-08-17")), "2021-08-15"),
        (did, report(did, "visited", "visit", "Abara", dates=(moment, moment)), "2021-08-18"),
    )  # fmt: skip
    assert (plan.status, done.status) == ("planned", "happened")
    assert [len(event.evidence) for event in (plan, done)] == [1, 1]


def test_whether_a_plan_depends_on_something_is_for_the_last_report_to_say() -> None:
    text = "Abara will close the port."
    due = ("2021-08-20T12:00+00:00", "2021-08-20T12:00+00:00")
    threat = report(text, "close", "close", "Abara", status="conditional", dates=due)
    plan = report(text, "close", "close", "Abara", status="planned", dates=due)
    (event,) = resolve((text, plan, "2021-08-15"), (text, threat, "2021-08-16"))
    assert (event.status, event.start) == ("conditional", due[0])
    (event,) = resolve((text, threat, "2021-08-15"), (text, plan, "2021-08-16"))
    assert event.status == "planned"


def test_two_accounts_of_when_somebody_left_are_of_one_departure() -> None:
    left = "Ghani left the capital."

    def at(hour: str) -> EventMention:
        moment = f"2021-08-15T{hour}+00:00"
        return report(left, "left", "leave", "Ghani", dates=(moment, moment))

    assert len(resolve((left, at("18:50"), "2021-08-16"), (left, at("20:20"), "2021-08-16"))) == 1
    assert len(resolve((left, at("08:50"), "2021-08-16"), (left, at("20:20"), "2021-08-16"))) == 2


def test_what_two_articles_tell_of_somebody_at_one_minute_is_one_event() -> None:
    boarded, climbed = "Ghani boarded the train.", "Ghani climbed aboard."
    at_nine = ("2021-08-15T09:00+00:00", "2021-08-15T09:00+00:00")
    first = (boarded, report(boarded, "boarded", "board", "Ghani", dates=at_nine), "2021-08-15")
    second = (climbed, report(climbed, "climbed", "climb", "Ghani", dates=at_nine), "2021-08-16")
    assert len(resolve(first, second)) == 1
    other = "Varga climbed aboard."
    third = (other, report(other, "climbed", "climb", "Varga", dates=at_nine), "2021-08-16")
    assert len(resolve(first, third)) == 2


def test_who_left_and_what_he_left_in_are_one_departure() -> None:
    fled, off = "Ghani fled Velin.", "Tern took off from Velin."
    at_nine = ("2021-08-15T09:00+00:00", "2021-08-15T09:00+00:00")
    first = (fled, report(fled, "fled", "flee", "Ghani", dates=at_nine), "2021-08-15")
    second = (off, report(off, "took", "take off", "Tern", dates=at_nine), "2021-08-16")
    assert len(resolve(first, second)) == 1
    other = "Varga fled Velin."
    third = (other, report(other, "fled", "flee", "Varga", dates=at_nine), "2021-08-16")
    assert len(resolve(first, third)) == 2


def test_a_plan_that_has_come_into_force_goes_on() -> None:
    begins, lasts = "A curfew begins.", "The curfew remains."
    eight = ("2021-08-15T20:00+00:00",) * 2
    plan = report(begins, "curfew", "curfew", dates=eight, status="planned")
    now = ("2021-08-16", "2021-08-16")
    goes_on = report(lasts, "curfew", "curfew", dates=now, status="ongoing", guessed=True)
    (event,) = resolve(
        (begins, plan, "2021-08-15T12:00:00+00:00"), (lasts, goes_on, "2021-08-16T12:00:00+00:00")
    )
    assert (event.status, event.start) == ("ongoing", eight[0])


def test_an_arrival_elsewhere_is_another_one_where_no_hour_makes_them_one() -> None:
    here, there = "Ghani landed in Doha.", "Ghani landed in Velin."

    def landed(text: str, place: str) -> EventMention:
        mention = report(text, "landed", "land", "Ghani", guessed=True)
        start = text.index(place)
        entity = ACTORS.index(place)
        where = Participant("place", start, start + len(place), entity)
        return replace(mention, participants=(*mention.participants, where))

    told = [
        (here, landed(here, "Doha"), "2021-08-15"),
        (there, landed(there, "Velin"), "2021-08-15"),
    ]
    assert len(resolve(*told)) == 2
    assert len(resolve(told[0], told[0])) == 1


# (what two articles tell, when and as what each; how many happenings those are, and when)
ONE_TIME = [
    # plans of one kind on one day
    (("The talks open.", "talks", "talk", ("2021-08-20", "2021-08-20"), "planned"),
     ("The negotiations begin.", "negotiations", "negotiation", ("2021-08-20", "2021-08-20"),
      "planned"), 1, ("2021-08-20", "2021-08-20")),
    (("The talks open.", "talks", "talk", ("2021-08-20", "2021-08-20"), "planned"),
     ("The burial comes.", "burial", "burial", ("2021-08-20", "2021-08-20"), "planned"),
     2, ("2021-08-20", "2021-08-20")),
    # two accounts of the hour: all that is told
    (("Varga fled.", "fled", "flee", ("2021-08-14T21:40", "2021-08-14T21:40"), "happened"),
     ("Varga left.", "left", "leave", ("2021-08-15T01:05", "2021-08-15T01:05"), "happened"),
     1, ("2021-08-14T21:40", "2021-08-15T01:05")),
    (("An explosion hit Doha.", "explosion", "explosion", ("2021-08-14T21:40",) * 2, "happened"),
     ("A second explosion.", "explosion", "explosion", ("2021-08-14T22:05",) * 2, "happened"),
     2, ("2021-08-14T21:40", "2021-08-14T21:40")),
    (("Varga lost contact.", "lost", "lose contact", ("2021-08-14T19:42",) * 2, "happened"),
     ("Varga vanished.", "vanished", "vanish", ("2021-08-14T19:58",) * 2, "happened"),
     1, ("2021-08-14T19:42", "2021-08-14T19:58")),
    # 'before dawn' and 'at first light' meet in a moment at which neither says that it was
    (("Varga fled.", "fled", "flee", ("2021-08-14", "2021-08-14T05:00"), "happened"),
     ("Varga left.", "left", "leave", ("2021-08-14T05:00", "2021-08-14T11:59"), "happened"),
     1, ("2021-08-14", "2021-08-14T11:59")),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "count", "when"), ONE_TIME)
def test_what_two_articles_tell_of_one_time(
    one: tuple[str, str, str, tuple[str, str], str],
    other: tuple[str, str, str, tuple[str, str], str],
    count: int,
    when: tuple[str, str],
) -> None:
    told = []
    for text, word, lemma, dates, status in (one, other):
        agent = "Varga" if text.startswith("Varga") else ""
        mention = report(text, word, lemma, agent, dates=dates, status=status)
        told.append((text, mention, "2021-08-15T12:00:00+00:00"))
    found = resolve(*told)
    assert len(found) == count
    assert (found[0].start, found[0].end) == when


def test_what_is_printed_again_is_of_the_day_of_the_first_print() -> None:
    text = "The general strike is to begin at midnight."
    first, again = (
        report(text, "strike", "strike", dates=(day, day), status="planned")
        for day in ("2021-08-15T00:00", "2021-08-16T00:00")
    )
    (event,) = resolve(
        (text, first, "2021-08-14T22:40:00+00:00"), (text, again, "2021-08-15T00:30:00+00:00")
    )
    assert event.start == event.end == "2021-08-15T00:00"
    assert len(event.evidence) == 2


# (words of the time, what stands before them, the day on the local clock, five hours ahead)
LOCAL = [
    ("11:15 p.m.", "", "2021-08-15T23:15+05:00"),
    ("11:15 p.m. on Saturday", "", "2021-08-14T23:15+05:00"),
    ("11:15 p.m.", "Saturday", "2021-08-14T23:15+05:00"),
]


@pytest.mark.parametrize(("words", "before", "when"), LOCAL)
def test_an_hour_without_a_day_is_the_last_one_on_the_local_clock(
    words: str, before: str, when: str
) -> None:
    text = f"{before}. The train left at {words}."
    clock = "2021-08-14T23:15"
    start = text.index(words)
    timexes = (
        TimeExpression(0, len(before), "DATE", "2021-08-14", "2021-08-14", "2021-08-14", "day", ""),
        TimeExpression(start, start + len(words), "TIME", clock, clock, clock, "minute", ""),
    )
    mention = replace(report(text, "left", "leave", dates=(clock, clock)), timex=1)
    annotation = Annotation(
        "a", CreationTime("2021-08-15T20:40:00+00:00", "metadata"), (), timexes=timexes
    )
    assert on_local_clock(mention, annotation, text, Clock("+05:00")).earliest == when


# (words of the time, the day that they count to where a new day begins at noon of Greenwich)
NEXT_DAY = [
    ("this morning", "2021-08-14TMO", "2021-08-14T05:00", "2021-08-15T05:00+11:00"),
    ("yesterday at six", "2021-08-13T18:00", "2021-08-13T18:00", "2021-08-14T18:00+11:00"),
    ("on Sunday morning", "2021-08-08TMO", "2021-08-08T05:00", "2021-08-15T05:00+11:00"),
    ("on Saturday morning", "2021-08-14TMO", "2021-08-14T05:00", "2021-08-14T05:00+11:00"),
]


@pytest.mark.parametrize(("words", "value", "read", "when"), NEXT_DAY, ids=[n[0] for n in NEXT_DAY])
def test_words_that_count_from_the_report_count_from_its_day_on_the_local_clock(
    words: str, value: str, read: str, when: str
) -> None:
    text = f"The train left {words}."
    start = text.index(words)
    timex = TimeExpression(start, start + len(words), "TIME", value, read, read, "part of day", "")
    mention = replace(report(text, "left", "leave", dates=(read, read)), timex=0)
    annotation = Annotation(
        "a", CreationTime("2021-08-14T20:45:00+00:00", "metadata"), (), timexes=(timex,)
    )
    assert on_local_clock(mention, annotation, text, Clock("+11:00")).earliest == when
    # where the article keeps a clock of its own, the day is that of the place already
    own = on_local_clock(mention, annotation, text, Clock("+11:00", own="+11:00")).earliest
    assert own == f"{read}+11:00"


def test_what_is_denied_of_a_passenger_is_not_denied_of_the_craft() -> None:
    left, sailed, denied = "Varga left by ferry.", "Tern sailed.", "Varga has not left."
    told = (
        (left, report(left, "left", "leave", "Varga"), "2021-08-15"),
        (sailed, report(sailed, "sailed", "sail", "Tern"), "2021-08-15"),
        (denied, report(denied, "left", "leave", "Varga", status="denied"), "2021-08-16"),
        (denied, report(denied, "left", "leave", "Varga", status="denied"), "2021-08-17"),
    )
    found = {event.description: event.status for event in resolve(*told)}
    assert sorted(found.values()) == ["denied", "happened"]


def test_a_denial_in_a_document_of_its_own_outweighs_what_insiders_tell() -> None:
    said, denied = "Varga resigned.", "Varga has not resigned."
    hearsay = report(said, "resigned", "resign", "Varga", attribution=0)
    denial = report(denied, "resigned", "resign", "Varga", status="denied")
    told = [(said, hearsay, "2021-08-15T09:00"), (said, hearsay, "2021-08-15T10:40")]
    (event,) = resolve(*told, (denied, denial, "2021-08-15"))  # some time of that day
    assert event.status == "denied"


def test_a_day_that_ends_a_time_of_the_place_is_one_of_the_place() -> None:
    text = "Ghani left the capital."
    evening = report(
        text, "left", "leave", "Ghani", dates=("2021-08-15T18:00-03:00", "2021-08-16T02:00-03:00")
    )
    day = report(text, "left", "leave", "Ghani")
    (event,) = resolve((text, evening, "2021-08-16"), (text, day, "2021-08-16"))
    assert (event.start, event.end) == ("2021-08-15T18:00-03:00", "2021-08-15T23:59-03:00")


def test_the_word_of_the_one_concerned_outweighs_an_outlet_until_reports_go_on() -> None:
    said, denied = "Varga resigned.", "Varga has not resigned."
    outlet = report(said, "resigned", "resign", "Varga")
    hers = report(denied, "resigned", "resign", "Varga", status="denied", attribution=0)
    told = [(said, outlet, "2021-08-15"), (denied, hers, "2021-08-16")]
    (event,) = resolve(*told, speaker="Varga")
    assert event.status == "denied"
    (event,) = resolve(*told, (said, outlet, "2021-08-17"), speaker="Varga")
    assert event.status == "happened"


def test_a_denial_outweighs_hearsay_and_is_told_as_what_is_denied() -> None:
    said, denied = "Varga resigned.", "Varga has not resigned."
    hearsay = report(said, "resigned", "resign", "Varga", attribution=0)
    denial = report(denied, "resigned", "resign", "Varga", status="denied")
    (event,) = resolve((said, hearsay, "2021-08-15"), (denied, denial, "2021-08-16"))
    assert (event.status, event.description) == ("denied", "Varga resigned")


def test_an_event_is_told_by_the_verb_of_its_kind() -> None:
    letter, said = "Varga handed over her letter of resignation.", "Varga resigned over it."
    handed = report(letter, "handed", "hand", "Varga", "letter")
    (event,) = resolve(
        (letter, handed, "2021-08-15"),
        (said, report(said, "resigned", "resign", "Varga"), "2021-08-15"),
    )
    assert event.description == "Varga resigned over it"


def test_a_denial_does_not_outweigh_what_outlets_say_themselves() -> None:
    said, denied = "Varga resigned.", "Varga has not resigned."
    (event,) = resolve(
        (said, report(said, "resigned", "resign", "Varga"), "2021-08-15"),
        (denied, report(denied, "resigned", "resign", "Varga", status="denied"), "2021-08-16"),
    )
    assert event.status == "happened"


def test_the_interval_is_what_stated_dates_have_in_common() -> None:
    stated = ("2021-08-15T20:00+00:00", "2021-08-15T23:00+00:00")
    (event,) = resolve(
        (FLED, report(FLED, "fled", "flee", "Ghani"), "2021-08-15"),
        (LEFT, report(LEFT, "left", "leave", "Ghani", dates=stated), "2021-08-16"),
        (LEFT, report(LEFT, "left", "leave", "Ghani", dates=("2021-08-16", "2021-08-16"),
                      guessed=True), "2021-08-16"),
    )  # fmt: skip
    assert (event.start, event.end, event.guessed) == (*stated, False)


def test_of_guesses_the_first_report_has_the_best() -> None:
    night, day = ("2021-08-14", "2021-08-15"), ("2021-08-15", "2021-08-15")
    (event,) = resolve(
        (FLED, report(FLED, "fled", "flee", "Ghani", dates=night, guessed=True), "2021-08-15"),
        (LEFT, report(LEFT, "left", "leave", "Ghani", dates=day, guessed=True), "2021-08-15T20:00"),
    )
    assert (event.start, event.end, event.guessed) == (*night, True)


def test_a_claim_about_the_event_is_linked() -> None:
    claim = Claim(
        "c1", "a0", 0, len(FLED), FLED, ((0, len(FLED)),), "", (), "", (), "indirect", "",
        "anonymous", "", (), "CT", "+", (), "", "",
    )  # fmt: skip
    (event,) = resolve((FLED, report(FLED, "fled", "flee", "Ghani"), "2021-08-15"), claims=(claim,))
    assert event.claim_ids == ("c1",)


def claim_of(article: str, text: str, proposition: str) -> Claim:
    return Claim(
        f"c{article}", article, 0, len(text), text, ((0, len(text)),), "", (), "", (), "indirect",
        "", "anonymous", "", (), "CT", "+", (), "", "", proposition_id=proposition,
    )  # fmt: skip


def test_reports_of_one_proposition_are_of_one_happening_whatever_the_nouns() -> None:
    first = "Four guards of the embassy were freed."
    second = "After a week of strike the workers of the cannery were freed."
    told = (
        (first, report(first, "freed", "free", thing="guards"), "2021-08-15"),
        (second, report(second, "freed", "free", thing="workers", guessed=True), "2021-08-15"),
    )
    assert len(resolve(*told)) == 2
    claims = (claim_of("a0", first, "p1"), claim_of("a1", second, "p1"))
    assert len(resolve(*told, claims=claims)) == 1


def test_a_night_and_the_morning_after_have_but_an_hour_in_common() -> None:
    night = ("2021-08-14T18:00+00:00", "2021-08-15T05:59+00:00")
    morning = ("2021-08-15T05:00+00:00", "2021-08-15T11:59+00:00")
    first, second = "In Tarn, students rallied.", "In Velin, students rallied."
    found = resolve(
        (first, report(first, "rallied", "rally", thing="students", dates=night), "2021-08-16"),
        (second, report(second, "rallied", "rally", thing="students", dates=morning), "2021-08-16"),
    )
    assert len(found) == 2


@pytest.mark.parametrize(("others", "count"), [("Varga met Abara.", 2), ("Ghani met Abara.", 1)])
def test_a_meeting_of_other_company_is_another(others: str, count: int) -> None:
    """'Ghani met Abara' and 'Varga met Abara' are two, whatever they have in common."""
    told = []
    for text in ("Ghani met Abara.", others):
        mention = report(text, "met", "meet", text.split()[0], guessed=True)
        whom = text.index("Abara")
        other = Participant("patient", whom, whom + len("Abara"), ACTORS.index("Abara"))
        participants = (*mention.participants, other)
        told.append((text, replace(mention, participants=participants), "2021-08-15"))
    assert len(resolve(*told)) == count


def test_the_accident_is_the_sinking_of_that_hour() -> None:
    sank, accident = "The ferry sank.", "The accident took place."
    minute = ("2021-08-15T20:20+00:00", "2021-08-15T20:20+00:00")
    (event,) = resolve(
        (sank, report(sank, "sank", "sink", thing="ferry", dates=minute), "2021-08-15"),
        (accident, report(accident, "accident", "accident", dates=minute), "2021-08-15"),
    )
    assert (event.kind, len(event.evidence)) == ("sinking", 2)


def test_a_day_is_one_of_the_place() -> None:
    """At 21:52 in the west it is the next day in Greenwich: the day is meant as it was there."""
    sank, again = "The ferry sank at 21:52.", "The ferry sank on Sunday."
    local = ("2021-08-15T21:52-05:00", "2021-08-15T21:52-05:00")
    told = [
        (sank, report(sank, "sank", "sink", thing="ferry", dates=local), "2021-08-16"),
        (again, report(again, "sank", "sink", thing="ferry"), "2021-08-16"),
    ]
    clock = TimeExpression(18, 23, "TIME", "2021-08-15T21:52", *local, "minute")
    assert len(resolve(*told, timexes=(clock,))) == 1


def test_a_ferry_here_is_the_ship_there() -> None:
    sank, capsized = "The ferry sank.", "The ship capsized."
    assert len(resolve(
        (sank, report(sank, "sank", "sink", thing="ferry"), "2021-08-15"),
        (capsized, report(capsized, "capsized", "capsize", thing="ship"), "2021-08-15"),
    )) == 1  # fmt: skip


def test_what_befalls_somebody_once_is_one_event_when_a_later_report_does_not_date_it() -> None:
    stated, later = "Varga was killed.", "Varga was killed by a bullet."
    killed = report(stated, "killed", "kill", "Varga", dates=("2021-08-11", "2021-08-11"))
    guessed = report(later, "killed", "kill", "Varga", guessed=True)
    (event,) = resolve((stated, killed, "2021-08-12"), (later, guessed, "2021-08-15"))
    assert (event.start, len(event.evidence)) == ("2021-08-11", 2)


def test_what_is_told_before_a_day_is_not_what_happens_on_it() -> None:
    rumour, denied, at_last = "Varga quit.", "Varga has not quit.", "Varga resigned on Friday."
    guess = ("2021-08-16", "2021-08-16")
    events = resolve(
        (rumour, report(rumour, "quit", "quit", "Varga", dates=guess, guessed=True,
                        attribution=0), "2021-08-16"),
        (denied, report(denied, "quit", "quit", "Varga", dates=guess, guessed=True,
                        status="denied"), "2021-08-16"),
        (at_last, report(at_last, "resigned", "resign", "Varga",
                         dates=("2021-08-20", "2021-08-20")), "2021-08-20"),
    )  # fmt: skip
    assert [(event.start, event.status) for event in events] == [
        ("2021-08-16", "denied"), ("2021-08-20", "happened"),
    ]  # fmt: skip


def test_a_denial_finds_what_it_denies_days_before() -> None:
    said, denied = "Varga quit on Monday.", "Varga has not quit."
    (event,) = resolve(
        (said, report(said, "quit", "quit", "Varga", dates=("2021-08-16", "2021-08-16"),
                      attribution=0), "2021-08-16"),
        (denied, report(denied, "quit", "quit", "Varga", dates=("2021-08-19", "2021-08-19"),
                        status="denied"), "2021-08-19"),
    )  # fmt: skip
    assert event.status == "denied"


def test_a_plan_that_several_tell_is_not_off_because_one_report_denies_something_like_it() -> None:
    will, never = "Abara will visit Doha.", "Abara will not visit Doha."
    plan = report(will, "visit", "visit", "Abara", status="planned", attribution=0)
    (event,) = resolve(
        (will, plan, "2021-08-15"),
        (will, plan, "2021-08-15"),
        (never, report(never, "visit", "visit", "Abara", status="denied"), "2021-08-15"),
    )
    assert event.status == "planned"


def two_of_one_sentence(text: str, *told: EventMention) -> tuple[Event, ...]:
    """What comes of an article that tells several events in one sentence."""
    article = Article("a0", text)
    annotation = Annotation(
        "a0", CreationTime("2021-08-15", "metadata"), ((0, len(text)),), events=told
    )
    actor_of = {("a0", index): name for index, name in enumerate(ACTORS)}
    return resolve_events([article], {"a0": annotation}, Resolution(actor_of=actor_of), ())


def test_verbs_that_one_sentence_joins_are_one_event() -> None:
    text = "Guards shut the gate and turned the buses away."
    shut = report(text, "shut", "shut", thing="Guards")
    turned = report(text, "turned", "turn", thing="Guards")
    first = replace(shut, phrase="Guards shut the gate", clause=(0, 20))
    second = replace(turned, phrase="Guards turned the buses away", clause=(25, len(text)))
    (event,) = two_of_one_sentence(text, first, second)
    assert event.description == "Guards shut the gate and turned the buses away"
    later = replace(second, earliest="2021-08-14", latest="2021-08-14")
    assert len(two_of_one_sentence(text, first, later)) == 2


def test_two_accounts_of_what_a_story_tells_but_once_are_one_whatever_it_befell() -> None:
    rocket, valve = "A rocket blew up.", "A valve exploded."
    told = (
        (rocket, report(rocket, "blew", "blow up", thing="rocket"), "2021-08-15"),
        (valve, report(valve, "exploded", "explode", thing="valve", guessed=True), "2021-08-15"),
    )
    assert len(resolve(*told)) == 1
    shop, port = "The shop reopened.", "The port reopened."
    told = (
        (shop, report(shop, "reopened", "reopen", thing="shop"), "2021-08-15"),
        (port, report(port, "reopened", "reopen", thing="port", guessed=True), "2021-08-15"),
    )
    assert len(resolve(*told)) == 2


# (sentence, predicate, its name, who, the kind of event that it is)
BY_WHOM = [
    ("Varga collapsed.", "collapsed", "collapse", "Varga", "illness"),
    ("Tern collapsed.", "collapsed", "collapse", "Tern", "collapse"),
    (
        "They ordered Varga to leave the country.",
        "leave",
        "leave the country",
        "Varga",
        "expulsion",
    ),
    ("Tern was hauled out of the lake.", "hauled", "haul", "Tern", "salvage"),
    ("Tern anchored off the mole.", "anchored", "anchor", "Tern", "arrival"),
    ("Varga sneaked away.", "sneaked", "sneak away", "Varga", "departure"),
]


@pytest.mark.parametrize(("text", "word", "lemma", "who", "kind"), BY_WHOM)
def test_the_kind_of_what_befalls_somebody(
    text: str, word: str, lemma: str, who: str, kind: str
) -> None:
    (event,) = resolve((text, report(text, word, lemma, who), "2021-08-15"))
    assert event.kind == kind


def test_a_putting_off_is_told_for_itself() -> None:
    text = "The launch was put off until Friday."
    told = report(text, "put", "put off", thing="launch", guessed=True)
    assert len(resolve((text, told, "2021-08-15"))) == 1
    text = "The launch was held on Friday."
    assert not resolve((text, report(text, "held", "hold", guessed=True), "2021-08-15"))


def test_one_outlets_word_on_who_holds_office_yields_to_a_denial_on_the_record() -> None:
    said, denied = "Varga resigned.", "Varga has not resigned."
    outlet = report(said, "resigned", "resign", "Varga")
    spokesman = report(denied, "resigned", "resign", "Varga", status="denied", attribution=0)
    told = [(said, outlet, "2021-08-15"), (denied, spokesman, "2021-08-16")]
    (event,) = resolve(*told, speaker="Abara")
    assert event.status == "denied"
    (event,) = resolve((said, outlet, "2021-08-15"), *told, speaker="Abara")
    assert event.status == "happened"


# (sentence, predicate, its name, who, what, whether it is of that kind)
FITTING = [
    ("Varga removed the cable.", "removed", "remove", "cable", "dismissal", False),
    ("Varga seized the files.", "seized", "seize", "files", "arrest", False),
    ("Varga seized the suspect.", "seized", "seize", "suspect", "arrest", True),
    ("Varga cut the electricity.", "cut", "cut off", "electricity", "outage", True),
    ("Varga cut the ribbon.", "cut", "cut off", "ribbon", "outage", False),
    ("Varga lost contact.", "lost", "lose", "contact", "disappearance", True),
    ("Varga lost the keys.", "lost", "lose", "keys", "disappearance", False),
    ("Varga lost the radar.", "lost", "lose", "radar", "outage", True),
    ("Varga lost the keys.", "lost", "lose", "keys", "outage", False),
    (
        "Varga registered the disappearance.",
        "registered",
        "register",
        "jet",
        "disappearance",
        False,
    ),
    ("Varga plunged with the shares.", "plunged", "plunge", "shares", "collapse", False),
    ("Varga released the tape.", "released", "release", "tape", "publication", True),
    ("Varga released the tape.", "released", "release", "tape", "release", False),
    ("Varga released the sailors.", "released", "release", "sailors", "release", True),
    ("Varga fired two shots.", "fired", "fire", "shots", "attack", True),
    ("Varga fired two shots.", "fired", "fire", "shots", "dismissal", False),
]


@pytest.mark.parametrize(
    ("text", "word", "lemma", "thing", "kind", "fits"), FITTING, ids=[f[0] for f in FITTING]
)
def test_a_kind_goes_with_what_takes_part(
    text: str, word: str, lemma: str, thing: str, kind: str, fits: bool
) -> None:
    noun = head_noun(thing)
    kinds = fitting_kinds(kinds_of(lemma), lemma, (), {noun}, {noun})
    assert (kind in kinds) == fits


def test_what_nobody_dates_names_or_repeats_is_not_on_the_timeline() -> None:
    text = "Filler. Filler. A crowd sang."
    sang = report(text, "sang", "sing", thing="crowd", guessed=True)
    assert resolve((text, sang, "2021-08-15")) == ()
    dated = report(text, "sang", "sing", thing="crowd")
    assert len(resolve((text, dated, "2021-08-15"))) == 1


def test_a_mention_in_passing_gives_no_event_of_its_own() -> None:
    text = "The people seized by Varga are free."
    seized = report(text, "seized", "seize", "Varga", dates=("", "2021-08-15"), guessed=True)
    assert resolve((text, seized, "2021-08-15")) == ()


def test_nothing_comes_of_nothing() -> None:
    assert resolve_events((), {}, Resolution(), ()) == ()


def test_a_large_case_is_resolved_in_time_that_grows_with_it() -> None:
    chance = random.Random(7)
    told = []
    for number in range(3000):
        day = f"2021-08-{1 + chance.randrange(28):02}"
        text = (
            f"{chance.choice(ACTORS[:3])} {chance.choice(('fled', 'resigned', 'spoke'))} {number}."
        )
        agent, verb = text.split()[:2]
        told.append((text, report(text, verb, verb, agent, dates=(day, day)), day))

    def seconds(count: int) -> float:
        started = time.process_time()
        resolve(*told[:count])
        return time.process_time() - started

    small, large = seconds(600), seconds(3000)
    assert large < 25 * max(small, 0.02)  # five times the reports, far from 25 times the work


# (noun phrase, its head)
HEADS = [
    ("four of the sailors", "sailor"),
    ("two of the mayor's bodyguards", "guard"),
    ("a pair of escorts", "guard"),
    ("the mayor of Las Guacas", "mayor"),
]


@pytest.mark.parametrize(("phrase", "head"), HEADS, ids=[h[0] for h in HEADS])
def test_the_head_of_a_counted_noun_is_the_noun(phrase: str, head: str) -> None:
    assert head_noun(phrase) == head


def test_an_event_is_described_by_what_the_text_names() -> None:
    day = "2021-08-16T10:00:00+00:00"
    pronoun = report("It collapsed on the crew.", "collapsed", "collapse", thing="It")
    named = report("The roof collapsed on the crew.", "collapsed", "collapse", thing="roof")
    pronoun = replace(pronoun, phrase="Roof Board collapsed on the crew")
    (event,) = resolve(
        ("It collapsed on the crew.", pronoun, day),
        ("The roof collapsed on the crew.", named, day),
    )
    assert event.description == "The roof collapsed on the crew"


def test_who_is_suspended_is_not_closed() -> None:
    text = "The board suspended Ghani."
    ghani = Participant("patient", text.index("Ghani"), len(text) - 1, 0)
    told = replace(report(text, "suspended", "suspend"), participants=(ghani,))
    (event,) = resolve((text, told, "2021-08-15"))
    assert event.kind == "dismissal"
    text = "The board suspended the ferries."
    (event,) = resolve((text, report(text, "suspended", "suspend", thing="ferries"), "2021-08-15"))
    assert event.kind == "closure"
