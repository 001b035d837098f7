"""The one seam between per-article analysis and the machines that do it.

In: Articles and a `concurrent.futures.Executor`. Out: an Annotation or a Failure for each, in
order, while only a bounded number of chunks is in flight. A process pool on a laptop and a Dask
cluster run the same lines.
"""

from __future__ import annotations

import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any, ParamSpec, TypeVar

from analysis.errors import CrossbearingError
from analysis.model import Annotation, Article
from analysis.settings import for_workers

P = ParamSpec("P")
T = TypeVar("T")

CHUNK_ARTICLES = 32
CHUNK_CHARACTERS = 120_000  # a chunk is about two seconds of work, whatever the articles' length
_NICE = 10  # pages stay quick: the analysis takes what they leave over


class NoCluster(CrossbearingError):
    """The Dask scheduler cannot be used."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be annotated, and why."""

    article_id: str
    reason: str


Annotated = Annotation | Failure
Chunk = list[Article]


def annotate_all(
    articles: Iterable[Article],
    executor: Executor,
    *,
    chunk_articles: int = CHUNK_ARTICLES,
    chunk_characters: int = CHUNK_CHARACTERS,
    in_flight: int = 0,
    annotate: Callable[[Chunk], list[Annotated]] | None = None,
) -> Iterator[Annotated]:
    """Annotate a stream of articles through `executor`, in order, in bounded memory.

    Parameters
    ----------
    in_flight
        Chunks handed over and not yet taken back; 0 for two a worker.
    annotate
        The work on one chunk, picklable; `annotate_chunk_safely` unless a test says otherwise.

    An article on which the analysis raises gives a Failure. A chunk whose worker died is tried
    again, article by article, so that the one that kills its worker is the only Failure.
    """
    work = annotate or annotate_chunk_safely
    waiting: deque[tuple[Chunk, Future[list[Annotated]]]] = deque()
    most = in_flight or 2 * workers_of(executor)
    source = _chunks(articles, chunk_articles, chunk_characters)
    try:
        for chunk in source:
            waiting.append((chunk, _submit(executor, work, chunk)))
            if len(waiting) >= most:
                yield from _take_back(executor, work, waiting)
        while waiting:
            yield from _take_back(executor, work, waiting)
    finally:
        for _, future in waiting:
            future.cancel()


def annotate_chunk_safely(chunk: Chunk) -> list[Annotated]:
    """What a worker does with a chunk. The models are loaded once a process, on its first."""
    from analysis.annotate.pipeline import annotate_chunk  # heavy: workers alone load it

    try:
        return list(annotate_chunk(chunk))
    except (CrossbearingError, ImportError):
        raise  # a missing model fails for every article: stop and say so
    except Exception as problem:  # noqa: BLE001 - any article may break any library
        if len(chunk) == 1:
            return [Failure(chunk[0].id, f"{type(problem).__name__}: {problem}")]
    return [annotated for article in chunk for annotated in annotate_chunk_safely([article])]


def workers_of(executor: Executor) -> int:
    """How many chunks `executor` works on at once, as far as it says."""
    if isinstance(executor, (LocalExecutor, ClusterExecutor)):
        return executor.workers
    return max(1, int(getattr(executor, "_max_workers", 1)))


# --- executors ------------------------------------------------------------------------------


class LocalExecutor(Executor):
    """A pool of spawned, niced processes that can be renewed after one of them died."""

    def __init__(self, workers: int, environment: dict[str, str] | None = None) -> None:
        self.workers = max(1, workers)
        self._environment = {"OMP_NUM_THREADS": "1", **(environment or {})}
        self._lock = threading.Lock()
        self._pool = self._new_pool()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._pool.submit(fn, *args, **kwargs)

    def renew(self) -> None:
        """A new pool in place of a broken one."""
        with self._lock:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new_pool()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._pool.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _new_pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            self.workers,
            mp_context=get_context("spawn"),
            initializer=_start_worker,
            initargs=(self._environment, os.getpid()),
        )


def local_executor(workers: int, environment: dict[str, str] | None = None) -> LocalExecutor:
    """Processes on this machine. `environment` is set in each before anything is loaded."""
    return LocalExecutor(workers, environment)


