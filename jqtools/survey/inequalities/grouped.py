"""Measures of inequality of a table that others published: one estimate, standard error and population a group.

Groups count as independent of each other and population shares as known, because the table doesn't say otherwise;
with rows at hand, `inequality` knows better. Intervals are normal ones.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.columns import column, numbers
from jqtools.survey.inequalities.inequality import Inequality, chosen_measures
from jqtools.survey.inequalities.inequality_groups import HIGHER_IS
from jqtools.survey.inequalities.inequality_rows import Compared, measure_columns
from jqtools.survey.sampling import Units
from jqtools.survey.table import objects
from jqtools.survey.values import Values

STATISTICS = ("mean", "share")


def grouped_inequality(
    frame: pd.DataFrame,
    measures: Sequence[str] | None = None,
    *,
    estimate: str,
    se: str,
    population: str,
    statistic: str = "mean",
    group: str | None = None,
    order: str | None = None,
    reference: object = None,
    higher_is: str = "better",
    level: float = 0.95,
) -> Inequality:
    """Measure how unequal groups are whose estimates were published.

    Parameters
    ----------
    frame
        One row a group, at least two. Missing values are refused: leave such groups out.
    measures
        As for `inequality`. Without it all that fit.
    estimate, se, population
        Columns of the groups' estimates, their standard errors (zero or more), and how many people they stand for
        (above zero).
    statistic
        "share" if estimates are shares, 0 to 1 (divide percents by 100): "sii" and "rii" then fit a logit line,
        and for a "mean" a straight one.
    group
        Column of the groups' names; without it the table's index names them.
    order
        Column that sorts groups from the least to the most advantaged.
    reference
        The name of a group.
    higher_is
        "better" or "worse": which end is the best.
    level
        Of the confidence intervals.

    Returns
    -------
    :
        `.frame` has one row a measure, with the columns that `inequality` has; `outcome` is `estimate`.
    """
    table = frame if order is None else frame.iloc[np.argsort(_complete(frame, order), kind="stable")]
    names = [str(name) for name in (table.index if group is None else column(table, group))]
    y, error, people = (_complete(table, name) for name in (estimate, se, population))
    _check(y, error, people, statistic, higher_is, level)
    if reference is not None and str(reference) not in names:
        raise DataError(f"no group {reference!r}; the groups are {', '.join(names)}")
    chosen = chosen_measures(measures, reference is not None, order is not None, False)
    values = _independent(y, error)
    groups = Compared(
        values=values,
        people=Values(people, values.sampling, scores=sparse.csr_array((len(y), len(y)))),
        names=names,
        flags=[""] * len(y),
        statistic=statistic,
        df=np.inf,
        census=False,
        reference=None if reference is None else names.index(str(reference)),
        higher_is=higher_is,
        left_out="",
        reason="",
    )
    columns = {name: objects([text] * len(chosen)) for name, text in (("outcome", estimate), ("statistic", statistic))}
    return Inequality(pd.DataFrame(columns | measure_columns(groups, chosen, level)), level)


def _independent(y: np.ndarray, ses: np.ndarray) -> Values:
    """Numbers that vary on their own: each is the only unit of a stratum, and its error the unit's score."""
    size = len(y)
    ones = np.ones(size)
    units = Units(np.arange(size), np.arange(size), ones, ones, ones.astype(bool))
    return Values(y, units, scores=sparse.csr_array(np.diag(ses)))


def _complete(frame: pd.DataFrame, name: str) -> np.ndarray:
    found = numbers(frame, name)
    if np.isnan(found).any():
        raise DataError(f"every group needs a number in {name!r}; leave out the {np.isnan(found).sum()} without one")
    return found


def _check(y: np.ndarray, ses: np.ndarray, people: np.ndarray, statistic: str, higher_is: str, level: float) -> None:
    if statistic not in STATISTICS:
        raise DataError(f"statistic is one of {', '.join(STATISTICS)}; got {statistic!r}")
    if higher_is not in HIGHER_IS:
        raise DataError(f"higher_is is one of {', '.join(HIGHER_IS)}; got {higher_is!r}")
    if not 0 < level < 1:
        raise DataError(f"level must lie between 0 and 1, got {level}")
    if len(y) < 2:
        raise DataError(f"inequality needs at least two groups, got {len(y)}")
    if (ses < 0).any():
        raise DataError(f"standard errors are zero or more, got {ses.min():g}")
    if (people <= 0).any():
        raise DataError(f"populations are above zero, got {people.min():g}")
    if statistic == "share" and ((y < 0) | (y > 1)).any():
        raise DataError(f"shares lie between 0 and 1, got {y.max():g}; divide percents by 100")
