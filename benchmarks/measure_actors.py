"""Measures mentions and actors against annotated articles.

    python benchmarks/measure_actors.py EVALUATION [--set gum|meantime]

EVALUATION holds score_coref.py, gum/dev.jsonl and meantime/dev.jsonl. Prints one table: CoNLL F1
from raw text for our mentions, and for spaCy's names with equal strings linked, the plain way.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from spacy.tokens import Doc

from analysis.annotate.language import load_pipeline
from analysis.annotate.mentions import find_mentions
from analysis.model import Annotation, Article
from analysis.resolve.actor_descriptions import linked_mentions
from analysis.resolve.actors import resolve_actors

Row = dict[str, Any]
Predicted = dict[str, Row]
ACTOR_LABELS = {"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--set", choices=["gum", "meantime"], default=None)
    options = parser.parse_args()
    scorer = load_scorer(options.evaluation / "score_coref.py")
    print(f"{'data':34}{'match':7}{'system':12}{'mentions F1':>12}{'CoNLL F1':>10}")
    if options.set in {None, "gum"}:
        rows = read(options.evaluation / "gum" / "dev.jsonl")
        rows = [row for row in rows if row["genre"] in {"news", "interview"}]
        settings = {"types": {"person", "organization", "place"}, "named": True, "group": None}
        report(scorer, "gum news + interview, named", rows, settings, within_article)
        for genre in ("news", "interview"):
            part = [row for row in rows if row["genre"] == genre]
            report(scorer, f"gum {genre}, named", part, settings, within_article)
    if options.set in {None, "meantime"}:
        rows = read(options.evaluation / "meantime" / "dev.jsonl")
        for named in (False, True):
            settings = {"types": None, "named": named, "group": "corpus"}
            name = f"meantime, by corpus{', named' if named else ''}"
            report(scorer, name, rows, settings, across_articles)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def load_scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_coref", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(
    scorer: ModuleType,
    name: str,
    rows: list[Row],
    settings: Row,
    system: Callable[[list[Row], list[Doc]], Predicted],
) -> None:
    docs = list(load_pipeline().pipe(row["text"] for row in rows))
    for label, predicted in (("ours", system(rows, docs)), ("spaCy names", plain(rows, docs))):
        for match in ("exact", "head"):
            chosen = SimpleNamespace(
                field="mentions", drop_singletons=False, match=match, **settings
            )
            result = scorer.run(rows, predicted, chosen)
            found = result["mentions"]["F1"]
            print(f"{name:34}{match:7}{label:12}{found:12.3f}{result['CoNLL']:10.3f}")


def within_article(rows: list[Row], docs: list[Doc]) -> Predicted:
    predicted = {}
    for row, doc in zip(rows, docs, strict=True):
        _, mentions = find_mentions(doc)
        spans = [(m.start, m.end, str(m.entity)) for m in mentions]
        predicted[row["id"]] = line(row, spans)
    return predicted


def across_articles(rows: list[Row], docs: list[Doc]) -> Predicted:
    articles, annotations = [], {}
    for row, doc in zip(rows, docs, strict=True):
        entities, mentions = find_mentions(doc)
        articles.append(Article(id=row["id"], text=row["text"]))
        sentences = tuple((s.start_char, s.end_char) for s in doc.sents)
        annotations[row["id"]] = Annotation(
            row["id"], sentences=sentences, entities=entities, mentions=mentions
        )
    resolution = resolve_actors(articles, annotations)
    spans: dict[str, list[tuple[int, int, str]]] = {row["id"]: [] for row in rows}
    for m in linked_mentions(articles, annotations, resolution):
        spans[m.article_id].append((m.start, m.end, m.entity_id))
    return {row["id"]: line(row, spans[row["id"]]) for row in rows}


def plain(rows: list[Row], docs: list[Doc]) -> Predicted:
    """What one gets without any of this: spaCy's names, equal strings are one."""
    return {
        row["id"]: line(
            row,
            (
                (ent.start_char, ent.end_char, ent.text.lower())
                for ent in doc.ents
                if ent.label_ in ACTOR_LABELS
            ),
        )
        for row, doc in zip(rows, docs, strict=True)
    }


def line(row: Row, spans: Iterable[tuple[int, int, str]]) -> Row:
    return {
        "id": row["id"],
        "mentions": [{"start": s, "end": e, "entity_id": entity} for s, e, entity in spans],
    }


if __name__ == "__main__":
    main()
