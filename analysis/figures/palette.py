"""Colours and marks, each with one meaning, for every figure and page.

In: nothing. Out: LIGHT and DARK palettes, marks that repeat each meaning without colour, and
`style`, which gives any Plotly figure the common type, margins and grid.

The hues come from the colour-blind safe set of Okabe and Ito (2008), shifted in lightness until
text in them meets WCAG AA (4.5:1) on the background of its theme; `tests/figures/test_palette.py`
measures both. Never tell two things apart by colour alone: use the mark as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

FONT = "'Source Sans', 'Source Sans 3', 'Segoe UI', Arial, sans-serif"  # as the pages around it
TEXT_SIZE = 13
TITLE_SIZE = 15
KEY_ROW = 42  # pixels, a legend of one row
TOOL_ROW = 30  # pixels over it, for the buttons that zoom and select
# The page hands Plotly every figure twice. Its second look compares this word instead of every
# array, and draws nothing anew; a figure that has changed is another figure to the page. A
# template, which nothing here needs, would count as changed.
AS_MADE = "as made"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme. Keys of the mappings are the model's own words."""

    dark: bool
    background: str
    surface: str  # cards, the sidebar
    ink: str
    muted: str
    line: str  # borders, grid
    accent: str  # what is selected, what can be clicked
    standing: Mapping[str, str]
    source_kind: Mapping[str, str]
    actor_type: Mapping[str, str]
    event_status: Mapping[str, str]
    supports: str
    contradicts: str
    neutral: str
    sequence: tuple[str, ...]  # weak to strong: weights, confidence, counts
    categories: tuple[str, ...]  # communities, lanes: no meaning but 'not the same'


def _source_kinds(record: str, body: str, unnamed: str, media: str, own: str) -> dict[str, str]:
    """On the record, a body or paper speaking, unnamed, other media, the outlet itself."""
    return {
        "named official": record,
        "named person": record,
        "organisation": body,
        "document": body,
        "anonymous official": unnamed,
        "anonymous": unnamed,
        "media": media,
        "author": own,
    }


LIGHT = Palette(
    dark=False,
    background="#FFFFFF",
    surface="#F5F6F8",
    ink="#1B2430",
    muted="#566273",
    line="#D5DAE1",
    accent="#1F5FA8",
    standing={
        "well sourced": "#00664F",
        "partly sourced": "#1F6FB2",
        "single source": "#5B6675",
        "contested": "#B8420A",
        "retracted": "#5F1E4E",
    },
    source_kind=_source_kinds("#00664F", "#1F6FB2", "#8A6000", "#8A3B75", "#5B6675"),
    actor_type={
        "person": "#1F6FB2",
        "organization": "#00664F",
        "place": "#8A6000",
        "group": "#8A3B75",
        "vessel": "#B8420A",
        "vehicle": "#B8420A",
        "facility": "#8A6000",
        "other": "#5B6675",
    },
    event_status={
        "happened": "#1F5FA8",
        "ongoing": "#00664F",
        "planned": "#8A6000",
        "conditional": "#5B6675",
        "denied": "#B8420A",
    },
    supports="#00664F",
    contradicts="#B8420A",
    neutral="#8792A2",
    sequence=("#DCE9F5", "#B4D1EA", "#84B2DC", "#5190C9", "#2A70B0", "#164F86"),
    categories=(
        "#1F6FB2",
        "#B57C00",
        "#00795D",
        "#B8420A",
        "#A4568D",
        "#2E93C4",
        "#6B7686",
        "#857A00",
    ),
)

DARK = Palette(
    dark=True,
    background="#11161D",
    surface="#19202A",
    ink="#E7ECF2",
    muted="#A3AFBE",
    line="#313B48",
    accent="#7DB8F0",
    standing={
        "well sourced": "#3FC3A0",
        "partly sourced": "#6FB4EE",
        "single source": "#A3AFBE",
        "contested": "#FF9A66",
        "retracted": "#F6CDEB",
    },
    source_kind=_source_kinds("#3FC3A0", "#6FB4EE", "#E5B94A", "#DE9CCB", "#A3AFBE"),
    actor_type={
        "person": "#6FB4EE",
        "organization": "#3FC3A0",
        "place": "#E5B94A",
        "group": "#DE9CCB",
        "vessel": "#FF9A66",
        "vehicle": "#FF9A66",
        "facility": "#E5B94A",
        "other": "#A3AFBE",
    },
    event_status={
        "happened": "#7DB8F0",
        "ongoing": "#3FC3A0",
        "planned": "#E5B94A",
        "conditional": "#A3AFBE",
        "denied": "#FF9A66",
    },
    supports="#3FC3A0",
    contradicts="#FF9A66",
    neutral="#7C8899",
    sequence=("#1E3348", "#274C70", "#33689A", "#4A88C2", "#74AEE2", "#B4D8F7"),
    categories=(
        "#6FB4EE",
        "#E5B94A",
        "#3FC3A0",
        "#FF9A66",
        "#DE9CCB",
        "#8FD6F5",
        "#A3AFBE",
        "#D8D36A",
    ),
)

