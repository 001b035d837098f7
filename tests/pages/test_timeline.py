"""The timeline page: both views, the lanes, the card of an event, and the moment of 'as of'."""

import pandas as pd
import pytest

from pages.shared import event_card, moments
from tests.pages.conftest import Show, Told

VIEWS = ("What happened when", "Reported against happened")


def captions(page: object) -> str:
    return " ".join(element.value for element in page.caption)  # type: ignore[attr-defined]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lanes", ["Actor", "Place", "Topic", "Status"])
def test_every_view_draws(view: str, lanes: str, filled: str, show: Show) -> None:
    page = show("timeline", time=view, lanes=lanes)
    assert not page.exception
    assert page.get("plotly_chart")


def test_the_table_tells_the_same_to_who_cannot_see_the_figure(filled: str, show: Show) -> None:
    (table,) = show("timeline").dataframe
    assert list(table.value["description"]) == ["the Astrid ran aground"]
    assert pd.Timestamp("2024-05-01T06:00", tz="UTC") in set(table.value["start"])


def test_the_card_opens_with_the_time_the_reports_and_the_claims(filled: str, show: Show) -> None:
    page = show("timeline")
    told = captions(page)
    assert "Happened 1 May 2024, 06:00 (UTC) to 1 May 2024, 09:00 (UTC)" in told
    assert "first reported 1 May 2024, 10:00 UTC" in told
    assert any("Claims about it" in element.value for element in page.markdown)


def test_a_window_in_the_link_keeps_what_happened_in_it(filled: str, show: Show) -> None:
    inside = show("timeline", window="2024-05-01T00:00/2024-05-01T23:00")
    assert inside.get("plotly_chart")
    outside = show("timeline", window="2023-05-01T00:00/2023-05-02T00:00")
    assert not outside.exception
    assert not outside.get("plotly_chart")


ZONES = [
    ("2025-03-04T12:00+02:00", "4 Mar 2025, 12:00 (UTC+02:00)"),
    ("2025-03-04T12:00+00:00", "4 Mar 2025, 12:00 (UTC)"),
    ("2025-03-04T12:00", "4 Mar 2025, 12:00 (local time)"),
    ("2025-03-04", "4 Mar 2025"),
    ("", ""),
]


@pytest.mark.parametrize(("value", "told"), ZONES)
def test_a_time_keeps_its_zone(value: str, told: str) -> None:
    assert event_card.in_its_zone(value) == told


def test_a_zoom_opens_around_the_busiest_moment_and_stands_in_the_link(
    filled: str, show: Show
) -> None:
    page = show("timeline", zoom="Minutes")
    assert not page.exception
    assert page.get("plotly_chart")
    (around,) = (slider for slider in page.select_slider if slider.key == "around_step")
    assert isinstance(around.value, str)
    assert moments.said(around.value) in around.options
    linked = show("timeline", zoom="Minutes", around="2024-05-01 07:11")
    (around,) = (slider for slider in linked.select_slider if slider.key == "around_step")
    assert around.value == "2024-05-01 07:11"


def test_a_zoom_with_a_moment_that_is_none_falls_back(filled: str, show: Show) -> None:
    page = show("timeline", zoom="Minutes", around="yesterday")
    assert not page.exception
    (around,) = (slider for slider in page.select_slider if slider.key == "around_step")
    assert moments.said(str(around.value)) in around.options


SAID = [("2027-03-14 16:10", False, "14 Mar 16:10 UTC"),
        ("2027-03-04 06:01", True, "4 Mar 2027 06:01 UTC")]  # fmt: skip


@pytest.mark.parametrize(("step", "with_year", "said"), SAID)
def test_a_moment_is_said_as_people_say_it(step: str, with_year: bool, said: str) -> None:
    assert moments.said(step, with_year) == said


def test_as_of_is_said_in_words_and_stands_in_the_link_as_a_time(filled: str, show: Show) -> None:
    page = show("timeline", asof="2024-05-01 11:00")
    (slider,) = (slider for slider in page.select_slider if slider.key == "asof_step")
    assert slider.value == "2024-05-01 11:00"
    assert "1 May 11:00 UTC" in slider.options
    assert slider.options[-1] == "latest"
    for bad in ("yesterday", "2001-01-01 00:00"):
        page = show("timeline", asof=bad)
        assert not page.exception
        (slider,) = (slider for slider in page.select_slider if slider.key == "asof_step")
        assert slider.value == "latest"


def test_the_card_stands_beside_the_figure_with_its_sentences_first(
    filled: str, show: Show, told: Told
) -> None:
    """Two clicks: the mark, the sentence."""
    page = show("timeline", event="e1")
    assert told.targets("reports_e1")[0].startswith("place:n1:")
    figure_column, card_column = page.columns[0], page.columns[1]
    assert figure_column.get("plotly_chart")
    assert "the Astrid ran aground" in card_column.markdown[0].value
