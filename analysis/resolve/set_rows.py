"""Sets as rows of a sparse matrix, so that millions of pairs of them are compared at once.

In: sets of names. Out: matrices with a 1 for each name that a set has, and what two rows share.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import sparse

Matrix: TypeAlias = Any  # scipy.sparse.csr_matrix, which has no type of its own


def numbered(found: Iterable[frozenset[str]]) -> dict[str, int]:
    """A column for each name."""
    return {name: at for at, name in enumerate(sorted(frozenset().union(*found)))}


def rows_of_sets(found: Sequence[frozenset[str]], columns: Mapping[str, int]) -> Matrix:
    """A row for each set, with a 1 in the column of each of its names."""
    indices = [columns[name] for names in found for name in sorted(names)]
    bounds = np.cumsum([0, *(len(names) for names in found)])
    values = np.ones(len(indices), dtype=np.int32)
    return sparse.csr_matrix((values, indices, bounds), shape=(len(found), max(1, len(columns))))


def common(mine: Matrix, others: Matrix) -> npt.NDArray[np.int64]:
    """How many each row of one has in common with the same row of the other."""
    return np.asarray(mine.multiply(others).getnnz(axis=1)).ravel()


def meet(mine: Matrix, others: Matrix) -> npt.NDArray[np.bool_]:
    """Whether each row of one has something in common with the same row of the other."""
    return common(mine, others) > 0
