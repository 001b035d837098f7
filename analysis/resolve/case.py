"""Resolves a whole case: what its articles say, put against each other.

In: articles, their annotations, the analyst's corrections, optionally a moment. Out: a Case.
Pure: the same input gives the same Case; nothing here reads the clock, the store or the network.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from analysis.collector import resting
from analysis.model import Annotation, Article, Case, Correction
from analysis.resolve import happenings
from analysis.resolve.actors import resolve_actors
from analysis.resolve.claims import build_claims
from analysis.resolve.corroboration import corroborate
from analysis.resolve.duplicates import find_syndication
from analysis.resolve.events import resolve_events
from analysis.resolve.meaning import VectorCache
from analysis.resolve.memory import Memory


@resting()
def resolve_case(
    articles: Sequence[Article],
    annotations: Mapping[str, Annotation],
    corrections: Sequence[Correction] = (),
    as_of: str = "",
    vectors: VectorCache | None = None,
    memory: Memory | None = None,
) -> Case:
    """The case as its articles show it, or as it was known at `as_of`.

    `as_of` is an ISO date or date-time; articles published later are left out, and so are
    those without any date, since nobody can say that they were known by then. `vectors` keeps
    the vectors of claims between calls, `memory` what was found of each claim and pair; the
    result is the same without.
    """
    known = [a for a in articles if a.id in annotations and _known(annotations[a.id], as_of)]
    active = [correction for correction in corrections if not correction.undone_at]
    memory = memory or Memory()
    resolution = resolve_actors(known, annotations, active, memory.actors)
    claims = build_claims(known, annotations, resolution, active, memory.claims)
    syndication = find_syndication(known, memory.shares)
    found = corroborate(
        known,
        annotations,
        claims,
        resolution,
        syndication,
        active,
        vectors,
        memory.corroboration,
    )
    return Case(
        articles=tuple(known),
        dcts={article.id: annotations[article.id].dct for article in known},
        sentences={article.id: annotations[article.id].sentences for article in known},
        actors=tuple(resolution.actors),
        mentions=tuple(resolution.mentions),
        claims=found.claims,
        propositions=found.propositions,
        contradictions=found.contradictions,
        contested=found.contested,
        hedge_losses=found.hedge_losses,
        circular=found.circular,
        syndication=syndication,
        happenings=happenings.group(known, memory.likeness),
        events=resolve_events(
            known,
            annotations,
            resolution,
            found.claims,
            memory.reports,
            vectors,
            found.contradictions,
        ),
    )


def _known(annotation: Annotation, as_of: str) -> bool:
    """Whether the article was out at `as_of`; a bare date counts as its whole day."""
    if not as_of:
        return True
    published, as_of = _in_utc(annotation.dct.value), _in_utc(as_of)
    if not published:
        return False
    shorter = min(len(published), len(as_of))
    return published[:shorter] <= as_of[:shorter]


def _in_utc(value: str) -> str:
    """'2025-03-03T01:25+02:00' on the clock of Greenwich; without a zone it is taken as UTC, as
    in the frames. A bare date stays one."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return value  # a month or a year
    if len(value) <= len("2025-03-03") or not moment.utcoffset():
        return value
    return moment.astimezone(UTC).isoformat()
