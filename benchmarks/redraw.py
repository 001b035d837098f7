"""How long a page takes to redraw in a real browser after a filter changes.

    python benchmarks/redraw.py ARTICLES.jsonl [--claims 100 1000 10000] [--changes 20]

For each size: a fresh database with that many claims, a fresh server, a Chromium. A change is a
click on 'Who speaks' until the page has drawn the answer and the script rests. The empty app,
one row of buttons and nothing else, is the floor of the same machine. Prints one table.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis.annotate.pipeline import annotate_many
from analysis.annotate.version import analysis_version
from analysis.casebook import open_case
from analysis.ingest.registry import read
from analysis.model import Article
from analysis.store import open_store
from benchmarks.record import Record

EMPTY_APP = """
import streamlit as st
st.segmented_control("Who speaks", ["Anyone", "Attributed"], key="voice", required=True)
"""
PAGES = ("", "claims", "timeline", "actors")
DRAWN = """() => new Promise(resolve => {
  const app = document.querySelector('[data-testid="stApp"]');
  const rests = () => app.dataset.testScriptState === 'notRunning';
  const since = performance.now();
  let quiet = performance.now();
  // What stands within a canvas is for screen readers and is never drawn; the table writes it a
  // while after its last stroke.
  const drawn = change => change.target.nodeName !== 'CANVAS' || change.type !== 'childList';
  const watch = new MutationObserver(changes => {
    if (changes.some(drawn)) quiet = performance.now();
  });
  watch.observe(app, {subtree: true, childList: true, attributes: true, characterData: true});
  const look = () => {
    const now = performance.now();
    if (rests() && now - quiet > 300 && now - since > 320) { watch.disconnect(); resolve(quiet); }
    else requestAnimationFrame(look);
  };
  look();
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--claims", type=int, nargs="+", default=[100, 1_000, 10_000])
    parser.add_argument("--changes", type=int, default=20)
    options = parser.parse_args()
    articles = [a for a in read(options.articles.name, options.articles.read_bytes())
                if isinstance(a, Article)]  # fmt: skip
    with (
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
        Record("redraw") as record,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        empty = Path(folder) / "empty.py"
        empty.write_text(EMPTY_APP, encoding="utf-8")
        with server(empty, Path(folder)) as address:
            _record(record, 0, "empty app", _redraws(browser, address, options.changes))
        for claims in options.claims:
            home = Path(folder) / str(claims)
            case, found = _case_with(articles, claims, home)
            with server(ROOT / "app.py", home) as address:
                for page in PAGES:
                    times = _redraws(browser, f"{address}/{page}?case={case}", options.changes)
                    _record(record, found, page or "overview", times)


def _case_with(articles: list[Article], claims: int, home: Path) -> tuple[str, int]:
    """A database in `home` with one case of about `claims` claims, already resolved."""
    os.environ["CROSSBEARING_HOME"] = str(home)
    home.mkdir()
    store = open_store()
    case = store.create_case("Benchmark")
    total, version = 0, analysis_version()
    for article, annotation in zip(articles, annotate_many(articles), strict=False):
        store.add_article(case, article, None)
        store.save_annotation(article, version, annotation)
        total += len(annotation.attributions) + len(annotation.statements)
        if total >= claims:
            break
    found = len(open_case(store, case).claims)
    store.close()
    return case, found


@contextmanager
def server(script: Path, home: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true",
               f"--server.port={port}", "--browser.gatherUsageStats=false"]  # fmt: skip
    environment = {**os.environ, "CROSSBEARING_HOME": str(home)}
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _redraws(browser: Browser, address: str, changes: int) -> list[float]:
    """Milliseconds from each click to the last change of the screen that it caused."""
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    page.goto(address)
    page.wait_for_selector(".st-key-voice button", timeout=120_000)
    page.evaluate(DRAWN)
    times = [_one(page, ("Attributed", "Anyone")[n % 2]) for n in range(changes + 2)]
    page.close()
    return times[2:]  # the first two warm the caches of browser and server


def _one(page: Page, label: str) -> float:
    page.evaluate(
        """label => {
          const buttons = [...document.querySelectorAll('.st-key-voice button')];
          window.clicked = performance.now();
          buttons.find(button => button.innerText.trim() === label).click();
        }""",
        label,
    )
    return float(page.evaluate(DRAWN)) - float(page.evaluate("window.clicked"))


def chromium() -> str:
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if not found:
        sys.exit("No Chromium was found; install one, or run 'make browser'.")
    return found


def _record(record: Record, claims: int, page: str, times: list[float]) -> None:
    ordered = sorted(times)
    last = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    record.add(f"{page}, median", statistics.median(times), "ms", claims)
    record.add(f"{page}, 95th percentile", last, "ms", claims)


if __name__ == "__main__":
    main()
