"""Read one column of a table as numbers or as groups, or say in one sentence why that can't be.

Nothing here knows about weights or estimates.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from jqtools.errors import DataError

ALL = "(all)"
MISSING = "(missing)"


def column(frame: pd.DataFrame, name: str) -> pd.Series:
    """The column called `name`; categories come back as the values they stand for."""
    if name not in frame.columns:
        raise DataError(f"no column {name!r}; the columns are {_listed(frame.columns)}")
    found = frame[name]
    if isinstance(found, pd.DataFrame):
        raise DataError(f"column names must differ, but {found.shape[1]} columns are called {name!r}")
    if isinstance(found.dtype, pd.CategoricalDtype):
        return pd.Series(found.to_numpy(), index=found.index)
    return found


def numbers(frame: pd.DataFrame, name: str) -> np.ndarray:
    """The column called `name` as floats, NaN where missing; text and infinities are refused."""
    values = column(frame, name)
    if pd.api.types.is_bool_dtype(values) or pd.api.types.is_numeric_dtype(values):
        found = values.to_numpy(dtype=float, na_value=np.nan)
    else:
        _refuse_text(values, name)
        found = pd.to_numeric(values).to_numpy(dtype=float, na_value=np.nan)
    infinite = np.flatnonzero(np.isinf(found))
    if len(infinite):
        raise DataError(f"column {name!r} must hold finite numbers, got an infinite one in row {infinite[0] + 1}")
    return found


def _refuse_text(values: pd.Series, name: str) -> None:
    is_number = [isinstance(value, (int, float, np.number)) for value in values]
    text = values.notna().to_numpy() & ~np.array(is_number, dtype=bool)
    if not text.any():
        return
    no_number = np.flatnonzero(text & pd.to_numeric(values, errors="coerce").isna().to_numpy())
    row = no_number[0] if len(no_number) else np.flatnonzero(text)[0]
    hint = "" if len(no_number) else "; all of it reads as numbers, so turn it into them with pandas.to_numeric"
    raise DataError(f"column {name!r} must hold numbers, got {values.iloc[row]!r} in row {row + 1}{hint}")


def comparable(values: pd.Series, name: str, others: tuple[object, ...]) -> pd.Series:
    """`values`, unless it holds text and `others` numbers, or the other way round."""
    is_text = not (pd.api.types.is_numeric_dtype(values) or pd.api.types.is_bool_dtype(values))
    if is_text and values.notna().any():
        is_text = isinstance(values[values.notna()].iloc[0], str)
    for other in others:
        if isinstance(other, str) != is_text and values.notna().any():
            held = "text" if is_text else "numbers"
            raise DataError(f"column {name!r} holds {held}, so it can't be compared with {other!r}")
    return values


@dataclass(frozen=True, eq=False)
class Groups:
    """A group column: `levels` in the order shown, and each row's place among them in `codes`.

    If people can be in several groups at once, `members` says who is in which (one row a person, one column a
    level), and `codes` is None. Such groups don't add up to everyone, who are the last level, "(all)". Levels in
    `not_collected` are groups that the data did not ask about.
    """

    name: str
    levels: tuple[object, ...]
    codes: np.ndarray | None
    members: np.ndarray | None = None
    not_collected: tuple[object, ...] = ()

    @property
    def overlap(self) -> bool:
        return self.members is not None

    def at(self, rows: np.ndarray) -> Groups:
        """The same groups, of the people in `rows`."""
        if self.overlap:
            return replace(self, members=self.members[rows])
        return replace(self, codes=self.codes[rows])

    def without_rows(self) -> Groups:
        """The same groups without a word about who is in them."""
        return self.at(np.arange(0))

    def shown(self, margins: bool) -> tuple[object, ...]:
        """The groups that have rows of their own in a table, and with `margins` "(all)" at the end."""
        levels = self.levels[:-1] if self.overlap else self.levels
        return (*levels, ALL) if margins else levels

    def placed(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each of `rows` and each group it is in: its place in `rows`, and the group's place in `levels`."""
        if self.members is None:
            return np.arange(len(rows)), self.codes[rows]
        return np.nonzero(self.members[rows])


def groups(frame: pd.DataFrame, name: str) -> Groups:
    """The groups of column `name`, sorted (categories keep their own order).

    Rows without a value form the last group, "(missing)", so that groups add up to everyone.
    A category that nobody has is still a group.
    """
    values = column(frame, name)
    declared = frame[name].dtype
    values = _whole(values).astype(object).where(values.notna(), MISSING)
    if isinstance(declared, pd.CategoricalDtype):
        levels = [level for level in declared.categories if level != MISSING]
    else:
        levels = _sorted(level for level in values.unique() if level != MISSING)
    if ALL in levels:
        raise DataError(f"{ALL!r} is the name of a margin and may not be a group; it is one in column {name!r}")
    if (values == MISSING).any():
        levels.append(MISSING)
    codes = pd.Index(levels, dtype=object).get_indexer(pd.Index(values, dtype=object))
    return Groups(name, tuple(levels), codes)


def overlapping(name: str, members: pd.DataFrame) -> Groups:
    """Groups that people can share; `members` has one row a person and one true-or-false column a group."""
    marks = np.column_stack([members.to_numpy(dtype=bool), np.ones(len(members), dtype=bool)])
    return Groups(name, (*(str(level) for level in members.columns), ALL), None, marks)


def with_not_collected(groups: Groups, names: tuple[str, ...]) -> Groups:
    """The same groups and those that the data did not ask about; these have no rows."""
    end = len(groups.levels) - 1 if groups.overlap else len(groups.levels)
    levels = (*groups.levels[:end], *names, *groups.levels[end:])
    members = groups.members
    if members is not None:
        members = np.insert(members, [end] * len(names), False, axis=1)
    return replace(groups, levels=levels, members=members, not_collected=names)


def _whole(values: pd.Series) -> pd.Series:
    """Whole numbers that a missing value turned into floats become whole again: 1.0 is group 1."""
    if pd.api.types.is_float_dtype(values) and (values.dropna() % 1 == 0).all():
        return values.astype("Int64")
    return values


def _sorted(levels: object) -> list[object]:
    found = list(levels)
    try:
        return sorted(found)
    except TypeError:
        return sorted(found, key=lambda level: (type(level).__name__, str(level)))


def _listed(names: object, most: int = 12) -> str:
    found = [str(name) for name in names]
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more
