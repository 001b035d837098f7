"""Audit trail: every decision of the analyst's, who and when, each undone or made again."""

import json

import streamlit as st

from pages.shared import arrivals, decisions, navigation, notes
from pages.shared.context import current
from pages.shared.safe import md
from pages.shared.wording import DECISIONS, plural, when

SHOWN = 60

view = current()
st.title("Audit trail")
made = view.store.corrections(view.case_id, undone=True)[::-1]
steps = notes.history(view)
if not made and not steps:
    st.write(
        "You have not decided anything in this case yet. Whatever you merge, accept, reject, rate, "
        "correct, pin or note is listed here, and can be undone one by one."
    )
    st.button("Look through the claims", key="audit_claims", on_click=navigation.go,
              args=("claims",))  # fmt: skip
    st.stop()
standing = sum(1 for correction in made if not correction.undone_at)
st.caption(f"{plural(len(made), 'decision')}, {standing} in force. What the machine found is kept "
           "beside them and never overwritten.")  # fmt: skip
st.download_button(
    "Take the decisions away, JSON", key="audit_export", file_name="corrections.json",
    data=lambda: json.dumps([
        {"kind": c.kind, "payload": c.payload, "author": c.author, "at": c.at,
         "undone_at": c.undone_at} for c in made
    ], ensure_ascii=False, indent=1),
    mime="application/json", on_click="ignore",
)  # fmt: skip


def change(identifier: str, undo: bool) -> None:
    act = view.store.undo_correction if undo else view.store.redo_correction
    act(view.case_id, identifier)
    arrivals.analyse_again(view.case_id)


for correction in made[:SHOWN]:
    with st.container(
        horizontal=True, vertical_alignment="center", border=True, key=f"row_{correction.id}"
    ):
        with st.container(gap=None, key=f"said_{correction.id}"):
            st.markdown(f"**{DECISIONS.get(correction.kind, md(correction.kind))}**")
            taken_back = f", undone {when(correction.undone_at)}" if correction.undone_at else ""
            who = f"{md(correction.author)}, {when(correction.at)}{taken_back}"
            st.caption(f"{md(decisions.told(view, correction), 260)} — {who}")
        undo = not correction.undone_at
        st.button("Undo" if undo else "Make it again", key=f"undo_{correction.id}",
                  on_click=change, args=(correction.id, undo))  # fmt: skip
if len(made) > SHOWN:
    st.caption(f"and {len(made) - SHOWN} earlier ones, in the JSON file")
if steps:
    st.subheader("Notebook")
for index, step in reversed(list(enumerate(steps))):
    with st.container(
        horizontal=True, vertical_alignment="center", border=True, key=f"step_{index}"
    ):
        with st.container(gap=None, key=f"step_said_{index}"):
            st.markdown(md(step["what"], 160))
            st.caption(when(step["at"]))
        st.button("Go back to before this", key=f"back_{index}", on_click=notes.go_back,
                  args=(view, index))  # fmt: skip
