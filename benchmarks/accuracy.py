"""Accuracy of every part on texts annotated by people, with the scorers that come with them.

    python benchmarks/accuracy.py EVALUATION [--only attributions actors ...] [--write]

EVALUATION holds the annotated sets, one folder each, and the scorers. Prints one table: figure,
value, what is known to be reached elsewhere. With --write it becomes docs/measured.csv, which the
page Methods shows. Predictions are the lines that `python -m analysis annotate` writes.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from analysis.annotate.pipeline import annotate_many
from analysis.commands.annotate import document
from analysis.model import Article
from analysis.resolve import happenings
from analysis.resolve.actor_descriptions import linked_mentions
from analysis.resolve.actors import resolve_actors
from analysis.resolve.duplicates import find_syndication

Row = dict[str, Any]
Figure = tuple[str, str, float, str]  # task, figure, value, known elsewhere
VALIDATION = ROOT / "training" / "validation_ids.txt"
PEOPLE = {"direct": ".98 people", "mixed": ".93 people", "indirect": ".77 people"}
COPIES = 0.5  # containment from which a pair counts as a syndicated copy


class Evaluation:
    """The folder of annotated sets, and what its scorers say of predictions."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def rows(self, path: str) -> list[Row]:
        with (self.folder / path).open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines if line.strip()]

    def score(self, scorer: str, gold: list[Row], found: list[Row], *options: str) -> Any:
        """The scorer's JSON. Its own lines of text are left out."""
        with tempfile.TemporaryDirectory() as place:
            paths = [Path(place) / "gold.jsonl", Path(place) / "found.jsonl"]
            for path, rows in zip(paths, (gold, found), strict=True):
                path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            done = subprocess.run(
                [sys.executable, str(self.folder / f"score_{scorer}.py"),
                 *map(str, paths), *options],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
        return done.stdout


def annotated(rows: Iterable[Row]) -> list[Row]:
    """Gold rows as the lines that `annotate` writes."""
    articles = [
        Article(
            id=str(row["id"]), text=row["text"], published_at=row.get("dct") or "",
            date_origin="metadata" if row.get("dct") else "unknown",
        )
        for row in rows
    ]  # fmt: skip
    return [json.loads(json.dumps(document(found))) for found in annotate_many(articles)]


def attributions(given: Evaluation) -> Iterator[Figure]:
    kept = set(VALIDATION.read_text(encoding="utf-8").split())
    gold = [row for row in given.rows("polnear/dev.jsonl") if row["id"] in kept]
    for name, setting in (("rules alone", "off"), ("with tagger", "on")):
        with environment(CROSSBEARING_TAGGER=setting):
            found = annotated(gold)
        scores = json.loads(given.score("attribution", gold, found, "--json"))
        task = f"attributions, {name}"
        yield task, "pair_soft F1", scores["pair_soft"]["F1"], ".704 fine-tuned BERT, .768 people"
        yield task, "pair_exact F1", scores["pair_exact"]["F1"], ".639 people"
        matched = scores["content@0.3"]
        yield task, "content@0.3 F1", matched["F1"], ""
        yield task, "source accuracy given content", matched["source_acc"], ""
        for kind in ("direct", "mixed", "indirect"):
            recall = scores["by_type"][kind]["content_recall"]
            yield task, f"recall of {kind} content", recall, PEOPLE[kind]


def actors(given: Evaluation) -> Iterator[Figure]:
    gold = [r for r in given.rows("gum/dev.jsonl") if r["genre"] in ("news", "interview")]
    options = ("--named", "--types", "person,organization,place", "--json")
    scores = json.loads(given.score("coref", gold, annotated(gold), *options))
    yield "actors, one article", "CoNLL F1 (gum)", scores["CoNLL"], ".699 gold mentions, same head"
    gold = given.rows("meantime/dev.jsonl")
    articles = [Article(id=row["id"], text=row["text"], published_at=row["dct"]) for row in gold]
    annotations = {a.article_id: a for a in annotate_many(articles)}
    resolution = resolve_actors(articles, annotations)
    spans: dict[str, list[Row]] = {row["id"]: [] for row in gold}
    for m in linked_mentions(articles, annotations, resolution):
        spans[m.article_id].append({"start": m.start, "end": m.end, "entity_id": m.entity_id})
    found = [{"id": key, "mentions": value} for key, value in spans.items()]
    scores = json.loads(given.score("coref", gold, found, "--group", "corpus", "--json"))
    yield "actors, across articles", "CoNLL F1 (meantime)", scores["CoNLL"], ""


def times(given: Evaluation) -> Iterator[Figure]:
    for name, path in (("TempEval-3", "timex_te3/dev.jsonl"), ("meantime", "meantime/dev.jsonl")):
        gold = given.rows(path)
        scores = json.loads(given.score("timex", gold, annotated(gold), "--json"))
        task = f"time expressions, {name}"
        yield task, "relaxed F1", scores["relaxed"]["F1"], ""
        yield task, "strict F1", scores["strict"]["F1"], ""
        known = ".776 HeidelTime (platinum)" if "TempEval" in name else ""
        yield task, "value F1", scores["value"]["F1"], known


def event_dates(given: Evaluation) -> Iterator[Figure]:
    gold = given.rows("meantime/dev.jsonl")
    right = dated = total = 0
    for row, line in zip(gold, annotated(gold), strict=True):
        for event in row["events"]:
            day = event.get("inst_date") or ""
            if len(day) != len("2008-03-06") or "X" in day:
                continue
            total += 1
            found = _at(line["events"], event)
            if found and found["earliest"]:
                dated += 1
                right += found["earliest"][:10] == day
    yield "event dates", "right day among dated events found", right / max(dated, 1), ""
    yield "event dates", "dated events found", dated / max(total, 1), ""


def factuality(given: Evaluation) -> Iterator[Figure]:
    gold = given.rows("factuality/dev.jsonl")
    found = []
    for row, line in zip(gold, annotated(gold), strict=True):
        targets = []
        for target in row["targets"]:
            event = _at(line["events"], target)
            if event is not None:
                place = {"start": target["start"], "end": target["end"]}
                targets.append({**place, "label": event["factuality"]})
        found.append({"id": row["id"], "targets": targets})
    for line in given.score("factuality", gold, found).splitlines():
        name, _, rest = line.partition(" {")
        if name.startswith("dataset"):
            own = [r for r in gold if r["dataset"] == name.removeprefix("dataset=")]
            labels = [t["label"] for r in own for t in r["targets"]]
            constant = sum(abs(3 - label) for label in labels) / len(labels)
            mae = json.loads("{" + rest)["MAE"]
            yield "factuality", f"MAE, {name}", mae, f"{constant:.3f} all certain"


def same_event(given: Evaluation) -> Iterator[Figure]:
    gold = given.rows("clusters/dev.jsonl")
    groups = happenings.group([Article(id=row["id"], text=row["text"]) for row in gold])
    found = [{"id": a, "cluster": number} for number, group in enumerate(groups) for a in group]
    scores = json.loads(given.score("clusters", gold, found))
    yield "same event", "B-cubed F1", scores["bcubed"]["F1"], ".842 TF-IDF leader"


def copies(given: Evaluation) -> Iterator[Figure]:
    texts: dict[str, dict[str, str]] = {
        name: {row["id"]: row["text"] for row in given.rows(path)}
        for name, path in (("ecbplus", "ecbplus/dev.jsonl"), ("fnc1", "fnc1_stance/bodies.jsonl"),
                           ("polnear", "polnear/dev.jsonl"), ("timex_te3", "timex_te3/dev.jsonl"))
    }  # fmt: skip
    hit = total = 0
    for name, rows in texts.items():
        groups = find_syndication([Article(id=key, text=text) for key, text in rows.items()])
        group_of = {a: number for number, g in enumerate(groups) for a in g.article_ids}
        for pair in given.rows("neardup_candidates/pairs.jsonl"):
            if pair["dataset"] != name or pair["containment5"] < COPIES:
                continue
            if pair["a"] in rows and pair["b"] in rows:
                total += 1
                hit += pair["a"] in group_of and group_of[pair["a"]] == group_of.get(pair["b"])
    yield "syndicated copies", f"recall of {total} pairs", hit / max(total, 1), ""


def stance(given: Evaluation) -> Iterator[Figure]:
    """The program has learned from these pairs: each is judged by what never saw its fold."""
    sys.path.insert(0, str(ROOT / "training" / "compare"))
    from train import figures, statements, texts

    pairs = texts(given.folder)
    for held_back, folds in pairs.folds.items():
        found = figures(pairs, folds)
        task, note = "stance, headline and article", f"five folds by {held_back}"
        yield task, f"contradicts F1 ({note})", found["contradicts F1"], ""
        yield task, f"accuracy ({note})", found["accuracy"], ""
    pairs = statements(given.folder)
    found = figures(pairs, pairs.folds["claim"])
    yield (
        "stance, claim and headline", "accuracy (five folds by claim)", found["accuracy"],
        ".73 published",
    )  # fmt: skip


TASKS: dict[str, Callable[[Evaluation], Iterator[Figure]]] = {
    "attributions": attributions,
    "actors": actors,
    "times": times,
    "event_dates": event_dates,
    "factuality": factuality,
    "same_event": same_event,
    "copies": copies,
    "stance": stance,
}


def _at(events: list[Row], place: Row) -> Row | None:
    """The event at a place: the same span, else the first that shares a character with it."""
    same = [e for e in events if (e["start"], e["end"]) == (place["start"], place["end"])]
    near = [e for e in events if e["start"] < place["end"] and place["start"] < e["end"]]
    return next(iter([*same, *near]), None)


@contextmanager
def environment(**settings: str) -> Iterator[None]:
    before = {key: os.environ.get(key) for key in settings}
    os.environ.update(settings)
    try:
        yield
    finally:
        for key, value in before.items():
            if value is None:
                os.environ.pop(key)
            else:
                os.environ[key] = value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument("--only", nargs="+", choices=TASKS, default=list(TASKS))
    parser.add_argument("--write", action="store_true", help="docs/measured.csv")
    options = parser.parse_args()
    given = Evaluation(options.evaluation)
    figures: list[Figure] = []
    for task in options.only:
        for figure in TASKS[task](given):
            figures.append(figure)
            print(f"{figure[0]:32}{figure[1]:38}{figure[2]:8.3f}   {figure[3]}", flush=True)
    if options.write:
        path = ROOT / "docs" / "measured.csv"
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(["task", "figure", "value", "known elsewhere", "date"])
            today = date.today().isoformat()
            table.writerows((t, f, f"{v:.3f}", k, today) for t, f, v, k in figures)


if __name__ == "__main__":
    main()
