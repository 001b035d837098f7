"""Whose clock each article keeps: texts of several articles, and the offset of each."""

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article, Event
from analysis.resolve.actors import resolve_actors
from analysis.resolve.event_zones import clocks_of
from analysis.resolve.events import resolve_events


@pytest.fixture(autouse=True)
def rules_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSBEARING_TAGGER", "off")


def case(*told: tuple[str, str]) -> list[Article]:
    """Articles of (outlet, text), all published on Sunday 15 August 2021 at 14:00 GMT."""
    return [
        Article(
            f"a{at}",
            text,
            outlet=outlet,
            published_at="2021-08-15T14:00:00+00:00",
            date_origin="metadata",
        )
        for at, (outlet, text) in enumerate(told)
    ]


def offsets(*told: tuple[str, str]) -> list[str]:
    articles = case(*told)
    annotations = {a.article_id: a for a in annotate_many(articles)}
    clocks = clocks_of(articles, annotations)
    return [clocks[article.id].offset for article in articles]


def timeline(*told: tuple[str, str]) -> tuple[Event, ...]:
    articles = case(*told)
    annotations = {a.article_id: a for a in annotate_many(articles)}
    return resolve_events(articles, annotations, resolve_actors(articles, annotations), ())


CONVERTED = "The tanker sank at 3 p.m. on Saturday local time (1200 GMT)."
VELIN = f"VELIN, Karvinia, Aug. 15 (BPA) - {CONVERTED}"

# (what it shows, articles, the offset of each)
CLOCKS = [
    ("a dateline", [("BPA", VELIN), ("BPA", "VELIN - He left at 9 p.m.")], ["+03:00"] * 2),
    ("its country", [("BPA", VELIN), ("X", "TOLM, Karvinia - He left at 9 p.m.")], ["+03:00"] * 2),
    ("a name after it", [("BPA", VELIN), ("Velin Post", "He left at 9 p.m.")], ["+03:00"] * 2),
    (
        "the place of the hour at the head of a live page",
        [
            ("A", "15:55 (Velin time) It is over.\n\n15:40 They met.\n\n15:10 It rained."),
            ("B", "VELIN - He left at 9 p.m."),
        ],
        ["+02:00", "+02:00"],
    ),
    (
        "a place that is named beside the time",
        [
            ("A", "It began at 2:40 a.m. Sharvan time (2240 GMT)."),
            ("B", "Sharvan, 15 August\n\nIt began at 02:40."),
        ],
        ["+04:00", "+04:00"],
    ),
    (
        "the same moment told of another place in a sentence of its own",
        [
            ("A", "It took off at 0125Z. That is 4.25 in the morning in Velin."),
            ("B", "VELIN - He left at 9 p.m."),
        ],
        ["+03:00", "+03:00"],
    ),
    (
        "how far one place is ahead of another, on a live page",
        [
            (
                "A",
                "All times Dravna.\n\n15.59 Calm.\n\n15.40 He left at 15.30.\n\n15.00 Noise."
                "\n\nVelinia is an hour ahead of Dravna.",
            ),
            ("B", "VELINIA - He left at 9 p.m."),
            ("C", "DRAVNA - He left at 9 p.m."),
        ],
        ["+02:00", "+03:00", "+02:00"],
    ),
    (
        "a converted time without a dateline tells nothing of the town of the outlet",
        [
            ("BPA", VELIN),
            ("Tolm Courier", CONVERTED.replace("1200", "1000")),
            ("Y", "TOLM - He left at 9 p.m."),
        ],
        ["+03:00", "+05:00", ""],
    ),
    (
        "what is over cannot be ahead, whatever most keep",
        [
            ("Radio Velin", "It is 5 p.m. in Velin.\n\nAll times are Velin time (GMT+3)."),
            ("KTA", "OTRABAD - The border was closed at 6 p.m. on Friday local time (0900 GMT)."),
            ("X", "The mayor Anna Kell resigned at 10 p.m. on Sunday."),
        ],
        ["+03:00", "+09:00", "+09:00"],
    ),
    (
        "one moment told on the clock of two places",
        [
            ("BPA", VELIN),
            (
                "A",
                "It passed into Karvinia at 9 p.m. local time on Friday, which was 7 p.m. in Tolm.",
            ),
            ("Tolm Courier", "The mayor Anna Kell resigned at 9 p.m."),
        ],
        ["+03:00", "+03:00", "+01:00"],
    ),
    (
        "whose clock an outlet keeps after which another calls its times",
        [
            ("Radio Velin", "All times are GMT+3. The mayor Anna Kell resigned at 9 p.m."),
            ("B", "It sank on Saturday at 8 p.m. Velin time."),
            ("Velin Coast Guard", "It sank on Saturday at 20:00."),
            ("KTA", "OTRABAD - The border was closed at 6 p.m. on Friday local time (1300 GMT)."),
        ],
        ["+03:00", "", "+03:00", "+05:00"],
    ),
    (
        "how far one place is ahead",
        [
            ("Radio Velin", f"Velinia is two hours ahead of us.\n\n{VELIN}"),
            ("B", "VELINIA - He left at 9 p.m."),
        ],
        ["+03:00", "+05:00"],
    ),
]


