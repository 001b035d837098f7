"""Which column (or key) holds what. In: names of columns. Out: field -> column name.

The known names stand in data/columns.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from analysis.vocabulary import table

FIELDS = ("text", "title", "outlet", "author", "url", "published", "id", "language")


def guess_columns(names: Iterable[str]) -> dict[str, str]:
    """The column for each field, as far as the names tell. A column serves one field."""
    by_key: dict[str, str] = {}
    for name in names:
        by_key.setdefault(_key(name), name)
    chosen: dict[str, str] = {}
    for field in FIELDS:
        for known in _known(field):
            if known in by_key and by_key[known] not in chosen.values():
                chosen[field] = by_key[known]
                break
    return chosen


def usable(mapping: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The part of a chosen mapping that fits these columns."""
    there = set(names)
    return {field: name for field, name in mapping.items() if field in FIELDS and name in there}


def signature(names: Iterable[str]) -> str:
    """A key under which the choice for a table is remembered for the next one like it."""
    return "|".join(sorted(_key(name) for name in names))[:180]


def _key(name: object) -> str:
    return re.sub(r"[\s_\-.:]+", "", str(name)).casefold()


@cache
def _known(field: str) -> tuple[str, ...]:
    return tuple(table("columns")[field])
