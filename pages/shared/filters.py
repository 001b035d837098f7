"""The filters of the sidebar, the chips that show them, and the callbacks that set them.

In: the whole case. Out: Filters. Every choice is bound to a parameter of the link, so that it
survives page changes and reloads, and a link reproduces the view.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from pages.shared import moments
from pages.shared.loading import Loaded
from pages.shared.safe import md
from pages.shared.selection import Filters, Selection
from pages.shared.wording import plural, quoted, when

LATEST = "latest"
MOMENTS = 240  # steps of the as-of control; more publication times are thinned out evenly
VOICES = {"Anyone": "", "Attributed": "attributed", "Outlets": "own"}
LINKED = ("event", "about", "within", "only", "window")  # set by figures and cards, not by hand
_EMPTY = {"actor": [], "outlet": [], "conf": (0, 100), "dates": (), "q": "", "voice": "Anyone",
          **dict.fromkeys(LINKED, "")}  # fmt: skip


def as_of_control(whole: Loaded) -> str:
    """The moment to go back to, '' for now. Rebuilds everything as it was known then."""
    steps = _moments(whole)
    if len(steps) < 2:
        return ""
    chosen = moments.control(
        "As of", steps, key="asof", end=LATEST,
        help="Shows everything as it was known at that moment of publication. "
        "Articles without a date are left out then.",
    )  # fmt: skip
    if not chosen:
        return ""
    st.button(
        "Back to the latest", key="latest", icon=":material/last_page:", type="tertiary",
        on_click=clear, args=("asof",),
    )  # fmt: skip
    return chosen.replace(" ", "T")


def filter_controls(loaded: Loaded) -> Filters:
    """Draw the filters; read what is chosen."""
    labels = loaded.actor_labels
    outlets = sorted(set(loaded.articles["outlet"]) - {""})
    for key, empty in _EMPTY.items():
        st.session_state.setdefault(key, empty)
    text = st.text_input(
        "Search", key="q", bind="query-params", type="search",
        placeholder="Words in claims or sources", icon=":material/search:",
    )  # fmt: skip
    actors = st.multiselect(
        "Actor", list(labels), key="actor", bind="query-params", placeholder="Anyone",
        help="Claims that the actor makes, or that mention the actor.",
    )  # fmt: skip
    confidence = st.slider(
        "Claim confidence", 0, 100, key="conf", bind="query-params", format="%d %%",
        help="How well the claim is sourced in this coverage. Not how likely it is to be true.",
    )  # fmt: skip
    chosen_outlets = (
        st.multiselect(
            "Outlet", outlets, key="outlet", bind="query-params", placeholder="Any outlet"
        )
        if outlets  # a filter that cannot be used would only be hard to read
        else []
    )
    dates = _dates(loaded.articles["published"])
    _linked()
    voice = st.segmented_control(
        "Who speaks", list(VOICES), default="Anyone", key="voice", bind="query-params",
        required=True, width="stretch",
        help="Attributed: the article says who says it. Outlets: their own words.",
    )  # fmt: skip
    drawn = {"actor": actors, "outlet": chosen_outlets, "conf": confidence, "dates": dates,
             "q": text, "voice": voice}  # fmt: skip
    return read(loaded, drawn | {key: st.session_state[key] for key in LINKED})


def read(loaded: Loaded, state: Mapping[str, Any]) -> Filters:
    """What a state of the controls means for a case; what the case does not have is left out."""
    labels = loaded.actor_labels
    low, high = state["conf"]
    days = tuple(state["dates"] or ())
    return Filters(
        actors=tuple(labels[label] for label in state["actor"] if label in labels),
        confidence=(int(low), int(high)),
        outlets=tuple(state["outlet"]),
        dates=(days[0], days[1]) if len(days) == 2 else None,
        text=state["q"] or "",
        voices=VOICES.get(state["voice"] or "", ""),
        event=_known(state["event"], loaded.event),
        proposition=_known(state["about"], loaded.proposition),
        article=_known(state["within"], loaded.article),
        claim=_known(state["only"], loaded.claim),
        happened=_window(state["window"]),
    )


def state_now() -> dict[str, Any]:
    """The controls as they stand, as far as they are not empty."""
    now = {key: st.session_state.get(key, empty) for key, empty in _EMPTY.items()}
    return {key: value for key, value in now.items() if value != _EMPTY[key]}


def set_state(state: Mapping[str, Any]) -> None:
    """Set all controls; what is not named is emptied."""
    for key, empty in _EMPTY.items():
        st.session_state[key] = state.get(key, empty)


def with_empty(state: Mapping[str, Any]) -> dict[str, Any]:
    return {**_EMPTY, **state}


def chips(selection: Selection) -> None:
    """What is chosen, each with a way to take it back, and one way to take all back."""
    filters, loaded = selection.filters, selection.loaded
    if not filters.active and not filters.as_of:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="chips"):
        shown, whole = selection.claim_count, loaded.claim_count
        then = " known then" if filters.as_of else ""
        st.markdown(f"**{shown:,}** of {plural(whole, 'claim')}{then}")
        if filters.as_of:
            _chip(f"As of {when(filters.as_of)}", "asof")
        for actor in filters.actors:
            label = loaded.label_of_actor.get(actor, actor)
            _chip(label, "actor", label)
        if filters.confidence != (0, 100):
            low, high = filters.confidence
            _chip(f"Confidence {low}–{high} %", "conf")
        for outlet in filters.outlets:
            _chip(outlet, "outlet", outlet)
        if filters.dates:
            _chip(" – ".join(str(day) for day in dict.fromkeys(filters.dates)), "dates")
        if filters.text:
            _chip(f"“{filters.text}”", "q")
        if filters.voices:
            _chip(str(st.session_state["voice"]), "voice")
        if filters.event in loaded.event:
            _chip(f"Event: {loaded.event[filters.event].description}", "event")
        if filters.happened:
            first, last = filters.happened
            _chip(f"Happened {when(first)} – {when(last)}", "window")
        if filters.proposition in loaded.proposition:
            _chip(f"About: {loaded.proposition[filters.proposition].statement}", "about")
        if filters.article in loaded.article:
            article = loaded.article[filters.article]
            _chip(f"Article: {article.title or article.id}", "within")
        if filters.claim in loaded.claim:
            _chip(f"Claim: {quoted(loaded.claim[filters.claim].content)}", "only")
        st.button("Clear all", key="clear_all", type="tertiary", on_click=clear_all)


def clear_all() -> None:
    """Everything shown again, as of now."""
    set_state({})
    if "asof" in st.session_state:
        st.session_state["asof"] = ""


def clear(key: str, value: str = "") -> None:
    """One choice taken back."""
    if key == "asof":
        st.session_state[key] = ""
    elif value:
        st.session_state[key] = [item for item in st.session_state[key] if item != value]
    else:
        st.session_state[key] = _EMPTY[key]


def show_only(key: str, value: object) -> None:
    """A choice made in a figure or a table, as if it had been made in the sidebar."""
    st.session_state[key] = value


def of_source(loaded: Loaded, source_id: str) -> tuple[str, list[str]] | None:
    """The filter that keeps one source of the ledger; None for those without a name."""
    if source_id.startswith("outlet:"):
        return "outlet", [source_id.removeprefix("outlet:")]
    label = loaded.label_of_actor.get(source_id)
    return ("actor", [label]) if label else None


def show_actors(labels: Iterable[str]) -> None:
    wanted = list(labels)
    if wanted:
        st.session_state["actor"] = wanted


def _chip(label: str, key: str, value: str = "") -> None:
    st.button(
        md(label, 48), key=f"chip_{key}_{value}", icon=":material/close:", icon_position="right",
        on_click=clear, args=(key, value), help="Remove this filter",
    )  # fmt: skip


def _linked() -> None:
    """Choices made in figures and cards stand in the link like the others: inputs that
    look.css hides."""
    with st.container(key="linked"):
        for key in LINKED:
            st.text_input(key, key=key, bind="query-params", label_visibility="collapsed")


def _known(identifier: str | None, known: Container[str]) -> str:
    return identifier if identifier and identifier in known else ""


def _window(text: str | None) -> tuple[pd.Timestamp, pd.Timestamp] | None:
    """'from/to' in ISO 8601; None when it is not that."""
    bounds = pd.to_datetime((text or "").split("/"), utc=True, errors="coerce", format="ISO8601")
    if len(bounds) != 2 or bounds.hasnans or bounds[0] > bounds[1]:
        return None
    return bounds[0], bounds[1]


def _dates(published: pd.Series[pd.Timestamp]) -> tuple[date, date] | None:
    known = published.dropna()
    if known.empty:
        return None
    first, last = known.min().date(), known.max().date()
    if first == last:
        return None
    chosen = st.date_input(
        "Reported", (), first, last, key="dates", bind="query-params", format="YYYY-MM-DD"
    )
    if not isinstance(chosen, tuple) or len(chosen) != 2:
        return None  # empty, or the second day is still to be chosen
    return chosen[0], chosen[1]


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Loaded: id})
def _moments(whole: Loaded) -> list[str]:
    published = whole.articles["published"]
    known = sorted(set(published.dropna().dt.strftime(moments.MOMENT)))
    if len(known) <= MOMENTS:
        return known
    step = len(known) / MOMENTS
    return [known[int(index * step)] for index in range(MOMENTS)]