class ClusterExecutor(Executor):
    """The workers of a Dask cluster, also those that join or come back later.

    Dask itself gives the chunks of a lost worker to another. Each worker gets the environment
    before its first chunk, and must run the same analysis: results are stored under its version.
    """

    def __init__(
        self, scheduler: str, environment: dict[str, str] | None = None, timeout: float = 20
    ) -> None:
        try:
            from distributed import Client
        except ImportError as problem:
            raise NoCluster(
                "A scheduler needs Dask. Install it with 'pip install distributed'."
            ) from problem
        connect: Any = Client
        try:
            self.client: Any = connect(scheduler, timeout=timeout, set_as_default=False)
        except (OSError, ValueError) as problem:
            raise NoCluster(
                f"The Dask scheduler {scheduler} does not answer: {problem}"
            ) from problem
        try:
            self._prepare({"OMP_NUM_THREADS": "1", **for_workers(), **(environment or {})})
        except BaseException:
            self.client.close()
            raise
        self._executor: Executor = self.client.get_executor(pure=False, retries=2)

    @property
    def workers(self) -> int:
        """Chunks that the workers of this moment do at once."""
        known = self.client.scheduler_info(n_workers=-1).get("workers", {})
        return max(1, sum(int(worker.get("nthreads", 1)) for worker in known.values()))

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        return self._executor.submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self._executor.shutdown(wait=wait)
        self.client.close()

    def _prepare(self, environment: dict[str, str]) -> None:
        from distributed import WorkerPlugin

        base: Any = WorkerPlugin

        class Environment(base):  # type: ignore[misc]
            """Sets a worker up, whenever it joins."""

            name = "crossbearing-environment"

            def setup(self, worker: object) -> None:
                os.environ.update(environment)

        self.client.register_plugin(Environment())
        mine = _version_under(environment)
        for address, other in self.client.run(_version_under, environment).items():
            if other != mine:
                raise NoCluster(
                    f"The worker {address} runs another version of the analysis ({other}; here "
                    f"{mine}). Install the same version and requirements.txt on it, and restart it."
                )


def _version_under(environment: dict[str, str]) -> str:
    """The analysis version of this process as it would be under `environment`."""
    from analysis.annotate.version import analysis_version

    before = dict(os.environ)
    os.environ.update(environment)
    try:
        analysis_version.cache_clear()
        return analysis_version()
    finally:
        os.environ.clear()
        os.environ.update(before)
        analysis_version.cache_clear()


def executor_for(
    scheduler: str = "",
    workers: int = 1,
    environment: dict[str, str] | None = None,
    timeout: float = 20,
) -> Executor:
    """A Dask cluster when `scheduler` names one (tcp://host:port), else local processes.

    Raises NoCluster when Dask is not installed, its scheduler does not answer, or its workers
    would give other results than this machine.
    """
    if scheduler:
        return ClusterExecutor(scheduler, environment, timeout)
    return local_executor(workers, environment)


def _start_worker(environment: dict[str, str], parent: int) -> None:
    os.environ.update(environment)
    if hasattr(os, "nice"):
        os.nice(_NICE)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """Leave when the parent is gone: killed, it cannot say so."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


# --- chunks ---------------------------------------------------------------------------------


def _chunks(articles: Iterable[Article], most: int, characters: int) -> Iterator[Chunk]:
    chunk: Chunk = []
    size = 0
    for article in articles:
        if chunk and (len(chunk) >= most or size + len(article.text) > characters):
            yield chunk
            chunk, size = [], 0
        chunk.append(article)
        size += len(article.text)
    if chunk:
        yield chunk


def _submit(
    executor: Executor, work: Callable[[Chunk], list[Annotated]], chunk: Chunk
) -> Future[list[Annotated]]:
    try:
        return executor.submit(work, chunk)
    except BrokenExecutor as problem:
        # The pool broke under an earlier chunk: let that be seen where this one is taken back.
        future: Future[list[Annotated]] = Future()
        future.set_exception(problem)
        return future


def _take_back(
    executor: Executor,
    work: Callable[[Chunk], list[Annotated]],
    waiting: deque[tuple[Chunk, Future[list[Annotated]]]],
) -> Sequence[Annotated]:
    """The results of the oldest chunk. If its worker died, of each of its articles by itself."""
    chunk, future = waiting.popleft()
    problem = _problem(future)
    if problem is None:
        return future.result()
    if not _is_loss(problem):
        raise problem
    _renew(executor)
    # Before any other chunk is in flight again: one of them may be what kills, and must not
    # take an article of this one along.
    results = _one_by_one(executor, work, chunk)
    # The other chunks in flight died with it, innocently: hand them over again.
    for position, (other, future) in enumerate(waiting):
        if isinstance(executor, LocalExecutor) and _problem(future) is not None:
            waiting[position] = (other, _submit(executor, work, other))
    return results


def _one_by_one(
    executor: Executor, work: Callable[[Chunk], list[Annotated]], chunk: Chunk
) -> list[Annotated]:
    results: list[Annotated] = []
    for article in chunk:
        future = _submit(executor, work, [article])
        problem = _problem(future)
        if problem is None:
            results += future.result()
        elif _is_loss(problem):
            _renew(executor)
            results.append(Failure(article.id, "Its analysis ended the process that ran it."))
        else:
            raise problem
    return results


def _problem(future: Future[list[Annotated]]) -> BaseException | None:
    """Wait for the future; how it failed, or None."""
    try:
        return future.exception()
    except CancelledError as problem:
        return problem


def _is_loss(problem: BaseException) -> bool:
    """Whether the process that did the work is gone (here, or again and again in the cluster)."""
    return isinstance(problem, (BrokenExecutor, CancelledError)) or (
        type(problem).__name__ == "KilledWorker"
    )


def _renew(executor: Executor) -> None:
    if isinstance(executor, LocalExecutor):
        executor.renew()
