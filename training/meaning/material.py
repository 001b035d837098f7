"""Written scenarios as the encoder learns from them: statements, and how each two of them stand.

In: JSONL of scenarios (training/README.md): propositions, each in several wordings, and which of
them contradict or entail each other. Out: Scenarios with a table of labels.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LABELS = ("same", "contradicts", "other")
SAME, CONTRADICTS, OTHER = range(3)
IGNORE = -100


@dataclass(frozen=True)
class Scenario:
    """One event. `labels[i, j]` tells of statements i and j; IGNORE where it is not to be learnt:
    two of which one entails the other. A statement is the same as itself."""

    name: str
    statements: tuple[str, ...]
    labels: np.ndarray


def scenarios_of(paths: Iterable[Path]) -> list[Scenario]:
    """Raises ValueError, with file and line, for what is not in the form."""
    found = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            try:
                found.append(_scenario(json.loads(line)))
            except (KeyError, TypeError, json.JSONDecodeError) as error:
                raise ValueError(f"{path}:{number}: {error!r}") from error
    return found


def _scenario(given: dict) -> Scenario:
    place = {proposition["id"]: at for at, proposition in enumerate(given["propositions"])}
    between = np.full((len(place), len(place)), OTHER)
    np.fill_diagonal(between, SAME)
    for name, label in (("entails", IGNORE), ("contradicts", CONTRADICTS)):
        for a, b in given.get(name, []):
            between[place[a], place[b]] = between[place[b], place[a]] = label
    told = [(s, at) for at, p in enumerate(given["propositions"]) for s in p["statements"]]
    of = np.array([at for _, at in told])
    labels = between[np.ix_(of, of)]
    return Scenario(given["scenario"], tuple(statement for statement, _ in told), labels)
