"""Notebook: what you pinned, in your order, your words between; and all there is to take away."""

import streamlit as st

from pages.shared import lines, notes, states, takeaway
from pages.shared.context import current
from pages.shared.wording import plural

view = current()
st.title("Notebook")
if not view.whole.case.articles:
    states.no_articles()
    st.stop()
kept = notes.entries(view)
book, take = st.columns([8, 5], gap="large")


def move(index: int, by: int) -> None:
    changed = notes.entries(view)
    entry = changed.pop(index)
    changed.insert(index + by, entry)
    notes.save(view, changed)


def remove(index: int) -> None:
    changed = notes.entries(view)
    changed.pop(index)
    notes.save(view, changed)


def write(index: int, key: str) -> None:
    changed = notes.entries(view)
    changed[index]["words"] = st.session_state[key]
    notes.save(view, changed)


def add_words() -> None:
    notes.save(view, [*notes.entries(view), {"kind": "words", "target": "", "words": ""}])


with book:
    if kept:
        st.caption(f"{plural(len(kept), 'entry', 'entries')}. The report follows this order.")
    else:
        st.write(
            "Pin a claim, a proposition or an event where you meet it; it lands here. Write your "
            "own words between. The report on the right opens with what stands here."
        )
    for index, entry in enumerate(kept):
        name = f"{index}_{entry['kind']}_{entry['target']}"
        with st.container(border=True, key=f"entry_{name}"):
            shown = notes.entry_line(view, entry)
            if shown:
                lines.draw(shown, key=f"pinned_{name}", label=f"Pinned {entry['kind']}")
            st.text_area(
                "Your words", entry["words"], key=f"words_{name}", on_change=write,
                args=(index, f"words_{name}"), height=90,
                placeholder="What it means, what to check", label_visibility="collapsed",
            )  # fmt: skip
            with st.container(horizontal=True, gap="xsmall"):
                st.button(
                    "Up", key=f"up_{name}", disabled=index == 0, type="tertiary",
                    icon=":material/arrow_upward:", on_click=move, args=(index, -1),
                )  # fmt: skip
                st.button("Down", key=f"down_{name}", disabled=index == len(kept) - 1,
                          type="tertiary", icon=":material/arrow_downward:", on_click=move,
                          args=(index, 1))  # fmt: skip
                st.button("Remove", key=f"remove_{name}", type="tertiary",
                          icon=":material/close:", on_click=remove, args=(index,))  # fmt: skip
    st.button("Add words", key="add_words", icon=":material/add:", on_click=add_words)
with take:
    takeaway.show(view)
