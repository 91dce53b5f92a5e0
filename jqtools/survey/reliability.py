"""Is an estimate steady enough to show? One flag and one sentence for each number.

Shares follow the presentation standards of the National Center for Health Statistics (Parker and others,
2017), means and totals the coefficient of variation. That is never used for shares: 3.5% poor would fail
where 96.5% not poor passes. A flag is advice about sampling noise; privacy is elsewhere (`disclosure`).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np

CAUTION_CV, UNRELIABLE_CV = 0.15, 0.30


class Flag(StrEnum):
    """How steady an estimate is; the empty flag says that nothing is the matter."""

    GOOD = ""
    REVIEW = "review"
    CAUTION = "caution"
    UNRELIABLE = "unreliable"
    EMPTY = "empty"
    NOT_COLLECTED = "not collected"
    UNDEFINED = "undefined"


def share_flag(
    share: float, positive: int, n: int, n_eff: float, low: float, high: float, df: float
) -> tuple[Flag, str]:
    """The NCHS rule for a share whose 95% Korn-Graubard interval is `low` to `high`."""
    width = high - low
    if positive in (0, n):
        if n < 30:
            return Flag.UNRELIABLE, f"nobody or everybody, among only {n} (NCHS: fewer than 30)"
        return Flag.REVIEW, "0% or 100% of the people asked (NCHS: review)"
    if n_eff < 30:
        return Flag.UNRELIABLE, f"worth {n_eff:.1f} people (NCHS: effective n below 30)"
    if width > 0.05:
        if width >= 0.30:
            return Flag.UNRELIABLE, f"interval is {100 * width:.1f} points wide (NCHS: 30 or more)"
        if width / share > 1.30:
            return Flag.UNRELIABLE, f"interval is {width / share:.2f} times the share (NCHS: over 1.30)"
        if width / (1 - share) > 1.30:
            return Flag.CAUTION, "the share who don't is unreliable (NCHS: footnote)"
    if df < 8:
        return Flag.REVIEW, f"only {df:.0f} degrees of freedom (NCHS: fewer than 8)"
    return Flag.GOOD, ""


def cv_flag(n: int, cv: float) -> tuple[Flag, str]:
    """The rule for a mean or total: a coefficient of variation over 15% is caution, over 30% unreliable."""
    if n < 2:
        return Flag.UNRELIABLE, "only one row: nothing shows how much it varies"
    if np.isnan(cv):
        return Flag.REVIEW, "estimate is 0, so it has no coefficient of variation"
    if cv > UNRELIABLE_CV:
        return Flag.UNRELIABLE, f"coefficient of variation {100 * cv:.1f}% (over 30%)"
    if cv > CAUTION_CV:
        return Flag.CAUTION, f"coefficient of variation {100 * cv:.1f}% (over 15%)"
    return Flag.GOOD, ""


def no_interval_flag(low: float, high: float, df: float) -> tuple[Flag, str] | None:
    """Why an estimate with a standard error lacks an end of its interval, or None if it has both."""
    if not (np.isnan(low) or np.isnan(high)):
        return None
    if df <= 0:
        return Flag.UNRELIABLE, "no degrees of freedom, so no interval: all rows are in too few sampling units"
    return Flag.REVIEW, "no interval: a ratio at or below 0 has none on the log scale"


def undefined_flag(n: int, missing: int, estimate: float, se: float, census: bool) -> tuple[Flag, str] | None:
    """Why there is no number, or None if there is one."""
    if n == 0 and missing:
        return Flag.EMPTY, "nobody in this group has a value"
    if n == 0:
        return Flag.EMPTY, "nobody is in this group"
    if np.isnan(estimate):
        return Flag.UNDEFINED, "what it divides by adds up to 0"
    if np.isnan(se) and not census:
        return Flag.UNDEFINED, "too little data for a standard error"
    return None
