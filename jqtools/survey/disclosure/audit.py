"""What an intruder can work out: the exact range of a hidden number, given every sum that is shown.

The intruder knows that counts are zero or more and that shown cells, margins and totals add up. Choosing what
to hide is elsewhere (`stage`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from jqtools.errors import PublicationError

SLACK = 1e-6
TOLD = 1e-4


def margin_sums(shape: tuple[int, ...]) -> sparse.csr_array:
    """One row for each cell and margin of a table of `shape`: which inner cells it adds up.

    Rows are in the order of the table with "(all)" as one more place at the end of each axis.
    """
    found = sparse.csr_array(np.ones((1, 1)))
    for size in shape:
        axis = sparse.vstack([sparse.eye_array(size), np.ones((1, size))])
        found = sparse.kron(found, axis)
    return sparse.csr_array(found)


def interval(shown: sparse.csr_array, counts: np.ndarray, target: np.ndarray) -> tuple[float, float]:
    """The least and most that `target` (a sum of `counts`) can be, given the sums `shown`.

    Parameters
    ----------
    shown
        One row for each sum that is published: 1 for the counts that it adds up.
    counts
        The true counts.
    target
        1 for each count that the hidden number adds up.
    """
    game = Game.of(shown, counts)
    low, high = (game.extreme(sign * target, math.inf) for sign in (1, -1))
    return float(target @ low), math.inf if high is None else float(target @ high)


def merged(sums: sparse.sparray, counts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The first of each set of equal columns of `sums`, and the sum of `counts` over each set."""
    marks = np.random.default_rng(0).integers(-(2**62), 2**62, (sums.shape[0], 2))
    signs = sparse.csr_array(sums).astype(np.int64).T @ marks  # wraps around, alike for equal columns
    _, first, place = np.unique(signs, axis=0, return_index=True, return_inverse=True)
    return first, np.bincount(place.ravel(), weights=counts, minlength=len(first))


class Witnesses:
    """For each of `targets`, two tables that agree with everything shown: one in which it is high, one where low.

    `high` and `low` hold the tables, a row a target; a target is safe once it lies `room` apart in its two.
    """

    def __init__(self, targets: sparse.sparray, counts: np.ndarray, room: np.ndarray) -> None:
        self.targets, self.counts, self.room = sparse.csr_array(targets), counts, np.asarray(room, dtype=float)
        self.most = counts.sum() + 10 * self.room.max(initial=0)
        self.true = self.targets @ counts
        self.high = np.tile(counts.astype(float), (len(self.room), 1))
        self.low = self.high.copy()
        self.top, self.bottom = self.true.astype(float), self.true.astype(float)

    @property
    def found(self) -> np.ndarray:
        return self.top - self.bottom >= self.room

    def offer(self, table: np.ndarray) -> None:
        """Take note of a table that agrees with everything shown."""
        reached = self.targets @ table
        up, down = np.floor(reached + SLACK), np.ceil(reached - SLACK)
        higher, lower = up > self.top, down < self.bottom
        self.high[higher], self.top[higher] = table, up[higher]
        self.low[lower], self.bottom[lower] = table, down[lower]

    def take(self, i: int, *tables: np.ndarray) -> bool:
        """Take note of tables if they make target `i` safe, and only then."""
        reached = (self.targets[[i]] @ np.array(tables).T).ravel()
        top = max(self.top[i], *np.floor(reached + SLACK))
        bottom = min(self.bottom[i], *np.ceil(reached - SLACK))
        if top - bottom < self.room[i]:
            return False
        for table in tables:
            self.offer(table)
        return True

    def seek(self, shown: sparse.csr_array, which: np.ndarray | None = None, within: np.ndarray | None = None) -> None:
        """Look for tables in which many targets are low, or high; again while that helps.

        `which` limits the targets, `within` the counts in which the tables may differ from the true one, which is
        quicker.
        """
        wanted = np.ones(len(self.room), dtype=bool) if which is None else which
        left = np.flatnonzero(wanted & ~self.found)
        if not len(left):
            return
        game = Game.of(shown, self.counts, within)
        if self.bottom[left].any() and game.free.any():
            self.offer(game.lowest(self.targets[left], self.most))
        while game.free.any():
            left = np.flatnonzero(wanted & ~self.found)
            if not len(left):
                return
            self.offer(game.highest(self.targets[left], (self.bottom + self.room)[left], self.most))
            if not self.found[left].any():
                return

    def seek_one(self, shown: sparse.csr_array, i: int) -> bool:
        """Whether target `i` is safe: its exact range is worked out."""
        game, target = Game.of(shown, self.counts), self.targets[[i]].toarray().ravel()
        for sign in (1, -1):
            self.offer(game.extreme(sign * target, self.most))
        return bool(self.found[i])

    def forget(self, more: sparse.csr_array) -> None:
        """Drop the tables that `more` sums tell from the true one."""
        for tables, values in ((self.high, self.top), (self.low, self.bottom)):
            told = (np.abs(more @ (tables - self.counts).T) > SLACK).any(axis=0)
            tables[told], values[told] = self.counts, self.true[told]

    def verify(self, shown: sparse.csr_array, which: np.ndarray) -> None:
        """Refuse unless `which` targets are safe by tables of no negative numbers that agree with all that is shown."""
        for tables in (self.high[which], self.low[which]):
            agree = np.abs(shown @ (tables - self.counts).T) < TOLD
            if not (agree.all() and (tables > -SLACK).all()):
                raise PublicationError("the check of this table failed; group by fewer columns")
        top, bottom = (self.targets.multiply(tables).sum(axis=1) for tables in (self.high, self.low))
        if (np.floor(top + SLACK) - np.ceil(bottom - SLACK) < self.room)[which].any():
            raise PublicationError("a small group could be worked out from this table; group by fewer columns")


