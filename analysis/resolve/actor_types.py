"""What type of thing an actor is, and whether it is one at all.

In: the types under which the articles of a case name a group of forms, and its forms. Out: its
type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection

from analysis.annotate.language import in_dictionary
from analysis.gazetteer import is_first_name
from analysis.model import EntityType
from analysis.resolve.actor_corrections import Group
from analysis.vocabulary import words

FEWEST_OF_OTHER = 2  # mentions before one word of unknown type counts as an actor


def is_telling(group: Group, inside: bool) -> bool:
    """Whether a name of unknown type counts as an actor: in two words, or named twice.

    Not a word of the language that only ever opens a sentence: 'Snow fell.'
    """
    if any(" " in form for form in group.counts):
        return True
    return sum(group.counts.values()) >= FEWEST_OF_OTHER and not only_opens(group, inside)


def only_opens(group: Group, inside: bool) -> bool:
    """Whether a name is a word of the language that stands nowhere but where all have a capital."""
    return not inside and all(
        in_dictionary(re.sub("men$", "man", form)) and not is_first_name(form)
        for form in group.counts
    )


def unread(group: Group) -> EntityType:
    """What a name is of which no article tells: 'the Government' is a body by its word."""
    body = any(form in words("mentions", "organization_words") for form in group.counts)
    return "organization" if body else "other"


def of_persons(votes: Counter[EntityType]) -> bool:
    """Whether names of several words were most often taken for persons'."""
    return votes["person"] > 0 and votes["person"] == max(votes.values())


def towns_of(outlets: Collection[str]) -> frozenset[str]:
    """'varhaug' of 'varhaug courier': as papers are called, but for a word of the language."""
    kinds = words("mentions", "organization_words")
    called = (outlet.split() for outlet in outlets)
    return frozenset(
        parts[0]
        for parts in called
        if len(parts) == 2 and parts[1] in kinds and not in_dictionary(parts[0])
    )


def type_of(votes: Counter[EntityType], group: Group, outlets: Collection[str]) -> EntityType:
    """The commonest type; 'other' only when nothing says more. 'Quell AG' is no place.

    Nor is what an article of the case was published by, unless it bears a person's name.
    """
    if any(form in outlets and not is_first_name(form.split()[0]) for form in group.counts):
        return "organization"
    sites = words("mentions", "sites")
    if votes["facility"] and any(form.split()[-1] in sites for form in group.counts):
        return "facility"
    legal = words("mentions", "legal_forms")
    if votes["organization"] and any(
        form.split()[-1:][0] in legal for form in group.counts if " " in form
    ):
        return "organization"
    telling: dict[EntityType, int] = {
        kind: count for kind, count in votes.items() if kind != "other"
    }
    return max(telling, key=lambda kind: (telling[kind], kind)) if telling else "other"
