"""The contested board: open questions with their values, and statements that exclude each other."""

from __future__ import annotations

import streamlit as st

from analysis.model import Claim
from pages.shared import lines, panels
from pages.shared.context import View
from pages.shared.safe import md
from pages.shared.wording import plural, when


def contested(view: View) -> None:
    """Each open question with its values side by side, each value with who stands behind it."""
    loaded, kept = view.loaded, view.selection.claim_ids
    slots, pairs = panels.by_stakes(view)
    slots = [s for s in slots if any(not kept.isdisjoint(v.claim_ids) for v in s.values)]
    pairs = [c for c in pairs if not kept.isdisjoint((c.claim_a, c.claim_b))]
    if not slots and not pairs:
        st.info("No claims in view contradict each other.", icon=":material/check:")
        return
    for slot in slots[:40]:
        with st.container(border=True, key=f"board_{slot.id}"):
            question = "true or not" if slot.slot == "holds" else slot.slot
            about = panels.frame_of(slot) or "Accounts differ"
            st.markdown(f":red[◆] **{md(about, 160)}** :gray[({md(question)})]")
            with st.grid(min(4, len(slot.values)), min_column_width=220):
                for value in slot.values:
                    side(view, md(value.value, 80), value.claim_ids, f"{slot.id}_{value.value}")
    if pairs:
        st.subheader("Statements that cannot both hold")
    for pair in pairs[:40]:
        with st.container(border=True, key=f"pair_{pair.a}_{pair.b}"):
            st.markdown(f":red[◆] {md(pair.reason, 200)}")
            with st.grid(2, min_column_width=260):
                for which, shown in ((pair.a, pair.claim_a), (pair.b, pair.claim_b)):
                    proposition = loaded.proposition.get(which)
                    others = proposition.claim_ids if proposition else ()
                    ids = tuple(dict.fromkeys([shown, *others]))
                    name = md(proposition.statement if proposition else "", 140)
                    side(view, name, ids, f"{pair.a}_{pair.b}_{which}")


def side(view: View, name: str, claim_ids: tuple[str, ...], key: str) -> None:
    claims = [view.loaded.claim[i] for i in claim_ids if i in view.loaded.claim]
    with st.container(gap="xsmall", key=f"side_{key}"):
        outlets = {claim.outlet or claim.article_id for claim in claims}
        st.markdown(f"**{name}**")
        st.caption(f"{plural(len(claims), 'claim')}, {plural(len(outlets), 'outlet')}"
                   + _span(claims))  # fmt: skip
        lines.draw_claims(view, claim_ids, key=f"lines_{key}", label="Claims", most=5)


def _span(claims: list[Claim]) -> str:
    times = sorted(claim.reported_at for claim in claims if claim.reported_at)
    if not times:
        return ""
    if times[0] == times[-1]:
        return f", {when(times[0])}"
    return f", first {when(times[0])}, last {when(times[-1])}"
