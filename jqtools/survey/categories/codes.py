"""Read codes and numbers from a column, and name the rows that don't fit."""

from __future__ import annotations

from collections.abc import Container, Iterable
from datetime import date

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import column

_SHOWN = 5
_NOT_APPLICABLE = "N"


def codes(frame: pd.DataFrame, name: str, allowed: Container[float], missing: Container[float] = ()) -> pd.Series:
    """The codes of column `name` as floats; NaN where blank, "N" (not applicable) or one of `missing`.

    Raises
    ------
    DataError
        The column isn't there, or holds something that is neither allowed nor missing.
    """
    found = as_numbers(column(frame, name), name)
    found = found.mask([value in missing for value in found])
    unknown = found.notna() & ~np.array([value in allowed for value in found], dtype=bool)
    refuse_rows(unknown, found, f"column {name!r} holds a code that is not known")
    return found


def as_numbers(values: pd.Series, name: str) -> pd.Series:
    """`values` as floats; NaN where missing, blank or "N" (not applicable). Digits written as text are numbers."""
    if pd.api.types.is_numeric_dtype(values):
        found = pd.Series(values.to_numpy(dtype=float, na_value=np.nan), index=values.index)
    else:
        text = plain_text(values).replace(_NOT_APPLICABLE, None)
        found = pd.to_numeric(text, errors="coerce").astype(float)
        refuse_rows(text.notna() & found.isna(), text, f"column {name!r} must hold numbers")
    refuse_rows(np.isinf(found), found, f"column {name!r} must hold finite numbers")
    return found


def plain_text(values: pd.Series) -> pd.Series:
    """`values` as text without spaces around it; missing where missing or blank. Whole floats lose their ".0"."""
    text = [None if pd.isna(value) else _written(value) or None for value in values]
    return pd.Series(text, index=values.index, dtype=object)


def _written(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value).strip()


def refuse_rows(wrong: Iterable[bool], values: pd.Series, rule: str) -> None:
    """Refuse the rows marked `wrong`: the rule, the first such value, and the numbers of the rows, counted from 1."""
    rows = np.flatnonzero(np.asarray(wrong, dtype=bool))
    if len(rows):
        raise DataError(f"{rule}; got {_shown(values.iloc[rows[0]])} in {rows_named(rows)}")


def rows_named(rows: np.ndarray) -> str:
    """Places in a table in words, counted from 1: "rows 3, 5 and 8", or the first five and how many more."""
    named = [str(row + 1) for row in rows[:_SHOWN]]
    if len(rows) > _SHOWN:
        return f"rows {', '.join(named)} and {len(rows) - _SHOWN} more"
    if len(rows) == 1:
        return f"row {named[0]}"
    return f"rows {', '.join(named[:-1])} and {named[-1]}"


def _shown(value: object) -> str:
    if pd.isna(value):
        return "nothing"
    return f"{value:g}" if isinstance(value, (int, float, np.number)) else repr(value)
