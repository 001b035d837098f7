"""The panels of the Overview: standings, brief, lists of propositions, contested slots, news."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analysis.exports.selection import self_contained
from analysis.figures.palette import STANDINGS
from analysis.model import ContestedSlot, Contradiction, SlotValue
from analysis.resolve.brief import BriefLine, write_brief
from analysis.resolve.phrases import leaning
from pages.shared import lines
from pages.shared.claim_card import STANDING_COLOURS
from pages.shared.context import View
from pages.shared.filters import show_actors
from pages.shared.loading import Loaded
from pages.shared.safe import shorten
from pages.shared.selection import Selection
from pages.shared.takeaway import selected_case
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import period, plural, quoted, speaker, standing

# So many that the whole answer stands on one screen of 1280 by 800; each list leads to the rest.
SENTENCES = 3
MOST = 3  # propositions
ACTORS = 5
DISPUTES = 2
SIDES = 2  # values of one open question
MOST_SIDES = 5  # of a question that comes first
LONGEST = 90  # characters of a statement
TOPICS = {
    "happening": "event",
    "newest": "newest",
    "withdrawn": "withdrawn",
    "firmer": "firmer",
    "standing": "best sourced",
    "disputed": "disputed",
    "contested": "open",
}
SETTLED = ("well sourced", "partly sourced")


def extent(selection: Selection) -> str:
    """'20 articles · 8 outlets · 2 – 5 Mar 2025 · 86 claims': what all of it rests on."""
    return selection.once("extent", lambda: _extent(selection))


def _extent(selection: Selection) -> str:
    articles = selection.articles
    outlets = articles["outlet"].replace("", None).nunique()
    return " · ".join((
        plural(len(articles), "article"),
        plural(outlets, "outlet") if outlets else "outlets unknown",
        period(articles["published"].min(), articles["published"].max()),
        plural(selection.claim_count, "claim"),
        plural(len(selection.propositions), "proposition"),
    ))  # fmt: skip


def brief(view: View) -> None:
    """The event in a few sentences; all that the program would say of it, on demand."""
    told = brief_lines(view) or [Paragraph((Run("Nothing is claimed in view.", "aside"),))]
    with st.container(horizontal=True, vertical_alignment="center", key="brief_head"):
        st.subheader("In brief", help="Every underlined phrase opens the sentence it rests on.")
        if len(told) > SENTENCES:
            with st.popover(f"All {len(told)} sentences", key="brief_all", type="tertiary"):
                lines.draw(told, key="brief_more", label="The whole brief", look="compact wide")
    lines.draw(told[:SENTENCES], key="brief", label="In brief: choose a phrase",
               look="compact wide")  # fmt: skip


def brief_lines(view: View) -> list[Paragraph]:
    """The brief as lines: its topic, then phrases that lead to their claims.

    What the lists of the page do not tell comes first: the event, the newest, the withdrawn.
    """
    order = list(TOPICS)
    return [
        Paragraph(
            (Run(TOPICS.get(line.topic, line.topic), "tag"), *lines.sentence_runs(line.sentence))
        )
        for line in sorted(brief_of(view), key=lambda line: order.index(line.topic))
    ]


def brief_of(view: View) -> tuple[BriefLine, ...]:
    """The brief of the case; under filters, the lines that still have a claim in view, and where
    none has, the brief of what is left."""
    told = view.loaded.brief
    if not view.selection.filters.active:
        return told
    kept = view.selection.claim_ids
    still = tuple(
        line for line in told if any(not kept.isdisjoint(p.claim_ids) for p in line.sentence)
    )
    return still or view.selection.once(
        "brief", lambda: write_brief(self_contained(selected_case(view.selection)))
    )


def standings(selection: Selection) -> None:
    """How many propositions stand how: the few numbers of the page."""
    counts = selection.once(
        "standings", lambda: selection.propositions["standing"].value_counts().to_dict()
    )
    with st.container(horizontal=True, gap="xsmall", key="standings", width="content"):
        for name in STANDINGS:
            if counts.get(name, 0):
                st.badge(f"{standing(name)}: {counts[name]:,}", color=STANDING_COLOURS[name])


def best_lines(view: View) -> list[Paragraph]:
    """The best-sourced propositions, settled ones first, and the way to all of them."""
    return view.selection.once("best", lambda: _best_lines(view))


def _best_lines(view: View) -> list[Paragraph]:
    """Settled ones first, of these what can be understood without the sentence before it."""
    frame = view.selection.propositions.assign(
        settled=lambda f: f["standing"].isin(SETTLED),
        alone=lambda f: [not leaning(words) for words in f["statement"]],
    ).sort_values(["settled", "alone", "confidence", "claims"], ascending=False, kind="stable")
    best = [lines.proposition_line(view, i, LONGEST) for i in frame["proposition_id"].head(MOST)]
    if len(frame) > MOST:
        best.append(_rest(f"all {plural(len(frame), 'proposition')}", "Ranked"))
    return best


def contested_lines(view: View) -> list[Paragraph]:
    """Open questions with their values, then contradicting pairs; each leads to its claims."""
    found = view.selection.once("contested", lambda: list(_contested(view)))
    if not found:
        return [Paragraph((Run("No claims in view contradict each other.", "aside"),))]
    told = [line() for line in found[:DISPUTES]]
    if len(found) > DISPUTES:
        told.append(_rest(f"all {len(found):,} disputes", "Contested"))
    return told


def _rest(words: str, board: str) -> Paragraph:
    return Paragraph((Run(words, "link quiet", f"board:{board}"),))


def _contested(view: View) -> Iterator[Callable[[], Paragraph]]:
    """A line for each dispute in view, written when it is shown: its claims are read then."""
    loaded, kept = view.loaded, view.selection.claim_ids
    told: set[str] = set()
    for slot in by_stakes(view)[0]:
        held = {v.value: not kept.isdisjoint(v.claim_ids) for v in slot.values}
        if len(slot.values) < 2 or not any(held.values()):
            continue  # one side in view is enough: who filters by a voice asks who denies it
        values = sorted(slot.values, key=lambda v: not held[v.value])
        told.update(i for value in values for i in value.claim_ids)
        yield partial(_slot_line, view, slot, values)
    for pair in by_stakes(view)[1]:
        sides = (pair.claim_a, pair.claim_b)
        if kept.isdisjoint(sides) or told.issuperset(sides):
            continue
        if not all(side in loaded.claim for side in sides):
            continue
        yield partial(_pair_line, view, sides)


def _slot_line(view: View, slot: ContestedSlot, values: Sequence[SlotValue]) -> Paragraph:
    runs = [Run("◆ ", "against")]
    if frame := frame_of(slot):
        runs.append(Run(f"{shorten(frame, LONGEST)}\n", "lead"))
    for index, value in enumerate(values[:SIDES]):
        runs.append(Run("\nagainst " if index else "", "against"))
        runs.append(Run(shorten(value.value, LONGEST), "link", f"claim:{value.claim_ids[0]}"))
        runs.append(Run(f" ({_backing(view, value.claim_ids)})", "aside"))
    if len(values) > SIDES:
        runs.append(Run(f", and {plural(len(values) - SIDES, 'other account')}", "aside"))
    return Paragraph(tuple(runs))


def _pair_line(view: View, sides: Sequence[str]) -> Paragraph:
    runs = [Run("◆ ", "against")]
    for index, side in enumerate(sides):
        runs.append(Run("\nagainst " if index else "", "against"))
        said = view.loaded.claim[side].content
        runs.append(Run(quoted(said, LONGEST), "link", f"claim:{side}"))
        runs.append(Run(f" ({_backing(view, (side,))})", "aside"))
    return Paragraph(tuple(runs))


def frame_of(slot: ContestedSlot) -> str:
    """What the question is about; "" for a frame that repeats a value or is a bare 'number'."""
    said = {value.value.casefold() for value in slot.values}
    return slot.frame if " " in slot.frame and slot.frame.casefold() not in said else ""


def by_stakes(view: View) -> tuple[list[ContestedSlot], list[Contradiction]]:
    """Open questions and contradicting pairs, first those that exclude each other most surely."""
    return _by_stakes(view.loaded)


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Loaded: id})
def _by_stakes(loaded: Loaded) -> tuple[list[ContestedSlot], list[Contradiction]]:
    pairs = list(loaded.case.contradictions)  # the surest first
    ids, claims = (loaded.column("propositions", n) for n in ("proposition_id", "claim_ids"))
    proposition_of = {i: p for p, of_it in zip(ids, claims, strict=True) for i in of_it}

    def scattered(slot: ContestedSlot) -> bool:
        """An open question has a few answers; what has many is a list of other things."""
        return len(slot.values) > MOST_SIDES

    def place(slot: ContestedSlot) -> int:
        """Where the surest pair stands that it is made of."""
        told = {proposition_of.get(i, "") for value in slot.values for i in value.claim_ids}
        return next((at for at, p in enumerate(pairs) if {p.a, p.b} <= told), len(pairs))

    slots = sorted(loaded.case.contested, key=lambda slot: (scattered(slot), place(slot)))
    return slots, pairs


def _backing(view: View, claim_ids: Sequence[str]) -> str:
    """Who stands behind it: 'Lunden Maritime', '3 claims: Dario Venn and 1 more'."""
    claims = [view.loaded.claim[i] for i in claim_ids if i in view.loaded.claim]
    actors = view.loaded.actor
    names = dict.fromkeys(
        speaker(c, actors[c.actor_id].name if c.actor_id in actors else "") for c in claims
    )
    first = shorten(next(iter(names), ""), 32)
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    return first + more if len(claims) == 1 else f"{plural(len(claims), 'claim')}: {first}{more}"


def who_matters(view: View) -> None:
    """The actors that speak most in view; choosing one filters everything by it."""
    top = view.selection.once("who", lambda: _loudest(view.selection))
    names = view.loaded.label_of_actor
    chosen = set(view.selection.filters.actors)
    found = [
        Paragraph((
            Run("✓ " if actor in chosen else "", "lead"),
            Run(names[actor], "link", actor, tip="filter everything by this actor"),
            Run(f"  says {claims}, named in {about}", "aside"),
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


def _loudest(selection: Selection) -> pd.DataFrame:
    """The first of the actors by what they say, and by how often they are named, in view."""
    actors = selection.actors
    if selection.filters.active:
        claims = selection.claims
        says = Counter(claims["actor_id"])
        about = Counter(name for names in claims["mentioned"] for name in names)
        actors = actors.assign(
            claims=[says[actor] for actor in actors["actor_id"]],
            mentioned_in=[about[actor] for actor in actors["actor_id"]],
        )
    return actors.sort_values(["claims", "mentions"], ascending=False).head(ACTORS)


def actors_finding(actors: pd.DataFrame) -> str:
    """What the table of actors shows, for those who do not see it."""
    if actors.empty:
        return "No actors in view"
    first = actors.iloc[0]
    return (
        f"{len(actors)} actors; {first['name']} leads with {plural(int(first['claims']), 'claim')}"
    )