@pytest.mark.parametrize(("told", "articles", "wanted"), CLOCKS, ids=[c[0] for c in CLOCKS])
def test_clocks(told: str, articles: list[tuple[str, str]], wanted: list[str]) -> None:
    assert offsets(*articles) == wanted


def test_a_time_that_nobody_places_is_as_wide_as_the_clocks_lie_apart() -> None:
    other = "OTRABAD - The border was closed at 6 p.m. on Friday local time (1300 GMT)."
    events = timeline(
        ("BPA", VELIN), ("KTA", other), ("X", "The mayor Anna Kell resigned at 9 p.m. on Friday.")
    )
    (resigned,) = [e for e in events if "resigned" in e.description]
    assert (resigned.start, resigned.end) == ("2021-08-13T21:00+05:00", "2021-08-13T21:00+03:00")


def test_a_time_that_names_its_place_is_on_the_clock_of_that_place() -> None:
    text = "VELIN - The mayor Anna Kell will resign on Monday at noon in Otrabad."
    other = "OTRABAD - The border was closed at 6 p.m. on Friday local time (1300 GMT)."
    events = timeline(("BPA", VELIN), ("KTA", other), ("BPA", text))
    (resigns,) = [e for e in events if "resign" in e.description]
    assert resigns.start == "2021-08-16T12:00+05:00"


def test_shortly_after_an_hour_of_a_place_is_on_the_clock_of_that_place() -> None:
    text = "VELIN - The mayor Anna Kell resigned shortly after noon on Saturday, Otrabad time."
    other = "OTRABAD - The border was closed at 6 p.m. on Friday local time (1300 GMT)."
    events = timeline(("BPA", VELIN), ("KTA", other), ("BPA", text))
    (resigns,) = [e for e in events if "resign" in e.description]
    assert resigns.start == "2021-08-14T12:00+05:00"


def test_the_clock_of_a_place_that_nobody_tells_leaves_the_hour_open_until_the_report() -> None:
    text = "The mayor Anna Kell resigned on Sunday at 7 a.m. Karun time."
    (resigned,) = [e for e in timeline(("BPA", VELIN), ("X", text)) if "resign" in e.description]
    assert resigned.start == "2021-08-15T07:00+14:00"
    assert resigned.end.endswith("+00:00")


@pytest.mark.parametrize(
    "text",
    [
        "The collision of two ferries occurred at 5:35 a.m. on Sunday, Karun time.",
        "Two ferries met off the mole at 5:35 a.m. on Sunday, Karun time.",
    ],
)
def test_a_time_of_an_unknown_clock_is_that_of_the_same_minute_on_a_known_one(text: str) -> None:
    known = f"{VELIN} Two ferries collided at 1:35 a.m. on Sunday."
    told = [e for e in timeline(("BPA", known), ("X", text)) if "T" in e.start]
    assert "2021-08-15T01:35+03:00" in {e.start for e in told}
    assert not any(e.start.endswith("+14:00") for e in told)


