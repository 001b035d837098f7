"""Decides what each name of a document denotes: evidence from the whole text outvotes one label.

In: the Names of a document. Out: a type for each. The tagger's labels are votes; titles, first
names, the gazetteer, the words of the name and its neighbours are further votes; a bare surname
takes the type of the fuller name that ends in it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from analysis.annotate.mentions.kind_votes import OF_LABEL, votes_for
from analysis.annotate.mentions.name_edges import Name
from analysis.annotate.mentions.name_titles import PARTICLES, is_title
from analysis.annotate.mentions.nouns import noun_type
from analysis.annotate.mentions.reading import Reading
from analysis.dateline import DATELINE
from analysis.gazetteer import first_name_gender, is_first_name, place_kind
from analysis.model import EntityType
from analysis.vocabulary import words

SURE = 3  # votes for a person that no label gives
STRONG = 5  # votes for a person that outweigh a last word like 'Hospital'


def decide_types(reading: Reading, names: Sequence[Name]) -> list[EntityType]:
    """One type for each name; all occurrences of a name in a document get the same."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    labels: dict[str, Counter[EntityType]] = defaultdict(Counter)
    heading = DATELINE.match(reading.raw)
    introduced = _introduced(names)
    told: set[str] = set()  # bare names that something surer than a label calls a person's
    as_bodies: Counter[str] = Counter()
    for name in names:
        found = votes_for(reading, name)
        votes[name.key].update(found)
        as_bodies[name.key] += name.label == "ORG"
        if len(name.words) == 1 and found["person"] >= SURE and not found["organization"]:
            told.add(name.key)
        if name.label and name.start > introduced.get(name.words[-1], len(reading)):
            labels[name.key][OF_LABEL[name.label]] += 1
        if heading and reading.end[name.end - 1] <= heading.end():
            votes[name.key].update(_in_dateline(reading, name, heading))
        if len(name.words) > 1 and name.words[-1] in words("mentions", "legal_forms"):
            short = " ".join(name.words[:-1])
            if not place_kind(short):  # 'Quell' is what 'Quell AG' is
                votes[short]["organization"] += 4
    for key in told:  # 'President Roe' once outweighs however many labels of 'Roe'
        votes[key]["organization"] -= max(0, as_bodies[key] - 1)
    for person, name in pairwise(names):
        if _belongs_to(reading, person, name):
            votes[name.key]["organization"] += 3
    persons = _full_persons(names, votes)
    bare = {n.key for n in names if len(n.words) == 1 and votes[n.key]["person"] > 0}
    decided: dict[str, EntityType] = {}
    for name in names:
        if name.key not in decided:
            decided[name.key] = _decide(name, votes[name.key], persons, bare, labels[name.key])
    return [decided[name.key] for name in names]


def _belongs_to(reading: Reading, person: Name, name: Name) -> bool:
    """'Petra Amsel of Vesk Water': the second of two such names is no person."""
    return (
        (person.label == "PERSON" or is_first_name(person.words[0]))
        and len(person.words) > 1
        and person.words[-1] not in words("mentions", "organization_words")
        and len(name.words) > 1
        and name.label in {"PERSON", "ORG", ""}
        and reading.lower[person.end : name.start] in (["of"], ["of", "the"])
    )


def _in_dateline(reading: Reading, name: Name, line: re.Match[str]) -> Counter[EntityType]:
    """Where a report was written, and in brackets who wrote it."""
    if reading.end[name.end - 1] <= line.end("places"):
        return Counter({"place": 4})
    return Counter({"organization": 4}) if line["wire"] else Counter()


