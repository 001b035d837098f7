"""What is kept between runs changes no result: not after an article more, not after a merge."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from types import SimpleNamespace

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Annotation, Article, Correction
from analysis.resolve import framing, neighbours, propositions, ties
from analysis.resolve.actor_corrections import merge
from analysis.resolve.background import sample
from analysis.resolve.case import resolve_case
from analysis.resolve.memory import Memory

TEXTS = (
    "Harbour master Ilse Brandt said on Monday that 12 people had died when the ferry sank. "
    "A coastguard official told Reuters that the ferry left Vesk for Sant.",
    "At least 20 people died when the ferry sank, Mayor Tomas Oduya said. Oduya denied that "
    "the ferry had been overloaded.",
    "The ferry was overloaded, according to Ilse Brandt. Brandt has resigned, the ministry said.",
    "Brandt did not resign, the interior ministry said on Tuesday. The ferry left Vesk for Lund.",
)


@pytest.fixture(scope="module")
def read() -> tuple[list[Article], dict[str, Annotation]]:
    articles = [
        Article(f"a{n}", text, outlet=f"Outlet {n}", published_at=f"2031-03-0{n + 3}")
        for n, text in enumerate(TEXTS)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSBEARING_TAGGER", "off")
        return articles, {a.article_id: a for a in annotate_many(articles)}


Read = tuple[list[Article], dict[str, Annotation]]


def test_a_case_that_grows_article_by_article_is_the_case_resolved_at_once(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    for size in range(1, len(articles) + 1):
        grown = resolve_case(articles[:size], annotations, memory=memory)
        assert grown == resolve_case(articles[:size], annotations)
    assert grown.propositions


def test_nothing_is_framed_or_judged_again_when_nothing_changed(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, annotations = read
    memory = Memory()
    first = resolve_case(articles, annotations, memory=memory)

    def never(*given: object) -> None:
        raise AssertionError("done before")

    monkeypatch.setattr(framing, "frame_of", never)
    monkeypatch.setattr("analysis.resolve.ties.judge", never)
    monkeypatch.setattr("analysis.resolve.assembly.traced", never)
    monkeypatch.setattr("analysis.resolve.assembly.origins_among", never)
    monkeypatch.setattr("analysis.resolve.assembly.assess", never)
    assert resolve_case(articles, annotations, memory=memory) == first


def test_a_correction_and_its_undoing_are_seen(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    before = resolve_case(articles, annotations, memory=memory)
    claim = before.claims[0].id
    rejected = Correction("k1", "claim.reject", {"claim": claim}, at="2031-03-09")
    without = resolve_case(articles, annotations, [rejected], memory=memory)
    assert without == resolve_case(articles, annotations, [rejected])
    assert without != before
    undone = replace(rejected, undone_at="2031-03-10")
    assert resolve_case(articles, annotations, [undone], memory=memory) == before


def test_an_article_that_was_annotated_anew_is_framed_anew(read: Read) -> None:
    articles, annotations = read
    memory = Memory()
    resolve_case(articles, annotations, memory=memory)
    bare = {**annotations, "a0": replace(annotations["a0"], events=(), mentions=(), entities=(),
            attributions=tuple(replace(a, source_entity=None)
                               for a in annotations["a0"].attributions))}  # fmt: skip
    assert resolve_case(articles, bare, memory=memory) == resolve_case(articles, bare)


def test_news_leaves_the_background_of_a_large_case_as_it_is() -> None:
    articles = [f"a{n // 15}" for n in range(30_000)]
    claims = [f"c{n}" for n in range(30_000)]
    drawn = sample(articles, claims)
    assert sample([*articles, "n1", "n1"], [*claims, "x", "y"]) == drawn
    assert sample(articles[:15_000], claims[:15_000]) != drawn
    assert 1024 <= len(drawn) < 1100


def test_who_shares_two_keys_is_still_a_pair_when_one_key_says_too_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ties, "KEY_LIMIT", 3)
    meeting = {1: ("dead 12", "ferry sank"), 2: ("dead 12", "ferry sank"), 3: ("dead 12",),
               4: ("dead 12",)}  # fmt: skip
    frames = {n: SimpleNamespace(meets=lambda keys=keys: keys) for n, keys in meeting.items()}
    keys = ties._Keys()
    keys.update(frames, [1, 2, 3], [])  # type: ignore[arg-type]
    _, gone = keys.update(frames, [4], [])  # type: ignore[arg-type]
    pairs = set(zip(*(side.tolist() for side in neighbours.rows_of(gone)), strict=True))
    assert pairs == {(1, 3), (2, 3)}


# --- cases made by chance ------------------------------------------------------------------------

SAID = (
    "Mayor {who} said that {n} people had died when the ferry sank off {place}.",
    "At least {n} people died when the ferry sank, a coastguard official told Reuters.",
    "The ferry had been overloaded, according to {who}.",
    "{who} denied on Tuesday that the ferry had been overloaded.",
    "{who} has left for {place}, the interior ministry said.",
    "{who} did not leave the country, the harbour authority said on Monday.",
    "The bridge at {place} has collapsed, engineer {who} said, citing the Vesk Mail.",
    "An earlier version of this report said that the bridge at {place} has collapsed.",
    "“We shall not rest until the wreck at {place} is raised,” {who} told reporters.",
    "{who}, the transport minister, resigned on Wednesday. She will be followed by Ines Roth.",
)
WHO = ("Ilse Brandt", "Brandt", "Tomas Oduya", "Oduya", "Minister Hana Osman", "Osman")
PLACES = ("Vesk", "Sant", "Lund")


def written_by_chance(chance: random.Random, number: int) -> Article:
    told = [
        line.format(who=chance.choice(WHO), n=chance.choice((12, 20)), place=chance.choice(PLACES))
        for line in chance.sample(SAID, 4)
    ]
    day = f"2031-03-{chance.randint(1, 9):02}T{chance.randint(6, 20):02}:00"
    outlet = chance.choice(("Vesk Mail", "Lunde Post", "Radio Sant", "Reuters"))
    return Article(f"x{number}", " ".join(told), outlet=outlet, published_at=day)


@pytest.fixture(scope="module")
def many() -> Read:
    chance = random.Random(11)
    articles = [written_by_chance(chance, number) for number in range(60)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CROSSBEARING_TAGGER", "off")
        return articles, {a.article_id: a for a in annotate_many(articles)}


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_goes_or_is_decided_the_case_is_that_resolved_from_nothing(
    many: Read, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if seed % 2:  # as a large case: cells of neighbours, wide parts that are cut, a small sample
        monkeypatch.setattr(neighbours, "WHOLE", 40)
        monkeypatch.setattr(neighbours, "CELL", 16)
        monkeypatch.setattr(propositions, "WIDE", 8)
        monkeypatch.setattr(sample, "__defaults__", (64,))
    articles, annotations = many
    chance = random.Random(seed)
    waiting = chance.sample(articles, len(articles))
    there = [waiting.pop() for _ in range(20)]
    memory, vectors = Memory(), {}
    case = resolve_case(there, annotations, memory=memory, vectors=vectors)
    for step in range(12):
        decided = []
        match chance.randrange(5):
            case 0:
                there.append(there.pop(chance.randrange(len(there))))
                there.pop(chance.randrange(len(there)))
            case 1:
                decided = [
                    Correction("k1", "claim.reject", {"claim": chance.choice(case.claims).id})
                ]
            case 2:
                decided = [Correction("k2", "source.rate", {"outlet": "Radio Sant", "rating": "F"})]
            case 3:
                keep, drop, *_ = chance.sample(case.actors, len(case.actors))
                decided = [Correction("k3", "actor.merge", merge(keep, drop))]
            case _:
                there += [waiting.pop() for _ in range(chance.randint(1, 2))]
        case = resolve_case(there, annotations, decided, vectors=vectors, memory=memory)
        anew = resolve_case(there, annotations, decided, vectors=vectors)
        differing = [f.name for f in fields(case) if getattr(case, f.name) != getattr(anew, f.name)]
        assert not differing, (step, differing)
    assert case.contradictions
