"""The drawn figures: every bar with its words, sane with hostile words and odd dates."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from analysis.exports.drawings import standing_bars, timeline_strip
from analysis.model import Case

SVG = "{http://www.w3.org/2000/svg}"


def words(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]


def bars(svg: str) -> list[float]:
    drawn = [r for r in ET.fromstring(svg).iter(f"{SVG}rect") if r.get("style")]
    return [float(bar.get("width", "0")) for bar in drawn]


def test_bars_are_as_long_as_the_confidence(small_case: Case) -> None:
    figure = standing_bars(small_case.propositions)
    assert figure is not None
    assert figure.title == "Four propositions, best sourced first"
    assert figure.alt == "Best sourced at 0.80: At least 12 people were killed in the blast"
    lengths = bars(figure.svg())
    assert lengths[0] == pytest.approx(2 * lengths[1])
    assert "0.80 well sourced" in words(figure.svg())


def test_hostile_words_stay_words(nasty_case: Case) -> None:
    figure = standing_bars(nasty_case.propositions)
    assert figure is not None
    assert any("<script>" in text for text in words(figure.svg()))
    assert ET.fromstring(figure.svg()).find(f".//{SVG}script") is None


def test_events_stand_at_their_time_with_their_status(small_case: Case) -> None:
    (event,) = small_case.events
    planned = replace(
        event, id="e2", description="The inquiry begins", start="2025-03-06", end="2025-03-06",
        status="planned",
    )  # fmt: skip
    figure = timeline_strip([planned, event])
    assert figure is not None
    told = words(figure.svg())
    assert told[:2] == ["An explosion kills twelve people", "(planned) The inquiry begins"]
    assert told[-2:] == ["21:40 UTC on 2 March 2025", "00:00 UTC on 7 March 2025"]
    assert bars(figure.svg())[1] > bars(figure.svg())[0]  # a day is longer than a minute


def test_nothing_to_draw_is_no_figure(small_case: Case) -> None:
    (event,) = small_case.events
    assert standing_bars(()) is None
    assert timeline_strip(()) is None
    assert timeline_strip([replace(event, start="", end="")]) is None
    assert timeline_strip([replace(event, start="some time in May")]) is None
    assert timeline_strip([replace(event, start="9999-12-31", end="9999-12-31")]) is None
