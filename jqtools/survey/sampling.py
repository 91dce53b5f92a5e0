"""How the rows of a design came to be sampled, in the form that variances are worked out from.

Replication compares what each replicate weight gives. Taylor linearisation adds up each row's score by the
unit that was drawn (PSU) and compares units within their stratum. Neither knows what is being estimated.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse


@dataclass(frozen=True, eq=False)
class Units:
    """The units that were drawn: `of_row` each row's unit, `strata` each unit's stratum.

    `factor` has for each stratum (1 - f) n / (n - 1), where n units were drawn, a fraction f of all there are.
    `counts` is n; strata in `around_zero` hold one unit, whose score counts as it is and not around a mean.
    """

    of_row: np.ndarray
    strata: np.ndarray
    factor: np.ndarray
    counts: np.ndarray
    around_zero: np.ndarray

    def variance(self, scores: sparse.csr_array) -> np.ndarray:
        """The variance of each row of `scores`, whose columns are units.

        Scores are taken from their stratum's mean before they are squared, so that no digits are lost.
        """
        rows = np.repeat(np.arange(scores.shape[0]), np.diff(scores.indptr))
        strata = self.strata[scores.indices]
        means = (scores @ self._membership()).toarray() / self.counts * ~self.around_zero
        distances = (scores.data - means[rows, strata]) ** 2 * self.factor[strata]
        found = np.bincount(rows, weights=distances, minlength=scores.shape[0])
        here = sparse.csr_array((np.ones(len(rows)), (rows, strata)), shape=means.shape)
        return found + ((self.counts - here.toarray()) * means**2) @ self.factor

    def _membership(self) -> sparse.csr_array:
        units = len(self.strata)
        return sparse.csr_array((np.ones(units), (np.arange(units), self.strata)), shape=(units, len(self.counts)))

    def present(self, cells: sparse.csr_array) -> np.ndarray:
        """PSUs less strata in each row of `cells`, which marks the units a group has: its degrees of freedom."""
        marked = cells.astype(bool).astype(float)
        strata = (marked @ self._membership()).astype(bool)
        return np.asarray(marked.sum(axis=1) - strata.sum(axis=1)).ravel()


@dataclass(frozen=True, eq=False)
class Draws:
    """How replicates are scaled; `around_estimate` is False if they are compared with their own mean."""

    scales: np.ndarray
    around_estimate: bool

    def variance(self, now: np.ndarray, draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The variance of each row, and how many replicates were left out because they are undefined.

        It is NaN where all of them are.
        """
        undefined = ~np.isfinite(draws)
        used = ~undefined & (self.scales > 0)
        centre = now
        if not self.around_estimate:
            counted = used.sum(axis=1)
            centre = np.where(used, draws, 0).sum(axis=1) / np.where(counted, counted, 1)
        distances = np.where(undefined, 0, draws - centre[:, None])
        variance = np.where(undefined.all(axis=1), np.nan, distances**2 @ self.scales)
        return variance, undefined.sum(axis=1)


@dataclass(frozen=True, eq=False)
class Everyone:
    """A census: nothing was drawn, so nothing varies."""


Sampling = Draws | Units | Everyone
