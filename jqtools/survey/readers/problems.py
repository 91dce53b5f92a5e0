"""What is wrong with a table, cell by cell, told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jqtools.errors import DataError

LONGEST_VALUE = 40
_TOLD = 3


class Problem(NamedTuple):
    """A cell that breaks a rule: the row as a spreadsheet numbers it (the column names are row 1), and its value.

    The value may tell something about a person: it is in no message.
    """

    row: int
    column: str
    value: str
    rule: str


class RecordsError(DataError):
    """A table that breaks its codebook. `problems` has one Problem for each cell, by row."""

    def __init__(self, message: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(message)
        self.problems = problems


def records_error(what: str, problems: Iterable[Problem]) -> RecordsError:
    """One sentence with the first problems and how many there are; each value cut to 40 characters."""
    found = tuple(
        sorted((each._replace(value=each.value[:LONGEST_VALUE]) for each in problems), key=lambda each: each.row)
    )
    first = "; ".join(f"row {each.row}, column {each.column!r}: {each.rule}" for each in found[:_TOLD])
    places = "1 place" if len(found) == 1 else f"{len(found):,} places"
    return RecordsError(f"{what}, in {places}: {first} (all of them, with their values, are in .problems)", found)
