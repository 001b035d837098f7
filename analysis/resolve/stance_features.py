"""What `compare` reads a stance from: a statement and a text, as numbers and telling words.

In: pairs of texts and their vectors. Out: for each pair a row of numbers, and the words and word
pairs that the text adds to the statement. After Ferreira & Vlachos (2016), with sentence vectors
in place of word alignment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from analysis.resolve.meaning import Vectors, load_encoder, opposition
from analysis.resolve.wording import stems, tokens
from analysis.vocabulary import words

Numbers = npt.NDArray[np.float64]
_NUMBER = re.compile(r"\d[\d,.]*")
_OPENINGS = ("report", "rumor", "rumour", "sources", "source")
SPREAD = 10.0  # products of unit vectors are small numbers


def numbers(pairs: Sequence[tuple[str, str]], first: Vectors, second: Vectors) -> Numbers:
    """One row a pair: what can be counted, then the vectors set against each other."""
    close = (first * second).sum(axis=1).tolist()
    against = opposition(first, second, load_encoder().directions).tolist()
    counted = [
        [*_counted(a, b, near), opposed]
        for (a, b), near, opposed in zip(pairs, close, against, strict=True)
    ]
    return np.hstack(
        [
            np.array(counted, dtype=np.float64).reshape(len(pairs), -1),
            SPREAD * first * second,
            SPREAD * np.abs(first - second),
            0.3 * SPREAD * second,
        ]
    )


COUNTED = 18  # columns of `_counted`, and opposition


def _counted(a: str, b: str, near: float) -> list[float]:
    said, told = tokens(a), tokens(b)
    stems_a, stems_b = {*stems(a)}, {*stems(b)}
    shared = len(stems_a & stems_b)
    discredit = words("stance", "discredit") | words("stance", "deniers")
    doubt = words("stance", "doubt")
    figures_a, figures_b = {*_NUMBER.findall(a)}, {*_NUMBER.findall(b)}
    found = [
        near,
        shared / max(1, len(stems_a)),
        shared / max(1, len(stems_b)),
        any(word in discredit for word in told),
        any(word in discredit for word in said),
        any(word in doubt for word in told),
        sum(word in doubt for word in told) / 3,
        "?" in b,
        any(mark in b for mark in "\"“'‘"),
        _negated(told) != _negated(said),
        _negated(told),
        ":" in b,
        bool(figures_a & figures_b),
        bool(figures_a and figures_b and not figures_a & figures_b),
        min(len(told), 80) / 20,
        b.lower().startswith(_OPENINGS),
        1.0,
    ]
    return [float(value) for value in found]


def _negated(found: Sequence[str]) -> bool:
    negations = words("stance", "negations")
    return any(word in negations or word.endswith("n't") for word in found)


def added(a: str, b: str) -> set[str]:
    """Words and neighbouring pairs of words of `b` that `a` lacks."""
    said, told = {*tokens(a)}, tokens(b)
    pairs = (f"{one}_{two}" for one, two in pairwise(told))
    return {word for word in told if word not in said} | {*pairs}
