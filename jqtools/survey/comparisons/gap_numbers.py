"""The numbers of gaps: estimates and standard errors inside each replicate or by scores, intervals and tests."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import stats

from jqtools.survey.answers import METHODS, NO_SAMPLING, Answer
from jqtools.survey.comparisons.references import Compared
from jqtools.survey.intervals import log_interval, t_interval
from jqtools.survey.sampling import Everyone
from jqtools.survey.table import objects
from jqtools.survey.values import Values, together

AT_ONCE = 50
ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class GapNumbers:
    """A place for each gap of one outcome: both sides, the `gap`, and its errors.

    `log_se` is the standard error on the log scale (NaN for differences), `undefined` the replicates left out,
    `df` the lower of both sides. Gaps that are `still` (a standard error of 0) or `at_the_edge` (a sampled share
    of exactly 0% or 100% on one side, which counts as if it didn't vary) have no interval and no test.
    """

    group: np.ndarray
    reference: np.ndarray
    gap: np.ndarray
    se: np.ndarray
    log_se: np.ndarray
    undefined: np.ndarray
    df: np.ndarray
    still: np.ndarray
    at_the_edge: np.ndarray
    census: bool

    @property
    def untested(self) -> np.ndarray:
        return self.still | self.at_the_edge


def gap_numbers(answer: Answer, side: Compared, measure: str) -> GapNumbers:
    """The gaps of `answer`; a few rows at a time, because those with everyone have a score for every unit."""
    found = []
    for start in range(0, len(side.rows), AT_ONCE):
        these = np.arange(start, min(start + AT_ONCE, len(side.rows)))
        found.append(_block(answer.values[side.rows[these]], side.values(these), measure))
    group, reference, gap, se, log_se, undefined = np.concatenate(found or [np.empty((6, 0))], axis=1)
    census = isinstance(answer.values.sampling, Everyone)
    known = np.maximum(np.abs(group), np.abs(reference)) if measure == "difference" else np.ones(len(gap))
    still = (se if measure == "difference" else log_se) <= ROUNDING * known
    df = np.minimum(answer.df[side.rows], side.df)
    edge = (_edge(group) | _edge(reference)) & (answer.outcome.statistic == "share") & (not census)
    return GapNumbers(group, reference, gap, se, log_se, undefined, df, still, edge, census)


def _edge(share: np.ndarray) -> np.ndarray:
    return (np.abs(share) <= ROUNDING) | (np.abs(share - 1) <= ROUNDING)


def _block(group: Values, reference: Values, measure: str) -> np.ndarray:
    if measure == "difference":
        gap = together(np.subtract, group, reference)
        return np.stack([group.now, reference.now, gap.now, gap.errors()[0], gap.now * np.nan, gap.errors()[1]])
    positive = (group.now > 0) & (reference.now > 0)
    logs = together(_log_ratio, group, reference).blank(~positive)
    gap = together(np.divide, group, reference).blank(~positive) if measure == "ratio" else logs
    log_se, undefined = logs.errors()
    return np.stack([group.now, reference.now, gap.now, gap.se(), log_se, undefined])


def _log_ratio(group: np.ndarray, reference: np.ndarray) -> np.ndarray:
    return np.log(group) - np.log(reference)


def tests(numbers: GapNumbers, measure: str, level: float) -> dict[str, np.ndarray]:
    """Interval, how it came, and two-sided p-value; a ratio's are those of its logarithm."""
    gap, df = numbers.gap, numbers.df
    if measure == "ratio":
        ends, size, method = log_interval(gap, numbers.log_se, df, level), numbers.log_se, METHODS["log"]
        with np.errstate(divide="ignore", invalid="ignore"):
            tested = np.log(gap)
    else:
        ends, size, method, tested = t_interval(gap, numbers.se, df, level), numbers.se, METHODS["t"], gap
    with np.errstate(divide="ignore", invalid="ignore"):
        p_value = np.where(numbers.untested, np.nan, 2 * stats.t.sf(np.abs(tested) / size, df))
    low, high = (np.where(numbers.untested, np.nan, end) for end in ends)
    none = NO_SAMPLING if numbers.census else ""
    method = objects([none if np.isnan(end) else method for end in low])
    return {"ci_low": low, "ci_high": high, "ci_method": method, "p_value": p_value}
