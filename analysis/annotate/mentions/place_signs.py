"""What shows that a name stands where places stand: 'residents of X', 'from X', 'the X coast'.

In: a Reading and a Name, or a token of it. Out: whether it does.
"""

from __future__ import annotations

import re

from analysis.annotate.mentions.name_edges import POSSESSIVE, Name
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_first_name
from analysis.vocabulary import words

INHABITED = frozenset(
    {
        "resident",
        "city",
        "town",
        "village",
        "port",
        "people",
        "mayor",
        "heart",
        "centre",
        "center",
        "capital",
        "suburb",
        "outskirt",
        "island",
        "coast",
        "shore",
        "north",
        "south",
        "east",
        "west",
    }
)
MOVING = frozenset(
    {
        "fly",
        "sail",
        "travel",
        "trip",
        "visit",
        "journey",
        "flight",
        "arrive",
        "lift",
        "drive",
        "return",
        "depart",
        "flee",
    }
)
WRITTEN_AT = re.compile(r",\s(?:\w+day,?\s)?\d{1,2}(?:st|nd|rd|th)?\.?\s[A-Z][a-z]{2,8}\b")
PLACE_PREPOSITIONS = frozenset({"in", "near", "off", "across", "outside", "inside", "throughout"})


def in_foreign_town(reading: Reading, name: Name) -> bool:
    """'in Al Varna', which the tagger takes for a man: no first name begins it."""
    after = reading.lower[name.end] if name.end < len(reading) else ""
    plain = len(name.words) > 1 and name.title < 0 and not is_first_name(name.words[0])
    there = reading.lower[name.start - 1] == "in" and after not in POSSESSIVE
    return plain and there and name.label == "PERSON"


def where_somebody_is(reading: Reading, name: Name) -> bool:
    """'Varn' of 'a plasterer from Varn who was there': who was there is the plasterer."""
    before = name.start - 1
    if before > 0 and noun_type(reading.lemma[before]) in {"organization", "place", "facility"}:
        return True  # 'an engineer at the operator Iritel, who'
    where = before > 0 and reading.lower[before] in PLACE_PREPOSITIONS | {"from"}
    return where and reading.pos[before - 1] == "NOUN"


def comes_from(reading: Reading, before: int) -> bool:
    """'a music teacher from Ferrowald', 'lifted off from Ulgan'; not 'a letter from Berg'."""
    above = reading.head[before]
    moves = reading.lemma[above] in MOVING
    if reading.lower[before] == "to":
        return moves
    if reading.lower[before] == "for":  # 'he left for Varn'
        return reading.lemma[above] in {"leave", "depart", "head", "sail", "bind", "bound"}
    person = noun_type(reading.lemma[above]) == "person" or (
        reading.lemma[above].endswith("er") and reading.pos[above] == "NOUN"
    )
    return reading.lower[before] == "from" and (moves or person)


def stands_alone(reading: Reading, name: Name) -> bool:
    """'in Merovin', 'near Merovin': one word that owns nothing; not 'in Berg's speech'."""
    after = reading.lower[name.end] if name.end < len(reading) else ""
    return len(name.words) == 1 and name.title < 0 and after not in POSSESSIVE


def stands_as_place(reading: Reading, name: Name, root: int) -> bool:
    """'residents of X', 'visit X', 'X harbour'."""
    above = reading.head[root]
    if reading.dep[root] == "pobj" and reading.lower[above] == "of":
        return reading.lemma[reading.head[above]] in INHABITED
    if reading.dep[root] == "dobj":
        return reading.lemma[above] in {"visit", "reach", "enter", "flee"}
    if reading.dep[root] == "compound" and above >= name.end:
        noun = reading.lemma[above]
        return noun_type(noun) == "place" or noun in words("mentions", "facility_words")
    return False


def has_what_places_have(reading: Reading, name: Name) -> bool:
    """'citizens of X', 'the border with X', "X's coast", 'the X foreign ministry'."""
    owned = reading.lower[name.end : name.end + 1] and reading.lower[name.end] in POSSESSIVE
    behind = reading.lower[name.end + bool(owned) : name.end + 4]
    kinds = words("mentions", "places_have" if owned else "lands_have")
    told = {" ".join(behind[i : i + n]) for i in range(1 + bool(owned)) for n in (1, 2)}
    if told & kinds or behind[:3] == ["head", "of", "state"]:
        return True
    of = name.start - 1 - (reading.lower[name.start - 1 : name.start] == ["the"])
    if of < 1:
        return False
    noun = reading.lower[of - 1]
    if reading.lower[of] == "with":
        return noun in {"border", "borders", "frontier"}
    return reading.lower[of] == "of" and noun in words("mentions", "of_places")


def has_its_own(reading: Reading, name: Name, root: int) -> bool:
    """'X has no record of him, its interior ministry said': the subject of a sentence in which
    'its' has what lands have."""
    if reading.dep[root] not in {"nsubj", "nsubjpass"} or len(name.words) > 2:
        return False
    end = reading.sentences[reading.sentence[root]][1]
    has = words("mentions", "places_have")
    return any(
        " ".join(reading.lower[k + 1 : k + 3]) in has
        for k in range(name.end, end - 2)
        if reading.lower[k] == "its"
    )


def named_site(reading: Reading, root: int) -> bool:
    """'the island prison of X', 'the port of X': what stands before 'of' is called X."""
    of = reading.head[root]
    if reading.dep[root] != "pobj" or reading.lower[of] != "of":
        return False
    noun = reading.head[of]
    site = reading.lemma[noun] in words("mentions", "facility_words") | words(
        "mentions", "place_words"
    )
    return site and reading.pos[noun] == "NOUN" and noun == of - 1
