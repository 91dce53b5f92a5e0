"""Gaps between groups at equal values of other columns: coefficients of one weighted regression.

Unlike a decomposition, one regression gives the controls the same worth in every group. Equal to the
coefficients of R's `svyglm` with a Gaussian family.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.columns import column, numbers
from jqtools.survey.decompositions.basis import Basis, MadeOfGroups, regression_bases
from jqtools.survey.decompositions.parts import domain_of, part_columns
from jqtools.survey.decompositions.predictors import complete, model_terms
from jqtools.survey.decompositions.regression import least_squares, refuse_collinear
from jqtools.survey.design import Design, Domain
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.table import objects
from jqtools.survey.values import together

NOTE = "What the controls leave is unexplained; it is not a measure of discrimination."


@dataclass(frozen=True, eq=False)
class AdjustedGaps(MadeOfGroups):
    """Unpublished gaps at equal values of other columns; see `adjusted_gap` for `frame`.

    Their groups are those of the column, and in them each category of a control and each pair of categories of two; a
    number with few values counts as a category.
    """

    frame: pd.DataFrame
    level: float
    bases: tuple[Basis, ...] = field(repr=False)
    notes: tuple[str, ...] = (NOTE,)

    def __repr__(self) -> str:
        return f"<Adjusted gaps of {len(self.frame)} groups, unpublished: call publish()>"


def adjusted_gap(
    rows: Design | Domain,
    outcome_column: str,
    group: str,
    controls: str | Sequence[str],
    *,
    reference: object,
    level: float = 0.95,
) -> AdjustedGaps:
    """The gap of each group from `reference` in the mean of a column, among people with the same controls.

    Parameters
    ----------
    rows
        A design, or a domain of one.
    outcome_column
        Numbers; true or false gives a linear probability model.
    group
        A column of two groups or more.
    controls
        Columns of numbers, and of categories (text or pandas categories). Rows that lack the outcome, the group or
        a control are left out.
    reference
        The group the others are compared with.
    level
        Of the confidence intervals (t, with the degrees of freedom of the rows used less the number of coefficients
        other than the intercept).

    Returns
    -------
    :
        `.frame` has one row for each other group: the column `group`, `n_a` (rows of it), `n_b` (rows of the
        reference), `estimate` (it less the reference, in units of the outcome), `se`, `df`, `ci_low`, `ci_high`,
        `ci_method`, `flag` ("" is good) and `flag_reason`. What the controls leave is unexplained; it is not a
        measure of discrimination.
    """
    domain = domain_of(rows, level)
    names = (group, *((controls,) if isinstance(controls, str) else controls))
    design, y = domain.design, numbers(domain.design.frame, outcome_column)
    if len({outcome_column, *names}) < len(names) + 1:
        raise DataError("outcome, group and controls must be different columns; one is named twice")
    used = np.flatnonzero(domain.mask & complete(design.frame, names) & ~np.isnan(y))
    if not (design.weights()[used, 0] > 0).any():
        raise DataError(f"nobody has a value of {', '.join((outcome_column, *names))}")
    frame = design.frame.assign(**{group: column(design.frame, group).astype("category")})
    terms = model_terms(frame, names, used)
    refuse_collinear(terms, design.weights()[used, 0], "these rows")
    levels = [category for name, category in zip(terms.names, terms.categories, strict=True) if name == group]
    if reference not in levels:
        raise DataError(f"reference is one of {', '.join(map(repr, levels))}; got {reference!r}")
    others = [place for place, name in enumerate(levels) if name != reference]
    # The group's terms come right after the intercept; normalised or not, coefficients differ by the same.
    base = 1 + levels.index(reference)
    fits = least_squares(design, used, terms, y[used])
    gaps = together(np.subtract, fits[1 + np.array(others)], fits[np.full(len(others), base)])
    counts = terms.values[design.weights()[used, 0] > 0].sum(axis=0).astype(int)
    n = (counts[1 + np.array(others)], np.full(len(others), counts[base]))
    df = rows_freedom(design, used) + 1 - len(terms.fitted)
    columns = part_columns(gaps, n, df, level, design.method == "census")
    frame = pd.DataFrame({group: objects([levels[place] for place in others])} | columns)
    return AdjustedGaps(frame, level, regression_bases(domain, outcome_column, {group: levels}, names[1:], terms))
