"""From one period to another: how estimates, or gaps, have changed, and whether sampling could explain it.

The two periods count as independent samples, as in the Census Bureau's guidance (Understanding and Using
American Community Survey Data, 2020, chapter 7), so the variance of a change is the sum of both. Where samples share
people, as the Current Population Survey's do from year to year, estimates mostly move together, and the standard
error here is too large: it errs on the side of caution. Degrees of freedom are Satterthwaite's (1946, An approximate
distribution of estimates of variance components, Biometrics Bulletin 2; Welch, 1947, Biometrika 34).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.answers import NO_SAMPLING
from jqtools.survey.comparisons.change_numbers import independent_change
from jqtools.survey.comparisons.change_rows import (
    SIDES,
    change_flags,
    check_alike,
    group_columns,
    is_gaps,
    references,
    side_by_side,
    untested,
)
from jqtools.survey.comparisons.multiplicity import adjusted
from jqtools.survey.table import objects
from jqtools.survey.unpublished import Unpublished

OVERLAPS = ("none", "unknown")
SHARED = (
    "The two samples may share people. Standard errors treat them as independent, which makes them too large "
    "where people were asked twice."
)
GIVEN = ("before_estimate", "before_se", "after_estimate", "after_se")
TESTS = ("ci_low", "ci_high", "p_value", "z", "significant90")
RESULTS = (
    *("estimate", "se", "moe90", "df", "ci_low", "ci_high", "ci_method", "p_value", "p_adjusted"),
    *("z", "significant90", "ratio", "ratio_se", "flag", "flag_reason"),
)
COLUMNS = ("outcome", "statistic", "measure", "reference", *SIDES, *GIVEN, *RESULTS)


@dataclass(frozen=True, eq=False)
class Change(Unpublished):
    """What changed between two unpublished tables. `frame` has one row a change; see `change` for its columns."""

    frame: pd.DataFrame
    labels: tuple[str, str]
    level: float
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Change of {len(self.frame)} numbers from {self.labels[0]} to {self.labels[1]}, unpublished>"


def change(
    before: Any,
    after: Any,
    *,
    labels: tuple[str, str] = ("before", "after"),
    overlap: str = "none",
    breaks: Sequence[str] = (),
    level: float = 0.95,
    adjust: str = "holm",
) -> Change:
    """Compare two tables of the same outcomes and groups, or two tables of gaps, row by row.

    Parameters
    ----------
    before, after
        Both from `disaggregate`, both published, or both from `gaps`. Groups are matched by their levels.
    labels
        What the periods are called.
    overlap
        "none": nobody is in both samples. "unknown": some may be; a note says that standard errors are too large.
        Samples that share most of their answers, such as two five-year files with years in common, are no two
        samples: don't compare them.
    breaks
        Sentences about what else changed: questions, codes of race, boundaries. They join the tables' own notes.
    level, adjust
        Of the intervals; "holm" or "none" for `p_adjusted` over all changes of one outcome.

    Returns
    -------
    :
        `.frame` has one row for each outcome and group that is in either table: `outcome`, `statistic`, the columns
        of the groups (for gaps `measure` and `reference` too), `before`, `after` (the labels), `before_estimate`,
        `before_se`, `after_estimate`, `after_se`, `estimate` (after less before), `se`, `moe90` (1.645 se), `df`,
        `ci_low`, `ci_high`, `ci_method`, `p_value`, `p_adjusted`, `z`, `significant90` (as the Census Bureau tests:
        |z| over 1.645), for estimates `ratio` (after over before, where both are above zero) and `ratio_se`, `flag`
        and `flag_reason`. A group that is in one table only is a row without numbers of change.
    """
    _check(labels, overlap, before.frame, after.frame)
    gaps = is_gaps(before.frame)
    rows = side_by_side(before.frame, after.frame)
    given = (rows[name].to_numpy(dtype=float) for name in (*GIVEN, "before_df", "after_df"))
    numbers = independent_change(*given, level=level)
    silent = np.array([bool(untested(row, gaps)) for row in rows.to_dict("records")], dtype=bool)
    numbers = numbers.assign(**{name: numbers[name].mask(silent) for name in TESTS})
    flags = change_flags(rows, gaps, labels)
    words = {
        "ci_method": _methods(rows, numbers["ci_low"]),
        "p_adjusted": _by_outcome(rows, numbers["p_value"], adjust),
        "flag": objects([str(flag) for flag, _ in flags]),
        "flag_reason": objects([reason for _, reason in flags]),
    }
    frame = _arranged(before.frame, rows, numbers.assign(**words), labels)
    own = [note for table in (before, after) for note in getattr(table, "notes", ())]
    notes = dict.fromkeys([*own, *([SHARED] if overlap == "unknown" else []), *breaks])
    return Change(frame, tuple(labels), level, tuple(notes))


def _check(labels: tuple[str, str], overlap: str, before: pd.DataFrame, after: pd.DataFrame) -> None:
    if overlap not in OVERLAPS:
        raise DataError(f"overlap is one of {', '.join(OVERLAPS)}; got {overlap!r}")
    if len(labels) != 2 or labels[0] == labels[1]:
        raise DataError(f"labels are the names of two different periods, got {labels!r}")
    check_alike(before, after)
    taken = [name for name in group_columns(before) if name in COLUMNS]
    if taken:
        raise DataError(f"{taken[0]!r} is a column of the changes; rename that column before grouping by it")


def _methods(rows: pd.DataFrame, low: pd.Series) -> np.ndarray:
    census = (rows["before_ci_method"] == NO_SAMPLING) & (rows["after_ci_method"] == NO_SAMPLING)
    return np.where(census, NO_SAMPLING, np.where(low.notna(), "t", "")).astype(object)


def _by_outcome(rows: pd.DataFrame, p_values: pd.Series, adjust: str) -> np.ndarray:
    found = p_values.to_numpy(dtype=float, copy=True)
    for places in rows.groupby(["outcome", "statistic"], sort=False).indices.values():
        found[places] = adjusted(found[places], adjust)
    return found


def _arranged(before: pd.DataFrame, rows: pd.DataFrame, results: pd.DataFrame, labels: tuple[str, str]) -> pd.DataFrame:
    gaps = is_gaps(before)
    first = rows[["outcome", "statistic", *group_columns(before)]]
    if gaps:
        first = first.assign(measure=next(iter(before["measure"]), ""), reference=references(rows))
    results = results[[name for name in RESULTS if not (gaps and name.startswith("ratio"))]]
    sides = rows[list(GIVEN)].astype(float)
    return pd.concat([first.assign(**dict(zip(SIDES, labels, strict=True))), sides, results], axis=1)
