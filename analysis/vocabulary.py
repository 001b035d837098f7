"""Reads the word tables under `data/`. Each file is read once a process."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from analysis.settings import DATA


@cache
def table(name: str) -> dict[str, Any]:
    """The parsed `data/<name>.toml`. Raises FileNotFoundError when the checkout lacks it."""
    with (DATA / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The list under `key` (dots descend) of `data/<name>.toml`, as a set."""
    node: Any = table(name)
    for part in key.split("."):
        node = node[part]
    return frozenset(node)
