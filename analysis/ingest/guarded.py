"""Reads files in a process of its own, which may hang, swell or die without harm.

In: the bytes of one file. Out: Articles and Refused items, as `registry.read` gives them; a
Refused when the file makes its reader exceed the time or the memory of data/limits.toml.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

from analysis.errors import Refused
from analysis.ingest.limits import Limits, load_limits
from analysis.ingest.material import Piece, TeaserOnly

_BATCH = 50  # pieces that travel together
_BATCH_SECONDS = 0.5
_START_SECONDS = 60.0  # what starting the process may add on a busy machine
_Message = tuple[str, list[Any]]


class GuardedReader:
    """A reader process, started when first needed, started anew after it had to be ended."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or load_limits()
        self._process: Any = None
        self._pipe: Connection | None = None

    def __enter__(self) -> GuardedReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(
        self, name: str, data: bytes, *, url: str = "", mapping: Mapping[str, str] | None = None
    ) -> Iterator[Piece]:
        """The pieces of one file. Leaving the iterator early ends the process."""
        pipe = self._connected()
        finished = False
        try:
            pipe.send((name, data, url, dict(mapping or {})))
            patience = self._limits.seconds_for_item + _START_SECONDS
            while not finished:
                if not pipe.poll(patience):
                    yield Refused(
                        name,
                        f"Reading it took longer than {self._limits.seconds_for_item} seconds.",
                        "Save it anew in a simpler form, as text or in parts.",
                    )
                    return
                kind, batch = pipe.recv()
                patience = self._limits.seconds_for_item
                finished = kind == "end"
                yield from map(_unpacked, batch)
        except (EOFError, ConnectionError):
            yield Refused(
                name,
                "Reading it took more memory than is allowed, or broke the reader.",
                "Save it anew in a simpler form, as text or in parts.",
            )
        finally:
            if not finished:
                self.close()

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        if self._pipe is not None:
            self._pipe.close()
        self._process = self._pipe = None

    def _connected(self) -> Connection:
        if self._pipe is None or not self._process.is_alive():
            self.close()
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(
                target=_serve, args=(theirs, os.getpid(), self._limits), daemon=True
            )
            self._process.start()
            theirs.close()
        return self._pipe


def _serve(pipe: Connection, parent: int, limits: Limits) -> None:
    """The loop of the reader process."""
    _bound_memory(limits.memory_for_reader)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()

    from analysis.ingest.registry import read  # with all its libraries, here alone

    with contextlib.suppress(EOFError, ConnectionError, KeyboardInterrupt):
        while True:
            name, data, url, mapping = pipe.recv()
            batch: list[Any] = []
            sent = time.monotonic()
            for piece in read(name, data, limits, url=url, mapping=mapping):
                batch.append(_packed(piece))
                if len(batch) >= _BATCH or time.monotonic() - sent > _BATCH_SECONDS:
                    pipe.send(("pieces", batch))
                    batch, sent = [], time.monotonic()
            pipe.send(("end", batch))


def _packed(piece: Piece) -> Any:
    # An exception with three arguments does not survive pickling by itself.
    if isinstance(piece, Refused):
        address = piece.address if isinstance(piece, TeaserOnly) else ""
        return (piece.item, piece.reason, piece.remedy, address)
    return piece


def _unpacked(sent: Any) -> Any:
    if not isinstance(sent, tuple):
        return sent
    item, reason, remedy, address = sent
    return TeaserOnly(item, address) if address else Refused(item, reason, remedy)


def _bound_memory(size: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: the time limit alone stands there
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)
