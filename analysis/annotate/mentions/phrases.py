"""The noun phrases around names.

In: a Reading, its Names with types. Out: Candidates in text order, each a phrase with what is
known of it alone. The phrase of a name takes its titles and modifiers in ('Transport Minister
Ingrid Dahl'), not what follows a comma. Descriptions have their own module.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.nouns import kind_noun, noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import first_name_gender, place_kind
from analysis.model import EntityType, LinkReason, MentionKind
from analysis.vocabulary import table, words

Gender = Literal["", "f", "m", "n"]
MODIFIER = frozenset({"compound", "nmod", "amod", "nummod", "poss", "npadvmod"})
STOP_LEFT = frozenset({",", ";", ":", "(", ")", "[", "]", "-", "–", "—", "|", "“", "”", '"', "‘"})
COMPLEMENT = frozenset({"of", "from", "at", "for"})
CUT = frozenset({",", ";", ":", "(", ")", "-", "–", "—", "“", "”", '"'})
THINGS = frozenset({"other", "vehicle", "vessel"})
OUTER = frozenset({"SPACE", "VERB", "AUX", "ADP"})
_OWNING = re.compile(r" (?=['’]s\b)")  # of "Halvia 's Prime Minister"
OF_AN_OFFICE = frozenset({"of", "for", "at", "in"})  # 'Speaker of the House'


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
    age: str = ""  # 'elder' of 'old Berg', 'younger' of 'Berg the younger'
    bracketed: bool = False  # '(CEF)': letters that say what was named just before


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
        if kind == "person" and start == name.start and not name.headline:
            start = _with_title(reading, start)
        roles = _role_before(reading, name, start) if kind == "person" else []
        age, told = age_told(reading, name) if kind == "person" else ("", name.end)
        end = whole + 1 if whole >= 0 else _right(reading, name, root, kind)
        found.append(
            Candidate(
                start=start,
                end=max(end, told),
                root=root,
                core=(reading.start[name.start], reading.end[name.end - 1]),
                kind="name",
                type=kind,
                gender=_gender_of_name(reading, name, start) if kind == "person" else "n",
                plural=kind == "group",
                name=name,
                lemma=reading.lemma[whole] if whole >= 0 else "",
                definite=reading.lower[start] == "the",
                roles=roles,
                offices=_offices(reading, roles, root) if kind == "person" else frozenset(),
                age=age,
                bracketed=_bracketed(reading, name),
            )
        )
    return found


def age_told(reading: Reading, name: Name) -> tuple[str, int]:
    """Which of two of a name is meant, 'elder' or 'younger', and where the words for it end."""
    before = reading.lower[name.start - 1] if name.start else ""
    after = reading.lower[name.end : name.end + 2]
    for age in ("elder", "younger"):
        if after[:1] == ["the"] and after[-1] in words("titles", f"{age}_behind"):
            return age, name.end + 2
        if before in words("titles", age):
            return age, name.end
    return "", name.end


def _bracketed(reading: Reading, name: Name) -> bool:
    around = reading.text[name.start - 1 : name.start], reading.text[name.end : name.end + 1]
    letters = reading.text[name.start]
    alone = name.end - name.start == 1 and letters.isupper() and 2 <= len(letters) <= 7
    return alone and around == (["("], [")"])


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
        if reading.text[before] == "-" and joined(reading, before):
            start = before
            before -= 1
            continue
        participle = reading.pos[before] == "VERB" and reading.dep[before] == "amod"
        mark = reading.text[before] in STOP_LEFT and not between_adjectives(reading, before)
        other = (
            reading.lower[before] in {"and", "or", "&"}
            and before > 0
            and reading.pos[before - 1] != "ADJ"
            and reading.capital(before - 1)
        )
        if mark or other or (reading.pos[before] in OUTER and not participle):
            break  # 'Trump and first lady Melania Trump' are two
        start = before
        before -= 1
    while start < name.start and reading.pos[start] in {"CCONJ", "ADV", "PUNCT", "PART", "SCONJ"}:
        start += 1
    return start


def _with_title(reading: Reading, start: int) -> int:
    """With the title before a name that the parser hung elsewhere: 'Minister Ada Berg and ...'."""
    first = start
    while first > 0 and reading.capital(first - 1) and reading.text[first - 1].isalpha():
        word = reading.lower[first - 1]
        if not any(word in words("titles", key) for key in ("f", "m", "ranks", "modifiers")):
            break
        first -= 1
    near = reading.lower[start - 1 : start]
    return first if set(near) & words("titles", "ranks") else start


def joined(reading: Reading, i: int) -> bool:
    """Whether a hyphen stands inside a word: 'pan-democratic'."""
    return 0 < i < len(reading) - 1 and (
        reading.end[i - 1] == reading.start[i] and reading.end[i] == reading.start[i + 1]
    )


def between_adjectives(reading: Reading, i: int) -> bool:
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
            return cut(reading, end, reading.right[child] + 1)
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


def cut(reading: Reading, start: int, end: int) -> int:
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


def _offices(reading: Reading, roles: Sequence[str], root: int) -> frozenset[str]:
    """'president' of 'President Berg', 'challenger' of 'Ada Berg, the challenger'."""
    last = {office_of(role) for role in roles}
    apposed = [child for child in reading.children[root] if reading.dep[child] == "appos"]
    if reading.dep[root] == "appos":
        apposed.append(reading.head[root])  # 'the challenger, Ada Berg'
    nouns = {reading.lemma[i] for i in apposed if reading.pos[i] == "NOUN"}
    titles = {reading.lower[i] for i in apposed if reading.pos[i] == "PROPN"}
    called = {noun for noun in nouns if noun_type(noun) == "person"}
    return frozenset(last | called | (titles & words("titles", "ranks")))


def office_of(role: str) -> str:
    """'minister' of 'Transport Minister', 'vice governor' of 'Vice Governor', 'sergeant' of
    'Sergeant at Arms'."""
    said = re.split(r" (?:at|in) ", role.lower().replace("-", " "))[0].split()
    last = said[-1].rstrip(".")
    last = table("titles")["abbreviations"].get(last, last)
    return f"vice {last}" if set(said[:-1]) & words("titles", "seconds") else last


def _role_before(reading: Reading, name: Name, start: int) -> list[str]:
    """'Transport Minister' of 'Transport Minister Ingrid Dahl'; courtesy titles are no roles."""
    inside = reading.text[start : name.start]
    if "and" in inside:  # 'Minister Lars Holm and Mayor' before 'Eva Holm'
        inside = inside[len(inside) - inside[::-1].index("and") :]
    courtesy = words("titles", "f") | words("titles", "m") | {"dr"}
    plain = (w for w in inside if any(map(str.isalnum, w)) or w in {"'s", "’s"})
    role = [w for w in plain if w.lower() not in {"the", "a", "an"}]
    bare = [
        w
        for w in role
        if w.lower().rstrip(".") not in courtesy - (words("titles", "ranks") - {"dr"})
    ]
    if not bare or bare[-1] in {"'s", "’s"}:
        return []
    for of in (len(bare), *(i for i, word in enumerate(bare) if word in OF_AN_OFFICE)):
        last = bare[of - 1].lower().rstrip(".") if of else ""
        if last in words("titles", "ranks") or noun_type(last) == "person":
            whole = of < len(bare) and bare[of] in {"at", "in"}  # 'Sergeant at Arms'
            # 'Speaker' of 'Speaker of the House Ada Berg'
            return [_OWNING.sub("", " ".join(bare if whole else bare[:of]))]
    return []
