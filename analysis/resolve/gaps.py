"""What the coverage lacks: who matters and says nothing, and what rests on one voice.

In: a Case. Out: Gaps, the widest first: principals (actors that many claims are about) without a
statement of their own, and propositions that several outlets carry from one origin.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from analysis.model import Case

PRINCIPAL = 3  # claims about an actor, in at least two articles, from which it matters
SPEAKERS = frozenset({"person", "organization"})


@dataclass(frozen=True, slots=True)
class Gap:
    """`subject` is an actor's or a proposition's id; `weight` how many claims or outlets."""

    kind: Literal["silent", "one origin"]
    subject: str
    label: str
    detail: str
    weight: int
    claim_ids: tuple[str, ...] = ()


def gaps(case: Case) -> tuple[Gap, ...]:
    """Both kinds, each the widest first."""
    return (*_silent(case), *_one_origin(case))


def _silent(case: Case) -> list[Gap]:
    spoken = {claim.actor_id for claim in case.claims if claim.actor_id}
    about: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    shown: dict[str, list[str]] = {}
    for claim in case.claims:
        for actor in claim.mentioned:
            about[actor] += 1
            where.setdefault(actor, set()).add(claim.article_id)
            shown.setdefault(actor, []).append(claim.id)
    found = [
        Gap(
            "silent", actor.id, actor.name,
            f"{about[actor.id]} claims are about it in {len(where[actor.id])} articles; "
            "no statement of its own is on record",
            about[actor.id], tuple(shown[actor.id]),
        )
        for actor in case.actors
        if actor.type in SPEAKERS
        and actor.id not in spoken
        and about[actor.id] >= PRINCIPAL
        and len(where[actor.id]) >= 2
    ]  # fmt: skip
    return sorted(found, key=lambda gap: (-gap.weight, gap.label))


def _one_origin(case: Case) -> list[Gap]:
    outlets = {claim.id: claim.outlet or claim.article_id for claim in case.claims}
    found: list[Gap] = []
    for proposition in case.propositions:
        carried = {outlets[i] for i in proposition.claim_ids if i in outlets}
        if proposition.origins_max == 1 and len(carried) >= 2:
            labels = [origin.label for origin in proposition.origins if origin.sure]
            origin = next(iter(labels), "unknown")
            found.append(
                Gap(
                    "one origin", proposition.id, proposition.statement,
                    f"{len(carried)} outlets, all from {origin}; a second origin is missing",
                    len(carried), proposition.claim_ids,
                )
            )  # fmt: skip
    return sorted(found, key=lambda gap: (-gap.weight, gap.subject))
