"""Jobs: every item has its outcome, nothing accepted is lost, a killed worker is followed by one
that goes on."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from job_worker import QUICK
from sqlalchemy import text

from analysis import jobs
from analysis.engine import LocalExecutor, local_executor
from analysis.jobs import work
from analysis.settings import workers
from analysis.store import JobRecord, Store, open_store

HERE = Path(__file__).resolve().parent


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path}/cases.db")
    yield opened
    opened.close()


@pytest.fixture
def case(store: Store) -> str:
    return store.create_case("Vesk")


@pytest.fixture(scope="module")
def pool() -> Iterator[LocalExecutor]:
    with local_executor(workers()) as executor:
        yield executor


@pytest.fixture(autouse=True)
def one_pool(pool: LocalExecutor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs done in this process share their pool; those of a worker process have their own."""
    monkeypatch.setattr(jobs, "executor_for", lambda *_: nullcontext(pool))


def lines(number: int, words: str = "", first: int = 0) -> bytes:
    return b"\n".join(
        json.dumps({"id": f"a{n}", "text": f"Article {n} of the pier. {words}"}).encode()
        for n in range(first, first + number)
    )


def done(store: Store, job_id: str) -> JobRecord:
    work(store, idle_seconds=0.2, analysis=QUICK)
    job = store.job(job_id)
    assert job is not None
    return job


def test_a_job_reads_stores_and_analyses(store: Store, case: str) -> None:
    job_id = store.create_job(case, [("a.jsonl", lines(30)), ("b.txt", b"The pier fell.")])
    waiting = store.job(job_id)
    assert waiting is not None
    assert (waiting.state, waiting.items, waiting.progress) == ("waiting", 2, 0.0)
    job = done(store, job_id)
    assert (job.state, job.items_read, job.to_analyse, job.analysed) == ("done", 2, 31, 31)
    assert job.outcomes == {"added": 31}
    assert job.progress == 1.0
    assert len(store.annotations(case, "quick")) == 31


def test_each_piece_has_its_outcome(store: Store, case: str) -> None:
    store.create_job(case, [("first.txt", b"The pier fell.")])
    job_id = store.create_job(
        case,
        [
            ("again.txt", b"The pier fell."),
            ("x.jsonl", b'{"id": "n", "text": "New."}\n{"id": '),
            ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4),
            ("empty.txt", b""),
        ],
    )
    job = done(store, job_id)
    assert job.outcomes == {"added": 1, "duplicate": 1, "refused": 3}
    refused = [r for r in store.job_results(job_id) if r.outcome == "refused"]
    assert [r.name for r in refused] == ["x.jsonl, line 2", "photo.jpg", "empty.txt"]
    assert all(r.reason and r.remedy for r in refused)


def test_originals_are_kept_to_the_byte(store: Store, case: str) -> None:
    data = b"\xef\xbb\xbfThe pier fell.\r\n"
    job_id = store.create_job(case, [("../../etc/pier.txt", data)])
    done(store, job_id)
    [result] = store.job_results(job_id)
    assert store.original(case, result.article_id) == ("../../etc/pier.txt", data)


def test_the_case_is_put_together_before_the_job_ends(store: Store, case: str) -> None:
    seen: list[tuple[str, str, int]] = []

    def resolve(kept: Store, of: str) -> None:
        [job] = kept.jobs(of)
        seen.append((of, job.state, len(kept.annotations(of, "quick"))))
        raise ValueError("and what is wrong with a case is no fault of the upload")

    job_id = store.create_job(case, [("a.jsonl", lines(3))])
    work(store, idle_seconds=0.2, analysis=replace(QUICK, resolve=resolve))
    assert seen == [(case, "running", 3)]
    assert _job(store, job_id).state == "done"


