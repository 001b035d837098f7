"""Uploads as rows: what was handed in, how far it is, what became of each piece.

In: files and addresses. Out: JobRecord for the pages to poll; leases for the worker processes.
Bytes are written at once, so that a closed tab, a crash or a restart loses nothing accepted.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, exists, func, insert, select, update

from analysis.errors import Refused
from analysis.model import Article
from analysis.store.articles import Outcome, add, keep_original, storable
from analysis.store.connection import Connected, must_exist, now
from analysis.store.job_leases import held, lease_end, me
from analysis.store.job_records import ItemKind, JobItem, JobRecord, JobResult, JobState
from analysis.store.tables import job_items, job_results, jobs, originals


class Jobs(Connected):
    """The uploads of the cases."""

    def create_job(
        self,
        case_id: str,
        files: Iterable[tuple[str, bytes]] = (),
        addresses: Iterable[tuple[ItemKind, str]] = (),
        settings: Mapping[str, Any] | None = None,
    ) -> str:
        """Accept an upload: all of it is on disk when this returns. Returns the job's id."""
        job_id = uuid.uuid4().hex[:12]
        chosen = msgspec.json.encode(settings or {}).decode()
        with self.writing() as connection:
            must_exist(connection, case_id)  # an upload alone changes nothing that pages show
            connection.execute(insert(jobs).values(**_new_job(job_id, case_id)))
            for name, content in files:
                digest = keep_original(connection, content, storable(name))
                _add_item(connection, job_id, storable(name), "file", digest, chosen)
            for kind, address in addresses:
                _add_item(connection, job_id, storable(address), kind, None, chosen)
        return job_id

    def job(self, job_id: str) -> JobRecord | None:
        """The job's state and counts; None when there is no such job (any more)."""
        with self.reading() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id)).first()
            return None if row is None else _record(connection, row)

    def jobs(self, case_id: str, limit: int = 20) -> list[JobRecord]:
        """The latest jobs of a case, newest first."""
        query = select(jobs).where(jobs.c.case_id == case_id).order_by(jobs.c.number.desc())
        with self.reading() as connection:
            return [_record(connection, row) for row in connection.execute(query.limit(limit))]

    def job_results(self, job_id: str) -> list[JobResult]:
        """What became of each piece, in the order in which it was handed in."""
        query = (
            select(job_results)
            .join(job_items, job_items.c.number == job_results.c.item)
            .where(job_items.c.job_id == job_id)
            .order_by(job_results.c.item, job_results.c.position)
        )
        with self.reading() as connection:
            return [
                JobResult(
                    row.name, row.outcome, row.article_id, row.earlier_id, row.reason, row.remedy
                )
                for row in connection.execute(query)
            ]

    def job_files(self, job_id: str) -> list[tuple[int, str]]:
        """Number and name of the job's items whose bytes are kept."""
        query = select(job_items.c.number, job_items.c.name).where(
            job_items.c.job_id == job_id, job_items.c.original_hash.is_not(None)
        )
        with self.reading() as connection:
            return [
                (int(row.number), str(row.name))
                for row in connection.execute(query.order_by(job_items.c.number))
            ]

    def open_jobs(self) -> int:
        """How many jobs are waiting or running, in all cases."""
        with self.reading() as connection:
            return int(
                connection.execute(
                    select(func.count()).where(jobs.c.state.in_(("waiting", "running")))
                ).scalar_one()
            )

    def cancel_job(self, job_id: str) -> None:
        """Stop soon. What was added stays; what was not read or analysed stays undone."""
        here = (jobs.c.id == job_id) & jobs.c.state.in_(("waiting", "running"))
        with self.writing() as connection:
            row = connection.execute(select(jobs).where(here)).first()
            if row is None:
                return
            values: dict[str, Any] = {"cancel_wanted": True}
            if row.state == "waiting":
                values |= {"state": "cancelled", "finished_at": now()}
            connection.execute(update(jobs).where(here).values(**values))

    def retry_job(self, job_id: str) -> None:
        """Take a finished, failed or cancelled job up again: refused items are read anew."""
        items = select(job_items.c.number).where(job_items.c.job_id == job_id)
        with self.writing() as connection:
            refused = select(job_results.c.item).where(
                job_results.c.item.in_(items), job_results.c.outcome == "refused"
            )
            connection.execute(
                update(job_items).where(job_items.c.number.in_(refused)).values(state="waiting")
            )
            connection.execute(
                delete(job_results).where(
                    job_results.c.item.in_(items), job_results.c.outcome == "refused"
                )
            )
            connection.execute(
                update(jobs)
                .where(jobs.c.id == job_id, jobs.c.state.not_in(("waiting", "running")))
                .values(
                    state="waiting",
                    cancel_wanted=False,
                    finished_at="",
                    note="",
                    analysed=0,
                    failed=0,
                    to_analyse=0,
                )
            )

    # --- for the worker processes -------------------------------------------------------------

    def claim_job(self) -> JobRecord | None:
        """The oldest job that nobody (alive) works on, now leased to this process."""
        with self.writing() as connection:
            candidates = connection.execute(
                select(jobs).where(jobs.c.state.in_(("waiting", "running"))).order_by(jobs.c.number)
            ).all()
            for row in candidates:
                if row.state == "running" and held(row):
                    continue
                connection.execute(
                    update(jobs)
                    .where(jobs.c.number == row.number)
                    .values(
                        state="running",
                        started_at=now(),
                        claimed_by=me(),
                        claimed_until=lease_end(),
                    )
                )
                claimed = connection.execute(select(jobs).where(jobs.c.number == row.number)).one()
                return _record(connection, claimed)
        return None

    def keep_claim(self, job_id: str) -> bool:
        """Renew the lease. False when the job was cancelled, deleted or taken over: stop."""
        mine = (jobs.c.id == job_id) & (jobs.c.claimed_by == me()) & (jobs.c.state == "running")
        with self.writing() as connection:
            row = connection.execute(select(jobs).where(mine)).first()
            if row is None or row.cancel_wanted:
                return False
            connection.execute(update(jobs).where(mine).values(claimed_until=lease_end()))
        return True

    def waiting_items(self, job_id: str) -> list[int]:
        """Numbers of the items that are not read to their end yet."""
        query = select(job_items.c.number).where(
            job_items.c.job_id == job_id, job_items.c.state == "waiting"
        )
        with self.reading() as connection:
            return [
                int(n) for n in connection.execute(query.order_by(job_items.c.number)).scalars()
            ]

    def job_item(self, number: int) -> JobItem:
        """An item with its bytes."""
        query = (
            select(job_items, originals.c.bytes)
            .outerjoin(originals, originals.c.hash == job_items.c.original_hash)
            .where(job_items.c.number == number)
        )
        with self.reading() as connection:
            row = connection.execute(query).one()
        content = None if row.bytes is None else bytes(row.bytes)
        chosen = msgspec.json.decode(row.settings)
        return JobItem(row.number, row.name, row.kind, chosen, content, row.original_hash)

    def keep_fetched(self, number: int, content: bytes) -> str:
        """Keep what an address gave as the original of its item. Returns its hash."""
        with self.writing() as connection:
            item = connection.execute(select(job_items).where(job_items.c.number == number)).one()
            digest = keep_original(connection, content, item.name)
            connection.execute(
                update(job_items).where(job_items.c.number == number).values(original_hash=digest)
            )
        return digest

    def take_in(
        self,
        case_id: str,
        item: int,
        first_position: int,
        found: Iterable[tuple[str, Article | Refused, str | None]],
    ) -> list[JobResult]:
        """Add articles and record their outcomes, in one transaction; repeated runs add nothing.

        `found` holds the name, the article or the refusal, and the hash of the original.
        """
        results: list[JobResult] = []
        with self.writing() as connection:
            for position, (name, piece, original_hash) in enumerate(found, first_position):
                known = connection.execute(
                    select(job_results).where(
                        job_results.c.item == item, job_results.c.position == position
                    )
                ).first()
                if known is not None:
                    continue
                result = _result(connection, case_id, name, piece, original_hash, position)
                results.append(result)
                connection.execute(
                    insert(job_results).values(
                        item=item,
                        position=position,
                        name=storable(result.name),
                        outcome=result.outcome,
                        article_id=result.article_id,
                        earlier_id=result.earlier_id,
                        reason=storable(result.reason),
                        remedy=storable(result.remedy),
                    )
                )
        return results

    def finish_item(self, number: int) -> None:
        with self.writing() as connection:
            connection.execute(
                update(job_items).where(job_items.c.number == number).values(state="done")
            )

    def count_analysis(
        self, job_id: str, *, to_analyse: int | None = None, analysed: int = 0, failed: int = 0
    ) -> None:
        """Set what is to analyse, or add to what is analysed."""
        values: dict[str, Any] = {
            "analysed": jobs.c.analysed + analysed,
            "failed": jobs.c.failed + failed,
        }
        if to_analyse is not None:
            values = {"to_analyse": to_analyse, "analysed": 0, "failed": 0}
        with self.writing() as connection:
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))

    def finish_job(self, job_id: str, state: JobState, note: str = "") -> None:
        mine = (jobs.c.id == job_id) & (jobs.c.claimed_by == me())
        with self.writing() as connection:
            connection.execute(
                update(jobs)
                .where(mine)
                .values(state=state, finished_at=now(), note=note, claimed_by="", claimed_until="")
            )

    def release_job(self, job_id: str) -> None:
        """Give the lease back unfinished, so that the next worker goes on at once."""
        mine = (jobs.c.id == job_id) & (jobs.c.claimed_by == me())
        with self.writing() as connection:
            connection.execute(
                update(jobs).where(mine).values(state="waiting", claimed_by="", claimed_until="")
            )


