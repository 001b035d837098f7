"""Cases, articles, analysis results and corrections, kept in one database.

In: a database URL (one SQLite file unless the settings name another). Out: a Store.
"""

from __future__ import annotations

from analysis.settings import database_url
from analysis.store.analyses import Analyses
from analysis.store.articles import Articles, Hit, Outcome
from analysis.store.cases import CaseRecord, Cases
from analysis.store.connection import UnknownCase
from analysis.store.corrections import Corrections
from analysis.store.database import CannotOpen, open_engine
from analysis.store.job_queue import Jobs
from analysis.store.job_records import JobItem, JobRecord, JobResult
from analysis.store.snapshots import Broken, Part, Snapshots
from analysis.store.views import Views

__all__ = [
    "Broken",
    "CannotOpen",
    "CaseRecord",
    "Hit",
    "JobItem",
    "JobRecord",
    "JobResult",
    "Outcome",
    "Part",
    "Store",
    "UnknownCase",
    "open_store",
]


class Store(Cases, Articles, Analyses, Corrections, Jobs, Views, Snapshots):
    """All that is kept. One object a process; safe to use from several threads."""

    def close(self) -> None:
        """Give all connections back."""
        self.engine.dispose()


def open_store(url: str | None = None) -> Store:
    """Open (and create, and migrate) the database. Raises CannotOpen, saying what to do."""
    return Store(open_engine(url or database_url()))
