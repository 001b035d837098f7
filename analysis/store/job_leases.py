"""Which process is at a job: a lease that it renews while it lives.

In: the row of a job. Out: whether somebody is still at it. A worker may be killed at any moment;
what it had leased is free again when the lease has run out, on its own machine at once.
"""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from analysis.store.connection import now

_LEASE = timedelta(seconds=30)


def me() -> str:
    """This process, as it stands beside what it has leased."""
    return f"{socket.gethostname()}:{os.getpid()}"


def lease_end() -> str:
    """When a lease taken or renewed now runs out (ISO, UTC)."""
    return (datetime.now(UTC) + _LEASE).isoformat(timespec="microseconds")


def held(row: Row[Any]) -> bool:
    """Whether the process that leased the job is still at it. One killed here is seen at once."""
    if row.claimed_until <= now():
        return False
    machine, _, process = row.claimed_by.rpartition(":")
    if machine != socket.gethostname() or not process.isdigit():
        return True
    return int(process) != os.getpid() and _alive(int(process))


def _alive(process: int) -> bool:
    if os.name != "posix":
        return True  # signal 0 ends a process on Windows; wait for the lease to run out
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
