"""The rows of measures of concentration: intervals and flags, and values that measures refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.answers import AT_THE_EDGE, METHODS
from jqtools.survey.columns import Groups
from jqtools.survey.cube import Places
from jqtools.survey.decompositions.parts import interval_columns
from jqtools.survey.disclosure.facets import FEW_VALUES
from jqtools.survey.inequalities.concentration_measures import ABOVE_ZERO, NOT_BELOW_ZERO, POVERTY, People
from jqtools.survey.intervals import effective_n, korn_graubard
from jqtools.survey.reliability import Flag, cv_flag, no_interval_flag, share_flag, undefined_flag
from jqtools.survey.table import objects, table_rows
from jqtools.survey.values import Values

NO_TOTAL = "it divides by the sum of the values, which is not above zero"


@dataclass(frozen=True, eq=False)
class Cells:
    """The groups that are measured: who is in them, rows without a value, and degrees of freedom."""

    column: str
    by: tuple[Groups, ...]
    people: People
    without_value: Places
    df: float
    level: float

    @property
    def census(self) -> bool:
        return self.people.design.method == "census"

    @property
    def n(self) -> np.ndarray:
        """Rows with a value and a weight above zero."""
        real = self.people.design.weights()[self.people.found.rows, 0] > 0
        return np.bincount(self.people.found.cells[real], minlength=self.people.found.size)

    @property
    def missing(self) -> np.ndarray:
        return np.bincount(self.without_value.cells, minlength=self.people.found.size)


def few_values(people: People) -> tuple[float, ...]:
    """All values of the groups that have so few different ones that a table can tell how many people have each."""
    y, cells = people.y[people.found.rows], people.found.cells
    many = np.bincount(np.unique(np.column_stack([cells, y]), axis=0)[:, 0].astype(int), minlength=people.found.size)
    return tuple(float(value) for value in np.unique(y[(many <= FEW_VALUES)[cells]]))


def refuse_values(y: np.ndarray, column: str, measures: Sequence[str]) -> None:
    """Refuse values that a logarithm, a root or a quotient can't take."""
    for names, bad, limit in ((ABOVE_ZERO, y <= 0, "> 0"), (NOT_BELOW_ZERO, y < 0, ">= 0")):
        named = [name for name in measures if name in names]
        if named and bad.any():
            raise DataError(
                f"{', '.join(named)} can't be worked out of values that are not {limit}, and {bad.sum()} of {column!r} "
                f"are not; leave those rows out with where({f'{column} {limit}'!r}), or choose gini, ge2 or fgt0"
            )


def rows_of(cells: Cells, values: dict[str, Values]) -> pd.DataFrame:
    """One row for each group and measure, in the order of `table_rows`."""
    levels, n = table_rows(cells.by, False), cells.n
    weight, total = cells.people.moment("people").now, cells.people.moment("total").now
    parts = []
    for measure, found in values.items():
        lost = (n == 0) | ((total <= 0) & (measure not in POVERTY)) | ~np.isfinite(found.now)
        shown = {
            "outcome": objects([cells.column] * len(n)),
            "measure": objects([measure] * len(n)),
            **{groups.name: objects([place[i] for place in levels]) for i, groups in enumerate(cells.by)},
            "n": n,
            "n_missing": cells.missing,
            "weighted_n": weight,
        }
        parts.append(pd.DataFrame(shown | _number_columns(cells, measure, found.blank(lost), n)))
    frame = pd.concat(parts)
    return frame.sort_index(kind="stable").reset_index(drop=True)


def _number_columns(cells: Cells, measure: str, values: Values, n: np.ndarray) -> dict[str, np.ndarray]:
    columns = interval_columns(values, cells.df, cells.level, cells.census)
    if measure == "fgt0" and not cells.census:
        size = effective_n(values.now, columns["se"], n)
        columns["ci_low"], columns["ci_high"] = korn_graubard(values.now, size, n, cells.df, cells.level)
        edge = (values.now <= 0) | (values.now >= 1)
        method = np.where(edge, AT_THE_EDGE, METHODS["korn-graubard"])
        columns["ci_method"] = np.where(np.isnan(columns["ci_low"]), "", method).astype(object)
    flags = [_flag(cells, measure, i, columns, n[i], values.errors()[1][i]) for i in range(len(n))]
    columns["flag"] = objects([str(flag) for flag, _ in flags])
    columns["flag_reason"] = objects([reason for _, reason in flags])
    return columns


def _flag(
    cells: Cells, measure: str, i: int, columns: dict[str, np.ndarray], n: int, undefined: int
) -> tuple[Flag, str]:
    """How steady a measure is; the share below a line as other shares, the rest by coefficient of variation."""
    estimate, se = columns["estimate"][i], columns["se"][i]
    found = undefined_flag(n, cells.missing[i], estimate, se, cells.census)
    if found and n and np.isnan(estimate):
        return Flag.UNDEFINED, NO_TOTAL
    if found or cells.census:
        return found or (Flag.GOOD, "")
    if undefined:
        return Flag.REVIEW, f"{undefined} replicates are undefined and were left out"
    no_interval = no_interval_flag(columns["ci_low"][i], columns["ci_high"][i], cells.df)
    if no_interval:
        return no_interval
    if measure == "fgt0":
        return _share_flag(estimate, se, n, cells.df)
    return cv_flag(n, se / abs(estimate) if estimate else np.nan)


def _share_flag(share: float, se: float, n: int, df: float) -> tuple[Flag, str]:
    size = effective_n(*(np.array([number]) for number in (share, se, n)))
    low, high = korn_graubard(np.array([share]), size, np.array([n]), df, 0.95)
    counted = {0.0: 0, 1.0: n}.get(share, 1)
    return share_flag(share, counted, n, size[0], low[0], high[0], df)
