"""An upload as a page and a worker see it: what was handed in, how far it is, what became of it.

Read from the store by `job_queue.py`; nothing here touches a database.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

JobState = Literal["waiting", "running", "done", "cancelled", "failed"]
ItemKind = Literal["file", "url", "feed"]


@dataclass(frozen=True, slots=True)
class JobItem:
    """One thing handed in. `content` is None for an address."""

    number: int
    name: str
    kind: ItemKind
    settings: dict[str, Any]
    content: bytes | None
    original_hash: str | None


@dataclass(frozen=True, slots=True)
class JobResult:
    """What became of one article (or of an item in which none was found)."""

    name: str
    outcome: str  # added, duplicate, new version, refused
    article_id: str = ""
    earlier_id: str = ""
    reason: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as a page shows it."""

    id: str
    case_id: str
    state: JobState
    created_at: str
    started_at: str
    finished_at: str
    items: int  # files and addresses
    items_read: int
    to_analyse: int  # articles whose analysis this job has to do, known once all are read
    analysed: int
    failed: int
    note: str
    outcomes: Mapping[str, int] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        return self.state in ("waiting", "running")

    @property
    def progress(self) -> float:
        """0 to 1: reading counts for a tenth, analysing for the rest."""
        if not self.active:
            return 1.0
        read = self.items_read / self.items if self.items else 1.0
        done = (self.analysed + self.failed) / self.to_analyse if self.to_analyse else 0.0
        return min(1.0, 0.1 * read + 0.9 * done)

    def seconds_left(self, at: datetime | None = None) -> float | None:
        """An estimate from the speed so far; None while there is nothing to go by.

        Of the reading while items are read, of the analysis afterwards.
        """
        done, left = self.analysed + self.failed, self.to_analyse - self.analysed - self.failed
        if self.items_read < self.items:
            done, left = self.items_read, self.items - self.items_read
        if not self.active or not self.started_at or not done:
            return None
        spent = (
            (at or datetime.now(UTC)) - datetime.fromisoformat(self.started_at)
        ).total_seconds()
        return max(0.0, spent / done * left)
