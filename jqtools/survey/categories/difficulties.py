"""Disability as the American Community Survey measures it."""

from __future__ import annotations

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.codes import codes

WITH, WITHOUT = "With a disability", "Without a disability"
ITEMS = {
    "DPHY": "walking or climbing stairs",
    "DREM": "remembering, concentrating or deciding",
    "DEYE": "seeing",
    "DEAR": "hearing",
    "DDRS": "dressing or bathing",
    "DOUT": "doing errands alone",
}
_MEASURE = "Disability here is a serious difficulty reported in the ACS, not a legal status or a diagnosis."


def disability(frame: pd.DataFrame) -> pd.Series:
    """Each person as "With a disability" or "Without a disability", as a categorical.

    Parameters
    ----------
    frame
        ACS PUMS with the recode DIS, or else with any of the six items DPHY, DREM, DEYE, DEAR, DDRS, DOUT (1 yes,
        2 no, "N" or blank not applicable).

    Returns
    -------
    pandas.Series
        One "yes" is enough. A person for whom every item is not applicable is missing, not without. Not every item
        applies to small children, so one "no" and no "yes" is without, as in DIS. See `disability_note`.

    Raises
    ------
    DataError
        None of the columns are there, or a code is unknown.
    """
    items = pd.DataFrame({name: codes(frame, name, (1, 2)) for name in _columns(frame)})
    found = pd.Series(pd.NA, index=frame.index, dtype="str", name="disability")
    found = found.mask((items == 2).any(axis=1), WITHOUT).mask((items == 1).any(axis=1), WITH)
    return found.astype(pd.CategoricalDtype([WITH, WITHOUT]))


def disability_note(frame: pd.DataFrame) -> str:
    """What the measure is, and which items it lacks here: a note for under a table."""
    used = _columns(frame)
    lost = [meaning for name, meaning in ITEMS.items() if name not in used]
    if used == ["DIS"] or not lost:
        return _MEASURE
    return f"{_MEASURE} The data lack {'; '.join(lost)}, so some people with a disability are counted as without."


def _columns(frame: pd.DataFrame) -> list[str]:
    used = ["DIS"] if "DIS" in frame.columns else [name for name in ITEMS if name in frame.columns]
    if not used:
        raise DataError(f"disability needs the column DIS or one or more of {', '.join(ITEMS)}; none of them are there")
    return used