def _decide(
    name: Name,
    votes: Counter[EntityType],
    persons: dict[str, set[str]],
    bare_persons: set[str],
    labels: Counter[EntityType],
) -> EntityType:
    kind = place_kind(name.key)
    last, first = name.words[-1], name.words[0]
    office = is_title(first) and noun_type(last) == "organization"  # 'General Staff'
    forename = is_first_name(first) and not office
    if first in words("mentions", "vessel_prefixes") - {"ms"} and len(name.words) > 1:
        return "vessel"
    if last in words("mentions", "company_endings") and len(name.words) > 1:
        return "organization"
    if votes["vessel"] >= max(6, votes["vehicle"]):
        return "vessel"
    if votes["vessel"] > max(0, *(n for k, n in votes.items() if k != "vessel"), 0):
        return "vessel"  # 'aboard the Aurelia Star', whoever Aurelia is
    # 'Ghani', 'al-Tahir', of 'Michael Zehaf-Bibeau' the 'Zehaf-Bibeau'
    double = any(full.endswith(f" {name.key}") for full in persons.get(last, ()))
    bare = double or all(word in PARTICLES for word in name.words[:-1])
    if bare and _part_of_person(name.key, last, kind, votes, persons, labels):
        return "person"
    if name.demonym:
        return "group"
    if name.key in words("mentions", "well_known_bodies") and votes["person"] < STRONG:
        return "organization"
    if kind == "country":
        return "place"
    if kind and votes["person"] < 2 and votes["organization"] <= votes["place"] + 2:
        return "place"
    kinds = words("mentions", "organization_words")
    if name.key in kinds and max(votes.values(), default=0) > 0 and votes["person"] < STRONG:
        return "organization"  # 'the League', wherever the tagger looks for it
    if len(name.words) > 1 and last.isdigit() and first in words("mentions", "facility_words"):
        return "facility"  # 'Pier 2'
    if len(name.words) > 1:
        head = name.words[name.words.index("of") - 1] if "of" in name.words[1:] else last
        bodies = words("mentions", "organization_words") | words("mentions", "units")
        if {head, last} & bodies and votes["person"] < STRONG:
            return "organization"  # 'the Port Authority of Vindala'
        if last in words("mentions", "facility_words") and votes["person"] < STRONG:
            return "facility"
        called = len(name.words) == 2 and first_name_gender(first) and not name.headline
        if (
            last in words("mentions", "place_words")
            and votes["person"] < STRONG
            and not (called and votes["person"] > votes["place"])  # 'Jenny Town' may be a woman
        ):
            return "place"
        if last in words("mentions", "vessel_words") and votes["person"] < STRONG:
            return "vessel"
        if last in words("mentions", "index_words"):
            return "other"
        if first in words("mentions", "organization_words") and votes["person"] < STRONG:
            return "organization"
        named_body = set(name.words) & words("mentions", "organization_words")
        begun = first in words("mentions", "place_beginnings") and not named_body
        if begun and votes["person"] <= votes["place"] + 2:
            return "place"
        if forename and last in bare_persons and votes["organization"] < 2:
            return "person"
        if (
            len(name.words) == 2
            and forename
            and first_name_gender(first)
            and 0 <= sum(votes.values()) <= 1
            and votes["person"] >= 0
        ):
            return "person"  # one label, seen once, is worth less than a first name
        others = max(votes["place"], votes["facility"])
        likely = votes["person"] > 0 and votes["person"] >= others
        if forename and likely and len(name.words) <= 4:
            return "person"
    if len(name.words) in {2, 3} and not name.label and last in bare_persons:
        return "person"  # 'Marymegan Daly' missed, 'Daly' found
    if last in persons and name.words[-1:] != (name.key,) and not name.label:
        return "person"  # 'Aner Shalev' beside a 'Shalev' who is one
    positive = {k: n for k, n in votes.items() if n > 0}
    if positive:
        return max(positive, key=lambda k: (positive[k], k))
    if forename and 1 < len(name.words) <= 3 and votes["person"] >= 0:
        return "person"
    return "other"


def _part_of_person(
    key: str,
    surname: str,
    kind: str,
    votes: Counter[EntityType],
    persons: dict[str, set[str]],
    labels: Counter[EntityType],
) -> bool:
    """Whether a bare word is the surname or first name of a person that the text names in full.

    What the tagger calls it behind that full name, however often, says little against it.
    """
    against = max((n for k, n in votes.items() if k != "person"), default=0)
    if kind in {"country", "capital"} and votes["person"] < votes["place"]:
        return False
    if any(full.endswith(f" {key}") for full in persons.get(surname, ())):
        told = max((votes[k] - labels[k] for k in votes if k != "person"), default=0)
        return votes["person"] > 0 or min(against, told) < 4
    return key in persons and (is_first_name(key) or votes["person"] >= against)


def _introduced(names: Sequence[Name]) -> dict[str, int]:
    """The surnames of persons, by a title or a first name -> where the text first has them."""
    found: dict[str, int] = {}
    for name in names:
        known = name.title >= 0 or is_first_name(name.words[0])
        if len(name.words) > 1 and name.label == "PERSON" and known and not name.headline:
            found.setdefault(name.words[-1], name.start)
    return found


def _full_persons(
    names: Sequence[Name], votes: dict[str, Counter[EntityType]]
) -> dict[str, set[str]]:
    """The words of the fuller names that are clearly persons', with those names."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        count = votes[name.key]
        likeliest = max(count.values(), default=0)
        if 1 < len(name.words) <= 4 and 0 < count["person"] >= likeliest:
            if {name.words[0], name.words[-1]} & words("mentions", "organization_words"):
                continue
            for word in (name.words[0], name.words[-1]):
                found[word].add(name.key)
    return found
