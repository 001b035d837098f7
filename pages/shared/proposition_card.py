"""One proposition: how it stands and why, its origins, its claims, the other side, its outcome."""

from __future__ import annotations

import streamlit as st

from analysis.figures.confidence import finding, ledger_frame, waterfall
from analysis.figures.spread import spread_figure, spread_finding
from analysis.model import Proposition
from analysis.resolve.origins import NO_NAME
from analysis.resolve.phrases import beside_the_count
from analysis.resolve.safe_sentence import safe_sentence
from analysis.resolve.spread import steps
from pages.shared import filters, lines, notes
from pages.shared.claim_card import STANDING_COLOURS
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import origins, plural, standing

OUTCOMES = {"Open": "", "Borne out": "borne out", "Not borne out": "not borne out"}


def show(view: View, identifier: str) -> None:
    """The card of one proposition."""
    proposition = view.loaded.proposition[identifier]
    st.markdown(f"**{md(proposition.statement, 300)}**")
    with st.container(horizontal=True, gap="xsmall"):
        st.badge(standing(proposition.standing), color=STANDING_COLOURS[proposition.standing])
        st.badge(f"{proposition.confidence:.0%} confidence", color="gray")
        least, most = proposition.origins_min, proposition.origins_max
        st.badge(f"{origins(least, most)} independent {'origin' if most == 1 else 'origins'}",
                 color="gray")  # fmt: skip
        st.badge(f"Admiralty {proposition.admiralty}", color="gray")
        if not proposition.robust:
            st.badge("sensitive to weights", color="yellow",
                     help="Its standing changes when the weights move by 30 %")  # fmt: skip
    _sentence(view, proposition)
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Filter everything by this", key=f"about_{identifier}", type="tertiary",
            on_click=filters.show_only, args=("about", identifier), icon=":material/filter_alt:",
        )  # fmt: skip
        notes.pin_button(view, "proposition", identifier, "proposition", kind="tertiary")
    tabs = st.tabs(["Who says so", "Spread", "Against", "Why this confidence", "Outcome"],
                   key=f"card_{identifier}", on_change="rerun")  # fmt: skip
    for tab, draw in zip(tabs, (_origins, _spread, _against, _ledger, _outcome), strict=True):
        if tab.open:
            with tab:
                draw(view, proposition)


def _sentence(view: View, proposition: Proposition) -> None:
    """What may safely be said, each part leading to its claim."""
    said = safe_sentence(
        view.loaded.around(proposition.id), proposition.id, view.selection.filters.as_of
    )
    if said:
        lines.draw(
            [Paragraph(lines.sentence_runs(said))], key=f"safe_{proposition.id}",
            label="What may safely be said", look="compact wide",
        )  # fmt: skip


def _origins(view: View, proposition: Proposition) -> None:
    beside = beside_the_count(proposition, view.loaded.claim)
    for origin in proposition.origins:
        own = all(
            view.loaded.claim[c].source_kind == "author"
            for c in origin.claim_ids
            if c in view.loaded.claim
        )
        mark = "on its own word" if own else "named" if origin.named else "unnamed"
        if origin in beside:
            mark += ", after others had told it: no origin more"
        if not origin.sure:
            mark += ", may assert something else: not counted"
        name = md(origin.label.removesuffix(f" {NO_NAME}"), 90)
        st.markdown(f"**{name}** ({mark}), {plural(len(origin.claim_ids), 'claim')}")
        lines.draw_claims(
            view, origin.claim_ids, key=f"origin_{proposition.id}_{origin.id}",
            label=f"Claims that start with {origin.label}",
        )  # fmt: skip


def _spread(view: View, proposition: Proposition) -> None:
    """Origin, relays, outlets over time; a dotted way starts with somebody unnamed."""
    found = steps(view.loaded.around(proposition.id), proposition.id)
    if found.empty:
        st.caption("No report of it is dated: nothing to draw.")
        return
    st.plotly_chart(
        spread_figure(found, view.palette), key=f"spread_{proposition.id}", theme=None,
        alt=spread_finding(found), config={"displayModeBar": False},
    )  # fmt: skip
    st.caption(f"{spread_finding(found)}. Dotted: the origin has no name.")


def _against(view: View, proposition: Proposition) -> None:
    loaded = view.loaded
    found: list[Paragraph] = []
    for pair in loaded.case.contradictions:
        if proposition.id not in (pair.a, pair.b):
            continue
        other, claim = (
            (pair.b, pair.claim_b) if pair.a == proposition.id else (pair.a, pair.claim_a)
        )
        found.append(Paragraph((Run(f"◆ {pair.reason}", "against"),)))
        if other in loaded.proposition:
            found.append(lines.proposition_line(view, other))
        found += lines.claim_lines(view, (claim,))
    for loss in loaded.case.hedge_losses:
        if loss.proposition_id == proposition.id:
            found.append(Paragraph((Run("Told more firmly later, with no new origin", "lead"),)))
            found += lines.claim_lines(view, (loss.hedged_claim, loss.firm_claim))
    found = found or [Paragraph((Run("Nothing in this case contradicts it.", "aside"),))]
    lines.draw(found, key=f"against_{proposition.id}", label="What speaks against it")


def _ledger(view: View, proposition: Proposition) -> None:
    st.plotly_chart(
        waterfall(proposition, view.palette), key=f"ledger_{proposition.id}", theme=None,
        alt=finding(proposition), config={"displayModeBar": False},
    )  # fmt: skip
    ledger = ledger_frame(proposition)
    st.dataframe(
        ledger[["name", "value", "detail"]], hide_index=True, alt=finding(proposition),
        column_config={
            "name": "Contribution",
            "value": st.column_config.NumberColumn("Log-odds", format="%+.2f", width="small"),
            "detail": st.column_config.TextColumn("Because", width="large"),
        },
    )  # fmt: skip
    st.markdown("**What would raise it**")
    missing = proposition.would_raise or ("nothing that the ledger looks for is missing",)
    st.markdown("\n".join(f"- {md(words)}" for words in missing))


def _outcome(view: View, proposition: Proposition) -> None:
    st.caption("When it is known how it turned out, say so: the Methods page then shows how far "
               "the confidences of this case could be relied on.")  # fmt: skip
    with st.form(f"outcome_{proposition.id}", border=False):
        outcome = st.radio("Outcome", list(OUTCOMES), horizontal=True)
        note = st.text_input("How it is known")
        if st.form_submit_button("Save outcome"):
            view.correct(
                "proposition.outcome", claim=proposition.claim_ids[0],
                outcome=OUTCOMES[outcome], note=note, statement=proposition.statement,
                confidence=proposition.confidence,
            )  # fmt: skip
            st.rerun()
