"""Gathers the names of one article into entities; `description_links` adds the descriptions.

In: Candidates. Out: each Candidate's `chain` and `reason` set. Each rule links only where one
chain remains; where two remain, the mention keeps a chain of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.annotate.mentions.namesakes import (
    FATHERS,
    bearers_of,
    called,
    meant_by_words,
    titles_borne,
)
from analysis.annotate.mentions.other_names import ORGANISED, Told, bracketed, other_names
from analysis.annotate.mentions.phrases import Candidate, Gender
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import country_code
from analysis.model import EntityType, LinkReason
from analysis.vocabulary import words

# two of one name
NAMESAKES = re.compile(r"\b(?:no relation|not related|unrelated|namesakes?)\b")


class Chains:
    """The chains of one article: what is known of each through all its members."""

    def __init__(self) -> None:
        self.members: list[list[Candidate]] = []
        self._types: dict[int, tuple[int, EntityType]] = {}  # of so many members

    def new(self, candidate: Candidate) -> int:
        candidate.chain = len(self.members)
        self.members.append([candidate])
        return candidate.chain

    def join(self, candidate: Candidate, chain: int, reason: LinkReason) -> None:
        candidate.chain = chain
        candidate.reason = reason
        self.members[chain].append(candidate)

    def merge(self, keep: int, drop: int, reason: LinkReason) -> None:
        """Moves all members of `drop` to `keep`."""
        if keep == drop:
            return
        for member in self.members[drop]:
            member.chain = keep
            if member.reason == "exact":
                member.reason = reason
        self.members[keep] += self.members[drop]
        self.members[drop] = []

    def type(self, chain: int) -> EntityType:
        count, kind = self._types.get(chain, (0, "other"))
        if count != len(self.members[chain]):
            kind = self._commonest(chain)
            self._types[chain] = len(self.members[chain]), kind
        return kind

    def _commonest(self, chain: int) -> EntityType:
        named = [m for m in self.members[chain] if m.kind == "name"]
        members = named or self.members[chain]
        counts: dict[EntityType, int] = defaultdict(int)
        for member in members:
            counts[member.type] += 1
        return max(counts, key=lambda kind: counts[kind])

    def gender(self, chain: int) -> Gender:
        counts: dict[Gender, int] = defaultdict(int)
        for member in self.members[chain]:
            if member.gender:
                counts[member.gender] += 1
        return max(counts, key=lambda gender: counts[gender]) if counts else ""

    def gender_told(self, chain: int) -> bool:
        """Whether a name of the chain, with its titles, says the gender."""
        return any(m.kind == "name" and m.gender in {"f", "m"} for m in self.members[chain])

    def named(self, chain: int) -> bool:
        return any(m.kind == "name" for m in self.members[chain])

    def plural(self, chain: int) -> bool:
        return self.members[chain][0].plural

    def offices(self, chain: int) -> set[str]:
        return {office for member in self.members[chain] for office in member.offices}

    def roles(self, chain: int) -> list[str]:
        return [role for member in self.members[chain] for role in member.roles]


def link_names(reading: Reading, candidates: Sequence[Candidate], chains: Chains) -> None:
    """Same name, same chain; then short forms and acronyms into the fuller names' chains."""
    by_key: dict[tuple[str, str], int] = {}
    bearers = bearers_of(candidates)
    borne = titles_borne(candidates)
    titled: dict[str, str] = {}
    first: dict[str, str] = {}
    for candidate in candidates:
        assert candidate.name is not None
        key = (_key(candidate), _family(candidate.type))
        if candidate.type == "person" and len(candidate.name.words) == 1:
            told = meant_by_words(candidate, bearers, borne, titled, first)
            key = (f"{key[0]}{told}", key[1])
        if candidate.type == "person" and len(candidate.name.words) == 1 and candidate.gender:
            key = (f"{key[0]} {candidate.gender}", key[1])  # 'Ms Dahl' is not 'Mr Dahl'
        if candidate.age:
            key = (f"{key[0]} {candidate.age}", key[1])  # nor 'old Dahl' 'young Dahl'
        if key in by_key:
            chains.join(candidate, by_key[key], "exact")
        else:
            by_key[key] = chains.new(candidate)
    _join_all(chains, other_names(reading, candidates))
    _short_persons(chains, told_apart=NAMESAKES.search(reading.raw) is not None)
    _short_organisations(chains)
    _generic_heads(chains)
    _join_all(chains, bracketed(reading, candidates))
    _acronyms(chains)
    _short_places(chains)


def _join_all(chains: Chains, pairs: Iterable[Told]) -> None:
    for full, other, reason in pairs:
        chains.merge(full.chain, other.chain, reason)


