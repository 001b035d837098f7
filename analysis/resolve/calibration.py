"""How far the confidences of a case could be relied on, where the analyst knows the outcome.

In: a Case and the corrections of kind 'proposition.outcome' {claim, outcome, note, confidence}.
Out: judged propositions, the Brier score (Brier 1950), the bins of a reliability diagram
(DeGroot and Fienberg 1983), and the same by source. A proposition is found again through one of
its claims, because its own id may change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.model import Case, Correction, Proposition

KIND = "proposition.outcome"
BORNE_OUT, NOT_BORNE_OUT = "borne out", "not borne out"
BINS = 5


@dataclass(frozen=True, slots=True)
class Judged:
    """A proposition whose outcome is known."""

    proposition: Proposition
    borne_out: bool
    note: str


@dataclass(frozen=True, slots=True)
class Bin:
    """Propositions of like confidence: what was expected, what came, how many."""

    expected: float
    observed: float
    count: int


def judged(case: Case, corrections: Sequence[Correction]) -> tuple[Judged, ...]:
    """The latest outcome of each proposition that is still in the case."""
    of_claim = {claim: p for p in case.propositions for claim in p.claim_ids}
    latest: dict[str, Judged] = {}
    for made in corrections:
        proposition = of_claim.get(str(made.payload.get("claim", "")))
        if made.kind != KIND or made.undone_at or proposition is None:
            continue
        outcome = made.payload.get("outcome")
        if outcome not in (BORNE_OUT, NOT_BORNE_OUT):
            latest.pop(proposition.id, None)  # open again
            continue
        note = str(made.payload.get("note", ""))
        latest[proposition.id] = Judged(proposition, outcome == BORNE_OUT, note)
    return tuple(latest.values())


def brier(found: Sequence[Judged]) -> float | None:
    """Mean squared distance of confidence from outcome: 0 perfect, .25 a coin; None without any."""
    if not found:
        return None
    return sum((j.proposition.confidence - j.borne_out) ** 2 for j in found) / len(found)


def reliability(found: Sequence[Judged]) -> tuple[Bin, ...]:
    """The bins that hold anything, from low to high confidence."""
    groups: dict[int, list[Judged]] = defaultdict(list)
    for item in found:
        groups[min(BINS - 1, int(item.proposition.confidence * BINS))].append(item)
    return tuple(
        Bin(
            sum(j.proposition.confidence for j in group) / len(group),
            sum(j.borne_out for j in group) / len(group),
            len(group),
        )
        for _, group in sorted(groups.items())
    )


def by_source(found: Sequence[Judged]) -> dict[str, tuple[int, int]]:
    """Of each origin that stands behind a judged proposition: borne out, judged."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for item in found:
        for origin in (one for one in item.proposition.origins if one.sure):
            counts[origin.label][0] += item.borne_out
            counts[origin.label][1] += 1
    return {label: (good, total) for label, (good, total) in sorted(counts.items())}
