"""Weighted least squares and weighted means under every weight of a design, so that they know their errors.

Under each replicate weight the coefficients are worked out anew. Otherwise each row has a score, its weight
times its residual times its predictors, over their cross products: Binder (1983), On the variances of
asymptotically normal estimators from complex surveys, International Statistical Review 51. What the columns
of a regression are is in `predictors`.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.decompositions.predictors import Terms
from jqtools.survey.design import Design
from jqtools.survey.sampling import Draws, Units
from jqtools.survey.values import Values

COLLINEAR, SINGULAR = 1e-7, 1e-12


def weighted_means(design: Design, rows: np.ndarray, columns: np.ndarray) -> Values:
    """The mean of each of `columns`, which have a row for each of `rows`; these are places in the design's table."""
    weights = design.weights()[rows]
    with np.errstate(divide="ignore", invalid="ignore"):
        every = columns.T @ weights / weights.sum(axis=0)
    return _values(design, rows, every, (columns - every[:, 0]) / weights[:, 0].sum())


def least_squares(design: Design, rows: np.ndarray, terms: Terms, y: np.ndarray) -> Values:
    """The coefficient of each term in a weighted regression of `y`; a replicate that can't be solved is undefined.

    `terms` and `y` have a row for each of `rows`, the places in the design's table.
    """
    weights = design.weights()[rows]
    x, back = _standardised(terms, weights[:, 0])
    products, totals = moments(x, y, weights)
    every = _solved(products, totals)
    residuals = y - x @ every[:, 0]
    scores = np.linalg.solve(products[:, :, 0], (x * residuals[:, None]).T).T
    return _values(design, rows, back @ every, scores @ back.T)


def moments(x: np.ndarray, y: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weighted sums of products of the columns of `x`, and of these with `y`; the last axis runs over weights."""
    products = np.stack([(x * x[:, [j]]).T @ weights for j in range(x.shape[1])])
    return products, (x * y[:, None]).T @ weights


def refuse_collinear(terms: Terms, weights: np.ndarray, where: str) -> None:
    """Refuse predictors that are constant in the group `where`, or follow from others, naming the first of them."""
    x, _ = _standardised(terms, weights)
    weighted = np.sqrt(weights)[:, None] * x
    left = np.zeros(x.shape[1])
    left[: min(x.shape)] = np.abs(np.diag(np.linalg.qr(weighted, mode="r")))
    lost = np.flatnonzero(left <= COLLINEAR * np.sqrt(weights.sum()))
    if len(lost):
        raise DataError(
            f"predictor {terms.label(terms.fitted[lost[0]])} is constant or follows from the other predictors in "
            f"{where}; leave it out or merge categories"
        )


def _standardised(terms: Terms, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The fitted columns with mean 0 and deviation 1, so that no digits are lost, and the way back to all terms."""
    x = terms.values[:, terms.fitted]
    centre = weights @ x / weights.sum()
    spread = np.sqrt(weights @ (x - centre) ** 2 / weights.sum())
    spread = np.where(spread > COLLINEAR * np.abs(centre), spread, 1)
    centre[0], spread[0] = 0, 1
    back = np.diag(1 / spread)
    back[0, 1:] = -centre[1:] / spread[1:]
    return (x - centre) / spread, terms.spread @ back


def _solved(products: np.ndarray, totals: np.ndarray) -> np.ndarray:
    """Coefficients under each weight; NaN where the predictors are collinear under it."""
    products, totals = np.moveaxis(products, -1, 0).copy(), totals.T
    roots = np.abs(np.linalg.eigvalsh(products))
    lost = roots.min(axis=1) <= SINGULAR * roots.max(axis=1)
    products[lost] = np.eye(products.shape[1])
    found = np.linalg.solve(products, totals[:, :, None])[:, :, 0]
    return np.where(lost[:, None], np.nan, found).T


def _values(design: Design, rows: np.ndarray, every: np.ndarray, scores: np.ndarray) -> Values:
    """Numbers under each weight (one row a number), or with each row's score before its weight (one column each)."""
    if isinstance(design.sampling, Draws):
        return Values(every[:, 0], design.sampling, draws=every[:, 1:])
    found = None
    if isinstance(design.sampling, Units):
        units, weights = design.sampling, design.weights()[rows, 0]
        shape = (len(units.strata), len(rows))
        member = sparse.csr_array((weights, (units.of_row[rows], np.arange(len(rows)))), shape=shape)
        found = sparse.csr_array((member @ scores).T)
    return Values(every[:, 0], design.sampling, scores=found)
