"""Joins a body, a ship or a site that is called by a part of its name to the one that it fits.

In: Nodes of a case. Out: the same Nodes, more of them joined: 'the Whimbrel' of 'Brisk Whimbrel',
'Skarn' of 'Skarn Resources', 'the District Hospital' of 'Varhaug District Hospital', 'Gran Sol' of
'Hotel Gran Sol'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from analysis.annotate.language import in_dictionary
from analysis.gazetteer import demonym_code, place_kind
from analysis.resolve.actor_lands import land_of
from analysis.resolve.actor_nodes import Nodes
from analysis.vocabulary import words

# words for what a thing is, by which it is not told from others
GENERIC = (
    "organization_words",
    "corporate_endings",
    "place_words",
    "facility_words",
    "sites",
    "kind_words",
    "index_words",
    "vessel_words",
    "vehicle_words",
    "governing_nouns",
    "person_nouns",
)
OF_STATES = frozenset(
    {"government", "parliament", "police", "army", "navy", "ministry", "department", "court"}
)  # of which there may be several, whatever the case names in full
SHORTEST = 5  # letters of a firm's first word; shorter ones are often letters ('BBC')
NATIONAL = ("ian", "ean", "ese", "ish")  # as adjectives of lands end
GENERIC_PLACES = frozenset({"north", "south", "east", "west", "coast", "island", "capital"})
LEAST_BODY = 2  # words of a body's name that a word of it may stand for


def join_endings(nodes: Nodes) -> None:
    """'The District Hospital' of 'Varhaug District Hospital', 'the League' of 'League of Cities'.

    What it is, said with an article; gives up where two bodies of the case are of that kind.
    """
    kinds = words("mentions", "organization_words") | words("mentions", "sites")
    kinds |= words("mentions", "index_words")  # 'the Accord'
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, form in enumerate(nodes.forms):
        if form.family != "body" or len(form.words) < LEAST_BODY:
            continue
        if form.words[0] in kinds and form.words[1] in {"of", "for"}:
            longer[form.words[:1]].add(i)
        for first in range(1, len(form.words)):
            if form.words[-1] in kinds:
                longer[form.words[first:]].add(i)
    for i, form in enumerate(nodes.forms):
        found = longer.get(form.words, set()) - {i}
        what = form.words[-1] in kinds and all(map(in_dictionary, form.words))
        if form.family != "body" or not what or not nodes.definite[i]:
            continue
        if len(nodes.roots(found)) == 1 and form.words[-1] not in OF_STATES:
            nodes.join(min(found), i, "short form")


def join_without_kind(nodes: Nodes) -> None:
    """'Gran Sol' of 'Hotel Gran Sol': a site, of which what it is stands before the name.

    Gives up where a person or a town is called so.
    """
    kinds = words("mentions", "sites") | words("mentions", "facility_words")
    sites: dict[tuple[str, ...], set[int]] = defaultdict(set)
    taken: set[tuple[str, ...]] = set()
    for i, form in enumerate(nodes.forms):
        if form.family == "person" or nodes.inhabited[i]:
            taken.add(form.words)
        if form.family == "body" and len(form.words) > LEAST_BODY and form.words[0] in kinds:
            sites[form.words[1:]].add(i)
    for i, form in enumerate(nodes.forms):
        found = sites.get(form.words, set())
        known = form.words in taken or place_kind(" ".join(form.words))
        if form.family in {"body", "place"} and len(nodes.roots(found)) == 1 and not known:
            nodes.join(min(found), i, "short form")


def join_last_words(nodes: Nodes) -> None:
    """'the Whimbrel' of 'Brisk Whimbrel': the last word of one ship's or body's name.

    Not a word for what it is ('the Bank'), nor one that other names of the case have; but 'the
    Directorate' where the case has one alone.
    """
    generic = frozenset[str]().union(*(words("mentions", key) for key in GENERIC))
    holders: dict[str, set[int]] = defaultdict(set)
    owners: dict[str, set[int]] = defaultdict(set)
    sole: dict[str, set[int]] = defaultdict(set)
    kinds = words("mentions", "telling_kinds")
    for i, form in enumerate(nodes.forms):
        if form.family == "place":
            holders[form.words[-1]].add(i)
        elif len(form.words) > 1:
            for word in form.words:
                holders[word].add(i)
            place = form.words[-2] in {"of", "in"}  # 'the Ministry of Health of Tarn' is not Tarn
            if form.family in {"body", "vessel"} and form.words[-1] not in generic and not place:
                owners[form.words[-1]].add(i)
            if form.family == "vessel" and form.words[0] not in generic:
                owners[form.words[0]].add(i)
        if form.family == "body" and form.words[-1] in kinds:
            sole[form.words[-1]].add(i)
    for i, form in enumerate(nodes.forms):
        called = nodes.told[i] or nodes.offices[i] or nodes.located[i]
        if form.family == "place" and nodes.definite[i] and len(form.words) == 1:
            _join_definite(nodes, i, holders[form.words[0]] - {i})
        if len(form.words) != 1 or form.family == "place" or called:
            continue
        found = owners.get(form.words[0], set())
        if form.words[0] in kinds:
            found = sole[form.words[0]] - {i}
            if len(nodes.roots(found)) == 1:
                nodes.join(min(found), i, "short form")
        elif found and len(nodes.roots(holders[form.words[0]])) == 1:
            nodes.join(min(found), i, "short form")


def join_first_words(nodes: Nodes, bodies: Collection[int]) -> None:
    """'Unity' of 'Unity Commercial Bank': a firm by the first word of its name.

    Any of `bodies`, which an article takes for one, by a word that no dictionary has: 'Skarn' of
    'Skarn Resources'; papers and universities are called after towns.

    Not where the word is a place's or a person's, where two bodies begin so, nor for what has an
    article: 'the Continental' need not be the Continental Fund. A council or a radio may be a part
    of what it is called after ('the Unity council').
    """
    kinds = words("mentions", "firm_kinds")
    called_after_towns = words("mentions", "organization_words") | words("mentions", "sites")
    others: set[str] = set()
    owners: dict[str, set[int]] = defaultdict(set)
    for i, form in enumerate(nodes.forms):
        if form.family != "body":
            others |= set(form.words)
        elif len(form.words) > 1 and not {"of", "and"} & set(form.words):
            coined = i in bodies and not in_dictionary(form.words[0])
            if form.words[-1] in kinds or (coined and not set(form.words) & called_after_towns):
                owners[form.words[0]].add(i)
    lands = {form.words[0] for form in nodes.forms if form.family == "place"}
    vague = words("mentions", "qualifiers") | words("mentions", "ordinals") | kinds
    for i, form in enumerate(nodes.forms):
        if form.family != "body" or len(form.words) != 1 or len(form.words[0]) < SHORTEST:
            continue
        word = form.words[0]
        of_land = bool(place_kind(word) or demonym_code(word) or land_of(word, lands))
        placed = nodes.located[i] or of_land or word.endswith(NATIONAL)
        if word in others or word in vague or nodes.firms[i]:
            continue  # 'Skarn Group' is more than 'Skarn Shipping'
        found = owners.get(word, set())
        if i not in bodies:
            found = {f for f in found if nodes.forms[f].words[-1] in kinds}
        if len(nodes.roots(found)) == 1 and not placed and not nodes.definite[i]:
            nodes.join(min(found), i, "short form")


def _join_definite(nodes: Nodes, bare: int, holders: set[int]) -> None:
    """'the Atlantida', which no town is called, of the one 'Pavilhao Atlantida'."""
    word = nodes.forms[bare].words[0]
    whole = [i for i in holders if len(nodes.forms[i].words) == LEAST_BODY]
    known = place_kind(word) or word in GENERIC_PLACES
    bodies = all(nodes.forms[i].family in {"body", "vessel"} for i in holders)
    if bodies and not known and len(nodes.roots(holders)) == len(nodes.roots(whole)) == 1:
        nodes.join(min(whole), bare, "short form")
