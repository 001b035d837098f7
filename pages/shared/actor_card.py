"""One actor: names and why they were linked, roles, claims, and corrections with a preview."""

from __future__ import annotations

import streamlit as st

from analysis.model import Actor
from analysis.resolve import actor_corrections as decide
from analysis.resolve.actor_preview import preview_merge
from pages.shared import lines, notes
from pages.shared.context import View
from pages.shared.filters import show_actors
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import plural

TYPES = ("person", "organization", "place", "group", "vessel", "vehicle", "facility", "other")


def show(view: View, actor_id: str) -> None:
    """The card, or the invitation to choose somebody."""
    loaded = view.loaded
    if actor_id not in loaded.actor:
        st.markdown("**Nobody chosen**")
        st.caption("Choose an actor in the figure, or here.")
        actor_id = _choose(view)
        if not actor_id:
            return
    actor = loaded.actor[actor_id]
    label = loaded.label_of_actor[actor_id]
    st.markdown(f"### {md(label)}")
    row = loaded.actors[loaded.actors["actor_id"] == actor_id].iloc[0]
    st.caption(
        f"{actor.type} · {plural(int(row['mentions']), 'mention')} in "
        f"{plural(int(row['articles']), 'article')} · says {int(row['claims'])} · spoken of in "
        f"{int(row['mentioned_in'])}"
    )
    if label not in st.session_state.get("actor", ()):
        st.button("Filter everything by this actor", key="card_filter", on_click=show_actors,
                  args=([label],), icon=":material/filter_alt:")  # fmt: skip
    notes.pin_button(view, "actor", actor_id, "card", kind="tertiary")
    tabs = st.tabs(["Says", "Spoken of", "Names", "Correct"], key="card_part", on_change="rerun")
    said = [c.id for c in loaded.case.claims if c.actor_id == actor_id]
    about = [c.id for c in loaded.case.claims if actor_id in c.mentioned]
    if tabs[0].open:
        with tabs[0]:
            _claims(view, said, "said", "No claim is attributed to this actor.")
    if tabs[1].open:
        with tabs[1]:
            _claims(view, about, "about", "No claim mentions this actor.")
    if tabs[2].open:
        with tabs[2]:
            _names(view, actor)
    if tabs[3].open:
        with tabs[3]:
            _correct(view, actor)


def _choose(view: View) -> str:
    labels = list(view.loaded.actor_labels)
    chosen = st.selectbox("Actor", labels, index=None, key="card_choice")
    return view.loaded.actor_labels[chosen] if chosen else ""


def _claims(view: View, ids: list[str], key: str, none: str) -> None:
    found = lines.claim_lines(view, ids, 20)
    lines.draw(found or [Paragraph((Run(none, "aside"),))], key=f"card_{key}", label="Claims")


def _names(view: View, actor: Actor) -> None:
    """Every alias with its reason and a sentence; roles with when they were given."""
    found = [Paragraph((Run("Each name, and why it was linked", "lead"),))]
    for alias in actor.aliases[:25]:
        place = alias.evidence
        target = f"place:{place.article_id}:{place.start}:{place.end}"
        found.append(
            Paragraph((
                Run(alias.text, "link", target if place.article_id in view.loaded.article else ""),
                Run(f"\n{alias.reason}, {plural(alias.count, 'time')}", "aside"),
            ))
        )  # fmt: skip
    if actor.roles:
        found.append(Paragraph((Run("Roles", "lead"),)))
    for role in list({role.text: role for role in actor.roles}.values())[:12]:
        place = role.evidence
        target = f"place:{place.article_id}:{place.start}:{place.end}"
        found.append(Paragraph((Run(role.text, "link", target),)))
    lines.draw(found, key="card_names", label="Names and roles")


def _correct(view: View, actor: Actor) -> None:
    others = {label: i for label, i in view.loaded.actor_labels.items() if i != actor.id}
    other = st.selectbox("Is the same as", list(others), index=None, key="merge_with",
                         placeholder="Choose the other")  # fmt: skip
    if other:
        _merge(view, actor, view.loaded.actor[others[other]])
    names = [alias.text for alias in actor.aliases if alias.text != actor.name]
    apart = st.multiselect("These names are somebody else", names, key="split_names")
    if apart:
        with st.container(horizontal=True, key="split_bar"):
            if st.button("Split off", key="split_do", help="They become an actor of their own."):
                view.correct("actor.split", **decide.split(actor, apart))
                st.rerun()
            if st.button(
                "Never link", key="never_do",
                help="These names are never this actor again, whatever is uploaded later.",
            ):  # fmt: skip
                for alias in apart:
                    view.correct("alias.never", **decide.never(actor, alias))
                st.rerun()
    with st.form("actor_details", border=False):
        name = st.text_input("Name", actor.name)
        kind = st.selectbox("Type", TYPES, TYPES.index(actor.type))
        if st.form_submit_button("Save name and type"):
            if name.strip() and name != actor.name:
                view.correct("actor.rename", **decide.rename(actor, name.strip()))
            if kind != actor.type:
                view.correct("actor.type", **decide.retype(actor, kind))
            st.rerun()
    st.button("Not an actor", key="actor_reject", on_click=view.correct, args=("actor.reject",),
              kwargs=decide.reject(actor),
              help="Leaves it out everywhere. Undo it in the audit trail.")  # fmt: skip


def _merge(view: View, keep: Actor, drop: Actor) -> None:
    """What a merge would change, then the merge."""
    seen = preview_merge(view.loaded.case, keep.id, drop.id)
    moved = tuple(dict.fromkeys((*seen.claims, *seen.mentioned_in)))
    changes = [
        f"{plural(seen.mentions, 'mention')} and {plural(len(moved), 'claim')} would move",
        f"{plural(len(seen.edges), 'link')} would be gained",
        f"{plural(len(seen.propositions), 'proposition')} would be scored anew",
    ]
    if seen.origins_joined:
        changes.append(f"{plural(len(seen.origins_joined), 'proposition')} would lose an origin")
    st.info(
        f"{md(drop.name)} becomes {md(keep.name)}: " + "; ".join(changes) + ".",
        title="What would change",
    )
    if seen.warnings:
        st.warning(" ".join(md(warning) for warning in seen.warnings), title="Against it")
    if moved:
        lines.draw(lines.claim_lines(view, moved, 6), key="merge_claims",
                   label="Claims that would move")  # fmt: skip
    if st.button("Merge them", type="primary", key="merge_do"):
        view.correct("actor.merge", **decide.merge(keep, drop))
        st.session_state.pop("merge_with", None)
        st.rerun()
