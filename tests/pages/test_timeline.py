"""The timeline page: both views, the lanes, the card of an event, and the moment of 'as of'."""

import pandas as pd
import pytest

from pages.shared import event_card
from tests.pages.conftest import Show

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
    (around,) = (slider for slider in page.select_slider if slider.key == "around")
    assert around.value in around.options
    linked = show("timeline", zoom="Minutes", around="2024-05-01 07:11")
    (around,) = (slider for slider in linked.select_slider if slider.key == "around")
    assert around.value == "2024-05-01 07:11"


def test_a_zoom_with_a_moment_that_is_none_falls_back(filled: str, show: Show) -> None:
    page = show("timeline", zoom="Minutes", around="yesterday")
    assert not page.exception
    (around,) = (slider for slider in page.select_slider if slider.key == "around")
    assert around.value in around.options
