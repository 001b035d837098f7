"""How much stands behind a proposition: the ledger, what an analyst's rating changes, how it
spread, what is missing, and whether the confidences held."""

from __future__ import annotations

import pytest

from analysis.annotate.pipeline import annotate_many
from analysis.model import Annotation, Article, Case, Correction, Proposition
from analysis.resolve.calibration import brier, by_source, judged, reliability
from analysis.resolve.case import resolve_case
from analysis.resolve.gaps import gaps
from analysis.resolve.spread import steps

TOLD = [
    ("Vesk Post", "The bridge over the Tarn has collapsed, an official told Norwire News."),
    ("Lunde Mail", "The bridge over the Tarn has collapsed, an official told Norwire News."),
    ("Radio Tarn", "The bridge over the Tarn has collapsed, an official told Norwire News."),
    ("Sant Times", "Mayor Hana Osman resigned on Monday, the city council said."),
    ("Vesk Post", "Mayor Hana Osman resigned on Monday, her deputy Per Dahl said."),
    ("Lunde Mail", "Critics blamed Hana Osman for the bridge, Per Dahl said."),
]


@pytest.fixture(scope="module")
def told() -> tuple[list[Article], dict[str, Annotation]]:
    articles = [
        Article(id=f"a{n}", text=text, outlet=outlet, published_at=f"2031-03-04T1{n}:00:00+00:00")
        for n, (outlet, text) in enumerate(TOLD)
    ]
    return articles, {a.article_id: a for a in annotate_many(articles)}


Told = tuple[list[Article], dict[str, Annotation]]


def about(case: Case, word: str) -> Proposition:
    """The proposition with most claims that holds a word."""
    found = [p for p in case.propositions if word in p.statement.lower()]
    return max(found, key=lambda p: len(p.claim_ids))


def test_the_ledger_adds_up_and_every_line_has_its_evidence(told: Told) -> None:
    case = resolve_case(*told)
    for proposition in case.propositions:
        assert 0 <= proposition.confidence <= 1
        named = [line.name for line in proposition.ledger]
        assert len(named) == len(set(named))
        claims = {claim.id for claim in case.claims}
        for line in proposition.ledger:
            assert set(line.claim_ids) <= claims


def test_five_outlets_on_one_unnamed_word_are_weaker_than_two_who_are_named(told: Told) -> None:
    case = resolve_case(*told)
    bridge, mayor = about(case, "bridge"), about(case, "resigned")
    assert bridge.origins_max == 1
    assert len(bridge.claim_ids) == 3
    assert mayor.origins_min == 2
    assert mayor.confidence > bridge.confidence
    assert bridge.would_raise


@pytest.mark.parametrize(("rating", "moves"), [("A", 1), ("E", -1)])
def test_a_rating_of_a_source_moves_what_rests_on_it(told: Told, rating: str, moves: int) -> None:
    before = resolve_case(*told)
    mayor = about(before, "resigned")
    source = next(
        c.actor_id for c in before.claims if c.id in mayor.claim_ids and "Dahl" in c.source_text
    )
    rated = Correction(
        "k1", "source.rate", {"actor": source, "rating": rating}, at="2031-03-05T00:00:00+00:00"
    )
    after = resolve_case(*told, [rated])
    changed = about(after, "resigned").confidence - mayor.confidence
    assert changed * moves > 0
    assert about(after, "bridge").confidence == about(before, "bridge").confidence


def test_a_proposition_spreads_from_its_origin_over_the_wire_to_the_outlets(told: Told) -> None:
    case = resolve_case(*told)
    frame = steps(case, about(case, "bridge").id)
    assert set(frame["from_role"]) == {"origin", "relay"}
    assert set(frame.loc[frame["to_role"] == "outlet", "to_station"]) == {
        "Vesk Post", "Lunde Mail", "Radio Tarn",
    }  # fmt: skip
    assert "Norwire News" in set(frame["from_station"])
    assert frame["at"].is_monotonic_increasing
    assert not frame["named"].any()
    assert steps(case, "no such proposition").empty


def test_gaps_are_who_is_silent_and_what_rests_on_one_voice(told: Told) -> None:
    case = resolve_case(*told)
    found = gaps(case)
    [silent] = [gap for gap in found if gap.kind == "silent"]
    assert silent.label == "Hana Osman"
    one = [gap for gap in found if gap.kind == "one origin"]
    assert about(case, "bridge").id in {gap.subject for gap in one}
    assert about(case, "resigned").id not in {gap.subject for gap in one}


def outcome(claim: str, said: str, number: int = 1) -> Correction:
    return Correction(
        f"k{number}", "proposition.outcome", {"claim": claim, "outcome": said},
        at=f"2031-03-1{number}T00:00:00+00:00",
    )  # fmt: skip


def test_the_brier_score_is_the_squared_distance_from_what_came(told: Told) -> None:
    case = resolve_case(*told)
    bridge, mayor = about(case, "bridge"), about(case, "resigned")
    made = [
        outcome(bridge.claim_ids[0], "not borne out", 1),
        outcome(mayor.claim_ids[0], "borne out", 2),
    ]
    found = judged(case, made)
    expected = (bridge.confidence**2 + (1 - mayor.confidence) ** 2) / 2
    assert brier(found) == pytest.approx(expected)
    bins = reliability(found)
    assert sum(b.count for b in bins) == 2
    assert [b.expected for b in bins] == sorted(b.expected for b in bins)
    good = by_source(found)
    assert all(right <= total for right, total in good.values())
    # taken back, and open again
    assert brier(judged(case, [])) is None
    assert len(judged(case, [*made, outcome(bridge.claim_ids[0], "open", 3)])) == 1
