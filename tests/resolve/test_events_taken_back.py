"""What the outlet that told it first takes back is denied; and what else later reports settle."""

from dataclasses import replace

import pytest

from analysis.model import (
    Annotation,
    Article,
    Attribution,
    CreationTime,
    Event,
    EventMention,
    Participant,
)
from analysis.resolve.events import resolve_events
from tests.resolve.test_event_resolution import ACTORS, Resolution, report, resolve

TOLD, REPEATED = "Abara landed in Velin.", "The paper says Abara landed in Velin."
BACK = "We reported that Abara had landed in Velin. She had not."
DENIED = "Varga said that Abara had not landed in Velin."


def _told(article: str, status: str = "happened", attributed: bool = False) -> tuple[object, ...]:
    return report(
        article, "landed", "land", "Abara", status=status, attribution=0 if attributed else None
    )


# (articles as (text, status, whether it is somebody's word, hour); the status of the event)
COURSES = [
    ([(TOLD, "happened", False, 6), (REPEATED, "happened", True, 7),
      (BACK, "denied", True, 9)], "denied"),
    # another outlet's own word after that
    ([(TOLD, "happened", False, 6), (BACK, "denied", True, 9), (TOLD, "happened", False, 10)],
     "happened"),
    # somebody else's denial takes nothing back
    ([(TOLD, "happened", False, 6), (REPEATED, "happened", True, 7),
      (DENIED, "denied", True, 9)], "happened"),
]  # fmt: skip


@pytest.mark.parametrize(("articles", "status"), COURSES)
def test_what_its_first_outlet_takes_back_is_denied(
    articles: list[tuple[str, str, bool, int]], status: str
) -> None:
    told = [
        (text, _told(text, as_told, word), f"2021-08-16T{hour:02}:00:00+00:00")
        for text, as_told, word, hour in articles
    ]
    (event,) = resolve(*told)
    assert event.status == status


def _of_outlets(*told: tuple[str, str, str, list[EventMention]]) -> tuple[Event, ...]:
    """One article for each (outlet, text, creation time, its events); every attribution is to
    Varga."""
    articles = [Article(f"a{i}", text, outlet=one) for i, (one, text, _, _) in enumerate(told)]
    said = (Attribution((), (), (), "direct", source_entity=ACTORS.index("Varga")),)
    annotations = {
        f"a{i}": Annotation(
            f"a{i}", CreationTime(dct, "metadata"), ((0, len(text)),), events=tuple(events),
            attributions=said,
        )
        for i, (_, text, dct, events) in enumerate(told)
    }  # fmt: skip
    actor_of = {(one, at): name for one in annotations for at, name in enumerate(ACTORS)}
    return resolve_events(articles, annotations, Resolution(actor_of=actor_of), ())


SIX, SEVEN, NINE, TEN = (f"2021-08-16T{hour:02}:00:00+00:00" for hour in (6, 7, 9, 10))


def test_what_an_outlet_takes_back_is_its_word_no_longer() -> None:
    first = report(REPEATED, "landed", "land", "Abara", attribution=0)
    own = report(TOLD, "landed", "land", "Abara")
    back = report(BACK, "landed", "land", "Abara", status="denied", attribution=0)
    told = ("Mail", REPEATED, SIX, [first]), ("Post", TOLD, SEVEN, [own])
    (event,) = _of_outlets(*told, ("Post", BACK, NINE, [back]))
    assert event.status == "denied"
    (event,) = _of_outlets(*told, ("Times", BACK, NINE, [back]))
    assert event.status == "happened"


def test_what_is_repeated_to_tell_its_denial_does_not_go_on_after_it() -> None:
    text = "Varga landed in Velin, the paper said. She said that she had not landed in Velin."
    first = "Varga landed in Velin."
    own = report(first, "landed", "land", "Varga")
    word = report(text, "landed", "land", "Varga", attribution=0)
    denial = replace(word, start=text.rindex("landed"), end=text.rindex("landed") + 6)
    denial = replace(denial, status="denied", phrase="Varga had not landed in Velin")
    (event,) = _of_outlets(("Post", first, SIX, [own]), ("Mail", text, NINE, [word, denial]))
    assert event.status == "denied"
    again = report(first, "landed", "land", "Varga")
    (event,) = _of_outlets(
        ("Post", first, SIX, [own]),
        ("Mail", text, NINE, [word, denial]),
        ("A", first, TEN, [again]),
    )
    assert event.status == "happened"


