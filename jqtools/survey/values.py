"""Estimates together with how they vary from sample to sample, so that a gap or a ratio of two knows its error.

Replicate designs carry each replicate's estimates, others each sampling unit's score. A function of
estimates is worked out inside every replicate; scores follow it by its slope, taken by a complex step
(Squire and Trapp, 1998), which is exact to the last digits. No covariance matrix is ever built.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from jqtools.survey.sampling import Draws, Sampling, Units

STEP = 1e-30
ROUNDING = 1e-12
Function = Callable[..., np.ndarray]


@dataclass(frozen=True, eq=False)
class Values:
    """Numbers that belong together: `now` from the full sample; NaN where undefined.

    `draws` has a row each and a column for each replicate, `scores` a row each and a column for each
    sampling unit; whichever `sampling` does not use is None.
    """

    now: np.ndarray
    sampling: Sampling
    draws: np.ndarray | None = None
    scores: sparse.csr_array | None = None

    def __len__(self) -> int:
        return len(self.now)

    def __getitem__(self, rows: np.ndarray) -> Values:
        """The numbers at these places, in this order."""
        return replace(
            self,
            now=self.now[rows],
            draws=None if self.draws is None else self.draws[rows],
            scores=None if self.scores is None else self.scores[rows],
        )

    def blank(self, places: np.ndarray) -> Values:
        """The same numbers, undefined where `places` is true."""
        if len(places) != len(self):
            raise ValueError(f"{len(self)} places are needed, got {len(places)}")
        now = np.where(places, np.nan, self.now)
        draws = None if self.draws is None else np.where(places[:, None], np.nan, self.draws)
        scores = None if self.scores is None else _scaled(np.where(places, 0.0, 1.0), self.scores)
        if scores is not None:
            scores.eliminate_zeros()
        return replace(self, now=now, draws=draws, scores=scores)

    def se(self) -> np.ndarray:
        """The standard error of each number; NaN where it is undefined, and for a census."""
        return self.errors()[0]

    def errors(self) -> tuple[np.ndarray, np.ndarray]:
        """Standard errors, and how many undefined replicates each leaves out.

        A spread that rounding alone would make is 0.
        """
        undefined, known = np.zeros(len(self), dtype=int), np.isfinite(self.now)
        if isinstance(self.sampling, Draws):
            variance, undefined = self.sampling.variance(self.now, self.draws)
        elif isinstance(self.sampling, Units):
            variance = self.sampling.variance(self.scores)
        else:
            variance = np.full(len(self), np.nan)
        se = np.sqrt(variance)
        with np.errstate(invalid="ignore"):
            se = np.where(se <= ROUNDING * np.abs(self.now), 0, se)
        return np.where(known, se, np.nan), np.where(known, undefined, 0)

    def plus(self, other: Values) -> Values:
        """The sum of these numbers and others of the same design, place by place."""
        return together(np.add, self, other)

    def added(self, matrix: sparse.csr_array) -> Values:
        """Sums of these numbers: one for each row of `matrix`."""
        return replace(
            self,
            now=matrix @ self.now,
            draws=None if self.draws is None else matrix @ self.draws,
            scores=None if self.scores is None else sparse.csr_array(matrix @ self.scores),
        )

    def through(self, function: Function) -> Values:
        """`function` of all the numbers together.

        It takes an array with a row for each number, and gives an array with a row for each result; the
        last axis runs over replicates or steps, and may be complex (see `magnitude`).
        """
        with np.errstate(all="ignore"):
            now = function(self.now[:, None])[:, 0]
            draws = None if self.draws is None else function(self.draws)
            scores = None
            if self.scores is not None:
                steps = self.now[:, None] + STEP * 1j * np.eye(len(self))
                scores = sparse.csr_array(_finite(function(steps).imag / STEP)) @ self.scores
        return replace(self, now=now, draws=draws, scores=None if scores is None else sparse.csr_array(scores))


def together(function: Function, *parts: Values) -> Values:
    """`function` of the first number of each part, of the second of each, and so on.

    The parts are of one design and have one length; `function` takes as many arrays as there are parts.
    """
    first = parts[0]
    with np.errstate(all="ignore"):
        now = function(*(part.now for part in parts))
        draws = None if first.draws is None else function(*(part.draws for part in parts))
        scores = None
        if first.scores is not None:
            scores = sum(_scaled(_slope(function, parts, i), part.scores) for i, part in enumerate(parts))
    return replace(first, now=now, draws=draws, scores=scores)


def stacked(parts: list[Values]) -> Values:
    """The numbers of all parts, one after another; the parts are of one design."""
    first = parts[0]
    return replace(
        first,
        now=np.concatenate([part.now for part in parts]),
        draws=None if first.draws is None else np.concatenate([part.draws for part in parts]),
        scores=None if first.scores is None else sparse.csr_array(sparse.vstack([part.scores for part in parts])),
    )


def _slope(function: Function, parts: tuple[Values, ...], place: int) -> np.ndarray:
    moved = [part.now + STEP * 1j * (i == place) for i, part in enumerate(parts)]
    return _finite(np.imag(function(*moved)) / STEP)


def _scaled(factors: np.ndarray, scores: sparse.csr_array) -> sparse.csr_array:
    found = scores.copy()
    found.data = found.data * np.repeat(factors, np.diff(found.indptr))
    return found


def _finite(numbers: np.ndarray) -> np.ndarray:
    return np.where(np.isfinite(numbers), numbers, 0)


def magnitude(numbers: np.ndarray) -> np.ndarray:
    """The size of each number without its sign; unlike `abs`, it keeps the slope of a complex step."""
    return np.where(np.real(numbers) < 0, -numbers, numbers)
