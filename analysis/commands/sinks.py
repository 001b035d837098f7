"""Where `annotate` writes: JSON lines (also .gz), Parquet, standard output.

In: one document at a time. Out: the file. A file that is cut off can be gone on with.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

import msgspec

from analysis.errors import BadInput

Document = dict[str, object]
Write = Callable[[Document], None]
_ROWS = 512  # documents of one row group


@contextmanager
def open_sink(output: str, keep: int = 0) -> Iterator[Write]:
    """A function that writes one document. With `keep`, the first so many lines stay."""
    path = Path(output)
    try:
        if output == "-":
            yield _lines(sys.stdout.buffer)
            sys.stdout.buffer.flush()
        elif path.suffix == ".parquet":
            with _parquet(path) as write:
                yield write
        elif path.suffix == ".gz":
            with gzip.open(path, "wb", compresslevel=6) as file:
                yield _lines(cast(IO[bytes], file))
        else:
            with path.open("ab" if keep else "wb") as file:
                yield _lines(file)
    except OSError as problem:
        if isinstance(problem, BrokenPipeError):
            raise
        raise BadInput(f"{output} cannot be written: {problem.strerror or problem}") from problem


def done_before(output: str) -> int:
    """How many whole lines an interrupted run left; a torn last line is cut off."""
    path = Path(output)
    if not path.is_file():
        return 0
    if path.suffix in (".gz", ".parquet") or output == "-":
        raise BadInput("--resume goes on with uncompressed JSON lines only.")
    lines = whole = 0
    with path.open("r+b") as file:
        for line in file:
            if not line.endswith(b"\n"):
                break
            lines += 1
            whole += len(line)
        file.truncate(whole)
    return lines


def _lines(file: IO[bytes]) -> Write:
    encoder = msgspec.json.Encoder()

    def write(document: Document) -> None:
        file.write(encoder.encode(document) + b"\n")

    return write


@contextmanager
def _parquet(path: Path) -> Iterator[Write]:
    import pyarrow as arrow  # type: ignore[import-untyped]
    import pyarrow.parquet as parquet  # type: ignore[import-untyped]

    schema = _schema(arrow)
    waiting: list[Any] = []
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:

        def flush() -> None:
            if waiting:
                writer.write_table(arrow.Table.from_pylist(waiting, schema=schema))
                waiting.clear()

        def write(document: Document) -> None:
            waiting.append(msgspec.to_builtins(document))
            if len(waiting) >= _ROWS:
                flush()

        yield write
        flush()


def _schema(arrow: Any) -> Any:
    """The documents' form, spelled out: a first batch without events must not decide it."""
    text, whole = arrow.string(), arrow.int32()
    spans = arrow.list_(arrow.list_(whole))
    place = {"start": whole, "end": whole}

    def rows(fields: dict[str, Any]) -> Any:
        return arrow.list_(arrow.struct(list(fields.items())))

    return arrow.schema(
        [
            ("id", text),
            (
                "attributions",
                rows(
                    {
                        **dict.fromkeys(("source", "cue", "content"), spans),
                        "type": text,
                        "source_kind": text,
                        "channel": arrow.list_(text),
                        **dict.fromkeys(("certainty", "polarity", "actor"), text),
                    }
                ),
            ),
            ("mentions", rows({**place, "entity_id": whole, "type": text, "kind": text})),
            ("timexes", rows({**place, "type": text, "value": text})),
            (
                "events",
                rows(
                    {
                        **place,
                        "factuality": arrow.float32(),
                        **dict.fromkeys(
                            ("polarity", "status", "earliest", "latest", "precision", "phrase"),
                            text,
                        ),
                    }
                ),
            ),
        ]
    )
