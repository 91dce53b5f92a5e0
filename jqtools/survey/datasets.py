"""A data set that comes with the workbook: what a row is, what it can answer, and how to read it.

The data sets themselves are elsewhere (`catalogue`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from jqtools.content.folder import workbook_folder
from jqtools.errors import DataError
from jqtools.survey.design import Design, census
from jqtools.survey.statistics import Outcome

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class SampleOutcome:
    """What a sample can answer: a `label` for people to read, the unit of the estimate, and the statistic."""

    label: str
    unit: str
    statistic: Outcome


@dataclass(frozen=True)
class SampleGroup:
    """A column to group by: its label and the groups, in the order shown."""

    column: str
    label: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """A data set: what a row is, its source, licence and date, outcomes and groups. `load()` reads it."""

    key: str
    title: str
    row: str
    source: str
    licence: str
    as_of: str
    outcomes: tuple[SampleOutcome, ...]
    groups: tuple[SampleGroup, ...]
    read: Callable[[], pd.DataFrame] = field(repr=False, compare=False)
    every_record: bool = True

    def groupings(self) -> tuple[tuple[str, ...], ...]:
        """The columns of every table on offer: each group column, then each two of them, always in this order."""
        columns = [group.column for group in self.groups]
        return tuple(found for size in (1, 2) for found in combinations(columns, size))

    def load(self) -> Design:
        """Read the rows, each group column as categories in the order shown."""
        frame = self.read()
        frame = frame.assign(**{group.column: _categories(frame, group) for group in self.groups})
        return census(frame) if self.every_record else Design(frame)


def samples_folder() -> Path:
    """Where the CSV files are: in the installed package, or in the repository."""
    return workbook_folder() / "data" / "samples"


def _categories(frame: pd.DataFrame, group: SampleGroup) -> pd.Series:
    values = frame[group.column]
    unknown = set(values.dropna()) - set(group.values)
    if unknown:
        raise DataError(
            f"column {group.column!r} must hold one of {', '.join(group.values)}; got {sorted(unknown)[0]!r}"
        )
    return values.astype("category").cat.set_categories(group.values)
