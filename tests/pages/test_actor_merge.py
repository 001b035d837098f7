"""Before a merge: the scores that it would change, found by the ids or the claims they rest on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from analysis import casebook
from analysis.model import Case, Correction
from analysis.store import Store
from pages.shared.actor_merge import changed_scores
from tests.pages.conftest import Show, Told, small_case
from tests.pages.test_actors_page import decided, opened


def changed(case: Case, number: int, **values: object) -> Case:
    """The case with one of its propositions otherwise."""
    found = list(case.propositions)
    found[number] = replace(found[number], **values)
    return replace(case, propositions=tuple(found))


def test_what_is_scored_as_before_is_not_listed() -> None:
    case = small_case()
    first = case.propositions[0]
    assert changed_scores(case, case) == []
    barely = changed(case, 0, confidence=first.confidence + 0.001)
    assert changed_scores(case, barely) == []


@pytest.mark.parametrize("otherwise", [{"confidence": 0.01}, {"origins_min": 7, "origins_max": 7}])
def test_another_score_or_count_of_origins_is_listed(otherwise: dict[str, float]) -> None:
    case = small_case()
    ((before, after),) = changed_scores(case, changed(case, 0, **otherwise))
    assert before == case.propositions[0]
    assert after is not None
    assert {name: getattr(after, name) for name in otherwise} == otherwise


def test_a_proposition_is_found_again_by_its_claims() -> None:
    case = small_case()
    renamed = changed(case, 0, id="another")
    assert changed_scores(case, renamed) == []
    gone = replace(case, propositions=case.propositions[1:])
    assert changed_scores(case, gone) == [(case.propositions[0], None)]


def test_the_new_scores_are_shown_and_nothing_is_decided(
    filled: str, show: Show, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Correction] = []

    def case_if(store: Store, case_id: str, made: Correction, as_of: str = "") -> Case:
        asked.append(made)
        return changed(small_case(), 0, confidence=0.01, origins_min=1, origins_max=1)

    monkeypatch.setattr(casebook, "case_if", case_if)
    speaker = next(c.actor_id for c in small_case().claims if c.actor_id and c.proposition_id)
    names = {a.id: a.name for a in small_case().actors}
    other = next(name for i, name in names.items() if i != speaker)
    page = opened(show, other, "Correct")
    page.selectbox(key="merge_with").select(names[speaker]).run()
    assert [made.kind for made in asked] == ["actor.merge"]
    assert "→ 1%, 1 origin" in told.text("merge_scores")
    assert decided(filled) == []
