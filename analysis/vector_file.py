"""Keeps the vectors of claims on disk, so that each is computed once.

In: content keys and float16 bytes. Out: the same, also after a restart. A file of records of one
length, only ever added to: what a crash left half written at its end is cut off at the next start.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from pathlib import Path

KEY = 24  # characters of a content key, ASCII
VECTOR = 768  # bytes: 384 dimensions, float16
RECORD = KEY + VECTOR


class VectorFile(MutableMapping[str, bytes]):
    """A mapping from content key to vector, in memory and in one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, bytes] = {}
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            self._read()

    def _read(self) -> None:
        data = self._path.read_bytes()
        whole = len(data) - len(data) % RECORD
        for at in range(0, whole, RECORD):
            key = data[at : at + KEY].decode("ascii", errors="replace")
            self._known[key] = data[at + KEY : at + RECORD]
        if whole < len(data):
            with self._path.open("r+b") as file:
                file.truncate(whole)

    def __setitem__(self, key: str, vector: bytes) -> None:
        if len(key) != KEY or len(vector) != VECTOR:
            raise ValueError(f"a vector record is {KEY} characters and {VECTOR} bytes")
        if key in self._known:
            return
        self._known[key] = vector
        with self._path.open("ab") as file:
            file.write(key.encode("ascii") + vector)

    def __getitem__(self, key: str) -> bytes:
        return self._known[key]

    def __delitem__(self, key: str) -> None:
        raise TypeError("vectors are only ever added; delete the file to start anew")

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
