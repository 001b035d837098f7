"""The kinds of happening that words tell, from `data/events.toml`.

In: the name of a predicate ('explode', 'go off'), optionally its phrase. Out: kinds ('explosion').
The name of a phrasal verb holds the words that make it one, so that 'call off' is no calling.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from analysis.vocabulary import table


@cache
def kind_table() -> Mapping[str, frozenset[str]]:
    """Name of a predicate -> the kinds of happening that it tells."""
    kinds: dict[str, set[str]] = {}
    for kind, words in table("events")["kinds"].items():
        for word in words:
            kinds.setdefault(word, set()).update((kind, *table("events")["wider"].get(kind, ())))
    return {word: frozenset(found) for word, found in kinds.items()}


@cache
def known_kinds() -> frozenset[str]:
    """The kinds that have a name, as against a verb that stands for itself."""
    return frozenset(table("events")["kinds"])


@cache
def happening_words() -> frozenset[str]:
    """The names of predicates that tell a happening of a known kind."""
    return frozenset(kind_table())


def kinds_of(name: str, phrase: str = "") -> frozenset[str]:
    """The kinds that a predicate tells; the name itself where the tables lack it."""
    told = phrase.lower()
    for words, kind in table("events")["kinds_by_phrase"].items():
        if words in told:
            # 'pulled out of the barracks' may be more than 'pulled out'
            own = kind_table().get(name, frozenset()) if name.count(" ") > 1 else frozenset()
            return own | {kind}
    return kind_table().get(name) or frozenset((name,))


@cache
def phrasal_names() -> Mapping[str, tuple[str, ...]]:
    """First word -> the names of more than one word that begin with it, the longest first."""
    data = table("events")
    names = {name for words in data["kinds"].values() for name in words}
    names |= {name for words in data["silent"].values() for name in words}
    found: dict[str, list[str]] = {}
    for name in names:
        if " " in name:
            found.setdefault(name.split()[0], []).append(name)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}
