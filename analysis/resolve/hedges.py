"""Finds propositions that lose their hedges on the way from outlet to outlet.

In: the claims of one proposition and their origins. Out: HedgeLosses. 'Reportedly left' that
becomes 'has left' is a loss only where the firmer claim brings no new origin with it, and where it
is known to have come later.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.model import Claim, HedgeLoss, Origin
from analysis.resolve.origins import NO_NAME
from analysis.resolve.provenance import plain

UNKNOWN = ("9", False)  # when something was reported that bears no date: after all that does
FIRMNESS = {"U": 0, "PS": 1, "PR": 2, "CT": 3}


def hedge_losses(
    proposition_id: str, claims: Sequence[Claim], origins: Sequence[Origin]
) -> tuple[HedgeLoss, ...]:
    """One loss for each firm claim: set against the latest hedged claim before it."""
    origin_of = {claim: origin for origin in origins for claim in origin.claim_ids}
    moments = {claim.id: _moment(claim, claims) for claim in claims}
    ordered = sorted(claims, key=lambda claim: (moments[claim.id], claim.id))
    found: list[HedgeLoss] = []
    known: set[str] = set()
    hedged: list[Claim] = []  # of which it is known when
    for claim in ordered:
        origin = origin_of[claim.id]
        firm = FIRMNESS[claim.certainty] == FIRMNESS["CT"]
        # an outlet that says so itself, or has it from another, brings nobody new
        somebody = origin.named or origin.label.endswith(NO_NAME)
        new = origin.id not in known and somebody
        dated = moments[claim.id] < UNKNOWN
        if firm and dated and not new and (before := _other_outlet(hedged, claim)):
            found.append(HedgeLoss(proposition_id, before.id, claim.id))
        if not firm and dated:
            hedged.append(claim)
        known.add(origin.id)
    return tuple(found)


def _moment(claim: Claim, claims: Sequence[Claim]) -> tuple[str, bool]:
    """When it was reported; what bears no date, before the first report that cites its outlet."""
    if claim.reported_at:
        return claim.reported_at, True
    outlet = plain(claim.outlet)
    cited = [c.reported_at for c in claims if c.reported_at and _cites(c, outlet)]
    return (min(cited), False) if cited and outlet else UNKNOWN


def _cites(claim: Claim, outlet: str) -> bool:
    told = (claim.source_text, *claim.channel)
    return plain(claim.outlet) != outlet and any(outlet in plain(text) for text in told)


def _other_outlet(hedged: Sequence[Claim], firm: Claim) -> Claim | None:
    """The latest hedged claim that stands in another article."""
    return next((c for c in reversed(hedged) if c.article_id != firm.article_id), None)
