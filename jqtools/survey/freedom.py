"""Degrees of freedom: how many independent pieces of information a standard error rests on.

Taylor: sampling units less strata. Replicates: the rank of the replicate weights, less one, as in R's
`survey`. Both count what the people asked about have, so a small domain of a large survey has few.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from jqtools.survey.columns import numbers
from jqtools.survey.design import Design
from jqtools.survey.sampling import Draws, Units

SMALLEST = 1e-10


def rows_freedom(design: Design, rows: np.ndarray) -> float:
    """The degrees of freedom of these rows; NaN for a census and for no rows."""
    if not len(rows):
        return np.nan
    if isinstance(design.sampling, Units):
        return _units_freedom(design, rows)
    if isinstance(design.sampling, Draws):
        return _rank(design, rows) - 1.0
    return np.nan


def _units_freedom(design: Design, rows: np.ndarray) -> float:
    units = design.sampling
    if design.weight:
        rows = rows[numbers(design.frame, design.weight)[rows] > 0]
    marks = np.unique(units.of_row[rows])
    cells = sparse.csr_array((np.ones(len(marks)), (np.zeros(len(marks), dtype=int), marks)), (1, len(units.strata)))
    return float(units.present(cells)[0])


def _rank(design: Design, rows: np.ndarray) -> int:
    replicates = design.weights()[rows, 1:]
    lengths = np.sqrt((replicates**2).sum(axis=0))
    scaled = replicates / np.where(lengths > 0, lengths, 1)
    sizes = np.linalg.eigvalsh(scaled.T @ scaled)
    return int((sizes > SMALLEST * sizes.max()).sum()) if sizes.max() > 0 else 0
