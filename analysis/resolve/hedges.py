"""Finds propositions that lose their hedges on the way from outlet to outlet.

In: the claims of one proposition and their origins. Out: HedgeLosses. 'Reportedly left' that
becomes 'has left' is a loss only where the firmer claim brings no new origin with it.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.model import Claim, HedgeLoss, Origin
from analysis.resolve.origins import NO_NAME

FIRMNESS = {"U": 0, "PS": 1, "PR": 2, "CT": 3}


def hedge_losses(
    proposition_id: str, claims: Sequence[Claim], origins: Sequence[Origin]
) -> tuple[HedgeLoss, ...]:
    """One loss for each firm claim: set against the latest hedged claim before it."""
    origin_of = {claim: origin for origin in origins for claim in origin.claim_ids}
    ordered = sorted(claims, key=lambda claim: (claim.reported_at or "9", claim.id))
    found: list[HedgeLoss] = []
    known: set[str] = set()
    hedged: list[Claim] = []
    for claim in ordered:
        origin = origin_of[claim.id]
        firm = FIRMNESS[claim.certainty] == FIRMNESS["CT"]
        # an outlet that says so itself, or has it from another, brings nobody new
        somebody = origin.named or origin.label.endswith(NO_NAME)
        new = origin.id not in known and somebody
        if firm and not new and (before := _other_outlet(hedged, claim)):
            found.append(HedgeLoss(proposition_id, before.id, claim.id))
        if not firm:
            hedged.append(claim)
        known.add(origin.id)
    return tuple(found)


def _other_outlet(hedged: Sequence[Claim], firm: Claim) -> Claim | None:
    """The latest hedged claim that stands in another article."""
    return next((c for c in reversed(hedged) if c.article_id != firm.article_id), None)
