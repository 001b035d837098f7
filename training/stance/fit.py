"""Fits the weights by which `analysis/resolve` judges pairs of claims, `data/stance.toml`.

    python training/stance/fit.py tests/written_cases/*.jsonl

In: written cases with what a careful reader found in them (`benchmarks/case_score.py` tells the
form; the gold lies beside the articles). Out: the tables [judgement.weights] and [judgement.clash]
on standard output, and how well each sum does on the case that it was not fitted on. Three logistic
regressions: that two claims are about one thing, that they assert the same of it, and that they
exclude each other. Needs nothing beyond what the program runs on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from analysis.annotate.pipeline import annotate_many  # noqa: E402
from analysis.model import Annotation, Case, Claim  # noqa: E402
from analysis.resolve.background import Background, background  # noqa: E402
from analysis.resolve.case import resolve_case  # noqa: E402
from analysis.resolve.claim_frames import ClaimFrame, frame_of  # noqa: E402
from analysis.resolve.dispute import LEAST, Side  # noqa: E402
from analysis.resolve.dispute import evidence as between  # noqa: E402
from analysis.resolve.exclusions import WORDING, clash_evidence, ruled  # noqa: E402
from analysis.resolve.likeness import Closeness, compared, evidence, judgement  # noqa: E402
from analysis.resolve.meaning import Vectors, load_encoder, opposition, vectors_of  # noqa: E402
from analysis.resolve.neighbours import SCALE, rounded  # noqa: E402
from analysis.resolve.rivals import ahead  # noqa: E402
from analysis.resolve.stance import judge  # noqa: E402
from benchmarks.case_score import articles_of, best_claim, place_of, told_by  # noqa: E402
from tests.resolve.test_same_or_not import PAIRS, case_of  # noqa: E402
from training.logistic import fitted  # noqa: E402

SLIGHT = -2.2  # log-odds of being about one thing: what nobody named is left out below it
TABLE_COUNTS = 3  # as much as so many pairs of a case: each stands for a rule
ABOUT, AGREE, CLASH, CONFLICT = "about", "agree", "clash", "conflict"


@dataclass(frozen=True)
class Judged:
    """Two claims of one case: what is known of them, and what a reader says. `named`: the gold
    has both; of others it is only taken that they do not contradict."""

    case: str
    likeness: dict[str, float]
    clash: dict[str, float]
    named: bool
    same: bool
    contradict: bool


@dataclass(frozen=True)
class Framed:
    """Claims of one case as they are compared, in one order."""

    claims: Sequence[Claim]
    frames: Sequence[ClaimFrame]
    vectors: Vectors
    common: Background
    near: np.ndarray  # each with each
    ahead: np.ndarray

    def close(self, a: int, b: int) -> Closeness:
        """Of two of the claims."""
        against = opposition(
            self.vectors[a : a + 1], self.vectors[b : b + 1], load_encoder().directions
        )
        return Closeness(float(self.near[a, b]), float(against[0]), float(self.ahead[a, b]))


def framed(case: Case, claims: Sequence[Claim], annotations: Mapping[str, Annotation]) -> Framed:
    actors = {actor.id: actor for actor in case.actors}
    frames = [frame_of(claim, annotations[claim.article_id], actors) for claim in claims]
    vectors = vectors_of([frame.said for frame in frames])
    common = background(frames, vectors)
    rows = rounded(common.centred(vectors)).astype(np.float32)
    near = (rows @ rows.T).astype(np.float64) / SCALE**2
    pairs = np.stack(np.triu_indices(len(frames), 1), axis=1)
    lead = np.zeros_like(near)
    told = [claim.article_id for claim in claims]
    lead[pairs[:, 0], pairs[:, 1]] = ahead(pairs, told, rows, near[pairs[:, 0], pairs[:, 1]])
    return Framed(claims, frames, vectors, common, near, lead + lead.T)


def read(articles_path: Path) -> tuple[Any, Case, Framed]:
    """What a reader found in a written case, the case, and all its claims."""
    gold = json.loads(articles_path.with_suffix(".json").read_text(encoding="utf-8"))
    articles = articles_of(articles_path)
    annotations = {one.article_id: one for one in annotate_many(articles)}
    case = resolve_case(articles, annotations)
    return gold, case, framed(case, case.claims, annotations)


def table() -> Iterator[tuple[Framed, str]]:
    """The first claims of two short articles each, and what they are to each other."""
    for one, other, said in PAIRS:
        case = case_of(one, other)
        claims = [next(c for c in case.claims if c.article_id == name) for name in "ab"]
        annotations = {a.article_id: a for a in annotate_many(case.articles)}
        yield framed(case, claims, annotations), said


def written_pairs() -> Iterator[Judged]:
    """The table as pairs of claims."""
    for told, said in table():
        known = said == "same", said == "contradicts"
        yield _judged("table", told, 0, 1, known)


def pairs_of(articles_path: Path) -> Iterator[Judged]:
    """Every two of the claims that the gold names, and of the others those that may be related."""
    gold, case, told_in = read(articles_path)
    at = {claim.id: row for row, claim in enumerate(case.claims)}
    texts = {article.id: article for article in case.articles}
    named = {}
    for proposition in gold["propositions"]:
        for told in proposition["claims"]:
            if claim := best_claim(place_of(told, texts), case.claims):
                named[at[claim.id]] = proposition["id"]
    against = {frozenset(pair) for pair in gold["contradictions"]}
    open_to_doubt = {frozenset(pair) for pair in gold.get("contradictions_allowed", ())}
    for a, b in combinations(range(len(told_in.frames)), 2):
        both = frozenset((named.get(a, ""), named.get(b, "")))
        if both in open_to_doubt:
            continue
        known = None if "" in both else (len(both) == 1, both in against)
        judged = _judged(articles_path.stem, told_in, a, b, known)
        if known or WORDING not in judged.clash or judged.clash["about"] > SLIGHT:
            yield judged


def _judged(
    case: str, told: Framed, one: int, other: int, known: tuple[bool, bool] | None
) -> Judged:
    a, b, close = told.frames[one], told.frames[other], told.close(one, other)
    pair = compared(a, b, close, told.common)
    return Judged(
        case,
        dict(evidence(a, b, close, pair.shared, pair.subject)),
        dict(clash_evidence(pair, ruled(pair)[0])),
        known is not None,
        *(known or (False, False)),
    )


@dataclass(frozen=True)
class Disputed:
    """Two propositions of one case: what is known of them, and whether a reader says that they
    exclude each other."""

    case: str
    conflict: dict[str, float]
    contradict: bool


def disputes_of(articles_path: Path) -> Iterator[Disputed]:
    """Every two propositions, as the program groups them, between which some clash is seen, but
    for those of which the gold leaves open whether they exclude each other."""
    gold, case, told_in = read(articles_path)
    frames = {frame.claim_id: frame for frame in told_in.frames}
    place = {claim: row for row, claim in enumerate(frames)}
    claims = {claim.id: claim for claim in case.claims}
    sides = {
        p.id: Side([claims[c] for c in p.claim_ids], [frames[c] for c in p.claim_ids])
        for p in case.propositions
    }
    names, allowed = told_by(gold, case, case.articles)
    doubtful = {frozenset(pair) for pair in gold.get("contradictions_allowed", ())}
    wanted = allowed - doubtful
    for one, other in combinations(sides, 2):
        judged = [
            found
            for a in sides[one].frames
            for b in sides[other].frames
            if claims[a.claim_id].article_id != claims[b.claim_id].article_id
            or claims[a.claim_id].source_text != claims[b.claim_id].source_text
            for at, to in ((place[a.claim_id], place[b.claim_id]),)
            if (found := judge(a, b, told_in.close(at, to), told_in.common))
        ]
        if judged and max(found.clash for found in judged) >= LEAST:
            pairs = {frozenset((a, b)) for a in names[one] for b in names[other]}
            if pairs & doubtful and not pairs & wanted:
                continue
            told = dict(between(judged, sides[one], sides[other]))
            yield Disputed(articles_path.stem, told, bool(pairs & wanted))


def written_disputes() -> Iterator[Disputed]:
    """Of the table, what is not one proposition."""
    for told, said in table():
        if said == "same":
            continue
        sides = [Side([c], [f]) for c, f in zip(told.claims, told.frames, strict=True)]
        judged = judge(*told.frames, told.close(0, 1), told.common)
        if judged and judged.clash >= LEAST:
            yield Disputed("table", dict(between([judged], *sides)), said == "contradicts")


def best_f1(wanted: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    """The highest F1 over all bars, and the bar as a probability."""
    order = np.argsort(-scores)
    found = np.cumsum(wanted[order])
    f1 = 2 * found / (np.arange(1, len(order) + 1) + wanted.sum())
    top = int(f1.argmax())
    return float(f1[top]), float(1 / (1 + np.exp(-scores[order[top]])))


def fit(name: str, pairs: Sequence[Judged | Disputed], columns: Sequence[str]) -> np.ndarray:
    kind = name if name in {CLASH, CONFLICT} else "likeness"
    pairs = [pair for pair in pairs if name in {CLASH, CONFLICT} or pair.named]
    rows = np.array([[getattr(p, kind).get(column, 0.0) for column in columns] for p in pairs])
    wanted = np.array(
        [p.contradict if name in {CLASH, CONFLICT} else p.same or (name == ABOUT and p.contradict)
         for p in pairs]
    )  # fmt: skip
    case = np.array([p.case for p in pairs])
    for left_out in dict.fromkeys(case.tolist()):
        here = case == left_out
        weights = fitted(rows[~here], wanted[~here])
        f1, bar = best_f1(wanted[here], rows[here] @ weights[1:] + weights[0])
        print(f"# {name}, fitted without {left_out}: best F1 {f1:.3f} from {bar:.2f}")
    return fitted(rows, wanted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", type=Path, nargs="+", help="articles; the gold is CASE.json")
    parser.add_argument(
        "--only-conflict",
        action="store_true",
        help="the last table, once the others stand in data/stance.toml",
    )
    options = parser.parse_args()
    if options.only_conflict:
        disputes = [one for case in options.cases for one in disputes_of(case)]
        disputes += written_disputes()
        columns = [name for name in judgement()[CONFLICT] if name != "base"]
        show(CONFLICT, columns, fit(CONFLICT, disputes, columns))
        return
    pairs = [pair for case in options.cases for pair in pairs_of(case)]
    pairs += [pair for pair in written_pairs() for _ in range(TABLE_COUNTS)]
    columns = [name for name in judgement()["weights"] if name != "base"]
    about, agree = fit(ABOUT, pairs, columns), fit(AGREE, pairs, columns)
    print("[judgement.weights]")
    for name, one, other in zip(["base", *columns], about, agree, strict=True):
        print(f"{name} = [{one:.2f}, {other:.2f}]")
    columns = [name for name in judgement()[CLASH] if name != "base"]
    show(CLASH, columns, fit(CLASH, pairs, columns))


def show(name: str, columns: Sequence[str], weights: np.ndarray) -> None:
    print(f"[judgement.{name}]")
    for column, weight in zip(["base", *columns], weights, strict=True):
        print(f"{column} = {weight:.2f}")


if __name__ == "__main__":
    main()
