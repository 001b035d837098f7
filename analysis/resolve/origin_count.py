"""How many independent origins stand behind what several say, at the fewest and at the most.

In: claims with their sources, put together where they have one origin for sure. Out: two numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from analysis.model import Claim
from analysis.resolve.claim_sources import Source
from analysis.resolve.descriptions import described_alike
from analysis.resolve.first_hand import is_hearsay
from analysis.resolve.passed_on import names_who_told
from analysis.resolve.provenance import Provenance, plain
from analysis.resolve.spoken_for import perhaps_one
from analysis.resolve.union import Union
from analysis.vocabulary import table, words

STRONG = frozenset({"named", "unnamed", "seen"})
SEVERAL = 3  # outlets that do not all have it from one
Part = Sequence[tuple[Claim, Source]]


def count_origins(parts: Sequence[Part], known: Provenance) -> tuple[int, int]:
    """Fewest and most independent origins among what was joined.

    Named ones count for sure, unless one may speak for the other. Unnamed ones whose
    descriptors fit each other count between one and all. An outlet that says it before every
    sourced report has it from elsewhere, and others that say so then may have it from there; one
    that comes after repeats what was known, but hardly three that all rest on one source; and not
    one of them where no source has told it but a reporter who looked: what lay open to one outlet
    lay open to the next. Where nobody is given, each outlet may be the one that the others rest
    on; of three, two are not.
    """
    chief = [strongest([source for _, source in part]) for part in parts]
    first = [min(claim.reported_at or "9" for claim, _ in part) for part in parts]
    strong = [at for at, source in enumerate(chief) if source.kind in STRONG]
    weak = [
        at
        for at in range(len(parts))
        if at not in strong
        and not (first[at] > min(first) and all(is_hearsay(c) for c, _ in parts[at]))
        and not names_who_told(parts[at], [parts[other] for other in strong], known)
    ]
    if not strong:
        weak = [at for at in weak if first[at] == min(first) or not _cites(parts[at], known)]
        return max(1, min(len(weak) // SEVERAL + 1, 2)), max(1, min(len(weak), SEVERAL))
    earliest = min(first[at] for at in strong)
    before = any(first[at] < earliest for at in weak)
    speaks = {known.outlet_of(claim) for at in strong for claim, _ in parts[at]}
    seen = all(chief[at].kind == "seen" for at in strong)
    behind = {
        outlet
        for at in weak
        if first[at] >= earliest and chief[at].kind == "own"
        for outlet in {known.outlet_of(claim) for claim, _ in parts[at]} - speaks
    }
    own = before or (len(strong) == 1 and len(behind) >= (1 if seen else SEVERAL))

    def alike(a: int, b: int) -> bool:
        one, other = chief[a], chief[b]
        if one.kind == other.kind == "unnamed":
            return fits(telling(one.key), telling(other.key))
        if described_alike(parts[a], parts[b], known):
            return True
        return perhaps_one(parts[a], parts[b], known)

    return _components(strong, alike) + own, len(strong) + own


def _cites(part: Part, known: Provenance) -> bool:
    """Whether a medium is cited that has not told it here: what goes round, passed on."""
    return all(
        source.kind == "medium"
        and source.key not in (plain(known.outlet_of(claim)), plain(known.wire_of(claim)))
        for claim, source in part
    )


def strongest(sources: Sequence[Source]) -> Source:
    rank = {"named": 0, "unnamed": 1, "seen": 2, "medium": 3, "own": 4}
    return min(sources, key=lambda source: (rank[source.kind], -len(source.key)))


def _components(items: Sequence[int], alike: Callable[[int, int], bool]) -> int:
    joined = Union(len(items))
    for i, a in enumerate(items):
        for j in range(i):
            if alike(a, items[j]):
                joined.join(i, j)
    return len(joined.parts())


def fits(a: str, b: str) -> bool:
    """One descriptor says no more than the other: it may be the same person. 'an airport worker'
    says no more than 'an airport insider'."""
    first, second = set(a.split()), set(b.split())
    staff = words("origins", "staff_stems")
    return (
        first <= second
        or second <= first
        or (bool(first & staff and second & staff) and _one_place(first - staff, second - staff))
    )


def _one_place(a: set[str], b: set[str]) -> bool:
    """'a former council official', 'our man from the council'."""
    return bool(a and b) and (a <= b or b <= a)


def telling(key: str) -> str:
    """Without what any source might be, 'familiar with the matter'; a lorry is a truck."""
    alike = table("origins")["one_stem"]
    little = words("origins", "little_telling")
    return " ".join(alike.get(word, word) for word in key.split() if word not in little)
