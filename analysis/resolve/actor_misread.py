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
from analysis.resolve.actor_korean import korean_key
from analysis.resolve.actor_names import NameForm, is_bare, same_name
from analysis.resolve.actor_nodes import Nodes
from analysis.resolve.actor_short_bodies import GENERIC
from analysis.resolve.actor_spellings import same_word
from analysis.vocabulary import words

LEAST_TAIL = 2  # words of a name that stand for the whole
NUMBERS = frozenset({"ii", "iii", "iv"})  # of one of a family
MOST_LETTERS = 3  # that stand before a name for others
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
            for block in _keys(form):
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
            for block in _keys(read)
            if len(blocks.get(block, ())) <= LARGEST_BLOCK
            for p in blocks.get(block, ())
            if nodes.forms[p].family == read.family
        }
        alike = [p for p in sorted(found) if _is_called(nodes.forms[p], form)]
        if len(nodes.roots(alike)) == 1:
            nodes.join(alike[0], i, "spelling")


def _keys(form: NameForm) -> tuple[str, ...]:
    """By what a name is looked up: its blocks, its first and its last word."""
    first, last = form.words[0], form.words[-1]
    return (*blocks_of(form), f"{form.family} {first}", f"{form.family} {last}")


def _is_called(known: NameForm, misread: NameForm) -> bool:
    """Whether a name of another type is that of a person or a ship."""
    letters = len(misread.words) > CALLED and len(misread.words[0]) <= MOST_LETTERS
    if letters and known.family == "person" and known.words == misread.words[1:]:
        return True  # 'P.V. Narasimha Reddy', of which the dots are gone
    reason = same_name(known, replace(misread, family=known.family))
    if reason is None or reason == "initials":
        return False
    if len(known.words) == len(misread.words):
        return True
    if korean_key(known.words):
        return True
    more = set(misread.words) - set(known.words)
    named = known.family == "person" and same_word(known.words[0], misread.words[0])
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

    Gives up where a person or a place is called so, where an article has both names, and where two
    bodies end so.
    """
    longer: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for i, form in enumerate(nodes.forms):
        if form.family == "body" and len(form.words) > LEAST_TAIL:
            first, last = form.words[0], form.words[-1]
            if not in_dictionary(first) and not is_first_name(first) and not place_kind(first):
                longer[form.words[1:]].add(i)
                if not in_dictionary(last):  # 'Frente Agrario' of 'Frente Popular Agrario'
                    longer[first, last].add(i)
    for i, form in enumerate(nodes.forms):
        found = longer.get(form.words, set())
        if not found or len(nodes.roots(found)) != 1:
            continue
        borne_out = nodes.seen[i] and genders[i] in {"f", "m"}
        apart = any(nodes.of_one_article(i, f) for f in found) or place_kind(" ".join(form.words))
        person = nodes.offices[i] or nodes.ranks[i] or borne_out or apart
        if form.family in {"body", "person"} and not (person or nodes.located[i]):
            nodes.join(min(found), i, "short form")


def join_numbered(nodes: Nodes) -> None:
    """'Ulrich Berg III' and 'Ulrich Berg', where no article names both and no other is numbered.

    Not for 'Jr', which is said to tell a son from a father who is spoken of too.
    """
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, form in enumerate(nodes.forms):
        if form.family == "person" and not is_bare(form):
            alike[form.words].append(i)
    for members in alike.values():
        told = {nodes.forms[i].generation for i in members}
        if len(members) == CALLED and len(told & NUMBERS) == 1 and "" in told:
            a, b = members
            if not nodes.of_one_article(a, b):
                nodes.join(a, b, "short form")
