"""What two stories of one case say alike is not put together; what one story says apart, is."""

from __future__ import annotations

import random

import numpy as np
import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Actor, Annotation, Article, Case, Correction, EntityType
from analysis.resolve import scenes as module
from analysis.resolve.actor_corrections import merge
from analysis.resolve.actors import ActorResolution
from analysis.resolve.case import resolve_case
from analysis.resolve.memory import Memory
from analysis.resolve.scenes import KeptKin, scenes_of, strangers, with_kin

FERRY = (
    "The ferry Halcyon sank off Vesk, Mayor Tomas Oduya said. Nobody was hurt, Oduya said.",
    "Ilse Brandt, the harbour master of Vesk, told Tomas Oduya that nobody was hurt.",
    "The Halcyon lies at the bottom, Ilse Brandt said. Divers will go down on Friday.",
    "Mayor Oduya thanked the divers of Vesk. The Halcyon was old, he said.",
)
TRAIN = (
    "A train left the rails near Karsund, Minister Ada Holt said. Nobody was hurt, Holt said.",
    "Driver Nils Aker told Ada Holt that nobody was hurt when the train left the rails.",
    "The line to Karsund stays shut, Nils Aker said. Holt will go there on Friday.",
    "Minister Holt thanked the people of Karsund. The train was old, she said.",
)
FEW = 8  # articles, where the program asks for more


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FEW", FEW)


Read = tuple[list[Article], dict[str, Annotation]]


@pytest.fixture(scope="module")
def read() -> Read:
    articles = [
        Article(f"{story}{n}", text, outlet=f"Outlet {n}", published_at=f"2031-03-0{n + 3}")
        for n, pair in enumerate(zip(FERRY, TRAIN, strict=True))
        for story, text in zip(("ferry", "train"), pair, strict=True)
    ]
    return articles, {a.article_id: a for a in annotate_many(articles)}


def stories(case: Case) -> list[set[str]]:
    """Of which stories the claims of each proposition are."""
    of = {claim.id: claim.article_id[:5] for claim in case.claims}
    return [{of[claim] for claim in p.claim_ids} for p in case.propositions]


def test_no_proposition_and_no_dispute_spans_two_stories(read: Read) -> None:
    articles, annotations = read
    assert len(articles) >= FEW
    case = resolve_case(articles, annotations)
    of = {claim.id: claim for claim in case.claims}
    assert all(len(told) == 1 for told in stories(case))
    assert all(
        of[c.claim_a].article_id[:5] == of[c.claim_b].article_id[:5] for c in case.contradictions
    )
    unhurt = [{of[c].article_id for c in p.claim_ids} for p in case.propositions
              if any("nobody was hurt" in of[c].content.lower() for c in p.claim_ids)]  # fmt: skip
    assert sorted(map(sorted, unhurt)) == [["ferry0", "ferry1"], ["train0", "train1"]]


def test_growing_shrinking_and_a_merge_change_nothing(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    for size in (*range(FEW - 3, len(articles) + 1), FEW - 1, FEW):
        some = articles[:size]
        assert resolve_case(some, annotations, memory=memory) == resolve_case(some, annotations)
    case = resolve_case(articles, annotations)
    holt, oduya = (next(a for a in case.actors if n in a.name) for n in ("Holt", "Oduya"))
    joined = [Correction("k1", "actor.merge", merge(oduya, holt))]
    for corrections in (joined, []):
        now = resolve_case(articles, annotations, corrections, memory=memory)
        assert now == resolve_case(articles, annotations, corrections)


def test_articles_without_anybody_in_common_may_have_much_with_a_third() -> None:
    scenes = {
        "a": frozenset("xy"), "b": frozenset("zw"), "third": frozenset("xyzw"),
        "far": frozenset("v"), "empty": frozenset(),
        **{f"other {n}": frozenset({f"o{n}"}) for n in range(FEW)},
    }  # fmt: skip
    kin = with_kin(scenes, ["third"])
    names = ["a", "b", "far", "empty"]
    pairs = np.array([[0, 1], [0, 2], [0, 3], [1, 2]])
    assert strangers(names, kin, pairs).tolist() == [False, True, False, True]
    assert strangers(names, scenes, pairs).tolist() == [True, True, False, True]
    assert with_kin({"a": frozenset("x")}, ["a"]) == {"a": frozenset()}


def test_kin_that_are_kept_are_those_of_a_first_look() -> None:
    chance, kept = random.Random(3), KeptKin()
    names = [f"a{n}" for n in range(module.FEW + 3)]
    scenes = {name: frozenset(chance.sample("uvwxyz", 3)) for name in names}
    for step in range(60):
        scenes = dict(scenes)
        for name in chance.sample(names, step % 3):  # come, go, or are others
            if chance.random() < 0.4:
                scenes.pop(name, None)
            else:
                scenes[name] = frozenset(chance.sample("uvwxyz", 3))
        sampled = names[: 4 + step // 20]
        assert kept.update(scenes, sampled) == with_kin(scenes, sampled)


TELLING = [
    ("Ada Holt", "person", True),
    ("Karsund", "place", True),
    ("Karsund Harbour Board", "organization", True),
    ("London", "place", True),
    ("Parliament", "organization", False),
    ("Coast Guard", "organization", False),
    ("Presenter", "other", False),
]


@pytest.mark.parametrize(("name", "kind", "telling"), TELLING, ids=[name for name, *_ in TELLING])
def test_a_name_that_many_have_makes_no_story(name: str, kind: EntityType, telling: bool) -> None:
    actor = Actor("a1", name, kind)
    resolution = ActorResolution((actor,), (), {("x", 0): "a1"})
    assert scenes_of(resolution, ()) == ({"x": frozenset({"a1"})} if telling else {})
