"""Ages in bands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from jqtools.content import schemes
from jqtools.errors import DataError
from jqtools.survey.categories.codes import as_numbers, refuse_rows

OLDEST = 120
# The age groups of the Bureau of Labor Statistics in its tables of the labor force.
_WORKFORCE = (16, 20, 25, 35, 45, 55, 65)
_STYLES = {"words": ("Under {}", "{} to {}", "{} or older"), "signs": ("<{}", "{}-{}", "{}+")}


def age_bands(values: pd.Series, bands: str | Sequence[int] = "wioa", style: str = "words") -> pd.Series:
    """Each person's age band, as an ordered categorical; a missing age stays missing.

    Parameters
    ----------
    values
        Ages in years, 0 to 120. Parts of a year count as the year begun: 24.9 is 24.
    bands
        "wioa" (form ETA-9169 of 2016), "workforce" (the groups of the labor force tables of the Bureau of Labor
        Statistics), or the first age of each band after the youngest: [25, 55] makes under 25, 25 to 54, 55 or older.
    style
        "words" ("25 to 54") or "signs" ("25-54").

    Raises
    ------
    DataError
        An age outside 0 to 120 or not a number; cut points that don't rise; unknown bands or style.
    """
    if style not in _STYLES:
        raise DataError(f"style must be one of {', '.join(_STYLES)}; got {style!r}")
    cuts = _cuts(bands)
    name = str(values.name or "age")
    ages = as_numbers(values, name)
    refuse_rows((ages < 0) | (ages > OLDEST), ages, f"ages in {name!r} must be from 0 to {OLDEST}")
    places = np.where(ages.isna(), -1, np.searchsorted(cuts, ages, side="right"))
    found = pd.Categorical.from_codes(places, categories=_labels(cuts, *_STYLES[style]), ordered=True)
    return pd.Series(found, index=values.index, name=values.name)


def _cuts(bands: str | Sequence[int]) -> tuple[int, ...]:
    if bands == "wioa":
        return _wioa_cuts()
    if bands == "workforce":
        return _WORKFORCE
    cuts = () if isinstance(bands, str) else tuple(bands)
    whole = all(isinstance(cut, (int, np.integer)) and 0 < cut <= OLDEST for cut in cuts)
    if not cuts or not whole or any(one >= two for one, two in pairwise(cuts)):
        raise DataError(
            f"bands must be 'wioa', 'workforce' or rising whole ages up to {OLDEST}, such as [25, 55]; got {bands!r}"
        )
    return cuts


def _wioa_cuts() -> tuple[int, ...]:
    """The ages at which the form's groups begin, read from their names: "Under 16", "16 to 18", "60 or older"."""
    asked = next(part for part in schemes()["wioa_9169_2016"].dimensions if part.dimension == "age")
    starts = [re.search(r"\d+", label) for label in asked.categories[1:]]
    return tuple(int(found.group()) for found in starts if found)


def _labels(cuts: tuple[int, ...], under: str, between: str, over: str) -> list[str]:
    middle = [between.format(one, two - 1) if two - 1 > one else str(one) for one, two in pairwise(cuts)]
    return [under.format(cuts[0]), *middle, over.format(cuts[-1])]
