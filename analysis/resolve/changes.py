"""What changed between two states of a case: what is new, and what came to stand otherwise.

In: the case as it was and as it is. Out: Changes, the gravest first. Propositions are recognised
by their claims, since one more article may rename or regroup them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.model import Case, Proposition

Kind = Literal["retracted", "contradicted", "weakened", "strengthened", "new", "gone"]
KINDS: tuple[Kind, ...] = (
    "retracted", "contradicted", "weakened", "strengthened", "new", "gone",
)  # fmt: skip
MOVED = 0.02  # confidence must move by this much to be told


@dataclass(frozen=True, slots=True)
class Change:
    """`claim_ids` are the claims that brought it; `moved` by how much the confidence did."""

    kind: Kind
    proposition_id: str
    statement: str
    detail: str
    claim_ids: tuple[str, ...]
    moved: float = 0.0


def changes(before: Case, now: Case) -> tuple[Change, ...]:
    """Every proposition that is new, gone, or stands otherwise than it did."""
    known = {claim.id for claim in before.claims}
    earlier = {claim: p for p in before.propositions for claim in p.claim_ids}
    against_before, against_now = _against(before), _against(now)
    found: list[Change] = []
    followed: set[str] = set()
    for proposition in now.propositions:
        old = _same(proposition, earlier)
        if old is None:
            found.append(_new(proposition, now))
            continue
        followed.add(old.id)
        fresh = tuple(i for i in proposition.claim_ids if i not in known)
        opponents = tuple(
            against_now[proposition.id][other]
            for other in against_now.get(proposition.id, {})
            if against_now[proposition.id][other] not in known
        )
        newly_opposed = proposition.id in against_now and old.id not in against_before
        change = _changed(old, proposition, fresh, opponents if newly_opposed else ())
        if change is not None:
            found.append(change)
    still = {claim for p in now.propositions for claim in p.claim_ids}
    for old in before.propositions:
        if old.id not in followed and still.isdisjoint(old.claim_ids):
            detail = "no claim of it is left in the case"
            found.append(Change("gone", old.id, old.statement, detail, (), -old.confidence))
    return tuple(sorted(found, key=_gravest))


def _same(proposition: Proposition, earlier: Mapping[str, Proposition]) -> Proposition | None:
    """The proposition of before that shares most claims with it."""
    shared = Counter(earlier[i].id for i in proposition.claim_ids if i in earlier)
    if not shared:
        return None
    best = max(shared.values())
    return next(
        earlier[i] for i in proposition.claim_ids if i in earlier and shared[earlier[i].id] == best
    )


def _against(case: Case) -> dict[str, dict[str, str]]:
    """Proposition -> what contradicts it -> the claim that shows it."""
    found: dict[str, dict[str, str]] = {}
    for pair in case.contradictions:
        found.setdefault(pair.a, {})[pair.b] = pair.claim_b
        found.setdefault(pair.b, {})[pair.a] = pair.claim_a
    return found


def _new(proposition: Proposition, now: Case) -> Change:
    outlets = {claim.id: claim.outlet or "outlet unknown" for claim in now.claims}
    named = list(dict.fromkeys(outlets[i] for i in proposition.claim_ids if i in outlets))
    detail = f"{proposition.standing}; {', '.join(named[:3])}"
    return Change(
        "new", proposition.id, proposition.statement, detail, proposition.claim_ids,
        proposition.confidence,
    )  # fmt: skip


def _changed(
    old: Proposition, new: Proposition, fresh: tuple[str, ...], opponents: tuple[str, ...]
) -> Change | None:
    moved = new.confidence - old.confidence
    kind: Kind
    if new.standing == "retracted" and old.standing != "retracted":
        kind = "retracted"
    elif opponents:
        kind = "contradicted"
    elif moved >= MOVED or new.origins_min > old.origins_min:
        kind = "strengthened"
    elif moved <= -MOVED:
        kind = "weakened"
    else:
        return None
    return Change(
        kind, new.id, new.statement, _told(old, new, fresh), opponents or fresh, round(moved, 4)
    )


def _told(old: Proposition, new: Proposition, fresh: tuple[str, ...]) -> str:
    """'confidence 40 % → 62 %; origins 1 → 2; 2 claims more'."""
    said = [f"confidence {old.confidence:.0%} → {new.confidence:.0%}"]
    counts = [
        f"{p.origins_min}" if p.origins_min == p.origins_max else f"{p.origins_min}–{p.origins_max}"
        for p in (old, new)
    ]
    if counts[0] != counts[1]:
        said.append(f"origins {counts[0]} → {counts[1]}")
    if old.standing != new.standing:
        said.append(f"{old.standing} → {new.standing}")
    if fresh:
        said.append("1 claim more" if len(fresh) == 1 else f"{len(fresh)} claims more")
    return "; ".join(said)


def _gravest(change: Change) -> tuple[int, float, str]:
    return KINDS.index(change.kind), -abs(change.moved), change.proposition_id
