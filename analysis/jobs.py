"""Uploads and analysis in a process of their own, so that pages stay quick for everybody.

In: files and addresses for a case (`submit`). Out: articles and annotations in the store, and a
JobRecord to poll (`store.job(id)`). Everything accepted is on disk before `submit` returns; the
worker may be killed at any moment, and the next one goes on where it stopped.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from typing import Any

from analysis.collector import settle
from analysis.engine import (
    Annotated,
    Failure,
    annotate_all,
    annotate_chunk_safely,
    executor_for,
)
from analysis.errors import CrossbearingError, Refused
from analysis.ingest.fetch import Fetcher
from analysis.ingest.guarded import GuardedReader
from analysis.ingest.material import Piece, TeaserOnly
from analysis.model import Annotation, Article
from analysis.settings import ROOT, scheduler, workers
from analysis.store import JobItem, JobRecord, Store, open_store
from analysis.store.job_records import ItemKind

_IDLE_SECONDS = 120.0  # a worker without work keeps its models warm this long
_POLL_SECONDS = 0.3
_CLAIM_SECONDS = 1.5  # how often the lease is renewed and a wish to cancel is noticed
_SAVED_TOGETHER = 32
_TAKEN_TOGETHER = 20
_PAGES_OF_FEED = 50  # pages that a feed of teasers makes us fetch at most
_CHUNK_ARTICLES = 8  # small chunks: progress is seen, and a cancel is quick

_running: dict[str, subprocess.Popen[bytes]] = {}
_lock = threading.Lock()


class Stopped(Exception):
    """The job was cancelled or taken over: leave it as it is."""


# --- for the pages --------------------------------------------------------------------------


def submit(
    store: Store,
    case_id: str,
    files: Iterable[tuple[str, bytes]] = (),
    addresses: Iterable[tuple[ItemKind, str]] = (),
    settings: Mapping[str, Any] | None = None,
) -> str:
    """Accept an upload and see that somebody works on it. Returns the job's id.

    Without files and addresses the job analyses what the case has unanalysed: after a
    correction of a date, after an update of the program. `settings` may hold a column
    "mapping" for tables.
    """
    job_id = store.create_job(case_id, files, addresses, settings)
    ensure_worker(store)
    return job_id


def ensure_worker(store: Store) -> None:
    """Start the worker process of this server when jobs are open and none is running."""
    url = store.engine.url.render_as_string(hide_password=False)
    with _lock:
        process = _running.get(url)
        if (process is None or process.poll() is not None) and store.open_jobs():
            _running[url] = start_worker(url)


def start_worker(url: str) -> subprocess.Popen[bytes]:
    """The worker as a process of its own. It ends with its parent, or when idle for long."""
    return subprocess.Popen(
        [sys.executable, "-m", "analysis.jobs"],
        cwd=ROOT,
        env={**os.environ, "CROSSBEARING_DATABASE": url},
        stdin=subprocess.DEVNULL,
    )


# --- the worker -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Analysis:
    """The analysis that a worker runs: `annotate` on a chunk, under the name `version()`; then
    `resolve` on the case, so that the pages find it put together and stay quick and small."""

    version: Callable[[], str]
    annotate: Callable[[list[Article]], list[Annotated]]
    resolve: Callable[[Store, str], object] | None = None


def _version() -> str:
    from analysis.annotate.version import analysis_version  # heavy: when there is work

    return analysis_version()


def resolve(store: Store, case_id: str) -> None:
    """Puts the case together anew, for the pages to find; the process keeps what it found."""
    from analysis.casebook import open_case  # heavy, as above

    open_case(store, case_id)
    settle()


OURS = Analysis(_version, annotate_chunk_safely, resolve)


def work(
    store: Store,
    *,
    idle_seconds: float = _IDLE_SECONDS,
    analysis: Analysis = OURS,
    fetcher: Fetcher | None = None,
) -> None:
    """Do jobs until there are none for `idle_seconds`."""
    with ExitStack() as stack:
        worker = Worker(store, stack, analysis, fetcher or Fetcher())
        idle_since = time.monotonic()
        while time.monotonic() - idle_since < idle_seconds:
            job = store.claim_job()
            if job is None:
                time.sleep(_POLL_SECONDS)
                continue
            worker.do(job)
            idle_since = time.monotonic()


class Worker:
    """Reads and analyses; keeps its processes and their models warm between jobs."""

    def __init__(
        self, store: Store, stack: ExitStack, analysis: Analysis, fetcher: Fetcher
    ) -> None:
        self._store = store
        self._analysis = analysis
        self._stack = stack
        self._reader = stack.enter_context(GuardedReader())
        self._fetcher = fetcher
        self._executor: Executor | None = None
        self._claimed = 0.0

    def do(self, job: JobRecord) -> None:
        """One job from where it stands to its end."""
        self._claimed = 0.0
        try:
            for number in self._store.waiting_items(job.id):
                self._take_in(job, number)
            self._analyse(job)
            self._resolve(job)
        except Stopped:
            self._store.finish_job(job.id, "cancelled")
        except CrossbearingError as problem:
            self._store.finish_job(job.id, "failed", str(problem))
        except Exception as problem:  # noqa: BLE001 - a job that kills every worker helps nobody
            self._store.finish_job(job.id, "failed", f"{type(problem).__name__}: {problem}")
            traceback.print_exc()
        else:
            self._store.finish_job(job.id, "done")

    def _take_in(self, job: JobRecord, number: int) -> None:
        """Read one item; its articles and their outcomes are stored together, some at a time."""
        item = self._store.job_item(number)
        pieces = self._pieces(item)
        position = 0
        while batch := list(islice(pieces, _TAKEN_TOGETHER)):
            self._keep(job)
            named = [(_name(piece, item.name), piece, digest) for piece, digest in batch]
            self._store.take_in(job.case_id, number, position, named)
            position += len(batch)
        self._store.finish_item(number)

    def _pieces(self, item: JobItem) -> Iterator[tuple[Piece, str | None]]:
        """What stands in an item, and the hash of the original that each piece came from."""
        if item.kind == "file":
            mapping = item.settings.get("mapping", {})
            for piece in self._reader.read(item.name, item.content or b"", mapping=mapping):
                yield piece, item.original_hash
            return
        fetched = 0
        for piece, digest in self._of_address(item, item.name):
            if isinstance(piece, TeaserOnly) and fetched < _PAGES_OF_FEED:
                fetched += 1
                yield from self._of_address(item, piece.address)
            else:
                yield piece, digest

    def _of_address(self, item: JobItem, address: str) -> list[tuple[Piece, str | None]]:
        try:
            got = self._fetcher.fetch(address)
        except Refused as refused:
            return [(refused, None)]
        digest = self._store.keep_fetched(item.number, got.data)
        return [(piece, digest) for piece in self._reader.read(address, got.data, url=got.url)]

    def _analyse(self, job: JobRecord) -> None:
        version = self._analysis.version()
        todo = self._store.unanalysed(job.case_id, version)
        self._store.count_analysis(job.id, to_analyse=len(todo))
        if not todo:
            return
        if self._executor is None:
            self._executor = self._stack.enter_context(executor_for(scheduler(), workers()))
        by_id = {article.id: article for article in todo}
        found = annotate_all(
            todo,
            self._executor,
            chunk_articles=_CHUNK_ARTICLES,
            annotate=self._analysis.annotate,
        )
        batch: list[Annotated] = []
        for annotated in found:
            batch.append(annotated)
            if len(batch) >= _SAVED_TOGETHER or self._is_time():
                self._save(job, version, by_id, batch)
                batch = []
        self._save(job, version, by_id, batch)

    def _resolve(self, job: JobRecord) -> None:
        """Leave a snapshot of the case. Fails without harm: the pages resolve it themselves."""
        resolve = self._analysis.resolve
        if resolve is None:
            return

        def put_together() -> None:
            try:
                resolve(self._store, job.case_id)
            except Exception:  # noqa: BLE001 - the page that resolves it says what is wrong
                traceback.print_exc()

        # beside the lease, which must be renewed; left to itself when the job is cancelled
        task = threading.Thread(target=put_together, daemon=True)
        task.start()
        while task.is_alive():
            task.join(_POLL_SECONDS)
            self._keep(job)

    def _save(
        self, job: JobRecord, version: str, by_id: Mapping[str, Article], batch: list[Annotated]
    ) -> None:
        self._keep(job)
        good = [(by_id[a.article_id], a) for a in batch if isinstance(a, Annotation)]
        bad = [a for a in batch if isinstance(a, Failure)]
        self._store.save_annotations(version, good)
        for failure in bad:
            self._store.save_failure(by_id[failure.article_id], version, failure.reason)
        self._store.count_analysis(job.id, analysed=len(good), failed=len(bad))

    def _is_time(self) -> bool:
        return time.monotonic() - self._claimed > _CLAIM_SECONDS

    def _keep(self, job: JobRecord) -> None:
        """Renew the lease now and then. Raises Stopped when the job is no longer ours."""
        if self._is_time():
            if not self._store.keep_claim(job.id):
                raise Stopped
            self._claimed = time.monotonic()


def _name(piece: Piece, item: str) -> str:
    return piece.item if isinstance(piece, Refused) else piece.title or item


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)  # nothing is half done: every step is one transaction


def main() -> None:
    """Entry of the worker process: the database is named in the environment."""
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    if hasattr(os, "nice"):
        os.nice(5)
    work(open_store())


if __name__ == "__main__":
    main()
