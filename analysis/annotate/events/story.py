"""The day that a story tells of, for what it tells without a date.

In: a parsed Doc, the stated dates of its predicates, the creation time. Out: a Story, whose
anchors are guesses. 'On Thursday ... fell. The index lost ...' happened on Thursday; what stands
before any date happened on the day of the opening, else on that of the report.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from spacy.tokens import Doc, Token

from analysis.annotate import time_values
from analysis.annotate.events.anchor import UNDATED, WITHIN_A_DAY, Anchor
from analysis.annotate.events.predicates import is_noun
from analysis.annotate.once import text_of
from analysis.annotate.timex.direction import tense

OPENING = 120  # tokens in which a date is that of the whole story
STORY_DAYS = 7  # a day further back than this is background, not the day of the story
EARLY_REPORT = 8  # before this hour an undated happening may be of the day before
_ASIDE = frozenset(("relcl", "acl", "advcl"))  # clauses that do not move the story


class Story:
    """Follows a document from day to day."""

    def __init__(
        self,
        doc: Doc,
        dated: Iterable[int],
        stated: Callable[[Token], Anchor | None],
        report: str,
        dateline: str,
    ) -> None:
        """`dated` are the indices of the predicates for which `stated` has a date."""
        self.report = report_anchor(report, dateline)
        self.opening = self.report
        self._moves: list[Anchor] = []
        self._starts: list[int] = []
        reported = time_values.instant(report)
        if reported is not None:
            self._follow(doc, dated, stated, reported)

    def at(self, place: int) -> Anchor:
        """The day that the story tells of at a token: the last that a main clause named."""
        position = bisect_right(self._starts, place) - 1
        return self._moves[position] if position >= 0 else self.opening

    def moved_at(self, place: int) -> int | None:
        """The token that named the day told of at another; None for that of the opening."""
        position = bisect_right(self._starts, place) - 1
        return self._starts[position] if position >= 0 else None

    def _follow(
        self,
        doc: Doc,
        dated: Iterable[int],
        stated: Callable[[Token], Anchor | None],
        reported: datetime,
    ) -> None:
        for place in sorted(dated):
            token = doc[place]
            if is_noun(token) or _in_aside(token) or tense(token) != "past":
                continue
            anchor = stated(token)
            bounds = anchor and time_values.as_datetimes(anchor.earliest, anchor.latest)
            if anchor is None or not bounds or anchor.precision not in WITHIN_A_DAY:
                continue
            if -1 <= (reported - bounds[0]).days <= STORY_DAYS:
                # the day, not the minute: what surrounds it happened around it
                day, last = anchor.earliest[:10], anchor.latest[:10]
                moved = Anchor(day, last, "day", None, True, day)
                if not self._moves and place < OPENING:
                    self.opening = moved
                self._moves.append(moved)
                self._starts.append(place)


def _in_aside(verb: Token) -> bool:
    """'..., which was to have begun on Tuesday, ...' too."""
    over = verb.head if verb.dep_ == "xcomp" else verb
    return verb.dep_ in _ASIDE or over.dep_ in _ASIDE


def report_anchor(report: str, dateline: str = "") -> Anchor:
    """Around the report: its day, or since the day before when it came out at night.

    An article that is published again, or later, tells of the day of its own dateline.
    """
    if not report:
        return UNDATED
    if dateline and dateline < report[:10]:
        return Anchor(dateline, dateline, "day", None, True, dateline)
    day = report[:10]
    earliest = day
    if len(report) > len("2021-08-15"):
        moment = datetime.fromisoformat(report)
        if moment.hour < EARLY_REPORT:
            earliest = (moment - timedelta(hours=EARLY_REPORT)).date().isoformat()
    return Anchor(earliest, day, "day", None, True, day)


def headline_end(doc: Doc) -> int:
    """Where a headline that opens the text ends; 0 without one. Its present tense is past."""
    text = text_of(doc)
    first = text.find("\n")
    if not 0 < first <= 160:
        return 0
    line = text[:first].rstrip()
    return 0 if line.endswith((".", "!", "”", '"')) else first
