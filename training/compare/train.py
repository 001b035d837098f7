"""Trains the stance reader of `analysis/resolve/compare.py`: three logistic regressions.

    python training/compare/train.py EVALUATION            # figures on topics held back, five folds
    python training/compare/train.py EVALUATION --write    # trains on everything, data/compare/

In: pairs that people judged (emergent/dev.jsonl: {claim_id, claim, headline, stance};
fnc1_stance/dev.jsonl: {headline, body_id, stance} and bodies.jsonl: {id, text}). Folds are drawn by
topic: claims, headlines and articles that hang together stay together. A few topics hold most of
the articles, so their figure is also told with only headlines, or only articles, held back. What
reads articles asks the other two about sentences; it learns from, and is measured with, such as
have never seen a claim whose headlines stand among its own pairs. Needs nothing beyond what the
program runs on; takes a few minutes.
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

from analysis.resolve.article_stance import CUES, alone, wording  # noqa: E402
from analysis.resolve.compare import STANCES, Weights, article_evidence  # noqa: E402
from analysis.resolve.meaning import vectors_of  # noqa: E402
from analysis.resolve.stance_features import COUNTED, added, numbers  # noqa: E402

WORDS = {
    "for": "supports", "agree": "supports", "against": "contradicts", "disagree": "contradicts",
    "observing": "discusses", "discuss": "discusses", "unrelated": "unrelated",
}  # fmt: skip
FOLDS = 5
# How much rare stances weigh more than their number: disagreement is rare among articles.
EVENED = {"statement": 0.0, "alone": 0.0, "text": 0.7}
READY = 1.5  # by how much an article's dissent is thought likelier: chosen on the folds
SEEN = 3  # how often a word must have been seen


class Pairs:
    """Pairs as features, with their stances and what keeps them together: a fold each."""

    def __init__(self, kind: str, stances: Sequence[str], numbers: np.ndarray) -> None:
        self.kind, self.numbers = kind, numbers
        self.gold = np.array([STANCES.index(WORDS[s]) for s in stances])
        self.added: list[set[str]] = [set() for _ in stances]
        self.folds: dict[str, np.ndarray] = {}


def emergent(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (folder / "emergent/dev.jsonl").open()]


def statements(folder: Path) -> Pairs:
    """Claims and headlines, by claim."""
    rows = emergent(folder)
    texts = [(row["claim"], row["headline"]) for row in rows]
    first, second = (vectors_of(list(side)) for side in zip(*texts, strict=True))
    pairs = Pairs("statement", [row["stance"] for row in rows], numbers(texts, first, second))
    pairs.added = [added(a, b) for a, b in texts]
    pairs.folds["claim"] = by_digest([row["claim_id"] for row in rows])
    return pairs


def headlines(folder: Path) -> Pairs:
    """The same headlines without their claims: how those sound that turn a report down."""
    rows = emergent(folder)
    texts = [row["headline"] for row in rows]
    pairs = Pairs("alone", [row["stance"] for row in rows], alone(texts, vectors_of(texts)))
    pairs.added = [wording(text) for text in texts]
    pairs.folds["claim"] = by_digest([row["claim_id"] for row in rows])
    return pairs


def texts(folder: Path) -> Pairs:
    """Headlines and articles, by what hangs together."""
    fnc = [json.loads(line) for line in (folder / "fnc1_stance/dev.jsonl").open()]
    lines = (folder / "fnc1_stance/bodies.jsonl").open()
    bodies = {row["id"]: row["text"] for row in map(json.loads, lines)}
    known = {plain(row["headline"]) for row in fnc}
    rows = emergent(folder)
    met = {row["claim_id"] for row in rows if plain(row["headline"]) in known}
    others = np.array([row["claim_id"] not in met for row in rows])
    readers = {one.kind: learnt(one, others) for one in (statements(folder), headlines(folder))}
    topics = Topics()
    for row in fnc:
        if row["stance"] != "unrelated":
            topics.join("h" + plain(row["headline"]), "b" + row["body_id"])
            topics.join("b" + row["body_id"], "t" + plain(bodies[row["body_id"]])[:80])
    evidence = article_evidence([(row["headline"], bodies[row["body_id"]]) for row in fnc], readers)
    pairs = Pairs("text", [row["stance"] for row in fnc], evidence)
    pairs.folds = {
        "topic": by_size([topics.of("h" + plain(row["headline"])) for row in fnc]),
        "headline": by_digest([row["headline"] for row in fnc]),
        "article": by_digest([row["body_id"] for row in fnc]),
    }
    return pairs


def by_digest(keys: Sequence[str]) -> np.ndarray:
    return np.array([hashlib.md5(key.encode()).digest()[0] % FOLDS for key in keys])


def by_size(keys: Sequence[str]) -> np.ndarray:
    """Folds of about one size, where a few keys hold most pairs: the largest first."""
    filled, fold = [0] * FOLDS, {}
    for key, often in sorted(Counter(keys).items(), key=lambda item: (-item[1], item[0])):
        fold[key] = filled.index(min(filled))
        filled[fold[key]] += often
    return np.array([fold[key] for key in keys])


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
    return sorted(word for word, often in seen.items() if often >= SEEN)


def held_to_zero(kind: str, width: int, vectors: int) -> np.ndarray:
    """How strongly each weight is: counts little, vectors much, words in between (of a few
    strengths those that did best on the folds)."""
    if kind == "text":
        return np.r_[0.1, np.full(width - 1, 300.0)]
    words = width - vectors
    if kind == "alone":
        return np.r_[0.1, np.full(CUES, 0.5), np.full(vectors - 1 - CUES, 8.0), np.full(words, 4.0)]
    return np.r_[np.full(COUNTED, 0.3), np.full(vectors - COUNTED, 60.0), np.full(words, 6.0)]


def features(pairs: Pairs, chosen: np.ndarray, known: Sequence[str]) -> np.ndarray:
    column = {word: at for at, word in enumerate(known)}
    held = np.zeros((int(chosen.sum()), len(known)))
    for row, i in enumerate(np.flatnonzero(chosen)):
        held[row, [column[word] for word in pairs.added[i] if word in column]] = 1.0
    return np.hstack([pairs.numbers[chosen], held])


def fit(pairs: Pairs, chosen: np.ndarray, known: Sequence[str]) -> np.ndarray:
    """Weights of a multinomial logistic regression with ridge penalties (L-BFGS)."""
    x, gold = features(pairs, chosen, known), pairs.gold[chosen]
    held = held_to_zero(pairs.kind, x.shape[1], pairs.numbers.shape[1])
    spread = np.ones(x.shape[1])
    if pairs.kind != "statement":
        spread[1:] = x[:, 1:].std(axis=0) + 1e-6
    x = x / spread
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
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300})
    weights = found.x.reshape(x.shape[1], len(STANCES)) / spread[:, None]
    if pairs.kind == "text":
        weights[0, STANCES.index("contradicts")] += np.log(READY)
    return weights


def report(pairs: Pairs) -> None:
    for name, folds in pairs.folds.items():
        found = figures(pairs, folds)
        told = ", ".join(f"{what} {value:.3f}" for what, value in found.items())
        print(f"{pairs.kind}: {len(pairs.gold)} pairs, folds by {name}: {told}", flush=True)


def figures(pairs: Pairs, folds: np.ndarray) -> dict[str, float]:
    """Accuracy and the F1 of each stance, every pair judged by what never saw its fold."""
    said = np.zeros(len(pairs.gold), dtype=int)
    open_to = sorted(set(pairs.gold.tolist()))
    for number in range(FOLDS):
        rest, back = folds != number, folds == number
        known = vocabulary(pairs, rest)
        scores = features(pairs, back, known) @ fit(pairs, rest, known)
        said[back] = np.array(open_to)[scores[:, open_to].argmax(axis=1)]
    found = {"accuracy": float((said == pairs.gold).mean())}
    for at in open_to:
        both = ((said == at) & (pairs.gold == at)).sum()
        either = (said == at).sum() + (pairs.gold == at).sum()
        found[f"{STANCES[at]} F1"] = 2 * both / max(1, either)
    return found


def learnt(pairs: Pairs, chosen: np.ndarray) -> Weights:
    """What the program reads with, learnt from the chosen pairs."""
    known = vocabulary(pairs, chosen)
    open_to = np.isin(np.arange(len(STANCES)), pairs.gold)
    return Weights(fit(pairs, chosen, known), {word: at for at, word in enumerate(known)}, open_to)


def write(pairs: Pairs) -> None:
    weights = learnt(pairs, np.ones(len(pairs.gold), dtype=bool))
    target = ROOT / "data" / "compare"
    target.mkdir(exist_ok=True)
    np.savez_compressed(
        target / f"{pairs.kind}.npz",
        weights=weights.table.astype(np.float32 if pairs.kind == "text" else np.float16),
        words=np.array(list(weights.column), dtype=str),
        open_to=weights.open_to,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evaluation", type=Path)
    parser.add_argument(
        "--write", action="store_true", help="train on everything, keep the weights"
    )
    options = parser.parse_args()
    for kind in (statements, headlines, texts):
        pairs = kind(options.evaluation)
        if options.write:
            write(pairs)
        else:
            report(pairs)


if __name__ == "__main__":
    main()
