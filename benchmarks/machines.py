"""What a second process and a second cluster worker bring.

    python benchmarks/machines.py CORPUS [--articles 300]

The same articles through the same seam (analysis/engine.py): one and two local processes, one and
two workers of a Dask cluster on this machine. Wall-clock seconds once the models are loaded;
efficiency is the gain over one, by two. Needs two idle cores to mean anything.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from concurrent.futures import Executor, wait
from importlib.util import find_spec
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.engine import ClusterExecutor, annotate_all, annotate_chunk_safely, local_executor
from analysis.model import Article
from benchmarks.record import Record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    options = parser.parse_args()
    with options.corpus.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(options.articles), lines, strict=False)]
    articles = [Article(str(row["id"]), row["text"]) for row in rows]
    with Record("machines") as record:
        seconds = {}
        for workers in (1, 2):
            with local_executor(workers) as executor:
                seconds[workers] = _run(articles, executor, workers)
            record.add("local processes", seconds[workers], "s", workers)
        record.add("two processes against one", seconds[1] / seconds[2], "times")
        if find_spec("distributed") is None:
            return
        from distributed import LocalCluster

        for workers in (1, 2):
            with (
                LocalCluster(
                    n_workers=workers, threads_per_worker=1, dashboard_address=None
                ) as dask,
                ClusterExecutor(dask.scheduler_address) as executor,
            ):
                seconds[workers] = _run(articles, executor, workers)
            record.add("Dask workers", seconds[workers], "s", workers)
        record.add("efficiency of two Dask workers", seconds[1] / seconds[2] / 2, "")


def _run(articles: list[Article], executor: Executor, workers: int) -> float:
    warm = [executor.submit(annotate_chunk_safely, articles[:8]) for _ in range(4 * workers)]
    wait(warm)
    started = time.perf_counter()
    for _ in annotate_all(articles, executor, chunk_articles=8):
        pass
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