def _new_job(job_id: str, case_id: str) -> dict[str, Any]:
    return {
        "id": job_id,
        "case_id": case_id,
        "state": "waiting",
        "cancel_wanted": False,
        "created_at": now(),
        "started_at": "",
        "finished_at": "",
        "claimed_by": "",
        "claimed_until": "",
        "to_analyse": 0,
        "analysed": 0,
        "failed": 0,
        "note": "",
    }


def _add_item(
    connection: Connection, job_id: str, name: str, kind: str, digest: str | None, chosen: str
) -> None:
    connection.execute(
        insert(job_items).values(
            job_id=job_id,
            name=name,
            kind=kind,
            original_hash=digest,
            settings=chosen,
            state="waiting",
        )
    )


def _result(
    connection: Connection,
    case_id: str,
    name: str,
    piece: Article | Refused,
    original_hash: str | None,
    position: int,
) -> JobResult:
    if isinstance(piece, Refused):
        return JobResult(piece.item or name, "refused", reason=piece.reason, remedy=piece.remedy)
    made: Outcome = add(connection, case_id, piece, original_hash, position)
    return JobResult(name, made.kind, made.article_id, made.earlier_id)


def _record(connection: Connection, row: Row[Any]) -> JobRecord:
    mine = job_items.c.job_id == row.id
    counts = dict(
        connection.execute(
            select(job_items.c.state, func.count()).where(mine).group_by(job_items.c.state)
        )
        .tuples()
        .all()
    )
    of_job = exists().where(job_items.c.number == job_results.c.item, mine)
    outcomes = dict(
        connection.execute(
            select(job_results.c.outcome, func.count())
            .where(of_job)
            .group_by(job_results.c.outcome)
        )
        .tuples()
        .all()
    )
    return JobRecord(
        id=row.id,
        case_id=row.case_id,
        state=row.state,
        created_at=row.created_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
        items=sum(counts.values()),
        items_read=counts.get("done", 0),
        to_analyse=row.to_analyse,
        analysed=row.analysed,
        failed=row.failed,
        note=row.note,
        outcomes=outcomes,
    )
