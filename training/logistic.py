"""A small logistic regression, for the weights that `data/` keeps in readable tables.

In: rows of numbers, what is wanted of each, what each counts. Out: weights.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize

PENALTY = 1.0  # of the squared weights, as that of a Gaussian prior of variance one


def fitted(rows: np.ndarray, wanted: np.ndarray, counts: np.ndarray | None = None) -> np.ndarray:
    """Weights, that of the base first; `counts` says how much each row counts, else one."""
    rows = np.hstack([np.ones((len(rows), 1)), rows])
    signs = np.where(wanted, 1.0, -1.0)
    counts = np.ones(len(rows)) if counts is None else counts

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margins = signs * (rows @ weights)
        off = np.concatenate([[0.0], weights[1:]])
        slope = -(counts * signs / (1 + np.exp(margins))) @ rows + PENALTY * off
        total = (counts * np.logaddexp(0, -margins)).sum()
        return float(total + PENALTY / 2 * off @ off), slope

    return minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B").x
