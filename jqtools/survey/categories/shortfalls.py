"""Wages against thresholds: who meets them, and how far below the others are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.codes import as_numbers, plain_text, refuse_rows
from jqtools.survey.categories.thresholds import FULL_TIME, Threshold, Thresholds, to_hourly
from jqtools.survey.categories.wages import HourlyWage, RealDollars
from jqtools.survey.columns import column


@dataclass(frozen=True, eq=False)
class RowThresholds:
    """Each row's threshold in dollars an hour, missing where none matches; `log` says how many and on what basis."""

    values: pd.Series
    log: tuple[str, ...]


def thresholds_for(
    frame: pd.DataFrame,
    table: Thresholds,
    *,
    place: str | None = None,
    household: str | None = None,
    hours_a_year: float = FULL_TIME,
) -> RowThresholds:
    """Each row's threshold in dollars an hour, by the columns that hold its place, its household, or both.

    Parameters
    ----------
    table
        Must have one threshold for each value of the columns used: narrow it first, as in
        `table.only(household="1 adult", as_of="2026")`.
    place, household
        Names of columns of `frame`; their text must be that of the table.
    hours_a_year
        Hours of paid work in a year, for thresholds per month or year.

    Raises
    ------
    DataError
        No column is named or it isn't there, or the table has several thresholds for one value.
    """
    used = {key: name for key, name in (("place", place), ("household", household)) if name is not None}
    if not used:
        raise DataError("name the column of place=, of household=, or of both; got neither")
    by_key = _by_key(table, tuple(used), hours_a_year)
    keys = zip(*(plain_text(column(frame, name)) for name in used.values()), strict=True)
    values = pd.Series([by_key[key].value if key in by_key else np.nan for key in keys], index=frame.index, dtype=float)
    matched = f"{values.notna().sum()} of {len(frame)} rows have a threshold, by {' and '.join(used.values())}."
    unmatched = values.isna().sum()
    left = (f"Rows that match no threshold, so theirs is missing: {unmatched}.",) if unmatched else ()
    return RowThresholds(values.rename("threshold"), (matched, *left, *_bases(by_key)))


def against_threshold(
    wage: HourlyWage | RealDollars | pd.Series, threshold: Threshold | RowThresholds | pd.Series | float
) -> pd.DataFrame:
    """Each wage beside its threshold, both in dollars an hour.

    Parameters
    ----------
    wage
        Wages of zero or more; missing where not known.
    threshold
        One for every row, or one a row on the same index.

    Returns
    -------
    pandas.DataFrame
        `met`: true where the wage is at least the threshold, false where not. `ratio`: wage / threshold. `shortfall`:
        the part of the threshold that the wage lacks, (threshold - wage) / threshold, and 0 where it is met; its mean
        is the poverty gap index FGT1 of Foster, Greer and Thorbecke (1984). All three are missing where the wage or
        the threshold is.

    Raises
    ------
    DataError
        A threshold that isn't per hour or isn't above zero, a negative wage, or an index that differs.
    """
    wages = as_numbers(wage if isinstance(wage, pd.Series) else wage.values, "wage")
    refuse_rows(wages < 0, wages, "wages must be zero or more")
    levels = _levels(threshold, wages.index)
    refuse_rows(levels <= 0, levels, "thresholds must be above zero")
    ratio = wages / levels
    met = (wages >= levels).astype("boolean").where(ratio.notna(), pd.NA)
    return pd.DataFrame({"met": met, "ratio": ratio, "shortfall": (1 - ratio).clip(lower=0)})


def _levels(threshold: Threshold | RowThresholds | pd.Series | float, index: pd.Index) -> pd.Series:
    if isinstance(threshold, Threshold):
        if threshold.unit != "hour":
            raise DataError(f"the threshold must be per hour, got per {threshold.unit}; convert it with to_hourly")
        return pd.Series(threshold.value, index=index)
    if isinstance(threshold, (int, float)):
        return pd.Series(float(threshold), index=index)
    given = threshold.values if isinstance(threshold, RowThresholds) else threshold
    if not given.index.equals(index):
        raise DataError("wages and thresholds must be on the same index; take both from one table")
    return as_numbers(given, "threshold")


def _by_key(table: Thresholds, used: tuple[str, ...], hours_a_year: float) -> dict[tuple[str, ...], Threshold]:
    found: dict[tuple[str, ...], Threshold] = {}
    for row in table.rows:
        key = tuple(getattr(row, name) for name in used)
        if key in found:
            raise DataError(
                f"the table has several thresholds for {', '.join(key)}; narrow it with only(household=..., as_of=...)"
            )
        found[key] = to_hourly(row, hours_a_year)
    return found


def _bases(by_key: dict[tuple[str, ...], Threshold]) -> tuple[str, ...]:
    """The assumptions and sources of the thresholds, each once."""
    said = [row.assumption for row in by_key.values() if row.assumption]
    said += [f"Thresholds: {row.source}, as of {row.as_of}." for row in by_key.values()]
    return tuple(dict.fromkeys(said))
