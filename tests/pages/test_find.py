"""Find: ranked, marked, within what the filters leave."""

from __future__ import annotations

from tests.pages.conftest import Show, Told


def matched(told: Told, key: str) -> list[str]:
    return [run["text"] for run in told.runs(key) if "match" in run["marks"]]


def test_claims_and_articles_with_the_words_marked(filled: str, show: Show, told: Told) -> None:
    page = show("find", find="missing")
    assert [s.value for s in page.subheader] == ["2 claims", "2 articles"]
    assert set(told.targets("found_claims")) == {"claim:c2", "claim:c4"}
    assert matched(told, "found_claims") == ["missing", "missing"]
    assert "missing" in matched(told, "found_articles")
    assert any(t.startswith("place:n1:") for t in told.targets("found_articles"))


def test_phrases_and_word_beginnings(filled: str, show: Show, told: Told) -> None:
    page = show("find", find='"people are missing" off')
    assert page.subheader[0].value == "2 claims"  # 'off' begins 'official', in the source


def test_it_searches_what_is_in_view(filled: str, show: Show, told: Told) -> None:
    page = show("find", find="missing", outlet="South Post")
    assert [s.value for s in page.subheader] == ["1 claim", "1 article"]


def test_nothing_found_says_so(filled: str, show: Show, told: Told) -> None:
    page = show("find", find="zeppelin")
    assert told.text("found_claims") == "None."
    assert any("Try fewer words" in c.value for c in page.caption)


def test_nothing_left_by_the_filters_offers_to_search_without(
    filled: str, show: Show, told: Told
) -> None:
    page = show("find", find="missing", outlet="South Post", actor="Ida Holm")
    assert told.text("found_claims") == "None among what the filters leave."
    page.button(key="find_clear").click().run()
    assert page.subheader[0].value == "2 claims"


def test_a_claim_that_is_found_says_how_it_stands(filled: str, show: Show, told: Told) -> None:
    show("find", find="missing")
    assert "contested" in told.text("found_claims")


def test_an_excerpt_runs_over_line_ends_as_one_line(filled: str, show: Show, told: Told) -> None:
    show("find", find="missing")
    assert "  " not in told.text("found_articles").replace("\n", "")


def test_operators_of_the_index_are_only_words(filled: str, show: Show, told: Told) -> None:
    page = show("find", find='missing" OR (NEAR * ^')
    assert not page.exception


def test_the_words_become_a_filter(filled: str, show: Show, told: Told) -> None:
    page = show("find", find="missing")
    page.button(key="find_filter").click().run()
    assert page.text_input(key="q").value == "missing"
