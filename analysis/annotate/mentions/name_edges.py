"""Where a name begins and ends, whatever the tagger made of it.

In: a Reading and a span. Out: Names, bare of article, title and possessive ending, and whole.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.annotate.mentions.headings import DATELINE
from analysis.annotate.mentions.name_titles import (
    PARTICLES,
    behind_office,
    called_after_title,
    held_office,
    is_title,
    only_title,
    opens_with_title,
    title_at,
)
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_demonym, is_first_name, place_kind
from analysis.vocabulary import words

# 'Neighbouring Aldoria': which Aldoria is meant, nothing that it is called
NEIGHBOURING = frozenset({"neighbouring", "neighboring", "nearby", "downtown"})
BESIDE = NEIGHBOURING | {"central", "greater"}
POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'"})


FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+")
MODEL = re.compile(r"[A-Z]{1,3}-?\d{3}\w?|[A-Z]{1,3}-\d{1,3}\w?")  # 'A380', 'F-16'
# between the words of names in other languages: 'Banque du Nord'
LINKING = frozenset(
    {"du", "de", "des", "del", "della", "di", "da", "do", "dos", "der", "für", "van"}
)
COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mme", "mlle", "herr", "frau"})
HONOURS = frozenset({"MP", "MEP", "MSP", "QC", "KC", "RN", "OBE", "CBE", "MBE", "PhD", "MD"})
PARTED = frozenset({"ORG", "FAC", "PERSON", "PRODUCT"})
LOCATING = frozenset({"in", "off", "near"})
ABOARD = frozenset({"aboard", "board", "on", "off"})
NUMBERS = frozenset({"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"})
COUNTED = frozenset({"NNS", "NNPS", "JJ"})  # behind a number: '500 employees'


@dataclass(slots=True)
class Name:
    """An occurrence of a name: tokens [start, end), and the title tokens [title, start)."""

    start: int
    end: int
    label: str
    title: int = -1
    key: str = ""
    words: tuple[str, ...] = ()
    headline: bool = False
    demonym: bool = False
    roles: list[str] = field(default_factory=list)


def trimmed(reading: Reading, start: int, end: int, label: str) -> Iterator[Name]:
    """The bare name inside a tagged span; nothing when only a title or a headline verb is left."""
    if start >= end:
        return
    text, lower = reading.text, reading.lower
    verbs = words("mentions", "headline_verbs")
    for i in range(start, end):  # the tagger runs over line breaks and into brackets
        if "\n" in text[i] or text[i] in {"(", ")", "[", "]", "where", "who", "which", "when"}:
            yield from trimmed(reading, start, i, label)
            yield from trimmed(reading, i + 1, end, label)
            return
    owned = label == "ORG" and end - start > 2 and lower[start + 1] in {"'s", "’s"}
    if owned and _is_place(reading, start):  # 'Belmora's Prison Service' is the Prison Service
        yield Name(start, start + 1, "GPE")
        yield from trimmed(reading, start + 2, end, label)
        return
    parting = _parting(reading, start, end) if label in PARTED else 0
    if parting:  # 'Arroyo, Anselm Coroa', 'Nadia Ferrant's League', 'the Palace in Dorvane' are two
        person = lower[parting] in {"'s", "’s"}
        yield from trimmed(reading, start, parting, "PERSON" if person else label)
        yield from trimmed(
            reading, parting + 1, end, "GPE" if lower[parting] in LOCATING else label
        )
        return
    town = _town_of_office(reading, start, end)
    if town:  # 'Mayor of Varhaug Ada Lunde'
        yield Name(start, town, "GPE")
        yield from trimmed(reading, town, end, "PERSON")
        return
    held = held_office(reading, start, end)
    if held:  # 'Speaker of the National Assembly Ada Lunde'
        if held - start > 1:
            yield from trimmed(reading, start, held, "ORG")
        yield from trimmed(reading, held, end, "PERSON")
        return
    belonging = _belonging(reading, start, end) if label == "ORG" else 0
    if belonging:  # 'Karin Holt of Sund Line' is a person and what she belongs to
        yield Name(start, belonging, "PERSON")
        yield from trimmed(reading, belonging + 1, end, label)
        return
    while end > start and (lower[end - 1] in POSSESSIVE or not text[end - 1][:1].isalnum()):
        end -= 1
    while start < end and (_is_article(reading, start) or not text[start][:1].isalnum()):
        start += 1
    while end - start > 1 and FIGURE.fullmatch(text[end - 1]):
        end -= 1  # 'Ada Berg 32,765' of a table of votes
    while end - start > 2 and text[end - 1] in HONOURS:  # 'Ada Berg MP'
        end, label = end - 1, "PERSON"
    while end - start > 1 and text[start][:1].isdigit() and ":" in text[start]:
        start += 1  # '02:40 Varhaug time'
    while end - start > 1 and lower[start] in verbs and not _named_so(reading, start):
        start += 1
    while end - start > 1 and lower[end - 1] in verbs and reading.pos[end - 1] == "VERB":
        end -= 1
    if label == "PERSON":  # 'James Berg Facebook', 'Getty James Berg': the page, not the man
        while end - start > 1 and lower[end - 1] in words("mentions", "page_words"):
            end -= 1
        while end - start > 1 and lower[start] in words("mentions", "page_words"):
            start += 1
    if start >= end or not any(reading.capital(i) for i in range(start, end)):
        return
    title = start
    if label == "PERSON":
        start = _behind_epithet(reading, start, end)
        title = start
    office = behind_office(reading, start, end)
    if office > start:
        yield Name(office, end, "PERSON", start)
        return
    if label == "PERSON" or title_at(reading, start):
        first = start
        while start < end - 1 and title_at(reading, start):
            start += 1
        personal = COURTESIES | words("titles", "of_persons")
        called = lower[first].rstrip(".") in personal and not text[first].isupper()
        if start - first == 1 and end - start == 1 and label != "PERSON" and not called:
            start = first  # 'King County', 'President Hotel': the title belongs to the name
        if start > first and called_after_title(reading, first):
            start = first
        elif start == first and opens_with_title(reading, start):
            start -= 1
    if only_title(lower[start:end]):
        return  # 'Prime Minister' is a description
    if (
        end < len(reading)
        and is_title(lower[end])
        and all(w in words("titles", "modifiers") for w in lower[start:end])
        and not text[start].isupper()
    ):
        return  # the 'Interior' of 'Interior Minister'
    if end - start == 1 and lower[start] in verbs:
        return
    yield Name(start, end, label, title if title < start else -1)


def _is_article(reading: Reading, i: int) -> bool:
    """'the', 'a', 'an'; not the 'An' of 'the people of An Dao'."""
    word = reading.text[i]
    inside = i > reading.sentences[reading.sentence[i]][0]
    named = word == "An" and inside and i + 1 < len(reading) and reading.capital(i + 1)
    return word.lower() in {"the", "a", "an"} and not named


def _named_so(reading: Reading, i: int) -> bool:
    """Whether a word of headlines is a noun or a first name: 'Said Berg'."""
    first = reading.pos[i] == "PROPN" and is_first_name(reading.text[i])
    return first or reading.pos[i] == "NOUN"


def _parting(reading: Reading, start: int, end: int) -> int:
    """Where a tagged span runs from one name into the next; 0 where it does not."""
    text, lower = reading.text, reading.lower
    for i in range(start + 1, end - 1):
        if not reading.capital(i + 1):
            continue
        if lower[i] == "," and not {"and", "&", ","} & {*lower[i + 1 : end]}:
            ending = lower[i + 1].rstrip(".")
            if ending not in words("mentions", "corporate_endings") | words(
                "titles", "generations"
            ):
                return i  # not 'Acme, Inc.', not 'the Department of Health, Labour and Welfare'
        elif lower[i] in {"'s", "’s"} and i == start + 2 and is_first_name(text[start]):
            return i if end - i > 2 else 0
        placed = lower[i] == "in" and i > start + 1 and _is_place(reading, i + 1)
        if placed or lower[i] in {"off", "near"}:
            return i
    return 0


def _town_of_office(reading: Reading, start: int, end: int) -> int:
    """Where the person begins in 'Varhaug Ada Lunde' behind 'Mayor of'; 0 where there is none."""
    if end - start < 3 or start < 2 or reading.lower[start - 1] != "of":
        return 0
    capital = all(reading.capital(i) and reading.text[i].isalpha() for i in range(start, end))
    office = is_title(reading.lower[start - 2]) and capital
    return start + 1 if office and _is_place(reading, start) else 0


def _belonging(reading: Reading, start: int, end: int) -> int:
    """Where the 'of' stands behind a first name and another; 0 where there is none."""
    of = start + 2
    person = of + 1 < end and reading.lower[of] == "of" and is_first_name(reading.text[start])
    body = person and reading.lower[start + 1] in words("mentions", "organization_words")
    if person and not body and reading.capital(start + 1):
        return of
    return _surname_of_letters(reading, start, end)


def _surname_of_letters(reading: Reading, start: int, end: int) -> int:
    """Where the 'of' stands in 'Noorani of the ISI', a surname and letters; 0 for none."""
    of = start + 1
    letters = reading.text[end - 1]
    whole = reading.lower[of : end - 1] in (["of"], ["of", "the"])
    kind = reading.lower[start] in words("mentions", "organization_words")
    plain = noun_type(reading.lower[start]) is None and not is_title(reading.lower[start])
    spelt = letters.isupper() and len(letters) > 2 and not place_kind(letters)
    return of if whole and spelt and plain and not kind else 0


def _is_place(reading: Reading, i: int) -> bool:
    """Whether a word is a known place, or tagged as one anywhere in the text."""
    word, heading = reading.text[i], DATELINE.match(reading.raw)
    if place_kind(word) or (heading and word in re.split(r"\W+", heading["places"])):
        return True
    tagged = any(ent.label_ == "GPE" and ent.text == word for ent in reading.doc.ents)
    return tagged or re.search(rf"\bin {re.escape(word)}\b", reading.raw) is not None


def _behind_epithet(reading: Reading, start: int, end: int) -> int:
    """Behind the 'Old' of 'Old Berg', the 'Nurse' of 'Nurse Ada Berg'; else `start`."""
    word = reading.lower[start]
    epithet = end - start == 2 and any(
        word in words("titles", key) for key in ("elder", "younger", "epithets")
    )
    described = end - start > 2 and word in words("mentions", "person_nouns")
    known = is_title(word) or is_first_name(word)
    return start + 1 if epithet or (described and not known) else start


def widen(reading: Reading, name: Name, taken: list[bool]) -> None:
    """Takes in the proper nouns that the tagger cut off: 'Bismillah' without 'Mohammadi'.

    Of other names, what a kind of body needs before it: 'Bank' without 'Gannet'.
    """
    if name.label != "PERSON":
        name.start = _beginning_abroad(reading, name, taken)
        if _lacks_its_beginning(reading, name, taken) and (
            _needed_before_kind(reading, name)
            or (name.label in {"GPE", "ORG"} and _may_be_first_name(reading, name.start - 1))
        ):
            name.start -= 1  # 'Sanobar Ilyazova', of which the surname was taken for a place
        return
    while (
        name.end < len(reading)
        and not taken[name.end]
        and reading.pos[name.end] == "PROPN"
        and reading.capital(name.end)
        and not reading.ent[name.end]
        and (name.start <= reading.head[name.end] < name.end + 1 or _goes_on(reading, name.end))
    ):
        name.end += 1
    before = name.start - 1
    while (
        before >= 0
        and not taken[before]
        and reading.pos[before] == "PROPN"
        and not reading.ent[before]
        and name.start <= reading.head[before] < name.end
        and is_first_name(reading.text[before])
        and not is_title(reading.lower[before])
    ):
        name.start = before
        before -= 1
    if name.title < 0 and _lacks_its_beginning(reading, name, taken):
        name.start -= _may_be_first_name(reading, name.start - 1)


def _goes_on(reading: Reading, end: int) -> bool:
    """Whether what was tagged stands before its surname: 'Harpal Singh' before 'Dhillon'."""
    part = reading.dep[end - 1] == "compound" and reading.head[end - 1] == end
    last = reading.dep[end] != "compound" and reading.text[end].isalpha()
    keys = ("organization_words", "facility_words", "place_words", "headline_verbs")
    word = reading.lower[end]
    kind = noun_type(word) is not None or any(word in words("mentions", key) for key in keys)
    return part and last and not kind and not is_title(word) and not place_kind(word)


def _beginning_abroad(reading: Reading, name: Name, taken: list[bool]) -> int:
    """Where a body's name begins whose end alone was tagged: the 'Office' of 'Office du Lac'."""
    at, linked = name.start, False
    while at > 0 and not taken[at - 1] and at <= reading.head[at - 1] < name.end:
        if reading.dep[at - 1] != "compound" or reading.ent[at - 1]:
            break
        at -= 1
        linked |= reading.lower[at] in LINKING
    inside = at < name.start and reading.capital(at) and reading.lower[at] not in LINKING
    return at if linked and inside and not is_title(reading.lower[at]) else name.start


