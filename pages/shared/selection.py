"""What the filters leave: from frames and choices to frames.

In: a Loaded and Filters. Out: a Selection whose frames hold what is to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from pages.shared.loading import Loaded

KEPT = 24  # selections of all sessions
Mask = npt.NDArray[np.bool_]
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the user chose. Empty means everything."""

    actors: tuple[str, ...] = ()  # ids; a claim passes when any of them speaks or is spoken of
    confidence: tuple[int, int] = (0, 100)
    outlets: tuple[str, ...] = ()
    dates: tuple[date, date] | None = None  # of reporting, both included
    text: str = ""
    voices: str = ""  # "", "attributed", "own": who speaks, others or the outlet itself
    as_of: str = ""
    event: str = ""
    proposition: str = ""
    article: str = ""
    claim: str = ""
    happened: tuple[pd.Timestamp, pd.Timestamp] | None = None  # of events, as opposed to reports

    @property
    def active(self) -> bool:
        return self != Filters(as_of=self.as_of)


class Selection:
    """The frames of a Loaded as the Filters leave them; each computed when first asked for."""

    def __init__(self, loaded: Loaded, filters: Filters) -> None:
        self.loaded = loaded
        self.filters = filters
        self._made: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made of this selection before under `key`, or is made now: figures, lists.

        It goes when the selection does; the screen keeps the last few.
        """
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    @cached_property
    def claims(self) -> pd.DataFrame:
        if not self.filters.active or self._kept.all():
            return self.loaded.claims
        return self.loaded.claims[self._kept]

    @cached_property
    def _kept(self) -> Mask:
        """Which claims are left, in the order of the loaded frame."""
        frame = self.loaded.claims
        chosen = self.filters
        keep = np.ones(len(frame), dtype=np.bool_)
        if chosen.actors:
            wanted = set(chosen.actors)
            keep &= _mask(
                actor in wanted or not wanted.isdisjoint(mentioned)
                for actor, mentioned in zip(
                    self._column("actor_id"), self._column("mentioned"), strict=True
                )
            )
        low, high = chosen.confidence
        if (low, high) != (0, 100):
            keep &= (frame["confidence"] * 100).round().between(low, high).to_numpy()
        if chosen.voices:
            keep &= ((frame["source_kind"] == "author") == (chosen.voices == "own")).to_numpy(bool)
        if chosen.event or chosen.happened:
            about = self._claims_of_events
            keep &= _mask(claim in about for claim in self._column("claim_id"))
        if chosen.proposition:
            keep &= (frame["proposition_id"] == chosen.proposition).to_numpy(bool)
        if chosen.claim:
            keep &= (frame["claim_id"] == chosen.claim).to_numpy(bool)
        if chosen.article or chosen.outlets or chosen.dates:
            placed = self._placed_articles
            keep &= _mask(article in placed for article in self._column("article_id"))
        for word in chosen.text.split():
            # one word may stand in what is said, another in who says it
            said = _holds(frame["content"], word) | _holds(frame["source"], word)
            keep &= said.to_numpy(bool)
        return keep

    def _column(self, name: str) -> list[Any]:
        return self.loaded.column("claims", name)

    def _left(self, name: str) -> set[Any]:
        """What a column of the claims that are left holds."""
        return set(compress(self._column(name), self._kept))

    @cached_property
    def _chosen_events(self) -> set[str]:
        """Ids of the events that pass the filters on events themselves: which, and when."""
        frame, chosen = self.loaded.events, self.filters
        keep = pd.Series(True, index=frame.index)
        if chosen.event:
            keep &= frame["event_id"] == chosen.event
        if chosen.happened:
            first, last = chosen.happened
            start = frame["start"].fillna(frame["end"])
            end = frame["end"].fillna(start)
            keep &= (start <= last) & (end >= first)
        return set(frame.loc[keep, "event_id"])

    @cached_property
    def _claims_of_events(self) -> set[str]:
        """The claims about the chosen events, and those in whose words an event stands."""
        found: set[str] = set()
        for identifier in self._chosen_events:
            event = self.loaded.event[identifier]
            found.update(event.claim_ids)
            for place in event.evidence:
                for claim in self.loaded.claims_in.get(place.article_id, ()):
                    if claim.start < place.end and place.start < claim.end:
                        found.add(claim.id)
        return found

    @cached_property
    def _placed_articles(self) -> set[str]:
        """Articles that pass the filters on articles themselves: which, outlet and date."""
        frame = self.loaded.articles
        keep = pd.Series(True, index=frame.index)
        if self.filters.article:
            keep &= frame["article_id"] == self.filters.article
        if self.filters.outlets:
            keep &= frame["outlet"].isin(self.filters.outlets)
        if self.filters.dates:
            first, last = self.filters.dates
            day = frame["published"].dt.date
            keep &= day.map(lambda d: d is not pd.NaT and first <= d <= last).astype(bool)
        return set(frame.loc[keep, "article_id"])

    @cached_property
    def claim_ids(self) -> Set[str]:
        return self._left("claim_id") if self.filters.active else self.loaded.claim.keys()

    @property
    def claim_count(self) -> int:
        return len(self.claims) if self.filters.active else self.loaded.claim_count

    @property
    def _narrowed(self) -> bool:
        """Whether more is chosen than articles, by themselves, by outlet or by date."""
        plain = Filters(outlets=self.filters.outlets, dates=self.filters.dates,
                        article=self.filters.article, as_of=self.filters.as_of)  # fmt: skip
        return self.filters != plain

    @cached_property
    def propositions(self) -> pd.DataFrame:
        frame = self.loaded.propositions
        if not self.filters.active:
            return frame
        left = self._left("proposition_id")
        ids = self.loaded.column("propositions", "proposition_id")
        return frame[_mask(proposition in left for proposition in ids)]

    @cached_property
    def articles(self) -> pd.DataFrame:
        frame = self.loaded.articles
        if not self.filters.active:
            return frame
        wanted = self._placed_articles
        if self._narrowed:
            wanted = wanted & self._left("article_id")
        return frame[_mask(a in wanted for a in self.loaded.column("articles", "article_id"))]

    @cached_property
    def actors(self) -> pd.DataFrame:
        frame = self.loaded.actors
        if not self.filters.active:
            return frame
        seen = self._left("actor_id") | set(self.filters.actors)
        for mentioned in compress(self._column("mentioned"), self._kept):
            seen.update(mentioned)
        return frame[_mask(actor in seen for actor in self.loaded.column("actors", "actor_id"))]

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events reported in the articles that are left, by actor and claim where chosen."""
        frame = self.loaded.events
        if not self.filters.active:
            return frame
        places = self.loaded.reported_in
        wanted, claims = set(self.filters.actors), self.claim_ids
        narrow, chosen = self._narrowed, self._chosen_events

        def passes(event: str, actors: tuple[str, ...], about: tuple[str, ...]) -> bool:
            if event not in chosen or self._placed_articles.isdisjoint(places[event]):
                return False
            if not narrow or not claims.isdisjoint(about):
                return True
            return not self._beyond_actors and (not wanted or not wanted.isdisjoint(actors))

        columns = (
            self.loaded.column("events", name) for name in ("event_id", "actor_ids", "claim_ids")
        )
        return frame[_mask(passes(*row) for row in zip(*columns, strict=True))]

    @property
    def _beyond_actors(self) -> bool:
        """Whether something is chosen that only a claim can satisfy."""
        chosen = self.filters
        return chosen.confidence != (0, 100) or bool(
            chosen.text or chosen.voices or chosen.proposition or chosen.claim
        )


@st.cache_resource(max_entries=KEPT, show_spinner=False, hash_funcs={Loaded: id, Filters: hash})
def selected(loaded: Loaded, filters: Filters) -> Selection:
    """The selection, kept for as long as it is one of the last few: back and forth cost little."""
    return Selection(loaded, filters)


def _mask(passes: Iterable[bool]) -> Mask:
    return np.fromiter(passes, dtype=np.bool_)


def _holds(column: pd.Series[str], word: str) -> pd.Series[bool]:
    return column.str.contains(word, case=False, regex=False)
