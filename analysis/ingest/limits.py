"""The limits of what is taken in. In: data/limits.toml and the environment. Out: Limits."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from functools import cache

from analysis.vocabulary import table


@dataclass(frozen=True, slots=True)
class Limits:
    """One number a danger; data/limits.toml says what each means, and its unit."""

    largest_file: int
    largest_item: int
    longest_text: int
    shortest_text: int
    most_articles: int
    deepest_nesting: int
    most_members: int
    largest_unpacked: int
    largest_ratio: int
    ratio_from: int
    most_pages: int
    most_rows: int
    most_columns: int
    largest_cell: int
    deepest_markup: int
    deepest_json: int
    seconds_for_item: int
    memory_for_reader: int
    fetch_size: int
    fetch_seconds: int
    fetch_redirects: int


@cache
def load_limits() -> Limits:
    """The limits of this installation."""
    chosen = table("limits")
    values = {
        field.name: int(
            os.environ.get(f"CROSSBEARING_LIMIT_{field.name.upper()}", chosen[field.name])
        )
        for field in fields(Limits)
    }
    return Limits(**values)


def in_words(size: int) -> str:
    """A number of bytes as a person says it: '200 MB'."""
    amount = float(size)
    for unit in ("bytes", "KB", "MB"):
        if amount < 1024:
            return f"{amount:.3g} {unit}"
        amount /= 1024
    return f"{amount:.3g} GB"