# (how an article of another place tells the hour, when it was)
ELSEWHERE = [
    (
        "The jet had taken off from Velin at 4.35 a.m. local time on Sunday.",
        "2021-08-15T04:35+03:00",
    ),
    ("The jet had taken off at 4.35 a.m. local time on Sunday.", "2021-08-15T04:35+05:00"),
    (
        "The jet will take off on Monday at 19:00, that is 21:00 in Otrabad.",
        "2021-08-16T19:00+03:00",
    ),
]


# (how an outlet of another country tells the hour, when it was)
HOME = [
    ("The jet took off at 4.35 a.m. on Saturday, local time.", "2021-08-14T04:35+03:00"),
    ("The jet took off on Saturday at half past five in the morning there.",
     "2021-08-14T05:30+03:00"),
    ("The jet took off at 4.35 a.m. on Saturday.", "2021-08-14T04:35+01:00"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "when"), HOME)
def test_local_time_is_not_that_of_an_outlet_of_another_country(words: str, when: str) -> None:
    page = f"15:03 It is over.\n\n14:40 They met.\n\n14:10 {words}"
    events = timeline(("BPA", VELIN), ("BPA", f"{VELIN} He fell."), ("Tolm Post", page))
    assert when in {event.start for event in events}


def test_what_is_written_in_one_place_with_the_hours_of_another_may_be_on_either_clock() -> None:
    there = "TOLM - The tanker sank at 3 p.m. on Saturday local time (1200 GMT)."
    page = "15:03 It is over.\n\n14:40 They met.\n\n14:10 It rained."
    text = f"{there} The mayor Anna Kell resigned at 9 p.m. on Saturday."
    told = timeline(("Radio Tolm", page), ("BPA", "TOLM - It rained."), ("KTA", text))
    (resigned,) = [e for e in told if "resigned" in e.description]
    assert (resigned.start, resigned.end) == ("2021-08-14T21:00+03:00", "2021-08-14T21:00+01:00")


@pytest.mark.parametrize(("words", "when"), ELSEWHERE)
def test_local_time_is_that_of_the_place_where_it_happened(words: str, when: str) -> None:
    other = "OTRABAD - The border was closed at 6 p.m. on Friday local time (1300 GMT)."
    events = timeline(("BPA", VELIN), ("KTA", f"{other}\n\n{words}"))
    assert when in {event.start for event in events}


def test_of_a_spoken_hour_the_half_of_the_day_that_is_over() -> None:
    (event, *_) = timeline(("BPA", f"{VELIN} On Sunday the mayor Anna Kell resigned at half past"
                                   " seven."))  # fmt: skip
    assert "2021-08-15T07:30+03:00" in {e.start for e in (event, *_)}


# (what settles it, how the second article tells it, when it was)
SETTLED = [
    (
        "the other half of the day",
        "The mayor Anna Kell was buried on Friday at four.",
        "16:00+03:00",
    ),
    ("the place of a clock", "The mayor Anna Kell was buried on Friday at 4 p.m.", "16:00+03:00"),
]


@pytest.mark.parametrize(("told", "text", "when"), SETTLED, ids=[s[0] for s in SETTLED])
def test_another_article_settles_what_a_time_leaves_open(told: str, text: str, when: str) -> None:
    known = f"{VELIN} The mayor Anna Kell was buried at 4 p.m. on Friday."
    other = "OTRABAD - The border was closed at 6 p.m. on Friday local time (1300 GMT)."
    events = timeline(("BPA", known), ("KTA", other), ("X", text))
    buried = [e for e in events if "Kell" in e.description or "funeral" in e.description]
    assert {(e.start, e.end) for e in buried} == {(f"2021-08-13T{when}", f"2021-08-13T{when}")}
