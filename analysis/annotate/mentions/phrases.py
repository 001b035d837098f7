"""The noun phrases that may mention an actor: around names, and descriptions ('the minister').

In: a Reading, its Names with types. Out: Candidates in text order, each a phrase with what is
known of it alone. The phrase of a name takes its titles and modifiers in ('Transport Minister
Ingrid Dahl'), not what follows a comma; that of a description takes its complements in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.nouns import kind_noun, noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import first_name_gender, fold, is_demonym, place_kind
from analysis.model import EntityType, LinkReason, MentionKind
from analysis.vocabulary import words

Gender = Literal["", "f", "m", "n"]
MODIFIER = frozenset({"compound", "nmod", "amod", "nummod", "poss", "npadvmod"})
STOP_LEFT = frozenset({",", ";", ":", "(", ")", "[", "]", "-", "–", "—", "|", "“", "”", '"', "‘"})
COMPLEMENT = frozenset({"of", "from", "at", "for"})
CUT = frozenset({",", ";", ":", "(", ")", "-", "–", "—", "“", "”", '"'})
OUTSIDE = frozenset({"both", "not", "only", "even", "just", "also", "including"})
THINGS = frozenset({"other", "vehicle", "vessel"})
EVERYWHERE = frozenset({"worldwide", "nationwide", "countrywide", "abroad", "overseas"})
OUTER = frozenset({"SPACE", "VERB", "AUX", "ADP"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


@dataclass(slots=True)
class Candidate:
    """One phrase. Tokens [start, end); `core` are the characters of the name or head word."""

    start: int
    end: int
    root: int
    core: tuple[int, int]
    kind: MentionKind
    type: EntityType
    gender: Gender = ""
    plural: bool = False
    name: Name | None = None
    lemma: str = ""
    definite: bool = False
    possessor: int = -1  # token of 'his' in 'his wife'
    reason: LinkReason = "exact"
    chain: int = -1
    roles: list[str] = field(default_factory=list)
    offices: frozenset[str] = frozenset()  # words for what a person is, before or after the name


def name_phrases(
    reading: Reading, names: Sequence[Name], types: Sequence[EntityType]
) -> list[Candidate]:
    """A Candidate for each name."""
    found = []
    for name, kind in zip(names, types, strict=True):
        root = _root(reading, name)
        whole = kind_noun(reading, name.end, root) if kind in THINGS else -1
        root = whole if whole >= 0 else root
        start = _left(reading, name, root)
        roles = _role_before(reading, name, start) if kind == "person" else []
        found.append(
            Candidate(
                start=start,
                end=whole + 1 if whole >= 0 else _right(reading, name, root, kind),
                root=root,
                core=(reading.start[name.start], reading.end[name.end - 1]),
                kind="name",
                type=kind,
                gender=_gender_of_name(reading, name, start) if kind == "person" else "n",
                plural=kind == "group",
                name=name,
                lemma=reading.lemma[whole] if whole >= 0 else "",
                roles=roles,
                offices=_offices(reading, roles, root) if kind == "person" else frozenset(),
            )
        )
    return found


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
    for i in range(len(reading)):
        if (
            i in taken
            or (
                reading.pos[i] not in {"NOUN", "PROPN"}
                and reading.lower[i] not in words("mentions", "quantity_words")
            )
            or reading.dep[i] in MODIFIER - {"poss"}
        ):
            continue
        kind = noun_type(reading.lemma[i] if reading.pos[i] == "NOUN" else reading.lower[i])
        if kind is None:
            kind = _apposed_type(reading, i, named) or _counted_type(reading, i)
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


def _root(reading: Reading, name: Name) -> int:
    for i in range(name.end - 1, name.start - 1, -1):
        if not name.start <= reading.head[i] < name.end or reading.head[i] == i:
            return i
    return name.end - 1


def _left(reading: Reading, name: Name, root: int) -> int:
    """Where the phrase of a name begins: its determiner, titles, modifiers."""
    start = name.title if name.title >= 0 else name.start
    if name.headline:
        return start
    before = start - 1
    if reading.dep[root] in {"compound", "nmod", "amod"} and reading.head[root] >= name.end:
        if before >= 0 and reading.lower[before] == "the" and reading.head[before] == root:
            return before
        return start
    while before >= reading.left[root] and before >= 0:
        if reading.text[before] == "-" and _joined(reading, before):
            start = before
            before -= 1
            continue
        participle = reading.pos[before] == "VERB" and reading.dep[before] == "amod"
        mark = reading.text[before] in STOP_LEFT and not _between_adjectives(reading, before)
        if mark or (reading.pos[before] in OUTER and not participle):
            break
        start = before
        before -= 1
    while start < name.start and reading.pos[start] in {"CCONJ", "ADV", "PUNCT", "PART", "SCONJ"}:
        start += 1
    return start


def _joined(reading: Reading, i: int) -> bool:
    """Whether a hyphen stands inside a word: 'pan-democratic'."""
    return 0 < i < len(reading) - 1 and (
        reading.end[i - 1] == reading.start[i] and reading.end[i] == reading.start[i + 1]
    )


def _between_adjectives(reading: Reading, i: int) -> bool:
    """The comma of 'a new, faster ship'."""
    return (
        reading.text[i] == ","
        and 0 < i < len(reading) - 1
        and reading.pos[i - 1] == reading.pos[i + 1] == "ADJ"
    )


def _right(reading: Reading, name: Name, root: int, kind: EntityType) -> int:
    """Where the phrase of a name ends: with its complement ('Fung of ADPL', 'Buxton, England')."""
    end = _after_generic_noun(reading, name, kind)
    if end != name.end or reading.dep[root] in {"compound", "nmod", "amod", "poss"}:
        return end
    for child in reading.children[root]:
        if reading.dep[child] == "prep" and child == end and reading.lower[child] in COMPLEMENT:
            return _cut(reading, end, reading.right[child] + 1)
    if kind == "place" and place_kind(name.key) not in {"country", "continent", "state"}:
        return _with_larger_place(reading, end)
    return end


def _with_larger_place(reading: Reading, end: int) -> int:
    """'Buxton, England' is one phrase; 'Buxton, Derby and Leeds' are three."""
    if end + 1 >= len(reading) or reading.text[end] != ",":
        return end
    last = end + 1
    while last < len(reading) and reading.pos[last] == "PROPN" and reading.capital(last):
        last += 1
    larger = reading.raw[reading.start[end + 1] : reading.end[last - 1]]
    if last == end + 1 or place_kind(larger) not in {"country", "state"}:
        return end
    after = reading.lower[last] if last < len(reading) else ""
    listed = after == "and" or (
        after == "," and last + 1 < len(reading) and place_kind(reading.text[last + 1])
    )
    return end if listed else last


def _cut(reading: Reading, start: int, end: int) -> int:
    """The end of a complement, before a comma that opens an apposition or a clause in it."""
    for i in range(start, end):
        if reading.text[i] in CUT or reading.pos[i] in {"SPACE", "CCONJ"}:
            return i
    return end


def _after_generic_noun(reading: Reading, name: Name, kind: EntityType) -> int:
    """'Yonhap news agency' is one name with what it is; 'Apple engineers' is not."""
    if kind != "organization":
        return name.end
    end = name.end
    while end < len(reading) and end < name.end + 2 and reading.pos[end] == "NOUN":
        if reading.tag[end] == "NN" and reading.dep[end] not in MODIFIER:
            generic = reading.lower[end] in {"agency", "newspaper", "magazine"}
            return end + 1 if generic else name.end
        end += 1
    return name.end


def _noun_phrase(reading: Reading, root: int, taken: set[int]) -> tuple[int, int]:
    """[start, end) of a description: modifiers before, complements after, no apposition."""
    start = root
    before = root - 1
    while before >= reading.left[root]:
        mark = reading.text[before] in STOP_LEFT and not _joined(reading, before)
        if mark and not _between_adjectives(reading, before):
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
        if (
            reading.dep[child] in {"prep", "relcl", "acl"}
            and reading.text[reading.left[child]] != ","
        ):
            if "\n" in "".join(reading.text[end : reading.right[child] + 1]):
                break
            stop = reading.right[child] + 1
            end = _cut(reading, end, stop) if reading.dep[child] == "prep" else stop
            if end != stop:
                break
    while end - 1 > root and reading.pos[end - 1] in {"PUNCT", "SPACE"}:
        end -= 1
    return start, end


def _gender_of_name(reading: Reading, name: Name, start: int) -> Gender:
    for i in range(start, name.start):
        word = reading.lower[i].rstrip(".")
        if word in words("titles", "f") or word in words("mentions", "female_nouns"):
            return "f"
        if word in words("titles", "m") or word in words("mentions", "male_nouns"):
            return "m"
    if len(name.words) > 1 and name.words[0] not in words("titles", "particles"):
        return first_name_gender(name.words[0])  # 'Lo' of 'Lo Cascio' is no first name
    return ""


def _gender_of_noun(lemma: str) -> Gender:
    if lemma in words("mentions", "female_nouns") or lemma.endswith("woman"):
        return "f"
    if lemma in words("mentions", "male_nouns") or lemma.endswith("man"):
        return "m"
    return ""


def _offices(reading: Reading, roles: Sequence[str], root: int) -> frozenset[str]:
    """'president' of 'President Berg', 'challenger' of 'Ada Berg, the challenger'."""
    last = {role.split()[-1].lower().rstrip(".") for role in roles}
    apposed = {
        reading.lemma[child]
        for child in reading.children[root]
        if reading.dep[child] == "appos" and reading.pos[child] == "NOUN"
        if noun_type(reading.lemma[child]) == "person"
    }
    return frozenset(last | apposed)


def _role_before(reading: Reading, name: Name, start: int) -> list[str]:
    """'Transport Minister' of 'Transport Minister Ingrid Dahl'; courtesy titles are no roles."""
    inside = reading.text[start : name.start]
    courtesy = words("titles", "f") | words("titles", "m") | {"dr"}
    role = [w for w in inside if w.lower() not in {"the", "a", "an"}]
    bare = [
        w
        for w in role
        if w.lower().rstrip(".") not in courtesy - (words("titles", "ranks") - {"dr"})
    ]
    if not bare or bare[-1] in {"'s", "’s"}:
        return []
    last = bare[-1].lower().rstrip(".")
    if last in words("titles", "ranks") or noun_type(last) == "person":
        return [" ".join(bare)]
    return []
