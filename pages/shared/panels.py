"""The panels of the Overview: standings, brief, lists of propositions, contested slots, news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import pandas as pd
import streamlit as st

from analysis.figures.palette import STANDINGS
from analysis.resolve.brief import BriefLine, write_brief
from pages.shared import lines
from pages.shared.claim_card import STANDING_COLOURS
from pages.shared.context import View
from pages.shared.filters import show_actors
from pages.shared.loading import Loaded
from pages.shared.safe import shorten
from pages.shared.selection import Selection
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import period, plural, speaker, standing

MOST = 4  # lines of a list
ACTORS = 6
DISPUTES = 3  # the Propositions page has all
SIDES = 3  # values of one open question
LONGEST = 120  # characters of a statement
TOPICS = {
    "happening": "event",
    "standing": "best sourced",
    "disputed": "disputed",
    "contested": "open",
    "withdrawn": "withdrawn",
    "firmer": "firmer",
    "newest": "newest",
}
SETTLED = ("well sourced", "partly sourced")


def extent(selection: Selection) -> str:
    """'20 articles · 8 outlets · 2 – 5 Mar 2025 · 86 claims': what all of it rests on."""
    articles = selection.articles
    outlets = articles["outlet"].replace("", None).nunique()
    return " · ".join((
        plural(len(articles), "article"),
        plural(outlets, "outlet") if outlets else "outlets unknown",
        period(articles["published"].min(), articles["published"].max()),
        plural(len(selection.claims), "claim"),
        plural(len(selection.propositions), "proposition"),
    ))  # fmt: skip


def brief_lines(view: View) -> list[Paragraph]:
    """The brief as lines: its topic, then phrases that lead to their claims."""
    return [
        Paragraph(
            (Run(TOPICS.get(line.topic, line.topic), "tag"), *lines.sentence_runs(line.sentence))
        )
        for line in brief_of(view)
    ]


def brief_of(view: View) -> tuple[BriefLine, ...]:
    """The brief of the case; under filters, the lines that still have a claim in view."""
    told = _brief(view.loaded)
    if not view.selection.filters.active:
        return told
    kept = view.selection.claim_ids
    return tuple(
        line for line in told if any(not kept.isdisjoint(p.claim_ids) for p in line.sentence)
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
    none = Paragraph((Run("No claims in view contradict each other.", "aside"),))
    return list(islice(_contested(view), DISPUTES)) or [none]


def _contested(view: View) -> Iterator[Paragraph]:
    loaded, kept = view.loaded, view.selection.claim_ids
    told: set[str] = set()
    for slot in loaded.case.contested:
        values = [v for v in slot.values if not kept.isdisjoint(v.claim_ids)]
        if len(values) < 2:
            continue
        told.update(i for value in values for i in value.claim_ids)
        names = {value.value.casefold() for value in values}
        runs = [Run("◆ ", "against")]
        if slot.frame.casefold() not in names:  # a frame that repeats a value says nothing more
            runs.append(Run(f"{shorten(slot.frame, LONGEST)}\n", "lead"))
        for index, value in enumerate(values[:SIDES]):
            runs.append(Run("\nagainst " if index else "", "against"))
            runs.append(Run(shorten(value.value, LONGEST), "link", f"claim:{value.claim_ids[0]}"))
            runs.append(Run(f" ({_backing(view, value.claim_ids)})", "aside"))
        if len(values) > SIDES:
            runs.append(Run(f"\nand {len(values) - SIDES} more", "aside"))
        yield Paragraph(tuple(runs))
    for pair in loaded.case.contradictions:
        sides = (pair.claim_a, pair.claim_b)
        if kept.isdisjoint(sides) or told.issuperset(sides):
            continue
        if not all(side in loaded.claim for side in sides):
            continue
        runs = [Run("◆ ", "against")]
        for index, side in enumerate(sides):
            words = shorten(loaded.claim[side].content, LONGEST)
            runs.append(Run("\nagainst " if index else "", "against"))
            runs.append(Run(f"“{words}”", "link", f"claim:{side}"))
            runs.append(Run(f" ({_backing(view, (side,))})", "aside"))
        yield Paragraph(tuple(runs))


def _backing(view: View, claim_ids: Sequence[str]) -> str:
    """Who stands behind it: 'Lunden Maritime', '3 claims: Dario Venn, Channel Six'."""
    claims = [view.loaded.claim[i] for i in claim_ids if i in view.loaded.claim]
    actors = view.loaded.actor
    names = dict.fromkeys(
        speaker(c, actors[c.actor_id].name if c.actor_id in actors else "") for c in claims
    )
    first = ", ".join(shorten(name, 40) for name in list(names)[:2])
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return first + more if len(claims) == 1 else f"{plural(len(claims), 'claim')}: {first}{more}"


def who_matters(view: View) -> None:
    """The actors that speak most in view; choosing one filters everything by it."""
    top = view.selection.actors.sort_values(["claims", "mentions"], ascending=False).head(ACTORS)
    names = view.loaded.label_of_actor
    chosen = set(view.selection.filters.actors)
    found = [
        Paragraph((
            Run("✓ " if actor in chosen else "", "lead"),
            Run(names[actor], "link", actor, tip="filter everything by this actor"),
            Run(f"  says {claims}, spoken of in {about}", "aside"),
        ))
        for actor, claims, about in zip(
            top["actor_id"], top["claims"], top["mentioned_in"], strict=True
        )
    ]  # fmt: skip
    text_view(
        found or [Paragraph((Run("Nobody in view.", "aside"),))], key="who",
        label=actors_finding(top), look="list wide tight",
        on_pick=lambda actor: show_actors([names[actor]]),
    )  # fmt: skip


def actors_finding(actors: pd.DataFrame) -> str:
    """What the table of actors shows, for those who do not see it."""
    if actors.empty:
        return "No actors in view"
    first = actors.iloc[0]
    return (
        f"{len(actors)} actors; {first['name']} leads with {plural(int(first['claims']), 'claim')}"
    )
