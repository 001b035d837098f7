"""The panels of the Overview: standings, brief, lists of propositions, contested slots, news."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from analysis.figures.palette import STANDINGS
from analysis.resolve.brief import BriefLine, write_brief
from pages.shared import navigation
from pages.shared.claim_card import STANDING_COLOURS
from pages.shared.context import View
from pages.shared.loading import Loaded
from pages.shared.safe import md
from pages.shared.selection import Selection
from pages.shared.wording import origins, plural, standing

MOST = 5
SETTLED = ("well sourced", "partly sourced")


def brief_of(view: View) -> tuple[BriefLine, ...]:
    """The brief of the case; under filters, the lines that still have a claim in view."""
    lines = _brief(view.loaded)
    if not view.selection.filters.active:
        return lines
    kept = view.selection.claim_ids
    return tuple(
        line for line in lines if any(not kept.isdisjoint(p.claim_ids) for p in line.sentence)
    )


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Loaded: id})
def _brief(loaded: Loaded) -> tuple[BriefLine, ...]:
    return write_brief(loaded.case)


def standings(selection: Selection) -> None:
    """How many propositions stand how: the few numbers of the page."""
    counts = selection.propositions["standing"].value_counts()
    with st.container(horizontal=True, gap="xsmall", key="standings"):
        for name in STANDINGS:
            if counts.get(name, 0):
                st.badge(f"{standing(name)}: {counts[name]:,}", color=STANDING_COLOURS[name])


def best_sourced(selection: Selection) -> list[str]:
    """Ids of the best-sourced propositions, settled ones first."""
    frame = selection.propositions.assign(
        settled=lambda f: f["standing"].isin(SETTLED)
    ).sort_values(["settled", "confidence", "claims"], ascending=False, kind="stable")
    return list(frame["proposition_id"].head(MOST))


def proposition_list(view: View, ids: Iterable[str], key: str) -> None:
    """Propositions as lines: standing, statement, how many origins; a click opens one."""
    shown = False
    for identifier in ids:
        shown = True
        proposition = view.loaded.proposition[identifier]
        colour = STANDING_COLOURS[proposition.standing]
        with st.container(gap=None, key=f"{key}_{identifier}"):
            st.button(
                md(proposition.statement, 150), key=f"{key}_open_{identifier}", type="tertiary",
                on_click=navigation.open_proposition, args=(identifier,), wrap=True,
            )  # fmt: skip
            st.caption(
                f":{colour}[{standing(proposition.standing)}] · {proposition.confidence:.0%} · "
                + _origins(proposition.origins_min, proposition.origins_max)
                + f" · {plural(len(proposition.claim_ids), 'claim')}"
            )
    if not shown:
        st.caption("None in view.")


def _origins(least: int, most: int) -> str:
    return f"{origins(least, most)} {'origin' if most == 1 else 'independent origins'}"


def contested_list(view: View) -> None:
    """Slots on which claims differ, then contradictions; every value leads to its claim."""
    loaded, kept = view.loaded, view.selection.claim_ids
    shown = 0
    for slot in loaded.case.contested:
        values = [v for v in slot.values if not kept.isdisjoint(v.claim_ids)]
        if shown == MOST or len(values) < 2:
            continue
        shown += 1
        st.markdown(f":red[◆] **{md(slot.frame, 90)}**")
        with st.container(horizontal=True, gap="xsmall", key=f"slot_{slot.id}"):
            for value in values[:4]:
                st.button(
                    f"{md(value.value, 60)} ({len(value.claim_ids)})",
                    key=f"slot_{slot.id}_{value.value}", on_click=navigation.open_claim,
                    args=(value.claim_ids[0],), help="Open the first claim that says so",
                )  # fmt: skip
    for contradiction in loaded.case.contradictions:
        sides = (contradiction.claim_a, contradiction.claim_b)
        if shown >= MOST or not all(side in loaded.claim for side in sides):
            continue
        if kept.isdisjoint(sides):
            continue
        shown += 1
        key = f"{contradiction.a}_{contradiction.b}"
        for side, joint in zip(sides, ("", "against "), strict=True):
            st.button(
                f"{joint}“{md(loaded.claim[side].content, 110)}”", key=f"against_{key}_{side}",
                type="tertiary", on_click=navigation.open_claim, args=(side,), wrap=True,
            )  # fmt: skip
        st.caption(f":red[◆ contested] · {md(contradiction.reason, 120)}")
    if not shown:
        st.caption("No claims in view contradict each other.")


def actors_finding(actors: pd.DataFrame) -> str:
    """What the table of actors shows, for those who do not see it."""
    if actors.empty:
        return "No actors in view"
    first = actors.iloc[0]
    return (
        f"{len(actors)} actors; {first['name']} leads with {plural(int(first['claims']), 'claim')}"
    )


def news(view: View) -> None:
    """What changed since the last look; filled in by the watch."""
