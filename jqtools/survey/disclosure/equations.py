"""Equations over numbers of people, made fewer and smaller without telling less."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.linalg import lapack

FOLLOWS = 1e-10


def merged(sums: sparse.sparray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first of each set of equal columns of `sums`, and the sum of `counts` over each set."""
    columns = sparse.csr_array(sums.T, copy=True)
    columns.sum_duplicates()  # added up in one order, so that equal columns have equal signs
    signs = columns @ np.random.default_rng(0).random((sums.shape[0], 2))
    _, first, place = np.unique(signs, axis=0, return_index=True, return_inverse=True)
    return first, np.bincount(place.ravel(), weights=counts, minlength=len(first))


def independent(sums: sparse.csr_array) -> sparse.csr_array:
    """Rows of `sums` that all others follow from, those of few numbers rather than of many."""
    first, _ = merged(sums.T, np.zeros(sums.shape[0]))
    rows = sparse.csr_array(sums[np.sort(first)])
    rows = rows[abs(rows).sum(axis=1) > 0]
    if not rows.shape[0]:
        return rows
    scaled = sparse.diags_array(1 / abs(rows).sum(axis=1)) @ rows
    _, order, rank, _ = lapack.dpstrf((scaled @ scaled.T).toarray(), tol=FOLLOWS)
    return sparse.csr_array(rows[np.sort(order[:rank] - 1)])


def plain(shown: sparse.csr_array, counts: np.ndarray) -> np.ndarray:
    """Which counts follow from single sums: the only unknown of a sum, or all of a sum that is 0."""
    found, pattern = np.zeros(len(counts), dtype=bool), sparse.csr_array(shown != 0).astype(float)
    positive = sparse.csr_array(shown < 0).sum(axis=1) == 0
    while True:
        unknown = pattern @ (~found).astype(float)
        nobody = positive & (shown @ np.where(found, 0, counts) == 0)
        rows = (unknown == 1) | (nobody & (unknown > 0))
        if not rows.any():
            return found
        found |= (pattern[rows].sum(axis=0) > 0).ravel()
