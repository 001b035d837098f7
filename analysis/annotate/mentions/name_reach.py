"""How far a name goes beyond what the tagger took for it: longer names, numbers, ships of a place.

In: a Reading, a Name and what is taken. Out: the Name made longer, where it goes on, further Names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from analysis.annotate.language import in_dictionary
from analysis.annotate.mentions.name_edges import POSSESSIVE, Name
from analysis.annotate.mentions.name_titles import PARTICLES, is_title
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_demonym, is_first_name, place_kind
from analysis.vocabulary import words

# 'Neighbouring Aldoria': which Aldoria is meant, nothing that it is called
NEIGHBOURING = frozenset({"neighbouring", "neighboring", "nearby", "downtown"})
BESIDE = NEIGHBOURING | {"central", "greater"}
# between the words of names in other languages: 'Banque du Nord'
LINKING = frozenset(
    {"du", "de", "des", "del", "della", "di", "da", "do", "dos", "der", "für", "van"}
)
LONGEST = 4  # words of a ship's name
ABOARD = frozenset({"aboard", "board", "on", "off"})
NUMBERS = frozenset({"One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"})
COUNTED = frozenset({"NNS", "NNPS", "JJ"})  # behind a number: '500 employees'


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
    """The end of a name with its rest behind a hyphen: of 'Wong Yeung' '-tat', of 'Kara' '-Su'."""
    while (
        end + 1 < len(reading)
        and reading.text[end] == "-"
        and reading.end[end - 1] == reading.start[end]
        and reading.end[end] == reading.start[end + 1]
        and reading.text[end + 1].isalpha()
        and not taken[end]
        and not taken[end + 1]
        and (
            reading.pos[end + 1] in {"PROPN", "NOUN", "X"}
            or reading.capital(end + 1)
            or not in_dictionary(reading.lower[end + 1])
        )
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


def over_site(reading: Reading, start: int, end: int) -> int:
    """Where 'the Karsk [air base]', 'the Solano [canal]' ends; 0 for what names no site."""
    if start == 0 or reading.lower[start - 1] != "the" or not reading.capital(end - 1):
        return 0
    sites = words("mentions", "facility_words")
    for last in (end, end + 1):
        if last < len(reading) and reading.lower[last] in sites and reading.text[last].islower():
            within = all(reading.pos[i] in {"NOUN", "ADJ", "PROPN"} for i in range(end, last))
            return last + 1 if within else 0
    return 0


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


def called_crafts(reading: Reading) -> Iterator[Name]:
    """'the rescue ship Brave Tern', 'the tug Old Harry': all capitals behind a word for a craft."""
    craft = words("mentions", "vessel_words")
    at = 1
    while at < len(reading):
        start, end = at, at
        while end < len(reading) and end - start < LONGEST and _called_so(reading, end):
            end += 1
        at = max(end, at + 1)
        if (
            end - start > 1
            and reading.text[start - 1] in craft
            and not is_title(reading.lower[start])
        ):
            yield Name(start, end, "PRODUCT")


def _called_so(reading: Reading, i: int) -> bool:
    """Whether a word may belong to a ship's name: a capital, and no day or month."""
    word = reading.text[i]
    dated = reading.ent[i] in {"DATE", "TIME"} or word.lower() in words("mentions", "not_names")
    return word.istitle() and word.isalpha() and not dated


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
