"""What pages load: the store, and the open case resolved, with its frames and look-ups.

In: case id, revision, as-of. Out: a Loaded, cached for all sessions until the case changes.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import Any

import pandas as pd
import streamlit as st

from analysis import casebook, frames
from analysis.annotate.version import analysis_version
from analysis.model import Actor, ActorMention, Article, Case, Claim, Event, Proposition
from analysis.store import Store, open_store

KEPT = 6  # resolved cases in memory; each step of the as-of control is one


class Loaded:
    """A resolved case with its frames and look-ups, each made when first asked for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._columns: dict[tuple[str, str], list[Any]] = {}

    @cached_property
    def articles(self) -> pd.DataFrame:
        return frames.articles_frame(self.case)

    @cached_property
    def claims(self) -> pd.DataFrame:
        return frames.claims_frame(self.case)

    @cached_property
    def actors(self) -> pd.DataFrame:
        return frames.actors_frame(self.case)

    @cached_property
    def propositions(self) -> pd.DataFrame:
        return frames.propositions_frame(self.case)

    @cached_property
    def events(self) -> pd.DataFrame:
        return frames.events_frame(self.case)

    def column(self, frame: str, name: str) -> list[Any]:
        """A column as a list: asking thousands of strings of a frame one by one is slow."""
        key = (frame, name)
        if key not in self._columns:
            self._columns[key] = getattr(self, frame)[name].tolist()
        return self._columns[key]

    @cached_property
    def article(self) -> dict[str, Article]:
        return {article.id: article for article in self.case.articles}

    @cached_property
    def claim(self) -> dict[str, Claim]:
        return {claim.id: claim for claim in self.case.claims}

    @cached_property
    def actor(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.case.actors}

    @cached_property
    def proposition(self) -> dict[str, Proposition]:
        return {proposition.id: proposition for proposition in self.case.propositions}

    @cached_property
    def event(self) -> dict[str, Event]:
        return {event.id: event for event in self.case.events}

    @cached_property
    def claims_in(self) -> dict[str, list[Claim]]:
        """The claims of each article, in the order of the text."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.case.claims, key=lambda c: (c.article_id, c.start, -c.end)):
            found[claim.article_id].append(claim)
        return found

    @cached_property
    def reported_in(self) -> dict[str, set[str]]:
        """The articles that report each event."""
        return {e.id: {place.article_id for place in e.evidence} for e in self.case.events}

    @cached_property
    def mentions_in(self) -> dict[str, list[ActorMention]]:
        found: dict[str, list[ActorMention]] = defaultdict(list)
        for mention in self.case.mentions:
            found[mention.article_id].append(mention)
        return found

    @cached_property
    def against(self) -> dict[str, list[tuple[str, str, str]]]:
        """For each proposition, who contradicts it: other proposition, its claim, the reason."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for pair in self.case.contradictions:
            found[pair.a].append((pair.b, pair.claim_b, pair.reason))
            found[pair.b].append((pair.a, pair.claim_a, pair.reason))
        return found

    @cached_property
    def actor_labels(self) -> dict[str, str]:
        """What each actor is called in filters and links -> its id, weightiest first.

        Two actors of one name are told apart by type, then by a number.
        """
        labels: dict[str, str] = {}
        ranked = sorted(self.case.actors, key=lambda a: (-a.mention_count, a.name, a.id))
        for actor in ranked:
            label = actor.name
            if label in labels:
                label = f"{actor.name} ({actor.type})"
            number = 2
            while label in labels:
                label = f"{actor.name} ({actor.type} {number})"
                number += 1
            labels[label] = actor.id
        return labels

    @cached_property
    def label_of_actor(self) -> dict[str, str]:
        return {actor: label for label, actor in self.actor_labels.items()}


@st.cache_resource(show_spinner="Opening the database …")
def store() -> Store:
    """The one Store of this process. Raises CannotOpen, which the screen explains."""
    return open_store()


def version() -> str:
    """Names the analysis whose results are shown."""
    return analysis_version()


@st.cache_resource(max_entries=KEPT, show_spinner="Putting the articles against each other …")
def load(case_id: str, revision: int, as_of: str = "") -> Loaded:
    """The case as it is at `revision`, as known at `as_of`."""
    return Loaded(casebook.open_case(store(), case_id, as_of))