def _lacks_its_beginning(reading: Reading, name: Name, taken: list[bool]) -> bool:
    """Whether a name of one word has a free word before it that depends on it."""
    before = name.start - 1
    return (
        name.end - name.start == 1
        and before >= 0
        and not taken[before]
        and reading.head[before] == name.start
    )


def _needed_before_kind(reading: Reading, name: Name) -> bool:
    """'Gannet' before 'Bank': what tells one of the kind from others."""
    before = name.start - 1
    return (
        reading.lower[name.start] in words("mentions", "organization_words")
        and not reading.ent[before]
        and reading.pos[before] == "PROPN"
        and reading.capital(before)
        and not is_title(reading.lower[before])
    )


def _may_be_first_name(reading: Reading, i: int) -> bool:
    """Whether a word before a surname is a name that no list has, not a title or a nation."""
    word = reading.text[i] if i >= 0 else ""
    return (
        word.isalpha()
        and len(word) > 2
        and word.istitle()
        and reading.pos[i] == "PROPN"
        and reading.dep[i] == "compound"
        and not reading.ent[i]
        and not is_title(word.lower())
        and noun_type(word.lower()) is None
        and not place_kind(word)
        and not is_demonym(word)
        and not {word.lower()} & (words("titles", "modifiers") | words("mentions", "not_names"))
        and not {word.lower()} & (words("mentions", "organization_words") | BESIDE)
    )


