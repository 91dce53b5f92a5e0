"""Read strata, sampling units and population sizes from a table, and refuse what can't be a sample.

Units are nested in strata: unit 1 of one stratum is not unit 1 of another. One stage is enough for variances
if the first stage's units are few of many (the "ultimate cluster" approach).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import column, numbers
from jqtools.survey.sampling import Units

LONELY = ("refuse", "certainty", "adjust")


def read_units(frame: pd.DataFrame, strata: str | None, psu: str | None, fpc: str | None, lonely: str) -> Units:
    """The units of a sample; without `psu` each row is one, without `strata` all are in one stratum.

    `fpc` names a column of the population's units in the stratum (1 or more), or of the fraction sampled (1 or
    less). A stratum with one unit shows no variation: `lonely` says what to do. If the whole sample is one unit,
    standard errors are undefined.
    """
    rows = len(frame)
    stratum = _codes(frame, strata, "stratum") if strata else np.zeros(rows, dtype=np.intp)
    within = _codes(frame, psu, "sampling unit") if psu else np.arange(rows)
    _, first, of_row = np.unique(stratum * np.intp(rows) + within, return_index=True, return_inverse=True)
    unit_stratum = stratum[first]
    counts = np.bincount(unit_stratum)
    left = _left(frame, fpc, stratum, counts) if fpc else np.ones(len(counts))
    single = (counts == 1) & (left > 0)
    if len(counts) == 1:
        alone = np.nan
    else:
        _check_lonely(frame, strata, stratum, single, lonely)
        alone = left if lonely == "adjust" else 0.0
    factor = np.where(counts > 1, left * counts / np.maximum(counts - 1, 1), alone)
    return Units(of_row, unit_stratum, factor, counts, single & (lonely == "adjust"))


def _codes(frame: pd.DataFrame, name: str, what: str) -> np.ndarray:
    values = column(frame, name)
    missing = np.flatnonzero(values.isna())
    if len(missing):
        raise DataError(f"every row needs a {what}; {name!r} has none in row {missing[0] + 1}")
    return pd.factorize(values, sort=False)[0]


def _left(frame: pd.DataFrame, fpc: str, stratum: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The part of each stratum that was not sampled."""
    given = numbers(frame, fpc)
    bad = np.flatnonzero(~(given > 0))
    if len(bad):
        raise DataError(f"a population size or fraction is above zero; {fpc!r} isn't in row {bad[0] + 1}")
    size = np.full(len(counts), np.nan)
    size[stratum] = given
    different = np.flatnonzero(size[stratum] != given)
    if len(different):
        raise DataError(f"{fpc!r} must be one number in a stratum, but row {different[0] + 1} differs from others")
    sizes = size > 1
    if sizes.any() and (size < 1).any():
        raise DataError(f"{fpc!r} must hold population sizes (1 or more) or fractions (1 or less), not both")
    fraction = counts / size if sizes.any() else size
    if (fraction > 1).any():
        worst = int(np.argmax(fraction))
        raise DataError(
            f"{fpc!r} says that a stratum has {size[worst]:g} units, but {counts[worst]} of them are in the table"
        )
    return 1 - fraction


def _check_lonely(frame: pd.DataFrame, strata: str, stratum: np.ndarray, single: np.ndarray, lonely: str) -> None:
    if lonely == "refuse" and single.any():
        row = int(np.flatnonzero(single[stratum])[0])
        raise DataError(
            f"stratum {str(frame[strata].iloc[row])!r} has only one sampling unit, so nothing shows how units vary; "
            'merge it with a like one, or choose lonely="certainty" (it adds nothing) or lonely="adjust" '
            "(its distance from the mean of all counts)"
        )
