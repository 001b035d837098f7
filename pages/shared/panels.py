"""The panels of the Overview: standings, brief, lists of propositions, contested slots, news."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.figures.palette import STANDINGS
from analysis.resolve.brief import BriefLine, write_brief
from pages.shared.claim_card import STANDING_COLOURS
from pages.shared.context import View
from pages.shared.loading import Loaded
from pages.shared.safe import shorten
from pages.shared.selection import Selection
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import plural, standing

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


def contested_lines(view: View) -> list[Paragraph]:
    """Open questions with their values, then contradicting pairs; each leads to its claims."""
    loaded, kept = view.loaded, view.selection.claim_ids
    found: list[Paragraph] = []
    for slot in loaded.case.contested:
        values = [v for v in slot.values if not kept.isdisjoint(v.claim_ids)]
        if len(values) < 2:
            continue
        runs = [Run("◆ ", "against"), Run(f"{slot.frame} ", "lead")]
        for index, value in enumerate(values[:4]):
            told = plural(len(value.claim_ids), "claim")
            runs += [
                Run(" | " if index else "\n", "aside"),
                Run(value.value, "link", f"claim:{value.claim_ids[0]}"),
                Run(f" ({told})", "aside"),
            ]
        found.append(Paragraph(tuple(runs)))
    for pair in loaded.case.contradictions:
        sides = (pair.claim_a, pair.claim_b)
        if kept.isdisjoint(sides) or not all(side in loaded.claim for side in sides):
            continue
        words = [shorten(loaded.claim[side].content, 120) for side in sides]
        found.append(
            Paragraph(
                (
                    Run("◆ ", "against"),
                    Run(f"“{words[0]}”", "link", f"claim:{sides[0]}"),
                    Run(" against ", "against"),
                    Run(f"“{words[1]}”", "link", f"claim:{sides[1]}"),
                    Run(f"\n{pair.reason}", "aside"),
                )
            )
        )
    return found[:MOST] or [Paragraph((Run("No claims in view contradict each other.", "aside"),))]


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
