"""Writes cases as the scenarios that the encoder learns from.

    python training/meaning/cases.py tests/written_cases/CASE.jsonl ... > CASES.jsonl

In: written cases with what a careful reader found in them, the gold beside the articles. Out: JSONL
of scenarios (training/README.md), one a case: the annotated propositions, each in the words of the
claims that the program finds for it, as it compares them. What the gold leaves open, whether two
exclude each other, is not to be learnt ('entails').
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from benchmarks.case_score import best_claim, place_of  # noqa: E402
from training.stance.fit import read  # noqa: E402


def scenario_of(path: Path) -> dict[str, Any]:
    gold, case, told = read(path)
    texts = {article.id: article for article in case.articles}
    said = {claim.id: frame.said for claim, frame in zip(told.claims, told.frames, strict=True)}
    statements: dict[str, dict[str, None]] = defaultdict(dict)
    for proposition in gold["propositions"]:
        for quote in proposition["claims"]:
            if claim := best_claim(place_of(quote, texts), case.claims):
                statements[proposition["id"]][said[claim.id]] = None
    known = [pair for pair in gold["contradictions"] if set(pair) <= set(statements)]
    doubt = gold.get("contradictions_allowed", ())
    return {
        "scenario": path.stem,
        "propositions": [{"id": name, "statements": [*told]} for name, told in statements.items()],
        "contradicts": known,
        "entails": [pair for pair in doubt if set(pair) <= set(statements)],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("cases", type=Path, nargs="+")
    for path in parser.parse_args().cases:
        print(json.dumps(scenario_of(path), ensure_ascii=False))


if __name__ == "__main__":
    main()
