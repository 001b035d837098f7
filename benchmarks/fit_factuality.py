"""Fits the weights of `data/factuality.toml` to human judgements, and measures them.

    python benchmarks/fit_factuality.py EVALUATION_FOLDER [--write]

In: `factuality/dev.jsonl` and `commitmentbank/dev.jsonl` of the folder. Out: mean absolute
error on a quarter kept out of the fit, a table a set; with --write, weights fitted to all of it.
Median regression (Koenker and Bassett 1978) with an L1 penalty, solved as a linear program.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse
from scipy.optimize import linprog
from spacy.tokens import Doc, Token

from analysis.annotate.factuality import SURE, features
from analysis.annotate.language import load_pipeline
from analysis.settings import DATA

RAREST = 12  # a feature seen less often gets no weight
PENALTY = 3.0
SMALLEST = 0.02  # a weight below it is dropped
# News counts most; web text and questionnaires keep the sign of what news seldom shows.
SHARE = {"uw": 1.0, "meantime": 2.0, "uds_ih2": 0.25, "commitmentbank": 0.5}


@dataclass(frozen=True)
class Judged:
    """One predicate, its features and what people said."""

    dataset: str
    key: str
    names: frozenset[str]
    label: float


def read(folder: Path) -> Iterator[Judged]:
    """Every judged predicate of the folder."""
    nlp = load_pipeline()
    rows = _rows(folder / "factuality" / "dev.jsonl")
    for row, doc in zip(rows, nlp.pipe(row["text"] for row in rows), strict=True):
        for target in row["targets"]:
            token = _token_at(doc, target["start"])
            yield Judged(row["dataset"], row["id"], frozenset(features(token)), target["label"])
    rows = _rows(folder / "commitmentbank" / "dev.jsonl")
    texts = (f"{row['context']} {row['target']}" for row in rows)
    for row, doc in zip(rows, nlp.pipe(texts), strict=True):
        token = embedded(doc, len(row["context"]) + 1, row["prompt"])
        yield Judged("commitmentbank", row["id"], frozenset(features(token)), row["mean"])


def _rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def _token_at(doc: Doc, offset: int) -> Token:
    return next((t for t in reversed(doc) if t.idx <= offset), doc[0])


def embedded(doc: Doc, start: int, prompt: str) -> Token:
    """The predicate of the clause that the prompt repeats: the highest verb of its words."""
    wanted = set(re.findall(r"\w+", prompt.lower()))
    inside = [t for t in doc if t.idx >= start]
    best, share = inside[-1], -1.0
    for token in inside:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        words = {t.lower_ for t in token.subtree if t.is_alpha}
        overlap = len(words & wanted) / max(len(words | wanted), 1)
        if overlap > share:
            best, share = token, overlap
    return best


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """Weights that minimise the weighted absolute error plus PENALTY times their size."""
    counts = Counter(name for one in judged for name in one.names)
    names = sorted(name for name, count in counts.items() if count >= RAREST)
    column = {name: number for number, name in enumerate(names)}
    cells = [
        (row, column[name])
        for row, one in enumerate(judged)
        for name in one.names
        if name in column
    ]
    rows, columns = zip(*cells, strict=True)
    matrix = sparse.csr_matrix((np.ones(len(cells)), (rows, columns)), (len(judged), len(names)))
    importance = np.array([SHARE[one.dataset] for one in judged])
    penalty = np.full(len(names), PENALTY)
    penalty[column["any predicate"]] = 0
    eye = sparse.identity(len(judged))
    solved = linprog(
        np.concatenate([penalty, penalty, importance, importance]),
        A_eq=sparse.hstack([matrix, -matrix, eye, -eye]).tocsr(),
        b_eq=np.array([one.label for one in judged]),
        bounds=(0, None),
        method="highs",
    )
    values = solved.x[: len(names)] - solved.x[len(names) : 2 * len(names)]
    return {n: round(float(v), 2) for n, v in zip(names, values, strict=True) if abs(v) > SMALLEST}


def report(judged: Sequence[Judged], weights: dict[str, float]) -> None:
    for dataset in SHARE:
        chosen = [one for one in judged if one.dataset == dataset]
        gold = np.array([one.label for one in chosen])
        sums = np.array([sum(weights.get(n, 0.0) for n in one.names) for one in chosen])
        found = np.where(sums >= SURE, 3.0, np.maximum(sums, -3.0))
        print(
            f"{dataset:15} n={len(chosen):5} MAE {abs(found - gold).mean():.3f}"
            f"  all 3.0 {abs(3 - gold).mean():.3f}"
            f"  median {abs(np.median(gold) - gold).mean():.3f}"
            f"  r {np.corrcoef(found, gold)[0, 1]:.2f}"
        )


def kept_out(one: Judged) -> bool:
    return int(hashlib.md5(("f" + one.key).encode()).hexdigest(), 16) % 4 == 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    judged = list(read(options.folder))
    weights = fit([one for one in judged if not kept_out(one)])
    print(f"{len(weights)} weights; the quarter kept out:")
    report([one for one in judged if kept_out(one)], weights)
    if options.write:
        path = DATA / "factuality.toml"
        head = path.read_text(encoding="utf-8").split("[weights]")[0]
        weights = fit(judged)
        lines = [f"{json.dumps(name)} = {value}" for name, value in sorted(weights.items())]
        path.write_text(head + "[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(weights)} weights fitted to all and written to {path.name}")


if __name__ == "__main__":
    main()
