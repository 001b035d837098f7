"""Joins what one article takes for another type of thing to the person or ship that is called so.

In: Nodes of a case. Out: the same Nodes, more of them joined: 'Iskan Moukharti', taken for a body,
where one 'Iskan Mukharti' lives; 'Moneybags Ada Berg', where an 'Ada Berg' does; 'Tierra Nueva' of
the 'Frente Tierra Nueva'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from analysis.annotate.language import in_dictionary
from analysis.gazetteer import is_first_name, place_kind
from analysis.resolve.actor_blocking import LARGEST_BLOCK, blocks_of
from analysis.resolve.actor_names import NameForm, is_bare, same_name
from analysis.resolve.actor_nodes import Nodes
from analysis.resolve.actor_short_bodies import GENERIC
from analysis.vocabulary import words

LEAST_TAIL = 2  # words of a name that stand for the whole
CALLED = 2  # words of a person's name, at least


def join_misread_names(nodes: Nodes) -> None:
    """'Iskan Moukharti', taken for a body in one article, where one 'Iskan Mukharti' lives;
    'Marta Regina', taken for a place, where a ship is the 'Martha Regina'.

    Of two lengths only where every word that the one lacks is none of the language: 'Elvira Mamani
    Quispe' is Elvira Mamani, 'the Ada Berg Trophy' is not Ada Berg.
    """
    blocks: dict[str, list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if form.family in {"person", "vessel"} and len(form.words) > 1:
            for block in blocks_of(form):
                blocks[block].append(i)
    for i, form in enumerate(nodes.forms):
        if form.family not in {"body", "place"} or len(form.words) < CALLED:
            continue
        if set(form.words) & words("mentions", "organization_words"):
            continue
        as_read = [replace(form, family=family) for family in ("person", "vessel")]
        found = {
            p
            for read in as_read
            for block in blocks_of(read)
            if len(blocks.get(block, ())) <= LARGEST_BLOCK
            for p in blocks.get(block, ())
            if nodes.forms[p].family == read.family
        }
        alike = [p for p in sorted(found) if _is_called(nodes.forms[p], form)]
        if len(nodes.roots(alike)) == 1:
            nodes.join(alike[0], i, "spelling")


def _is_called(known: NameForm, misread: NameForm) -> bool:
    """Whether a name of another type is that of a person or a ship."""
    reason = same_name(known, replace(misread, family=known.family))
    if reason is None or reason == "initials":
        return False
    if len(known.words) == len(misread.words):
        return True
    more = set(misread.words) - set(known.words)
    named = known.family == "person" and not is_bare(known)
    return named and not any(map(in_dictionary, more))


def join_said_before(nodes: Nodes) -> None:
    """'Moneybags Ada Berg' is the 'Ada Berg' of the case: a word of the language stands before.

    Not where the word says what kind of body, ship or place is called after her ('Camp Ada Berg').
    """
    generic = frozenset[str]().union(*(words("mentions", key) for key in GENERIC))
    generic -= words("mentions", "person_nouns")
    full: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if form.family == "person" and len(form.words) >= CALLED and not is_bare(form):
            full[form.words].append(i)
    for i, form in enumerate(nodes.forms):
        if form.family not in {"person", "body"} or len(form.words) <= CALLED or nodes.firms[i]:
            continue
        first, called = form.words[0], full.get(form.words[1:], [])
        plain = in_dictionary(first) and first not in generic and not is_first_name(first)
        if plain and len(nodes.roots(called)) == 1:
            nodes.join(called[0], i, "short form")


def join_tails(nodes: Nodes, genders: Sequence[str]) -> None:
    """'Tierra Nueva' of 'Frente Tierra Nueva': a body without the word of another language that
    says what it is.

    Gives up where a person or a place is called so, and where two bodies end so.
    """
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, form in enumerate(nodes.forms):
        if form.family == "body" and len(form.words) > LEAST_TAIL:
            first = form.words[0]
            if not in_dictionary(first) and not is_first_name(first) and not place_kind(first):
                longer[form.words[1:]].add(i)
    for i, form in enumerate(nodes.forms):
        found = longer.get(form.words, set())
        if not found or len(nodes.roots(found)) != 1:
            continue
        person = nodes.told[i] or nodes.offices[i] or nodes.ranks[i] or genders[i] in {"f", "m"}
        known = is_first_name(form.words[0]) or place_kind(" ".join(form.words))
        if form.family in {"body", "person"} and not (person or known or nodes.located[i]):
            nodes.join(min(found), i, "short form")
