"""Twenty sessions at once while an upload is analysed: a page of another session stays quick.

The sessions speak the protocol that a browser speaks with the server, without twenty browsers:
what is measured is what the server can do, from 'the user did something' to 'the page is whole'.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode

import pytest
import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from analysis import jobs
from analysis.store import Store, open_store
from tests.browser.conftest import Server, copy_of, running
from tests.browser.sample import NAME

T = TypeVar("T")
SESSIONS = 20
PAGES = ("", "claims", "propositions", "timeline", "actors", "sources", "articles", "methods")
LONGEST = 1.0  # seconds for a redraw, or on a busy machine three times what it takes at rest
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


@dataclass
class Drawn:
    """One redraw: how long it took, the script of the page, and what stood on it."""

    seconds: float
    script: str
    elements: int


class Session:
    """One visitor."""

    def __init__(self, url: str, page: str) -> None:
        self._url = url.replace("http", "ws") + "/_stcore/stream"
        self._page = page

    async def __aenter__(self) -> Session:
        protocol = [websockets.Subprotocol("streamlit")]
        self._socket = await websockets.connect(
            self._url, subprotocols=protocol, max_size=None, open_timeout=60
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def draw(self) -> Drawn:
        """Ask for the page and wait until all of it was there."""
        wanted = BackMsg()
        wanted.rerun_script.page_name = self._page
        wanted.rerun_script.query_string = urlencode({"case": NAME})
        start, script, elements = time.monotonic(), "", 0
        await self._socket.send(wanted.SerializeToString())
        while True:
            said = ForwardMsg()
            data = await asyncio.wait_for(self._socket.recv(), 120)
            assert isinstance(data, bytes)
            said.ParseFromString(data)
            kind = said.WhichOneof("type")
            if kind == "navigation":
                script = said.navigation.page_script_hash
            elif kind == "delta":
                elements += 1
                assert not said.delta.new_element.HasField("exception"), said
            elif kind == "script_finished" and said.script_finished in DONE:
                return Drawn(time.monotonic() - start, script, elements)


async def visits(url: str, redraws: int) -> list[Drawn]:
    """Twenty sessions that look around; each redraw but the first."""
    found: list[Drawn] = []

    async def look_around(number: int) -> None:
        async with Session(url, PAGES[number % len(PAGES)]) as session:
            await session.draw()
            for _ in range(redraws):
                await asyncio.sleep(2.0 + number / 10)  # people read what they see
                found.append(await session.draw())

    await asyncio.gather(*(look_around(number) for number in range(SESSIONS)))
    return found


async def once(url: str, page: str = "") -> Drawn:
    async with Session(url, page) as session:
        return await session.draw()


def articles(count: int) -> bytes:
    return "\n".join(
        json.dumps(
            {
                "id": f"s{n}",
                "title": f"Report {n}",
                "outlet": f"Outlet {n % 9}",
                "published_at": "2031-03-04",
                "text": f"The pier of Vesk fell on Sunday, harbour master Ilse Brandt said. {n} "
                "people were hurt, according to police. “We saw it fall,” a fisherman told the "
                "Vesk Courier. The ministry denied that anyone had been warned. " * 4,
            }
        )
        for n in range(count)
    ).encode()


def _run(task: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: the browser's driver has a running loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, task).result()


def wait_for(state: Callable[[], bool], seconds: float = 120) -> None:
    until = time.monotonic() + seconds
    while not state():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def mine(server: Server, sample: None, tmp_path: Path) -> Iterator[tuple[Server, Store]]:
    """An app of the test's own in which the sample case is analysed."""
    with running(copy_of(server, tmp_path)) as started:
        store = open_store(f"sqlite:///{tmp_path}/crossbearing.db")
        yield started, store
        store.close()


def active(store: Store, job_id: str) -> bool:
    job = store.job(job_id)
    assert job is not None
    return job.active


def test_pages_of_twenty_sessions_stay_quick_while_an_upload_is_analysed(
    mine: tuple[Server, Store],
) -> None:
    server, store = mine
    _run(once(server.url))  # resolves the case, once for everybody
    at_rest = _run(visits(server.url, redraws=1))
    other = store.create_case("Vesk")
    job = jobs.submit(store, other, [("many.jsonl", articles(600))])
    wait_for(lambda: _analysed(store, job) > 0)
    during = _run(visits(server.url, redraws=2))
    assert active(store, job), "the upload ended before the visits did: nothing was measured"

    assert len({drawn.script for drawn in during}) == len(PAGES)
    assert all(drawn.elements > 10 for drawn in during)
    rest, busy = (statistics.median(d.seconds for d in found) for found in (at_rest, during))
    print(f"redraw of {SESSIONS} sessions: {rest:.3f} s at rest, {busy:.3f} s during an upload")
    store.cancel_job(job)
    assert busy < max(LONGEST, 3 * rest)


def _analysed(store: Store, job_id: str) -> int:
    job = store.job(job_id)
    assert job is not None
    return job.analysed
