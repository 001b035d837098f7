"""Links the descriptions of one article ('the minister', 'the aircraft') to its chains.

In: Candidates of kind 'nominal', the named ones, their Chains. Out: each description's `chain` and
`reason` set: by apposition, by role, by the one of fitting kind that stands out just before.
Where none stands out, the description keeps a chain of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.annotate.mentions.chains import Chains
from analysis.annotate.mentions.phrases import THINGS, Candidate
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import country_code
from analysis.vocabulary import words

CHIEF = 2  # times as often named as the next, for 'the company' to be it


def link_descriptions(
    reading: Reading, found: Sequence[Candidate], names: Sequence[Candidate], chains: Chains
) -> None:
    """Descriptions into chains by apposition, by role, by the one fitting kind just before."""
    by_root = {c.root: c for c in names}
    for candidate in found:
        partner = _apposed(reading, candidate, by_root)
        if partner is not None and _compatible(candidate, chains, partner.chain):
            chains.join(candidate, partner.chain, "apposition")
            if candidate.type == "person":
                candidate.roles.append(_bare_role(reading, candidate))
    everything = sorted([*names, *found], key=lambda c: (c.start, -c.end))
    for candidate in everything:
        if candidate.kind == "nominal" and candidate.chain < 0:
            chain = _definite(reading, candidate, everything, chains)
            if chain is None:
                chains.new(candidate)
            else:
                chains.join(candidate, chain, "role")


def _apposed(
    reading: Reading, candidate: Candidate, by_root: dict[int, Candidate]
) -> Candidate | None:
    """The name that stands in apposition to a description, on either side."""
    i = candidate.root
    if reading.dep[i] == "appos" and reading.head[i] in by_root:
        return by_root[reading.head[i]]
    for child in reading.children[i]:
        if reading.dep[child] == "appos" and child in by_root:
            return by_root[child]
    if reading.dep[i] == "attr" and reading.lemma[reading.head[i]] == "be":
        for child in reading.children[reading.head[i]]:
            if reading.dep[child] == "nsubj" and child in by_root:
                return by_root[child]
    # 'her deputy Per Dahl', where the parser took the first name for a preposition
    last = by_root.get(candidate.root + 1) or by_root.get(candidate.end - 1)
    ends_in_name = (
        last is not None
        and last.name is not None
        and last.type == candidate.type == "person"
        and (last.name.start, last.name.end) == (candidate.root + 1, candidate.end)
    )
    if ends_in_name:
        return last
    # 'The founder of the bank, Anton Halm, left': parsed as if the bank were the man
    if candidate.type == "person":
        for within in range(candidate.start, candidate.end):
            for child in reading.children[within]:
                if reading.dep[child] == "appos" and child in by_root:
                    name = by_root[child]
                    if name.type == "person" and name.start >= candidate.end:
                        return name
    return None


def _bare_role(reading: Reading, candidate: Candidate) -> str:
    first = candidate.start
    while first < candidate.root and reading.pos[first] in {"DET", "PRON"}:
        first += 1
    return " ".join(reading.raw[reading.start[first] : reading.end[candidate.end - 1]].split())


def _compatible(candidate: Candidate, chains: Chains, chain: int) -> bool:
    kind = chains.type(chain)
    if candidate.type != kind and not (
        {candidate.type, kind}
        <= {"organization", "group", "facility", "other", "place", "vessel", "vehicle"}
        and candidate.type != "place"
    ):
        return False
    if candidate.plural and not chains.plural(chain):
        return False
    gender = chains.gender(chain)
    return not (
        candidate.gender in {"f", "m"} and gender in {"f", "m"} and gender != candidate.gender
    )


def _definite(
    reading: Reading, candidate: Candidate, everything: Sequence[Candidate], chains: Chains
) -> int | None:
    """The chain that 'the minister', 'the company', 'the ship' takes up, if one stands out."""
    if candidate.plural and candidate.end - candidate.start == 1:
        return _generic(candidate, everything)
    office = reading.capital(candidate.root) and candidate.type == "person"
    if not (candidate.definite or office) or candidate.possessor >= 0:
        return None
    if _points(reading, candidate) and candidate.lemma in words("mentions", "outlet_nouns"):
        return None  # 'this newspaper' is the one that says so
    long = candidate.end - candidate.root > 1
    before = [
        c
        for c in everything
        if c.chain >= 0
        and c.end <= candidate.start
        and _compatible(candidate, chains, c.chain)
        and chains.members[c.chain]
    ]
    if not before:
        return None
    if not long:
        same = [
            c
            for c in before
            if c.lemma == candidate.lemma and c.plural == candidate.plural
            if _modifiers(reading, candidate) <= _modifiers(reading, c)
        ]
        if same and (len({c.chain for c in same}) == 1 or _points(reading, candidate)):
            return same[-1].chain
    if long or candidate.plural:
        return None
    if candidate.type == "person":
        said = {
            reading.lower[i]
            for i in range(candidate.start, candidate.root + 1)
            if reading.pos[i] not in {"DET", "PRON", "PUNCT"}
        }
        role = [c.chain for c in before if _has_role(chains, c.chain, said)]
        return role[-1] if len(set(role)) == 1 else None
    thing = candidate.lemma in words("mentions", "kind_words") | words("mentions", "vehicle_words")
    body = candidate.lemma in words("mentions", "organization_words")
    if body and _modifiers(reading, candidate):
        thing = False  # 'the fire service' is no product, as 'the service' may be
    types = THINGS if thing else {candidate.type}
    named = [c for c in before if chains.named(c.chain) and chains.type(c.chain) in types]
    here = reading.sentence[candidate.start]
    fitting = [c for c in named if thing or _noun_fits(candidate.lemma, chains, c.chain)]
    if candidate.type not in {"vessel", "vehicle"}:  # an article has few ships, many bodies
        fitting = [c for c in fitting if here - reading.sentence[c.start] <= 2]
    found = {c.chain for c in fitting}
    return found.pop() if len(found) == 1 else _chief(found, chains)


def _generic(candidate: Candidate, everything: Sequence[Candidate]) -> int | None:
    """'Residents' are the residents spoken of before, where neither is told more closely."""
    before = (
        c.chain
        for c in reversed(everything)
        if c.chain >= 0
        and c.kind == "nominal"
        and c.plural
        and c.lemma == candidate.lemma
        and c.end - c.start == 1
        and c.end <= candidate.start
    )
    return next(before, None)


def _chief(found: set[int], chains: Chains) -> int | None:
    """The one that the article is about: named twice as often before as any other."""
    ranked = sorted(found, key=lambda chain: -len(chains.members[chain]))
    if len(ranked) < 2:
        return None
    first, second = (len(chains.members[chain]) for chain in ranked[:2])
    return ranked[0] if first >= CHIEF * second else None


def _modifiers(reading: Reading, candidate: Candidate) -> set[str]:
    """What tells 'the film industry' from 'the music industry': the words before the noun."""
    return {
        reading.lower[i]
        for i in range(candidate.start, candidate.root)
        if reading.pos[i] in {"ADJ", "NOUN", "PROPN", "NUM", "VERB"}
    }


def _points(reading: Reading, candidate: Candidate) -> bool:
    """'this district' is the one just spoken of, where 'the district' may be any."""
    return reading.lower[candidate.start] in {"this", "these"}


def _has_role(chains: Chains, chain: int, said: set[str]) -> bool:
    """Whether all words of a description stand in one role of the chain: 'the home secretary'."""
    return any(said <= set(role.lower().split()) for role in chains.roles(chain))


def _noun_fits(lemma: str, chains: Chains, chain: int) -> bool:
    if lemma in {"country", "nation", "kingdom", "republic"}:
        return any(m.name and country_code(m.name.key) for m in chains.members[chain])
    if lemma in {"city", "town", "capital", "village"}:
        return not any(m.name and country_code(m.name.key) for m in chains.members[chain])
    if lemma in {"island", "river", "province", "region", "state", "district", "port", "park"}:
        return any(m.name and lemma in m.name.words for m in chains.members[chain])
    if lemma in words("mentions", "sites") | words("mentions", "facility_words"):
        return any(m.name and lemma in m.name.words for m in chains.members[chain])
    if lemma in words("mentions", "specific_nouns") | words("mentions", "thing_nouns"):
        return any(m.name and lemma in m.name.words for m in chains.members[chain])
    return lemma not in words("mentions", "unspecific_places")
