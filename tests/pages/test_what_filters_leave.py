"""What the filters leave, and that it is kept: the same choice makes nothing anew."""

from __future__ import annotations

from analysis.annotate.pipeline import annotate_many
from analysis.model import Article
from analysis.resolve.case import resolve_case
from pages.shared.loading import Loaded
from pages.shared.selection import Filters, Selection

TEXTS = {
    "a": ("Vesk Post", "The bridge has collapsed, Mayor Hana Osman said. It rained all night."),
    "b": ("Lunde Mail", "The bridge stands, engineer Per Dahl said on Monday."),
}


def loaded() -> Loaded:
    articles = [
        Article(id=name, text=text, outlet=outlet, published_at="2031-03-04T12:00:00+00:00")
        for name, (outlet, text) in TEXTS.items()
    ]
    return Loaded(resolve_case(articles, {a.article_id: a for a in annotate_many(articles)}))


def test_each_filter_narrows_all_frames() -> None:
    case = loaded()
    everything = Selection(case, Filters())
    assert everything.claims is case.claims
    attributed = Selection(case, Filters(voices="attributed"))
    assert set(attributed.claims["source_kind"]).isdisjoint({"author"})
    assert len(attributed.claims) < len(everything.claims)
    post = Selection(case, Filters(outlets=("Vesk Post",)))
    assert set(post.claims["article_id"]) == set(post.articles["article_id"]) == {"a"}
    osman = case.actor_labels["Hana Osman"]
    of_osman = Selection(case, Filters(actors=(osman,)))
    assert set(of_osman.claims["article_id"]) == {"a"}
    assert osman in set(of_osman.actors["actor_id"])
    assert set(of_osman.propositions["proposition_id"]) == set(of_osman.claims["proposition_id"])
    words = Selection(case, Filters(text="bridge dahl"))
    assert set(words.claims["article_id"]) == {"b"}


def test_what_was_made_once_is_kept_with_the_selection() -> None:
    selection = Selection(loaded(), Filters())
    made: list[int] = []
    for _ in range(2):
        assert selection.once("figure", lambda: made.append(1) or "drawn") == "drawn"
    assert made == [1]
