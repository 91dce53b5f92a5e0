"""What each column of an agency's table means: its type, unit, allowed values and the codes that stand for missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.readers.cells import KINDS, Value
from jqtools.survey.readers.notes import closest, listed

_RANGED = ("whole", "number", "date")
_MOST_CATEGORIES = 20


@dataclass(frozen=True)
class CodebookColumn:
    """One column of a table.

    Parameters
    ----------
    column
        The name in the first row of the table.
    kind
        text, whole, number, yes_no, date or category.
    unit
        What one of a number is, such as "dollars an hour"; for people to read.
    allowed
        The values that may stand there, and ranges such as "0..120", "0.." or "..40" for numbers and dates. Any
        when empty.
    missing_codes, not_applicable_codes
        What is written for a value that nobody knows, and for a question that did not apply. Both become missing;
        they are counted apart.
    required
        The column must be there and no cell of it may be blank; a missing code is an answer.
    """

    column: str
    kind: str
    unit: str = ""
    allowed: tuple[str, ...] = ()
    missing_codes: tuple[str, ...] = ()
    not_applicable_codes: tuple[str, ...] = ()
    label: str = ""
    required: bool = False

    def __post_init__(self) -> None:
        if not self.column:
            raise DataError("a codebook names a column in every row; one has no name")
        if self.kind not in KINDS:
            raise DataError(
                f"the type of column {self.column!r} must be one of {', '.join(KINDS)}; got {self.kind!r}, "
                f"{closest(self.kind, KINDS)}"
            )
        both = set(self.missing_codes) & set(self.not_applicable_codes)
        if both:
            raise DataError(
                f"a code is either missing or not applicable; column {self.column!r} has {listed(sorted(both))} as both"
            )
        allowed_values(self)


@dataclass(frozen=True)
class Codebook:
    """The columns that a table may have, in order, each once."""

    columns: tuple[CodebookColumn, ...] = ()

    def __post_init__(self) -> None:
        names = [each.column for each in self.columns]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise DataError(f"a codebook names each column once; {listed(twice)} stands there more than once")

    def of(self, name: str) -> CodebookColumn | None:
        """What is said about the column called `name`; None when it isn't in the codebook."""
        return next((each for each in self.columns if each.column == name), None)


def allowed_values(entry: CodebookColumn) -> Callable[[Value], bool]:
    """Whether a value is among those allowed in a column. DataError for a rule that the type can't have."""
    singles, ranges = set(), []
    for item in entry.allowed:
        if ".." in item and entry.kind in _RANGED:
            low, high = (_end(entry, end.strip()) for end in item.split("..", 1))
            if low is not None and high is not None and low > high:
                raise DataError(f"a range goes from low to high; column {entry.column!r} allows {item!r}")
            ranges.append((low, high))
        else:
            singles.add(_end(entry, item))

    def allows(value: Value) -> bool:
        within = any((low is None or value >= low) and (high is None or value <= high) for low, high in ranges)
        return not entry.allowed or within or value in singles

    return allows


def _end(entry: CodebookColumn, text: str) -> Value | None:
    found = KINDS[entry.kind].parse(text) if text else None
    if text and found is None:
        raise DataError(
            f"the allowed values of column {entry.column!r} must fit its type: {text!r} {KINDS[entry.kind].rule}"
        )
    return found


def draft_codebook(frame: pd.DataFrame) -> Codebook:
    """A codebook to start from: the columns of `frame` with the type that each has now.

    Text with few different values is a category that allows those values. Units, ranges and missing codes are for
    people to fill in. Every value of `frame` fits the codebook.
    """
    return Codebook(tuple(_drafted(str(name), frame[name]) for name in frame.columns))


def _drafted(name: str, values: pd.Series) -> CodebookColumn:
    known = values.dropna()
    if isinstance(values.dtype, pd.CategoricalDtype):
        levels = tuple(str(level) for level in values.cat.categories)
        return CodebookColumn(name, "category", allowed=levels if _can_be_listed(levels) else ())
    if pd.api.types.is_bool_dtype(values):
        return CodebookColumn(name, "yes_no")
    if pd.api.types.is_numeric_dtype(values):
        return CodebookColumn(name, "whole" if (known % 1 == 0).all() else "number")
    if pd.api.types.is_datetime64_any_dtype(values):
        return CodebookColumn(name, "date")
    levels = tuple(sorted(set(known.astype(str))))
    few = 0 < len(levels) <= _MOST_CATEGORIES and 2 * len(levels) <= len(known)
    return (
        CodebookColumn(name, "category", allowed=levels)
        if few and _can_be_listed(levels)
        else CodebookColumn(name, "text")
    )


def _can_be_listed(levels: tuple[str, ...]) -> bool:
    return not any(";" in level or level != level.strip() or not level for level in levels)
