"""What to estimate: a mean, a total, a share, a ratio, a quantile.

These are values that describe a question; `estimates` answers it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import column, comparable, numbers
from jqtools.survey.intervals import SHARE_INTERVALS

ONE = "one"
TESTS = {"isin": "in", "at_least": ">=", "below": "<", "equals": "=="}
QUANTILES = ("quantile", "median")
RATIO_INTERVALS = ("log", "t")
QUANTILE_INTERVALS = ("auto", "replicates", "woodruff", "woodruff-beta", "woodruff-logit")
QUANTILE_RULES = ("math", "school", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9")


@dataclass(frozen=True)
class Outcome:
    """A statistic of a column.

    `test` and `value` say which rows a share counts, `denominator` what a ratio divides by; `p`, `smoothed`
    and `rule` belong to quantiles; `interval` is the kind of confidence interval; `limits` are the lowest and
    highest value that a missing one could have had.
    """

    statistic: str
    column: str
    test: str | None = None
    value: object = None
    denominator: str | None = None
    p: float | None = None
    smoothed: bool = False
    rule: str = "math"
    interval: str = "t"
    limits: tuple[float, float] | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self._default_name())

    def _default_name(self) -> str:
        if self.test:
            return f"{self.column} {TESTS[self.test]} {list(self.value) if self.test == 'isin' else self.value!r}"
        if self.denominator:
            return f"{self.column} / {self.denominator}"
        if self.statistic == "quantile":
            return f"{self.column} p{100 * self.p:g}"
        return f"{self.column} (smoothed)" if self.smoothed else self.column

    @property
    def counts_rows(self) -> bool:
        """True if the outcome only counts rows and says nothing else about them."""
        return self.column == ONE and not self.test and not self.denominator

    @property
    def is_quantile(self) -> bool:
        return self.statistic in QUANTILES

    def measure(self, frame: pd.DataFrame) -> np.ndarray:
        """The value of each row: a number, 1 or 0 for a share, a ratio's numerator, NaN where missing.

        A row whose ratio lacks either part has neither.
        """
        if self.test:
            met, known = self._met(frame)
            return np.where(known, met.astype(float), np.nan)
        found = _numbers(frame, self.column)
        if self.denominator:
            found = np.where(np.isnan(_numbers(frame, self.denominator)), np.nan, found)
        return found

    def base(self, frame: pd.DataFrame) -> np.ndarray | None:
        """What each row adds to a ratio's denominator; None for other outcomes."""
        return _numbers(frame, self.denominator) if self.denominator else None

    def _met(self, frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        if self.test in ("at_least", "below"):
            values = numbers(frame, self.column)
            return values >= self.value if self.test == "at_least" else values < self.value, ~np.isnan(values)
        choices = self.value if self.test == "isin" else (self.value,)
        values = comparable(column(frame, self.column), self.column, choices)
        return values.isin(choices).to_numpy(dtype=bool), values.notna().to_numpy(dtype=bool)


def mean(column: str, *, limits: tuple[float, float] | None = None, name: str = "") -> Outcome:
    """The weighted mean of `column`, over rows that have a value.

    `limits` are the lowest and highest value that a missing one could have; bounds need them.
    """
    return Outcome("mean", column, limits=_limits(limits), name=name)


def total(column: str, *, limits: tuple[float, float] | None = None, name: str = "") -> Outcome:
    """The weighted total of `column`; `total("one")` is the number of people (or whatever a row is).

    `limits` as for `mean`.
    """
    return Outcome("total", column, limits=_limits(limits), name=name)


def share(
    column: str,
    *,
    isin: object = None,
    at_least: float | None = None,
    below: float | None = None,
    equals: object = None,
    interval: str = "korn-graubard",
    name: str = "",
) -> Outcome:
    """The weighted share, 0 to 1, of rows whose `column` meets one test; rows without a value don't count.

    Parameters
    ----------
    isin
        The values that count, in a list.
    at_least, below
        Numbers from this value upwards, or under it.
    equals
        The one value that counts.
    interval
        "korn-graubard", "logit", "wilson", "likelihood", "arcsine" or "t".
    """
    given = {"isin": isin, "at_least": at_least, "below": below, "equals": equals}
    tests = [test for test, value in given.items() if value is not None]
    if len(tests) != 1:
        raise DataError(f"a share needs exactly one of {', '.join(given)}; got {', '.join(tests) or 'none'}")
    value = given[tests[0]]
    if tests[0] == "isin":
        value = tuple([value] if isinstance(value, str) else value)
    _check_choice("interval", interval, SHARE_INTERVALS)
    return Outcome("share", column, tests[0], value, interval=interval, name=name)


def ratio(numerator: str, denominator: str, *, interval: str = "log", name: str = "") -> Outcome:
    """The weighted total of one column over that of another, such as separations over headcount.

    Rows that lack either column don't count. `interval` is "log" (symmetric on the log scale, for ratios above
    zero) or "t" (estimate plus or minus t standard errors).
    """
    _check_choice("interval", interval, RATIO_INTERVALS)
    return Outcome("ratio", numerator, denominator=denominator, interval=interval, name=name)


def quantile(column: str, p: float, *, interval: str = "auto", rule: str = "math", name: str = "") -> Outcome:
    """The weighted quantile of `column`: the least value with at least the fraction `p` of people at or below.

    Parameters
    ----------
    p
        Above 0 and below 1; 0.1 is the tenth percentile.
    interval
        "replicates" works the quantile out under each replicate weight; "woodruff" turns the interval of the
        share at or below it into values, "woodruff-beta" and "woodruff-logit" start from other intervals of
        that share. "auto" is "replicates" where replicates suit quantiles (not the jackknife), else "woodruff".
    rule
        "math", as above; "school" halves ties; "hf4" to "hf9" interpolate (Hyndman and Fan, 1996).
    """
    if not 0 < p < 1:
        raise DataError(f"a quantile's p lies above 0 and below 1 (0.5 is the median), got {p}")
    return _quantile("quantile", column, float(p), False, interval, rule, name)


def median(
    column: str, *, smoothed: bool = False, interval: str = "auto", rule: str = "math", name: str = ""
) -> Outcome:
    """The weighted median of `column`; `interval` and `rule` as for `quantile`.

    `smoothed` averages nine percentiles, the 46th to the 54th, with weights 1, 2, 3, 4, 5, 4, 3, 2, 1: wages
    heap at round numbers, so a plain median stands still and then jumps. Source: Economic Policy Institute,
    State of Working America Data Library, methodology.
    """
    return _quantile("median", column, 0.5, smoothed, interval, rule, name)


def _quantile(statistic: str, column: str, p: float, smoothed: bool, interval: str, rule: str, name: str) -> Outcome:
    _check_choice("interval", interval, QUANTILE_INTERVALS)
    _check_choice("rule", rule, QUANTILE_RULES)
    return Outcome(statistic, column, p=p, smoothed=smoothed, rule=rule, interval=interval, name=name)


def _limits(limits: tuple[float, float] | None) -> tuple[float, float] | None:
    if limits is None:
        return None
    low, high = (float(end) for end in limits)
    if not low <= high:
        raise DataError(f"limits are the lowest and the highest value there can be, in that order; got {limits}")
    return low, high


def _numbers(frame: pd.DataFrame, name: str) -> np.ndarray:
    return np.ones(len(frame)) if name == ONE else numbers(frame, name)


def _check_choice(what: str, value: str, choices: tuple[str, ...]) -> None:
    if value not in choices:
        raise DataError(f"{what} is one of {', '.join(choices)}; got {value!r}")