def test_a_death_by_name_is_none_of_a_number_of_people() -> None:
    one, many = "Varga was killed in Doha.", "Three soldiers were killed in Doha."
    place = Participant("place", one.index("Doha"), one.index("Doha") + 4, ACTORS.index("Doha"))
    here = report(one, "killed", "kill", "Varga")
    here = replace(here, participants=(replace(here.participants[0], role="patient"), place))
    there = report(many, "killed", "kill", thing="soldiers")
    start = many.index("Doha")
    there = replace(
        there, participants=(*there.participants, replace(place, start=start, end=start + 4))
    )
    assert len(resolve((one, here, "2021-08-16"), (many, there, "2021-08-16"))) == 2


def test_who_flew_there_days_ago_flew_there_once() -> None:
    text = "Varga flew to Velin."
    velin = Participant("destination", 14, 19, ACTORS.index("Velin"))
    flew = report(text, "flew", "fly", "Varga", dates=("2021-08-13", "2021-08-13"), guessed=True)
    flew = replace(flew, participants=(*flew.participants, velin))
    later = replace(flew, earliest="2021-08-16", latest="2021-08-16")
    assert len(resolve((text, flew, "2021-08-13"), (text, later, "2021-08-16"))) == 1


# (sentence, predicate, its name, who, what, the kind of the event)
CARRIED = [
    ("The ferry Tern struck the Sister Rocks.", "struck", "strike", "Tern", "Sister Rocks",
     "grounding"),
    ("Varga opened an inquiry.", "opened", "open", "Varga", "inquiry", "inquiry"),
    ("Varga opened a shop.", "opened", "open", "Varga", "shop", "launch"),
    ("Varga put off the talks.", "put", "put off", "Varga", "talks", "cancellation"),
    ("Varga moved the trucks.", "moved", "move", "Varga", "trucks", "evacuation"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "word", "lemma", "who", "what", "kind"), CARRIED, ids=[c[0] for c in CARRIED]
)
def test_kinds_by_what_a_verb_carries(
    text: str, word: str, lemma: str, who: str, what: str, kind: str
) -> None:
    (event,) = resolve((text, report(text, word, lemma, who, what), "2021-08-16"))
    assert event.kind == kind


def test_who_fled_days_ago_fled_once() -> None:
    fled, has_fled = "Abara fled to Velin.", "Abara has fled the country."
    first = report(fled, "fled", "flee", "Abara", dates=("2021-08-13T18:00", "2021-08-13T19:00"))
    later = report(has_fled, "fled", "flee", "Abara", dates=("2021-08-15", "2021-08-15"))
    later = replace(later, guessed=True)
    (event,) = resolve((fled, first, "2021-08-14"), (has_fled, later, "2021-08-16"))
    assert event.start[:10] == "2021-08-13"


def test_who_is_taken_from_his_house_is_arrested_not_stolen() -> None:
    text = "They took Abara from his house. Ghani waited."
    taken = report(text, "took", "take from", "Ghani")
    abara = text.index("Abara")
    (agent,) = taken.participants
    patient = replace(agent, role="patient", start=abara, end=abara + 5, entity=2)
    (event,) = resolve((text, replace(taken, participants=(patient,)), "2021-08-16"))
    assert event.kind == "arrest"


# (what the later report says; the status of the event)
SHUT = [("The tunnel is still closed.", "closed", "ongoing"),
        ("The tunnel is closing.", "closing", "happened")]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "status"), SHUT)
def test_what_was_closed_and_is_still_closed_lasts(text: str, word: str, status: str) -> None:
    closed = "Police closed the tunnel."
    first = report(closed, "closed", "close", thing="tunnel")
    later = report(text, word, "close", thing="tunnel", status="ongoing")
    later = replace(later, phrase=text.rstrip("."), guessed=True)
    (event,) = resolve((closed, first, "2021-08-15"), (text, later, "2021-08-16"))
    assert event.status == status
