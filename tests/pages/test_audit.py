"""Audit trail: who decided what and when; each decision undone and made again."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from analysis.model import Correction
from analysis.store import open_store
from pages.shared.context import View
from pages.shared.decisions import told
from pages.shared.loading import Loaded
from tests.pages.conftest import Show, small_case


def test_nothing_decided_says_what_would_stand_here(filled: str, show: Show) -> None:
    assert any("not decided anything" in m.value for m in show("audit").markdown)


WORDS = [
    ("source.rate", {"actor": "holm", "rating": "B"}, "Ida Holm: B usually reliable"),
    ("source.rate", {"outlet": "South Post", "rating": ""}, "South Post: not rated"),
    ("claim.reject", {"claim": "gone", "words": "all is well"}, "“all is well”"),
    ("claim.edit", {"claim": "c3", "source_kind": "author", "actor_id": "guard"},
     "“everyone is safe”: said by coast guard, the outlet itself"),
    ("actor.merge", {"keep": "holm", "keep_forms": ["ida holm"], "drop": "gone",
                     "drop_forms": ["captain holm"]}, "captain holm is Ida Holm"),
    ("actor.merge", {"keep": "holm", "keep_forms": ["ida holm"], "drop": "gone",
                     "drop_forms": ["captain holm"], "drop_name": "Captain Holm"},
     "Captain Holm is Ida Holm"),
    ("actor.rename", {"actor": "holm", "forms": ["the captain"], "name": "Ida Holm"},
     "the captain: Ida Holm"),
    ("actor.rename", {"actor": "holm", "forms": ["the captain"], "was": "The Captain",
                      "name": "Ida Holm"}, "The Captain: Ida Holm"),
    ("alias.never", {"actor": "holm", "forms": ["ida holm"], "alias": "she"},
     "“she”, not Ida Holm"),
    ("article.metadata", {"article": "n1", "field": "outlet", "value": "North"},
     "Ferry Astrid runs aground: outlet “North”"),
    ("proposition.outcome", {"claim": "c1", "statement": "The ferry sank", "outcome": "borne out",
                             "note": "report"}, "“The ferry sank”: borne out (report)"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "payload", "said"), WORDS)
def test_a_decision_is_told_in_words(kind: str, payload: dict[str, Any], said: str) -> None:
    whole = Loaded(small_case())
    view = cast(View, SimpleNamespace(whole=whole))
    assert told(view, Correction("x", kind, payload)) == said


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
