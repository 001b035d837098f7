"""Judge pairs of statements: does A support or contradict B?

PAIRS is JSON lines {id, a, b}: a statement, and a statement or an article's text. OUT is JSON
lines {id, stance: supports | contradicts | discusses | unrelated, score}: the judgement that the
case makes between claims, open to measurement.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from analysis.commands.progress import Progress
from analysis.commands.sinks import open_sink
from analysis.commands.sources import files, open_bytes
from analysis.errors import Refused

_BATCH = 64
Pair = tuple[Any, str, str]  # id as given, a, b


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("input", metavar="PAIRS", help="JSON lines {id, a, b}; '-' is stdin")
    parser.add_argument("-o", "--output", required=True, metavar="OUT", help="'-' is stdout")


def run(chosen: argparse.Namespace) -> int:
    """Judge the pairs in batches."""
    path = files([chosen.input])[0]
    progress = Progress("compared")
    with open_sink(chosen.output) as write:
        for batch in _batches(_pairs(path, progress)):
            for (pair_id, _, _), (stance, score) in zip(batch, _judge(batch), strict=True):
                write({"id": pair_id, "stance": stance, "score": round(float(score), 4)})
                progress.advance()
    progress.finish()
    return 0


def _judge(batch: list[Pair]) -> list[tuple[str, float]]:
    from analysis.resolve.compare import compare  # heavy: after a wrong path is told

    return list(compare([(a, b) for _, a, b in batch]))


def _pairs(path: Path, progress: Progress) -> Iterator[Pair]:
    with open_bytes(path) as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            name = f"{path.name}, line {number}"
            try:
                fields = msgspec.json.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as problem:
                progress.skip(Refused(name, f"It is not valid JSON ({problem}).", ""))
                continue
            texts = [fields.get(key) if isinstance(fields, dict) else None for key in ("a", "b")]
            if not all(isinstance(text, str) for text in texts):
                progress.skip(Refused(name, "It has no texts 'a' and 'b'.", ""))
                continue
            yield fields.get("id", number), str(texts[0]), str(texts[1])


def _batches(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    batch: list[Pair] = []
    for pair in pairs:
        batch.append(pair)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
