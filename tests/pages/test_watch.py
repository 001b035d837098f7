"""Saved filters: kept with the case, new claims counted once, filters set when opened."""

from __future__ import annotations

from analysis.store import open_store
from tests.pages.conftest import Show, Told


def test_a_saved_filter_counts_what_is_new_until_it_is_opened(
    filled: str, show: Show, told: Told
) -> None:
    page = show("claims", q="missing")
    page.button(key="watch_save").click().run()
    kept = open_store()
    (watch,) = kept.remembered(filled, "watches")
    assert watch["name"] == "missing"
    assert watch["state"] == {"q": "missing"}
    assert len(watch["seen"]) == 2
    assert page.button(key="watch_open_0").label == "missing"  # nothing new in it

    kept.remember(filled, "watches", [{**watch, "seen": watch["seen"][:1]}])  # one came since
    kept.close()
    page = show("claims")
    assert page.button(key="watch_open_0").label == "missing · **1 new**"
    page.button(key="watch_open_0").click().run()
    assert page.text_input(key="q").value == "missing"
    assert any("1 claim new in “missing”" in m.value for m in page.markdown)
    assert len(told.targets("watch_lines")) == 1
    assert page.button(key="watch_open_0").label == "missing"  # seen
    page.button(key="watch_close").click().run()
    assert not [b for b in page.button if b.key == "watch_close"]


def test_what_is_saved_is_not_offered_to_be_saved_again(
    filled: str, show: Show, told: Told
) -> None:
    page = show("claims")
    assert any("Set filters" in c.value for c in page.caption)
    page = show("claims", q="missing", conf=["5", "95"])
    page.button(key="watch_save").click().run()
    assert not [b for b in page.button if b.key == "watch_save"]
    assert any("are saved" in c.value for c in page.caption)
    page.button(key="watch_open_0").click().run()
    assert any("Nothing new in" in m.value for m in page.markdown)


def test_all_filters_survive_saving(filled: str, show: Show, told: Told) -> None:
    page = show("claims", conf=["5", "95"], outlet="North Daily", voice="Attributed", within="n1")
    page.text_input(key="watch_name").set_value("Mine").run()
    page.button(key="watch_save").click().run()
    page.button(key="clear_all").click().run()
    page.button(key="watch_open_0").click().run()
    assert page.slider(key="conf").value == (5, 95)
    assert page.multiselect(key="outlet").value == ["North Daily"]
    assert page.text_input(key="within").value == "n1"


def test_an_outlet_that_is_gone_does_not_break_it(filled: str, show: Show, told: Told) -> None:
    kept = open_store()
    watch = {"name": "old", "state": {"outlet": ["Gone Gazette"]}, "seen": [], "at": ""}
    kept.remember(filled, "watches", [watch])
    kept.close()
    page = show("claims")
    page.button(key="watch_open_0").click().run()
    assert not page.exception


def test_it_is_forgotten_with_one_click(filled: str, show: Show, told: Told) -> None:
    page = show("claims", q="missing")
    page.button(key="watch_save").click().run()
    page.button(key="watch_forget_0").click().run()
    assert not [b for b in page.button if b.key == "watch_open_0"]
