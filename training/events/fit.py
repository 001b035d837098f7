"""Fits the weights by which `analysis/resolve/event_paraphrases` joins events, `data/events.toml`.

    python training/events/fit.py tests/written_cases/*.jsonl

In: written cases with what a careful reader found in them (`benchmarks/case_score.py` tells the
form; the gold lies beside the articles). Out: the table [one_event] on standard output, and what
it joins rightly and wrongly in the cases that it was not fitted on. A logistic regression over
every two happenings whose times can be the same. Two are one where the gold has one event that
both tell; what the gold does not list counts less, for a reader lists only part of it.
"""

from __future__ import annotations

import argparse
import copy
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from analysis.annotate.pipeline import annotate_many  # noqa: E402
from analysis.resolve import events  # noqa: E402
from analysis.resolve.case import resolve_case  # noqa: E402
from analysis.resolve.event_happening import NEAR, Happening  # noqa: E402
from analysis.resolve.event_paraphrases import candidates, evidence  # noqa: E402
from analysis.vocabulary import table  # noqa: E402
from benchmarks.case_score import articles_of, event_window  # noqa: E402
from training.logistic import fitted  # noqa: E402

BARS = (0.15, 0.2, 0.25, 0.3, 0.4, 0.5)
ONE_LISTED, NONE_LISTED = 0.5, 0.2  # what a pair counts that the gold has half, or not at all


@dataclass(frozen=True)
class Pair:
    case: str
    told: dict[str, float]
    one: bool
    counts: float


def pairs_of(path: Path) -> Iterator[Pair]:
    """Every two happenings of a case that may be one."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    articles = articles_of(path)
    annotations = {one.article_id: one for one in annotate_many(articles)}
    texts = {article.id: article.text for article in articles}
    kept: list[Pair] = []

    def look(found: Sequence[Happening], vectors: Any, said: Mapping[str, str]) -> list[Happening]:
        listed = [_listed(one, gold, texts) for one in found]
        for a, b, alike in candidates(found, vectors, said):
            counts = (NONE_LISTED, ONE_LISTED, 1.0)[bool(listed[a]) + bool(listed[b])]
            told = dict(evidence(found[a], found[b], alike))
            kept.append(Pair(path.stem, told, bool(listed[a] & listed[b]), counts))
        return joined(copy.copy(found), vectors, said)

    joined = events.join_paraphrases
    events.join_paraphrases = look
    try:
        resolve_case(articles, annotations)
    finally:
        events.join_paraphrases = joined
    yield from kept


def _listed(one: Happening, gold: Any, texts: dict[str, str]) -> set[str]:
    """The events of the gold that a happening tells, at their time."""
    found = set()
    for wanted in gold["events"]:
        opens, closes = event_window(wanted)
        said = any(
            word in texts[report.article_id][report.start : report.end].casefold()
            for report in one.reports
            if report.article_id in wanted["articles"]
            for word in wanted["words"]
        )
        slack = NEAR if one.guessed else timedelta()
        if said and one.first <= closes + slack and opens <= one.last + slack:
            found.add(wanted["id"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", type=Path, nargs="+", help="articles; the gold is CASE.json")
    pairs = [pair for case in parser.parse_args().cases for pair in pairs_of(case)]
    columns = [name for name in table("events")["one_event"] if name != "base"]
    rows = np.array([[pair.told.get(name, 0.0) for name in columns] for pair in pairs])
    one = np.array([pair.one for pair in pairs])
    counts = np.array([pair.counts for pair in pairs])
    case = np.array([pair.case for pair in pairs])
    sums = np.zeros(len(pairs))
    for left_out in dict.fromkeys(case.tolist()):
        here = case == left_out
        weights = fitted(rows[~here], one[~here], counts[~here])
        sums[here] = rows[here] @ weights[1:] + weights[0]
    for bar in BARS:
        joined = 1 / (1 + np.exp(-sums)) >= bar
        wrong = joined & ~one & (counts == 1)
        told = f"{(joined & one).sum()} of {one.sum()}, {wrong.sum()} wrongly"
        print(f"# from {bar}: {told}, {(joined & ~one & ~wrong).sum()} that the gold has not both")
    print("[one_event]")
    for name, weight in zip(["base", *columns], fitted(rows, one, counts), strict=True):
        print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
