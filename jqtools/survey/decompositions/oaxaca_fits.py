"""The regressions and means that an Oaxaca-Blinder decomposition is made of. The parts of the gap are in `oaxaca`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jqtools.errors import DataError
from jqtools.survey.columns import numbers
from jqtools.survey.decompositions.parts import TwoGroups, side_columns
from jqtools.survey.decompositions.predictors import Terms, complete, model_terms
from jqtools.survey.decompositions.regression import least_squares, refuse_collinear, weighted_means
from jqtools.survey.design import Design
from jqtools.survey.values import Values, together

REFERENCES = ("group_a", "group_b", "average", "by_size", "pooled_without_group", "pooled_with_group")


@dataclass(frozen=True, eq=False)
class Sides:
    """The rows that have all values, of both groups: their places, terms, outcomes `y` and weights.

    `in_a` marks those of group a; the others are of b. `missing` counts rows left out, of a and of b.
    """

    pair: TwoGroups
    rows: np.ndarray
    terms: Terms
    y: np.ndarray
    weights: np.ndarray
    in_a: np.ndarray
    missing: tuple[int, int]

    def used(self) -> tuple[np.ndarray, np.ndarray]:
        """The terms of the rows with a weight, of a and of b."""
        real = self.weights > 0
        return self.terms.values[real & self.in_a], self.terms.values[real & ~self.in_a]

    def counts(self) -> dict[str, object]:
        """Columns with a row for each group."""
        return side_columns(self.pair) | {
            "n": [len(values) for values in self.used()],
            "n_missing": list(self.missing),
            "weighted_n": [self.weights[self.in_a].sum(), self.weights[~self.in_a].sum()],
        }


@dataclass(frozen=True, eq=False)
class Fits:
    """Coefficients in group a, in b and of the reference, means of the terms, and means of the outcome."""

    a: Values
    b: Values
    reference: Values
    mean_a: Values
    mean_b: Values
    outcome_a: Values
    outcome_b: Values


def sides(design: Design, pair: TwoGroups, outcome: str, predictors: tuple[str, ...]) -> Sides:
    """The rows of two groups that have an outcome and every predictor; refused where a regression can't be."""
    frame, weights = design.frame, design.weights()[:, 0]
    y = numbers(frame, outcome)
    known = complete(frame, predictors) & ~np.isnan(y)
    rows = np.flatnonzero((pair.in_a | pair.in_b) & known)
    missing = tuple(int((mask & ~known & (weights > 0)).sum()) for mask in (pair.in_a, pair.in_b))
    for mask, name in ((pair.in_a, pair.a), (pair.in_b, pair.b)):
        if not (mask & known & (weights > 0)).any():
            raise DataError(f"nobody in group {name!r} of {pair.name!r} has {outcome!r} and every predictor")
    terms = model_terms(frame, predictors, rows)
    found = Sides(pair, rows, terms, y[rows], weights[rows], pair.in_a[rows], missing)
    for mask, name in ((found.in_a, pair.a), (~found.in_a, pair.b)):
        _refuse_empty(terms[mask & (found.weights > 0)], f"group {name!r} of {pair.name!r}")
        refuse_collinear(terms[mask], found.weights[mask], f"group {name!r} of {pair.name!r}")
    return found


def _refuse_empty(terms: Terms, where: str) -> None:
    empty = [i for i, category in enumerate(terms.categories) if category is not None and not terms.values[:, i].any()]
    if empty:
        raise DataError(
            f"nobody in {where} has {terms.label(empty[0])}, so it has no coefficient there; merge it with a "
            f"similar category, or leave it out of both groups with where(...)"
        )


def fitted(design: Design, found: Sides, reference: str) -> Fits:
    """Regressions and means in both groups, and the coefficients of `reference`, one of `REFERENCES`."""
    fits = {}
    for name, mask in (("a", found.in_a), ("b", ~found.in_a)):
        rows, terms, y = found.rows[mask], found.terms[mask], found.y[mask]
        fits[name] = least_squares(design, rows, terms, y)
        fits[f"mean_{name}"] = weighted_means(design, rows, terms.values)
        fits[f"outcome_{name}"] = weighted_means(design, rows, y[:, None])
    return Fits(**fits, reference=_reference(design, found, reference, fits["a"], fits["b"]))


def _reference(design: Design, found: Sides, reference: str, a: Values, b: Values) -> Values:
    if reference == "pooled_without_group":
        return least_squares(design, found.rows, found.terms, found.y)
    if reference == "pooled_with_group":
        terms = found.terms.with_number(f"{found.pair.name} = {found.pair.b!r}", (~found.in_a).astype(float))
        return least_squares(design, found.rows, terms, found.y)[np.arange(len(found.terms))]
    if reference == "by_size":
        share = weighted_means(design, found.rows, found.in_a[:, None].astype(float))
        return together(_by_share, a, b, share[np.zeros(len(a), dtype=int)])
    return together(_AVERAGES[reference], a, b)


def _by_share(a: np.ndarray, b: np.ndarray, share: np.ndarray) -> np.ndarray:
    return share * a + (1 - share) * b


_AVERAGES = {
    "group_a": lambda a, b: a,
    "group_b": lambda a, b: b,
    "average": lambda a, b: (a + b) / 2,
}