def _short_places(chains: Chains) -> None:
    """'the North' into 'North Korea', if only one place of the text begins so."""
    places = [c for c in range(len(chains.members)) if _is_named(chains, c, "place")]
    for chain in places:
        if _words(chains, chain) not in {("north",), ("south",), ("east",), ("west",)}:
            continue
        fitting = [
            p
            for p in places
            if p != chain
            and any(
                m.name and len(m.name.words) > 1 and m.name.words[0] == _words(chains, chain)[0]
                for m in chains.members[p]
            )
        ]
        if len(fitting) == 1:
            chains.merge(fitting[0], chain, "short form")


def _key(candidate: Candidate) -> str:
    assert candidate.name is not None
    code = country_code(candidate.name.key) if candidate.type == "place" else ""
    return f"country {code}" if code else candidate.name.key


def _family(kind: EntityType) -> str:
    return "thing" if kind in ORGANISED else kind


def _short_persons(chains: Chains, *, told_apart: bool) -> None:
    """'Ghani', 'Ashraf', 'Ashraf G.' into the one fuller name that fits.

    Where the text tells two of one name apart, 'Mr Berg' need not be Captain Ada Berg.
    """
    persons = [c for c in range(len(chains.members)) if _is_named(chains, c, "person")]
    full = [c for c in persons if len(_words(chains, c)) > 1]
    for chain in sorted(persons, key=lambda c: chains.gender(c) == ""):
        short = _words(chains, chain)
        if len(short) > 2 or any(member.age for member in chains.members[chain]):
            continue  # whether 'old Berg' is Carl or his father the whole case tells
        fitting = [
            f
            for f in full
            if f != chain and chains.members[f] and _abbreviates(short, _words(chains, f))
        ]
        fitting = [f for f in fitting if not _other_office(chains, chain, f)]
        if told_apart and len(short) == 1 and _courteous(chains, chain):
            fitting = [f for f in fitting if not chains.offices(f) & words("titles", "uniforms")]
        gender = chains.gender(chain)
        if gender:
            fitting = [f for f in fitting if chains.gender(f) in {gender, ""}]
            fitting = [f for f in fitting if not _courted_before(chains, chain, f)]
        if len(fitting) > 1:
            fitting = _same_person(chains, fitting)
        if len(fitting) > 1 and len(short) == 1:
            fitting = _meant(chains, chain, fitting)
        if len(fitting) == 1:
            titled = gender and len(short) == 1
            chains.merge(fitting[0], chain, "title + surname" if titled else "short form")
        elif not full and len(short) == 1 and not gender:
            _join_titled(chains, chain, persons)


def _courteous(chains: Chains, chain: int) -> bool:
    """Whether a bare name stands behind 'Mr' or 'Mrs' alone."""
    gender = any(m.kind == "name" and m.gender for m in chains.members[chain])
    return gender and not _titles(chains, chain)


def _other_office(chains: Chains, short: int, full: int) -> bool:
    """'President Berg' need not be 'Ada Berg, the challenger', nor an 'Ada Berg' without a title;
    the other articles will tell.

    Nor 'Carl Berg', whom the text introduces after it has spoken of Farmer Berg.
    """
    theirs = chains.offices(full)
    titles = _titles(chains, short)
    if titles and len(_words(chains, short)) == 1:
        return not titles & theirs
    before = {role.split()[-1].lower().rstrip(".") for role in chains.roles(short)}
    first = min(m.start for m in chains.members[short])
    return bool(before) and not before & theirs and first < _introduced(chains, full)


def _titles(chains: Chains, chain: int) -> set[str]:
    return {title for m in chains.members[chain] if m.name for title in called(m)}


def _introduced(chains: Chains, full: int) -> int:
    """Where the text first gives the whole name."""
    return min(m.start for m in chains.members[full] if m.name and len(m.name.words) > 1)


def _courted_before(chains: Chains, short: int, full: int) -> bool:
    """'Mrs Berg', before the text introduces a 'Jules Berg' of whom nothing says 'she'."""
    first = min(m.start for m in chains.members[short])
    alone = len(_words(chains, short)) == 1 and not chains.gender(full)
    return alone and first < _introduced(chains, full)


def _meant(chains: Chains, short: int, fitting: list[int]) -> list[int]:
    """Of several who bear a name those of that office; else those whom the text has introduced."""
    said = chains.offices(short) & words("titles", "ranks")
    said |= _titles(chains, short)
    if said:
        return [f for f in fitting if chains.offices(f) & said]
    first = min(m.start for m in chains.members[short])
    return [f for f in fitting if _introduced(chains, f) < first]


def _join_titled(chains: Chains, chain: int, persons: Sequence[int]) -> None:
    """'Dahl' into 'Ms Dahl' where the text has no fuller name and no 'Mr Dahl'."""
    same = [
        p
        for p in persons
        if p != chain and chains.members[p] and _words(chains, p) == _words(chains, chain)
    ]
    borne = [titles for p in (chain, *same) if (titles := _titles(chains, p))]
    if len(borne) > 1 and not set.intersection(*borne):
        return  # 'Senator Berg', 'Chief Berg'
    if len(same) == 1:
        chains.merge(same[0], chain, "short form")


