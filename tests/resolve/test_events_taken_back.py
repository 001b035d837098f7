"""What the outlet that told it first takes back is denied; and what else later reports settle."""

from dataclasses import replace

import pytest

from tests.resolve.test_event_resolution import report, resolve

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
