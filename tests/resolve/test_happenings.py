"""Articles that report one happening are one group; what is kept between runs changes nothing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from analysis.model import Article
from analysis.resolve import happenings

FERRY = (
    "The ferry Hedda sank off Vesk on Monday; twelve passengers drowned, the coastguard said.",
    "Twelve passengers drowned when the Hedda, a ferry, sank near Vesk, said the coastguard.",
    "Coastguard divers found the ferry Hedda, which sank off Vesk with its passengers.",
)
BUDGET = (
    "Parliament in Orsk passed the budget after Minister Dahl cut farm subsidies by a tenth.",
    "The budget that parliament passed in Orsk cuts subsidies for farms, Minister Dahl said.",
)
ALONE = "A heron was seen in the botanical garden of Lund for the first time since 1987."


def _articles(*texts: str) -> list[Article]:
    return [Article(f"a{n}", text) for n, text in enumerate(texts)]


def test_two_happenings_and_an_article_alone() -> None:
    articles = _articles(*FERRY, *BUDGET, ALONE)
    assert happenings.group(articles) == (("a0", "a1", "a2"), ("a3", "a4"), ("a5",))


def test_the_order_of_the_articles_says_nothing() -> None:
    articles = _articles(*FERRY, *BUDGET, ALONE)
    assert happenings.group(articles[::-1]) == happenings.group(articles)


def test_no_articles_no_groups() -> None:
    assert happenings.group([]) == ()


def test_articles_without_a_word_stay_alone() -> None:
    assert happenings.group(_articles("", "…", FERRY[0])) == (("a0",), ("a1",), ("a2",))


@pytest.mark.parametrize("sample", [1024, 5])
def test_a_case_whose_articles_come_go_and_change_is_grouped_as_from_nothing(
    sample: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(happenings, "SAMPLE", sample)
    chance = random.Random(7)
    words = [word for text in (*FERRY, *BUDGET, ALONE) for word in text.split()]

    def written(number: int) -> Article:
        theme = chance.choice((FERRY, BUDGET))
        text = " ".join([chance.choice(theme), *chance.sample(words, 6)])
        return Article(f"a{number}", text, published_at=f"2031-03-{chance.randrange(1, 28):02}")

    case = [written(number) for number in range(12)]
    kept = happenings.KeptLikeness()
    for number in range(12, 40):
        case.append(written(number))
        if number % 4 == 0:
            case.pop(chance.randrange(len(case)))
        if number % 5 == 0:
            at = chance.randrange(len(case))
            case[at] = replace(case[at], text=f"{case[at].text} {ALONE}")
        assert happenings.group(case, kept) == happenings.group(case)
