"""What speaks for each type of a name: its label, titles, the gazetteer, its words and neighbours.

In: a Reading and a Name. Out: votes.
"""

from __future__ import annotations

import re
from collections import Counter

from analysis.annotate.mentions.name_edges import MODEL, POSSESSIVE, Name
from analysis.annotate.mentions.name_reach import NEIGHBOURING
from analysis.annotate.mentions.name_titles import is_named, is_title
from analysis.annotate.mentions.nouns import is_body_behind, kind_noun, noun_type
from analysis.annotate.mentions.phrases import age_told
from analysis.annotate.mentions.place_signs import (
    PLACE_PREPOSITIONS,
    WRITTEN_AT,
    comes_from,
    has_its_own,
    has_what_places_have,
    in_foreign_town,
    named_site,
    stands_alone,
    stands_as_place,
    where_somebody_is,
)
from analysis.annotate.mentions.reading import Reading
from analysis.gazetteer import is_first_name, place_kind
from analysis.model import EntityType
from analysis.vocabulary import words

OF_LABEL: dict[str, EntityType] = {
    "PERSON": "person",
    "NORP": "group",
    "FAC": "facility",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "PRODUCT": "other",
}
# 'Dolgomir, 6 December', a line of its own: where a communiqué was written
AGE = re.compile(r",\s\d{1,2},\s")  # behind a person's name
BRANDED = re.compile(r"[a-z]{1,2}[A-Z]")  # 'iPod'
MODIFYING = frozenset({"compound", "nmod", "amod", "poss"})
PERSON_VERBS = frozenset({"say", "tell", "add", "resign", "ask", "marry", "die", "born"})
FAMILIES = frozenset({"clan", "family", "dynasty", "brothers", "sisters", "household"})
# what ships alone do and have
SAILING = frozenset(
    {"sail", "sink", "capsize", "moor", "berth", "founder", "anchor", "list", "dock"}
)
SHIPS_OWN = frozenset({"skipper", "helmsman", "hull", "keel", "bow", "stern", "gangway", "berth"})
SAINTS = frozenset({"st", "saint", "sankt"})
CRAFT = frozenset({"vessel", "vehicle"})
NAMING = frozenset({"name", "call", "christen", "dub", "baptise", "baptize"})
WRITING = frozenset({"write", "report", "reveal", "publish", "print"})


