"""One actor: names and why they were linked, roles, claims, and what can be corrected."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from analysis import frames
from analysis.model import Actor, Evidence, Role
from analysis.resolve import actor_corrections as decide
from pages.shared import actor_merge, lines, navigation, notes
from pages.shared.context import View
from pages.shared.filters import show_actors
from pages.shared.safe import md
from pages.shared.text_view import Paragraph, Run
from pages.shared.wording import period, plural

NAMES, ROLES, SENTENCES = 25, 12, 3  # shown on the card; sentences of each name or role
UNNAMED = ("pronoun", "possessive", "role")  # words that are no name: nothing to split off
OFFERED = 8  # names to choose from where nobody is chosen
_CARD_OF = "_card_of"  # the actor whose card was open last
_FOLLOWED = "_card_followed"  # the actor whose card stays open although its name changes
_ANSWERED = "card_answered"  # the widget whose question is settled
TYPES = ("person", "organization", "place", "group", "vessel", "vehicle", "facility", "other")


def show(view: View, actor_id: str) -> None:
    """The card, or the invitation to choose somebody."""
    loaded = view.loaded
    followed = st.session_state.pop(_FOLLOWED, "")
    if followed in loaded.actor and followed != actor_id:
        navigation.choose("card", loaded.label_of_actor[followed])
        st.rerun()
    if actor_id not in loaded.actor:
        st.markdown("**Nobody chosen**")
        st.caption("Choose an actor in the figure, or here: what they say and what is said of "
                   "them, each with its sentence.")  # fmt: skip
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
    ids, speakers, mentioned = frames.columns(loaded.case, "claims", "id", "actor_id", "mentioned")
    said = [claim for claim, who in zip(ids, speakers, strict=True) if who == actor_id]
    about = [claim for claim, whom in zip(ids, mentioned, strict=True) if actor_id in whom]
    if st.session_state.get(_CARD_OF) != actor_id:  # another card: it opens with what there is
        st.session_state[_CARD_OF] = actor_id
        if not said and st.session_state.get("card_part", "Says") == "Says":
            st.session_state["card_part"] = "Spoken of" if about else "Names"
    tabs = st.tabs(["Says", "Spoken of", "Names", "Correct"], key="card_part", on_change="rerun")
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
    """The actors that are named most as lines, for the keyboard too; a box for all others."""
    frame = view.selection.actors.sort_values("mentions", ascending=False, kind="stable")
    names = view.loaded.label_of_actor
    lines.draw(
        [
            Paragraph((
                Run(names[actor], "link", f"actor:{names[actor]}"),
                Run(f"  named {plural(mentions, 'time')}", "aside"),
            ))
            for actor, mentions in zip(
                frame["actor_id"].head(OFFERED), frame["mentions"].head(OFFERED), strict=True
            )
        ],
        key="card_offered", label="Actors named most", look="list wide tight",
    )  # fmt: skip
    labels = list(view.loaded.actor_labels)
    chosen = st.selectbox("Any other", labels, index=None, key="card_choice")
    return view.loaded.actor_labels[chosen] if chosen else ""


def _claims(view: View, ids: list[str], key: str, none: str) -> None:
    found = lines.claim_lines(view, ids, 20)
    lines.draw(found or [Paragraph((Run(none, "aside"),))], key=f"card_{key}", label="Claims")


def _names(view: View, actor: Actor) -> None:
    """Every alias with its reason and sentences; roles with when they were given."""
    st.caption("Each name, why it was linked, and sentences that have it.")
    found: list[Paragraph] = []
    for alias in actor.aliases[:NAMES]:
        why = f"\n{alias.reason}, {plural(alias.count, 'time')}"
        found.append(Paragraph((_linked(view, alias.text, alias.evidence), Run(why, "aside"))))
        found += _sentences(view, [alias.evidence, *_places(view, actor, alias.text)])
    if len(actor.aliases) > NAMES:
        found.append(Paragraph((Run(f"and {len(actor.aliases) - NAMES} more names", "aside"),)))
    lines.draw(found, key="card_names", label="Names")
    if not actor.roles:
        return
    st.caption("Roles, and when they were reported.")
    found = []
    by_role: dict[str, list[Role]] = {}
    for role in actor.roles:
        by_role.setdefault(role.text, []).append(role)
    for text, given in list(by_role.items())[:ROLES]:
        told = _reported(sorted(role.reported_at for role in given if role.reported_at))
        found.append(Paragraph((_linked(view, text, given[0].evidence), Run(told, "aside"))))
        found += _sentences(view, [role.evidence for role in given])
    lines.draw(found, key="card_roles", label="Roles")


def _linked(view: View, words: str, place: Evidence) -> Run:
    there = place.article_id in view.loaded.article
    return Run(words, "link", _target(place) if there else "")


def _target(place: Evidence) -> str:
    return f"place:{place.article_id}:{place.start}:{place.end}"


def _reported(days: list[str]) -> str:
    """'in articles of 2 – 5 Mar 2025' on a line of its own, '' where none is dated."""
    if not days:
        return ""
    first, last = (pd.to_datetime(d, format="ISO8601", utc=True) for d in (days[0], days[-1]))
    return f"\nin {'an article' if len(days) == 1 else 'articles'} of {period(first, last)}"


def _places(view: View, actor: Actor, words: str) -> Iterable[Evidence]:
    """Where else the actor goes by these words."""
    mentions = frames.columns(
        view.loaded.case, "mentions", "actor_id", "article_id", "start", "end"
    )
    for who, article, start, end in zip(*mentions, strict=True):
        if who == actor.id and view.loaded.article[article].text[start:end] == words:
            yield Evidence(article, start, end)


def _sentences(view: View, places: Iterable[Evidence]) -> Iterable[Paragraph]:
    """The sentences around the places, each once, the first few."""
    shown: set[tuple[str, int]] = set()
    for place in places:
        spans = view.loaded.sentences.get(place.article_id, ())
        start, end = next(
            ((s, e) for s, e in spans if s <= place.start < e), (place.start, place.end)
        )
        if place.article_id not in view.loaded.article or (place.article_id, start) in shown:
            continue
        shown.add((place.article_id, start))
        sentence = Evidence(place.article_id, start, end)
        said, about = lines.evidence_line(view, sentence).runs
        yield Paragraph((Run(said.text, "excerpt", said.id), about))
        if len(shown) == SENTENCES:
            return


def _correct(view: View, actor: Actor) -> None:
    if answered := st.session_state.pop(_ANSWERED, ""):
        # said, not popped: the browser would go on to show what was chosen
        st.session_state[answered] = [] if answered == "split_names" else None
    others = {label: i for label, i in view.loaded.actor_labels.items() if i != actor.id}
    other = st.selectbox("Is the same as", list(others), index=None, key="merge_with",
                         placeholder="Choose the other")  # fmt: skip
    if other and actor_merge.offered(view, actor, view.loaded.actor[others[other]]):
        _again("merge_with")
    names = [a.text for a in actor.aliases if a.reason not in UNNAMED and a.text != actor.name]
    apart = st.multiselect("These names are somebody else", names, key="split_names")
    if apart:
        with st.container(horizontal=True, key="split_bar"):
            if st.button("Split off", key="split_do", help="They become an actor of their own."):
                view.correct("actor.split", **decide.split(actor, apart))
                _again("split_names")
            if st.button(
                "Never link", key="never_do",
                help="These names are never this actor again, whatever is uploaded later.",
            ):  # fmt: skip
                for alias in apart:
                    view.correct("alias.never", **decide.never(actor, alias))
                _again("split_names")
    with st.form("actor_details", border=False):
        name = st.text_input("Name", actor.name)
        kind = st.selectbox("Type", TYPES, TYPES.index(actor.type))
        if st.form_submit_button("Save name and type"):
            if name.strip() and name != actor.name:
                view.correct("actor.rename", **decide.rename(actor, name.strip()))
                st.session_state[_FOLLOWED] = actor.id
            if kind != actor.type:
                view.correct("actor.type", **decide.retype(actor, kind))
            st.rerun()
    st.button("Not an actor", key="actor_reject", on_click=view.correct, args=("actor.reject",),
              kwargs=decide.reject(actor),
              help="Leaves it out everywhere. Undo it in the audit trail.")  # fmt: skip


def _again(answered: str) -> None:
    """Redraw, the widget that was answered empty again."""
    st.session_state[_ANSWERED] = answered
    st.rerun()
