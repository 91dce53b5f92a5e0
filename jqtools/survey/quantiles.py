"""Quantiles of each cell, with how they vary and their intervals.

Replicates: the quantile under each replicate weight. Woodruff (1952): the interval of the share at or below
the quantile, turned back into values; the standard error is its width over that of two t, and the replicates
or scores of that share, stretched to that error, let gaps between medians know their covariance. The interval
of the share is centred on what the sample has at or below the quantile, as in R's `survey`, but for smoothed
quantiles on p itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse, stats

from jqtools.errors import DataError
from jqtools.survey.cube import Places, sorted_rows, sums
from jqtools.survey.design import Design
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.intervals import share_interval
from jqtools.survey.quantile_rules import smoothed_quantile, weighted_quantile
from jqtools.survey.replication import JACKKNIVES
from jqtools.survey.statistics import Outcome
from jqtools.survey.values import Values, stacked, together

SHARES = {"woodruff": "t", "woodruff-beta": "korn-graubard", "woodruff-logit": "logit"}


@dataclass(frozen=True, eq=False)
class Quantiles:
    """One place for each cell: the quantile's `values`, interval, degrees of freedom and how the interval came."""

    values: Values
    low: np.ndarray
    high: np.ndarray
    df: np.ndarray
    method: str


def quantiles(outcome: Outcome, design: Design, found: Places, table: sparse.csr_array, level: float) -> Quantiles:
    """The quantile of each row of `table`, which says which cells of `found` it adds up."""
    kind = _kind(outcome, design)
    y = outcome.measure(design.frame)
    weights = design.weights()
    function = smoothed_quantile if outcome.smoothed else weighted_quantile
    answer = _replicated if kind == "replicates" else _woodruff
    parts = [
        answer(_Cell(outcome, design, y[these], these, weights[these], function, level), kind)
        for these in sorted_rows(y, found, table)
    ]
    columns = zip(*((part.low, part.high, part.df) for part in parts), strict=True)
    return Quantiles(stacked([part.values for part in parts]), *map(np.concatenate, columns), parts[0].method)


@dataclass(frozen=True, eq=False)
class _Cell:
    """The rows of one cell, sorted by value."""

    outcome: Outcome
    design: Design
    y: np.ndarray
    rows: np.ndarray
    weights: np.ndarray
    function: Callable
    level: float

    def at(self, p: np.ndarray, weights: np.ndarray) -> np.ndarray:
        return self.function(self.y, weights, p, self.outcome.rule)

    def now(self) -> float:
        return self.at(np.array([self.outcome.p]), self.weights[:, :1])[0]

    def places(self, rows: np.ndarray) -> Places:
        return Places(rows, np.zeros(len(rows), dtype=np.intp), (1,))


def _kind(outcome: Outcome, design: Design) -> str:
    if design.method == "census":
        return "none"
    if outcome.interval != "auto":
        if outcome.interval == "replicates" and design.method != "replicates":
            raise DataError("a quantile's interval can only come from replicates if the design has replicate weights")
        return outcome.interval
    suited = design.replicates and design.replicates.scheme not in JACKKNIVES
    return "replicates" if suited else "woodruff"


def _replicated(cell: _Cell, kind: str) -> Quantiles:
    every = cell.at(np.full(cell.weights.shape[1], cell.outcome.p), cell.weights)
    values = Values(every[:1], cell.design.sampling, draws=every[None, 1:])
    df = np.array([rows_freedom(cell.design, cell.rows)])
    half = stats.t.ppf((1 + cell.level) / 2, df) * values.se()
    return Quantiles(values, values.now - half, values.now + half, df, "t, replicates")


def _woodruff(cell: _Cell, kind: str) -> Quantiles:
    now = np.array([cell.now()])
    plain = weighted_quantile(cell.y, cell.weights[:, :1], np.array([cell.outcome.p]), cell.outcome.rule)
    below = _share_below(cell, plain[0])
    df = np.array([rows_freedom(cell.design, cell.rows)])
    if kind == "none" or not len(cell.rows):
        nothing = np.full(1, np.nan)
        return Quantiles(replace(below, now=now), nothing, nothing, df, "")
    n = np.array([len(cell.rows)])
    centre = np.array([cell.outcome.p]) if cell.outcome.smoothed else below.now
    ends = share_interval(SHARES[kind], centre, below.se(), n, df, cell.level)
    low, high = (cell.at(end, cell.weights[:, :1]) for end in ends)
    return Quantiles(_stretched(now, below, low, high, df, cell.level), low, high, df, f"Woodruff, {SHARES[kind]}")


def _share_below(cell: _Cell, value: float) -> Values:
    under, found = (cell.y <= value).astype(float), cell.places(cell.rows)
    every = cell.design.weights()
    part, whole = (sums(y, found, cell.design, every) for y in (under, np.ones(len(under))))
    return together(np.divide, part, whole)


def _stretched(
    now: np.ndarray, below: Values, low: np.ndarray, high: np.ndarray, df: np.ndarray, level: float
) -> Values:
    """The quantile with the draws or scores of the share below it, stretched to Woodruff's standard error."""
    se = (high - low) / (2 * stats.t.ppf((1 + level) / 2, df))
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(se > 0, se / below.se(), 0 * se)
    slope = np.where(np.isfinite(slope), slope, np.nan)
    if below.draws is not None:
        return replace(below, now=now, draws=now[:, None] - slope[:, None] * (below.draws - below.now[:, None]))
    unknown = sparse.csr_array(np.full(below.scores.shape, np.nan))
    return replace(below, now=now, scores=unknown if np.isnan(slope[0]) else -slope[0] * below.scores)
