"""What the filters leave: pure functions from frames and choices to frames.

In: a Loaded and Filters. Out: a Selection whose frames hold what is to be shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from pages.shared.loading import Loaded


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

    @property
    def active(self) -> bool:
        return self != Filters(as_of=self.as_of)


class Selection:
    """The frames of a Loaded as the Filters leave them; each computed when first asked for."""

    def __init__(self, loaded: Loaded, filters: Filters) -> None:
        self.loaded = loaded
        self.filters = filters

    @cached_property
    def claims(self) -> pd.DataFrame:
        frame = self.loaded.claims
        chosen = self.filters
        keep = pd.Series(True, index=frame.index)
        if chosen.actors:
            wanted = set(chosen.actors)
            about = frame["mentioned"].map(lambda ids: not wanted.isdisjoint(ids)).astype(bool)
            keep &= frame["actor_id"].isin(wanted) | about
        low, high = chosen.confidence
        if (low, high) != (0, 100):
            percent = (frame["confidence"] * 100).round()
            keep &= percent.between(low, high)
        if chosen.voices:
            keep &= (frame["source_kind"] == "author") == (chosen.voices == "own")
        if chosen.event:
            event = self.loaded.event.get(chosen.event)
            keep &= frame["claim_id"].isin(event.claim_ids if event else ())
        if chosen.proposition:
            keep &= frame["proposition_id"] == chosen.proposition
        keep &= frame["article_id"].isin(self._placed_articles)
        for word in chosen.text.split():
            # one word may stand in what is said, another in who says it
            keep &= _holds(frame["content"], word) | _holds(frame["source"], word)
        return frame[keep]

    @cached_property
    def _placed_articles(self) -> set[str]:
        """Articles that pass the filters on articles themselves: outlet and date."""
        frame = self.loaded.articles
        keep = pd.Series(True, index=frame.index)
        if self.filters.outlets:
            keep &= frame["outlet"].isin(self.filters.outlets)
        if self.filters.dates:
            first, last = self.filters.dates
            day = frame["published"].dt.date
            keep &= day.map(lambda d: d is not pd.NaT and first <= d <= last).astype(bool)
        return set(frame.loc[keep, "article_id"])

    @cached_property
    def claim_ids(self) -> set[str]:
        return set(self.claims["claim_id"])

    @property
    def _narrowed(self) -> bool:
        """Whether more is chosen than outlet and date."""
        plain = Filters(outlets=self.filters.outlets, dates=self.filters.dates,
                        as_of=self.filters.as_of)  # fmt: skip
        return self.filters != plain

    @cached_property
    def propositions(self) -> pd.DataFrame:
        frame = self.loaded.propositions
        if not self.filters.active:
            return frame
        return frame[frame["proposition_id"].isin(set(self.claims["proposition_id"]))]

    @cached_property
    def articles(self) -> pd.DataFrame:
        frame = self.loaded.articles
        wanted = self._placed_articles
        if self._narrowed:
            wanted = wanted & set(self.claims["article_id"])
        return frame[frame["article_id"].isin(wanted)]

    @cached_property
    def actors(self) -> pd.DataFrame:
        frame = self.loaded.actors
        if not self.filters.active:
            return frame
        seen = set(self.claims["actor_id"]) | set(self.filters.actors)
        seen.update(actor for ids in self.claims["mentioned"] for actor in ids)
        return frame[frame["actor_id"].isin(seen)]

    @cached_property
    def events(self) -> pd.DataFrame:
        """Events reported in the articles that are left, by actor and claim where chosen."""
        frame = self.loaded.events
        if not self.filters.active:
            return frame
        places = {
            event.id: {place.article_id for place in event.evidence}
            for event in self.loaded.case.events
        }
        wanted, claims = set(self.filters.actors), self.claim_ids
        narrow = self._narrowed

        def passes(event: str, actors: tuple[str, ...], about: tuple[str, ...]) -> bool:
            if self.filters.event and event != self.filters.event:
                return False
            if self._placed_articles.isdisjoint(places[event]):
                return False
            if not narrow or not claims.isdisjoint(about):
                return True
            return bool(wanted) and not wanted.isdisjoint(actors) and not self._beyond_actors

        columns = frame["event_id"], frame["actor_ids"], frame["claim_ids"]
        return frame[[passes(*row) for row in zip(*columns, strict=True)]]

    @property
    def _beyond_actors(self) -> bool:
        """Whether something is chosen that only a claim can satisfy."""
        chosen = self.filters
        return chosen.confidence != (0, 100) or bool(chosen.text or chosen.voices)


def _holds(column: pd.Series[str], word: str) -> pd.Series[bool]:
    return column.str.contains(word, case=False, regex=False)