def votes_for(reading: Reading, name: Name) -> Counter[EntityType]:
    votes: Counter[EntityType] = Counter()
    if name.label:
        votes[OF_LABEL[name.label]] += 1 if not name.headline else 0.5  # type: ignore[assignment]
    if name.title >= 0:
        votes["person"] += 3
    before = name.start - 1
    if before >= 0:
        word = reading.lower[before].rstrip(".")
        if (
            word in words("titles", "f")
            or word in words("titles", "m")
            or (is_title(word) and reading.capital(before) and reading.dep[before] == "compound")
        ):
            votes["person"] += 3
        elif (word in words("mentions", "vessel_prefixes") and reading.text[before].isupper()) or (
            reading.text[before] in words("mentions", "vessel_words")
        ):
            votes["vessel"] += 6
        elif word in NEIGHBOURING:
            votes["place"] += 2
        elif word in PLACE_PREPOSITIONS and name.label != "PERSON":
            plain = name.label == "ORG" and stands_alone(reading, name)
            named = plain and name.words[0] not in words("mentions", "organization_words")
            lettered = reading.text[name.start].isupper()
            votes["place"] += 1 if named and not lettered else 0.5  # type: ignore[assignment]
        elif (word in PLACE_PREPOSITIONS or comes_from(reading, before)) and stands_alone(
            reading, name
        ):
            votes["place"] += 3
    if before >= 0 and in_foreign_town(reading, name):
        votes["place"] += 2
    if name.title < 0 and _one_of_a_family(reading, name):
        votes["person"] += 3
    if AGE.match(reading.raw, reading.end[name.end - 1]):
        votes["person"] += 3
    after = reading.lower[name.end : name.end + 2]
    if (after[:1] == ["who"] or after == [",", "who"]) and not where_somebody_is(reading, name):
        votes["person"] += 2
    opening = (
        name.start == 0
        or "\n" in reading.raw[reading.start[name.start] - 2 : reading.start[name.start]]
    )
    if opening and WRITTEN_AT.match(reading.raw, reading.end[name.end - 1]):
        votes["place"] += 4
    root = _root(reading, name)
    if name.title < 0 and stands_as_place(reading, name, root):
        votes["place"] += 1 if name.label != "PERSON" or len(name.words) == 1 else 0
    if name.title < 0 and (has_what_places_have(reading, name) or has_its_own(reading, name, root)):
        votes["place"] += 3
    if name.words[0] in SAINTS and _owns_site(reading, name):
        votes["facility"] += 6
    if _has_members(reading, name) or (
        len(name.words) > 1 and is_body_behind(reading, name.start, name.end)
    ):
        votes["organization"] += 3
    if name.title < 0 and named_site(reading, root):
        votes["place"] += 2
    for noun in _descriptions_of(reading, name, root):
        described = noun_type(noun)
        if described == "person" and noun in words("mentions", "either_nouns"):
            continue  # 'Skarn Resources, the owner'
        if described is not None:
            votes[described] += 3
            votes["person"] -= 2 if described in CRAFT else 0
        else:
            votes["person"] -= 1
    if name.title < 0 and len(name.words) > 1 and name.words[0] in words("titles", "namesakes"):
        named = before >= 0 and is_named(reading, before)
        article = before >= 0 and reading.lower[before] == "the"
        votes["person"] -= 3 if article or named else 0
        votes["other"] += 1 if named else 0
    if before >= 0 and reading.lower[before] == "the" and reading.dep[root] not in MODIFYING:
        votes["person"] -= 1.5  # type: ignore[assignment]
    if before >= 0 and reading.pos[before] == "NOUN" and reading.head[before] >= name.start:
        described = noun_type(reading.lemma[before])
        if described is not None:
            votes[described] += 2
    if before >= 0 and reading.text[before] in words("mentions", "named_bodies"):
        votes["person"] -= 2 if len(name.words) > 1 else 0  # 'the supporters' club Red Heron'
        votes["organization"] += 1 if len(name.words) > 1 else 0
    if _between_commas(reading, name) and _behind_office(reading, name.start - 1):
        votes["person"] += 3
    if name.title < 0 and name.label != "GPE":
        votes["vessel"] += _sailing(reading, name, root)  # type: ignore[assignment]
    if _thing(reading, name, root):
        votes["other"] += 2
    if _indexed(reading, name, root):
        votes["other"] += 4
    if _acronym(reading, name):
        votes["organization"] += 1.5  # type: ignore[assignment]
    if name.words[-1].endswith(("news", "com", "org")) and len(name.words) == 1:
        votes["organization"] += 1
    if before >= 0 and reading.lower[before] == "the" and _is_told_or_writes(reading, root):
        votes["organization"] += 2  # 'told the Herald', 'the Morgen writes'
    speaks = reading.dep[root] == "nsubj" and reading.lemma[reading.head[root]] in PERSON_VERBS
    if speaks and name.label in {"PERSON", ""}:
        votes["person"] += 1
    return votes


def _one_of_a_family(reading: Reading, name: Name) -> bool:
    """'young Berg', 'Berg the elder', 'the Berg clan': one word, and a person's."""
    if len(name.words) > 1:
        return False
    clan = reading.lower[name.end : name.end + 1]
    return bool(age_told(reading, name)[0]) or bool(set(clan) & FAMILIES)


def _is_told_or_writes(reading: Reading, root: int) -> bool:
    above = reading.head[root]
    if reading.dep[root] in {"dobj", "dative"}:
        return reading.lemma[above] == "tell"
    return reading.dep[root] == "nsubj" and reading.lemma[above] in WRITING


def _acronym(reading: Reading, name: Name) -> bool:
    """'UBE' among words that are not in capitals, and no place that is known."""
    word = reading.text[name.start]
    return (
        name.end - name.start == 1
        and not name.headline
        and word.isupper()
        and word.isalpha()
        and 3 <= len(word) <= 5
        and not place_kind(name.key)
        and not is_first_name(name.key)
    )


def _thing(reading: Reading, name: Name, root: int) -> bool:
    """A product: what a body owns ('its iPhone'), what a word for things stands behind, 'A380'."""
    if name.label == "PERSON" or name.title >= 0:
        return False
    if MODEL.fullmatch(reading.text[name.end - 1]):
        return True
    if BRANDED.match(reading.text[name.start]) or kind_noun(reading, name.end, root) >= 0:
        return True
    return any(
        reading.dep[child] == "poss"
        and child < name.start
        and (reading.lower[child] in {"its", "their"} or reading.ent[child] == "ORG")
        for child in reading.children[root]
    )


def _indexed(reading: Reading, name: Name, root: int) -> bool:
    """'the FTSE 100 index': whoever reckons it, the name is that of a thing."""
    noun = kind_noun(reading, name.end, root)
    return noun >= 0 and reading.lemma[noun] in words("mentions", "index_words")


def _owns_site(reading: Reading, name: Name) -> bool:
    """'St Ursula's hospital': no woman's."""
    after = reading.lower[name.end : name.end + 2]
    return len(after) > 1 and after[0] in POSSESSIVE and after[1] in words("mentions", "sites")


