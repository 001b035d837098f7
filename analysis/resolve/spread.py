"""How a proposition spread: from its origins, through wires and media, to the outlets, over time.

In: a Case and a proposition. Out: a frame of steps (schema STEPS), one row for each way from one
station to the next in one claim, in the order of the reports.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import pandas as pd

from analysis.model import Case

STEPS: Mapping[str, tuple[str, str]] = {
    "claim_id": ("str", "the claim that shows the step"),
    "from_station": ("str", "who had it before"),
    "from_role": ("str", "origin, relay or outlet"),
    "to_station": ("str", "who carries it then"),
    "to_role": ("str", "relay or outlet"),
    "at": ("datetime64[ns, UTC]", "when the claim was reported"),
    "since": ("datetime64[ns, UTC]", "when the station before had it first"),
    "named": ("bool", "whether the origin has a name"),
}


def steps(case: Case, proposition_id: str) -> pd.DataFrame:
    """The frame; empty when the case has no such proposition or nothing is dated."""
    proposition = next((p for p in case.propositions if p.id == proposition_id), None)
    claims = {claim.id: claim for claim in case.claims}
    rows: list[tuple[object, ...]] = []
    first: dict[tuple[str, str], pd.Timestamp] = {}
    told = [
        (claims[i], origin)
        for origin in (proposition.origins if proposition else ())
        for i in origin.claim_ids
        if i in claims and claims[i].reported_at
    ]
    told.sort(key=lambda pair: (pair[0].reported_at, pair[0].id))
    for claim, origin in told:
        at = pd.to_datetime(claim.reported_at, utc=True, format="ISO8601")
        outlet = claim.outlet or "outlet unknown"
        relays = [r for r in dict.fromkeys(claim.channel) if r.casefold() != outlet.casefold()]
        relays = [r for r in relays if r.casefold() != origin.label.casefold()]
        way = [(origin.label, "origin"), *((r, "relay") for r in relays), (outlet, "outlet")]
        for (one, role), (other, next_role) in pairwise(way):
            since = first.setdefault((one, role), at)
            first.setdefault((other, next_role), at)
            rows.append((claim.id, one, role, other, next_role, at, since, origin.named))
    frame = pd.DataFrame(rows, columns=list(STEPS))
    return frame.astype({name: dtype for name, (dtype, _) in STEPS.items()})
