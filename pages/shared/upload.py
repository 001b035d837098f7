"""Take articles in: files, folders, pasted text, addresses; then say what became of each."""

from __future__ import annotations

import hashlib
import json

import streamlit as st

from pages.shared import arrivals, outcomes
from pages.shared.context import View


def show(view: View) -> None:
    """Ways in on the left, what came of it on the right."""
    ways, results = st.columns([1, 2], gap="large")
    with ways:
        _ways(view)
    with results:
        outcomes.show(view)


def _ways(view: View) -> None:
    st.subheader("Add articles")
    st.caption(
        "Text, web pages, PDF, Word, mail, tables, feeds, JSON lines, or an archive of them. "
        "Everything stays on this machine."
    )
    turn = st.session_state.setdefault("upload_turn", 0)  # a new turn empties the widgets
    folder = st.toggle("Choose a whole folder", key="upload_folder")
    with st.form("upload", border=False):
        files = st.file_uploader(
            "Folder" if folder else "Files",
            accept_multiple_files="directory" if folder else True,
            key=f"files_{turn}_{folder}",
        )
        pasted = st.text_area("Or paste the text of an article", key=f"pasted_{turn}", height=140)
        outlet_side, date_side = st.columns(2)
        outlet = outlet_side.text_input("Its outlet (optional)", key=f"outlet_{turn}")
        published = date_side.text_input(
            "Its date (optional)", key=f"published_{turn}", placeholder="2021-08-15T14:00+04:30"
        )
        address = st.text_input(
            "Or give an address to fetch", key=f"address_{turn}", placeholder="https://…",
            help="Fetched by this machine, once, and only because you ask for it.",
        )  # fmt: skip
        feed = st.checkbox("The address is a feed (RSS, Atom)", key=f"feed_{turn}")
        sent = st.form_submit_button("Add to the case", type="primary", key="upload_send")
    if not sent:
        return
    given = [(file.name, file.getvalue()) for file in files or ()]
    if pasted.strip():
        given.append(_pasted(pasted, outlet.strip(), published.strip()))
    addresses = [("feed" if feed else "url", address.strip())] if address.strip() else []
    if not given and not addresses:
        st.warning("Choose a file, paste a text, or give an address.")
        return
    arrivals.submit(view.case_id, given, addresses)
    st.session_state["upload_turn"] = turn + 1
    st.rerun()


def _pasted(text: str, outlet: str, published: str) -> tuple[str, bytes]:
    """Pasted text as a file: plain, or with what the user says about it as a JSON line."""
    known = {k: v for k, v in {"outlet": outlet, "published_at": published}.items() if v}
    if not known:
        return "Pasted text.txt", text.encode("utf-8", "replace")
    identifier = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    line = json.dumps({"id": identifier, "text": text, **known})
    return "Pasted text.jsonl", line.encode()
