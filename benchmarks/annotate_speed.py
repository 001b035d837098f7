"""Annotate against spaCy alone, on the same articles, in one process and one run.

    python benchmarks/annotate_speed.py ARTICLES.jsonl [--articles 200] [--rounds 3]

ARTICLES.jsonl: one `{"id": ..., "text": ...}` a line. Prints articles and words a second and the
ratio of times for spaCy's own pass, for the rules, and for the rules with the learned tagger;
each is the best of the rounds, which alternate so that a busy machine disturbs all alike.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from analysis.annotate import pipeline
from analysis.annotate.language import load_pipeline
from analysis.model import Article
from benchmarks.record import Record


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path)
    parser.add_argument("--articles", dest="count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = read(options.articles, options.count)
    texts = [article.analysed_text() for article in articles]
    nlp = load_pipeline()
    words = sum(len(text.split()) for text in texts)

    def spacy_alone() -> None:
        for _ in nlp.pipe(texts, batch_size=pipeline.BATCH):
            pass

    def annotate(tagger: str) -> Callable[[], None]:
        def run() -> None:
            os.environ["CROSSBEARING_TAGGER"] = tagger
            for _ in pipeline.annotate_many(articles):
                pass

        return run

    runs = {"spaCy alone": spacy_alone, "rules": annotate("off"), "rules + tagger": annotate("on")}
    best = {name: float("inf") for name in runs}
    for _ in range(options.rounds):
        for name, run in runs.items():
            started = time.process_time()
            run()
            best[name] = min(best[name], time.process_time() - started)
    print(f"{len(articles)} articles, {words} words, CPU seconds of one process")
    with Record("annotate") as record:
        for name, seconds in best.items():
            record.add(f"{name}: articles a second", len(articles) / seconds, "1/s CPU")
            record.add(f"{name}: words a second", words / seconds, "1/s CPU")
            record.add(f"{name}: against spaCy alone", seconds / best["spaCy alone"], "times")


def read(path: Path, count: int) -> list[Article]:
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(count), lines, strict=False)]
    return [Article(id=str(row["id"]), text=row["text"]) for row in rows]


if __name__ == "__main__":
    main()
