"""The rows of measures of inequality: one a measure, with its standard error, interval, noise floor and flag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jqtools.survey.answers import METHODS, NO_SAMPLING
from jqtools.survey.inequalities.inequality_measures import UNORDERED, Spread, spread_of
from jqtools.survey.inequalities.inequality_noise import FLOORS, Noise
from jqtools.survey.inequalities.ranked_measures import ORDERED, linear_ends
from jqtools.survey.intervals import log_interval, t_interval
from jqtools.survey.reliability import Flag
from jqtools.survey.table import objects
from jqtools.survey.values import Values, stacked, together

MEASURES = UNORDERED | ORDERED
WITHOUT_PEOPLE = ("difference", "ratio")
RATIOS = ("ratio", "rii", "rii_linear")
OVER_MEAN = ("cov", "idis", "idisu", "paf", "rci")
NEVER_NEGATIVE = ("bgv", "bgsd", "cov", "mdmw", "mdmu", "mdbw", "mdbu", "mdrw", "theil", "mld", "idis", "idisu")
ATTRIBUTABLE = ("par", "paf")
ORDER = (Flag.GOOD, Flag.REVIEW, Flag.CAUTION, Flag.UNRELIABLE)
STILL = 1e-12

FEW = "fewer than two groups have an estimate"
TOTALS = "totals grow with the size of a group, so only their difference and ratio are worked out; use a mean or share"
NOT_POSITIVE = "a ratio needs estimates above zero"
NO_LOG = "logarithms need estimates above zero, and that of {} is not"
NO_MEAN = "it divides by the mean of the groups, which is not above zero"
LINE = "the line is not above zero at both of its ends"
NO_LINE = "the logit line has no solution, as where all shares are 0% or 100%"
TOO_FEW = "too little data for a standard error"
NO_WIDTH = "the standard error is 0, so there is no interval"
NO_FREEDOM = "no degrees of freedom, so there is no interval"
NOISE = "no larger than sampling noise alone would make it"
WIDEST = "what noise alone would make of a widest gap: see extremes of the table's gaps, or no_difference"
NO_NOISE = "every record was counted, so there is no sampling noise"
NO_FLOOR = "a group has no standard error, so there is no noise floor"
QUANTILES = "the mean of the groups is that of their quantiles, not a quantile of everyone"
BY_PEOPLE = "groups are weighted by their people, so their mean is not the ratio of everyone"
NOTES = {"median": QUANTILES, "quantile": QUANTILES, "ratio": BY_PEOPLE}


@dataclass(frozen=True, eq=False)
class Compared:
    """The groups of one outcome that are compared, from least to most advantaged if they have an order.

    `values` are estimates and `people` the sums of weights behind them, `names` and `flags` the groups' own.
    `reference` is a place among them. `reason` says why nothing can be compared, if so.
    """

    values: Values
    people: Values
    names: Sequence[str]
    flags: Sequence[str]
    statistic: str
    df: float
    census: bool
    reference: int | None
    higher_is: str
    left_out: str
    reason: str

    @property
    def spread(self) -> Spread:
        """The groups in the full sample."""
        return self.spread_of(np.concatenate([self.values.now, self.people.now])[:, None])

    def spread_of(self, numbers: np.ndarray) -> Spread:
        """The groups in other samples: estimates, then people, a row each and a column a replicate or step."""
        return spread_of(numbers, self.values.now, self.higher_is, self.reference, self.statistic == "share")


@dataclass(frozen=True, eq=False)
class Measured:
    """A place for each measure: numbers, the replicates left `undefined`, and why there is no number, if so."""

    measures: tuple[str, ...]
    estimate: np.ndarray
    se: np.ndarray
    low: np.ndarray
    high: np.ndarray
    undefined: np.ndarray
    floor: np.ndarray
    reasons: tuple[str, ...]


def measure_columns(groups: Compared, measures: Sequence[str], level: float) -> dict[str, object]:
    """The columns of `measures` of one outcome, a row each; see `inequality`."""
    found, size = _measured(groups, tuple(measures), level), len(measures)
    flags = [_undefined(found, i, groups) or _steadiness(found, i, groups) for i in range(size)]
    how = [METHODS["log"] if measure in RATIOS else METHODS["t"] for measure in measures]
    none = NO_SAMPLING if groups.census else ""
    return {
        "measure": objects(list(measures)),
        "groups": np.full(size, len(groups.values)),
        "left_out": objects([groups.left_out] * size),
        "estimate": found.estimate,
        "se": found.se,
        "df": np.full(size, groups.df),
        "ci_low": found.low,
        "ci_high": found.high,
        "ci_method": objects([none if np.isnan(found.low[i]) else how[i] for i in range(size)]),
        "noise_floor": found.floor,
        "flag": objects([str(flag) for flag, _ in flags]),
        "flag_reason": objects([reason for _, reason in flags]),
        "note": objects([_note(found, i, groups) for i in range(size)]),
    }


def _measured(groups: Compared, measures: tuple[str, ...], level: float) -> Measured:
    reason = groups.reason or (FEW if len(groups.values) < 2 else "")
    if reason:
        nothing = np.full(len(measures), np.nan)
        return Measured(measures, *[nothing] * 4, np.zeros(len(measures)), nothing, (reason,) * len(measures))
    reasons = [_reason(measure, groups) for measure in measures]
    numbers = _numbers(groups, measures, np.array(reasons, dtype=bool), level)
    reasons = [why or (NO_LINE if np.isnan(numbers[0][i]) else "") for i, why in enumerate(reasons)]
    return Measured(measures, *numbers, _floors(groups, measures, reasons), tuple(reasons))


def _reason(measure: str, groups: Compared) -> str:
    """Why a measure can't be worked out from these estimates, or nothing."""
    spread = groups.spread
    if groups.statistic == "total" and measure not in WITHOUT_PEOPLE:
        return TOTALS
    if measure == "ratio" and groups.values.now.min() <= 0:
        return NOT_POSITIVE
    if measure in ("theil", "mld") and groups.values.now.min() <= 0:
        return NO_LOG.format(groups.names[spread.low])
    if measure in OVER_MEAN and spread.mean[0] <= 0:
        return NO_MEAN
    if measure == "rii_linear" or (measure == "rii" and not spread.logit):
        return LINE if min(end[0] for end in linear_ends(spread)) <= 0 else ""
    return ""


