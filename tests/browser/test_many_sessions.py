"""Twenty sessions at once while an upload is analysed: a page of another session stays quick.

The sessions speak the protocol that a browser speaks with the server, without twenty browsers:
what is measured is what the server can do, from 'the user did something' to 'the page is whole'.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import statistics
import time
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from analysis.store import open_store
from tests.browser.conftest import Server, running

SESSIONS = 20
PAGES = ("", "claims", "propositions", "timeline", "actors", "sources", "articles", "methods")
LONGEST = 1.0  # seconds for a redraw, or on a busy machine three times what it takes at rest
DONE = {ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY}


class Session:
    """One visitor."""

    def __init__(self, url: str, page: str) -> None:
        self._url = url.replace("http", "ws") + "/_stcore/stream"
        self._page = page

    async def __aenter__(self) -> Session:
        self._socket = await websockets.connect(
            self._url,
            subprotocols=["streamlit"],
            max_size=None,
            open_timeout=120,  # type: ignore[list-item]
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.close()

    async def draw(self) -> float:
        """Ask for the page; the seconds until all of it was there."""
        wanted = BackMsg()
        wanted.rerun_script.page_name = self._page
        wanted.rerun_script.query_string = ""
        start = time.monotonic()
        await self._socket.send(wanted.SerializeToString())
        while True:
            said = ForwardMsg()
            data = await asyncio.wait_for(self._socket.recv(), 180)
            assert isinstance(data, bytes)
            said.ParseFromString(data)
            if said.WhichOneof("type") == "script_finished" and said.script_finished in DONE:
                return time.monotonic() - start


async def visits(url: str, going_on: Callable[[], bool]) -> list[float]:
    """Twenty sessions that look around; the seconds of each redraw but the first."""
    times: list[float] = []

    async def look_around(number: int) -> None:
        async with Session(url, PAGES[number % len(PAGES)]) as session:
            await session.draw()
            for turn in range(6):
                await asyncio.sleep(1.0 + (number % 7) / 7)  # people read what they see
                if turn < 2 or going_on():
                    times.append(await session.draw())

    everybody: list[Awaitable[None]] = [look_around(number) for number in range(SESSIONS)]
    await asyncio.gather(*everybody)
    return times


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


def _run(visiting: Coroutine[None, None, list[float]]) -> list[float]:
    """In a thread of its own: the browser's driver has a running loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, visiting).result()


def test_pages_of_twenty_sessions_stay_quick_while_an_upload_is_analysed(
    server: Server, tmp_path: Path
) -> None:
    for found in server.home.glob("crossbearing.db*"):
        shutil.copy(found, tmp_path / found.name)
    with running(tmp_path) as mine:
        at_rest = statistics.median(_run(visits(mine.url, lambda: True)))
        store = open_store(f"sqlite:///{tmp_path}/crossbearing.db")
        other = store.create_case("Vesk")
        job_id = store.create_job(other, [("many.jsonl", articles(60))])

        def going_on() -> bool:
            job = store.job(job_id)
            assert job is not None
            return job.active

        async def upload_and_visit() -> list[float]:
            # The server starts its worker when a page shows a job at work: the first visit does.
            async with Session(mine.url, "articles") as session:
                await session.draw()
            return await visits(mine.url, going_on)

        times = _run(upload_and_visit())
        during = statistics.median(times)
        print(f"redraw of 20 sessions: {at_rest:.3f} s at rest, {during:.3f} s during an upload")
        assert len(times) >= 2 * SESSIONS
        assert during < max(LONGEST, 3 * at_rest)
        store.close()
