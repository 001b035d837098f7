"""The engine: order, bounded flight, broken articles, dying workers, clean ends."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text as text_

from analysis import engine, jobs
from analysis.annotate.version import analysis_version
from analysis.engine import (
    Annotated,
    ClusterExecutor,
    Failure,
    LocalExecutor,
    NoCluster,
    annotate_all,
    executor_for,
    local_executor,
    workers_of,
)
from analysis.errors import MissingPipeline
from analysis.model import Annotation, Article
from analysis.store import open_store


def articles(number: int) -> list[Article]:
    return [Article(f"a{n}", "word " * (n % 7 + 1)) for n in range(number)]


def echo(chunk: list[Article]) -> list[Annotated]:
    return [Annotation(article.id) for article in chunk]


def die_on_a5(chunk: list[Article]) -> list[Annotated]:
    if any(article.id == "a5" for article in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(chunk)


def die_on_a5_at_once(chunk: list[Article]) -> list[Annotated]:
    """Slow where it does not die: whoever is in flight beside it dies with it."""
    if any(article.id == "a5" for article in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.3)
    return echo(chunk)


def lack_a_model(chunk: list[Article]) -> list[Annotated]:
    raise MissingPipeline("The pipeline is not installed.")


def process_id(chunk: list[Article]) -> list[Annotated]:
    return [Failure(article.id, str(os.getpid())) for article in chunk]


@pytest.fixture(scope="module")
def pool() -> Iterator[LocalExecutor]:
    with local_executor(2) as executor:
        yield executor


def test_results_come_in_the_order_of_the_articles(pool: LocalExecutor) -> None:
    given = articles(50)
    found = annotate_all(given, pool, chunk_articles=3, annotate=echo)
    assert [annotated.article_id for annotated in found] == [article.id for article in given]


def test_no_article_gives_no_result(pool: LocalExecutor) -> None:
    assert list(annotate_all([], pool, annotate=echo)) == []


def test_a_worker_that_dies_costs_only_the_article_that_killed_it(pool: LocalExecutor) -> None:
    given = articles(20)
    found = list(annotate_all(given, pool, chunk_articles=4, annotate=die_on_a5))
    assert [annotated.article_id for annotated in found] == [article.id for article in given]
    assert [a.article_id for a in found if isinstance(a, Failure)] == ["a5"]


def test_who_dies_beside_it_is_not_blamed() -> None:
    """The chunk before it is in flight when the worker dies, and is read again by itself."""
    with local_executor(2) as pool:
        found = list(annotate_all(articles(8), pool, chunk_articles=4, annotate=die_on_a5_at_once))
    assert [a.article_id for a in found if isinstance(a, Failure)] == ["a5"]


def test_the_pool_serves_on_after_a_death(pool: LocalExecutor) -> None:
    list(annotate_all(articles(8), pool, chunk_articles=2, annotate=die_on_a5))
    assert len(list(annotate_all(articles(8), pool, annotate=echo))) == 8


def test_a_missing_model_is_told_once_and_not_as_a_failure_of_each_article(
    pool: LocalExecutor,
) -> None:
    with pytest.raises(MissingPipeline, match="not installed"):
        list(annotate_all(articles(3), pool, annotate=lack_a_model))


@pytest.mark.parametrize(("chunk_articles", "in_flight"), [(1, 1), (4, 3), (10, 2)])
def test_articles_are_drawn_only_as_far_as_they_are_needed(
    chunk_articles: int, in_flight: int
) -> None:
    drawn = 0

    def source() -> Iterator[Article]:
        nonlocal drawn
        for article in articles(200):
            drawn += 1
            yield article

    with ThreadPoolExecutor(1) as executor:
        found = annotate_all(
            source(), executor, chunk_articles=chunk_articles, in_flight=in_flight, annotate=echo
        )
        next(found)
        # What is in flight, and the article that told the chunk to end.
        assert drawn <= chunk_articles * in_flight + 1
        found.close()


def test_chunks_are_bounded_by_characters_too() -> None:
    sizes: list[int] = []

    def measure(chunk: list[Article]) -> list[Annotated]:
        sizes.append(sum(len(article.text) for article in chunk))
        return echo(chunk)

    long_ones = [Article(str(n), "x" * 400) for n in range(10)]
    with ThreadPoolExecutor(1) as executor:
        list(annotate_all(long_ones, executor, chunk_characters=1000, annotate=measure))
    assert max(sizes) <= 1000
    assert sum(sizes) == 4000


def test_an_article_longer_than_a_chunk_is_a_chunk() -> None:
    given = [Article("long", "x" * 5000), Article("short", "x")]
    with ThreadPoolExecutor(1) as executor:
        assert len(list(annotate_all(given, executor, chunk_characters=1000, annotate=echo))) == 2


def test_the_environment_reaches_the_workers() -> None:
    with local_executor(1, {"CROSSBEARING_TAGGER": "off"}) as executor:
        assert executor.submit(os.getenv, "CROSSBEARING_TAGGER").result() == "off"
        assert executor.submit(os.getenv, "OMP_NUM_THREADS").result() == "1"


def test_workers_give_way_to_the_pages() -> None:
    with local_executor(1) as executor:
        assert executor.submit(os.nice, 0).result() >= 10


@pytest.mark.parametrize(
    ("make", "number"), [(lambda: local_executor(3), 3), (lambda: ThreadPoolExecutor(5), 5)]
)
def test_workers_are_counted(make: object, number: int) -> None:
    executor: Executor = make()  # type: ignore[operator]
    with executor:
        assert workers_of(executor) == number


def test_a_scheduler_that_does_not_answer_is_told() -> None:
    pytest.importorskip("distributed")
    with pytest.raises(NoCluster, match="does not answer"):
        executor_for("tcp://127.0.0.1:9", timeout=1)


def test_workers_end_when_their_parent_is_killed(tmp_path: object) -> None:
    import subprocess
    import sys

    script = (
        "import os, time\n"
        "from analysis.engine import local_executor\n"
        "if __name__ == '__main__':\n"
        "    executor = local_executor(1)\n"
        "    print(executor.submit(os.getpid).result(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    path = f"{tmp_path}/parent.py"
    with open(path, "w", encoding="utf-8") as file:
        file.write(script)
    parent = subprocess.Popen(
        [sys.executable, path],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.getcwd()},
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    for _ in range(100):
        if not _runs(worker):
            return
        time.sleep(0.1)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("the worker outlived its parent")


def _runs(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


# --- a cluster ------------------------------------------------------------------------------


def slow_echo(chunk: list[Article]) -> list[Annotated]:
    time.sleep(0.15)
    return echo(chunk)


@pytest.fixture
def cluster() -> Iterator[str]:
    """The address of a scheduler with two worker processes."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as local:
        yield local.scheduler_address


