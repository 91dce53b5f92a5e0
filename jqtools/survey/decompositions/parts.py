"""What Kitagawa's and Oaxaca's decompositions share: two groups, and the columns of a table of parts of a gap.

The parts themselves are in `kitagawa` and `oaxaca`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from jqtools.errors import DataError
from jqtools.survey.answers import METHODS, NO_SAMPLING
from jqtools.survey.columns import groups as groups_of
from jqtools.survey.design import Design, Domain
from jqtools.survey.intervals import t_interval
from jqtools.survey.reliability import Flag
from jqtools.survey.table import objects
from jqtools.survey.values import Values

TwoLevels = Mapping[str, Sequence[object]]


@dataclass(frozen=True, eq=False)
class TwoGroups:
    """Groups `a` and `b` of the column `name`; a gap is a less b. `in_a` and `in_b` mark rows of the frame."""

    name: str
    a: object
    b: object
    in_a: np.ndarray
    in_b: np.ndarray

    @property
    def levels(self) -> dict[str, tuple[object, object]]:
        """The two groups by their column."""
        return {self.name: (self.a, self.b)}

    def people(self, domain: Domain) -> Domain:
        """Those of `domain` who are in either group."""
        return domain.where(self.in_a | self.in_b)


def two_groups(domain: Domain, asked: TwoLevels) -> TwoGroups:
    """The two groups asked for, as {"sex": ("Female", "Male")}, among the rows of `domain`."""
    if not isinstance(asked, Mapping) or len(asked) != 1:
        raise DataError(f'groups is one column and two of its groups, as {{"sex": ("Female", "Male")}}; got {asked!r}')
    ((name, levels),) = asked.items()
    if isinstance(levels, str) or not isinstance(levels, Sequence) or len(set(levels)) != 2 or len(levels) != 2:
        raise DataError(f"a gap needs two different groups of {name!r}, the first less the second; got {levels!r}")
    found = groups_of(domain.design.frame, name)
    masks = []
    for level in levels:
        if level not in found.levels:
            raise DataError(f"{name!r} has no group {level!r}; choose from {', '.join(map(repr, found.levels))}")
        masks.append((found.codes == found.levels.index(level)) & domain.mask)
    return TwoGroups(name, levels[0], levels[1], *masks)


def domain_of(rows: Design | Domain, level: float) -> Domain:
    """The rows asked about, once `level` is known to be that of a confidence interval."""
    if not 0 < level < 1:
        raise DataError(f"level must lie between 0 and 1, got {level}")
    return rows if isinstance(rows, Domain) else rows.everyone()


def interval_columns(values: Values, df: float, level: float, census: bool) -> dict[str, np.ndarray]:
    """Columns of estimates with t intervals: `estimate`, `se`, `df`, `ci_low`, `ci_high`, `ci_method`."""
    se = values.se()
    low, high = t_interval(values.now, se, df, level)
    method = NO_SAMPLING if census else METHODS["t"]
    known = ~np.isnan(low) | (census & ~np.isnan(values.now))
    return {
        "estimate": values.now,
        "se": se,
        "df": np.full(len(values), df),
        "ci_low": low,
        "ci_high": high,
        "ci_method": np.where(known, method, "").astype(object),
    }


def part_columns(
    values: Values, n: tuple[np.ndarray, np.ndarray], df: float, level: float, census: bool
) -> dict[str, np.ndarray]:
    """The columns of parts of a gap that rest on `n` rows of either group: `interval_columns` and flags."""
    columns = {"n_a": n[0], "n_b": n[1]} | interval_columns(values, df, level, census)
    undefined = values.errors()[1]
    flags = [
        _flag(values.now[i], columns["ci_low"][i], int(min(n[0][i], n[1][i])), int(undefined[i]), census)
        for i in range(len(values))
    ]
    columns["flag"] = objects([str(flag) for flag, _ in flags])
    columns["flag_reason"] = objects([reason for _, reason in flags])
    return columns


def _flag(estimate: float, low: float, n: int, undefined: int, census: bool) -> tuple[Flag, str]:
    if np.isnan(estimate):
        return Flag.EMPTY, "nobody of either group is here"
    if np.isnan(low) and not census:
        return Flag.UNDEFINED, "too few sampling units for a standard error or an interval"
    if undefined:
        return Flag.REVIEW, f"{undefined} replicates are undefined and were left out"
    if n < 2:
        return Flag.UNRELIABLE, "only one row in a group: nothing shows how much it varies"
    return Flag.GOOD, ""


def side_columns(pair: TwoGroups) -> dict[str, object]:
    """The columns that say which group is which, for a table with a row for each."""
    return {"group": objects(["a", "b"]), pair.name: objects([pair.a, pair.b])}
