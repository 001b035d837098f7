"""Resolved cases as the worker left them: named parts of bytes, each stored once by its content.

In: a case, a key, parts by name. Out: the names and hashes of a snapshot, and the bytes of the
parts that are asked for. A snapshot is a cache: it is written in one transaction, whole or not at
all, and losing it costs time and nothing else. What the parts hold is not known here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from analysis.store.connection import Connected, in_portions, must_exist, now
from analysis.store.tables import snapshot_parts, snapshots

NEWEST = 3  # snapshots of a case as it is: pages that are open still read the one before
MOMENTS = 12  # snapshots of a case as it was known at some moment
_DECODER = msgspec.msgpack.Decoder(dict[str, str])


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes by their hash; `made` gives them when the store does not have them yet."""

    hash: str
    made: Callable[[], bytes]


class Broken(Exception):
    """A part of a snapshot is missing, or its bytes are not those that were written."""


def part_hash(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=20).hexdigest()


class Snapshots(Connected):
    """The resolved cases, in parts."""

    def snapshot(self, case_id: str, key: str) -> dict[str, str] | None:
        """The hash of each part by its name; None when there is no such snapshot."""
        query = select(snapshots.c.parts).where(_named(case_id, key))
        with self.reading() as connection:
            found = connection.execute(query).scalar()
        try:
            return None if found is None else _DECODER.decode(found)
        except msgspec.MsgspecError:
            return None

    def snapshot_parts(self, case_id: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """The bytes of parts by their hash. Raises Broken when one is not as it was written."""
        wanted = list(dict.fromkeys(hashes))
        found: dict[str, bytes] = {}
        with self.reading() as connection:
            for some in in_portions(wanted):
                query = select(snapshot_parts.c.hash, snapshot_parts.c.bytes).where(
                    snapshot_parts.c.case_id == case_id,
                    snapshot_parts.c.hash.in_(some),
                )
                found.update((row.hash, bytes(row.bytes)) for row in connection.execute(query))
        for name in wanted:
            if name not in found or part_hash(found[name]) != name:
                raise Broken(f"part {name} of a snapshot of case {case_id}")
        return found

    def save_snapshot(
        self, case_id: str, key: str, parts: Mapping[str, Part], moment: str = ""
    ) -> int:
        """Keep a snapshot, and drop the oldest. Returns how many parts had to be written.

        `moment` is "" for the case as it is. Parts that the store has already stay as they are.
        """
        by_hash = {part.hash: part for part in parts.values()}
        manifest = msgspec.msgpack.encode({name: part.hash for name, part in parts.items()})
        with self.writing() as connection:
            must_exist(connection, case_id)
            there = _hashes(connection, case_id)
            fresh = [
                {"case_id": case_id, "hash": name, "bytes": part.made()}
                for name, part in by_hash.items()
                if name not in there
            ]
            if fresh:
                connection.execute(insert(snapshot_parts), fresh)
            connection.execute(delete(snapshots).where(_named(case_id, key)))
            connection.execute(
                insert(snapshots).values(
                    case_id=case_id, key=key, moment=moment, parts=manifest, at=now()
                )
            )
            _drop_old(connection, case_id, there | by_hash.keys())
        return len(fresh)

    def drop_snapshots(self, case_id: str) -> None:
        """All of a case, with their parts: they are made anew from the articles."""
        with self.writing() as connection:
            connection.execute(delete(snapshots).where(snapshots.c.case_id == case_id))
            connection.execute(delete(snapshot_parts).where(snapshot_parts.c.case_id == case_id))


def _named(case_id: str, key: str) -> ColumnElement[bool]:
    return and_(snapshots.c.case_id == case_id, snapshots.c.key == key)


def _hashes(connection: Connection, case_id: str) -> set[str]:
    query = select(snapshot_parts.c.hash).where(snapshot_parts.c.case_id == case_id)
    return set(connection.execute(query).scalars())


def _drop_old(connection: Connection, case_id: str, there: Iterable[str]) -> None:
    """Keep the newest snapshots of either sort, and of the parts those that one of them has."""
    rows = connection.execute(
        select(snapshots.c.key, snapshots.c.moment, snapshots.c.parts)
        .where(snapshots.c.case_id == case_id)
        .order_by(snapshots.c.at.desc())
    ).all()
    kept = [row for row in rows if not row.moment][:NEWEST]
    kept += [row for row in rows if row.moment][:MOMENTS]
    used = {name for row in kept for name in _DECODER.decode(row.parts).values()}
    for row in rows:
        if row not in kept:
            connection.execute(delete(snapshots).where(_named(case_id, row.key)))
    unused = [name for name in there if name not in used]
    for some in in_portions(unused):
        connection.execute(
            delete(snapshot_parts).where(
                snapshot_parts.c.case_id == case_id,
                snapshot_parts.c.hash.in_(some),
            )
        )
