"""Which questions about where claims come from a case answers as it did before.

In: two Provenances. Out: a Comparison. What the case holds by name is laid side by side once, so
that thousands of groups need only see whether one of the names that they asked for is among the
few that differ. What is worked out of all outlets together is compared question by question, and
only where the outlets are others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from operator import eq, is_
from typing import Any

from analysis.resolve.provenance import Provenance, Question

OF_ALL_OUTLETS = frozenset({"called", "posting"})  # kinds of question, answered by no one map


class Comparison:
    """Which questions the case answers as it did before."""

    def __init__(self, before: Provenance | None, now: Provenance) -> None:
        self._before, self._now = before, now
        self._other = set() if before is None else {*_otherwise(before, now)}
        self._outlets_stay = before is not None and before.outlets == now.outlets
        self._same: dict[Question, bool] = {}  # of all outlets

    def holds(self, asked: Set[Question]) -> bool:
        """Whether all of them are answered alike."""
        if self._before is None or not self._other.isdisjoint(asked):
            return False
        return self._outlets_stay or all(
            self._compare(self._before, question)
            for question in asked
            if question[0] in OF_ALL_OUTLETS
        )

    def _compare(self, before: Provenance, question: Question) -> bool:
        if question not in self._same:
            self._same[question] = before.answer(question) == self._now.answer(question)
        return self._same[question]


def _otherwise(before: Provenance, now: Provenance) -> Iterator[Question]:
    """The questions with a name that the two answer otherwise."""
    for kind, held in HELD.items():
        one, other = held(before), held(now)
        # of what has the same name; most is one object, and the rules look at little of the rest
        alike = is_ if kind in {"article", "actor"} else eq
        for name in one.keys() | other.keys():
            if name in one and name in other and alike(one[name], other[name]):
                continue
            if before.answer((kind, name)) != now.answer((kind, name)):
                yield kind, name


HELD: Mapping[str, Callable[[Provenance], Mapping[str, Any]]] = {
    "copied": lambda known: known.copied,
    "article": lambda known: known.articles,
    "actor": lambda known: known.actors,
    "acronym": lambda known: known.acronyms,
    "role": lambda known: known.holders,
    "outlet": lambda known: known.outlets,
    "body": lambda known: known.bodies,
    "handle": lambda known: known.handles,
    "person": lambda known: known.people,
    "surname": lambda known: known.surnames,
    "posts": lambda known: known.posts,
    "leading": lambda known: known.leading,
}
