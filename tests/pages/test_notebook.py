"""Notebook: order, own words, tags; all exports within reach, each saying the filters."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from analysis.exports.registry import EXPORTS
from analysis.store import open_store
from tests.pages.conftest import Show, Told

PINNED = [
    {"kind": "claim", "target": "c3", "words": "Ask again", "tags": ["safety"]},
    {"kind": "words", "target": "", "words": "Between", "tags": []},
    {"kind": "actor", "target": "holm", "words": "", "tags": []},
    {"kind": "article", "target": "n1", "words": "", "tags": ["wire"]},
]


@pytest.fixture
def pinned(filled: str) -> str:
    kept = open_store()
    kept.remember(filled, "notebook", PINNED)
    kept.close()
    return filled


def notebook(case_id: str) -> list[dict]:
    kept = open_store()
    found = kept.remembered(case_id, "notebook")
    kept.close()
    return found


def test_entries_lead_to_what_is_pinned(pinned: str, show: Show, told: Told) -> None:
    page = show("notebook")
    assert not page.exception
    assert told.targets("pinned_0_claim_c3") == ["claim:c3"]
    assert told.targets("pinned_2_actor_holm") == ["actor:Ida Holm"]
    assert told.targets("pinned_3_article_n1") == ["article:n1"]


def test_the_order_is_the_analysts(pinned: str, show: Show, told: Told) -> None:
    show("notebook").button(key="down_0_claim_c3").click().run()
    assert [e["kind"] for e in notebook(pinned)] == ["words", "claim", "actor", "article"]


def test_tags_narrow_the_notebook(pinned: str, show: Show, told: Told) -> None:
    told.shown.clear()
    page = show("notebook", tag="wire")
    assert not page.exception
    assert [key for key in told.shown if key.startswith("pinned")] == ["pinned_3_article_n1"]


def test_each_change_can_be_gone_back_on(pinned: str, show: Show, told: Told) -> None:
    page = show("notebook")
    page.button(key="remove_0_claim_c3").click().run()
    assert len(notebook(pinned)) == 3
    audit = show("audit")
    assert any("Removed\\: claim" in m.value for m in audit.markdown)
    audit.button(key="back_0").click().run()
    assert notebook(pinned) == PINNED


def test_every_export_is_offered_under_the_filters_in_force(
    pinned: str, show: Show, told: Told
) -> None:
    page = show("notebook", q="missing")
    offered = {b.proto.id for b in page.get("download_button")}
    assert len(offered) >= len([e for e in EXPORTS if e.group != "Report"]) + 3
    assert any("Search\\: missing" in caption.value for caption in page.caption)
    assert any("The whole case" in caption.value for caption in show("notebook").caption)


def test_every_other_page_has_a_way_to_the_exports(filled: str, show: Show) -> None:
    assert page_keys(show("claims")) >= {"take_away"}
    assert "take_away" not in page_keys(show("notebook"))


def page_keys(page: AppTest) -> set[str]:
    return {button.key for button in page.button}
