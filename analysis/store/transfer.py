"""A case as one file: for backup, for moving it, for handing it on with its corrections.

In: a case of the store, or such a file. Out: a zip archive of articles (all versions), their
originals and the corrections; or a new case. Analyses stay behind: they are made anew from the
articles, so that no file from outside can plant results.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import msgspec
from sqlalchemy import insert, select

from analysis.errors import Refused
from analysis.model import Article, Correction
from analysis.store import Store
from analysis.store.articles import (
    columns,
    from_row,
    keep_original,
    refresh_analysis_key,
    storable,
)
from analysis.store.connection import now
from analysis.store.corrections import insert_correction
from analysis.store.metadata import metadata_corrections
from analysis.store.tables import articles, cases, originals

_FORMAT = "crossbearing-case"
_VERSION = 1
_LARGEST_PART = 1 << 30  # bytes of one part, unpacked
_REMEDY = "Export the case again and import that file."


class Manifest(msgspec.Struct, forbid_unknown_fields=False):
    """What the file is."""

    format: str
    version: int
    name: str
    exported_at: str


class ArticleRecord(msgspec.Struct):
    """An article as the file keeps it."""

    article: Article
    original: str  # hash of its original, "" when none was kept
    added_at: str
    superseded_by: str
    part: int | None = None  # its place in the original


def export_case(store: Store, case_id: str) -> bytes:
    """The case as one file."""
    packed = io.BytesIO()
    record = store.case(case_id)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, store.reading() as reader:
        manifest = Manifest(_FORMAT, _VERSION, record.name, now())
        archive.writestr("manifest.json", msgspec.json.encode(manifest))
        kept: dict[str, None] = {}
        lines: list[bytes] = []
        query = select(articles).where(articles.c.case_id == case_id).order_by(articles.c.number)
        for row in reader.execute(query):
            digest = row.original_hash or ""
            kept[digest] = None
            kept_as = ArticleRecord(
                from_row(row), digest, row.added_at, row.superseded_by, row.original_part
            )
            lines.append(msgspec.json.encode(kept_as))
        archive.writestr("articles.jsonl", b"\n".join(lines))
        decided = [msgspec.json.encode(made) for made in store.corrections(case_id, undone=True)]
        archive.writestr("corrections.jsonl", b"\n".join(decided))
        for digest in filter(None, kept):
            found = reader.execute(
                select(originals.c.name, originals.c.bytes).where(originals.c.hash == digest)
            ).one()
            archive.writestr(f"originals/{digest}", bytes(found.bytes))
            archive.writestr(f"names/{digest}", found.name)
    return packed.getvalue()


def import_case(store: Store, data: bytes, name: str = "") -> str:
    """A new case out of such a file. Returns its id. Raises Refused; then nothing was stored."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _import(store, archive, name)
    except (zipfile.BadZipFile, KeyError, msgspec.MsgspecError, EOFError, ValueError) as problem:
        raise Refused(
            "The file", f"is no exported case, or it is damaged ({problem}).", _REMEDY
        ) from problem


def _import(store: Store, archive: zipfile.ZipFile, name: str) -> str:
    manifest = msgspec.json.decode(_part(archive, "manifest.json"), type=Manifest)
    if manifest.format != _FORMAT or manifest.version > _VERSION:
        raise Refused(
            "The file", "was made by a newer version of this program.", "Update the program."
        )
    case_id = hashlib.sha256(now().encode() + manifest.name.encode()).hexdigest()[:12]
    known = {member.filename for member in archive.infolist()}
    with store.writing() as connection:
        connection.execute(
            insert(cases).values(
                id=case_id, name=name or manifest.name, created_at=now(), revision=1
            )
        )
        stored: dict[str, str | None] = {"": None}
        newer: dict[str, str] = {}
        for line in _lines(_part(archive, "articles.jsonl")):
            record = msgspec.json.decode(line, type=ArticleRecord)
            digest = record.original
            if digest not in stored:
                stored[digest] = None
                if f"originals/{digest}" in known:
                    stored[digest] = keep_original(connection, *_original(archive, digest))
            connection.execute(
                insert(articles).values(
                    **columns(case_id, _checked(record.article), stored[digest]),
                    original_part=record.part,
                    added_at=record.added_at,
                    superseded_by=record.superseded_by,
                )
            )
            newer[record.article.id] = record.superseded_by
        _check_versions(newer)
        for line in _lines(_part(archive, "corrections.jsonl")):
            made = msgspec.json.decode(line, type=Correction)
            # The same case may be imported twice: the ids of its corrections must not meet.
            fresh = hashlib.sha256(f"{case_id}{made.id}".encode()).hexdigest()[:32]
            insert_correction(connection, case_id, replace(made, id=fresh))
        for made in metadata_corrections(connection, case_id):
            refresh_analysis_key(connection, case_id, str(made.payload.get("article", "")))
    return case_id


def backup_database(store: Store, path: Path) -> None:
    """A consistent copy of the whole SQLite database while it is in use.

    Raises Refused for PostgreSQL, which has its own (pg_dump).
    """
    if store.engine.dialect.name != "sqlite":
        raise Refused("The database", "is PostgreSQL.", "Back it up with pg_dump.")
    path.unlink(missing_ok=True)
    connection = store.engine.raw_connection()  # VACUUM stands outside of any transaction
    try:
        connection.cursor().execute("VACUUM INTO ?", (str(path),))
    finally:
        connection.close()


def _checked(article: Article) -> Article:
    """The article, if what the file says about it can be. Raises ValueError."""
    for start, end in article.boilerplate:
        if not 0 <= start < end <= len(article.text):
            raise ValueError(f"article {article.id[:40]}: boilerplate outside of its text")
    if article.url and not article.url.startswith(("http://", "https://")):
        raise ValueError(f"article {article.id[:40]}: its URL is none")
    return article


def _check_versions(newer: Mapping[str, str]) -> None:
    """Every chain of versions must end at a current article. Raises ValueError."""
    for first in newer:
        seen, article = {first}, newer[first]
        while article:
            if article in seen or article not in newer:
                raise ValueError(f"article {first[:40]}: its versions lead nowhere")
            seen.add(article)
            article = newer[article]


def _original(archive: zipfile.ZipFile, digest: str) -> tuple[bytes, str]:
    """Bytes and name of an original. Raises ValueError when the bytes are not those named."""
    data = _part(archive, f"originals/{digest}")
    if hashlib.sha256(data).hexdigest() != digest:
        raise ValueError("an original is not what its name says")
    return data, storable(_part(archive, f"names/{digest}").decode("utf-8", "replace"))


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part, counted while it is unpacked. Raises KeyError, or ValueError when too large."""
    with archive.open(name) as packed:
        data = packed.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise ValueError(f"{name} is too large")
    return data


def _lines(data: bytes) -> Iterator[bytes]:
    return (line for line in data.split(b"\n") if line.strip())
