"""Which column (or key) holds what. In: names of columns. Out: field -> column name.

The known names stand in data/columns.toml; where no name tells it, the cells do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from analysis.ingest.dates import iso_date
from analysis.ingest.outlet_names import is_name, is_outlet
from analysis.vocabulary import table

FIELDS = ("text", "title", "outlet", "author", "url", "published", "id", "language")
_FEWEST_WORDS = 20  # in an average cell of running text


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


def prose_column(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The one column of running text; "" when there is none, or more than one."""
    lengths = []
    for place, name in enumerate(columns):
        cells = [row[place] for row in rows if place < len(row) and row[place].strip()]
        words = sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0.0
        lengths.append((words, name))
    lengths.sort(reverse=True)
    if not lengths or not lengths[0][1] or lengths[0][0] < _FEWEST_WORDS:
        return ""
    return lengths[0][1] if len(lengths) < 2 or lengths[0][0] >= 2 * lengths[1][0] else ""


def guess_by_content(
    columns: Sequence[str], rows: Sequence[Sequence[str]], chosen: Mapping[str, str]
) -> dict[str, str]:
    """What the cells tell where no name of a column does: dates, addresses, outlets, headlines,
    persons. `chosen` are the fields that are known; they come back with what was found beside."""
    guess = dict(chosen)
    for field, fits in _FITS:
        for place, name in enumerate(columns):
            cells = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
            taken = field in guess or name in guess.values() or not name
            if taken or not cells or "id" in name.casefold().split("_"):
                continue
            if sum(map(fits, cells)) >= _MOST * len(cells):
                guess[field] = name
    return guess


def _is_headline(cell: str) -> bool:
    return 3 <= len(cell.split()) <= 30 and cell[-1] not in ".:;" and any(map(str.islower, cell))


def _is_person(cell: str) -> bool:
    return 2 <= len(cell.split()) <= 4 and is_name(cell) and not is_outlet(cell)


_MOST = 0.8  # of the cells of a column must be of a kind
# In this order: what is told most surely first.
_FITS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("url", lambda cell: cell.startswith(("http://", "https://")) and " " not in cell),
    ("published", lambda cell: bool(iso_date(cell, day_first=True))),
    ("outlet", is_outlet),
    ("title", _is_headline),
    ("author", _is_person),
)


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