# The same meanings without colour: a character for text, a marker symbol or dash for figures.
STANDING_MARK: Mapping[str, str] = {
    "well sourced": "●",
    "partly sourced": "◐",
    "single source": "○",
    "contested": "◆",
    "retracted": "✕",
}
ACTOR_SYMBOL: Mapping[str, str] = {
    "person": "circle",
    "organization": "square",
    "place": "diamond",
    "group": "hexagon",
    "vessel": "triangle-up",
    "vehicle": "triangle-up",
    "facility": "pentagon",
    "other": "circle-open",
}
EVENT_SYMBOL: Mapping[str, str] = {
    "happened": "circle",
    "ongoing": "triangle-right",
    "planned": "diamond",  # hollow marks are guesses
    "conditional": "square",
    "denied": "x",
}
STANDINGS: tuple[str, ...] = tuple(STANDING_MARK)
CERTAINTY_WORDS: Mapping[str, str] = {
    "CT": "certain",
    "PR": "probable",
    "PS": "possible",
    "U": "uncommitted",
}


def of(dark: bool) -> Palette:
    """The palette of a theme."""
    return DARK if dark else LIGHT


def safe(text: str) -> str:
    """Text from an article as Plotly may draw it: Plotly renders tags and links otherwise.

    Every string that stems from the material and ends in a label, a hover, a tick or a title
    of a figure goes through here.
    """
    return escape(visible(text), quote=False)


def visible(text: str) -> str:
    """Control and bidirectional characters made visible, so that no text can hide or reorder."""
    return text.translate(_SHOWN)


_SHOWN = {
    code: f"⟨U+{code:04X}⟩"
    for code in (
        *range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0),
        0x061C, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070),
        0xFEFF, 0xFFF9, 0xFFFA, 0xFFFB, *range(0xE0000, 0xE0080),
    )
}  # fmt: skip


def key_above(figure: go.Figure, left: int = 8, bottom: int = 50, top: int = KEY_ROW) -> None:
    """The legend in one row over the drawing, and margins that its words fit into.

    Plotly draws a figure whose words do not fit its margins, then widens these and draws it all
    again; on a narrow screen it still does.
    """
    figure.update_layout(
        legend={"orientation": "h", "y": 1.0, "x": 0, "yanchor": "bottom"},
        margin={"l": left, "r": 12, "t": top, "b": bottom},
    )


def style(figure: go.Figure, palette: Palette, height: int | None = None) -> go.Figure:
    """Give a figure the common look: type scale, quiet grid, room for its labels."""
    figure.layout.template = None
    figure.update_layout(
        font={"family": FONT, "size": TEXT_SIZE, "color": palette.ink},
        title={"font": {"size": TITLE_SIZE}, "x": 0, "xanchor": "left"},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 40 if figure.layout.title.text else 8, "b": 8},
        hoverlabel={
            "bgcolor": palette.surface,
            "bordercolor": palette.line,
            "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.ink},
            "align": "left",
        },
        legend={"title": None, "font": {"size": 12}, "bgcolor": "rgba(0,0,0,0)"},
        colorway=list(palette.categories),
        modebar={
            "bgcolor": "rgba(0,0,0,0)",
            "color": palette.muted,
            "activecolor": palette.accent,
        },
        datarevision=AS_MADE,
    )
    axis = {
        "gridcolor": palette.line,
        "linecolor": palette.line,
        "zerolinecolor": palette.line,
        "automargin": True,
        "title": {"font": {"size": TEXT_SIZE, "color": palette.muted}},
    }
    figure.update_xaxes(**axis)
    figure.update_yaxes(**axis)
    if height is not None:
        figure.update_layout(height=height)
    return figure
