"""Hourly wages from annual earnings, hours and weeks; amounts of one year in the dollars of another."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.codes import as_numbers, codes, refuse_rows
from jqtools.survey.columns import column

# WKW of the ACS before 2019: 50 to 52 weeks, 48 to 49, 40 to 47, 27 to 39, 14 to 26, fewer than 14.
WEEK_MIDPOINTS = {1: 51.0, 2: 48.5, 3: 43.5, 4: 33.0, 5: 20.0, 6: 7.0}
_MOST_HOURS, _MOST_WEEKS = 168, 53


@dataclass(frozen=True, eq=False)
class HourlyWage:
    """Dollars an hour, one value a row, missing where it can't be worked out; `log` says how and how often."""

    values: pd.Series
    log: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class RealDollars:
    """Amounts in the dollars of another year; `log` says by which index."""

    values: pd.Series
    log: tuple[str, ...]


def hourly_wage(
    frame: pd.DataFrame,
    annual: str = "WAGP",
    hours: str = "WKHP",
    weeks: str | None = None,
    adjust: str | None = "ADJINC",
    trim: tuple[float, float] | None = None,
) -> HourlyWage:
    """Annual earnings over hours a week times weeks a year.

    Parameters
    ----------
    annual
        Column of earnings in a year, in dollars.
    hours
        Column of usual hours a week, at most 168.
    weeks
        Column of weeks worked in the year, at most 53; "WKW" has the intervals of the ACS before 2019, which count as
        their midpoints: 51, 48.5, 43.5, 33, 20 and 7 weeks. None takes WKWN, or else WKW.
    adjust
        Column of the ACS factor that brings earnings to the dollars of the survey year, with six decimals implied
        (1029928 is 1.029928). ADJINC is used where it is there; None leaves earnings as they are.
    trim
        Lowest and highest wage to believe, in dollars an hour; wages outside are missing, and counted. By default none
        are.

    Returns
    -------
    HourlyWage
        Missing where earnings, hours or weeks are missing, zero or negative; `log` counts each reason, and a row
        counts for the first that applies.

    Raises
    ------
    DataError
        A column isn't there, or holds values that can't be.

    Notes
    -----
    Earnings of all jobs of the year, so this is an average over jobs; top-coded earnings stay as they are.
    """
    dollars, log = _adjusted(frame, annual, adjust)
    parts = {annual: dollars, hours: _at_most(frame, hours, _MOST_HOURS)}
    name = weeks or ("WKW" if "WKW" in frame.columns and "WKWN" not in frame.columns else "WKWN")
    parts[name], how = _weeks(frame, name)
    usable, counts = _counted(parts)
    earned, hours_a_week, weeks_a_year = (part.where(usable) for part in parts.values())
    values = (earned / (hours_a_week * weeks_a_year)).rename("hourly_wage")
    kept, trimmed = _trimmed(values, trim)
    result = f"{kept.notna().sum()} of {len(frame)} rows have an hourly wage: {annual} / ({hours} x {name})."
    return HourlyWage(kept, (result, *log, *how, *counts, *trimmed))


def real_dollars(values: pd.Series, index_from: float, index_to: float, source: str, as_of: str) -> RealDollars:
    """Amounts times `index_to` / `index_from`, for a price index that the user names; missing stays missing.

    Parameters
    ----------
    values
        Amounts in the dollars of one period.
    index_from, index_to
        The price index in that period and in the period whose dollars are wanted, above zero.
    source, as_of
        Which index, from whom, and when it was looked up.

    Raises
    ------
    DataError
        An index isn't above zero, or source or as_of is blank.
    """
    for name, index in (("index_from", index_from), ("index_to", index_to)):
        if not (math.isfinite(index) and index > 0):
            raise DataError(f"{name} must be a price index above zero; got {index!r}")
    if not source.strip() or not as_of.strip():
        raise DataError(f"a price index needs its source and as_of; got source={source!r}, as_of={as_of!r}")
    amounts = as_numbers(values, str(values.name or "values"))
    note = f"Amounts times {index_to:g} / {index_from:g}; price index: {source.strip()}, as of {as_of.strip()}."
    return RealDollars((amounts * (index_to / index_from)).rename(values.name), (note,))


def _adjusted(frame: pd.DataFrame, annual: str, adjust: str | None) -> tuple[pd.Series, tuple[str, ...]]:
    dollars = as_numbers(column(frame, annual), annual)
    if adjust is None or (adjust == "ADJINC" and adjust not in frame.columns):
        return dollars, (f"{annual} is not adjusted for the months of the survey (no factor used).",)
    factor = as_numbers(column(frame, adjust), adjust)
    wrong = factor.notna() & ~factor.between(5e5, 2e6)
    refuse_rows(wrong, factor, f"column {adjust!r} must hold a factor with six decimals implied, such as 1029928")
    return dollars * factor / 1e6, (f"{annual} is multiplied by {adjust} / 1,000,000.",)


def _weeks(frame: pd.DataFrame, name: str) -> tuple[pd.Series, tuple[str, ...]]:
    if name != "WKW":
        return _at_most(frame, name, _MOST_WEEKS), ()
    found = codes(frame, name, WEEK_MIDPOINTS).map(WEEK_MIDPOINTS)
    return found, ("WKW holds intervals; the midpoint of each stands for its weeks.",)


def _at_most(frame: pd.DataFrame, name: str, most: float) -> pd.Series:
    found = as_numbers(column(frame, name), name)
    refuse_rows(found > most, found, f"column {name!r} can hold at most {most}")
    return found


def _counted(parts: dict[str, pd.Series]) -> tuple[np.ndarray, tuple[str, ...]]:
    """Which rows have every part above zero; and, for the others, a count by the first reason that applies."""
    left = np.ones(len(next(iter(parts.values()))), dtype=bool)
    log = []
    for name, values in parts.items():
        for reason, wrong in (("missing", values.isna()), ("zero or negative", values <= 0)):
            hit = left & wrong.to_numpy()
            if hit.any():
                log.append(f"Rows without an hourly wage because {name} is {reason}: {hit.sum()}.")
            left &= ~hit
    return left, tuple(log)


def _trimmed(values: pd.Series, trim: tuple[float, float] | None) -> tuple[pd.Series, tuple[str, ...]]:
    if trim is None:
        return values, ()
    low, high = trim
    if not 0 <= low < high:
        raise DataError(f"trim must be a lowest and a higher highest wage, zero or more; got {trim!r}")
    outside = (values < low) | (values > high)
    note = f"Rows with a wage below ${low:,g} or above ${high:,g} an hour, treated as missing: {outside.sum()}."
    return values.mask(outside), (note,)