@dataclass(frozen=True, eq=False)
class Game:
    """What the intruder still has to find: the `counts` that are `free`, whose sums `shown` are `total`."""

    counts: np.ndarray
    free: np.ndarray
    shown: sparse.csr_array
    total: np.ndarray

    @classmethod
    def of(cls, shown: sparse.csr_array, counts: np.ndarray, within: np.ndarray | None = None) -> Game:
        free = ~_plain(shown, counts)
        if within is not None:
            free &= within
        left = sparse.csr_array(shown[:, free])
        left = left[np.diff(left.indptr) > 0]
        return cls(counts, free, left, left @ counts[free])

    def extreme(self, cost: np.ndarray, most: float) -> np.ndarray | None:
        """The table with the least `cost` (with counts of up to `most`); None if there is no least."""
        if not cost[self.free].any():
            return self.counts.astype(float)
        agree = [LinearConstraint(self.shown, self.total, self.total)] if len(self.total) else []
        found = milp(cost[self.free], constraints=agree, bounds=Bounds(0, most))
        if found.x is None and found.status not in (3, 4):
            raise unsolved(found)
        return None if found.x is None else self._filled(found.x)

    def lowest(self, targets: sparse.csr_array, most: float) -> np.ndarray:
        """A table in which `targets` are low together."""
        return self.extreme(targets.sum(axis=0), most)

    def highest(self, targets: sparse.csr_array, enough: np.ndarray, most: float) -> np.ndarray:
        """A table in which as many `targets` as can be are as high as is `enough`."""
        size, many, known = self.shown.shape[1], len(enough), targets @ np.where(self.free, 0, self.counts)
        reach = sparse.hstack([-targets[:, self.free], sparse.eye_array(many)])
        agree = sparse.hstack([self.shown, sparse.csr_array((len(self.total), many))])
        limits = [
            LinearConstraint(sparse.csr_array(reach), -np.inf, known),
            LinearConstraint(sparse.csr_array(agree), self.total, self.total),
        ]
        cost = np.concatenate([np.zeros(size), -1 - np.arange(many) / many])
        bounds = Bounds(0, np.concatenate([np.full(size, most), enough]))
        found = milp(cost, constraints=limits if len(self.total) else limits[:1], bounds=bounds)
        if found.x is None:
            raise unsolved(found)
        return self._filled(found.x[:size])

    def _filled(self, found: np.ndarray) -> np.ndarray:
        table = self.counts.astype(float)
        table[self.free] = found
        return table


def unsolved(found: OptimizeResult) -> PublicationError:
    """What to say where a linear program has no answer."""
    return PublicationError(f"this table could not be checked ({found.message}); group by fewer columns")


def _plain(shown: sparse.csr_array, counts: np.ndarray) -> np.ndarray:
    """Which counts follow from single sums: the only unknown of a sum, or all of a sum that is 0."""
    plain, pattern = np.zeros(len(counts), dtype=bool), abs(shown)
    positive = (pattern - shown).sum(axis=1) == 0
    while True:
        unknown = pattern @ (~plain).astype(float)
        nobody = positive & (shown @ np.where(plain, 0, counts) == 0)
        rows = (unknown == 1) | (nobody & (unknown > 0))
        if not rows.any():
            return plain
        plain |= (pattern[rows].sum(axis=0) > 0).ravel()
