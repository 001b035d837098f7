"""How long a search takes in a case of thousands of articles, in the store and on the page.

    python benchmarks/search.py CORPUS [--articles 5000] [--rounds 5]

Makes a database with a synthetic case (synthetic.py), resolves it once, then asks it for a common
word, two of them, the beginning of one, a phrase and a rare word. In the store: milliseconds until
the articles come with their places, and until the claims come. On the page Find: from Enter in the
box until a Chromium has drawn the answer. Median and slowest, each question asked several times.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page, sync_playwright

from analysis.annotate.version import analysis_version
from analysis.casebook import open_case
from analysis.model import Article, Case
from analysis.store import Store, open_store
from analysis.store.claim_index import ClaimIndex
from benchmarks.record import Record
from benchmarks.redraw import DRAWN, chromium, server
from benchmarks.synthetic import read_corpus, synthetic_case

BATCH = 500  # articles added in one go
HITS = 200  # as many as the page asks for
SHORTEST = 5  # letters of a word that somebody would look for


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sources", type=int, default=400, help="corpus articles used")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, Record("search") as record:
        os.environ["CROSSBEARING_HOME"] = home
        store = open_store()
        articles, case_id = _filled(store, options)
        case = open_case(store, case_id)
        asked = _questions(articles)
        _in_the_store(record, store, case_id, case, asked, options.rounds)
        store.close()
        with server(ROOT / "app.py", Path(home)) as address:
            _on_the_page(record, f"{address}/find?case={case_id}", asked, options)


def _filled(store: Store, options: argparse.Namespace) -> tuple[list[Article], str]:
    articles, annotations = synthetic_case(
        read_corpus(options.corpus, options.sources), options.articles
    )
    case_id, version = store.create_case("Benchmark"), analysis_version()
    for first in range(0, len(articles), BATCH):
        batch = articles[first : first + BATCH]
        store.add_articles(case_id, batch)
        store.save_annotations(version, [(a, annotations[a.id]) for a in batch])
    return articles, case_id


def _questions(articles: Sequence[Article]) -> dict[str, str]:
    """What is asked, by the frequency of its words in the articles."""
    holding: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for article in articles:
        words = article.text.casefold().split()
        long = [word for word in words if word.isalpha() and len(word) >= SHORTEST]
        holding.update(set(long))
        pairs.update({f"{a} {b}" for a, b in pairwise(long)})
    (first, _), (second, _) = holding.most_common(2)
    rare = min(holding, key=lambda word: (abs(holding[word] - 3), word))
    return {
        "a common word": first,
        "two common words": f"{first} {second}",
        "the beginning of a word": first[:3],
        "a phrase": f'"{pairs.most_common(1)[0][0]}"',
        "a rare word": rare,
    }


def _in_the_store(
    record: Record, store: Store, case_id: str, case: Case, asked: dict[str, str], rounds: int
) -> None:
    size = len(case.articles)
    record.add("claims held", len(case.claims), "", size)
    started = time.perf_counter()
    index = ClaimIndex(case.claims)
    record.add("index of the claims made", (time.perf_counter() - started) * 1000, "ms", size)
    ways: dict[str, Callable[[str], Sequence[object]]] = {
        "articles": lambda typed: store.search(case_id, typed, HITS),
        "claims": lambda typed: index.search(typed, HITS),
    }
    for what, search in ways.items():
        for name, typed in asked.items():
            times = []
            for _ in range(rounds):
                started = time.perf_counter()
                search(typed)
                times.append((time.perf_counter() - started) * 1000)
            _add(record, f"{what} with {name}", times, size)


def _on_the_page(
    record: Record, address: str, asked: dict[str, str], options: argparse.Namespace
) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.goto(address)
        page.wait_for_selector(".st-key-find input", timeout=300_000)
        page.evaluate(DRAWN)
        record.add("the first search on the page", _asked(page, "nobody"), "ms", options.articles)
        for name, typed in asked.items():
            times = []
            for _ in range(options.rounds):
                _asked(page, "zzzz")  # an answer without a hit, so that each is drawn anew
                times.append(_asked(page, typed))
            _add(record, f"the page with {name}", times, options.articles)
        browser.close()


def _asked(page: Page, typed: str) -> float:
    """Milliseconds from Enter to the last change of the screen."""
    box = page.locator(".st-key-find input")
    box.fill(typed)
    page.evaluate(
        """() => addEventListener('keydown', () => { window.entered = performance.now() },
                                  {capture: true, once: true})"""
    )
    box.press("Enter")
    return float(page.evaluate(DRAWN)) - float(page.evaluate("window.entered"))


def _add(record: Record, name: str, times: Sequence[float], size: int) -> None:
    record.add(f"{name}, median", statistics.median(times), "ms", size)
    record.add(f"{name}, slowest", max(times), "ms", size)


if __name__ == "__main__":
    main()