def hyphenated(reading: Reading, end: int, taken: list[bool]) -> int:
    """The end of a name with its hyphenated rest: 'Wong Yeung' before '-tat'."""
    while (
        end + 1 < len(reading)
        and reading.text[end] == "-"
        and reading.end[end - 1] == reading.start[end]
        and reading.end[end] == reading.start[end + 1]
        and reading.text[end + 1].isalpha()
        and not taken[end]
        and not taken[end + 1]
        and reading.pos[end + 1] in {"PROPN", "NOUN", "X"}
    ):
        end += 2
    return end


def continued(reading: Reading, name: Name, taken: list[bool]) -> int:
    """The end of a body's or product's name with its rest: "People's Army", 'A380', 'iOS 5'."""
    end, count = name.end, len(reading)
    if numbered := _end_of_number(reading, end):
        return numbered
    if end < count and reading.text[end] in NUMBERS and reading.head[end - 1] == end:
        return end + 1  # 'Air Bridge One'
    if (
        end + 1 < count
        and reading.lower[end] in POSSESSIVE
        and reading.capital(end + 1)
        and reading.lower[end + 1] in words("mentions", "organization_words")
        and not taken[end + 1]
    ):
        return end + 2
    if name.label != "GPE" and end < count and reading.tag[end] == "CD" and not taken[end]:
        follows = reading.pos[end + 1] if end + 1 < count else ""
        if (
            reading.text[end].isdigit()
            and len(reading.text[end]) < 5
            and (
                reading.head[end] == end - 1
                or follows not in {"NOUN", "SYM", "ADJ"}
                or _kind_follows(reading, end + 1)
            )
        ):
            return end + 1
    if name.label not in {"GPE", "PERSON", "NORP"}:
        while end < count and not taken[end] and _belongs(reading, end):
            end += 1
    return end


