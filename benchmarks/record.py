"""Keeps what the benchmarks measure in docs/benchmarks.csv, a row a figure.

In: figures, as a part measures them. Out: lines on the screen and, once the part is through, its
rows in the file in place of its former ones: the parts can be run one by one, on other days.
"""

from __future__ import annotations

import csv
import os
import platform
from datetime import UTC, datetime
from pathlib import Path

KEPT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.csv"
COLUMNS = ("part", "measure", "size", "value", "unit", "date", "machine", "load")


class Record:
    """The figures of one part; `with Record('growth') as record: record.add(...)`."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._rows: list[dict[str, str]] = []
        self._load = os.getloadavg()[0]

    def add(self, measure: str, value: float, unit: str, size: int | str = "") -> None:
        """One figure. `size` is what it was measured at: articles, claims, workers."""
        shown = f"{value:.4g}" if abs(value) < 1000 else f"{value:.0f}"
        self._rows.append({"part": self._part, "measure": measure, "size": str(size),
                           "value": shown, "unit": unit})  # fmt: skip
        print(f"{self._part:12} {measure:44} {size!s:>8} {shown:>10} {unit}", flush=True)

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if kind is not None:
            return  # a part that broke off leaves the former figures
        load = max(self._load, os.getloadavg()[0])
        made = {
            "date": datetime.now(UTC).strftime("%Y-%m-%d"),
            "machine": f"{os.cpu_count()} x {_processor()}, Python {platform.python_version()}",
            "load": f"{load:.1f}",
        }
        others = [row for row in rows() if row["part"] != self._part]
        KEPT.parent.mkdir(exist_ok=True)
        with KEPT.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(others + [row | made for row in self._rows])


def rows() -> list[dict[str, str]]:
    """Everything that is on file."""
    if not KEPT.exists():
        return []
    with KEPT.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
