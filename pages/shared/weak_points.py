"""The weak points: what a reader should distrust, and what is still to be found out.

Firmer without a new origin, circular citation, copies of one text side by side, one origin behind
many outlets, principals who are silent.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analysis.model import Article, Claim, SyndicationGroup
from analysis.resolve.gaps import Gap, gaps
from analysis.resolve.provenance import plain
from pages.shared import lines
from pages.shared.board import side
from pages.shared.context import View
from pages.shared.loading import Loaded
from pages.shared.marking import Mark, paragraphs
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import plural, quoted, when

MOST = 20
TALLEST = 460  # pixels of a text beside another


def show(view: View) -> None:
    """All of it, what distorts first, what is missing last."""
    _hedges(view)
    _rings(view)
    _copies(view)
    _gaps(view)


def _hedges(view: View) -> None:
    loaded, kept = view.loaded, view.selection.claim_ids
    st.subheader("Told more firmly, with no new origin")
    losses = [
        loss
        for loss in loaded.case.hedge_losses
        if {loss.hedged_claim, loss.firm_claim} <= loaded.claim.keys()
        and not kept.isdisjoint((loss.hedged_claim, loss.firm_claim))
    ]
    for loss in losses[:MOST]:
        with st.container(border=True), st.grid(2, min_column_width=260):
            side(view, "Hedged", (loss.hedged_claim,), f"loss_h_{loss.firm_claim}")
            side(view, "Firm", (loss.firm_claim,), f"loss_f_{loss.hedged_claim}")
    if not losses:
        st.caption("None found.")


def _rings(view: View) -> None:
    st.subheader("Outlets that cite each other in a ring")
    found = [_ring_line(view, ring) for ring in view.loaded.case.circular[:MOST]]
    lines.draw(found or [_NONE], key="rings", label="Outlets that cite each other")


def _ring_line(view: View, ring: Sequence[str]) -> Paragraph:
    """'Belisar Post → Tereno Chronicle → Belisar Post' / a claim in which each cites the next."""
    runs = [Run(" → ".join((*ring, ring[0])), "lead")]
    for outlet, cited in zip(ring, (*ring[1:], ring[0]), strict=True):
        claim = _citation(view, outlet, cited)
        if claim:
            runs.append(Run(f"\n{claim.outlet}, citing {cited}: ", "aside"))
            runs.append(Run(quoted(claim.content, 120), "link", f"claim:{claim.id}"))
    return Paragraph(tuple(runs))


def _citation(view: View, outlet: str, cited: str) -> Claim | None:
    """The first claim that an outlet has from another, by its source or its channel."""
    name = plain(cited)
    return next(
        (
            claim
            for claim in view.loaded.case.claims
            if claim.outlet == outlet
            and any(name in plain(said) for said in (claim.source_text, *claim.channel[:1]))
        ),
        None,
    )


def _copies(view: View) -> None:
    loaded = view.loaded
    st.subheader("Copies of one text")
    groups = [
        group
        for group in loaded.case.syndication
        if sum(a in loaded.article for a in group.article_ids) > 1
    ]
    if not groups:
        st.caption("None found.")
        return
    lines.draw([_copies_line(view, group) for group in groups[:MOST]], key="copy_groups",
               label="Copies of one text, each leading to its article")  # fmt: skip
    chosen = st.selectbox(
        "Side by side", groups, key="copies", format_func=lambda g: _pair_label(view, g),
        placeholder="Choose a group", index=None,
    )  # fmt: skip
    if chosen is not None:
        _side_by_side(view, chosen)


def _copies_line(view: View, group: SyndicationGroup) -> Paragraph:
    """'Meridian Press (likely original), Globe Monitor: one voice', each leading to its text."""
    runs: list[Run] = []
    known = [a for a in group.article_ids if a in view.loaded.article]
    for number, article in enumerate(sorted(known, key=lambda a: a != group.original)):
        found = view.loaded.article[article]
        runs.append(Run(", " if number else ""))
        runs.append(Run(_name(found), "link", f"article:{article}", tip=found.title))
        runs.append(Run(" (likely original)" if article == group.original else "", "aside"))
    title = view.loaded.article[known[0]].title
    runs.append(Run(f"\none voice, {plural(len(known), 'article')}: {title}", "aside"))
    return Paragraph(tuple(run for run in runs if run.text))


def _side_by_side(view: View, group: SyndicationGroup) -> None:
    """The original beside one of its copies, the shared passages marked in both."""
    loaded = view.loaded
    others = [a for a in group.article_ids if a != group.original and a in loaded.article]
    if group.original not in loaded.article or not others:
        return
    copy = others[0]
    if len(others) > 1:
        copy = st.selectbox(
            "Copy", others, key=f"copy_{group.original}",
            format_func=lambda a: _name(loaded.article[a]),
        )  # fmt: skip
    passages = [p for p in group.passages if p.b.article_id == copy]
    share = max((p.similarity for p in passages), default=0.0)
    st.caption(
        f"{plural(len(passages), 'shared passage')}, marked in both; {share:.0%} of the shorter "
        "text stands in the other."
    )
    with st.grid(2, min_column_width=300):
        for article, places in (
            (group.original, [(p.a.start, p.a.end) for p in passages]),
            (copy, [(p.b.start, p.b.end) for p in passages]),
        ):
            found = loaded.article[article]
            with st.container(height=TALLEST, border=True, key=f"beside_{article}"):
                role = "likely original" if article == group.original else "copy"
                st.markdown(f"**{md(found.outlet or found.id)}** ({role})  \n"
                            f"{md(found.title, 120)}, {when(found.published_at)}")  # fmt: skip
                marks = [Mark(*place, "shared", tip="stands in both") for place in places]
                text_view(
                    paragraphs(found, marks), key=f"beside_text_{article}",
                    label=f"Text of {found.outlet or found.id}",
                )  # fmt: skip


def _pair_label(view: View, group: SyndicationGroup) -> str:
    known = [view.loaded.article[a] for a in group.article_ids if a in view.loaded.article]
    return f"{known[0].title or known[0].id}: {', '.join(_name(a) for a in known)}"


def _name(article: Article) -> str:
    return article.outlet or article.title or article.id


@st.cache_resource(max_entries=8, show_spinner=False, hash_funcs={Loaded: id})
def _gaps_of(loaded: Loaded) -> tuple[Gap, ...]:
    return gaps(loaded.case)


def _gaps(view: View) -> None:
    kept, narrowed = view.selection.claim_ids, view.selection.filters.active
    found = [
        gap for gap in _gaps_of(view.loaded) if not narrowed or not kept.isdisjoint(gap.claim_ids)
    ]
    st.subheader("Many outlets, one origin")
    single = [gap for gap in found if gap.kind == "one origin"][:MOST]
    lines.draw([_gap_line(view, gap) for gap in single] or [_NONE], key="gap_origin",
               label="Propositions that lack a second origin")  # fmt: skip
    st.subheader("Principals without a statement on record")
    silent = [gap for gap in found if gap.kind == "silent"][:MOST]
    lines.draw([_gap_line(view, gap) for gap in silent] or [_NONE], key="gap_silent",
               label="Actors spoken of who are not heard")  # fmt: skip


_NONE = Paragraph((Run("None found.", "aside"),))


def _gap_line(view: View, gap: Gap) -> Paragraph:
    if gap.kind == "silent":
        target = f"actor:{view.loaded.label_of_actor.get(gap.subject, gap.label)}"
    else:
        target = f"proposition:{gap.subject}"
    return Paragraph((Run(gap.label, "link", target), Run(f"\n{gap.detail}", "aside")))
