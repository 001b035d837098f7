"""The tables of the database. In: nothing. Out: SQLAlchemy table objects, one idea a table.

What the machine found (`analyses`) and what the analyst decided (`corrections`) never share a
row. The same schema is written out, step by step, in `migrations/versions`; a test compares.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _case() -> Column[str]:
    return Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False)


cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("revision", Integer, nullable=False),  # grows with everything that changes the case
)

# Files and pages as they came, byte for byte, by the SHA-256 of the bytes.
originals = Table(
    "originals",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column("name", Text, nullable=False),  # as the user knew it; shown, never used as a path
    Column("size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("added_at", String(40), nullable=False),
)

# One row for each article of each case. `number` is the row id that the full-text index uses.
articles = Table(
    "articles",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _case(),
    Column("id", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published_at", String(40), nullable=False),
    Column("date_origin", String(16), nullable=False),
    Column("language", String(16), nullable=False),
    Column("wire", Text, nullable=False),
    Column("boilerplate", Text, nullable=False),  # JSON [[start, end], ...]
    Column("text_hash", String(64), nullable=False),
    Column("url_key", Text, nullable=False),  # the URL as far as it tells pages apart
    Column("analysis_key", String(64), nullable=False),  # of the article as corrected
    Column("original_hash", String(64), ForeignKey("originals.hash"), nullable=True),
    Column("original_part", Integer, nullable=True),  # the how-manieth piece of its original
    Column("added_at", String(40), nullable=False),
    Column("superseded_by", Text, nullable=False),  # id of the newer version, "" when current
    UniqueConstraint("case_id", "id"),
    Index(None, "case_id", "text_hash"),
    Index(None, "case_id", "url_key"),
    Index(None, "case_id", "analysis_key"),
    Index(None, "analysis_key"),
    Index(None, "original_hash"),
    sqlite_autoincrement=True,
)

# What the machine found in an article's content, by content and analysis version.
analyses = Table(
    "analyses",
    metadata,
    Column("analysis_key", String(64), primary_key=True),
    Column("version", String(120), primary_key=True),
    Column("annotation", LargeBinary, nullable=True),  # compressed JSON; empty when it failed
    Column("failure", Text, nullable=False),
    Column("at", String(40), nullable=False),
)

corrections = Table(
    "corrections",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    _case(),
    Column("kind", String(80), nullable=False),
    Column("payload", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("undone_at", String(40), nullable=False),
    Index(None, "case_id", "number"),
    sqlite_autoincrement=True,
)

# One upload. `claimed_by` and `claimed_until` are the lease of the process that works on it.
jobs = Table(
    "jobs",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(32), nullable=False, unique=True),
    _case(),
    Column("state", String(16), nullable=False),  # waiting, running, done, cancelled, failed
    Column("cancel_wanted", Boolean, nullable=False),
    Column("created_at", String(40), nullable=False),
    Column("started_at", String(40), nullable=False),
    Column("finished_at", String(40), nullable=False),
    Column("claimed_by", Text, nullable=False),
    Column("claimed_until", String(40), nullable=False),
    Column("to_analyse", Integer, nullable=False),
    Column("analysed", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "state"),
    Index(None, "case_id"),
    sqlite_autoincrement=True,
)

# What was given to a job: files (by the hash of their bytes) and addresses to fetch.
job_items = Table(
    "job_items",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column(
        "job_id", String(32), ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),  # file, url, feed
    Column("original_hash", String(64), ForeignKey("originals.hash"), nullable=True),
    Column("settings", Text, nullable=False),  # JSON: column mapping and the like
    Column("state", String(16), nullable=False),  # waiting, done
    Index(None, "original_hash"),
    sqlite_autoincrement=True,
)

# What became of each article found in an item. (item, position) makes a repeated run harmless.
job_results = Table(
    "job_results",
    metadata,
    Column("item", Integer, ForeignKey("job_items.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("outcome", String(16), nullable=False),  # added, duplicate, new version, refused
    Column("article_id", Text, nullable=False),
    Column("earlier_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

visits = Table(
    "visits",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _case(),
    Column("visitor", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Index(None, "case_id", "visitor"),
    sqlite_autoincrement=True,
)

# Small things a page remembers for a case: a chosen column mapping, a layout.
view_state = Table(
    "view_state",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)

# A resolved case at one revision, as known at one moment. A cache, as are its parts.
snapshots = Table(
    "snapshots",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), primary_key=True),  # of all that the result depends on
    Column("moment", String(120), nullable=False),  # "" for the case as it is
    Column("parts", LargeBinary, nullable=False),  # the hash of each part by its name
    Column("at", String(40), nullable=False),
)

# By the hash of the bytes: what two revisions have in common is kept once.
snapshot_parts = Table(
    "snapshot_parts",
    metadata,
    Column("case_id", String(32), ForeignKey("cases.id", ondelete="CASCADE"), primary_key=True),
    Column("hash", String(40), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
