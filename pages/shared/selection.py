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
        if chosen.event or chosen.happened:
            keep &= frame["claim_id"].isin(self._claims_of_events)
        if chosen.proposition:
            keep &= frame["proposition_id"] == chosen.proposition
        if chosen.claim:
            keep &= frame["claim_id"] == chosen.claim
        keep &= frame["article_id"].isin(self._placed_articles)
        for word in chosen.text.split():
            # one word may stand in what is said, another in who says it
            keep &= _holds(frame["content"], word) | _holds(frame["source"], word)
        return frame[keep]

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
    def claim_ids(self) -> set[str]:
        return set(self.claims["claim_id"])

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
        places = self.loaded.reported_in
        wanted, claims = set(self.filters.actors), self.claim_ids
        narrow, chosen = self._narrowed, self._chosen_events

        def passes(event: str, actors: tuple[str, ...], about: tuple[str, ...]) -> bool:
            if event not in chosen or self._placed_articles.isdisjoint(places[event]):
                return False
            if not narrow or not claims.isdisjoint(about):
                return True
            return not self._beyond_actors and (not wanted or not wanted.isdisjoint(actors))

        columns = frame["event_id"], frame["actor_ids"], frame["claim_ids"]
        return frame[[passes(*row) for row in zip(*columns, strict=True)]]

    @property
    def _beyond_actors(self) -> bool:
        """Whether something is chosen that only a claim can satisfy."""
        chosen = self.filters
        return chosen.confidence != (0, 100) or bool(
            chosen.text or chosen.voices or chosen.proposition or chosen.claim
        )


def _holds(column: pd.Series[str], word: str) -> pd.Series[bool]:
    return column.str.contains(word, case=False, regex=False)