def _end_of_number(reading: Reading, end: int) -> int:
    """Behind the number of 'City Hospital No. 2', which the tagger cuts at the dot; 0 for none."""
    at = end - 1 if reading.lower[end - 1] in {"no", "nr"} else end
    abbreviated = "".join(reading.lower[at : at + 2]) in {"no.", "nr."}
    number = at + 2 if abbreviated else at + 1
    whole = abbreviated or reading.lower[at : at + 1] in (["no."], ["nr."])
    if whole and number < len(reading) and reading.text[number].isdigit():
        return number + 1
    return 0


def _kind_follows(reading: Reading, i: int) -> bool:
    """'index' behind 'FTSE 100', 'stock index' behind 'Nikkei 225': the number counts nothing."""
    while i < len(reading) and reading.tag[i] == "NN":
        if reading.lemma[i] in words("mentions", "kind_words"):
            return i + 1 == len(reading) or reading.pos[i + 1] != "NOUN"
        i += 1
    return False


def numbered_pairs(reading: Reading) -> Iterator[Name]:
    """ "Standard & Poor's 500": two names and a number that counts nothing are one name."""
    for at in range(3, len(reading) - 1):
        if reading.lower[at] not in POSSESSIVE or not reading.text[at + 1].isdigit():
            continue
        follows = reading.tag[at + 2] if at + 2 < len(reading) else ""
        pair = reading.lower[at - 2] in {"and", "&"}
        if pair and reading.capital(at - 1) and reading.capital(at - 3) and follows not in COUNTED:
            yield Name(at - 3, at + 2, "ORG")