def _has_members(reading: Reading, name: Name) -> bool:
    """'X fighters', 'members of X': of a group."""
    fighters = words("mentions", "fighters")
    if set(reading.lower[name.end : name.end + 2]) & fighters:
        return reading.lower[name.end : name.end + 1] != [","]
    return name.start > 1 and (
        reading.lower[name.start - 1] == "of" and reading.lower[name.start - 2] in fighters
    )


def _descriptions_of(reading: Reading, name: Name, root: int) -> list[str]:
    """The nouns that the text says the name is: 'X is a capsule', 'X, a poet', 'a boat, the X'."""
    found = [
        reading.lemma[c]
        for c in reading.children[root]
        if reading.dep[c] == "appos" and reading.pos[c] == "NOUN" and c > name.end
    ]
    verb = reading.head[root]
    craft = words("mentions", "vessel_words") | words("mentions", "vehicle_words")
    craft |= words("mentions", "index_words")
    if reading.dep[root] == "appos" and verb < name.start and reading.lemma[verb] in craft:
        found.append(reading.lemma[verb])
    named = reading.dep[root] == "oprd" and reading.lemma[verb] in NAMING
    if named and reading.lemma[reading.head[verb]] in craft:  # 'the jet, named Ada Holm'
        found.append(reading.lemma[reading.head[verb]])
    noun = reading.lemma[verb]
    if _between_commas(reading, name) and reading.dep[root] == "appos" and verb < name.start:
        found += [noun] if reading.pos[verb] == "NOUN" and noun_type(noun) == "person" else []
    if not found and (noun := _set_off(reading, name.end)):
        found.append(noun)
    if reading.dep[root] == "nsubj" and reading.lemma[verb] == "be":
        found += [
            reading.lemma[c]
            for c in reading.children[verb]
            if reading.dep[c] == "attr" and reading.pos[c] == "NOUN" and c > root
        ]
    if reading.dep[root] == "attr" and reading.lemma[verb] == "be":
        found += [  # 'the ship that tied up was the Northern Star'
            reading.lemma[c]
            for c in reading.children[verb]
            if reading.dep[c] == "nsubj" and reading.lemma[c] in craft
        ]
    return found


def _between_commas(reading: Reading, name: Name) -> bool:
    """'Its president, Ada Lunde, said': a name of several words set off on both sides."""
    return (
        len(name.words) > 1
        and name.label != "GPE"
        and reading.text[name.start - 1 : name.start] == [","]
        and reading.text[name.end : name.end + 1] == [","]
    )


def _behind_office(reading: Reading, comma: int) -> bool:
    """Whether an office stands before a comma: 'The President of the Republic, Ada Lunde, said'."""
    for i in range(
        comma - 1, max(comma - 7, reading.sentences[reading.sentence[comma]][0] - 1), -1
    ):
        if reading.lower[i] in words("titles", "ranks"):
            return i == comma - 1 or reading.lower[i + 1] in {"of", "for"}
        if reading.pos[i] in {"VERB", "AUX", "PUNCT"}:
            return False
    return False


def _sailing(reading: Reading, name: Name, root: int) -> float:
    """What speaks for a ship: 'aboard the X', 'the X ran aground', "the X's skipper"."""
    body = reading.lower[name.end - 1] in words("mentions", "organization_words")
    if body or name.start == 0 or reading.lower[name.start - 1] != "the":
        return 0  # a navy sails too
    above = reading.head[root]
    before = reading.lower[max(0, name.start - 3) : name.start - 1]
    aboard = before[-1:] == ["aboard"] or before == ["on", "board"]
    if aboard and reading.dep[root] not in {"compound", "nmod"}:
        return 1.5
    if reading.dep[root] in {"nsubj", "nsubjpass"} and reading.lemma[above] in SAILING:
        return 2
    if reading.dep[root] == "poss":
        return 2 if reading.lemma[above] in SHIPS_OWN else 0
    if reading.dep[root] == "pobj" and reading.lower[above] == "of":
        return 2 if reading.lemma[reading.head[above]] in SHIPS_OWN else 0
    return 0


def _set_off(reading: Reading, at: int) -> str:
    """The noun of ', a former quarantine station,' where the parser saw no apposition."""
    if reading.text[at : at + 1] != [","] or reading.lower[at + 1 : at + 2] not in (["a"], ["an"]):
        return ""
    noun = ""
    for i in range(at + 2, min(at + 7, len(reading))):
        if reading.pos[i] not in {"ADJ", "NOUN", "VERB", "ADV"}:
            return noun if reading.text[i] == "," else ""
        noun = reading.lemma[i] if reading.pos[i] == "NOUN" else noun
    return ""


def _root(reading: Reading, name: Name) -> int:
    """The token of the name whose head lies outside it."""
    for i in range(name.end - 1, name.start - 1, -1):
        if not name.start <= reading.head[i] < name.end or reading.head[i] == i:
            return i
    return name.end - 1
