"""Confidence intervals: t for means and totals, Korn-Graubard for shares.

Korn-Graubard is the Clopper-Pearson interval at the effective number of rows. It keeps its coverage for
shares near 0 and 1 and in small groups, where estimate plus or minus two standard errors does not.
Source: Korn and Graubard (1998), Survey Methodology 24; Parker and others (2017), NCHS Vital and Health
Statistics 2(175).
"""

from __future__ import annotations

import numpy as np
from scipy import stats


def t_interval(estimate: np.ndarray, se: np.ndarray, df: float, level: float) -> tuple[np.ndarray, np.ndarray]:
    """Estimate plus or minus t standard errors; NaN where there is no standard error."""
    half = stats.t.ppf((1 + level) / 2, df) * se
    return estimate - half, estimate + half


def effective_n(share: np.ndarray, se: np.ndarray, n: np.ndarray) -> np.ndarray:
    """p(1-p)/se², at most `n`; `n` at exactly 0 or 1, where the standard error says nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = share * (1 - share) / se**2
    return np.where((share <= 0) | (share >= 1) | ~np.isfinite(found), n, np.minimum(found, n)).astype(float)


def korn_graubard(
    share: np.ndarray, n_eff: np.ndarray, n: np.ndarray, df: float, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The Korn-Graubard interval of a share, adjusted for degrees of freedom as R's `svyciprop` does.

    The adjusted effective number of rows is at most `n`, as in the NCHS standards. At exactly 0 or 1 the
    interval is that of a simple random sample of `n` rows.
    """
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        adjust = (stats.t.ppf(tail, n - 1) / stats.t.ppf(tail, df)) ** 2
        adjusted = np.where(np.isfinite(adjust), np.minimum(n_eff * adjust, n), n_eff)
        size = np.where((share <= 0) | (share >= 1), n_eff, adjusted)
        yes, no = size * share, size * (1 - share)
        low = np.where(share <= 0, 0.0, stats.beta.ppf(tail, yes, no + 1))
        high = np.where(share >= 1, 1.0, stats.beta.ppf(1 - tail, yes + 1, no))
    known = (n > 0) & ~np.isnan(share)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)
