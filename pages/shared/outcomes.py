"""What became of an upload: every item with its outcome, the reason, and what helps.

In: the jobs of the open case. Out: on screen; an item can be read, compared with its earlier
version, or (a table) read anew by other columns.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from analysis.store import JobRecord, JobResult
from pages.shared import arrivals, columns, navigation
from pages.shared.context import View
from pages.shared.loading import version
from pages.shared.safe import md, visible
from pages.shared.tables import table
from pages.shared.wording import ago, plural

WORDS = {
    "refused": "✕ refused",
    "new version": "↻ new version",
    "added": "✓ added",
    "duplicate": "= already there",
}
STATES = {
    "waiting": "waiting",
    "running": "under way",
    "done": "finished",
    "cancelled": "cancelled",
    "failed": "stopped by a problem",
}
_OFFERED = 10  # uploads to choose from
_POLL_SECONDS = 2.0


def show(view: View) -> None:
    """The latest upload, or the one that the user chooses."""
    st.subheader("What became of it")
    jobs = [job for job in view.store.jobs(view.case_id, limit=_OFFERED * 2) if job.items][
        :_OFFERED
    ]
    if not jobs:
        st.caption("Nothing has been added yet.")
        return
    now = datetime.now(UTC)
    labels = {  # told apart by their seconds: the browser keeps a choice by its words
        job.id: f"{ago(job.created_at, now)} ({job.created_at[11:19]} UTC): "
        f"{plural(job.items, 'file')}"
        for job in jobs
    }
    # A new upload makes it another widget: the browser would keep the choice of an older one.
    chosen = st.selectbox(
        "Upload", list(labels), format_func=labels.__getitem__, key=f"upload_shown_{jobs[0].id}",
        label_visibility="collapsed", persist_state="page",
    )  # fmt: skip
    job = next(job for job in jobs if job.id == chosen)
    poll = _POLL_SECONDS if job.active else None
    st.fragment(_job, run_every=poll)(view, job.id)


def _title(job: JobRecord) -> str:
    counts = [
        plural(n, WORDS[kind][2:], "new versions" if kind == "new version" else WORDS[kind][2:])
        for kind in WORDS
        if (n := job.outcomes.get(kind, 0))
    ]
    return f"{STATES[job.state]}: {', '.join(counts) or plural(job.items, 'item')}"


def _job(view: View, job_id: str) -> None:
    job = view.store.job(job_id)
    if job is None:
        return
    results = view.store.job_results(job_id)
    with st.container(horizontal=True, vertical_alignment="center", key="upload_summary"):
        st.markdown(f"**{md(_title(job))}**")
        if job.active:
            st.button("Cancel", key=f"cancel_{job_id}", type="tertiary",
                      on_click=view.store.cancel_job, args=(job_id,))  # fmt: skip
        elif job.outcomes.get("refused") or job.failed or job.state in ("failed", "cancelled"):
            st.button(
                "Try again", key=f"retry_{job_id}", type="tertiary", on_click=arrivals.retry,
                args=(job_id,), help="Reads what was refused, and analyses what is left, anew",
            )  # fmt: skip
        if not job.active and view.whole.article_count:
            st.button("See what they say", key=f"answer_{job_id}", icon=":material/arrow_forward:",
                      on_click=navigation.go, args=("overview",))  # fmt: skip
    if job.note:
        st.error(md(job.note), icon=":material/error:")
    if results:
        _table(view, job, results)


def _table(view: View, job: JobRecord, results: list[JobResult]) -> None:
    order = list(WORDS)
    numbered = sorted(
        enumerate(results),
        key=lambda pair: order.index(pair[1].outcome) if pair[1].outcome in order else 9,
    )
    remarks = _Remarks(view)
    frame = pd.DataFrame(
        [
            {
                "row": str(number),
                "outcome": WORDS.get(result.outcome, result.outcome),
                "item": visible(result.name),
                "remark": visible(remarks.of(result)),
                **remarks.found(result),
            }
            for number, result in numbered
        ]
    )
    chosen = table(
        frame,
        "row",
        {
            "outcome": st.column_config.TextColumn("Outcome", width=95),
            "item": st.column_config.TextColumn("Item", width=130),
            "title": st.column_config.TextColumn("Title found", width=130),
            "remark": st.column_config.TextColumn("Why, and what helps", width=210),
            "outlet": st.column_config.TextColumn("Outlet found", width="small"),
            "published": st.column_config.TextColumn("Date found", width="small"),
        },
        key=f"outcomes_{job.id}",
        lines=3,
        alt=f"{len(results)} items with what became of each, refused ones first",
    )
    if chosen:
        _actions(view, results[int(chosen)], remarks)
    odd = columns.tables_of(view, job, results)
    if odd:
        st.button(
            "Choose the columns of a table", key=f"columns_{job.id}", icon=":material/table:",
            on_click=columns.ask, args=(odd,),
        )  # fmt: skip
    columns.dialog_if_asked(view)


def _actions(view: View, result: JobResult, remarks: _Remarks) -> None:
    """The chosen item in full, and the ways on from it."""
    with st.container(border=True, key="outcome"):
        st.markdown(f"**{md(result.name)}**")
        if said := remarks.of(result):
            st.markdown(md(said))
        article = remarks.current(result.article_id)
        if article in view.loaded.article or result.article_id in remarks.failures:
            words = "See what changed" if result.outcome == "new version" else "Read it"
            st.button(words, key="outcome_read", on_click=navigation.open_article, args=(article,))


class _Remarks:
    """What is to be said about a result, from the case as it is loaded."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.failures = view.store.failures(view.case_id, version())
        self._copies: dict[str, list[str]] = {}
        for group in view.whole.case.syndication:
            for article in group.article_ids:
                self._copies[article] = [other for other in group.article_ids if other != article]

    def of(self, result: JobResult) -> str:
        """One or two sentences; empty for an article that came in without any ado."""
        if result.outcome == "refused":
            return f"{result.reason} {result.remedy}".strip()
        said = []
        if result.outcome == "duplicate":
            said.append("The case has this article already; nothing was changed.")
        if result.outcome == "new version":
            said.append("Its words changed since it was last taken in; the earlier text is kept.")
        article = self._view.whole.article.get(self.current(result.article_id))
        if reason := self.failures.get(result.article_id):
            said.append(
                f"It could not be analysed ({reason}): it can be read under ‘In this case’ and is "
                "missing from the other pages. ‘Try again’ analyses it anew."
            )
        if article is None:
            return " ".join(said)
        if article.language != "en":
            said.append(f"Not analysed: its language is '{article.language}'. It can be read.")
        dct = self._view.whole.case.dcts[article.id]
        if dct.origin in ("unknown", "file"):
            said.append("No date of publication was found; set it under 'In this case'.")
        elif dct.origin == "text" and not article.published_at:
            said.append("Its date was read from its text; check it under 'In this case'.")
        if copies := self._copies.get(article.id):
            said.append(f"Nearly the same text as {self._names(copies)}.")
        return " ".join(said)

    def found(self, result: JobResult) -> dict[str, str]:
        article = self._view.whole.article.get(self.current(result.article_id))
        return {
            "title": visible(article.title) if article else "",
            "outlet": visible(article.outlet) if article else "",
            "published": self._view.whole.case.dcts[article.id].value if article else "",
        }

    def current(self, article_id: str) -> str:
        """The article that now stands for it."""
        if not article_id or article_id in self._view.whole.article:
            return article_id
        return self._view.store.newest_version(self._view.case_id, article_id)

    def _names(self, articles: list[str]) -> str:
        known = [self._view.whole.article[a] for a in articles if a in self._view.whole.article]
        names = [f"“{a.title or a.text[:60]}” ({a.outlet or 'outlet unknown'})" for a in known[:2]]
        more = len(known) - len(names)
        return " and ".join(names) + (f" and {plural(more, 'other')}" if more > 0 else "")
