"""The Overview: the answer first, every phrase of it on evidence, everything leads somewhere."""

from __future__ import annotations

import json

import pytest

from analysis.ingest.registry import read
from analysis.model import Article, Case, ContestedSlot, SlotValue
from analysis.resolve.brief import write_brief
from analysis.settings import DATA
from pages.shared.panels import frame_of
from tests.pages.conftest import TEXTS, Show, Told, small_case


def test_every_phrase_of_the_brief_stands_on_a_claim_in_the_case(
    filled: str, show: Show, told: Told
) -> None:
    assert not show().exception
    case = small_case()
    known = {claim.id: claim for claim in case.claims}
    joined = [run for run in told.runs("brief") if not run["id"] and run["marks"] != "tag"]
    for target in told.targets("brief"):
        kind, _, claim = target.partition(":")
        assert kind == "claim"
        assert claim in known
    for run in joined:  # what leads nowhere asserts nothing: no name, no number, no content
        assert not any(claim.content in run["text"] for claim in case.claims)
        assert not any(actor.name in run["text"] for actor in case.actors)


def test_every_phrase_has_a_matching_span() -> None:
    """The words of a quote are the words of the article at its evidence."""
    case = small_case()
    texts = {article.id: article.text for article in case.articles}
    quotes = 0
    for line in write_brief(case):
        for phrase in line.sentence:
            if phrase.kind == "join":
                assert not phrase.claim_ids
                continue
            assert phrase.evidence
            if phrase.kind == "quote":
                quotes += 1
                told = " ".join(texts[p.article_id][p.start : p.end] for p in phrase.evidence)
                assert phrase.text in " ".join(told.split())
    assert quotes


def test_best_sourced_and_contested_lead_to_their_evidence(
    filled: str, show: Show, told: Told
) -> None:
    show()
    assert told.targets("best")[0] == "proposition:p1"  # settled before contested
    assert "well sourced" in told.text("best")
    contested = told.text("contested")
    assert "People missing" in contested  # the open question
    assert "two" in contested
    assert "against nobody" in contested
    assert "Ida Holm" in contested  # who stands behind a side
    assert {"claim:c2", "claim:c3"} <= set(told.targets("contested"))


FRAMES = [
    ("People missing", "number", "People missing"),
    ("number", "dead", ""),  # the values say of what
    ("Two people", "number", ""),
]


@pytest.mark.parametrize(("frame", "slot", "shown"), FRAMES)
def test_a_question_is_named_where_its_name_says_something(
    frame: str, slot: str, shown: str
) -> None:
    values = (SlotValue("two people", ()), SlotValue("nobody", ()))
    assert frame_of(ContestedSlot("s", frame, slot, values)) == shown


def test_a_contradiction_is_told_once(filled: str, show: Show, told: Told) -> None:
    """The pair c2, c3 is the open question already."""
    show()
    assert told.targets("contested").count("claim:c2") == 1


def test_the_brief_of_what_the_filters_leave(filled: str, show: Show, told: Told) -> None:
    """A claim that the brief of the case does not tell is told when it is all that is left."""
    show("overview", only="c5")
    assert "Nothing is claimed" not in told.text("brief")
    assert "claim:c5" in told.targets("brief")


def test_who_matters_counts_what_is_in_view(filled: str, show: Show, told: Told) -> None:
    show("overview", only="c5")
    assert "Astrid  says 0, named in 1" in told.text("who")


def test_nothing_left_by_the_filters_offers_to_clear_them(filled: str, show: Show) -> None:
    page = show("overview", q="zeppelin")
    assert any("No claims match" in info.value for info in page.info)
    page.button(key="nothing_claims").click().run()
    assert any("In brief" in s.value for s in page.subheader)


def test_one_side_in_view_brings_the_other(filled: str, show: Show, told: Told) -> None:
    """Who filters by a voice asks who denies it: the side in view first."""
    show("overview", only="c3")
    assert told.targets("contested")[:2] == ["claim:c3", "claim:c2"]
    show("overview", only="c5")
    assert told.targets("contested") == []


def test_who_matters_filters_everything(filled: str, show: Show, told: Told) -> None:
    show()
    assert set(told.targets("who")) == {"guard", "holm", "astrid"}
    page = show(actor="Ida Holm")
    chips = [button.label for button in page.button if (button.key or "").startswith("chip_")]
    assert chips == ["Ida Holm"]
    assert told.targets("who") == ["holm"]
    assert told.text("who").startswith("✓ ")
    assert told.targets("best") == ["proposition:p3"]


def test_articles_that_failed_are_said_to_be_missing(filled: str, show: Show, told: Told) -> None:
    from analysis.store import open_store

    kept = open_store()
    (article, *_) = kept.articles(filled)
    kept.save_failure(article, "other", "it broke")
    assert not show().warning
    kept.forget_failures(filled, "other")
    extra = Article("n9", "Nobody could read this.", "Unreadable", "East Wire")
    kept.add_article(filled, extra)
    kept.save_failure(extra, "test", "it broke")
    warned = [warning.value for warning in show().warning]
    assert len(warned) == 1
    assert "1 article could not be analysed" in warned[0]
    kept.close()


def test_hostile_titles_stay_words(filled: str, show: Show, told: Told) -> None:
    page = show()
    assert "\\*Astrid\\*" in page.title[0].value
    shown = json.dumps([m.value for m in page.markdown] + [c.value for c in page.caption])
    assert TEXTS["n3"][2] not in shown


def test_the_sample_case_is_there_to_open() -> None:
    articles = read("articles.jsonl", (DATA / "sample_case" / "articles.jsonl").read_bytes())
    assert sum(isinstance(article, Article) for article in articles) == 20
    assert write_brief(Case()) == ()


def test_beside_the_strip_each_event_leads_to_its_sentence(
    filled: str, show: Show, told: Told
) -> None:
    show()
    assert "the Astrid ran aground" in told.text("aside_events")
    assert told.targets("aside_events")[0].startswith("place:n1:")  # one click
    show("overview", event="e1")
    assert told.targets("aside_e1")[0].startswith("place:n1:")  # the second, after the mark
    assert told.targets("aside_e1")[-1] == "event:e1"


def test_an_event_that_nobody_claims_still_shows_its_sentences(
    filled: str, show: Show, told: Told
) -> None:
    page = show("overview", event="e1", q="zeppelin")
    assert any("No claims match" in info.value for info in page.info)
    assert told.targets("reports_e1")[0].startswith("place:n1:")
