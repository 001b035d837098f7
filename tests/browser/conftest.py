"""The app as users have it: a server process, a Chromium, a home folder of the test's own.

Everything waits for a state that the app shows, never for a time: the machine may be slow.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--process-per-site",  # a new tab finds the app's scripts compiled: half the time of a load
)  # fmt: skip
PATIENCE = 180_000  # milliseconds: the first analysis on a busy machine
OURS = ("http://localhost:", "ws://localhost:", "data:", "blob:")
# The script of the page is done and has been for some frames (a rerun that a callback asked for
# starts within them), and no grey bars stand where a widget's own script is still on its way.
QUIET = """number => {
  const app = document.querySelector('[data-testid=stApp]');
  const still = app?.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && !document.querySelector('[data-testid=stSkeleton], [data-testid=stAppSkeleton]');
  if (window.__quiet?.number !== number || !still) {
    window.__quiet = {number, frames: 0, since: performance.now()};
  }
  window.__quiet.frames += 1;
  return still && window.__quiet.frames > 5 && performance.now() - window.__quiet.since > 100;
}"""
WAITS = count()


expect.set_options(timeout=60_000)  # a state that comes is never missed on a slow machine


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.timeout(600))


def chromium() -> str | None:
    """The system's Chromium, or the one that CROSSBEARING_CHROMIUM names; else playwright's."""
    named = os.environ.get("CROSSBEARING_CHROMIUM")
    return named or next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


@dataclass
class Server:
    """A running app."""

    url: str
    process: subprocess.Popen[bytes]
    home: Path

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(30)


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """The app on a free port, ended at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k != "CROSSBEARING_DATABASE"}
    log = (home / "server.log").open("ab")
    command = f"-m streamlit run app.py --server.port {port} --server.headless true"
    process = subprocess.Popen(
        [sys.executable, *command.split()],
        cwd=ROOT,
        env={**environment, "CROSSBEARING_HOME": str(home), "CROSSBEARING_WORKERS": "1"},
        stdout=log,
        stderr=log,
    )
    server = Server(f"http://localhost:{port}", process, home)
    try:
        _until_healthy(server)
        yield server
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()
        log.close()


def copy_of(server: Server, home: Path) -> Path:
    """A home folder with all that the server's database holds by now."""
    with (
        closing(sqlite3.connect(server.home / "crossbearing.db")) as original,
        closing(sqlite3.connect(home / "crossbearing.db")) as copied,
    ):
        original.backup(copied)
    return home


def _until_healthy(server: Server) -> None:
    for _ in range(240):
        assert server.process.poll() is None, (server.home / "server.log").read_text()
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.25)
    raise AssertionError("the server did not come up")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """One server for the session, its seed analysed."""
    with running(tmp_path_factory.mktemp("home")) as started:
        page = browser.new_page()
        page.goto(started.url)
        page.get_by_text("In brief", exact=True).wait_for(timeout=PATIENCE)
        page.close()
        yield started


@pytest.fixture(scope="session")
def sample(server: Server, browser: Browser) -> None:
    """The fictional sample case, loaded from the menu and analysed, on the one server."""
    from tests.browser.sample import open_sample

    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    open_sample(server, page)
    page.close()


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """The browser profile that the tabs of all tests share, and with it what they have loaded."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, color_scheme="light")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture(scope="session")
def loaded(profile: BrowserContext, server: Server) -> Page:
    """A tab with the app that stays open, so that other tabs need not compile it again."""
    opened = profile.new_page()
    visit(opened, server.url)
    return opened


@pytest.fixture
def page(profile: BrowserContext, loaded: Page) -> Iterator[Page]:
    """A new tab that remembers nothing; anything that asks another host fails the test."""
    profile.clear_cookies()
    opened = profile.new_page()
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith(OURS):
            strangers.append(request.url)

    opened.on("request", note)
    yield opened
    if opened.url.startswith(OURS):
        opened.evaluate("localStorage.clear()")
    opened.close()
    assert not strangers, strangers


def ready(page: Page) -> None:
    """Wait until the screen is drawn and nothing is under way."""
    page.wait_for_function(QUIET, arg=next(WAITS), timeout=PATIENCE)


def visit(page: Page, url: str) -> None:
    page.goto(url)
    ready(page)
