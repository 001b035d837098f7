"""What the screen hands to the page that it runs: the open case, loaded and filtered.

A page opens with `view = current()`.
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from analysis.figures.palette import Palette, of
from analysis.store import CaseRecord, Store
from pages.shared import login
from pages.shared.loading import Loaded, store
from pages.shared.selection import Selection

_KEY = "_view"


@dataclass(frozen=True, slots=True)
class View:
    record: CaseRecord
    loaded: Loaded  # the case as of the chosen moment
    whole: Loaded  # the case as it is now
    selection: Selection  # what the filters leave of `loaded`

    @property
    def case_id(self) -> str:
        return self.record.id

    @property
    def store(self) -> Store:
        return store()

    @property
    def palette(self) -> Palette:
        return of(st.context.theme.type == "dark")

    def correct(self, kind: str, **payload: object) -> None:
        """Record a decision of the analyst's; the next redraw shows what it changes."""
        self.store.add_correction(self.case_id, kind, dict(payload), author=login.who())


def hand_over(view: View) -> None:
    st.session_state[_KEY] = view


def current() -> View:
    """The view of this run."""
    view: View = st.session_state[_KEY]
    return view
