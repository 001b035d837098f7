"""The descriptions of an article: 'the minister', 'one of the ships', 'Afghan officials'.

In: a Reading, which of its tokens stand in names. Out: Candidates in text order, each a phrase with
its complements; what nations and towns own is made a name ('the Afghan government').
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.phrases import (
    MODIFIER,
    STOP_LEFT,
    THINGS,
    Candidate,
    Gender,
    between_adjectives,
    cut,
    joined,
)
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import fold, is_demonym, place_kind
from analysis.model import EntityType
from analysis.vocabulary import words

OUTSIDE = frozenset({"both", "not", "only", "even", "just", "also", "including"})
EVERYWHERE = frozenset({"worldwide", "nationwide", "countrywide", "abroad", "overseas"})
NATIONAL = ("ian", "ean", "ese", "ish")  # as adjectives of lands end
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def descriptions(
    reading: Reading,
    taken: set[int],
    named: Mapping[int, EntityType] = MappingProxyType({}),
) -> list[Candidate]:
    """Candidates for the descriptions; `taken` are the tokens inside names.

    What stands in apposition to a name (`named`: roots and types) describes what it names, whatever
    the noun: 'Ann Berg, the face of the campaign', 'its latest addition, the A380'.
    """
    found = []
    unsaid = words("mentions", "unsaid_words")
    counted = words("mentions", "quantity_words") | unsaid
    for i in range(len(reading)):
        if (
            i in taken
            or (reading.pos[i] not in {"NOUN", "PROPN"} and reading.lower[i] not in counted)
            or reading.dep[i] in MODIFIER - {"poss"}
        ):
            continue
        kind = noun_type(reading.lemma[i] if reading.pos[i] == "NOUN" else reading.lower[i])
        if kind is None:
            kind = _apposed_type(reading, i, named) or _counted_type(reading, i)
        if kind is None and reading.lower[i] in unsaid and reading.dep[i] in ARGUMENTS:
            kind = "person"  # 'others stayed': who, is not said
        if kind is None:
            continue
        start, end = _noun_phrase(reading, i, taken)
        if start == i and end == i + 1 and _idiom(reading, i):
            continue
        first = reading.lower[start]
        if first in {"no", "neither"}:
            continue  # 'no hostages' denotes nobody
        lemma = reading.lemma[i] if reading.pos[i] == "NOUN" else reading.lower[i]
        possessor = next((c for c in reading.children[i] if reading.dep[c] == "poss"), -1)
        found.append(
            Candidate(
                start=start,
                end=end,
                root=i,
                core=(reading.start[i], reading.end[i]),
                kind="nominal",
                type=kind,
                gender=_gender_of_noun(lemma) if kind == "person" else "n",
                plural=reading.tag[i] in {"NNS", "NNPS"} or lemma in {"people", "police", "staff"},
                lemma=lemma,
                definite=first in DEFINITE or possessor >= 0,
                possessor=possessor,
            )
        )
    return found


def _apposed_type(reading: Reading, i: int, named: Mapping[int, EntityType]) -> EntityType | None:
    if reading.dep[i] == "appos" and reading.head[i] in named:
        kind = named[reading.head[i]]
        return kind if kind == "person" else None
    for child in reading.children[i]:
        if reading.dep[child] == "appos" and named.get(child) in THINGS:
            return named[child]
    return None


def _counted_type(reading: Reading, i: int) -> EntityType | None:
    """What is counted in 'one of the ministers', 'dozens of ships'."""
    if reading.lemma[i] not in words("mentions", "quantity_words"):
        return None
    if i + 1 >= len(reading) or reading.lower[i + 1] != "of":
        return None
    for noun in reading.children[i + 1]:
        if reading.dep[noun] == "pobj" and reading.pos[noun] == "NOUN":
            return noun_type(reading.lemma[noun]) or _counted_type(reading, noun)
    return None


def _idiom(reading: Reading, i: int) -> bool:
    """'on board', 'in office', 'at school': a bare singular after a preposition."""
    return (
        reading.tag[i] == "NN"
        and reading.dep[i] == "pobj"
        and reading.lower[i] not in {"parliament", "congress", "police", "government", "staff"}
    )


def name_governments(
    reading: Reading, described: Sequence[Candidate], named: Sequence[Candidate]
) -> None:
    """Makes names of the bodies that a place or a people tells apart: 'the Afghan government'."""
    places = {c.name.start: c for c in named if c.name}
    for candidate in described:
        if candidate.lemma not in words("mentions", "governing_nouns"):
            continue
        of = candidate.root + 1
        tokens: list[int] = []
        for i in range(candidate.start, candidate.root):
            if i in places and reading.dep[places[i].root] in MODIFIER - {"poss"}:
                name = places[i].name
                assert name is not None
                tokens = list(range(i, candidate.root + 1))
            elif reading.capital(i) and (
                is_demonym(reading.text[i])
                or _of_some_nation(reading, i)
                or (reading.tag[i] == "NNP" and reading.dep[i] == "compound")
            ):
                tokens = list(range(i, candidate.root + 1))
            if tokens:
                break
        if not tokens and of + 1 < candidate.end and reading.lower[of] == "of":
            first = of + 2 if reading.lower[of + 1] == "the" else of + 1
            if (
                first in places
                and places[first].type == "place"
                and (name := places[first].name) is not None
            ):
                tokens = list(range(candidate.root, name.end))
        if tokens and _first_of_two(reading, tokens[0], candidate.start):
            tokens.insert(0, tokens[0] - 1)
        if not tokens or any(reading.lower[i] in {"'s", "’s", ","} for i in tokens):
            continue
        name = Name(tokens[0], tokens[-1] + 1, "ORG")
        name.words = tuple(fold(reading.text[i]) for i in tokens if fold(reading.text[i]))
        name.key = " ".join(name.words)
        candidate.kind = "name"
        candidate.name = name
        candidate.core = (reading.start[name.start], reading.end[name.end - 1])
        candidate.type = "organization"


def _of_some_nation(reading: Reading, i: int) -> bool:
    """'Tolmenian' before 'government', which no list has."""
    adjective = reading.text[i].istitle() and reading.lower[i].endswith(NATIONAL)
    return adjective and reading.ent[i] == "NORP" and reading.dep[i] in MODIFIER


def _first_of_two(reading: Reading, i: int, start: int) -> bool:
    """Whether 'Korean' at i is the second word of 'North Korean'."""
    return (
        i > start
        and reading.capital(i - 1)
        and reading.lower[i - 1] != "the"
        and (
            is_demonym(f"{reading.text[i - 1]} {reading.text[i]}")
            or place_kind(f"{reading.text[i - 1]} {reading.text[i]}") != ""
        )
    )


def _noun_phrase(reading: Reading, root: int, taken: set[int]) -> tuple[int, int]:
    """[start, end) of a description: modifiers before, complements after, no apposition."""
    start = root
    before = root - 1
    while before >= reading.left[root]:
        mark = reading.text[before] in STOP_LEFT and not joined(reading, before)
        if mark and not between_adjectives(reading, before):
            break
        if reading.pos[before] in {"SPACE", "AUX"}:
            break
        start = before
        before -= 1
    while start < root and (
        reading.pos[start] in {"CCONJ", "PUNCT", "SCONJ", "ADP"} or reading.lower[start] in OUTSIDE
    ):
        start += 1
    end = root + 1
    if end < len(reading) and reading.lower[end] in EVERYWHERE:
        end += 1
    for child in reading.children[root]:
        if child < root or reading.left[child] != end:
            continue
        if _tells_which(reading, child) and reading.text[reading.left[child]] != ",":
            if "\n" in "".join(reading.text[end : reading.right[child] + 1]):
                break
            stop = reading.right[child] + 1
            end = cut(reading, end, stop) if reading.dep[child] == "prep" else stop
            if end != stop:
                break
    while end - 1 > root and reading.pos[end - 1] in {"PUNCT", "SPACE"}:
        end -= 1
    return start, end


def _tells_which(reading: Reading, child: int) -> bool:
    """'of the bank', 'who left', 'built in May'; 'waiting outside' is what they do, not who."""
    if reading.dep[child] == "acl":
        return reading.tag[child] != "VBG"
    return reading.dep[child] in {"prep", "relcl"}


def _gender_of_noun(lemma: str) -> Gender:
    if lemma in words("mentions", "female_nouns") or lemma.endswith("woman"):
        return "f"
    if lemma in words("mentions", "male_nouns") or lemma.endswith("man"):
        return "m"
    return ""
