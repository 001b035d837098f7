"""Which of the names that the tagger saw are the parts of one.

In: a Reading and its Names in order. Out: the Names, those joined that stand beside each other or
around a small word of another language and are read as one.
"""

from __future__ import annotations

import re

from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.name_edges import POSSESSIVE, SAINTS, Name
from analysis.annotate.mentions.name_reach import BESIDE
from analysis.annotate.mentions.name_titles import is_title
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_demonym, is_first_name, place_kind
from analysis.vocabulary import words

# between the words of names in other languages, and no words of English
LINKS = frozenset(
    {"du", "de", "des", "del", "della", "di", "da", "das", "do", "dos", "dei", "degli"}
)
NATIONAL = ("ian", "ean", "ese", "ish")  # as adjectives of lands end


def rejoined(reading: Reading, found: list[Name]) -> list[Name]:
    """'Islamic State', which the tagger took for an adjective and another name.

    Only where the second part is a capitalised common noun; 'Afghan Parliament' is left to
    `name_governments`, for nations name what is theirs.
    """
    whole: list[Name] = []
    for name in found:
        before = whole[-1] if whole else None
        joined = before is not None and any(
            of_one(reading, before, name)
            for of_one in (_of_a_generation, _two_words_of_one, _double_surname, _cut)
        )
        if before is not None and joined:
            before.end, before.label = name.end, "PERSON"
        elif before is not None and _called_site(reading, before, name):
            before.end, before.label = name.end, "FAC"
        elif before is not None and _read_as_one(reading, before, name):
            before.label = _label_of_both(reading, before, name)
            before.end = name.end
        elif before is not None and _linked_abroad(reading, before, name):
            person = before.label == "PERSON" and is_first_name(reading.text[before.start])
            before.label = "PERSON" if person or before.title >= 0 else ""
            before.end = name.end
        elif (
            before is not None
            and before.end == name.start
            and before.label == "NORP"
            and name.title < 0
            and name.label != "PERSON"
            and not is_demonym(reading.text[before.start])
            and noun_type(reading.lower[name.start]) is not None
        ):
            before.end, before.label = name.end, "ORG"
        else:
            whole.append(name)
    return whole


def of_members(reading: Reading, found: list[Name]) -> list[Name]:
    """'The Seafarers' Aid Union', 'the Miners' Relief Fund', of which the tagger saw 'Aid Union':
    those whose body it is open its name. Not so of lands and of names, 'the United Nations'
    Security Council', 'Reuters' Vesk Bureau'."""
    whole: list[Name] = []
    for name in found:
        start = name.start - 2
        inside = [other for other in whole if other.end > start]
        if _has_members_before(reading, name) and all(n.start == start for n in inside):
            del whole[len(whole) - len(inside) :]
            name.start, name.label = start, "ORG"
        whole.append(name)
    return whole


def _has_members_before(reading: Reading, name: Name) -> bool:
    """'[Miners'] Relief Fund': a plural noun, whose and of a body."""
    mark = name.start - 1
    if mark < 2 or reading.text[mark] not in {"'", "’"}:
        return False
    members = reading.text[mark - 1]
    plural = (
        members.istitle() and members.endswith("s") and reading.start[mark] == reading.end[mark - 1]
    )
    if not plural or not in_dictionary(members[:-1].lower()):
        return False
    if any(is_demonym(word) or place_kind(word) for word in (members, members[:-1])):
        return False
    return any(noun_type(word) == "organization" for word in reading.lower[name.start : name.end])


def _of_a_generation(reading: Reading, before: Name, name: Name) -> bool:
    """'Ada Lunde, [Jr.]': part of the name, and no other's."""
    if name.end - name.start != 1 or before.end - before.start < 2 or before.label == "ORG":
        return False
    between = reading.text[before.end : name.start]
    ending = reading.lower[name.start].rstrip(".")
    return between in ([], [","]) and ending in words("titles", "generations")


def parted(reading: Reading, found: list[Name]) -> list[Name]:
    """'The Varn-Holt line': two places, where the text names both by themselves."""
    alone = {reading.text[n.start] for n in found if n.end - n.start == 1}
    routes = words("mentions", "routes")
    parts: list[Name] = []
    for name in found:
        ends = {reading.text[name.start], reading.text[name.end - 1]}
        pair = name.end - name.start == 3 and reading.text[name.start + 1] in {"-", "–"}
        line = reading.lower[name.end : name.end + 1] and reading.lower[name.end] in routes
        known = ends <= alone or (line and (ends & alone or _two_towns(ends)))
        if pair and len(ends) == 2 and known and name.label != "PERSON":
            parts.append(Name(name.start, name.start + 1, "GPE"))
            parts.append(Name(name.end - 1, name.end, "GPE"))
        else:
            parts.append(name)
    return parts


def _two_towns(ends: set[str]) -> bool:
    """Whether both ends of 'the Varn-Holt line' may be towns: not 'the Anglo-Irish border'."""
    return not any(
        is_demonym(end) or end.endswith(("o", *NATIONAL)) or not end.istitle() or len(end) < 4
        for end in ends
    )


def _two_words_of_one(reading: Reading, before: Name, name: Name) -> bool:
    """'Sanobar Ilyazova', of which the tagger made two places."""
    return (
        before.end == name.start
        and before.label == name.label == "GPE"
        and before.end - before.start == name.end - name.start == 1
        and before.title < 0
        and reading.dep[before.start] == "compound"
        and reading.head[before.start] == name.start
        and not place_kind(reading.text[before.start])
        and not place_kind(reading.text[name.start])
    )


