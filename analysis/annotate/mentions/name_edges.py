"""Where a name begins and ends, whatever the tagger made of it.

In: a Reading and a span. Out: Names, bare of article, title and possessive ending, and whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analysis.annotate.language import dictionary, in_dictionary
from analysis.annotate.mentions.name_titles import (
    behind_office,
    called_after_title,
    held_office,
    is_title,
    only_title,
    opens_with_title,
    title_at,
)
from analysis.annotate.mentions.nouns import noun_type, opens_with_noun
from analysis.annotate.mentions.reading import Reading
from analysis.dateline import DATELINE
from analysis.gazetteer import is_first_name, place_kind
from analysis.vocabulary import table, words

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "s'"})


FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+\.\d+")
MODEL = re.compile(r"[A-Z]{1,3}-?\d{3}\w?|[A-Z]{1,3}-\d{1,3}\w?")  # 'A380', 'F-16'
COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "dr", "mme", "mlle", "herr", "frau"})
HONOURS = frozenset({"MP", "MEP", "MSP", "QC", "KC", "RN", "OBE", "CBE", "MBE", "PhD", "MD"})
PARTED = frozenset({"ORG", "FAC", "PERSON", "PRODUCT"})
JOINTS = frozenset({"of", "for", "and", "the", "in", "at", "on", "to", "by", "from"})
BREAKS = frozenset({"(", ")", "[", "]", "where", "who", "which", "when", "v", "v.", "vs", "vs."})
PAIR = 3  # tokens of 'Council and Authority'
LEAST_PARTED = 3  # tokens of a name that may be one with a spaced hyphen
DASHES = frozenset({"-", "–", "—", "--"})
MOST_OF_LAND = 3  # words of a land's name
COMPASS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"}
)
LOCATING = frozenset({"in", "off", "near", "from"})
SAINTS = frozenset({"st", "saint", "sankt"})
SIDES = frozenset({"pro", "anti", "ex", "non"})
POINTING = frozenset({"this", "that", "these", "those"})


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


_ADDRESSED = frozenset({"citizens", "residents", "inhabitants", "people"})


def trimmed(reading: Reading, start: int, end: int, label: str) -> Iterator[Name]:
    """The bare name inside a tagged span; nothing when only a title or a headline verb is left."""
    if start >= end:
        return
    text, lower = reading.text, reading.lower
    verbs = words("mentions", "headline_verbs")
    for i in range(start, end):  # the tagger runs over line breaks and into brackets
        broken = "\n" in text[i] or text[i] in BREAKS or _spaced_dash(reading, i, end - start)
        if broken or (start < i < end - 1 and _is_said_between(reading, i)):
            yield from trimmed(reading, start, i, label)
            yield from trimmed(reading, i + 1, end, label)
            return
    opening = start == reading.sentences[reading.sentence[start]][0]
    if opening and lower[start + 1 : start + 2] == ["of"] and lower[start] in _ADDRESSED:
        yield from trimmed(reading, start + 2, end, "GPE")
        return  # 'Citizens of Varhaug are asked to stay indoors'
    if end - start > 2 and lower[start] in SIDES and text[start + 1] == "-":
        return  # 'Pro-Varhaug activists' are not Varhaug
    owned = end - start > 2 and lower[start + 1] in {"'s", "’s"}
    owned = owned and (label == "ORG" or (label == "PERSON" and is_title(lower[start + 2])))
    if owned and _is_place(reading, start):  # 'Belmora's Prison Service' is the Prison Service
        yield Name(start, start + 1, "GPE")
        yield from trimmed(reading, start + 2, end, label)
        return
    parting = _parting(reading, start, end) if label in PARTED else 0
    if parting:  # 'Arroyo, Anselm Coroa', 'Nadia Ferrant's League', 'the Palace in Dorvane' are two
        joint = lower[parting]
        person = joint in {"'s", "’s"}
        yield from trimmed(reading, start, parting, "PERSON" if person else label)
        behind = "GPE" if joint in LOCATING else "PERSON" if joint == "for" else label
        yield from trimmed(reading, parting + 1, end, behind)
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
        kinds = any(in_dictionary(reading.lower[i]) for i in range(start + 1, belonging))
        yield from trimmed(reading, start, belonging, "ORG" if kinds else "PERSON")
        yield from trimmed(reading, belonging + 1, end, label)
        return
    owner = _owner(reading, start, end) if label == "ORG" else 0
    if owner:  # 'the Reform Front of Ada Lunde's rivals' is the front and a person
        yield from trimmed(reading, start, owner - 1, label)
        yield from trimmed(reading, owner, end, "PERSON")
        return
    while end > start and (lower[end - 1] in POSSESSIVE or not text[end - 1][:1].isalnum()):
        end -= 1
    if end - start > 2 and lower[start] in COMPASS and lower[start + 1] == "of":
        start += 2  # 'North of Varhaug', where a sentence begins so
    while start < end and (_is_article(reading, start) or not text[start][:1].isalnum()):
        start += 1
    while end - start > 1 and _asks_or_points(reading, start, end):
        start += 1
    if label == "ORG" and end - start > 2 and _is_told_kind(reading, start):
        yield Name(start, start + 1, "NORP")
        start += 2  # 'the Varhaugian paper Daily Spark'
    if label == "ORG" and end - start > 1 and lower[end - 1] == "of":
        end = _over_land(reading, end)
    while end - start > 1 and _trails(reading, end - 1):
        end -= 1
    while end - start > 1 and _leads(reading, start):
        start += 1
    while end - start > 1 and FIGURE.fullmatch(text[end - 1]):
        end -= 1  # 'Ada Berg 32,765' of a table of votes
    while end - start > 2 and text[end - 1] in HONOURS:  # 'Ada Berg MP'
        end, label = end - 1, "PERSON"
    while end - start > 1 and text[start][:1].isdigit() and ":" in text[start]:
        start += 1  # '02:40 Varhaug time'
    if end - start > 1 and lower[start] == "flight" and text[end - 1].isdigit():
        start += 1  # 'Flight LH 418' is 'LH 418'
    while end - start > 1 and lower[start] in verbs and not _named_so(reading, start):
        start += 1
    while end - start > 1 and lower[end - 1] in verbs and reading.pos[end - 1] == "VERB":
        end -= 1
    while end - start > 1 and _shouted_verb(reading, end - 1):
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
    surname = behind_office(reading, start, end)
    if surname > start:
        yield Name(surname, end, "PERSON", start)
        return
    if label == "PERSON" or title_at(reading, start):
        first = start
        while start < end - 1 and (title_at(reading, start) or text[start] == "-"):
            if lower[start + 1] in POSSESSIVE:
                break  # 'the Prosecutor's Office'
            start += 1
        personal = COURTESIES | words("titles", "of_persons") | {*table("titles")["abbreviations"]}
        called = lower[first].rstrip(".") in personal and not text[first].isupper()
        if start - first == 1 and end - start == 1 and label != "PERSON" and not called:
            start = first  # 'King County', 'President Hotel': the title belongs to the name
        if start > first and lower[start] == "of":
            return  # 'Minister of Foreign Affairs'
        own = all(_is_body(lower[i]) for i in range(start, end))
        if start > first and (own or called_after_title(reading, first)):
            start, title = first, first
            label = "ORG" if own else label  # 'the Cardinal News Agency', 'the General Staff'
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
    if end < len(reading) and is_title(lower[end]) and not text[end - 1].isupper():
        bodies = words("mentions", "organization_words") if lower[end] == text[end] else ()
        # 'Harbour Guard commander', but 'Ardmark Home Minister'
        while (
            end - start > 1
            and lower[end - 1] in words("titles", "modifiers")
            and lower[end - 1] not in bodies
        ):
            end, label = (
                end - 1,
                "NORP" if label == "PERSON" else label,
            )  # of 'Ardmark Home Minister'
    if end - start == 1 and lower[start] in verbs:
        return
    yield Name(start, end, label, title if title < start else -1)


def _is_said_between(reading: Reading, i: int) -> bool:
    """A verb between two names is in neither: 'Harbour Bank ordered Lunde Bank closed'."""
    return (
        reading.tag[i] in {"VBD", "VBN", "VBZ", "VBP"}
        and reading.text[i].islower()
        and in_dictionary(reading.lower[i])
        and reading.capital(i - 1)
        and reading.capital(i + 1)
    )


def _asks_or_points(reading: Reading, i: int, end: int) -> bool:
    """The 'Will' of 'Will Ada Lunde resign?', the 'That' of 'That Hill Front'."""
    if reading.lower[i] in POINTING:
        return reading.tag[i] != "NNP"
    opening = i == reading.sentences[reading.sentence[i]][0]
    return opening and (reading.tag[i] == "MD" or bids(reading, i, end))


def bids(reading: Reading, i: int, end: int) -> bool:
    """The 'Meet' of 'Meet Ada Lunde, the woman who ...': a verb before a first name and another."""
    word = reading.lower[i]
    if end - i < PAIR or word not in dictionary()["verb"] or is_first_name(word):
        return False
    return is_first_name(reading.text[i + 1]) and reading.capital(i + 2) and not is_title(word)


def _spaced_dash(reading: Reading, i: int, length: int) -> bool:
    """The dash of '08:10 GMT - Varhaug', 'Ada Berg - no': not of 'Nils-Petter' nor 'Wal - Mart'."""
    if reading.text[i] not in DASHES or not 0 < i < len(reading) - 1:
        return False
    spaced = reading.end[i - 1] < reading.start[i] and reading.end[i] < reading.start[i + 1]
    zone = reading.lower[i - 1] in words("mentions", "not_names")
    return spaced and (length > LEAST_PARTED or reading.text[i] != "-" or zone)


def _is_body(word: str) -> bool:
    """Whether a word says that something is a body: 'agency', 'staff'."""
    return word in words("mentions", "organization_words") or noun_type(word) == "organization"


def _owner(reading: Reading, start: int, end: int) -> int:
    """Where a person's name begins behind the last 'of' of a name that ends with "'s"; 0 if none
    does."""
    if not {*reading.lower[end - 1 : end + 1]} & set(POSSESSIVE):
        return 0
    joint = next((i for i in range(end - 2, start, -1) if reading.lower[i] == "of"), 0)
    return joint + 1 if joint and is_first_name(reading.text[joint + 1]) else 0


def _over_land(reading: Reading, end: int) -> int:
    """Behind 'the Upper Varn' of 'Front of the Upper Varn', of which the tagger kept the 'of'."""
    at = first = end + (reading.lower[end : end + 1] == ["the"])
    while at < len(reading) and reading.text[at].istitle() and at - first < MOST_OF_LAND:
        if reading.ent[at] == "PERSON" or (at == first and is_first_name(reading.text[at])):
            return end  # 'the ministry of Ada Lunde'
        at += 1
    return at if at > first else end


def _shouted_verb(reading: Reading, i: int) -> bool:
    """The 'FOUND' of a headline 'BERG FOUND', where the text writes of Berg in small letters."""
    word, before = reading.text[i], reading.text[i - 1]
    if not word.isupper() or len(word) <= 3:
        return False
    said = any(word.lower() in dictionary()[kind] for kind in ("verb", "adj"))
    named = before.isupper() and before.title() in reading.text
    return said and named and word.title() not in reading.text


def _trails(reading: Reading, i: int) -> bool:
    """The 'eleven' of 'In Port Varn eleven are missing', an 'of' whose name was cut off."""
    small = reading.text[i].islower()
    return small and (reading.lower[i] in JOINTS or reading.pos[i] in {"NUM", "ADV"})


def _leads(reading: Reading, i: int) -> bool:
    """The 'quay' of 'Down at the quay Ada waited'."""
    word = reading.text[i]
    noun = reading.pos[i] == "NOUN" and len(word) > 3 and reading.text[i + 1] != "-"
    return word.islower() and (word in JOINTS or (noun and word.isalpha()))


def _is_told_kind(reading: Reading, i: int) -> bool:
    """'Varhaugian paper' before a name: the adjective of a land, and a noun for a body."""
    kind = reading.text[i + 1]
    adjective = reading.lower[i].endswith(("an", "i", "ese", "ish", "ic", "ene"))
    body = noun_type(kind) == "organization" or kind in words("outlets", "media_kinds")
    return adjective and kind.islower() and body and reading.capital(i + 2)


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
    kinds = words("mentions", "organization_words")
    for i in range(start + 1, end - 1):
        if not reading.capital(i + 1):
            continue
        if lower[i] == "," and not {"and", "&", ","} & {*lower[i + 1 : end]}:
            endings = words("mentions", "corporate_endings") | words("titles", "generations")
            if not {word.rstrip(".") for word in lower[i + 1 : end]} <= endings | {""}:
                return i  # not 'Acme, Inc.', not 'the Department of Health, Labour and Welfare'
        elif (
            lower[i] in {"'s", "’s"}
            and i == start + 2
            and is_first_name(text[start])
            and lower[start].rstrip(".") not in SAINTS  # 'St Vera's Hospital' is one
        ):
            return i if end - i > 2 else 0
        placed = lower[i] == "in" and i > start + 1 and _is_place(reading, i + 1)
        if placed or lower[i] in {"off", "near", "from"}:
            return i  # 'the Voice of the Lake from Varhaug'
        if lower[i] == "for" and 1 < end - i - 1 < 4 and is_first_name(text[i + 1]):
            return i  # 'the Hill Front for Ada Lunde'
        if lower[i] == "and" and end - start == PAIR and {lower[start], lower[end - 1]} <= kinds:
            return i  # 'between Council and Authority'
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
    return _of_its_place(reading, start, end) or _surname_of_body(reading, start, end)


def _of_its_place(reading: Reading, start: int, end: int) -> int:
    """Where the 'of' stands in 'Skarn Resources of Varhaug', 'Retna Wijaya of Varhaug'; else 0.

    Who has no article and is no bank or council is not called after the place: that says where
    the bearer of the name is at home.
    """
    of = next((i for i in range(start + 2, end - 1) if reading.lower[i] == "of"), 0)
    if not of or reading.lower[start - 1 : start] == ["the"] or of - start > 3:
        return 0
    kind = reading.lower[of - 1] in words("mentions", "organization_words")
    whole = all(reading.capital(i) and reading.text[i].isalpha() for i in range(start, of))
    place = end - of == 2 and not in_dictionary(reading.lower[of + 1])
    coined = any(not in_dictionary(reading.lower[i]) for i in range(start, of))
    return of if whole and place and coined and not kind else 0


def _surname_of_body(reading: Reading, start: int, end: int) -> int:
    """Where the 'of' stands in 'Noorani of the ISI', 'Holt of the Trade Office'; 0 for none.

    A surname, and the letters or the whole name of a body, by a word for what it is.
    """
    of = start + 1
    letters = reading.text[end - 1]
    behind = reading.lower[of : of + 2] == ["of", "the"] and end - of > 3
    if behind and reading.lower[end - 1] in words("mentions", "organization_words"):
        surname = reading.text[start].istitle() and not in_dictionary(reading.lower[start])
        article = reading.lower[start - 1 : start] == ["the"]
        called = not is_title(reading.lower[start]) and noun_type(reading.lower[start]) is None
        return of if surname and called and not article else 0
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
    described = opens_with_noun(reading, start, end) and not is_title(word)
    return start + 1 if epithet or described else start
