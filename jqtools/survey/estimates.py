"""From rows to a table: one row an estimate, with its standard error, interval and flag.

The table is unpublished: it holds small groups. `Estimates.publish` makes it safe, and nothing else shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import Groups, groups
from jqtools.survey.cube import Cube, cubes
from jqtools.survey.design import Design, Domain
from jqtools.survey.disclosure import Policy, publish
from jqtools.survey.disclosure import policy as named_policy
from jqtools.survey.published import Published
from jqtools.survey.statistics import Outcome
from jqtools.survey.table import estimate_table
from jqtools.survey.variance import degrees_of_freedom

MOST_BY = 3
COLUMNS = (
    *("outcome", "statistic", "n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "df"),
    *("ci_low", "ci_high", "ci_method", "cv", "moe90", "flag", "flag_reason"),
)


@dataclass(frozen=True, eq=False)
class Estimates:
    """An unpublished table. `frame` has one row an estimate; see `disaggregate` for its columns."""

    frame: pd.DataFrame
    by: tuple[Groups, ...]
    outcomes: tuple[Outcome, ...]
    cubes: tuple[Cube, ...]
    margins: bool

    def publish(self, policy: Policy | str = "agency-n10") -> Published:
        """The table with small groups hidden, so that nothing shown gives them away.

        `policy` is a `Policy` or the name of one. See `disclosure` for what is not covered yet.
        """
        rules = named_policy(policy) if isinstance(policy, str) else policy
        return publish(self.frame, self.by, self.outcomes, self.cubes, self.margins, rules)

    def __repr__(self) -> str:
        return f"<Estimates of {len(self.frame)} numbers, unpublished: call publish()>"

    def _repr_html_(self) -> str:
        return f"<p>{len(self.frame)} estimates, unpublished: call publish()</p>"


def disaggregate(
    rows: Design | Domain,
    outcomes: Outcome | Sequence[Outcome],
    by: str | Sequence[str] = (),
    margins: bool = False,
    level: float = 0.95,
) -> Estimates:
    """Estimate each outcome for everyone or for each group.

    Parameters
    ----------
    rows
        A design, or a domain of one (`design.where(...)`).
    outcomes
        `mean`, `total` and `share` of columns. Rows without a value are left out and counted.
    by
        Up to three columns. Rows without a group form "(missing)", so that groups add up to everyone.
    margins
        Also estimate every roll-up; "(all)" stands in the column rolled up.
    level
        Of the confidence intervals.

    Returns
    -------
    :
        `.frame` has one row for each outcome and combination of groups, also those nobody is in: `outcome`,
        `statistic`, the columns in `by`, `n` (rows with a value and a weight), `n_missing` (rows without a
        value), `n_eff` (what they are worth after weighting), `weighted_n`, `estimate` (shares 0 to 1), `se`,
        `df`, `ci_low`, `ci_high`, `ci_method`, `cv` (a fraction; never for shares), `moe90` (1.645 se),
        `flag` ("" is good) and `flag_reason`.
    """
    domain = rows if isinstance(rows, Domain) else Domain(rows, np.ones(len(rows.frame), dtype=bool))
    asked = (outcomes,) if isinstance(outcomes, Outcome) else tuple(outcomes)
    names = (by,) if isinstance(by, str) else tuple(by)
    _check(asked, names, level)
    design = domain.design
    split = tuple(groups(design.frame, name) for name in names)
    measures = [outcome.measure(design.frame) for outcome in asked]
    found = cubes(measures, split, design.weights(), domain.mask)
    df = degrees_of_freedom(design)
    tables = [
        estimate_table(outcome, cube, design, split, margins, df, level)
        for outcome, cube in zip(asked, found, strict=True)
    ]
    return Estimates(_joined(tables, names), split, asked, found, margins)


def _check(outcomes: tuple[Outcome, ...], by: tuple[str, ...], level: float) -> None:
    if not outcomes:
        raise DataError("at least one outcome is needed: a mean, a total or a share")
    keys = [(outcome.name, outcome.statistic) for outcome in outcomes]
    if len(set(keys)) < len(keys):
        raise DataError(f"outcomes must differ, or have different names; got {[name for name, _ in keys]}")
    if len(by) > MOST_BY:
        raise DataError(f"by may name up to {MOST_BY} columns, got {len(by)}: {', '.join(by)}")
    if len(set(by)) < len(by):
        raise DataError(f"columns in by must differ, got {', '.join(by)}")
    taken = [name for name in by if name in (*COLUMNS, "suppressed", "suppression_reason")]
    if taken:
        raise DataError(f"{taken[0]!r} is a column of the result; rename that column before grouping by it")
    if not 0 < level < 1:
        raise DataError(f"level must lie between 0 and 1, got {level}")


def _joined(tables: list[dict[str, object]], by: tuple[str, ...]) -> pd.DataFrame:
    names = (*COLUMNS[:2], *by, *COLUMNS[2:])
    return pd.DataFrame({name: np.concatenate([table[name] for table in tables]) for name in names})
