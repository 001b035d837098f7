"""What pages load: the store, and the open case resolved, with its frames and look-ups.

In: case id, revision, as-of. Out: a Loaded, cached for all sessions until the case changes. What
the worker left in parts is read as a page asks for it: a frame takes the columns that it shows, a
card the few things that it is about. `loaded.case.claims` and its like read all of them, whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from analysis import casebook, frames
from analysis.annotate.version import analysis_version
from analysis.model import Actor, ActorMention, Article, Case, Claim, Event, Proposition, Span
from analysis.snapshot import KeptCase
from analysis.store import Store, open_store

if TYPE_CHECKING:
    from analysis.resolve.brief import BriefLine

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

    @property
    def article_count(self) -> int:
        return len(self.case.dcts)

    @property
    def claim_count(self) -> int:
        return self.case.size("claims") if isinstance(self.case, KeptCase) else len(self.claim)

    @cached_property
    def brief(self) -> tuple[BriefLine, ...]:
        return casebook.brief_of(self.case)

    @cached_property
    def article(self) -> Mapping[str, Article]:
        if isinstance(self.case, KeptCase):
            return Looked(self.case.dcts, self.case.article)
        return {article.id: article for article in self.case.articles}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        if isinstance(self.case, KeptCase):
            return Looked(self.case.claim_places(), self.case.claim)
        return {claim.id: claim for claim in self.case.claims}

    @cached_property
    def actor(self) -> Mapping[str, Actor]:
        return self._by_id("actors")

    @cached_property
    def proposition(self) -> Mapping[str, Proposition]:
        return self._by_id("propositions")

    @cached_property
    def event(self) -> Mapping[str, Event]:
        return self._by_id("events")

    def _by_id(self, kind: str) -> Mapping[str, Any]:
        if not isinstance(self.case, KeptCase):
            return {found.id: found for found in getattr(self.case, kind)}
        of, [ids] = self.case.of, frames.columns(self.case, kind, "id")
        return Looked(dict.fromkeys(ids), lambda one: next(iter(of(kind, one)), None))

    @cached_property
    def sentences(self) -> Mapping[str, tuple[Span, ...]]:
        """Those of each article."""
        if isinstance(self.case, KeptCase):
            of = self.case.of
            return Looked(self.case.dcts, lambda one: of("sentences", one)[0].spans)
        return self.case.sentences

    @cached_property
    def claims_in(self) -> Mapping[str, Sequence[Claim]]:
        """The claims of each article, in the order of the text."""
        if isinstance(self.case, KeptCase):
            of = self.case.of
            return Looked(self.case.dcts, lambda one: sorted(of("claims", one), key=_in_text))
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in sorted(self.case.claims, key=_in_text):
            found[claim.article_id].append(claim)
        return found

    @cached_property
    def reported_in(self) -> dict[str, set[str]]:
        """The articles that report each event."""
        events = zip(*frames.columns(self.case, "events", "id", "evidence"), strict=True)
        return {event: {place.article_id for place in places} for event, places in events}

    @cached_property
    def mentions_in(self) -> Mapping[str, Sequence[ActorMention]]:
        if isinstance(self.case, KeptCase):
            of = self.case.of
            return Looked(self.case.dcts, lambda one: of("mentions", one))
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

    def around(self, identifier: str) -> Case:
        """What the case has about one proposition and those against it: enough to tell of it."""
        near = [identifier, *dict.fromkeys(other for other, *_ in self.against.get(identifier, ()))]
        propositions = [self.proposition[i] for i in near if i in self.proposition]
        claims = [self.claim[i] for p in propositions for i in p.claim_ids if i in self.claim]
        actors = dict.fromkeys(claim.actor_id for claim in claims if claim.actor_id in self.actor)
        return Case(
            dcts=self.case.dcts,
            actors=tuple(self.actor[actor] for actor in actors),
            claims=tuple(claims),
            propositions=tuple(propositions),
            contradictions=tuple(c for c in self.case.contradictions if identifier in (c.a, c.b)),
        )

    @cached_property
    def actor_labels(self) -> dict[str, str]:
        """What each actor is called in filters and links -> its id, weightiest first.

        Two actors of one name are told apart by type, then by a number.
        """
        labels: dict[str, str] = {}
        found = frames.columns(self.case, "actors", "mention_count", "name", "id", "type")
        ranked = sorted(zip(*found, strict=True), key=lambda a: (-a[0], a[1], a[2]))
        for _, name, identifier, type_ in ranked:
            label = name
            if label in labels:
                label = f"{name} ({type_})"
            number = 2
            while label in labels:
                label = f"{name} ({type_} {number})"
                number += 1
            labels[label] = identifier
        return labels

    @cached_property
    def label_of_actor(self) -> dict[str, str]:
        return {actor: label for label, actor in self.actor_labels.items()}


class Looked(Mapping[str, Any]):
    """Things by their ids, each looked up when it is first asked for."""

    def __init__(self, known: Mapping[str, object], look: Callable[[str], Any]) -> None:
        self._known, self._look = known, look
        self._found: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._found:
            if key not in self._known:
                raise KeyError(key)
            self._found[key] = self._look(key)
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        return key in self._known

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


def _in_text(claim: Claim) -> tuple[str, int, int]:
    return claim.article_id, claim.start, -claim.end


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