def _numbers(groups: Compared, measures: tuple[str, ...], lost: np.ndarray, level: float) -> tuple[np.ndarray, ...]:
    """Estimates, standard errors, both ends of intervals, and how many replicates are undefined."""
    functions = [MEASURES[measure] for measure in measures]
    both = stacked([groups.values, groups.people])
    found = both.through(lambda numbers: np.stack([function(groups.spread_of(numbers)) for function in functions]))
    found = found.blank(lost | ~np.isfinite(found.now))
    is_ratio = np.array([measure in RATIOS for measure in measures])
    logs = together(np.log, found.blank(~is_ratio | ~(found.now > 0)))
    se, undefined = found.errors()
    plain, log = t_interval(found.now, se, groups.df, level), log_interval(found.now, logs.se(), groups.df, level)
    still = ~(se > STILL * np.abs(found.now))
    low, high = (np.where(still, np.nan, np.where(is_ratio, log[i], plain[i])) for i in (0, 1))
    return found.now, se, low, high, undefined


def _floors(groups: Compared, measures: tuple[str, ...], reasons: list[str]) -> np.ndarray:
    ses = groups.values.se()
    if np.isnan(ses).any():
        return np.full(len(measures), np.nan)
    spread, sign = groups.spread, 1 if groups.higher_is == "better" else -1
    noise = Noise(ses, spread.p[:, 0], float(spread.mean[0]), groups.reference, sign)
    pairs = zip(measures, reasons, strict=True)
    return np.array([FLOORS[name](noise) if name in FLOORS and not reason else np.nan for name, reason in pairs])


def _undefined(found: Measured, i: int, groups: Compared) -> tuple[Flag, str] | None:
    reason = found.reasons[i]
    if not reason and np.isnan(found.se[i]) and not groups.census:
        reason = TOO_FEW
    return (Flag.UNDEFINED, reason) if reason else None


def _steadiness(found: Measured, i: int, groups: Compared) -> tuple[Flag, str]:
    """The worst that is the matter, and everything that is."""
    flags = [_carried(groups)]
    if found.undefined[i] and not groups.census:
        flags.append((Flag.REVIEW, f"{found.undefined[i]} replicates are undefined and were left out"))
    if not groups.census and np.isnan(found.low[i]):
        flags.append((Flag.REVIEW, NO_WIDTH if groups.df > 0 else NO_FREEDOM))
    if found.measures[i] in (*NEVER_NEGATIVE, *ATTRIBUTABLE) and abs(found.estimate[i]) <= abs(found.floor[i]):
        flags.append((Flag.REVIEW, NOISE))
    worst = max((flag for flag, _ in flags), key=ORDER.index)
    return worst, "; ".join(reason for _, reason in flags if reason)


def _carried(groups: Compared) -> tuple[Flag, str]:
    """The worst flag among the groups, and whose it is; one without a standard error is no better than unreliable."""
    flags = [Flag.UNRELIABLE if flag == Flag.UNDEFINED else Flag(flag) for flag in groups.flags]
    worst = max(flags, key=ORDER.index)
    names = "; ".join(name for name, flag in zip(groups.names, flags, strict=True) if flag == worst)
    return worst, f"{worst}: {names}" if worst != Flag.GOOD else ""


def _note(found: Measured, i: int, groups: Compared) -> str:
    widest, notes = found.measures[i] in WITHOUT_PEOPLE, []
    if not widest and groups.statistic in NOTES:
        notes.append(NOTES[groups.statistic])
    if not found.reasons[i] and np.isnan(found.floor[i]):
        notes.append(NO_NOISE if groups.census else WIDEST if widest else NO_FLOOR)
    return "; ".join(notes)
