"""How the work on a whole case grows with its articles.

    python benchmarks/growth.py CORPUS [--sizes 500 1000 2000 4000 8000]

CORPUS: real articles, `{"id": ..., "text": ...}` a line, from whose sentences cases of each size
are made (synthetic.py). Each size runs in a process of its own: CPU seconds of resolving it from
nothing, stage by stage, and the peak of its memory. The growth exponent is the slope of log time
over log articles from 1,000 articles on: 1 is in proportion, 2 is every article with every other.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.record import Record

STAGES = {
    "actors": "resolve_actors",
    "claims": "build_claims",
    "copies": "find_syndication",
    "propositions": "corroborate",
    "events": "resolve_events",
}
FITTED_FROM = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1000, 2000, 4000, 8000])
    parser.add_argument("--sources", type=int, default=400, help="corpus articles used")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.corpus, options.sources, options.one)))
        return
    found: dict[int, dict[str, float]] = {}
    with Record("growth") as record:
        for size in options.sizes:
            command = [sys.executable, __file__, str(options.corpus), "--one", str(size),
                       "--sources", str(options.sources)]  # fmt: skip
            done = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True)
            found[size] = json.loads(done.stdout.splitlines()[-1])
            for name, value in found[size].items():
                unit = "MB" if name.startswith("peak") else "" if name == "claims held" else "s CPU"
                record.add(name, value, unit, size)
        fitted = [size for size in found if size >= FITTED_FROM]
        if len(fitted) > 1:
            for name in ("whole case", "propositions"):
                exponent = slope({size: found[size][name] for size in fitted})
                record.add(f"growth exponent, {name}", exponent, "")


def measure(corpus: Path, sources: int, size: int) -> dict[str, float]:
    """CPU seconds of each stage, and peak memory beyond what the articles themselves take."""
    from analysis.resolve import case as module
    from benchmarks.synthetic import read_corpus, synthetic_case

    articles, annotations = synthetic_case(read_corpus(corpus, sources), size)
    spent: dict[str, float] = {}
    for stage, name in STAGES.items():
        setattr(module, name, _timed(stage, getattr(module, name), spent))
    module.happenings.group = _timed("happenings", module.happenings.group, spent)
    before = _peak()
    started = time.process_time()
    case = module.resolve_case(articles, annotations)
    whole = time.process_time() - started
    return {
        "whole case": whole,
        **spent,
        "claims held": float(len(case.claims)),
        "peak memory": _peak(),
        "peak memory beyond the articles": _peak() - before,
    }


def _timed(stage: str, work: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[stage] = spent.get(stage, 0.0) + time.process_time() - started

    return run


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def slope(seconds: dict[int, float]) -> float:
    """Least squares of log seconds over log size."""
    xs = [math.log(size) for size in seconds]
    ys = [math.log(max(value, 1e-9)) for value in seconds.values()]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    along = sum((a - x) ** 2 for a in xs)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / along


if __name__ == "__main__":
    main()
