"""Makes one Event of all reports of the same happening.

In: articles, annotations, the resolved actors and the claims. Out: Events, earliest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from analysis.model import Annotation, Article, Claim, Event


class Resolution(Protocol):
    """What this module needs of the resolved actors."""

    @property
    def actor_of(self) -> Mapping[tuple[str, int], str]: ...


def resolve_events(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    resolution: Resolution,
    claims: Sequence[Claim],
) -> tuple[Event, ...]:
    """The happenings of a case, each once, with every report of it."""
    return ()
