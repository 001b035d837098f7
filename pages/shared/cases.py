"""The case picker: open, create, rename, delete with confirmation.

In: the store. Out: the chosen CaseRecord, None while there is none.
"""

from __future__ import annotations

import streamlit as st

from analysis.store import CaseRecord
from pages.shared import arrivals, case_files, login
from pages.shared.filters import clear_all
from pages.shared.loading import store
from pages.shared.safe import md
from pages.shared.wording import plural

ACTIONS = ("New case", "Rename", "Save as a file", "Open a case file", "Delete")
SAMPLE = "Open the sample case"


def pick_case() -> CaseRecord | None:
    """The picker and its menu; the choice stands in the link."""
    if opened := st.session_state.pop("_case_opened", ""):
        open_case(opened)
    labels = case_labels(store().cases())
    if not labels:
        return None
    if st.session_state.get("case") not in labels:
        st.session_state.pop("case", None)
    chosen = st.selectbox(
        "Case", list(labels), key="case", bind="query-params", on_change=clear_all
    )
    st.menu_button(
        "Manage cases", [*ACTIONS, *([SAMPLE] if arrivals.sample_there() else [])],
        key="case_menu", type="tertiary", on_click=_manage,
    )  # fmt: skip
    login.leave_button()
    record = labels[chosen]
    wanted = st.session_state.pop("_case_action", "")
    if wanted == ACTIONS[0]:
        new_case()
    elif wanted == ACTIONS[1]:
        _rename(record)
    elif wanted == ACTIONS[2]:
        case_files.save(record)
    elif wanted == ACTIONS[3]:
        case_files.open_file()
    elif wanted == ACTIONS[4]:
        _delete(record)
    return record


def _manage() -> None:
    """The menu's choice: a dialog is opened by the run that follows, the sample at once."""
    wanted = st.session_state["case_menu"]
    if wanted == SAMPLE:
        arrivals.open_sample()
    else:
        st.session_state["_case_action"] = wanted


def case_labels(records: list[CaseRecord]) -> dict[str, CaseRecord]:
    """Cases by what they are called in the picker and the link; equal names are numbered."""
    labels: dict[str, CaseRecord] = {}
    for record in records:
        label, number = record.name, 2
        while label in labels:
            label, number = f"{record.name} ({number})", number + 1
        labels[label] = record
    return labels


def open_case(case_id: str) -> None:
    """Make a case the open one (before the picker is drawn)."""
    for label, record in case_labels(store().cases()).items():
        if record.id == case_id:
            clear_all()
            st.session_state["case"] = label


@st.dialog("New case")
def new_case() -> None:
    st.write("A case holds the articles about one event, and everything you decide about them.")
    with st.form("new_case", border=False):  # a form, so that Enter is enough
        st.text_input("Name", key="new_case_name", placeholder="Port explosion, 2 March")
        st.form_submit_button("Create", type="primary", on_click=_create, key="new_case_create")


def _create() -> None:
    open_case(store().create_case(st.session_state.get("new_case_name", "")))
    st.rerun()  # of the whole screen, which closes the dialog


@st.dialog("Rename case")
def _rename(record: CaseRecord) -> None:
    with st.form("rename_case", border=False):
        st.text_input("Name", record.name, key="rename_case_name")
        st.form_submit_button("Rename", type="primary", on_click=_renamed, args=(record.id,),
                              key="rename_done")  # fmt: skip


def _renamed(case_id: str) -> None:
    store().rename_case(case_id, st.session_state.get("rename_case_name", ""))
    open_case(case_id)
    st.rerun()


@st.dialog("Delete case")
def _delete(record: CaseRecord) -> None:
    st.write(
        f"**{md(record.name)}** with {plural(record.article_count, 'article')}, every "
        "correction, note and pin. This cannot be undone."
    )
    st.button(
        "Delete for good", type="primary", on_click=_deleted, args=(record.id,), key="delete_done"
    )


def _deleted(case_id: str) -> None:
    store().delete_case(case_id)
    st.session_state.pop("case", None)
    clear_all()
    st.rerun()
