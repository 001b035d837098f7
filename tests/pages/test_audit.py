"""Audit trail: who decided what and when; each decision undone and made again."""

from __future__ import annotations

from analysis.store import open_store
from tests.pages.conftest import Show


def test_nothing_decided_says_what_would_stand_here(filled: str, show: Show) -> None:
    assert any("not decided anything" in m.value for m in show("audit").markdown)


def test_a_decision_is_undone_and_made_again(filled: str, show: Show) -> None:
    kept = open_store()
    made = kept.add_correction(
        filled, "claim.reject", {"claim": "c1", "words": "<b>![](http://x)"}, "analyst"
    )
    page = show("audit")
    assert any("Claim rejected" in m.value for m in page.markdown)
    assert not any("![](http" in c.value for c in page.caption)
    page.button(key=f"undo_{made.id}").click().run()
    assert kept.corrections(filled) == []
    assert page.button(key=f"undo_{made.id}").label == "Make it again"
    page.button(key=f"undo_{made.id}").click().run()
    assert [c.id for c in kept.corrections(filled)] == [made.id]
    kept.close()
