"""Records as numbers, so that rows and columns of two tables can be compared by what they say."""

from __future__ import annotations

import hashlib
from functools import cached_property

import numpy as np
import pandas as pd

MANY_CHANGES = 30
MOST_DIGESTS = 20
MISSING = "nan"
SPREAD = np.uint64(0x9E3779B97F4A7C15)
BITS, FINE_BITS = 12, 16
FEW = np.uint64(15)
HOPE = 0.2
ENOUGH = 500
CROWD = 0.5


class Marks:
    """The records in `frame`: a number for each row of a column, alike where rows say the same.

    1, 1.0 and "1" are the same, and so are "White" and " white". Missing values are alike. Columns go by their place.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame
        self._columns: dict[int, np.ndarray] = {}
        self._values: dict[int, tuple[np.ndarray, np.ndarray]] = {}

    def __len__(self) -> int:
        return len(self.frame)

    def column(self, place: int) -> np.ndarray:
        """The marks of one column."""
        if place not in self._columns:
            self._columns[place] = marks(self.frame.iloc[:, place])
        return self._columns[place]

    def values(self, place: int) -> np.ndarray:
        """The marks that a column has, each once, sorted."""
        return self._counted(place)[0]

    def times(self, place: int) -> np.ndarray:
        """How many rows have each of `values`."""
        return self._counted(place)[1]

    def commonness(self, place: int) -> np.ndarray:
        """A number for each row of a column: 0 if it has the most common value, 1 for the second, and so on."""
        values, counts = self._counted(place)
        order = np.empty(len(counts), dtype=np.uint64)
        order[np.argsort(-counts, kind="stable")] = np.arange(len(counts), dtype=np.uint64)
        return order[np.searchsorted(values, self.column(place))]

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """Columns in which rows differ, and that don't merely number them."""
        return tuple(
            place
            for place in range(self.frame.shape[1])
            if len(self.values(place)) > 1
            and not (len(self.values(place)) == len(self) and is_counter(self.frame.iloc[:, place]))
        )

    def _counted(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        if place not in self._values:
            self._values[place] = np.unique(self.column(place), return_counts=True)
        return self._values[place]


def marks(column: pd.Series) -> np.ndarray:
    """A number for each row of a column, alike where rows say the same."""
    kind = column.dtype
    if pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_complex_dtype(kind):
        return _of_numbers(column.to_numpy(dtype=float, na_value=np.nan))
    codes, levels = pd.factorize(column.astype(str).where(column.notna(), MISSING).to_numpy(dtype=object))
    words = pd.Series(levels, dtype=object).str.strip().str.casefold()
    amounts = pd.to_numeric(words, errors="coerce").to_numpy(dtype=float)
    is_text = np.isnan(amounts) & (words != MISSING).to_numpy()
    return np.where(is_text, pd.util.hash_array(words.to_numpy(dtype=object)), _of_numbers(amounts))[codes]


def joined(columns: list[np.ndarray]) -> np.ndarray:
    """A number for each row, alike for rows that have the same marks in all `columns`."""
    found = columns[0] * SPREAD
    for each in columns[1:]:
        found = (found ^ each ^ (found >> np.uint64(29))) * SPREAD
    return found


def share_alike(one: np.ndarray, other: np.ndarray) -> float:
    """About the share of the shorter table's rows that each find a row of their own in the other that says the same.

    It is never much less. Rows are counted in crowds first, and then, if that leaves hope, some of them one by one.
    """
    spread = [each * SPREAD for each in (one, other)]
    found = _shared([each >> np.uint64(64 - BITS) for each in spread])
    if found < HOPE:
        return found
    some = [each[(each & FEW) == 0] for each in spread]
    return min(found, _shared([each >> np.uint64(64 - FINE_BITS) for each in some])) if _enough(some) else found


def _enough(rows: list[np.ndarray]) -> bool:
    return min(map(len, rows)) >= ENOUGH and len(np.unique(rows[0][:ENOUGH])) >= ENOUGH / 10


def _shared(places: list[np.ndarray]) -> float:
    counts = [np.bincount(each.astype(np.int64), minlength=1 << BITS) for each in places]
    size = max(map(len, counts))
    few, many = (np.pad(each, (0, size - len(each))) for each in counts)
    return float(np.minimum(few, many).sum()) / max(min(map(len, places)), 1)


def is_counter(labels: pd.Series | pd.Index) -> bool:
    """True if labels that differ only number rows, like 0, 1, 2 or p1, p2, p3, so that other rows may have them too."""
    if isinstance(labels, pd.MultiIndex):
        return False
    if not pd.api.types.is_numeric_dtype(labels.dtype):
        text = pd.Series(labels.astype(str))
        if text.str.replace(r"\d+", "", regex=True).nunique() > 1:
            return False
        labels = text.str.replace(r"\D+", "", regex=True)
    found = np.sort(pd.to_numeric(pd.Series(labels), errors="coerce").dropna().to_numpy(dtype=float))
    if not len(found):
        return False
    steps, whole = np.diff(found), bool((found % 1 == 0).all())
    return bool((steps == steps[:1]).all()) or (whole and len(found) >= CROWD * (found[-1] - found[0] + 1))


def digests(frame: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    """Names and digests of up to 20 columns that differ from row to row, so that no other rows would have them."""
    found = []
    for place, name in enumerate(frame.columns):
        column = marks(frame.iloc[:, place])
        if changes([column]) >= MANY_CHANGES:
            found.append((str(name), hashlib.sha256(column.tobytes()).hexdigest()))
        if len(found) == MOST_DIGESTS:
            break
    return tuple(sorted(found))


def changes(columns: list[np.ndarray]) -> int:
    """How often a row says something else than the row before."""
    found = joined(columns)
    return int((found[1:] != found[:-1]).sum())


def _of_numbers(values: np.ndarray) -> np.ndarray:
    return pd.util.hash_array(values + 0.0)  # -0.0 is 0.0
