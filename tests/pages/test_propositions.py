"""The page Propositions: ranked, contested, what is new, weak points; the card and its tabs."""

from types import SimpleNamespace
from typing import cast

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import weak_points
from pages.shared.context import View
from pages.shared.loading import Loaded
from tests.pages.conftest import Show, Told, small_case


def told(page: AppTest) -> str:
    return " ".join(element.value for element in (*page.markdown, *page.caption, *page.subheader))


def test_propositions_stand_ranked_by_confidence(filled: str, show: Show) -> None:
    page = show("propositions")
    assert not page.exception
    frame = page.dataframe[0].value
    assert list(frame["confidence"]) == sorted(frame["confidence"], reverse=True)
    assert {"stands", "origins", "contradicted", "admiralty"} <= set(frame.columns)


def test_the_card_says_what_a_second_look_would_need(filled: str, show: Show) -> None:
    page = show("propositions", proposition="p2")
    assert "Two people are missing" in told(page)
    assert any("confidence" in badge.value for badge in page.get("markdown")) or page.tabs


def test_contested_values_stand_side_by_side(filled: str, show: Show) -> None:
    page = show("propositions", board="Contested")
    assert not page.exception
    assert "People missing" in told(page)
    assert "two missing against all safe" in told(page)


@pytest.mark.parametrize(
    "heading",
    [
        "Told more firmly, with no new origin",
        "Outlets that cite each other in a ring",
        "Copies of one text",
        "Many outlets, one origin",
        "Principals without a statement on record",
    ],
)
def test_weak_points_name_each_weakness(heading: str, filled: str, show: Show) -> None:
    page = show("propositions", board="Weak points")
    assert not page.exception
    assert heading in {element.value for element in page.subheader}


def test_a_copy_is_read_beside_its_original(filled: str, show: Show) -> None:
    page = show("propositions", board="Weak points")
    page.selectbox(key="copies").select_index(0).run()
    assert not page.exception
    assert "likely original" in told(page)
    assert "1 shared passage" in told(page)


def test_a_ring_leads_to_the_claims_that_cite() -> None:
    view = cast(View, SimpleNamespace(loaded=Loaded(small_case())))
    runs = weak_points._ring_line(view, ("South Post", "Norwire")).runs
    assert runs[0].text == "South Post → Norwire → South Post"
    assert [run.id for run in runs if run.id] == ["claim:c4"]


def test_copies_lead_to_their_texts(filled: str, show: Show, told: Told) -> None:
    show("propositions", board="Weak points")
    assert told.targets("copy_groups") == ["article:n1", "article:n2"]
    assert "likely original" in told.text("copy_groups")


def test_the_first_look_is_told_as_one(filled: str, show: Show) -> None:
    page = show("propositions", board="What is new", since="my last visit")
    assert not page.exception
    assert any("first look" in info.value for info in page.info)


def test_a_first_look_begins_with_what_came_in_over_time(filled: str, show: Show) -> None:
    page = show("propositions", board="What is new")
    assert not page.exception
    assert not page.info
    assert "Since 1 May 2024" in told(page)


def test_a_time_of_publication_can_be_compared_with(filled: str, show: Show) -> None:
    page = show("propositions", board="What is new", since="a time of publication")
    assert not page.exception
    assert "Since" in told(page)
    assert "new" in told(page)