def test_a_job_is_cancelled_while_the_case_is_put_together(store: Store, case: str) -> None:
    job_id = store.create_job(case, [("a.jsonl", lines(3))])
    cancelled = Event()

    def resolve(kept: Store, _: str) -> None:
        kept.cancel_job(job_id)
        cancelled.wait(60)

    work(store, idle_seconds=0.2, analysis=replace(QUICK, resolve=resolve))
    cancelled.set()
    assert _job(store, job_id).state == "cancelled"
    assert len(store.annotations(case, "quick")) == 3


def test_an_upload_alone_changes_nothing_that_pages_show(store: Store, case: str) -> None:
    before = store.case_revision(case)
    store.create_job(case, [("empty.txt", b"")])
    work(store, idle_seconds=0.2, analysis=QUICK)
    assert store.case_revision(case) == before


def test_broken_and_deadly_articles_fail_alone(store: Store, case: str) -> None:
    data = b"\n".join([lines(5), lines(1, "BROKEN", 5), lines(5, "", 6), lines(1, "DEADLY", 11)])
    job = done(store, store.create_job(case, [("x.jsonl", data)]))
    assert (job.state, job.analysed, job.failed) == ("done", 10, 2)
    failures = store.failures(case, "quick")
    assert failures["a5"] == "ValueError: it is broken"
    assert "ended the process" in failures["a11"]


def test_a_waiting_job_is_cancelled_at_once(store: Store, case: str) -> None:
    job_id = store.create_job(case, [("a.jsonl", lines(3))])
    store.cancel_job(job_id)
    assert done(store, job_id).state == "cancelled"
    assert store.articles(case) == []


def test_a_running_job_is_cancelled_soon_and_can_be_taken_up_again(store: Store, case: str) -> None:
    job_id = store.create_job(case, [("a.jsonl", lines(250, "SLOW"))])
    worker = _start(store)
    try:
        _wait(lambda: _job(store, job_id).analysed > 0)
        store.cancel_job(job_id)
        _wait(lambda: _job(store, job_id).state == "cancelled", 15)
    finally:
        worker.kill()
        worker.wait()
    job = _job(store, job_id)
    assert 0 < job.analysed < 250
    assert store.article_count(case) == 250
    store.retry_job(job_id)
    assert done(store, job_id).state == "done"
    assert store.unanalysed(case, "quick") == []


def test_a_retry_reads_refused_items_anew(store: Store, case: str) -> None:
    job_id = store.create_job(case, [("a.txt", b"Good."), ("b.txt", b"")])
    done(store, job_id)
    with store.writing() as connection:
        connection.execute(
            text("UPDATE originals SET bytes = :b WHERE size = 0"), {"b": b"Better."}
        )
    store.retry_job(job_id)
    assert done(store, job_id).outcomes == {"added": 2}


def test_a_table_read_by_other_columns_gives_new_versions(store: Store, case: str) -> None:
    table = b"a,b,title\nThe pier fell on Sunday.,The ferry sank on Monday.,Vesk\n"
    for column, outcome in (("a", "added"), ("a", "duplicate"), ("b", "new version")):
        chosen = {"mapping": {"text": column, "title": "title"}}
        job = done(store, store.create_job(case, [("t.csv", table)], settings=chosen))
        assert job.outcomes == {outcome: 1}
    [article] = store.articles(case)
    assert (article.title, article.text) == ("Vesk", "The ferry sank on Monday.")


def test_a_job_without_items_analyses_what_is_left(store: Store, case: str) -> None:
    done(store, store.create_job(case, [("a.txt", b"The pier fell.")]))
    [article] = store.articles(case)
    change = {"article": article.id, "field": "published_at", "value": "2031-03-02"}
    store.add_correction(case, "article.metadata", change)
    job = done(store, store.create_job(case))
    assert (job.analysed, store.unanalysed(case, "quick")) == (1, [])


def test_a_job_of_a_deleted_case_ends_quietly(store: Store, case: str) -> None:
    job_id = store.create_job(case, [("a.txt", b"The pier fell.")])
    store.delete_case(case)
    work(store, idle_seconds=0.2, analysis=QUICK)
    assert store.job(job_id) is None


