"""Which claims of a proposition surely assert it, and that only they bring it origins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis.resolve.origins import origins_among, traced
from analysis.resolve.phrases import plain
from analysis.resolve.propositions import SURE, surely
from analysis.resolve.provenance import provenance
from analysis.resolve.safe_sentence import safe_sentence
from analysis.resolve.stance import Judgement
from tests.resolve.test_origins import articles_of, case_of

ALIKE, LIKELY = SURE + 0.1, SURE - 0.2


def ties(*judged: tuple[int, int, float]) -> dict[int, dict[int, Judgement]]:
    """Judgements both ways, of claims with these numbers and scores."""
    found: dict[int, dict[int, Judgement]] = {}
    for a, b, score in judged:
        found.setdefault(a, {})[b] = found.setdefault(b, {})[a] = Judgement("same", score)
    return found


GROUPS = [
    # the claim that is most like all others stands for what they assert; the first of equals
    ((7,), (), (True,)),
    ((1, 2), ((1, 2, ALIKE),), (True, True)),
    ((1, 2), ((1, 2, LIKELY),), (True, False)),
    ((1, 2, 3), ((1, 2, LIKELY), (2, 3, ALIKE)), (False, True, True)),
    # much like one that is not central is not enough
    ((1, 2, 3, 4), ((1, 2, ALIKE), (1, 3, ALIKE), (3, 4, ALIKE), (1, 4, LIKELY)),
     (True, True, True, False)),
    # what two claims are to others outside counts nothing
    ((1, 2), ((1, 2, ALIKE), (2, 9, ALIKE), (2, 8, ALIKE)), (True, True)),
]  # fmt: skip


@pytest.mark.parametrize(("members", "judged", "wanted"), GROUPS)
def test_who_surely_asserts_what_the_others_do(
    members: tuple[int, ...], judged: tuple[tuple[int, int, float], ...], wanted: tuple[bool, ...]
) -> None:
    assert surely(members, ties(*judged)) == wanted


def test_an_origin_without_a_sure_claim_is_shown_and_not_counted() -> None:
    case = case_of(
        articles_of(
            [
                ("Vesk Mail", "The bridge over the Tarn fell, Mayor Ilva Renn said."),
                ("Lunde Post", "The bridge over the Tarn fell, Dr Hana Osman said."),
            ]
        )
    )
    known = provenance(case.articles, case.actors, case.syndication)
    every = [traced(claim, known) for claim in case.claims]
    found = origins_among(every, known, [True, False])
    assert (found.fewest, found.most) == (1, 1)
    assert [origin.sure for origin in found.origins] == [True, False]
    both = origins_among(every, known)
    assert (both.fewest, both.most) == (2, 2)


def test_only_those_who_surely_assert_it_are_reported_to() -> None:
    """The sentence counts and quotes them, the card lists the others."""
    case = case_of(
        articles_of(
            [
                ("Vesk Mail", "The bridge over the Tarn fell, Mayor Ilva Renn said."),
                ("Lunde Post", "The bridge over the Tarn fell, Dr Hana Osman said."),
            ]
        )
    )
    both = next(p for p in case.propositions if len(p.claim_ids) == 2)
    assert "two outlets report" in plain(safe_sentence(case, both.id))
    first, second = both.origins
    unsure = replace(
        both, origins=(replace(first, sure=False), second), origins_min=1, origins_max=1
    )
    others = tuple(unsure if p.id == both.id else p for p in case.propositions)
    told = plain(safe_sentence(replace(case, propositions=others), both.id))
    assert "one outlet reports" in told
    assert second.label in told
    assert first.label not in told
