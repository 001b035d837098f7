"""Articles on their way in: the first start, uploads, and how far the analysis is.

In: the store. Out: jobs handed to the worker process, and their progress on every page. While a
job runs, pages keep showing the case as it was, so that they stay quick; they change when it ends.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis import jobs
from analysis.settings import DATA, SEEDS
from analysis.store import CaseRecord, JobRecord
from analysis.store.job_records import ItemKind
from pages.shared.loading import store, version
from pages.shared.wording import plural

SEED_CASE, SEED_NAME = "seed", "Kabul, 15 August 2021"
SAMPLE_CASE, SAMPLE_NAME = "sample", "Calypso Dawn (fictional)"
_SAMPLE = DATA / "sample_case" / "articles.jsonl"
_POLL_SECONDS = 0.7


@st.cache_resource(show_spinner="Opening the database …")
def start() -> None:
    """Once a process: the seed case where there is no case at all; work left over goes on."""
    kept = store()
    if not kept.cases():
        _fill(SEED_CASE, SEED_NAME, _seed_files())
    for record in kept.cases():
        _analyse_what_is_not(record.id)
    jobs.ensure_worker(kept)


def open_seed() -> None:
    _open(SEED_CASE, SEED_NAME, _seed_files())


def open_sample() -> None:
    """The bundled fictional case, loaded the first time."""
    _open(SAMPLE_CASE, SAMPLE_NAME, [(_SAMPLE.name, _SAMPLE.read_bytes())])


def sample_there() -> bool:
    return _SAMPLE.exists()


def submit(
    case_id: str,
    files: Sequence[tuple[str, bytes]] = (),
    addresses: Sequence[tuple[ItemKind, str]] = (),
) -> None:
    """Hand an upload to the worker. All of it is on disk when this returns.

    A table is read by the columns that the user chose for one like it, where there was one.
    """
    from pages.shared.columns import remembered

    chosen = [(file, remembered(store(), case_id, *file)) for file in files]
    plain = [file for file, mapping in chosen if not mapping]
    for file, mapping in chosen:
        if mapping:
            jobs.submit(store(), case_id, [file], settings={"mapping": mapping})
    if plain or addresses:
        jobs.submit(store(), case_id, plain, addresses)


def analyse_again(case_id: str) -> None:
    """After a correction on which the analysis depends, such as a date."""
    if store().unanalysed(case_id, version()):
        jobs.submit(store(), case_id)


def retry(job_id: str) -> None:
    """Take a job up again: what was refused is read, and what failed is analysed, anew."""
    if job := store().job(job_id):
        store().forget_failures(job.case_id, version())
    store().retry_job(job_id)
    jobs.ensure_worker(store())


def active(case_id: str) -> JobRecord | None:
    """The job that is at work on the case, None when all is done."""
    return next((job for job in store().jobs(case_id, limit=5) if job.active), None)


def settled_revision(record: CaseRecord) -> int:
    """The revision to show: held while a job runs, unless the analyst changed something."""
    held: dict[str, int] = st.session_state.setdefault("_held", {})
    at_work = active(record.id) is not None
    st.session_state["_awaited"] = record.id if at_work else ""
    if not at_work or record.id not in held:
        held[record.id] = record.revision
    return held[record.id]


def release(case_id: str) -> None:
    """Show the case as it is now, also while a job runs."""
    st.session_state.get("_held", {}).pop(case_id, None)


def show_progress(record: CaseRecord) -> None:
    """A line on every page while something is read or analysed in the open case."""
    if active(record.id) is not None:
        _progress(record.id)
    elif st.session_state.get("_awaited") == record.id:
        release(record.id)  # it ended since the revision was read, and nothing would say so
        st.rerun()


@st.fragment(run_every=_POLL_SECONDS)
def _progress(case_id: str) -> None:
    job = active(case_id)
    if job is None:
        release(case_id)
        st.rerun()
        return
    jobs.ensure_worker(store())
    with st.container(horizontal=True, vertical_alignment="center", key="progress"):
        st.progress(job.progress, text=_words(job))
        st.button("Show what is in", key="progress_show", type="tertiary", on_click=release,
                  args=(case_id,), help="Redraw with the articles analysed so far")  # fmt: skip
        st.button("Cancel", key="progress_cancel", type="tertiary",
                  on_click=store().cancel_job, args=(job.id,))  # fmt: skip


def _words(job: JobRecord) -> str:
    left, done = job.seconds_left(), job.analysed + job.failed
    if job.items_read < job.items or not job.started_at:
        words = f"Reading {plural(job.items, 'item')}: {job.items_read:,} done"
    elif done >= job.to_analyse:
        return "Putting the articles against each other"
    else:
        words = f"Analysing {plural(job.to_analyse, 'article')}: {done:,} done"
    return words if left is None else f"{words}, about {_duration(left)} left"


def _duration(seconds: float) -> str:
    return plural(round(seconds), "second") if seconds < 90 else f"{seconds / 60:.0f} minutes"


def _seed_files() -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))]


def _open(case_id: str, name: str, files: list[tuple[str, bytes]]) -> None:
    from pages.shared.cases import open_case

    if case_id not in {record.id for record in store().cases()}:
        _fill(case_id, name, files)
    open_case(case_id)


def _fill(case_id: str, name: str, files: list[tuple[str, bytes]]) -> None:
    store().create_case(name, case_id)
    jobs.submit(store(), case_id, files)


def _analyse_what_is_not(case_id: str) -> None:
    """After an update of the program, stored analyses are stale: make them anew."""
    if active(case_id) is None and store().unanalysed(case_id, version()):
        store().create_job(case_id)
