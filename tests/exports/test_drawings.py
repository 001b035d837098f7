"""The drawn figures: every bar with its words, sane with hostile words and odd dates."""

import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from PIL import Image, ImageColor
from reportlab.pdfbase.pdfmetrics import stringWidth  # type: ignore[import-untyped]

from analysis.exports.drawings import standing_bars, timeline_strip
from analysis.exports.fonts import REGULAR
from analysis.exports.network_drawing import _labels
from analysis.exports.raster import to_png
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
    assert told[-2:] == ["4 Mar 2025", "6 Mar 2025"]
    assert figure.alt.startswith("From 2 March 2025 to 7 March 2025 (UTC)")
    assert bars(figure.svg())[1] > bars(figure.svg())[0]  # a day is longer than a minute


def test_nothing_to_draw_is_no_figure(small_case: Case) -> None:
    (event,) = small_case.events
    assert standing_bars(()) is None
    assert timeline_strip(()) is None
    assert timeline_strip([replace(event, start="", end="")]) is None
    assert timeline_strip([replace(event, start="some time in May")]) is None
    assert timeline_strip([replace(event, start="9999-12-31", end="9999-12-31")]) is None


def test_a_guessed_date_looks_guessed(small_case: Case) -> None:
    (event,) = small_case.events
    figure = timeline_strip([replace(event, guessed=True)])
    assert figure is not None
    assert "hollow bar: a guess from the time of the report" in words(figure.svg())
    stated = timeline_strip([replace(event, guessed=False)])
    assert stated is not None
    assert not any("guess" in told for told in words(stated.svg()))


def test_a_figure_that_leaves_things_out_says_of_how_many(small_case: Case) -> None:
    (event,) = small_case.events
    proposition = small_case.propositions[0]
    many = [replace(proposition, id=f"p{number}") for number in range(20)]
    bar = standing_bars(many)
    assert bar is not None
    assert bar.title == "The 15 best sourced of 20 propositions"
    strip = timeline_strip([replace(event, id=f"e{number}") for number in range(20)])
    assert strip is not None
    assert strip.title == "The 15 most reported of 20 dated events"


def test_background_of_years_ago_does_not_press_the_story_together(small_case: Case) -> None:
    (event,) = small_case.events
    days = [replace(event, id=f"d{n}", start=f"2025-03-0{n}", end=f"2025-03-0{n}")
            for n in range(1, 5)]  # fmt: skip
    old = replace(event, id="old", description="The port opened", start="1961", end="1961")
    figure = timeline_strip([*days, replace(old, start="1961-05-01", end="1961-05-01")])
    assert figure is not None
    told = words(figure.svg())
    assert "The port opened" not in told
    assert "without one event long before or after the reports" in figure.alt
    assert all("2025" in said for said in told if re.search(r"\d{4}$", said))


def test_what_is_hollow_has_an_outline_in_png_too(small_case: Case) -> None:
    (event,) = small_case.events
    figure = timeline_strip([replace(event, guessed=True)])
    assert figure is not None
    image = Image.open(io.BytesIO(to_png(figure.drawing, {})))
    blue = ImageColor.getrgb("#2d6fb0")
    assert blue in {colour for _, colour in image.getcolors(100_000)}


def test_no_name_of_the_network_lies_on_another(small_case: Case) -> None:
    """A hundred names of one length in a small square: those drawn are apart."""
    actors = [replace(small_case.actors[0], id=f"a{n}", name=f"Person number {n:02}")
              for n in range(100)]  # fmt: skip
    places = {f"a{n}": (200.0 + 12 * (n % 10), 150.0 + 12 * (n // 10)) for n in range(100)}
    labels = _labels(actors, places)
    assert 3 <= len(labels) < 100
    boxes = [(label.x, label.y, label.x + stringWidth(label.text, REGULAR, label.fontSize),
              label.y + label.fontSize) for label in labels]  # fmt: skip
    for number, one in enumerate(boxes):
        assert not any(one[0] < b[2] and b[0] < one[2] and one[1] < b[3] and b[1] < one[3]
                       for b in boxes[number + 1 :])  # fmt: skip
