"""Take articles in: files, pasted text, addresses; then say what became of each."""

from __future__ import annotations

import hashlib
import json

import streamlit as st

from pages.shared import arrivals, navigation
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.wording import plural

OUTCOMES = {
    "added": ("green", "added"),
    "duplicate": ("gray", "already there"),
    "new version": ("blue", "new version"),
    "refused": ("red", "refused"),
}


def show(view: View) -> None:
    """Ways in on the left, what came of it on the right."""
    ways, results = st.columns([1, 1], gap="large")
    with ways:
        _ways(view)
    with results:
        st.subheader("What became of it")
        _results(view)


def _ways(view: View) -> None:
    st.subheader("Add articles")
    st.caption(
        "Text, web pages, PDF, Word, mail, tables, feeds, JSON lines, or an archive of them. "
        "Everything stays on this machine."
    )
    turn = st.session_state.setdefault("upload_turn", 0)  # a new turn empties the widgets
    with st.form("upload", border=False):
        files = st.file_uploader("Files", accept_multiple_files=True, key=f"files_{turn}")
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


def _results(view: View) -> None:
    jobs = view.store.jobs(view.case_id, limit=5)
    if not jobs:
        st.caption("Nothing has been added yet.")
        return
    for job in jobs:
        counts = ", ".join(f"{n} {OUTCOMES[k][1]}" for k, n in job.outcomes.items() if n)
        label = f"{job.state}: {counts or plural(job.items, 'item')}"
        with st.expander(label, expanded=job is jobs[0]):
            for number, result in enumerate(view.store.job_results(job.id)[:100]):
                colour, word = OUTCOMES.get(result.outcome, ("gray", result.outcome))
                with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                    st.badge(word, color=colour)
                    st.markdown(md(result.name, 70))
                    if result.article_id:
                        st.button(
                            "Read", key=f"result_{job.id}_{number}", type="tertiary",
                            on_click=navigation.open_article, args=(result.article_id,),
                        )  # fmt: skip
                if result.reason:
                    st.caption(f"{md(result.reason)} {md(result.remedy)}")
            if job.active:
                st.button("Cancel", key=f"cancel_{job.id}", on_click=view.store.cancel_job,
                          args=(job.id,))  # fmt: skip
            elif job.outcomes.get("refused") or job.state in ("failed", "cancelled"):
                st.button("Try again", key=f"retry_{job.id}", on_click=arrivals.retry,
                          args=(job.id,))  # fmt: skip
