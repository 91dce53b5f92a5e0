"""Kitagawa's decomposition: how much of a gap in rates goes with what the groups are made of.

Two groups differ in their overall rate because they work in different occupations (composition), and
because within occupations their rates differ (rate). Source: Kitagawa (1955), Components of a difference
between two rates, Journal of the American Statistical Association 50.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.columns import ALL
from jqtools.survey.columns import groups as groups_of
from jqtools.survey.cube import cubes
from jqtools.survey.decompositions.basis import Basis, MadeOfGroups, freedom_bases
from jqtools.survey.decompositions.parts import (
    TwoGroups,
    TwoLevels,
    domain_of,
    interval_columns,
    part_columns,
    side_columns,
    two_groups,
)
from jqtools.survey.design import Design, Domain
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.statistics import Outcome
from jqtools.survey.table import objects, table_rows
from jqtools.survey.values import Values, stacked, together

MOST_COLUMNS = 2
NOTE = (
    "The rate part is the gap that composition leaves unexplained. It is not a measure of unequal treatment, "
    "and the composition part is not free of it: who works where is no accident."
)


@dataclass(frozen=True, eq=False)
class Kitagawa(MadeOfGroups):
    """An unpublished decomposition; see `kitagawa` for `frame`. Its groups are all categories of both groups.

    `rates` has one row a category: `category`, `n_a`, `n_b` (rows), `share_a`, `share_b` (of each group that is
    in it) and `rate_a`, `rate_b` (NaN where nobody is in it). `groups` has one row a group: `n`, `n_missing`
    (rows without a value), `weighted_n`, its overall rate and how that varies.
    """

    frame: pd.DataFrame
    rates: pd.DataFrame
    groups: pd.DataFrame
    outcome: Outcome
    level: float
    bases: tuple[Basis, ...] = field(repr=False)
    freedom: tuple[Basis, ...] = field(repr=False)
    notes: tuple[str, ...] = (NOTE,)

    def __repr__(self) -> str:
        return f"<Kitagawa decomposition of {self.outcome.name}: {len(self.frame)} numbers, unpublished>"


@dataclass(frozen=True, eq=False)
class Side:
    """One group: the two sums whose quotient is the rate, and counts, with a place for each category."""

    top: Values
    base: Values
    n: np.ndarray
    missing: np.ndarray
    weight: np.ndarray

    def overall(self) -> Values:
        """The rate of the whole group."""
        return together(np.divide, _sum(self.top), _sum(self.base))


def kitagawa(
    rows: Design | Domain, outcome: Outcome, groups: TwoLevels, composition: str | Sequence[str], *, level: float = 0.95
) -> Kitagawa:
    """Split the gap between two groups into composition and rates.

    With s the share of a group that is in a category and r its rate there, a category adds
    (s_a - s_b)(r_a + r_b) / 2 to composition and (r_a - r_b)(s_a + s_b) / 2 to rate.

    Parameters
    ----------
    rows
        A design, or a domain of one. Degrees of freedom are those of these rows.
    outcome
        A mean, share or ratio (then shares are of its denominator). Rows without a value are left out and counted.
    groups
        A column and two of its groups, {"sex": ("Female", "Male")}; the gap is the first (a) less the second (b).
    composition
        One column of categories, such as occupation, or two. Rows without one are the category "(missing)".
    level
        Of the confidence intervals (t).

    Returns
    -------
    :
        `.frame` has one row a part of the gap, in units of the outcome: `component` ("gap", "composition", "rate"),
        `category` ("(all)" for the sum; two columns are joined by "|"), `n_a`, `n_b` (rows of each group),
        `estimate`, `se`, `df`, `ci_low`, `ci_high`, `ci_method`, `flag` ("" is good) and `flag_reason`.
        Composition and rate add up to the gap. What one category adds to composition says little by itself, as it
        depends on where the rate's zero is. A category that nobody is in is a row without a number.

    Raises
    ------
    DataError
        If one group has nobody in a category that the other has: there is no rate to compare.
    """
    domain = domain_of(rows, level)
    pair = two_groups(domain, groups)
    by = _composition(domain, outcome, pair, composition)
    categories = ["|".join(map(str, place)) if len(by) > 1 else place[0] for place in table_rows(by, False)]
    a, b = (_side(domain.design, outcome, by, mask) for mask in (pair.in_a, pair.in_b))
    _check(a, b, pair, categories, by, outcome)
    df, census = rows_freedom(domain.design, np.flatnonzero(domain.mask)), domain.design.method == "census"
    kinds, k = ["composition", "rate"], len(categories)
    labels = {
        "component": objects(["gap", *kinds, *np.repeat(kinds, k)]),
        "category": objects([ALL] * 3 + categories * 2),
    }
    n = tuple(np.concatenate([[side.n.sum()] * 3, side.n, side.n]) for side in (a, b))
    overall = stacked([a.overall(), b.overall()])
    ends = {"weighted_n": [a.weight.sum(), b.weight.sum()]} | interval_columns(overall, df, level, census)
    counted = {"n": [a.n.sum(), b.n.sum()], "n_missing": [a.missing.sum(), b.missing.sum()]}
    return Kitagawa(
        frame=pd.DataFrame(labels | part_columns(_parts(a, b), n, df, level, census)),
        rates=_rates(a, b, categories),
        groups=pd.DataFrame(side_columns(pair) | counted | ends),
        outcome=outcome,
        level=level,
        bases=(Basis(pair.people(domain), (outcome,), (pair.name, *(part.name for part in by)), pair.levels),),
        freedom=freedom_bases(domain),
    )


def _composition(domain: Domain, outcome: Outcome, pair: TwoGroups, composition: str | Sequence[str]) -> tuple:
    names = (composition,) if isinstance(composition, str) else tuple(composition)
    if outcome.is_quantile or outcome.statistic == "total":
        raise DataError(f"a gap in rates is of a mean, share or ratio; got the {outcome.statistic} {outcome.name!r}")
    if not 1 <= len(names) <= MOST_COLUMNS or len(set(names)) < len(names):
        raise DataError(f"composition is one column or two different ones, got {', '.join(names) or 'none'}")
    if pair.name in names:
        raise DataError(f"{pair.name!r} tells the groups apart, so it can't be their composition too")
    return tuple(groups_of(domain.design.frame, name) for name in names)


def _side(design: Design, outcome: Outcome, by: tuple, mask: np.ndarray) -> Side:
    (cube,) = cubes((outcome,), by, Domain(design, mask))
    return Side(cube.value, cube.base, cube.n.ravel(), cube.missing.ravel(), cube.weight.ravel())


def _check(a: Side, b: Side, pair: TwoGroups, categories: list[object], by: tuple, outcome: Outcome) -> None:
    for side, name in ((a, pair.a), (b, pair.b)):
        if not side.n.sum():
            raise DataError(f"nobody in group {name!r} of {pair.name!r} has a value of {outcome.name!r}")
    used = (a.n > 0) | (b.n > 0)
    for side, name in ((a, pair.a), (b, pair.b)):
        empty = np.flatnonzero(used & ((side.n == 0) | (side.base.now == 0)))
        if len(empty):
            listed = ", ".join(repr(categories[i]) for i in empty[:5]) + (" and more" if len(empty) > 5 else "")
            raise DataError(
                f"group {name!r} has no rate in these categories of {', '.join(part.name for part in by)}: {listed}; "
                f"merge each with a similar category, or leave it out of both groups with where(...)"
            )


def _sum(values: Values, places: np.ndarray | None = None) -> Values:
    """The sum of the numbers, or of those whose place is true."""
    taken = np.ones(len(values)) if places is None else places.astype(float)
    return values.added(sparse.csr_array(taken[None, :]))


def _parts(a: Side, b: Side) -> Values:
    """The gap, its two components, then each component by category."""
    known, whole = (a.n > 0) | (b.n > 0), np.zeros(len(a.n), dtype=int)
    parts = (a.top, a.base, _sum(a.base)[whole], b.top, b.base, _sum(b.base)[whole])
    composition, rate = together(_composition_part, *parts), together(_rate_part, *parts)
    gap = together(np.subtract, a.overall(), b.overall())
    return stacked([gap, _sum(composition, known), _sum(rate, known), composition, rate])


def _composition_part(
    top_a: np.ndarray, a: np.ndarray, all_a: np.ndarray, top_b: np.ndarray, b: np.ndarray, all_b: np.ndarray
) -> np.ndarray:
    return (a / all_a - b / all_b) * (top_a / a + top_b / b) / 2


def _rate_part(
    top_a: np.ndarray, a: np.ndarray, all_a: np.ndarray, top_b: np.ndarray, b: np.ndarray, all_b: np.ndarray
) -> np.ndarray:
    return (top_a / a - top_b / b) * (a / all_a + b / all_b) / 2


def _rates(a: Side, b: Side, categories: list[object]) -> pd.DataFrame:
    columns = {"category": objects(categories), "n_a": a.n, "n_b": b.n}
    columns |= {f"share_{name}": side.base.now / side.base.now.sum() for name, side in (("a", a), ("b", b))}
    for name, side in (("a", a), ("b", b)):
        known = side.n > 0
        columns[f"rate_{name}"] = np.where(known, side.top.now, np.nan) / np.where(known, side.base.now, 1)
    return pd.DataFrame(columns)