def _called_site(reading: Reading, before: Name, name: Name) -> bool:
    """'St Vera's Hospital', 'Chandler's Quay', in which the tagger saw a person and what is hers.

    Not 'Norway's Parliament'; a bridge that is no more than somebody's has no capital.
    """
    owner = reading.lower[before.end] in POSSESSIVE and before.end + 1 == name.start
    if not owner or name.end - name.start != 1 or not reading.text[name.start].istitle():
        return False
    sites = words("mentions", "facility_words") | words("mentions", "place_words")
    one = before.end - before.start == 1
    if reading.lower[before.start].rstrip(".") in SAINTS and not one:
        return reading.lower[name.start] in sites | words("mentions", "organization_words")
    bodies = sites | words("mentions", "organization_words")
    if one and _many(reading, before.start) and reading.lower[name.start] in bodies:
        return True  # "the Seamen's House", "the Pilots' Union"
    called = before.label in {"PERSON", ""} and not place_kind(reading.text[before.start])
    return one and called and reading.lower[name.start] in sites


def _many(reading: Reading, i: int) -> bool:
    """Whether a word with a capital is the plural of a word for people: 'Seamen', 'Farmers'."""
    word = reading.lower[i]
    one = word.removesuffix("s") if word.endswith("s") else re.sub("men$", "man", word)
    people = one in words("mentions", "person_nouns") or noun_type(one) == "person"
    return reading.text[i].istitle() and word != one and people


def _read_as_one(reading: Reading, before: Name, name: Name) -> bool:
    """'Viorel Rascu', 'Porto Velho', 'the Ada Holm', to whose two words the tagger gave two labels,
    or to one of them none, where the parser reads the first as a part of the second.

    Not where either says what it is, or is known by itself.
    """
    pair = before.end == name.start and before.title < 0 and name.title < 0
    if not pair or before.label == "NORP" or name.end - before.start != 2:
        return False
    first, last = before.start, name.start
    if reading.dep[first] != "compound" or reading.head[first] != last:
        return False
    if not all(_may_be_half(reading, i) for i in (first, last)):
        return False
    if reading.lower[first] in words("mentions", "place_beginnings"):
        return True  # 'Porto Velho', wherever Porto is
    called = is_first_name(reading.text[first]) and not name.label
    known = place_kind(reading.text[first]) or (place_kind(reading.text[last]) and not called)
    return not known


def _may_be_half(reading: Reading, i: int) -> bool:
    """Whether a word may be one half of a name: no kind, title or nation."""
    word = reading.text[i]
    return (
        word.istitle()
        and word.isalpha()
        and reading.pos[i] == "PROPN"
        and not is_kind(reading.lower[i])
        and not is_title(reading.lower[i])
        and not is_demonym(word)
        and reading.lower[i]
        not in words("mentions", "not_names") | words("titles", "modifiers") | BESIDE
    )


def _label_of_both(reading: Reading, before: Name, name: Name) -> str:
    """What two words are that are one name: a person where either is, or by a first name."""
    if reading.lower[before.start] in words("mentions", "place_beginnings"):
        return "GPE"
    person = is_first_name(reading.text[before.start])
    if person or "PERSON" in {before.label, name.label}:
        return "PERSON"
    labels = {before.label, name.label}
    return "ORG" if "ORG" in labels else ""


def _cut(reading: Reading, before: Name, name: Name) -> bool:
    """'Harpal Singh Dhillon', of whom the tagger took the last word for another name."""
    last, following = before.end - 1, reading.lower[name.start]
    return (
        before.end == name.start
        and (
            before.label == "PERSON" or before.title >= 0 or _first_name_in_office(reading, before)
        )
        and name.end - name.start == 1
        and name.title < 0
        and name.label not in {"PERSON", "NORP"}
        and reading.text[name.start].isalpha()
        and reading.dep[last] in {"compound", "flat"}
        and reading.head[last] == name.start
        and not is_kind(following)
        and not place_kind(following)
    )


def _first_name_in_office(reading: Reading, name: Name) -> bool:
    """'Fernanda' behind 'Deputy', whatever the tagger makes of her."""
    office = name.start > 0 and is_title(reading.lower[name.start - 1])
    return office and name.end - name.start == 1 and is_first_name(reading.text[name.start])


def is_kind(word: str) -> bool:
    """Whether a word says what a thing is, so that no person is called so: 'foundation'."""
    keys = ("organization_words", "facility_words", "place_words", "vessel_words")
    return noun_type(word) is not None or any(word in words("mentions", key) for key in keys)


def _linked_abroad(reading: Reading, before: Name, name: Name) -> bool:
    """'Rosa dos Ventos', in which the tagger saw two names beside a word that it did not know."""
    link = before.end
    return (
        link + 1 == name.start
        and name.title < 0
        and reading.text[link] in LINKS
        and reading.paragraph[before.start] == reading.paragraph[name.start]
        and reading.text[name.start].istitle()
        and not reading.text[link - 1].isupper()
    )


def _double_surname(reading: Reading, before: Name, name: Name) -> bool:
    """'Arabella Coombe-Hartley', of whom the tagger made a person and a body."""
    return (
        before.end == name.start
        and before.label == "PERSON"
        and before.end - before.start == 1
        and name.title < 0
        and name.label != "NORP"
        and "-" in reading.text[name.start : name.end]
        and reading.lower[name.end - 1] not in words("mentions", "organization_words")
    )
