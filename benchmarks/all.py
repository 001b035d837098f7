"""Every benchmark of speed and size, one after the other; one table. No network.

    python benchmarks/all.py CORPUS [--only growth redraw] [--quick] [--again]
                             [--gold GOLD.jsonl --scorer SCORER.py --peer PYTHON]

CORPUS: real articles, `{"id": ..., "text": ...}` a line. Each part runs in its own process and
writes its rows to docs/benchmarks.csv when it is through; one that has rows of this program's
day is left out the next time, so that a broken run goes on where it stopped (--again: all anew).
`peers` runs only when gold, scorer and peer are given (see peers.py). --quick: small sizes, to see
that everything runs. Nothing else should run on the machine meanwhile; the load is kept with each
figure.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks.record import rows

PARTS: dict[str, tuple[str, list[str], list[str]]] = {
    # part -> script, arguments, arguments of a quick run
    "annotate": ("annotate_speed.py", [], ["--articles", "20", "--rounds", "1"]),
    "memory": ("memory.py", [], ["--articles", "100"]),
    "machines": ("machines.py", [], ["--articles", "40"]),
    "growth": ("growth.py", [], ["--sizes", "100", "200", "--sources", "40"]),
    "add one": ("add_one.py", [], ["--articles", "100", "--added", "2", "--sources", "40"]),
    "redraw": ("redraw.py", [], ["--claims", "100", "--changes", "4"]),
    "search": ("search.py", [], ["--articles", "100", "--rounds", "2", "--sources", "40"]),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--only", nargs="+", choices=[*PARTS, "peers"], metavar="PART")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--peer")
    options = parser.parse_args()
    today = datetime.now(UTC).strftime("%Y-%m-%d")
    done = {row["part"] for row in rows() if row["date"] == today}
    failed = []
    for part, command in _commands(options).items():
        if options.only and part not in options.only:
            continue
        if part in done and not options.again:
            continue
        if subprocess.run([sys.executable, *command], check=False).returncode:
            failed.append(part)
    print(table())
    subprocess.run([sys.executable, str(HERE / "draw.py")], check=False)
    if failed:
        sys.exit(f"These parts broke off: {', '.join(failed)}.")


def _commands(options: argparse.Namespace) -> dict[str, list[str]]:
    commands = {
        part: [str(HERE / script), str(options.corpus), *(quick if options.quick else usual)]
        for part, (script, usual, quick) in PARTS.items()
    }
    if options.gold and options.scorer and options.peer:
        commands["peers"] = [
            str(HERE / "peers.py"), str(options.gold), str(options.scorer), "--peer", options.peer,
            *(["--articles", "5"] if options.quick else []),
        ]  # fmt: skip
    return commands


def table() -> str:
    """Everything on file, as the README shows it."""
    lines = ["| part | measure | at | figure | date | load |", "|---|---|---|---|---|---|"]
    for row in rows():
        figure = f"{row['value']} {row['unit']}".strip()
        cells = (row["part"], row["measure"], row["size"], figure, row["date"], row["load"])
        lines.append(f"| {' | '.join(cells)} |")
    machines = sorted({row["machine"] for row in rows()})
    return "\n".join([*lines, "", *machines])


if __name__ == "__main__":
    main()
