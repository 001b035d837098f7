"""Saved filters that are watched: each shows how many claims are new in it since last seen.

In: a View. Out: a panel of the sidebar; the filters set when one is opened, and what is new listed.
A claim counts as seen once its filter was opened while it was in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zlib import crc32

import streamlit as st

from pages.shared import filters, lines
from pages.shared.context import View
from pages.shared.loading import Loaded
from pages.shared.safe import md, shorten
from pages.shared.selection import Filters, Selection
from pages.shared.takeaway import in_force
from pages.shared.wording import plural, when

KEPT = "watches"
LISTED = 8  # new claims shown when a filter is opened
NAME = 60  # characters
Watch = dict[str, Any]


def panel(view: View) -> None:
    """The saved filters, newest last, and the way to save what is set now."""
    kept = watches(view)
    chosen = replace(view.selection.filters, as_of="")
    fresh = [new_in(view, watch) for watch in kept]
    total = sum(map(len, fresh))
    title = "Saved filters" + (f" · {total:,} new" if total else "")
    with st.expander(title, expanded=bool(total), key="watch"):
        for index, (watch, new) in enumerate(zip(kept, fresh, strict=True)):
            news = f" · **{len(new):,} new**" if new else ""
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.button(f"{md(watch['name'], 34)}{news}", key=f"watch_open_{index}",
                          type="tertiary", on_click=_open, args=(view, index, tuple(new)),
                          help=f"Last seen {when(watch['at'])}")  # fmt: skip
                st.button(
                    "Forget", key=f"watch_forget_{index}", type="tertiary",
                    icon=":material/close:", on_click=_forget, args=(view, index),
                )  # fmt: skip
        if not chosen.active:
            st.caption("Set filters, then save them here: what is new in them is counted.")
        elif any(_filters(view.whole, watch) == chosen for watch in kept):
            st.caption("The filters that are set are saved.")
        else:
            st.text_input("Name for the filters that are set", key="watch_name",
                          placeholder=shorten(_suggested(view), NAME))  # fmt: skip
            st.button("Save and watch", key="watch_save", on_click=_save, args=(view,))


def show_news(view: View) -> None:
    """What was new in the filter that was opened last, until it is closed."""
    opened = st.session_state.get("_watch_news")
    if not opened or opened["case"] != view.case_id:
        return
    with st.container(border=True, key="watch_news"):
        new = [i for i in opened["new"] if i in view.loaded.claim]
        name, since = md(opened["name"], NAME), when(opened["since"])
        with st.container(horizontal=True, vertical_alignment="center"):
            number = plural(len(new), "claim") if new else "Nothing"
            st.markdown(f"**{number} new in “{name}”** since {since}")
            st.button("Close", key="watch_close", type="tertiary", icon=":material/close:",
                      on_click=_close)  # fmt: skip
        if new:
            lines.draw(lines.claim_lines(view, new, LISTED), key="watch_lines",
                       label=f"New claims in {opened['name']}")  # fmt: skip


def watches(view: View) -> list[Watch]:
    return list(view.store.remembered(view.case_id, KEPT, []))


def new_in(view: View, watch: Watch) -> list[str]:
    """Ids of the claims in the filter that were not in it when it was last seen, newest first."""
    seen = set(watch["seen"])
    return [i for i in _in_filter(view.whole, _filters(view.whole, watch)) if _mark(i) not in seen]


@st.cache_resource(max_entries=60, show_spinner=False, hash_funcs={Loaded: id, Filters: repr})
def _in_filter(loaded: Loaded, chosen: Filters) -> list[str]:
    found = Selection(loaded, chosen).claims
    return list(found.sort_values("reported", ascending=False, kind="stable")["claim_id"])


def _filters(loaded: Loaded, watch: Watch) -> Filters:
    return filters.read(loaded, filters.with_empty(_unpacked(watch["state"])))


def _save(view: View) -> None:
    name = st.session_state.get("watch_name", "").strip() or _suggested(view)
    state = _packed(filters.state_now())
    watch = {"name": name[:NAME], "state": state, "seen": [], "at": ""}
    view.store.remember(view.case_id, KEPT, [*watches(view), _seen(view, watch)])


def _open(view: View, index: int, new: tuple[str, ...]) -> None:
    """Set its filters, list what is new, and count that as seen."""
    kept = watches(view)
    watch = kept[index]
    st.session_state["_watch_news"] = {
        "case": view.case_id, "name": watch["name"], "since": watch["at"], "new": list(new),
    }  # fmt: skip
    filters.set_state(_known(view.whole, _unpacked(watch["state"])))
    kept[index] = _seen(view, watch)
    view.store.remember(view.case_id, KEPT, kept)


def _known(loaded: Loaded, state: dict[str, Any]) -> dict[str, Any]:
    """Without actors and outlets that the case has lost since: a control would refuse them."""
    outlets = set(loaded.articles["outlet"])
    known = {"actor": loaded.actor_labels, "outlet": outlets}
    return {
        key: [item for item in value if item in known[key]] if key in known else value
        for key, value in state.items()
    }


def _close() -> None:
    st.session_state.pop("_watch_news", None)


def _forget(view: View, index: int) -> None:
    kept = watches(view)
    kept.pop(index)
    view.store.remember(view.case_id, KEPT, kept)


def _seen(view: View, watch: Watch) -> Watch:
    """The watch with everything that is in it now counted as seen."""
    inside = _in_filter(view.whole, _filters(view.whole, watch))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    return {**watch, "seen": sorted(map(_mark, inside)), "at": at}


def _mark(claim_id: str) -> int:
    """Four bytes stand for a claim: a filter over 10,000 claims stays small in the database."""
    return crc32(claim_id.encode())


def _suggested(view: View) -> str:
    return "; ".join(in_force(view.selection).values()) or "Saved filter"


def _packed(state: Mapping[str, Any]) -> dict[str, Any]:
    """As JSON keeps it: days as text, pairs as lists."""
    return {
        key: [day.isoformat() for day in value] if key == "dates" else value
        for key, value in state.items()
    }


def _unpacked(state: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(state)
    if "dates" in found:
        found["dates"] = tuple(map(date.fromisoformat, found["dates"]))
    if "conf" in found:
        found["conf"] = tuple(found["conf"])
    return found
