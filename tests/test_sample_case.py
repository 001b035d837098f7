"""The sample case: fictional, as described, and resolved as a careful reader resolves it."""

import importlib.util
import json
import sys
from datetime import datetime
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ROOT / "data" / "sample_case" / "articles.jsonl"
EXPECTED = ROOT / "tests" / "sample_case" / "expected.json"


def load_scorer() -> ModuleType:
    """`benchmarks/case_score.py`, which is a script and no package."""
    spec = importlib.util.spec_from_file_location(
        "case_score", ROOT / "benchmarks" / "case_score.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["case_score"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def articles() -> list[dict]:
    return [json.loads(line) for line in ARTICLES.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def expected() -> dict:
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scores(expected: dict) -> object:
    scorer = load_scorer()
    return scorer.score(scorer.resolve(ARTICLES), expected)


def test_every_article_says_that_it_is_fictional(articles: list[dict], expected: dict) -> None:
    assert expected["fictional"] is True
    for article in articles:
        assert article["fictional"] is True
        assert article["notice"].startswith("Fictional")
        assert ".example/" in article["url"]  # a domain that nobody can own (RFC 2606)


def test_twenty_articles_of_eight_outlets_over_three_days(articles: list[dict]) -> None:
    assert len({article["id"] for article in articles}) == len(articles) == 20
    assert len({article["outlet"] for article in articles}) == 8
    times = [datetime.fromisoformat(article["published_at"]) for article in articles]
    assert times == sorted(times)
    assert 48 < (times[-1] - times[0]).total_seconds() / 3600 < 72


def test_every_expected_claim_stands_once_in_its_article(
    articles: list[dict], expected: dict
) -> None:
    texts = {article["id"]: article["text"] for article in articles}
    for proposition in expected["propositions"]:
        for claim in proposition["claims"]:
            assert texts[claim["article_id"]].count(claim["quote"]) == 1
    named = {proposition["id"] for proposition in expected["propositions"]}
    pairs = expected["contradictions"] + expected["contradictions_allowed"]
    assert {side for pair in pairs for side in pair} <= named


REACH = [  # measure, at least
    ("aligned", 0.95),
    ("pairwise_f1", 0.75),
    ("origins", 0.85),
    ("contradictions", 0.80),
    ("actors", 1.0),
    ("events", 0.80),
    ("event_statuses", 0.80),
    ("hedge_losses", 1.0),
    ("circular", 1.0),
    ("near_duplicates", 1.0),
]


@pytest.mark.parametrize(("measure", "least"), REACH)
def test_the_analysis_reaches(scores: object, measure: str, least: float) -> None:
    misses = "\n".join(getattr(scores, "misses", []))
    assert getattr(scores, measure) >= least, misses


def test_nothing_is_invented(scores: object) -> None:
    misses = "\n".join(getattr(scores, "misses", []))
    assert getattr(scores, "invented", None) == 0, misses
    assert getattr(scores, "merged_wrongly", None) == 0, misses