def _same_person(chains: Chains, fitting: list[int]) -> list[int]:
    """Several fuller names that are forms of one: keep the longest of them."""
    longest = max(fitting, key=lambda f: len(_words(chains, f)))
    wide = set(_words(chains, longest))
    return [longest] if all(set(_words(chains, f)) <= wide for f in fitting) else fitting


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    if len(short) >= len(full) and not (len(short) == len(full) and len(short[0]) == 1):
        return False
    if len(short) == 1 and full[-2] in FATHERS and short[0] == full[-1]:
        return False  # 'Turki' is the father of 'Faisal bin Turki'
    if len(short) == 1:
        return short[0] in (full[-1], full[0]) or (len(full) > 2 and short[0] in full[1:])
    if short[-1] != full[-1]:
        return False
    return short[0] in full or (len(short[0]) == 1 and full[0].startswith(short[0]))


def _short_organisations(chains: Chains) -> None:
    """'Apple' into 'Apple Computer', 'Northern Star' into 'MV Northern Star'."""
    named = [c for c in range(len(chains.members)) if chains.members[c] and chains.named(c)]
    endings = words("mentions", "corporate_endings")
    prefixes = words("mentions", "vessel_prefixes")
    for chain in named:
        if chains.type(chain) in {"person", "place"} or not chains.members[chain]:
            continue
        short = _words(chains, chain)
        fitting = []
        for other in named:
            full = _words(chains, other)
            if other == chain or not chains.members[other] or len(full) <= len(short):
                continue
            if chains.type(other) in {"person", "place"}:
                continue
            rest = full[len(short) :]
            kind = " ".join(rest) in words("mentions", "kind_endings")
            if (full[: len(short)] == short and (kind or all(w in endings for w in rest))) or (
                full[0] in prefixes and full[1:] == short
            ):
                fitting.append(other)
        if len(fitting) == 1:
            chains.merge(fitting[0], chain, "short form")


def _generic_heads(chains: Chains) -> None:
    """'the Ministry', 'the Bank' into the body that was named before with that word."""
    bodies = [c for c in range(len(chains.members)) if chains.members[c] and chains.named(c)]
    for chain in bodies:
        bodies = [c for c in bodies if chains.members[c]]
        short = _words(chains, chain)
        generic = len(short) == 1 and short[0] in words("mentions", "organization_words")
        definite = [m.start for m in chains.members[chain] if m.definite]
        if not generic or not definite:
            continue
        first = min(definite)
        before = [
            max(m.start for m in chains.members[other] if m.start < first)
            for other in bodies
            if other != chain
            and chains.type(other) in ORGANISED
            and len(_words(chains, other)) > 1
            and {short[0]} & {_words(chains, other)[0], _words(chains, other)[-1]}
            and any(m.start < first for m in chains.members[other])
        ]
        if before:
            nearest = max(before)
            found = next(c for c in bodies if any(m.start == nearest for m in chains.members[c]))
            chains.merge(found, chain, "short form")


def _acronyms(chains: Chains) -> None:
    """'NDS' into 'National Directorate of Security', if no other name has these initials."""
    named = [c for c in range(len(chains.members)) if chains.members[c] and chains.named(c)]
    by_initials: dict[str, set[int]] = defaultdict(set)
    for chain in named:
        if chains.type(chain) == "person":
            continue
        for member in chains.members[chain]:
            if member.name and len(member.name.words) > 1:
                for initials in _initials(member.name.words):
                    by_initials[initials].add(chain)
    for chain in named:
        if not chains.members[chain]:
            continue
        short = chains.members[chain][0]
        assert short.name is not None
        written = short.name.key.replace(" ", "")
        if len(short.name.words) > 1 or not 2 <= len(written) <= 7:
            continue
        fitting = {c for c in by_initials.get(written, set()) if c != chain and chains.members[c]}
        if len(fitting) == 1:
            chains.merge(fitting.pop(), chain, "acronym")


def _initials(parts: tuple[str, ...]) -> set[str]:
    small = {"of", "the", "and", "for", "in", "on", "to", "de", "la", "&"}
    strict = "".join(w[0] for w in parts if w not in small)
    loose = "".join(w[0] for w in parts)
    return {x for x in (strict, loose) if len(x) > 1}


def _words(chains: Chains, chain: int) -> tuple[str, ...]:
    """The words of the fullest name of a chain."""
    names = [m.name.words for m in chains.members[chain] if m.name]
    return max(names, key=len) if names else ()


def _is_named(chains: Chains, chain: int, kind: EntityType) -> bool:
    return bool(chains.members[chain]) and chains.type(chain) == kind and chains.named(chain)
