"""Progress and skipped items on stderr, so that stdout stays for results."""

from __future__ import annotations

import sys
import time

from analysis.errors import Refused

_EVERY_ON_TERMINAL = 0.5  # seconds
_EVERY_IN_LOG = 15.0
_NAMED = 100  # skipped items named one by one


class Progress:
    """Counts what is done and skipped, and says so now and then."""

    def __init__(self, doing: str, total: int = 0) -> None:
        self.done = 0
        self.skipped = 0
        self.total = total
        self._doing = doing
        self._terminal = sys.stderr.isatty()
        self._start = self._said = time.monotonic()

    def advance(self, number: int = 1) -> None:
        """So many more are done."""
        self.done += number
        every = _EVERY_ON_TERMINAL if self._terminal else _EVERY_IN_LOG
        if time.monotonic() - self._said >= every:
            self._say()

    def skip(self, refused: Refused) -> None:
        """Name an item that is left out, and why."""
        self.skipped += 1
        if self.skipped <= _NAMED:
            self._line(f"skipped {refused}")
        elif self.skipped == _NAMED + 1:
            self._line("more is skipped and only counted from here on")

    def finish(self) -> None:
        """The last word."""
        self._say()
        if self._terminal:
            print(file=sys.stderr)

    def _say(self) -> None:
        self._said = time.monotonic()
        speed = self.done / max(self._said - self._start, 1e-9)
        of = f" of {self.total:,}" if self.total else ""
        skipped = f", {self.skipped:,} skipped" if self.skipped else ""
        line = f"{self._doing}: {self.done:,}{of} ({speed:.1f}/s){skipped}"
        if self._terminal:
            print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
        else:
            print(line, file=sys.stderr, flush=True)

    def _line(self, line: str) -> None:
        shown = "".join(c if c.isprintable() else "\ufffd" for c in line)
        print(("\r\x1b[K" if self._terminal else "") + shown, file=sys.stderr, flush=True)
