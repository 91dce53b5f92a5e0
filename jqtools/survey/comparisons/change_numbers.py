"""The change between two independent estimates: its error, interval and tests, from plain numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy import stats

from jqtools.errors import DataError
from jqtools.survey.intervals import t_interval

CENSUS_Z = 1.645


def independent_change(
    before_estimate: np.ndarray,
    before_se: np.ndarray,
    after_estimate: np.ndarray,
    after_se: np.ndarray,
    before_df: np.ndarray | float = np.inf,
    after_df: np.ndarray | float = np.inf,
    *,
    level: float = 0.95,
) -> pd.DataFrame:
    """What changed between two estimates from independent samples, such as published ones with their errors.

    Parameters
    ----------
    before_estimate, before_se, after_estimate, after_se
        One for each estimate, in its units; standard errors are not negative. NaN where missing.
    before_df, after_df
        Degrees of freedom of the standard errors; infinite ones give normal intervals.
    level
        Of the intervals.

    Returns
    -------
    :
        One row a change: `estimate` (after less before), `se`, `moe90` (1.645 se), `df` (Satterthwaite's), `ci_low`,
        `ci_high`, `p_value` (two-sided t), `z`, `significant90` (|z| over 1.645, as the Census Bureau tests),
        `ratio` (after over before, where both are above zero) and `ratio_se` (by the delta method). What needs a
        number that is missing, or a standard error above 0, is missing.
    """
    given = (before_estimate, before_se, after_estimate, after_se, before_df, after_df)
    a, a_se, b, b_se, a_df, b_df = np.broadcast_arrays(*(np.atleast_1d(np.asarray(x, dtype=float)) for x in given))
    if (a_se < 0).any() or (b_se < 0).any():
        raise DataError(f"standard errors must not be negative, got {np.nanmin([a_se, b_se]):g}")
    if not 0 < level < 1:
        raise DataError(f"level must lie between 0 and 1, got {level}")
    change, se = b - a, np.hypot(a_se, b_se)
    df = satterthwaite([a_se, b_se], [a_df, b_df])
    tested = np.where(se > 0, se, np.nan)
    low, high = t_interval(change, tested, df, level)
    z = change / tested
    both = (a > 0) & (b > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(both, b / a, np.nan)
        ratio_se = ratio * np.hypot(a_se / a, b_se / b)
    significant = pd.array(np.abs(z) > CENSUS_Z, dtype="boolean")
    significant[np.isnan(z)] = pd.NA
    numbers = {"estimate": change, "se": se, "moe90": CENSUS_Z * se, "df": df, "ci_low": low, "ci_high": high}
    tests = {"p_value": 2 * stats.t.sf(np.abs(z), df), "z": z, "significant90": significant}
    return pd.DataFrame({**numbers, **tests, "ratio": ratio, "ratio_se": ratio_se})


def satterthwaite(ses: list[np.ndarray], dfs: list[np.ndarray]) -> np.ndarray:
    """Degrees of freedom of a sum of variances: (sum of v)² / (sum of v² / df); NaN if all variances are 0."""
    variances = [se**2 for se in ses]
    total = sum(variances)
    with np.errstate(divide="ignore", invalid="ignore"):
        parts = [np.where(v > 0, (v / total) ** 2 / df, 0.0) for v, df in zip(variances, dfs, strict=True)]
        return np.where(total > 0, 1 / sum(parts), np.nan)
