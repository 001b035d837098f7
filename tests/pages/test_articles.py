"""The reader: layers, margin notes, jump to the other side, two articles side by side."""

from __future__ import annotations

from analysis.model import Annotation, Article
from analysis.store import open_store
from tests.pages.conftest import Show, Told


def test_the_margin_says_who_else_says_so_and_who_denies_it(
    filled: str, show: Show, told: Told
) -> None:
    show("articles", article="n1")
    notes = told.text("claim_list")
    assert "1 “The ferry Astrid ran aground”" in notes
    assert "≈ also in South Post" in notes
    assert "◆ against it: North Daily" in notes
    assert "beside:c2:c4" in told.targets("claim_list")
    assert "beside:c3:c2" in told.targets("claim_list")


def test_the_chosen_claim_has_its_other_side_beside_it(filled: str, show: Show, told: Told) -> None:
    show("articles", claim="c3")
    other = told.text("others_c3")
    assert "Contradicted in 1 claim" in other
    assert "two missing against all safe" in other
    assert told.targets("others_c3") == ["claim:c2", "beside:c3:c2"]


def test_layers_can_be_switched(filled: str, show: Show, told: Told) -> None:
    show("articles", article="n1")
    assert _marks(told) >= {"claim"}
    show("articles", article="n1", layers=["Actors", "Copied"])
    assert {"actor", "shared"} <= _marks(told)
    assert "claim" not in _marks(told)


def _marks(told: Told) -> set[str]:
    return {mark for run in told.runs("reader_text") for mark in run["marks"].split()}


def test_two_articles_side_by_side(filled: str, show: Show, told: Told) -> None:
    page = show("articles", claim="c2", beside="c4")
    assert any("Both say\\: Two people are missing" in m.value for m in page.markdown)
    for claim in ("c2", "c4"):
        marked = {
            mark: run["text"]
            for run in told.runs(f"compare_text_{claim}")
            for mark in run["marks"].split()
        }
        assert marked["content"] == "Two people are missing"
        assert "shared" in marked  # the passage that both articles have
    page = show("articles", claim="c2", beside="c3")
    assert any("They contradict each other" in m.value for m in page.markdown)


def test_next_and_previous_walk_through_the_claims(filled: str, show: Show, told: Told) -> None:
    page = show("articles", claim="c1")
    assert page.button(key="reader_previous").disabled
    page.button(key="reader_next").click().run()
    assert page.query_params["claim"] == "c2"
    page.button(key="reader_previous").click().run()
    assert page.query_params["claim"] == "c1"


def test_a_place_is_highlighted(filled: str, show: Show, told: Told) -> None:
    show("articles", article="n1", at="4-9")
    assert [run["text"] for run in told.runs("reader_text") if "hit" in run["marks"]] == ["ferry"]


def test_an_article_that_is_gone_leads_back(filled: str, show: Show, told: Told) -> None:
    page = show("articles", article="nowhere")
    assert any("not in the case" in info.value for info in page.info)
    assert page.button(key="reader_back")


def test_hostile_text_stays_text(filled: str, show: Show, told: Told) -> None:
    show("articles", article="n3")
    assert "<script>alert(1)</script>" in told.text("reader_text")  # a text node, never markup


def test_an_article_whose_analysis_failed_can_be_read(filled: str, show: Show, told: Told) -> None:
    kept = open_store()
    lost = Article("lost", "The quay held, *nobody* said.", title="Quay holds", outlet="East Wire")
    kept.add_article(filled, lost)
    kept.save_failure(lost, "test", "it took too long")
    page = show("articles")
    assert [m.value for m in page.subheader] == ["Not analysed"]
    [table] = [d.value for d in page.dataframe if "reason" in d.value]
    assert table.values.tolist() == [["Quay holds", "East Wire", "", "it took too long"]]
    page = show("articles", article="lost")
    assert [m.value for m in page.warning] == ["Not analysed: it took too long"]
    assert told.text("reader_text") == "Quay holds\nThe quay held, *nobody* said."
    # tried again, it is with the others
    kept.forget_failures(filled, "test")
    assert "not finished" in show("articles", article="lost").warning[0].value
    kept.save_annotation(lost, "test", Annotation("lost"))
    assert not show("articles").subheader
    kept.close()