def test_two_workers_do_not_take_the_same_job(store: Store, case: str) -> None:
    store.create_job(case, [("a.txt", b"x")])
    assert store.claim_job() is not None
    with store.writing() as connection:  # another living process holds it
        connection.execute(text("UPDATE jobs SET claimed_by = :by"), {"by": _other(os.getppid())})
    assert store.claim_job() is None


@pytest.mark.parametrize(
    ("holder", "until"), [("dead", timedelta(hours=1)), ("living", timedelta(seconds=-1))]
)
def test_the_job_of_a_dead_or_silent_worker_is_taken_over(
    store: Store, case: str, holder: str, until: timedelta
) -> None:
    store.create_job(case, [("a.txt", b"x")])
    store.claim_job()
    process = _dead_process() if holder == "dead" else os.getppid()
    with store.writing() as connection:
        connection.execute(
            text("UPDATE jobs SET claimed_by = :by, claimed_until = :until"),
            {
                "by": _other(process),
                "until": (datetime.now(UTC) + until).isoformat(timespec="microseconds"),
            },
        )
    assert store.claim_job() is not None


def test_time_left_follows_the_speed() -> None:
    started = datetime(2031, 3, 4, 12, tzinfo=UTC)
    job = JobRecord("j", "c", "running", "", started.isoformat(), "", 1, 1, 100, 20, 5, "", {})
    assert job.seconds_left(started + timedelta(seconds=50)) == pytest.approx(150)
    assert job.progress == pytest.approx(0.1 + 0.9 * 0.25)
    reading = JobRecord("j", "c", "running", "", started.isoformat(), "", 8, 2, 0, 0, 0, "", {})
    assert reading.seconds_left(started + timedelta(seconds=10)) == pytest.approx(30)


KILLS = int(os.environ.get("CROSSBEARING_KILLS", "4"))


def test_killed_workers_lose_nothing_and_do_nothing_twice(store: Store, case: str) -> None:
    """SIGKILL at random moments of the work. CROSSBEARING_KILLS=100 makes it the long version."""
    rng = random.Random(7)
    pause = "SLOW" if KILLS < 20 else "SLOWEST"  # so that there is work left for every kill
    items = [("a.jsonl", lines(200, pause))]
    items += [(f"{n}.txt", f"Text {n} of the storm. {pause}".encode()) for n in range(100)]
    job_id = store.create_job(case, items)
    amid = 0
    for _ in range(KILLS):
        worker = _start(store)
        _wait(lambda process=worker.pid: _holder(store) == process)  # starting up is no work
        time.sleep(rng.uniform(0.0, 2.0))
        worker.kill()
        worker.wait()
        amid += _job(store, job_id).active
    worker = _start(store, idle=1.0)
    assert worker.wait(240) == 0
    assert amid > KILLS // 2
    job = _job(store, job_id)
    assert job.state == "done"
    assert job.outcomes == {"added": 300}
    assert store.article_count(case) == 300
    assert len({article.text for article in store.articles(case)}) == 300
    assert len(store.annotations(case, "quick")) == 300
    with store.reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def _holder(store: Store) -> int:
    """The process that holds a job now, 0 when none does."""
    with store.reading() as connection:
        held = connection.execute(text("SELECT claimed_by FROM jobs")).scalar() or ""
    return int(held.rpartition(":")[2] or 0)


def _start(store: Store, idle: float = 60) -> subprocess.Popen[bytes]:
    url = store.engine.url.render_as_string(hide_password=False)
    return subprocess.Popen([sys.executable, str(HERE / "job_worker.py"), url, str(idle)])


def _job(store: Store, job_id: str) -> JobRecord:
    job = store.job(job_id)
    assert job is not None
    return job


def _wait(condition: object, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():  # type: ignore[operator]
            return
        time.sleep(0.05)
    pytest.fail("it did not happen in time")


def _other(process: int) -> str:
    import socket

    return f"{socket.gethostname()}:{process}"


def _dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid
