"""The palette keeps what it promises: readable text, and meanings that do not rest on hue."""

from itertools import combinations
from typing import get_args

import plotly.graph_objects as go
import pytest

from analysis.figures import palette
from analysis.model import SOURCE_KINDS, EntityType, EventStatus

THEMES = pytest.mark.parametrize("theme", [palette.LIGHT, palette.DARK], ids=["light", "dark"])

# Machado, Oliveira, Fernandes (2009), severity 1.0, on linear RGB.
COLOUR_BLIND = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def linear(colour: str) -> tuple[float, ...]:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return tuple(c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    red, green, blue = (min(1.0, max(0.0, c)) for c in rgb)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(a: str, b: str, vision: str) -> float:
    rows = COLOUR_BLIND[vision]
    seen = [lab(tuple(sum(m * c for m, c in zip(row, linear(x), strict=True)) for row in rows))
            for x in (a, b)]  # fmt: skip
    return sum((p - q) ** 2 for p, q in zip(*seen, strict=True)) ** 0.5


@THEMES
def test_text_colours_meet_wcag_aa(theme: palette.Palette) -> None:
    text = {
        theme.ink, theme.muted, theme.accent, theme.supports, theme.contradicts,
        *theme.standing.values(), *theme.source_kind.values(),
        *theme.actor_type.values(), *theme.event_status.values(),
    }  # fmt: skip
    for colour in text:
        assert contrast(colour, theme.background) >= 4.5, colour
        assert contrast(colour, theme.surface) >= 4.5, colour


@THEMES
def test_graphic_colours_stand_out(theme: palette.Palette) -> None:
    for colour in (*theme.categories, theme.neutral):
        assert contrast(colour, theme.background) >= 3, colour


@THEMES
@pytest.mark.parametrize("vision", COLOUR_BLIND)
def test_support_and_contradiction_differ_to_every_eye(theme: palette.Palette, vision: str) -> None:
    assert distance(theme.supports, theme.contradicts, vision) > 20
    for a, b in combinations(theme.standing.values(), 2):
        assert distance(a, b, vision) > 7, (a, b)


def test_every_word_of_the_model_has_its_colour_and_mark() -> None:
    for theme in (palette.LIGHT, palette.DARK):
        assert set(theme.source_kind) == set(SOURCE_KINDS)
        assert set(theme.actor_type) == set(get_args(EntityType)) == set(palette.ACTOR_SYMBOL)
        assert set(theme.event_status) == set(get_args(EventStatus)) == set(palette.EVENT_SYMBOL)
        assert set(theme.standing) == set(palette.STANDING_MARK)
    assert len(set(palette.STANDING_MARK.values())) == len(palette.STANDING_MARK)


def test_sequence_grows_away_from_the_background() -> None:
    for theme in (palette.LIGHT, palette.DARK):
        steps = [contrast(colour, theme.background) for colour in theme.sequence]
        assert steps == sorted(steps)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain – “quotes” é", "plain – “quotes” é"),
        ("<b>x</b> & y", "&lt;b&gt;x&lt;/b&gt; &amp; y"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\x00b\x1b", "a⟨U+0000⟩b⟨U+001B⟩"),
        ("line\nbreak\t", "line\nbreak\t"),
    ],
)
def test_safe_leaves_no_markup_and_nothing_hidden(text: str, shown: str) -> None:
    assert palette.safe(text) == shown


def test_style_keeps_the_traces() -> None:
    figure = palette.style(go.Figure(go.Scatter(x=[1], y=[2])), palette.DARK, height=300)
    assert figure.layout.height == 300
    assert figure.layout.font.color == palette.DARK.ink
    assert list(figure.data[0].x) == [1]


def test_a_figure_is_the_same_at_the_second_look() -> None:
    """The page hands a figure over twice: what Plotly would count as changed, it draws again."""
    figure = palette.style(go.Figure(go.Scatter(x=[1], y=[2])), palette.LIGHT)
    assert figure.to_dict()["layout"]["datarevision"] == palette.AS_MADE
    assert "template" not in figure.to_dict()["layout"]
