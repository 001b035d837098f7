"""Fictional cases of half a dozen articles about different fields: every listed actor is one node
under all its spellings, and none is merged with another of the same surname.

What is known to be missed stands here by name; anything else that is missed is a failure.
`benchmarks/case_score.py` has the measure.
"""

import json
from pathlib import Path

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.case import resolve_case
from tests.test_sample_case import load_scorer

FOLDER = Path(__file__).parent.parent / "actor_cases"
KNOWN_MISSES: dict[str, set[str]] = {
    "azeri": {"Azerat"},  # 'The energy minister of Azerat', of which nothing else is said
    "election": set(),
    "fraud": set(),
    "korean": set(),
    "shipwreck": set(),
    "slavic": set(),
    "turkish": set(),
}


@pytest.mark.parametrize("name", sorted(KNOWN_MISSES))
def test_every_listed_actor_is_one_node_of_its_own(name: str) -> None:
    gold = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    articles = [Article(**row, date_origin="metadata") for row in gold["articles"]]
    annotations = {one.article_id: one for one in annotate_many(articles)}
    case = resolve_case(articles, annotations)
    texts = {article.id: article.text for article in articles}
    scorer = load_scorer()
    owners: dict[str, list[str]] = {}
    missed = set()
    for wanted in gold["actors"]:
        full = [s for s in wanted["surfaces"] if " " in s] or wanted["surfaces"]
        nodes = scorer._nodes(full, wanted.get("not", ()), case, texts)
        if len(nodes) != 1:
            missed.add(wanted["name"])
            continue
        owners.setdefault(next(iter(nodes)), []).append(wanted["name"])
    assert missed == KNOWN_MISSES[name]
    assert not [names for names in owners.values() if len(names) > 1]
