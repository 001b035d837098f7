"""Claims: a choice stands in the link; accept, correct, reject, rate, filter by it."""

from __future__ import annotations

from analysis.store import open_store
from tests.pages.conftest import Show, Told


def corrections(case_id: str) -> list[tuple[str, dict]]:
    kept = open_store()
    made = [(c.kind, c.payload) for c in kept.corrections(case_id)]
    kept.close()
    return made


def test_the_best_sourced_claim_is_shown_first(filled: str, show: Show, told: Told) -> None:
    page = show("claims")
    assert any("first claim in the list" in m.value for m in page.markdown)
    assert "side_text_c1" in told.shown


def test_a_link_names_the_claim(filled: str, show: Show, told: Told) -> None:
    page = show("claims", claim="c3")
    assert "side_text_c3" in told.shown
    assert not any("first claim" in m.value for m in page.markdown)


def test_source_cue_and_content_are_told_apart_by_words(
    filled: str, show: Show, told: Told
) -> None:
    show("claims", claim="c3")
    runs = told.runs("side_text_c3")
    marked = {mark: run["text"] for run in runs for mark in run["marks"].split()}
    assert marked["source"] == "Captain Ida Holm"
    assert marked["cue"] == "said"
    assert marked["content"] == "everyone is safe"
    text = told.text("side_text_c3")
    assert "sourceCaptain Ida Holm said ⟦everyone is safe⟧" in text  # without colour


def test_accepting_is_recorded(filled: str, show: Show, told: Told) -> None:
    page = show("claims", claim="c3")
    page.button(key="side_accept_c3").click().run()
    assert corrections(filled) == [("claim.accept", {"claim": "c3", "words": "everyone is safe"})]
    assert page.button(key="side_accept_c3").disabled


def test_rejecting_is_recorded(filled: str, show: Show, told: Told) -> None:
    show("claims", claim="c3").button(key="side_reject_c3").click().run()
    assert [kind for kind, _ in corrections(filled)] == ["claim.reject"]


def test_an_edit_records_what_changed_and_nothing_else(filled: str, show: Show, told: Told) -> None:
    page = show("claims", claim="c2")
    page.selectbox[[s.label for s in page.selectbox].index("Kind of source")].set_value(
        "named official"
    )
    button = next(b for b in page.button if b.label == "Save correction")
    button.click().run()
    assert corrections(filled) == [("claim.edit", {"claim": "c2", "source_kind": "named official"})]


def test_source_and_outlet_can_be_rated_where_the_claim_is_read(
    filled: str, show: Show, told: Told
) -> None:
    page = show("claims", claim="c3")
    page.selectbox(key="rate_outlet:North Daily_").set_value("D").run()
    assert corrections(filled)[-1] == (
        "source.rate", {"outlet": "North Daily", "rating": "D"},
    )  # fmt: skip
    page.selectbox(key="rate_holm_").set_value("B").run()
    assert corrections(filled)[-1] == ("source.rate", {"actor": "holm", "rating": "B"})


def test_everything_can_be_filtered_by_the_claim_its_article_its_outlet(
    filled: str, show: Show, told: Told
) -> None:
    page = show("claims", claim="c3")
    page.button(key="side_by_within_c3").click().run()
    assert {m.value for m in page.markdown if "of 5 claims" in m.value} == {"**3** of 5 claims"}
    page.button(key="clear_all").click().run()
    page.button(key="side_by_only_c3").click().run()
    assert any("**1** of 5 claims" in m.value for m in page.markdown)
    page.button(key="clear_all").click().run()
    page.button(key="side_by_about_c3").click().run()
    assert any("**1** of 5 claims" in m.value for m in page.markdown)
    page.button(key="clear_all").click().run()
    assert not [b for b in page.button if b.key == "clear_all"]


def test_pinned_with_a_note_and_a_tag(filled: str, show: Show, told: Told) -> None:
    page = show("claims", claim="c3")
    page.button(key="side_pin_c3").click().run()
    page.text_area(key="side_pin_c3_words").set_value("Ask her again").run()
    kept = open_store()
    (entry,) = kept.remembered(filled, "notebook")
    assert entry == {"kind": "claim", "target": "c3", "words": "Ask her again", "tags": []}
    kept.close()
    page.button(key="side_pin_c3_off").click().run()
    kept = open_store()
    assert kept.remembered(filled, "notebook") == []
    kept.close()
