"""From the sums of a cube to answers: the estimate of each row of a table, how it varies, and its interval.

Every answer but a quantile is a sum, or one sum over another. How intervals are worked out is in `intervals`,
how steady an answer is in `reliability`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from jqtools.survey.cube import Cube, Places
from jqtools.survey.design import Domain
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.intervals import log_interval, share_interval, t_interval
from jqtools.survey.quantiles import quantiles
from jqtools.survey.statistics import Outcome
from jqtools.survey.values import Values, together

NO_SAMPLING = "census: every record, no sampling error"
METHODS = {
    "korn-graubard": "Korn-Graubard",
    "logit": "logit",
    "wilson": "Wilson, effective n",
    "likelihood": "likelihood, effective n",
    "arcsine": "arcsine",
    "t": "t",
    "log": "t on the log scale",
}
NUMBERS = ("n", "missing", "positive", "weight", "squares", "se", "undefined", "df", "low", "high")
AT_THE_EDGE = "Korn-Graubard, n at 0% or 100%"


@dataclass(frozen=True, eq=False)
class Answer:
    """One outcome's row of numbers: a place for each row of the table.

    `values` are the estimates; for all but quantiles they are `top`, or `top` over `bottom`. `people` are the
    sums of weights behind them. `n`, `missing`, `positive` count rows; `weight` and `squares` are sums of w and
    w². `undefined` replicates were left out of `se`.
    """

    outcome: Outcome
    values: Values
    people: Values
    top: Values | None
    bottom: Values | None
    n: np.ndarray
    missing: np.ndarray
    positive: np.ndarray
    weight: np.ndarray
    squares: np.ndarray
    se: np.ndarray
    undefined: np.ndarray
    df: np.ndarray
    low: np.ndarray
    high: np.ndarray
    method: np.ndarray

    def blank(self, hidden: np.ndarray) -> Answer:
        """The same answer without anything about the rows that are `hidden`: no number of theirs is left in it."""
        varies = {name: getattr(self, name) for name in ("values", "people", "top", "bottom")}
        blanked = {name: None if part is None else part.blank(hidden) for name, part in varies.items()}
        numbers = {name: np.where(hidden, np.nan, getattr(self, name)) for name in NUMBERS}
        return replace(self, **blanked, **numbers, method=np.where(hidden, "", self.method).astype(object))

    @property
    def estimate(self) -> np.ndarray:
        return self.values.now


def answer(
    outcome: Outcome, cube: Cube, table: sparse.csr_array, domain: Domain, found: Places, level: float
) -> Answer:
    """The answer to `outcome`; each row of `table` says which cells of `cube` it adds up."""
    counts = _counts(cube, table)
    rows, top, bottom = len(counts["n"]), None, None
    if outcome.is_quantile:
        got = quantiles(outcome, domain.design, found, table, level)
        values, df, ends, method = got.values, got.df, (got.low, got.high), np.full(rows, got.method, dtype=object)
        se, undefined = values.errors()
    else:
        top, bottom = cube.value.added(table), None if outcome.statistic == "total" else cube.base.added(table)
        values = top if bottom is None else together(np.divide, top, bottom)
        values = values.blank((counts["n"] == 0) | ~np.isfinite(values.now))
        df = np.full(rows, rows_freedom(domain.design, np.flatnonzero(domain.mask)))
        se, undefined = values.errors()
        ends, method = _interval(outcome, values, se, counts["n"], df, level)
    if domain.design.method == "census":
        ends, method = (np.full(rows, np.nan),) * 2, np.full(rows, NO_SAMPLING, dtype=object)
    else:
        method = np.where(np.isnan(ends[0]) & np.isnan(ends[1]), "", method).astype(object)
    varies = {"se": se, "undefined": undefined, "df": df, "low": ends[0], "high": ends[1], "method": method}
    return Answer(outcome, values, cube.people.added(table), top, bottom, **counts, **varies)


def _counts(cube: Cube, table: sparse.csr_array) -> dict[str, np.ndarray]:
    found = {name: table @ counted for name, counted in cube.counts().items() if name != "divided"}
    rows = {name: np.rint(found[name]).astype(int) for name in ("n", "missing", "positive")}
    return found | rows


def _interval(
    outcome: Outcome, values: Values, se: np.ndarray, n: np.ndarray, df: np.ndarray, level: float
) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    estimate, method = values.now, np.full(len(n), METHODS[outcome.interval], dtype=object)
    if outcome.statistic == "share":
        edge = (estimate <= 0) | (estimate >= 1)
        return share_interval(outcome.interval, estimate, se, n, df, level), np.where(edge, AT_THE_EDGE, method)
    if outcome.interval == "log":
        with np.errstate(divide="ignore", invalid="ignore"):
            return log_interval(estimate, together(np.log, values).se(), df, level), method
    return t_interval(estimate, se, df, level), method