def ships_of(reading: Reading) -> Iterator[Name]:
    """'Empress of Dunholt': a ship by the word before it, wherever the text names it again."""
    craft = words("mentions", "vessel_words")
    firsts = words("mentions", "vessel_firsts")
    called: dict[tuple[str, str], list[int]] = defaultdict(list)
    sure: set[tuple[str, str]] = set()
    for of in range(3, len(reading) - 1):
        if reading.lower[of] != "of" or not (reading.capital(of - 1) and reading.capital(of + 1)):
            continue
        pair = reading.text[of - 1], reading.text[of + 1]
        called[pair].append(of)
        before = reading.text[of - 2]
        aboard = before == "the" and reading.lower[of - 3] in ABOARD
        sailing = before in craft or before.lower() in words("mentions", "vessel_prefixes")
        if sailing or (aboard and pair[0].lower() in firsts):
            sure.add(pair)
    for pair in sure:
        for of in called[pair]:
            yield Name(of - 1, of + 2, "PRODUCT")


def _belongs(reading: Reading, i: int) -> bool:
    """'OS' and 'X' behind 'Mac', '3GS' behind 'iPhone': unlabelled, and read as one with it."""
    before = i - 1
    if reading.ent[i] or not (reading.capital(i) or _numbered(reading.text[i])):
        return False
    if reading.pos[i] not in {"PROPN", "NOUN", "NUM", "X"} or is_title(reading.lower[i]):
        return False
    return reading.head[before] >= i or reading.head[i] == before


def _numbered(word: str) -> bool:
    """'3GS', 'A380': capitals and digits in one word."""
    return any(c.isdigit() for c in word) and any(c.isupper() for c in word)


def over_particle(reading: Reading, i: int, taken: list[bool]) -> int:
    """Behind the 'al-' of 'Karim al-Tahir', the 'van' of 'Ada van Loo'; `i` where there is none."""
    if i + 1 >= len(reading) or reading.text[i] not in PARTICLES or taken[i]:
        return i
    following = i + 2 if reading.text[i + 1] == "-" and i + 2 < len(reading) else i + 1
    return following if reading.capital(following) and not taken[following] else i
