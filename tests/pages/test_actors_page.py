"""Actors page: networks and what stands behind a link, the card, every correction of an actor."""

from __future__ import annotations

from dataclasses import replace

import plotly.io as pio
import pytest
from streamlit.testing.v1 import AppTest

from analysis.model import ActorMention, Alias, Case, Evidence
from analysis.store import Store, open_store
from pages.shared import loading
from tests.pages.conftest import Show, Told, small_case, span


@pytest.fixture
def met(filled: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The same case, in which the Astrid is named on two days and Holm has more names."""

    def case(store: Store, case_id: str, as_of: str = "") -> Case:
        found = small_case(as_of)
        more = tuple(
            ActorMention(a, *span(a, words), actor, "name", "exact", 0)
            for a, words, actor in (
                ("n2", "Norwire", "guard"),
                ("n2", "Astrid", "astrid"),
                ("n3", "Astrid", "astrid"),
                ("n3", "owner", "holm"),
            )
            if a in {article.id for article in found.articles}
        )
        place = Evidence("n3", *span("n3", "owner"))
        more_names = (Alias("owner", "short form", 1, place), Alias("she", "pronoun", 1, place))
        actors = tuple(
            replace(a, aliases=(*a.aliases, *more_names)) if a.id == "holm" else a
            for a in found.actors
        )
        return replace(found, mentions=found.mentions + more, actors=actors)

    monkeypatch.setattr(loading.casebook, "open_case", case)
    return filled


def opened(show: Show, name: str = "", part: str = "", **more: str) -> AppTest:
    page = show("actors", **more)
    if name:
        page.query_params["card"] = name
    if part:
        page.session_state["card_part"] = part
    page.run()
    assert not page.exception
    return page


def decided(case_id: str) -> list[tuple[str, dict]]:
    kept = open_store()
    found = [(c.kind, dict(c.payload)) for c in kept.corrections(case_id)]
    kept.close()
    return found


@pytest.mark.parametrize("view", ["Together", "Speaking about", "Over time", "Matrix", "Table"])
def test_every_view_draws(met: str, show: Show, view: str) -> None:
    page = opened(show, net=view)
    assert not page.error


def test_a_link_lists_its_sentences(met: str, show: Show, told: Told) -> None:
    page = opened(show)
    page.session_state["_link"] = "astrid|guard"
    page.run()
    assert "The ferry Astrid ran aground" in told.text("link_sentences")
    assert any("Astrid and" in m.value for m in page.markdown)  # which link it is
    told.shown.clear()
    page.button(key="link_close").click().run()
    assert "link_sentences" not in told.shown


def test_a_row_of_the_table_does_what_the_dot_of_the_link_does(
    met: str, show: Show, told: Told
) -> None:
    page = opened(show)
    page.session_state["together_table"] = True  # closed, it costs nothing
    page.run()
    (links,) = [d for d in page.dataframe if "first" in d.value]
    assert {"first", "second", "count"} <= set(links.value.columns)
    assert "link_sentences" not in told.shown
    page.session_state[links.key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    page.run()
    assert "link_sentences" in told.shown


def test_the_card_gives_every_name_its_reason_and_its_place(
    met: str, show: Show, told: Told
) -> None:
    opened(show, "Ida Holm", "Names")
    names = told.text("card_names")
    assert "Captain Ida Holm" in names
    assert "title + surname" in names
    start, end = span("n1", "Captain Ida Holm")
    assert f"place:n1:{start}:{end}" in told.targets("card_names")


def test_a_merge_shows_what_it_would_change_before_it_is_made(
    met: str, show: Show, told: Told
) -> None:
    page = opened(show, "Ida Holm", "Correct")
    page.selectbox(key="merge_with").select("coast guard").run()
    (before,) = [i.value for i in page.info if "becomes" in i.value]
    assert "mention" in before
    assert "claim" in before
    assert any("organization" in w.value for w in page.warning)
    assert decided(met) == []
    page.button(key="merge_do").click().run()
    ((kind, payload),) = decided(met)
    assert (kind, payload["keep"], payload["drop"]) == ("actor.merge", "holm", "guard")


@pytest.mark.parametrize(
    ("button", "kind"), [("split_do", "actor.split"), ("never_do", "alias.never")]
)
def test_a_name_is_taken_off(met: str, show: Show, told: Told, button: str, kind: str) -> None:
    page = opened(show, "Ida Holm", "Correct")
    page.multiselect(key="split_names").select("owner").run()
    page.button(key=button).click().run()
    ((made, payload),) = decided(met)
    assert made == kind
    assert "owner" in str(payload)


def test_only_names_can_be_taken_off(met: str, show: Show) -> None:
    """A pronoun is nobody's name: splitting it off would be noted and change nothing."""
    page = opened(show, "Ida Holm", "Correct")
    assert "owner" in page.multiselect(key="split_names").options
    assert "she" not in page.multiselect(key="split_names").options


def test_the_card_stays_open_when_its_actor_gets_another_name(
    filled: str, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    def case(store: Store, case_id: str, as_of: str = "") -> Case:
        found = small_case(as_of)
        names = {c.payload["actor"]: str(c.payload["name"]) for c in store.corrections(case_id)}
        actors = tuple(replace(a, name=names.get(a.id, a.name)) for a in found.actors)
        return replace(found, actors=actors)

    monkeypatch.setattr(loading.casebook, "open_case", case)
    page = opened(show, "Ida Holm", "Correct")
    next(t for t in page.text_input if t.label == "Name").set_value("Ida *M.* Holm")
    next(b for b in page.button if b.label == "Save name and type").click().run()
    assert "Ida *M.* Holm" in page.query_params["card"]
    assert any("Holm" in m.value and m.value.startswith("###") for m in page.markdown)


def test_name_and_type_are_corrected_each_by_a_decision_of_its_own(
    met: str, show: Show, told: Told
) -> None:
    page = opened(show, "Ida Holm", "Correct")
    next(t for t in page.text_input if t.label == "Name").set_value("Ida M. Holm")
    next(s for s in page.selectbox if s.label == "Type").select("group")
    next(b for b in page.button if b.label == "Save name and type").click().run()
    assert {kind for kind, _ in decided(met)} == {"actor.rename", "actor.type"}


def test_not_an_actor_is_said_and_taken_back(met: str, show: Show, told: Told) -> None:
    page = opened(show, "Ida Holm", "Correct")
    page.button(key="actor_reject").click().run()
    assert [kind for kind, _ in decided(met)] == ["actor.reject"]
    kept = open_store()
    (made,) = kept.corrections(met)
    kept.close()
    show("audit").button(key=f"undo_{made.id}").click().run()
    assert decided(met) == []


def placed(page: AppTest) -> dict[str, tuple[float, float]]:
    """Where the figure has each actor."""
    (chart,) = page.get("plotly_chart")
    figure = pio.from_json(chart.proto.spec)
    return {
        point[0]: (x, y)
        for trace in figure.data if trace.customdata is not None
        for point, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
        if "|" not in point[0]
    }  # fmt: skip


@pytest.mark.parametrize(
    "otherwise", [{"unit": "Article"}, {"net": "Speaking about"}, {"actor": "Ida Holm"}]
)
def test_no_filter_and_no_view_moves_anybody(
    met: str, show: Show, otherwise: dict[str, str]
) -> None:
    before, after = placed(opened(show)), placed(opened(show, **otherwise))
    common = before.keys() & after.keys()
    assert common
    assert {a: before[a] for a in common} == {a: after[a] for a in common}


def test_where_nobody_is_chosen_the_most_named_are_a_click_away(
    met: str, show: Show, told: Told
) -> None:
    show("actors")
    assert told.targets("card_offered")[0] == "actor:Astrid"  # then its card, then a sentence


def test_the_card_of_who_says_nothing_opens_with_what_is_said_of_them(
    met: str, show: Show, told: Told
) -> None:
    show("actors", card="Astrid")
    assert told.targets("card_about")
