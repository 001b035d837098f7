"""Notebook: what you pinned, in your order, your words between; and all there is to take away."""

import streamlit as st

from pages.shared import lines, notes, states, takeaway
from pages.shared.context import current
from pages.shared.wording import plural

view = current()
st.title("Notebook")
if not view.whole.article_count:
    states.no_articles(view)
    st.stop()
kept = notes.entries(view)
book, take = st.columns([8, 5], gap="large")


def move(index: int, by: int) -> None:
    changed = notes.entries(view)
    entry = changed.pop(index)
    changed.insert(index + by, entry)
    notes.save(view, changed, f"Moved: {notes.label(view, entry)}")


def remove(index: int) -> None:
    changed = notes.entries(view)
    entry = changed.pop(index)
    notes.save(view, changed, f"Removed: {notes.label(view, entry)}")


def write(index: int, name: str) -> None:
    changed = notes.entries(view)
    changed[index]["words"] = st.session_state[f"words_{name}"]
    changed[index]["tags"] = st.session_state[f"tags_{name}"]
    notes.save(view, changed, f"Noted: {notes.label(view, changed[index])}")


def add_words() -> None:
    empty = {"kind": "words", "target": "", "words": "", "tags": []}
    notes.save(view, [*notes.entries(view), empty], "Added own words")


def entry_box(index: int, entry: notes.Entry) -> None:
    name = f"{index}_{entry['kind']}_{entry['target']}"
    with st.container(border=True, key=f"entry_{name}"):
        shown = notes.entry_line(view, entry)
        if shown:
            lines.draw(shown, key=f"pinned_{name}", label=f"Pinned {entry['kind']}")
        st.text_area(
            "Your words", entry["words"], key=f"words_{name}", on_change=write,
            args=(index, name), height=90, placeholder="What it means, what to check",
            label_visibility="collapsed",
        )  # fmt: skip
        notes.tag_field(view, entry, f"tags_{name}", write, args=(index, name),
                        label_visibility="collapsed")  # fmt: skip
        with st.container(horizontal=True, gap="xsmall"):
            st.button("Up", key=f"up_{name}", disabled=index == 0, type="tertiary",
                      icon=":material/arrow_upward:", on_click=move, args=(index, -1))  # fmt: skip
            st.button("Down", key=f"down_{name}", disabled=index == len(kept) - 1,
                      type="tertiary", icon=":material/arrow_downward:", on_click=move,
                      args=(index, 1))  # fmt: skip
            st.button("Remove", key=f"remove_{name}", type="tertiary",
                      icon=":material/close:", on_click=remove, args=(index,))  # fmt: skip


with book:
    if kept:
        st.caption(f"{plural(len(kept), 'entry', 'entries')}. The report opens with them, in this "
                   "order. What you write is kept when you leave the field.")  # fmt: skip
    else:
        st.write(
            "Pin a claim, a proposition, an event, an actor or an article where you meet it; it "
            "lands here. Write your own words between. The report opens with what stands here."
        )
    tags = notes.tags(view)
    wanted = (
        st.pills("Only with tag", tags, selection_mode="multi", key="tag", bind="query-params")
        if tags
        else []
    )
    for index, entry in enumerate(kept):
        if not wanted or set(wanted) & set(entry["tags"]):
            entry_box(index, entry)
    st.button("Add words", key="add_words", icon=":material/add:", on_click=add_words)
with take:
    takeaway.show(view)
