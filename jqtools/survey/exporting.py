"""Write a table that may be shown as CSV, so that every run and every machine writes the same bytes.

Numbers are written to 12 significant digits: sums in another order, or on another processor, may differ in
the 16th. Text that a spreadsheet would run as a formula gets a ' before it.
"""

from __future__ import annotations

from os import PathLike
from typing import TextIO

import numpy as np
import pandas as pd

SUPPRESSED = "suppressed (small group)"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
DIGITS = 12


def worded(frame: pd.DataFrame, hidden: np.ndarray, values: tuple[str, ...]) -> pd.DataFrame:
    """`frame` with the words for a hidden value in the columns `values` of rows that are `hidden`."""
    shown = frame.astype(object)
    for name in values:
        if name in shown:
            shown[name] = shown[name].mask(hidden, SUPPRESSED)
    return shown


def write_csv(frame: pd.DataFrame, path_or_buffer: str | PathLike[str] | TextIO | None = None) -> str | None:
    """Write `frame` as CSV, or return the text if no path is given."""
    written = frame.astype(object).map(_written)
    written.columns = [_written(name) for name in written.columns]
    return written.to_csv(path_or_buffer, index=False, lineterminator="\n")


def _written(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value
