"""Marked text that can be clicked: the reader, the brief, the evidence of a claim.

In: paragraphs of runs. Out: on screen, and the id of the run that the user chose.
The browser builds it from text nodes, so that no text can become markup.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from pages.shared.safe import visible

_HERE = Path(__file__).parent
_NAME = "crossbearing_text"


@dataclass(frozen=True, slots=True)
class Run:
    """Some words. `marks` are classes of text_view.css; with an `id` they can be chosen."""

    text: str
    marks: str = ""
    id: str = ""
    tip: str = ""
    chosen: bool = False  # what the view scrolls to
    stop: bool = True  # reached by the Tab key


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    look: str = ""


def text_view(
    paragraphs: Sequence[Paragraph],
    *,
    key: str,
    label: str,
    on_pick: Callable[[str], None] | None = None,
    look: str = "",
    scroll: str = "",
) -> None:
    """Draw the paragraphs. `on_pick(id)` runs before the next redraw, as a callback.

    `scroll` names what is shown: when it changes, the view scrolls to the chosen run.
    """

    def picked() -> None:
        chosen = st.session_state[key].picked
        if chosen and on_pick is not None:
            on_pick(str(chosen))

    shown = [
        {"look": p.look, "runs": [{**asdict(r), "text": visible(r.text)} for r in p.runs]}
        for p in paragraphs
    ]
    _component()(
        key=key,
        data={"paragraphs": shown, "label": label, "look": look, "scroll": scroll},
        on_picked_change=picked,
    )


def _component() -> Callable[..., object]:
    # Registered anew in every run: tests and reloads start with an empty registry.
    return st.components.v2.component(
        _NAME,
        html='<div class="text"></div>\n',
        css=(_HERE / "text_view.css").read_text(encoding="utf-8"),
        js=(_HERE / "text_view.js").read_text(encoding="utf-8"),
    )
