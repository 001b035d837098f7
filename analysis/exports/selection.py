"""A case cut down by filters, made whole again: nothing in it refers to what was left out.

In: a Case. Out: the same Case without dangling references. Standings and confidence stay those of
the whole case; what is gone is the evidence that the filters hide.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace

from analysis.model import Case, Claim, Event, Proposition


def self_contained(case: Case) -> Case:
    """Keep what can be followed from claim to article, from proposition to claim."""
    articles = {article.id for article in case.articles}
    actors = {actor.id for actor in case.actors}
    claims = tuple(_claim(c, actors) for c in case.claims if c.article_id in articles)
    told = {claim.id for claim in claims}
    propositions = tuple(p for o in case.propositions if (p := _proposition(o, told)).claim_ids)
    known = {p.id for p in propositions}
    return replace(
        case,
        claims=claims,
        mentions=tuple(
            m for m in case.mentions if m.article_id in articles and m.actor_id in actors
        ),
        propositions=propositions,
        contradictions=tuple(c for c in case.contradictions if c.a in known and c.b in known),
        contested=tuple(
            replace(
                slot,
                values=tuple(
                    replace(value, claim_ids=_kept(value.claim_ids, told)) for value in slot.values
                ),
            )
            for slot in case.contested
            if any(_kept(value.claim_ids, told) for value in slot.values)
        ),
        hedge_losses=tuple(
            loss
            for loss in case.hedge_losses
            if loss.proposition_id in known and {loss.hedged_claim, loss.firm_claim} <= told
        ),
        syndication=tuple(
            group for group in case.syndication if set(group.article_ids) <= articles
        ),
        events=tuple(_event(event, articles, actors, told) for event in case.events),
    )


def _kept(ids: Iterable[str], known: Set[str]) -> tuple[str, ...]:
    return tuple(i for i in ids if i in known)


def _claim(claim: Claim, actors: Set[str]) -> Claim:
    return replace(
        claim,
        actor_id=claim.actor_id if claim.actor_id in actors else "",
        mentioned=_kept(claim.mentioned, actors),
    )


def _proposition(proposition: Proposition, claims: Set[str]) -> Proposition:
    origins = tuple(
        replace(origin, claim_ids=_kept(origin.claim_ids, claims)) for origin in proposition.origins
    )
    return replace(
        proposition,
        claim_ids=_kept(proposition.claim_ids, claims),
        origins=tuple(origin for origin in origins if origin.claim_ids),
    )


def _event(event: Event, articles: Set[str], actors: Set[str], claims: Set[str]) -> Event:
    return replace(
        event,
        evidence=tuple(place for place in event.evidence if place.article_id in articles),
        actor_ids=_kept(event.actor_ids, actors),
        claim_ids=_kept(event.claim_ids, claims),
    )
