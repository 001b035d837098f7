"""One proposition: how it stands and why, its origins, its claims, the other side, its outcome."""

from __future__ import annotations

import streamlit as st

from analysis.figures.confidence import finding, ledger_frame, waterfall
from analysis.model import Proposition
from analysis.resolve.safe_sentence import safe_sentence
from pages.shared import filters, navigation
from pages.shared.claim_card import STANDING_COLOURS
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run, text_view
from pages.shared.wording import origins, path, plural, standing, when

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
    st.button(
        "Filter everything by this", key=f"about_{identifier}", type="tertiary",
        on_click=filters.show_only, args=("about", identifier), icon=":material/filter_alt:",
    )  # fmt: skip
    tabs = st.tabs(["Who says so", "Against it", "Why this confidence", "Outcome"],
                   key=f"card_{identifier}", on_change="rerun")  # fmt: skip
    for tab, draw in zip(tabs, (_origins, _against, _ledger, _outcome), strict=True):
        if tab.open:
            with tab:
                draw(view, proposition)


def _sentence(view: View, proposition: Proposition) -> None:
    """What may safely be said, each part leading to its claim."""
    said = safe_sentence(view.loaded.case, proposition.id, view.selection.filters.as_of)
    if not said:
        return
    runs = tuple(
        Run(p.text, "link" if p.claim_ids else "", next(iter(p.claim_ids), "")) for p in said
    )
    text_view(
        [Paragraph(runs)], key=f"safe_{proposition.id}", label="What may safely be said",
        look="compact wide", on_pick=navigation.open_claim,
    )  # fmt: skip


def _origins(view: View, proposition: Proposition) -> None:
    for origin in proposition.origins:
        mark = "named" if origin.named else "unnamed"
        st.markdown(
            f"**{md(origin.label, 90)}** ({mark}), {plural(len(origin.claim_ids), 'claim')}"
        )
        for claim_id in origin.claim_ids[:12]:
            _line(view, claim_id, f"origin_{origin.id}")


def _line(view: View, claim_id: str, role: str) -> None:
    claim = view.loaded.claim.get(claim_id)
    if claim is None:
        return
    actor = view.loaded.actor.get(claim.actor_id)
    st.button(
        f"“{md(claim.content, 120)}”", key=f"{role}_{claim_id}", type="tertiary", wrap=True,
        on_click=navigation.open_claim, args=(claim_id,),
    )  # fmt: skip
    st.caption(f"{md(path(claim, actor.name if actor else ''), 120)} · {when(claim.reported_at)}")


def _against(view: View, proposition: Proposition) -> None:
    loaded, found = view.loaded, False
    for contradiction in loaded.case.contradictions:
        if proposition.id not in (contradiction.a, contradiction.b):
            continue
        found = True
        mirrored = contradiction.a == proposition.id
        other = contradiction.b if mirrored else contradiction.a
        claim = contradiction.claim_b if mirrored else contradiction.claim_a
        st.markdown(f":red[◆] {md(contradiction.reason, 160)}")
        if other in loaded.proposition:
            against = loaded.proposition[other]
            st.caption(f"{standing(against.standing)}, {against.confidence:.0%}")
        _line(view, claim, f"against_{other}")
    for loss in loaded.case.hedge_losses:
        if loss.proposition_id == proposition.id and loss.hedged_claim in loaded.claim:
            found = True
            st.markdown("**Told more firmly later, with no new origin**")
            _line(view, loss.hedged_claim, "hedged")
            _line(view, loss.firm_claim, "firm")
    if not found:
        st.caption("Nothing in this case contradicts it.")


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
    if proposition.would_raise:
        st.markdown("**What would raise it**")
        st.markdown("\n".join(f"- {md(missing)}" for missing in proposition.would_raise))


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
