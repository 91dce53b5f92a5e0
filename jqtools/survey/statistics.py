"""What to estimate: a mean, a total, or the share of rows that meet a test.

These are values that describe a question; `estimates` answers it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import column, comparable, numbers

ONE = "one"
TESTS = {"isin": "in", "at_least": ">=", "below": "<", "equals": "=="}


@dataclass(frozen=True)
class Outcome:
    """A statistic of a column. `test` and `value` say which rows a share counts."""

    statistic: str
    column: str
    test: str | None = None
    value: object = None
    name: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            shown = list(self.value) if self.test == "isin" else self.value
            name = f"{self.column} {TESTS[self.test]} {shown!r}" if self.test else self.column
            object.__setattr__(self, "name", name)

    @property
    def counts_rows(self) -> bool:
        """True if the outcome only counts rows and says nothing else about them."""
        return self.column == ONE and not self.test

    def measure(self, frame: pd.DataFrame) -> np.ndarray:
        """The value of each row: a number, 1 or 0 for a share, NaN where missing."""
        if self.counts_rows:
            return np.ones(len(frame))
        if not self.test:
            return numbers(frame, self.column)
        met, known = self._met(frame)
        return np.where(known, met.astype(float), np.nan)

    def _met(self, frame: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
        if self.test in ("at_least", "below"):
            values = numbers(frame, self.column)
            return values >= self.value if self.test == "at_least" else values < self.value, ~np.isnan(values)
        choices = self.value if self.test == "isin" else (self.value,)
        values = comparable(column(frame, self.column), self.column, choices)
        return values.isin(choices).to_numpy(dtype=bool), values.notna().to_numpy(dtype=bool)


def mean(column: str, *, name: str = "") -> Outcome:
    """The weighted mean of `column`, over rows that have a value."""
    return Outcome("mean", column, name=name)


def total(column: str, *, name: str = "") -> Outcome:
    """The weighted total of `column`; `total("one")` is the number of people (or whatever a row is)."""
    return Outcome("total", column, name=name)


def share(
    column: str,
    *,
    isin: object = None,
    at_least: float | None = None,
    below: float | None = None,
    equals: object = None,
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
    """
    given = {"isin": isin, "at_least": at_least, "below": below, "equals": equals}
    tests = [test for test, value in given.items() if value is not None]
    if len(tests) != 1:
        raise DataError(f"a share needs exactly one of {', '.join(given)}; got {', '.join(tests) or 'none'}")
    value = given[tests[0]]
    if tests[0] == "isin":
        value = tuple([value] if isinstance(value, str) else value)
    return Outcome("share", column, tests[0], value, name)
