"""A case as one file: save it (backup, hand it on), open one that was saved.

In: a case, or such a file. Out: a download, or a new case that is analysed from its articles.
"""

from __future__ import annotations

import re

import streamlit as st

from analysis import jobs
from analysis.errors import Refused
from analysis.store import CaseRecord
from analysis.store.transfer import export_case, import_case
from pages.shared.loading import store
from pages.shared.safe import md
from pages.shared.wording import plural

_ENDING = ".crossbearing.zip"


@st.dialog("Save the case as a file")
def save(record: CaseRecord) -> None:
    st.write(
        f"**{md(record.name)}** as one file: {plural(record.article_count, 'article')} with their "
        "earlier versions, the files they were read from, and every correction and note. Keep it "
        "as a backup, or open it on another machine."
    )
    st.download_button(
        "Save", lambda: export_case(store(), record.id), file_name=file_name(record.name),
        mime="application/zip", type="primary", key="case_save", on_click="ignore",
    )  # fmt: skip


@st.dialog("Open a case file")
def open_file() -> None:
    st.write("A file made with ‘Save as a file’. It becomes a case of its own beside the others.")
    given = st.file_uploader("Case file", type="zip", key="case_file")
    name = st.text_input("Name (optional)", key="case_file_name", placeholder="As it was")
    if not st.button("Open", type="primary", key="case_file_open", disabled=given is None):
        return
    try:
        case_id = import_case(store(), given.getvalue(), name.strip())
    except Refused as refused:
        st.error(md(refused), icon=":material/error:")
        return
    jobs.submit(store(), case_id)  # its articles are analysed here: results are not imported
    st.session_state["_case_opened"] = case_id
    st.rerun()


def file_name(name: str) -> str:
    """A name that every system takes, whatever the case is called."""
    plain = re.sub(r"[^\w-]+", "-", name, flags=re.ASCII).strip("-")[:60]
    return (plain or "case") + _ENDING
