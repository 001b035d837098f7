"""What one more article costs in a case of thousands, and how soon such a case is on the screen.

    python benchmarks/add_one.py CORPUS [--articles 5000] [--added 5]

Makes a database with a synthetic case (synthetic.py), resolves it once, then adds articles one by
one: seconds from the stored annotation to the resolved case, in a process that has the case open,
as the app's does. Then, in fresh processes, what the pages need from what the worker left: opening
the case and the frames of the first page, the frame of all claims, one claim with its article, and
the whole case, with the memory that each takes. Wall-clock and CPU seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.record import Record

OPEN = """
import sys, time
from pathlib import Path
from analysis import casebook, frames
from analysis.store import open_store

def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

store = open_store()
before, started, cpu = memory(), time.perf_counter(), time.process_time()
case = casebook.open_case(store, store.cases()[0].id)
match sys.argv[1]:
    case "first page":
        frames.articles_frame(case), frames.actors_frame(case), frames.propositions_frame(case)
        frames.events_frame(case), casebook.brief_of(case)
    case "all claims":
        frames.claims_frame(case)
    case "one claim":
        case.article(case.claim(next(iter(case.claim_places()))).article_id)
    case "whole case":
        case.articles, case.claims, case.mentions, case.propositions, case.events, case.actors
print(time.perf_counter() - started, time.process_time() - cpu, memory() - before)
"""
UNITS = ("s", "s CPU", "MB")
READ = ("first page", "all claims", "one claim", "whole case")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--added", type=int, default=5)
    parser.add_argument("--sources", type=int, default=400, help="corpus articles used")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, Record("add one") as record:
        os.environ["CROSSBEARING_HOME"] = home
        _grow(record, options)
        for what in READ:
            done = subprocess.run(
                [sys.executable, "-c", OPEN, what], stdout=subprocess.PIPE, check=True, text=True,
                cwd=Path(__file__).resolve().parent.parent,
            )  # fmt: skip
            for value, unit in zip(map(float, done.stdout.split()), UNITS, strict=True):
                record.add(f"fresh process to the {what}", value, unit, options.articles)


def _grow(record: Record, options: argparse.Namespace) -> None:
    from analysis import casebook
    from analysis.annotate.version import analysis_version
    from analysis.jobs import resolve
    from analysis.store import open_store
    from benchmarks.synthetic import read_corpus, synthetic_case

    size, version = options.articles, analysis_version()
    articles, annotations = synthetic_case(
        read_corpus(options.corpus, options.sources), size + options.added
    )
    store = open_store()
    case_id = store.create_case("Benchmark")

    def take(batch: list[int]) -> None:
        store.add_articles(case_id, [articles[at] for at in batch])
        store.save_annotations(
            version, [(articles[at], annotations[articles[at].id]) for at in batch]
        )

    for first in range(0, size, 500):
        take(list(range(first, min(first + 500, size))))
    started, cpu = time.perf_counter(), time.process_time()
    resolve(store, case_id)
    record.add("first resolution", time.perf_counter() - started, "s", size)
    record.add("first resolution", time.process_time() - cpu, "s CPU", size)
    record.add("claims held", len(casebook.open_case(store, case_id).claims), "", size)
    walls, cpus = [], []
    for at in range(size, size + options.added):
        started, cpu = time.perf_counter(), time.process_time()
        take([at])
        resolve(store, case_id)
        walls.append(time.perf_counter() - started)
        cpus.append(time.process_time() - cpu)
    record.add("one article more, median", statistics.median(walls), "s", size)
    record.add("one article more, median", statistics.median(cpus), "s CPU", size)
    record.add("one article more, slowest", max(walls), "s", size)
    store.close()


if __name__ == "__main__":
    main()
