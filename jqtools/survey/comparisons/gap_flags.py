"""Is a gap steady enough to show? It is no steadier than its two sides, and says why where it has no number."""

from __future__ import annotations

import numpy as np

from jqtools.survey.comparisons.gap_numbers import GapNumbers
from jqtools.survey.comparisons.references import Compared
from jqtools.survey.reliability import Flag

HIDDEN = "one side is hidden or undefined"
NOT_POSITIVE = "a ratio needs two estimates above zero"
NO_REFERENCE = "no group is steady enough to be the reference"
NOBODY_ELSE = "nobody is left to compare with"
TOO_FEW = "too little data for a standard error"
STILL = "the standard error is 0, so there is no interval and no test"
AT_THE_EDGE = "one side is 0% or 100%, whose standard error says nothing, so there is no interval and no test"
NO_FREEDOM = "no degrees of freedom, so there is no interval and no test"
ORDER = (Flag.GOOD, Flag.REVIEW, Flag.CAUTION, Flag.UNRELIABLE)


def gap_flags(numbers: GapNumbers, side: Compared, flags: np.ndarray) -> list[tuple[Flag, str]]:
    """One flag and one reason for each gap; `flags` has the flag and reason of each row of the table."""
    return [_undefined(numbers, side, i) or _steadiness(numbers, side, flags, i) for i in range(len(side.rows))]


def _undefined(numbers: GapNumbers, side: Compared, i: int) -> tuple[Flag, str] | None:
    """Why a gap has no number or no standard error, or None."""
    reason = ""
    if not side.names[i]:
        reason = NO_REFERENCE
    elif side.n[i] == 0 and np.isfinite(numbers.group[i]) and side.at[i] < 0:
        reason = NOBODY_ELSE
    elif np.isnan(numbers.group[i]) or np.isnan(numbers.reference[i]):
        reason = HIDDEN
    elif np.isnan(numbers.gap[i]):
        reason = NOT_POSITIVE
    elif np.isnan(numbers.se[i]) and not numbers.census:
        reason = TOO_FEW
    return (Flag.UNDEFINED, reason) if reason else None


def _steadiness(numbers: GapNumbers, side: Compared, flags: np.ndarray, i: int) -> tuple[Flag, str]:
    """The worst that is the matter, and everything that is."""
    found = [_carried("group", *flags[side.rows[i]])]
    if side.at[i] >= 0:
        found.append(_carried("reference", *flags[side.at[i]]))
    if numbers.undefined[i]:
        found.append((Flag.REVIEW, f"{numbers.undefined[i]:.0f} replicates are undefined and were left out"))
    if not numbers.census and numbers.untested[i]:
        found.append((Flag.REVIEW, AT_THE_EDGE if numbers.at_the_edge[i] else STILL))
    if not numbers.census and not numbers.df[i] > 0:
        found.append((Flag.REVIEW, NO_FREEDOM))
    worst = max((flag for flag, _ in found), key=ORDER.index)
    return worst, "; ".join(reason for _, reason in found if reason)


def _carried(which: str, flag: str, reason: str) -> tuple[Flag, str]:
    return Flag(flag), f"{which}: {reason}" if reason else ""
