"""One article's word on one happening, made comparable.

In: what was read of a mention of an event. Out: a Report.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from analysis.model import (
    EventStatus,
    Precision,
)
from analysis.vocabulary import words

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Report:
    """One salient event mention of one article."""

    article_id: str
    start: int  # of the clause, the evidence
    end: int
    place: int  # of the predicate
    lemma: str
    kinds: frozenset[str]
    phrase: str
    status: EventStatus
    agents: frozenset[str]
    patients: frozenset[str]
    conveyances: frozenset[str]  # the agents that are no persons or bodies but what they go in
    actors: frozenset[str]  # all of them but places
    things: frozenset[str]  # participants that are no actors, as nouns
    titles: frozenset[str]  # what its actors are: 'captain', 'minister'
    places: frozenset[str]
    place_names: tuple[str, ...]
    earliest: str
    latest: str
    first: datetime
    last: datetime
    precision: Precision
    guessed: bool
    unplaced: bool  # on a clock that the text does not name
    attributed: bool
    speaker: str  # the actor whose words they are, "" for the outlet's own or an unknown source
    reported: str
    known_by: datetime  # what it tells had begun by then: a day after its article came out
    dated_by: str  # the words of the text that date it
    refers: bool  # it names the happening: 'joined the march'
    sentence: int  # where its sentence begins
    continues: bool  # it is joined to what stands before it: '... and fled'
    opening: bool  # it stands in the first sentences
    statements: frozenset[str]  # the propositions that its place is part of
    outlet: str = ""
    own_word: bool = False  # said by the one of whom it is told
    persons: frozenset[str] = frozenset()  # those of its actors who are persons
    by_pronoun: bool = False  # its subject is a pronoun in the text: who that is, is a guess
    ours: bool = False  # told as what the outlet itself had reported: 'we reported that ...'
    silent: bool = False  # of what it denies, others tell; alone it tells nothing

    def dated_as(self, other: Report) -> Report:
        """This report at the time of another."""
        return replace(
            self,
            earliest=other.earliest,
            latest=other.latest,
            first=other.first,
            last=other.last,
            precision=other.precision,
        )

    def blocks(self) -> list[tuple[str, str]]:
        """Under which blocks the report is compared: each kind with each participant and day."""
        shared = [*self.actors, *self.things, *self.titles]
        days = {self.last.date()}
        if self.last - self.first < WEEK:
            days.add(self.first.date())
        if self.guessed:
            days |= {day - timedelta(days=1) for day in days}
        shared += [f"on {day.isoformat()}" for day in days]
        shared += self.statements
        return [(kind, part) for kind in sorted(self.kinds) for part in sorted(shared)]

    @property
    def bare(self) -> bool:
        return not self.actors and not self.things

    @property
    def befalls(self) -> frozenset[tuple[str, str]]:
        """(kind, actor) of what happens to somebody but once: 'death' of whom it is told."""
        sufferers = self.agents if self.patients == frozenset() else self.patients
        once = self.kinds & words("events", "once.kinds")
        return frozenset((kind, actor) for kind in once for actor in sufferers)

    @property
    def moves(self) -> frozenset[tuple[str, str]]:
        """(kind, actor) of a departure or another deed that nobody does twice within hours."""
        doers = self.agents if self.agents else self.patients
        single = self.kinds & words("events", "once.in_hours")
        return frozenset((kind, actor) for kind in single for actor in doers)

    @property
    def names(self) -> frozenset[str]:
        """The names in its phrase, but for the word that opens it."""
        return frozenset(word for word in self.phrase.split()[1:] if word[:1].isupper())

    @property
    def reference(self) -> bool:
        """No more than a mention of something past: 'the people kidnapped at the station'."""
        return self.guessed and not self.earliest
