"""Stores to test: SQLite always, PostgreSQL where its server programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from analysis.store import Store, open_store


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _programs() -> tuple[str, str] | None:
    folders = [None, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    for folder in folders:
        found = [shutil.which(n, path=folder and str(folder)) for n in ("initdb", "postgres")]
        if all(found):
            return str(found[0]), str(found[1])
    return None


def _unprivileged() -> int | None:
    """The user to run as: PostgreSQL refuses root."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    pytest.skip("PostgreSQL cannot run as root, and there is no user 'postgres' or 'nobody'")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a fresh PostgreSQL server."""
    pytest.importorskip("psycopg")
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    initdb, postgres = programs
    user = _unprivileged()
    folder = tempfile.mkdtemp(prefix="crossbearing-postgresql-")
    if user is not None:
        os.chown(folder, user, -1)
    data, port = f"{folder}/data", _free_port()
    environment = {"LC_ALL": "C", "PATH": os.environ["PATH"], "HOME": folder}
    made = subprocess.run(
        [initdb, "-D", data, "-U", "test", "-A", "trust", "-E", "UTF8", "--no-sync"],
        user=user, env=environment, cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"initdb failed: {made.stderr[-300:]}")
    server = subprocess.Popen(
        [postgres, "-D", data, "-p", str(port), "-k", folder, "-c", "listen_addresses=127.0.0.1",
         "-c", "fsync=off"],
        user=user, env=environment, cwd=folder, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"postgresql+psycopg://test@127.0.0.1:{port}/postgres"
    try:
        _wait_for(url)
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nobody needs these data again
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_for(url: str) -> None:
    engine = create_engine(url)
    for attempt in range(100):
        try:
            with engine.connect():
                break
        except Exception:
            if attempt == 99:
                raise
            time.sleep(0.1)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database of its own for each test."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/cases.db"
    server = str(request.getfixturevalue("postgresql"))
    name = f"t{abs(hash(str(tmp_path)))}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return server.rpartition("/")[0] + f"/{name}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    opened = open_store(url)
    yield opened
    opened.close()
