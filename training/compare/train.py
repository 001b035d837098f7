"""Trains the stance reader of `analysis/resolve/compare.py`: two logistic regressions.

    python training/compare/train.py EVALUATION            # figures on topics held back, five folds
    python training/compare/train.py EVALUATION --write    # trains on everything, data/compare/

In: pairs that people judged (emergent/dev.jsonl: {claim_id, claim, headline, stance};
fnc1_stance/dev.jsonl: {headline, body_id, stance} and bodies.jsonl: {id, text}). Folds are drawn by
topic: claims, headlines and articles that hang together stay together. Needs nothing beyond what
the program runs on; takes a few minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from analysis.resolve.compare import STANCES, TEXT_PIECES  # noqa: E402
from analysis.resolve.meaning import vectors_of  # noqa: E402
from analysis.resolve.passages import passage  # noqa: E402
from analysis.resolve.stance_features import COUNTED, added, numbers  # noqa: E402

WORDS = {
    "for": "supports", "agree": "supports", "against": "contradicts", "disagree": "contradicts",
    "observing": "discusses", "discuss": "discusses", "unrelated": "unrelated",
}  # fmt: skip
FOLDS = 5
# How strongly each kind of weight is held to zero, and how often a word must have been seen.
# How much rare stances weigh more than their number: disagreement is rare among articles.
EVENED = {"statement": 0.0, "text": 0.4}
HELD = {"statement": (0.3, 30.0, 2.0, 3), "text": (0.3, 30.0, 3.0, 6)}


class Pairs:
    """Pairs as features, with their stances and topics."""

    def __init__(
        self, kind: str, pairs: Sequence[tuple[str, str]], stances: list[str], topics: list[str]
    ):
        self.kind = kind
        longest = TEXT_PIECES if kind == "text" else None
        first = vectors_of([a for a, _ in pairs])
        second = vectors_of([b for _, b in pairs], **({"longest": longest} if longest else {}))
        self.numbers = numbers(pairs, first, second)
        self.added = [added(a, b) for a, b in pairs]
        self.gold = np.array([STANCES.index(WORDS[s]) for s in stances])
        self.fold = np.array([hashlib.md5(t.encode()).digest()[0] % FOLDS for t in topics])


def statements(folder: Path) -> Pairs:
    """Claims and headlines, by claim."""
    emergent = [json.loads(line) for line in (folder / "emergent/dev.jsonl").open()]
    return Pairs(
        "statement",
        [(row["claim"], row["headline"]) for row in emergent],
        [row["stance"] for row in emergent],
        [row["claim_id"] for row in emergent],
    )


def texts(folder: Path) -> Pairs:
    """Headlines and articles, by what hangs together."""
    fnc = [json.loads(line) for line in (folder / "fnc1_stance/dev.jsonl").open()]
    lines = (folder / "fnc1_stance/bodies.jsonl").open()
    bodies = {row["id"]: row["text"] for row in map(json.loads, lines)}
    topics = Topics()
    for row in fnc:
        if row["stance"] != "unrelated":
            topics.join("h" + plain(row["headline"]), "b" + row["body_id"])
            topics.join("b" + row["body_id"], "t" + plain(bodies[row["body_id"]])[:80])
    return Pairs(
        "text",
        [(row["headline"], passage(row["headline"], bodies[row["body_id"]])) for row in fnc],
        [row["stance"] for row in fnc],
        [topics.of("h" + plain(row["headline"])) for row in fnc],
    )


class Topics:
    """Union-find over headlines and articles."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def of(self, item: str) -> str:
        self.parent.setdefault(item, item)
        while self.parent[item] != item:
            item = self.parent[item]
        return item

    def join(self, a: str, b: str) -> None:
        self.parent[self.of(a)] = self.of(b)


def plain(text: str) -> str:
    return " ".join(text.lower().split())


def vocabulary(pairs: Pairs, chosen: np.ndarray) -> list[str]:
    seen = Counter(word for i in np.flatnonzero(chosen) for word in pairs.added[i])
    return sorted(word for word, often in seen.items() if often >= HELD[pairs.kind][3])


def features(pairs: Pairs, chosen: np.ndarray, known: Sequence[str]) -> np.ndarray:
    column = {word: at for at, word in enumerate(known)}
    held = np.zeros((int(chosen.sum()), len(known)))
    for row, i in enumerate(np.flatnonzero(chosen)):
        held[row, [column[word] for word in pairs.added[i] if word in column]] = 1.0
    return np.hstack([pairs.numbers[chosen], held])


def fit(pairs: Pairs, chosen: np.ndarray, known: Sequence[str]) -> np.ndarray:
    """Weights of a multinomial logistic regression with ridge penalties (L-BFGS)."""
    x, gold = features(pairs, chosen, known), pairs.gold[chosen]
    counted, vectors, words, _ = HELD[pairs.kind]
    held = np.full(x.shape[1], words)
    held[: pairs.numbers.shape[1]] = vectors
    held[:COUNTED] = counted
    rows = np.arange(len(gold))
    weight = (len(gold) / np.maximum(1, np.bincount(gold, minlength=len(STANCES)))) ** EVENED[
        pairs.kind
    ]
    weight = weight[gold] / weight[gold].mean()

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(x.shape[1], len(STANCES))
        z = x @ w
        z -= z.max(axis=1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(axis=1, keepdims=True)
        total = (
            -(weight * np.log(p[rows, gold] + 1e-12)).sum() + 0.5 * (held[:, None] * w * w).sum()
        )
        p[rows, gold] -= 1
        return total, (x.T @ (p * weight[:, None]) + held[:, None] * w).ravel()

    start = np.zeros(x.shape[1] * len(STANCES))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 120})
    return found.x.reshape(x.shape[1], len(STANCES))


def report(pairs: Pairs) -> None:
    said = np.zeros(len(pairs.gold), dtype=int)
    open_to = sorted(set(pairs.gold.tolist()))
    for number in range(FOLDS):
        rest, back = pairs.fold != number, pairs.fold == number
        known = vocabulary(pairs, rest)
        scores = features(pairs, back, known) @ fit(pairs, rest, known)
        said[back] = np.array(open_to)[scores[:, open_to].argmax(axis=1)]
    line = f"{pairs.kind}: {len(said)} pairs, accuracy {(said == pairs.gold).mean():.3f}"
    for at in open_to:
        both = ((said == at) & (pairs.gold == at)).sum()
        either = (said == at).sum() + (pairs.gold == at).sum()
        line += f", {STANCES[at]} F1 {2 * both / max(1, either):.3f}"
    print(line, flush=True)


def write(pairs: Pairs) -> None:
    everything = np.ones(len(pairs.gold), dtype=bool)
    known = vocabulary(pairs, everything)
    weights = fit(pairs, everything, known).astype(np.float16)
    open_to = np.isin(np.arange(len(STANCES)), pairs.gold)
    target = ROOT / "data" / "compare"
    target.mkdir(exist_ok=True)
    np.savez_compressed(
        target / f"{pairs.kind}.npz", weights=weights, words=np.array(known), open_to=open_to
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument(
        "--write", action="store_true", help="train on everything, keep the weights"
    )
    options = parser.parse_args()
    for kind in (statements, texts):
        pairs = kind(options.evaluation)
        if options.write:
            write(pairs)
        else:
            report(pairs)


if __name__ == "__main__":
    main()
