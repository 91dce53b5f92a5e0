"""The Oaxaca-Blinder decomposition: how much of a gap in means goes with measured differences between groups.

A regression in each group says what each predictor is worth there. The gap then splits into what follows from
different predictors and what is left. Source: Oaxaca (1973), International Economic Review 14; Blinder (1973),
Journal of Human Resources 8; Jann (2008), The Blinder-Oaxaca decomposition for linear regression models,
Stata Journal 8.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.columns import ALL, column
from jqtools.survey.decompositions.basis import Basis, MadeOfGroups, freedom_bases, regression_bases
from jqtools.survey.decompositions.oaxaca_fits import REFERENCES, Fits, Sides, fitted, sides
from jqtools.survey.decompositions.parts import TwoLevels, domain_of, interval_columns, part_columns, two_groups
from jqtools.survey.decompositions.predictors import Terms
from jqtools.survey.design import Design, Domain
from jqtools.survey.freedom import rows_freedom
from jqtools.survey.table import objects
from jqtools.survey.values import Values, stacked, together

NOTE = (
    "The unexplained part is the gap that differences in these predictors leave. It is not a measure of "
    "discrimination: predictors that were not measured add to it, and unequal chances also shape the predictors."
)
Part = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray], np.ndarray]
PARTS: dict[str, dict[str, Part]] = {
    "three": {
        "endowments": lambda mean_a, mean_b, a, b, reference: (mean_a - mean_b) * b,
        "coefficients": lambda mean_a, mean_b, a, b, reference: mean_b * (a - b),
        "interaction": lambda mean_a, mean_b, a, b, reference: (mean_a - mean_b) * (a - b),
    },
    "two": {
        "explained": lambda mean_a, mean_b, a, b, reference: (mean_a - mean_b) * reference,
        "unexplained": lambda mean_a, mean_b, a, b, reference: mean_a * (a - reference) + mean_b * (reference - b),
        "unexplained_a": lambda mean_a, mean_b, a, b, reference: mean_a * (a - reference),
        "unexplained_b": lambda mean_a, mean_b, a, b, reference: mean_b * (reference - b),
    },
}


@dataclass(frozen=True, eq=False)
class Oaxaca(MadeOfGroups):
    """An unpublished decomposition; see `oaxaca` for `frame`. Its groups are both, and in them each category
    and each pair of categories of two predictors; a number with few values counts as a category.

    `coefficients` has one row for each regression (`group` "a", "b" or "reference") and term, `means` one for
    each group and term, with standard errors and intervals. `groups` has one row a group: `n`, `n_missing` (rows
    left out because a value is missing), `weighted_n`, the mean of the outcome and how that varies.
    """

    frame: pd.DataFrame
    coefficients: pd.DataFrame
    means: pd.DataFrame
    groups: pd.DataFrame
    reference: str
    level: float
    bases: tuple[Basis, ...] = field(repr=False)
    freedom: tuple[Basis, ...] = field(repr=False)
    notes: tuple[str, ...] = (NOTE,)

    def __repr__(self) -> str:
        return f"<Oaxaca-Blinder decomposition: {len(self.frame)} numbers, unpublished>"


def oaxaca(
    rows: Design | Domain,
    outcome_column: str,
    predictors: str | Sequence[str],
    groups: TwoLevels,
    *,
    reference: str = "group_b",
    detailed: bool = True,
    level: float = 0.95,
) -> Oaxaca:
    """Split the gap between two groups' means into parts explained by predictors and parts that are not.

    Parameters
    ----------
    rows
        A design, or a domain of one. Degrees of freedom are those of these rows.
    outcome_column
        Numbers, such as log hourly wages; true or false gives a linear probability model.
    predictors
        Columns of numbers, and of categories (text or pandas categories; turn codes into these first). Rows that
        lack the outcome or a predictor are left out and counted.
    groups
        A column and two of its groups, {"sex": ("Male", "Female")}; the gap is the first (a) less the second (b).
    reference
        Whose coefficients say what predictors are worth in the twofold split: "group_a", "group_b"; "average" of
        the two (Reimers); "by_size", their average by weighted size (Cotton); of everyone in one regression
        "pooled_without_group" (Neumark), or with an indicator of group b, "pooled_with_group" (Jann, Fortin).
        The indicator is left out of the coefficients, so that all that is unexplained stands under b: there the
        split between a and b means nothing.
    detailed
        Also give what each predictor and each category adds. Coefficients of categories are normalised to add up
        to 0, so none is left out; what "(intercept)" and a number add to parts other than endowments and explained
        depends on where the number's zero is.
    level
        Of the confidence intervals (t).

    Returns
    -------
    :
        `.frame` has one row a part, in units of the outcome: `fold` ("three", "two"), `component` ("gap";
        "endowments", "coefficients", "interaction"; "explained", "unexplained", which is "unexplained_a" plus
        "unexplained_b"), `term` ("(all)" for the sum, or a predictor), `category` ("" but for one category of a
        predictor), `n_a`, `n_b` (rows of each group), `estimate`, `se`, `df`, `ci_low`, `ci_high`, `ci_method`,
        `flag` ("" is good) and `flag_reason`. Replicates in which a regression can't be solved are left out and
        counted in `flag_reason`.

    Raises
    ------
    DataError
        If a predictor is constant in a group or follows from the others, or a category has nobody in one group.
    """
    domain = domain_of(rows, level)
    names = (predictors,) if isinstance(predictors, str) else tuple(predictors)
    pair = two_groups(domain, groups)
    _check(domain, outcome_column, names, pair.name, reference)
    found = sides(domain.design, pair, outcome_column, names)
    fits = fitted(domain.design, found, reference)
    df, census = rows_freedom(domain.design, np.flatnonzero(domain.mask)), domain.design.method == "census"
    values, labels, n = _parts(fits, found, reference, detailed)
    overall = stacked([fits.outcome_a, fits.outcome_b])
    return Oaxaca(
        frame=pd.DataFrame(labels | part_columns(values, n, df, level, census)),
        coefficients=_by_term(found.terms, {"a": fits.a, "b": fits.b, "reference": fits.reference}, df, level, census),
        means=_by_term(found.terms, {"a": fits.mean_a, "b": fits.mean_b}, df, level, census),
        groups=pd.DataFrame(found.counts() | interval_columns(overall, df, level, census)),
        reference=reference,
        level=level,
        bases=regression_bases(pair.people(domain), outcome_column, pair.levels, names, found.terms),
        freedom=freedom_bases(domain),
    )


def _check(domain: Domain, outcome: str, predictors: tuple[str, ...], group: str, reference: str) -> None:
    if reference not in REFERENCES:
        raise DataError(f"reference is one of {', '.join(REFERENCES)}; got {reference!r}")
    if not predictors:
        raise DataError("at least one predictor is needed, got none")
    asked = (outcome, *predictors, group)
    for name in asked:
        column(domain.design.frame, name)
        if asked.count(name) > 1:
            raise DataError(f"outcome, predictors and groups must be different columns; {name!r} is named twice")


def _parts(
    fits: Fits, found: Sides, reference: str, detailed: bool
) -> tuple[Values, dict[str, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """The rows of the result: their numbers, their labels and how many rows of each group they rest on."""
    places = _places(found.terms, detailed)
    sums = sparse.csr_array(np.array([marks for *_, marks in places], dtype=float))
    rests = [[_count(values, *place) for place in places] for values in found.used()]
    inputs = (fits.mean_a, fits.mean_b, fits.a, fits.b, fits.reference)
    values, labels, n_a, n_b = [], [], [], []
    for fold, parts in PARTS.items():
        values.append(together(np.subtract, fits.outcome_a, fits.outcome_b))
        labels.append((fold, "gap", ALL, ""))
        for component, part in parts.items():
            nothing = (reference, component) == ("pooled_with_group", "unexplained_a")
            values.append(together(part, *inputs).added(_without_first(sums) if nothing else sums))
            labels += [(fold, component, name, "" if category is None else category) for name, category, _ in places]
        n_a += rests[0][:1] + rests[0] * len(parts)
        n_b += rests[1][:1] + rests[1] * len(parts)
    names = ("fold", "component", "term", "category")
    columns = {name: objects([label[i] for label in labels]) for i, name in enumerate(names)}
    return stacked(values), columns, (np.array(n_a), np.array(n_b))


def _places(terms: Terms, detailed: bool) -> list[tuple[str, object | None, np.ndarray]]:
    """The rows of a component and the terms each adds up: all; those of a predictor; each of its categories."""
    every = np.arange(len(terms))
    found = [(ALL, None, every >= 0)]
    for name in dict.fromkeys(terms.names) if detailed else ():
        mine = np.array([other == name for other in terms.names])
        found.append((name, None, mine))
        found += [(name, terms.categories[i], every == i) for i in every[mine] if terms.categories[i] is not None]
    return found


def _count(values: np.ndarray, name: str, category: object | None, marks: np.ndarray) -> int:
    """How many of these rows are in the category, or all of them where there is none."""
    return len(values) if category is None else int(values[:, marks].sum())


def _without_first(sums: sparse.csr_array) -> sparse.csr_array:
    """The same sums, but the first is 0: with an indicator of b, residuals of a add up to 0 but for rounding."""
    return sparse.csr_array(sparse.diags_array(np.arange(sums.shape[0]) > 0, dtype=float) @ sums)


def _by_term(terms: Terms, parts: dict[str, Values], df: float, level: float, census: bool) -> pd.DataFrame:
    labels = {
        "group": np.repeat(list(parts), len(terms)),
        "term": objects(list(terms.names) * len(parts)),
        "category": objects(["" if name is None else name for name in terms.categories] * len(parts)),
    }
    return pd.DataFrame(labels | interval_columns(stacked(list(parts.values())), df, level, census))
