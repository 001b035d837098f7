"""Copies and rewrites of one text, found anew or with what was kept of the run before."""

from __future__ import annotations

import random

import pytest

from analysis.model import Article
from analysis.resolve.duplicates import KeptShares, find_syndication

WORDS = ("harbour", "ferry", "mayor", "council", "strike", "night", "police", "bridge", "water")


def text(seed: int, words: int = 120) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice(WORDS) + str(chance.randrange(9)) for _ in range(words))


def article(identifier: str, said: str, outlet: str = "", wire: str = "") -> Article:
    return Article(id=identifier, text=said, outlet=outlet, wire=wire)


WIRE, OTHER = text(1), text(2)
COVERAGE = [
    article("wire", WIRE, "Orlen Wire"),
    article("copy", WIRE + " " + text(3, 20), "Vesk Mail"),
    article("short", " ".join(WIRE.split()[60:]), "Lunde Post"),
    article("third", " ".join(WIRE.split()[:30]) + " " + text(4, 90), "Tarn Daily"),
    article("credited", " ".join(WIRE.split()[:30]) + " " + text(5, 90), "Skerry", "Orlen Wire"),
    article("other", OTHER, "Harsund Times"),
]


def together(articles: list[Article], kept: KeptShares | None = None) -> list[set[str]]:
    return [set(group.article_ids) for group in find_syndication(articles, kept)]


def test_copies_and_credited_rewrites_are_of_one_text() -> None:
    assert together(COVERAGE) == [{"wire", "copy", "short", "credited"}]


@pytest.mark.parametrize("seed", range(4))
def test_what_comes_and_goes_is_found_as_from_nothing(seed: int) -> None:
    chance, kept = random.Random(seed), KeptShares()
    for _ in range(8):
        some = chance.sample(COVERAGE, chance.randint(0, len(COVERAGE)))
        assert together(some, kept) == together(some)


def test_a_text_that_changed_is_read_anew() -> None:
    kept = KeptShares()
    assert together(COVERAGE[:2], kept) == [{"wire", "copy"}]
    assert together([COVERAGE[0], article("copy", OTHER)], kept) == []
