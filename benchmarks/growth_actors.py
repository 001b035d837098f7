"""Measures how resolving actors, and drawing their network, grows with the number of articles.

    python benchmarks/growth_actors.py ARTICLES.jsonl [--sizes 200,400,800,1600]

ARTICLES.jsonl has one article a line, {id, text}. Annotation is timed apart: it happens once an
article, resolution after every upload.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import pandas as pd

from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.model import Annotation, Article
from analysis.resolve import network
from analysis.resolve.actors import resolve_actors

COLUMNS = ["article_id", "start", "end", "actor_id", "kind", "reason", "sentence"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sizes", default="200,400,800,1600")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with options.articles.open(encoding="utf-8") as file:
        rows = [json.loads(text) for text in file if text.strip()]
    articles = [Article(id=str(row["id"]), text=row["text"]) for row in rows]
    sizes = sorted({min(size, len(articles)) for size in [*sizes, len(articles)]})
    annotations, mentions_time, words = annotate(articles)
    print(f"mentions: {1000 * mentions_time / words * 450:.2f} ms for 400 words (spaCy left out)")
    print(f"{'articles':>9}{'actors':>9}{'mentions':>10}{'resolve s':>11}{'ms/article':>12}"
          f"{'edges':>8}{'network s':>11}")  # fmt: skip
    for size in sizes:
        started = time.perf_counter()
        resolution = resolve_actors(articles[:size], annotations)
        resolved = time.perf_counter() - started
        frame = pd.DataFrame(
            [
                (m.article_id, m.start, m.end, m.actor_id, m.kind, m.reason, m.sentence)
                for m in resolution.mentions
            ],
            columns=COLUMNS,
        )
        started = time.perf_counter()
        edges = network.backbone(network.cooccurrence(frame))
        drawn = time.perf_counter() - started
        print(f"{size:9}{len(resolution.actors):9}{len(resolution.mentions):10}{resolved:11.2f}"
              f"{1000 * resolved / size:12.2f}{len(edges):8}{drawn:11.2f}")  # fmt: skip


def annotate(articles: list[Article]) -> tuple[dict[str, Annotation], float, int]:
    """Annotations with mentions alone; the seconds that finding them took; tokens read."""
    found: dict[str, Annotation] = {}
    spent, tokens = 0.0, 0
    for article, doc in zip(articles, load_pipeline().pipe(a.text for a in articles), strict=True):
        started = time.process_time()
        entities, mentions = find_mentions(doc)
        spent += time.process_time() - started
        tokens += len(doc)
        sentences = tuple((s.start_char, s.end_char) for s in doc.sents)
        found[article.id] = Annotation(
            article.id, sentences=sentences, entities=entities, mentions=mentions
        )
    return found, spent, tokens


if __name__ == "__main__":
    main()
