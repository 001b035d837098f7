"""Full-text search over the claims of a resolved case.

In: claims. Out: their ids, best first (BM25; what is said weighs more than who says it). Claims
are made anew with every correction, so the index lives in memory beside them, whatever the
database; the query language is the one of the articles' index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from threading import Lock

from analysis.model import Claim
from analysis.store.search_index import sqlite_query

_CREATE = """CREATE VIRTUAL TABLE found USING fts5(
    id UNINDEXED, content, source, tokenize="unicode61 remove_diacritics 2")"""
_SEARCH = """SELECT id FROM found WHERE found MATCH ?
    ORDER BY bm25(found, 0.0, 4.0, 1.0), rowid LIMIT ?"""


class ClaimIndex:
    """Built once for a case, asked by many sessions."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.execute(_CREATE)
        self._database.executemany(
            "INSERT INTO found VALUES (?, ?, ?)",
            ((c.id, c.content, f"{c.source_text} {c.descriptor} {c.outlet}") for c in claims),
        )

    def search(self, typed: str, limit: int = 200) -> list[str]:
        """The claims that hold all words and "quoted phrases", in what is said or by whom."""
        query = sqlite_query(typed)
        if not query:
            return []
        with self._lock:
            return [row[0] for row in self._database.execute(_SEARCH, (query, limit))]
