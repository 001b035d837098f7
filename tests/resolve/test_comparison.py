"""Which questions are answered otherwise is told by laying two cases side by side."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.model import Actor, Article
from analysis.resolve.comparison import HELD, OF_ALL_OUTLETS, Comparison
from analysis.resolve.provenance import Provenance, Question

BEFORE = Provenance(
    articles={"a1": Article("a1", "One.", outlet="Vesk Post")},
    actors={"p1": Actor("p1", "Ada Holt", "person")},
    copied={"a1": ((0, 4, "a0"),)},
    acronyms={"nha": "northern harbour authority"},
    holders={"mayor": frozenset({"p1"})},
    outlets={"vesk post": "Vesk Post"},
    bodies={"nha": "b1"},
    handles={"adaholt": "p1"},
    people={"adaholt": "p1"},
    surnames={"holt": frozenset({"p1"})},
    posts={"p1": frozenset({"b1"})},
    leading={"b1": frozenset({"p1"})},
)
OTHER = {
    "article": {"articles": {"a1": Article("a1", "One.", outlet="Vesk Post", wire="NPA")}},
    "actor": {"actors": {"p1": Actor("p1", "Ada Holt", "organization")}},
    "copied": {"copied": {}},
    "acronym": {"acronyms": {"nha": "national housing agency"}},
    "role": {"holders": {"mayor": frozenset({"p1", "p2"})}},
    "outlet": {"outlets": {"vesk post": "VESK POST"}},
    "body": {"bodies": {}},
    "handle": {"handles": {"adaholt": ""}},
    "person": {"people": {}},
    "surname": {"surnames": {"holt": frozenset({"p1", "p2"})}},
    "posts": {"posts": {}},
    "leading": {"leading": {"b1": frozenset()}},
}
NAMES = {
    "article": "a1", "actor": "p1", "copied": "a1", "acronym": "nha", "role": "mayor",
    "outlet": "vesk post", "body": "nha", "handle": "adaholt", "person": "adaholt",
    "surname": "holt", "posts": "p1", "leading": "b1",
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(HELD))
def test_only_the_question_that_is_answered_otherwise_does_not_hold(kind: str) -> None:
    comparison = Comparison(BEFORE, replace(BEFORE, **OTHER[kind]))  # type: ignore[arg-type]
    asked: list[Question] = [*NAMES.items()]
    assert [q for q in asked if not comparison.holds({q})] == [(kind, NAMES[kind])]
    assert not comparison.holds({*asked})
    assert comparison.holds({(kind, "what neither knows")})


@pytest.mark.parametrize(
    ("outlets", "question", "holds"),
    [
        ({"vesk post": "Vesk Post"}, ("called", "the post"), True),
        ({"vesk post": "Vesk Post", "lunden maritime": "LM"}, ("called", "vesk post"), True),
        ({"vesk post": "Vesk Post", "lunden post": "Lunden Post"}, ("called", "post"), False),
        ({"vesk post": "Vesk Post", "reef": "@reef_watch"}, ("posting", "reef"), False),
        ({}, ("called", "post"), False),
    ],
)
def test_what_rests_on_all_outlets_is_compared_where_they_are_others(
    outlets: dict[str, str], question: Question, holds: bool
) -> None:
    now = replace(BEFORE, outlets=outlets, called={}).after(BEFORE)
    comparison = Comparison(replace(BEFORE, called={}), now)
    assert comparison.holds({question}) is holds
    assert question[0] in OF_ALL_OUTLETS
    assert now.answer(question) == replace(now, called={}).answer(question)


def test_nothing_holds_without_a_case_before() -> None:
    assert not Comparison(None, BEFORE).holds({("actor", "p1")})
