"""Confidence intervals: t for means and totals, Korn-Graubard for shares, the log scale for ratios.

Korn-Graubard is the Clopper-Pearson interval at the effective number of rows. It keeps its coverage for
shares near 0 and 1 and in small groups, where estimate plus or minus two standard errors does not. The
other intervals of a share are there to compare with tables that use them.
Source: Korn and Graubard (1998), Survey Methodology 24; Parker and others (2017), NCHS Vital and Health
Statistics 2(175).
"""

from __future__ import annotations

import numpy as np
from scipy import stats

SHARE_INTERVALS = ("korn-graubard", "logit", "wilson", "likelihood", "arcsine", "t")
HALVINGS = 60


def t_interval(
    estimate: np.ndarray, se: np.ndarray, df: float | np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """Estimate plus or minus t standard errors; NaN where there is no standard error."""
    half = stats.t.ppf((1 + level) / 2, df) * se
    return estimate - half, estimate + half


def effective_n(share: np.ndarray, se: np.ndarray, n: np.ndarray, capped: bool = True) -> np.ndarray:
    """p(1-p)/se², if `capped` at most `n` as in the NCHS standards; `n` at exactly 0 or 1, where se says nothing."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found = share * (1 - share) / se**2
    found = np.where((share <= 0) | (share >= 1) | ~np.isfinite(found), n, found).astype(float)
    return np.minimum(found, n) if capped else found


def korn_graubard(
    share: np.ndarray, n_eff: np.ndarray, n: np.ndarray, df: float | np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The Korn-Graubard interval of a share, adjusted for degrees of freedom as R's `svyciprop` does.

    A group with fewer rows than degrees of freedom gets no narrower by it. At exactly 0 or 1 the interval is that
    of a simple random sample of `n` rows.
    """
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        adjust = (stats.t.ppf(tail, n - 1) / stats.t.ppf(tail, df)) ** 2
        adjusted = np.where(np.isfinite(adjust), n_eff * np.minimum(adjust, 1), n_eff)
        size = np.where((share <= 0) | (share >= 1), n_eff, adjusted)
        yes, no = size * share, size * (1 - share)
        low = np.where(share <= 0, 0.0, stats.beta.ppf(tail, yes, no + 1))
        high = np.where(share >= 1, 1.0, stats.beta.ppf(1 - tail, yes + 1, no))
    known = (n > 0) & ~np.isnan(share)
    return np.where(known, low, np.nan), np.where(known, high, np.nan)


def log_interval(
    estimate: np.ndarray, log_se: np.ndarray, df: float | np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The interval of a ratio, symmetric on the log scale; NaN where the ratio isn't above zero."""
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.exp(stats.t.ppf((1 + level) / 2, df) * log_se)
        return np.where(estimate > 0, estimate / factor, np.nan), np.where(estimate > 0, estimate * factor, np.nan)


def share_interval(
    kind: str, share: np.ndarray, se: np.ndarray, n: np.ndarray, df: float | np.ndarray, level: float
) -> tuple[np.ndarray, np.ndarray]:
    """The interval of a share of a `kind` in `SHARE_INTERVALS`.

    At exactly 0 or 1, where every other kind has no width, it is Korn-Graubard's with n.
    """
    n_eff = effective_n(share, se, n, capped=False)
    safe = korn_graubard(share, n_eff, n, df, level)
    if kind == "korn-graubard":
        return safe
    low, high = _KINDS[kind](share, se, n, stats.t.ppf((1 + level) / 2, df))
    edge = (share <= 0) | (share >= 1)
    return np.where(edge, safe[0], low), np.where(edge, safe[1], high)


def _plain(share: np.ndarray, se: np.ndarray, n: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return share - t * se, share + t * se


def _logit(share: np.ndarray, se: np.ndarray, n: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, half = np.log(share / (1 - share)), t * se / (share * (1 - share))
        return 1 / (1 + np.exp(half - centre)), 1 / (1 + np.exp(-half - centre))


def _arcsine(share: np.ndarray, se: np.ndarray, n: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    with np.errstate(divide="ignore", invalid="ignore"):
        centre, half = np.arcsin(np.sqrt(share)), t * se / (2 * np.sqrt(share * (1 - share)))
        low, high = np.clip(centre - half, 0, None), np.clip(centre + half, None, np.pi / 2)
        return np.sin(low) ** 2, np.sin(high) ** 2


def _wilson(share: np.ndarray, se: np.ndarray, n: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Wilson's score interval at the effective n, p(1-p)/se²."""
    with np.errstate(divide="ignore", invalid="ignore"):
        penalty = t**2 * se**2 / (share * (1 - share))
        centre = (share + penalty / 2) / (1 + penalty)
        half = t * se / (1 + penalty) * np.sqrt(1 + penalty / (4 * share * (1 - share)))
        return centre - half, centre + half


def _likelihood(share: np.ndarray, se: np.ndarray, n: np.ndarray, t: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where twice the drop in log likelihood, at the effective n, reaches t² (Rao and Scott).

    The effective n is p(1-p)/se² times (n-1)/n, as in a quasi-binomial model with only an intercept.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        drop = t**2 * se**2 / (share * (1 - share)) * n / (n - 1) / 2
        return _drops(share, drop, np.zeros_like(share)), _drops(share, drop, np.ones_like(share))


def _drops(share: np.ndarray, drop: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The share between `share` and `end` whose log likelihood is `drop` lower, by bisection."""
    near, far = share.copy(), end
    for _ in range(HALVINGS):
        middle = (near + far) / 2
        lower = share * np.log(share / middle) + (1 - share) * np.log((1 - share) / (1 - middle))
        near, far = np.where(lower < drop, middle, near), np.where(lower < drop, far, middle)
    return np.where(np.isfinite(drop), (near + far) / 2, np.nan)


_KINDS = {"t": _plain, "logit": _logit, "arcsine": _arcsine, "wilson": _wilson, "likelihood": _likelihood}
