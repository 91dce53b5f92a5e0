"""What an estimate could be if those without a value had answered: the least and the most.

Rows without a value are all given the lowest value that anyone has, then all the highest (0 and 1 for a
share). Nothing is assumed about why values are missing, so the range can be wide. Source: Manski (1989),
Anatomy of the selection problem, Journal of Human Resources 24; for quantiles the range follows in the same way.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.cube import Places, sorted_rows
from jqtools.survey.design import Design
from jqtools.survey.quantile_rules import smoothed_quantile, weighted_quantile
from jqtools.survey.statistics import Outcome

BOUNDS = ("bound_low", "bound_high")


def bounds(outcome: Outcome, design: Design, found: Places, table: sparse.csr_array) -> dict[str, np.ndarray]:
    """The least and the most that each row of `table` could be; NaN where nobody is in it.

    Ratios are refused: a row without one part can have any value of the other.
    """
    if outcome.denominator:
        raise DataError(f"{outcome.name!r} can't be bounded: bounds are for means, totals, shares and quantiles")
    y, weights = outcome.measure(design.frame), design.weights()[:, 0]
    known = y[found.rows][~np.isnan(y[found.rows])]
    if outcome.test:
        ends = (0.0, 1.0)
    elif len(known):
        ends = (known.min(), known.max())
    else:
        ends = (np.nan, np.nan)
    work = _quantiles if outcome.is_quantile else _sums
    filled = (np.where(np.isnan(y), end, y) for end in ends)
    return {name: work(outcome, y, weights, found, table) for name, y in zip(BOUNDS, filled, strict=True)}


def _sums(outcome: Outcome, y: np.ndarray, weights: np.ndarray, found: Places, table: sparse.csr_array) -> np.ndarray:
    w = weights[found.rows]
    top = table @ np.bincount(found.cells, weights=w * y[found.rows], minlength=found.size)
    bottom = table @ np.bincount(found.cells, weights=w, minlength=found.size)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(bottom > 0, top if outcome.statistic == "total" else top / bottom, np.nan)


def _quantiles(
    outcome: Outcome, y: np.ndarray, weights: np.ndarray, found: Places, table: sparse.csr_array
) -> np.ndarray:
    function = smoothed_quantile if outcome.smoothed else weighted_quantile
    p = np.array([outcome.p])
    return np.array(
        [function(y[these], weights[these, None], p, outcome.rule)[0] for these in sorted_rows(y, found, table)]
    )