def test_a_cluster_that_loses_a_worker_gives_the_same_results(cluster: str) -> None:
    given = articles(60)
    with ClusterExecutor(cluster) as executor:
        assert workers_of(executor) == 2
        first, _ = executor.client.run(os.getpid).values()
        found = []
        for annotated in annotate_all(given, executor, chunk_articles=2, annotate=slow_echo):
            found.append(annotated.article_id)
            if len(found) == 10:
                os.kill(first, signal.SIGKILL)
        assert found == [article.id for article in given]


def test_what_a_cluster_finds_is_stored_once_although_a_worker_is_lost(
    cluster: str, tmp_path: Path
) -> None:
    """Real annotations, through the app's own job, into a store."""
    store = open_store(f"sqlite:///{tmp_path}/case.db")
    case = store.create_case("Pier")
    text = "The harbour master said on Tuesday that pier {} had fallen. She blamed the storm."
    lines = b"\n".join(
        json.dumps({"id": f"a{n}", "text": text.format(n)}).encode() for n in range(40)
    )
    job = store.create_job(case, [("pier.jsonl", lines)], [], {})
    with ClusterExecutor(cluster) as executor:
        first, _ = executor.client.run(os.getpid).values()
    threading.Timer(4, os.kill, (first, signal.SIGKILL)).start()  # while the models load
    environment = {"CROSSBEARING_SCHEDULER": cluster, "CROSSBEARING_TAGGER": "off"}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        analysis_version.cache_clear()
        version = analysis_version()
        jobs.work(store, idle_seconds=1)
        record = store.job(job)
        kept = store.annotations(case, version)
    analysis_version.cache_clear()
    assert record.note == ""
    assert (record.state, record.analysed, record.failed) == ("done", 40, 0)
    assert sorted(kept) == sorted(f"a{n}" for n in range(40))
    assert all(annotation.attributions for annotation in kept.values())
    with store.reading() as connection:
        assert connection.execute(text_("SELECT count(*) FROM analyses")).scalar() == 40
    store.close()


def test_a_cluster_is_set_up_as_this_machine_is(cluster: str) -> None:
    with ClusterExecutor(cluster, {"CROSSBEARING_TAGGER": "off"}) as executor:
        assert executor.submit(os.getenv, "CROSSBEARING_TAGGER").result() == "off"
        assert executor.submit(os.getenv, "OMP_NUM_THREADS").result() == "1"
    assert "CROSSBEARING_TAGGER" not in os.environ


def test_workers_of_another_version_are_refused(
    cluster: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_version_under", _named_after_process)
    with pytest.raises(NoCluster, match="another version"):
        ClusterExecutor(cluster)


def _named_after_process(environment: dict[str, str]) -> str:
    return str(os.getpid())
