"""Take articles in: files, folders, pasted text, addresses; then say what became of each."""

from __future__ import annotations

import hashlib
import json

import streamlit as st

from pages.shared import arrivals, outcomes
from pages.shared.context import View

WAYS = ("Files", "Folder", "Text", "Address")
MISSING = {  # what to do when nothing was given
    "Files": "Choose a file first.",
    "Folder": "Choose a folder first.",
    "Text": "Paste the text first.",
    "Address": "Write the address first.",
}


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
    way = st.segmented_control(
        "Way in", WAYS, default=WAYS[0], key="upload_way", required=True,
        label_visibility="collapsed",
    )  # fmt: skip
    given: list[tuple[str, bytes]] = []
    addresses: list[tuple[str, str]] = []
    with st.form("upload", border=False):
        if way == "Text":
            text = st.text_area("Text of an article", key=f"pasted_{turn}", height=200)
            outlet_side, date_side = st.columns(2)
            outlet = outlet_side.text_input("Its outlet (optional)", key=f"outlet_{turn}")
            published = date_side.text_input(
                "Its date (optional)", key=f"published_{turn}", placeholder="2021-08-15T14:00+04:30"
            )
            if text.strip():
                given = [_pasted(text, outlet.strip(), published.strip())]
        elif way == "Address":
            address = st.text_input(
                "Address to fetch", key=f"address_{turn}", placeholder="https://…",
                help="Fetched by this machine, once, and only because you ask for it.",
            )  # fmt: skip
            feed = st.checkbox("It is a feed (RSS, Atom)", key=f"feed_{turn}")
            if address.strip():
                addresses = [("feed" if feed else "url", address.strip())]
        else:
            files = st.file_uploader(
                way, accept_multiple_files="directory" if way == "Folder" else True,
                key=f"files_{turn}_{way}",
            )  # fmt: skip
            given = [(file.name, file.getvalue()) for file in files or ()]
        sent = st.form_submit_button("Add to the case", type="primary", key="upload_send")
    if not sent:
        return
    if not given and not addresses:
        st.warning(MISSING[way], icon=":material/info:")
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
