"""Which names are worth comparing: blocks, so that a case of 5,000 articles stays linear.

In: NameForms. Out: pairs of positions that share a block. A block is a surname's skeleton, the
initials of a body, a word that few bodies share; a block that is too large to tell anything is
left out, which is what keeps the number of pairs in proportion to the names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from analysis.resolve.actor_body_names import (
    SMALL,
    content_words,
    initials_of,
    unnumbered,
    without_kind,
)
from analysis.resolve.actor_korean import korean_key
from analysis.resolve.actor_names import NameForm
from analysis.resolve.actor_romanised import SYLLABLES, in_one, romanised
from analysis.resolve.actor_spellings import rough, skeleton

LARGEST_BLOCK = 60


def candidate_pairs(forms: Sequence[NameForm]) -> Iterator[tuple[int, int]]:
    """Pairs (i, j), i < j, each once."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(forms):
        for block in blocks_of(form):
            blocks[block].append(i)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= LARGEST_BLOCK:
            for pair in combinations(members, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


@lru_cache(maxsize=200_000)
def blocks_of(form: NameForm) -> tuple[str, ...]:
    """The blocks of one form."""
    return tuple(_blocks(form))


def _blocks(form: NameForm) -> Iterator[str]:
    if not form.words:
        return
    family, parts = form.family, form.words
    if family == "person":
        if len(parts) > 1:
            yield f"person {skeleton(parts[-1])} {parts[0][0]}"
            yield f"person {skeleton(parts[-1])} sounds {skeleton(parts[0])[:1]}"
            yield f"person {parts[-1][:4]} {parts[0][0]}"
            yield f"person both {parts[0]} {parts[1]}"
            yield f"person {parts[-1]}"
            yield f"person first {parts[0]} {parts[-1][0]}"
            yield f"person heard {skeleton(parts[0])} {skeleton(parts[-1])[:1]}"
            for gliding in (False, True):
                first, last = rough(parts[0], gliding), rough(parts[-1], gliding)
                yield f"person rough {last} {first[:2]}"
            if len(parts) == SYLLABLES:  # 'Gebre-Medhin' is 'Gebremedhin'
                yield f"person rough {rough(parts[1] + parts[2])} {rough(parts[0])[:2]}"
            if korean := korean_key(parts):
                yield f"person korean {korean}"
            joined = romanised(parts)
            yield f"person joined {skeleton(joined[0])[:3]} {skeleton(joined[-1])}"
            if len(parts) <= SYLLABLES:
                yield f"person whole {in_one(parts)}"
            yield f"person pair {' '.join(sorted(parts))}"
            if parts[-1][0] in "gh":
                yield f"person slav {skeleton(parts[-1].replace('h', 'g'))} {parts[0][0]}"
        return
    content = [w for w in parts if w not in SMALL]
    if family in {"place", "vessel"}:
        yield f"{family} rough {' '.join(map(rough, content))}"
    yield f"{family} {' '.join(sorted(content_words(parts)))}"
    yield f"{family} joined {''.join(parts)[:8]}"
    yield f"{family} heard {' '.join(map(skeleton, content))}"
    if family == "body" and (letters := initials_of(parts)):
        yield f"body acronym {letters}"
    if family == "body" and (number := unnumbered(parts)[1]):
        bare = unnumbered(parts)[0]
        yield f"body numbered {initials_of(bare) or bare[0]} {number}"
    if family == "body" and (bare := without_kind(parts)) != parts:
        yield f"{family} {' '.join(sorted(content_words(bare)))}"
    if len(parts) == 1 and len(parts[0]) <= 7:
        yield f"body acronym {parts[0]}"
    for word in content:
        if len(word) > 5:
            rest = " ".join(sorted(w for w in content if w != word))
            yield f"{family} but {word[0]} {rest}"
