"""The page Sources: the ledger of who said what, the unnamed apart, the analyst's rating."""

from analysis.store import open_store
from tests.pages.conftest import Show


def test_every_source_stands_with_what_it_said(filled: str, show: Show) -> None:
    page = show("sources")
    assert not page.exception
    frame = page.dataframe[0].value
    assert {"coast guard", "Ida Holm"} <= set(frame["source"])
    assert {"claims", "first", "alone", "contradicted"} <= set(frame.columns)


def test_the_unnamed_stand_apart(filled: str, show: Show) -> None:
    page = show("sources", named="Unnamed")
    assert "coast guard" not in set(page.dataframe[0].value["source"])
    assert len(page.dataframe[0].value)


def test_a_rating_is_a_decision_of_its_own(filled: str, show: Show) -> None:
    page = show("sources", named="Named")
    box = next(b for b in page.selectbox if str(b.key).startswith("rate_"))
    box.select("D").run()
    assert not page.exception
    rated = [c for c in open_store().corrections(filled) if c.kind == "source.rate"]
    assert [made.payload["rating"] for made in rated] == ["D"]
