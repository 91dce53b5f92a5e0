"""What an intruder can work out: the exact range of a hidden number, given every sum that is shown.

The intruder knows that counts are zero or more and that shown cells, margins and totals add up. Each range
comes from two linear programs. Choosing what to hide is elsewhere (`pattern`).
"""

from __future__ import annotations

import math

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

SLACK = 1e-6


def margin_sums(shape: tuple[int, ...]) -> sparse.csr_array:
    """One row for each cell and margin of a table of `shape`: which inner cells it adds up.

    Rows are in the order of the table with "(all)" as one more place at the end of each axis.
    """
    found = sparse.csr_array(np.ones((1, 1)))
    for size in shape:
        axis = sparse.vstack([sparse.eye_array(size), np.ones((1, size))])
        found = sparse.kron(found, axis)
    return sparse.csr_array(found)


def interval(shown: sparse.csr_array, counts: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """The least and most that `target` (a sum of `counts`) can be, given the sums `shown`.

    Parameters
    ----------
    shown
        One row for each sum that is published: 1 for the counts that it adds up.
    counts
        The true counts.
    target
        1 for each count that the hidden number adds up.
    """
    known, free = _settled(shown, counts, target)
    if not free.any():
        return known, known
    matrix, total = shown[:, free], shown[:, free] @ counts[free]
    used = np.diff(matrix.indptr) > 0
    ends = []
    for sign in (1, -1):
        found = linprog(sign * target[free], A_eq=matrix[used], b_eq=total[used], method="highs")
        ends.append(sign * found.fun if found.status == 0 else math.inf)
    return known + ends[0], known + ends[1]


def whole_interval(shown: sparse.csr_array, counts: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """`interval` as an intruder narrows it who knows that people come in whole numbers."""
    low, high = interval(shown, counts, target)
    return math.ceil(low - SLACK), (math.floor(high + SLACK) if math.isfinite(high) else high)


def _settled(shown: sparse.csr_array, counts: np.ndarray, target: np.ndarray) -> tuple[float, np.ndarray]:
    """The part of `target` that is plainly shown, and which counts remain unknown."""
    alone = shown[np.diff(shown.indptr) == 1].indices
    free = np.ones(len(counts), dtype=bool)
    free[alone] = False
    return float(target[~free] @ counts[~free]), free
