"""What an estimate could be if those without a value had answered: the least and the most.

Rows without a value are all given the lowest value there can be, then all the highest: 0 and 1 for a share, the
outcome's `limits` for a mean or total. A quantile needs no limits: it is among the values seen, or else undefined
on that side. Nothing is assumed about why values are missing, so the range can be wide. The total of those with a
value can lie below both ends. Source: Manski (1989), Anatomy of the selection problem, Journal of Human Resources 24.
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
    """The least and the most that each row of `table` could be; NaN where nobody is in it, and infinite where a
    quantile lies among the missing.

    Ratios are refused: a row without one part can have any value of the other.
    """
    if outcome.denominator:
        raise DataError(f"{outcome.name!r} can't be bounded: bounds are for means, totals, shares and quantiles")
    y, weights = outcome.measure(design.frame), design.weights()[:, 0]
    work = _quantiles if outcome.is_quantile else _sums
    filled = (np.where(np.isnan(y), end, y) for end in _ends(outcome))
    return {name: work(outcome, y, weights, found, table) for name, y in zip(BOUNDS, filled, strict=True)}


def _ends(outcome: Outcome) -> tuple[float, float]:
    if outcome.test:
        return 0.0, 1.0
    if outcome.is_quantile or outcome.counts_rows:
        return -np.inf, np.inf
    if outcome.limits is None:
        raise DataError(
            f"bounds of {outcome.name!r} need the lowest and highest value that a missing one could have; "
            f'state them, as in jq.{outcome.statistic}("{outcome.column}", limits=(0, 200))'
        )
    return outcome.limits


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
