"""Whether `annotate` stays within its memory over many articles.

    python benchmarks/memory.py CORPUS [--articles 10000] [--no-tagger]

Streams so many articles (the corpus over and over, each under its own id and with its own last
line) through the command, and looks at the memory of the command and of its worker every second.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.record import Record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=4_000, help="an article's at most")
    parser.add_argument("--no-tagger", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Record("memory") as record:
        given, out = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        _write(given, options)
        command = [sys.executable, "-m", "analysis", "annotate", str(given), "-o", str(out),
                   "--workers", "1", *(["--no-tagger"] if options.no_tagger else [])]  # fmt: skip
        started = time.perf_counter()
        running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        seen: dict[str, list[float]] = {"command": [], "worker": []}
        while running.poll() is None:
            time.sleep(1)
            seen["command"].append(_megabytes(running.pid))
            seen["worker"].append(max(map(_megabytes, _below(running.pid)), default=0.0))
        seconds = time.perf_counter() - started
        if running.returncode:
            sys.exit(f"annotate ended with {running.returncode}")
        with out.open("rb") as lines:
            record.add("articles annotated", sum(1 for _ in lines), "", options.articles)
        record.add("articles a second, one worker", options.articles / seconds, "1/s")
        for process, values in seen.items():
            quarter = max(1, len(values) // 4)
            record.add(f"peak of the {process}", max(values), "MB", options.articles)
            record.add(f"{process}, second quarter", max(values[quarter : 2 * quarter]), "MB")
            record.add(f"{process}, last quarter", max(values[-quarter:]), "MB")


def _write(path: Path, options: argparse.Namespace) -> None:
    with options.corpus.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"][: options.characters] for line in lines]
    with path.open("w", encoding="utf-8") as file:
        for number, text in enumerate(islice(cycle(texts), options.articles)):
            row = {"id": f"m{number}", "text": f"{text}\n\nReport number {number}."}
            file.write(json.dumps(row) + "\n")


def _below(process: int) -> list[int]:
    """All processes that descend from this one."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(path.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == process:
            child = int(path.parent.name)
            found += [child, *_below(child)]
    return found


def _megabytes(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    lines = [line for line in status.splitlines() if line.startswith("VmRSS")]
    return int(lines[0].split()[1]) / 1024 if lines else 0.0


if __name__ == "__main__":
    main()
