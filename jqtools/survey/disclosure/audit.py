"""What an intruder can work out: tables that agree with every sum that is shown.

The intruder knows that counts are zero or more and that shown cells, margins and totals add up. Choosing what
to hide is elsewhere (`stage`), and so are exact ranges for a reviewer (`ranges`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from jqtools.errors import PublicationError
from jqtools.survey.disclosure.equations import plain

SLACK = 1e-6
TOLD = 1e-4
FEW = 4
ROUNDS = 2
HARDLY = 0.02
MOST_WORK = 500e6
AS_IT_IS = {"presolve": False}  # looking for what is simple in large programs takes longer than solving them


class Witnesses:
    """For each of `targets`, two tables that agree with everything shown: one in which it is high, one where low.

    `high` and `low` say which of `tables` these are; the first is the true one. A target is safe once it lies `room`
    apart in its two. `work` adds up the sizes of all linear programs that were solved.
    """

    def __init__(self, targets: sparse.sparray, counts: np.ndarray, room: np.ndarray) -> None:
        self.targets, self.counts, self.room = sparse.csr_array(targets), counts, np.asarray(room, dtype=float)
        self.most = counts.sum() + 10 * self.room.max(initial=0)
        self.true = self.targets @ counts
        self.tables = (counts.astype(float),)
        self.work = 0
        self.high, self.low = np.zeros(len(self.room), dtype=int), np.zeros(len(self.room), dtype=int)
        self.top, self.bottom = self.true.astype(float), self.true.astype(float)

    @property
    def found(self) -> np.ndarray:
        return self.top - self.bottom >= self.room

    def offer(self, table: np.ndarray) -> None:
        """Take note of a table that agrees with everything shown."""
        reached = self.targets @ table
        up, down = np.floor(reached + SLACK), np.ceil(reached - SLACK)
        higher, lower = up > self.top, down < self.bottom
        if (higher | lower).any():
            self.high[higher], self.top[higher] = len(self.tables), up[higher]
            self.low[lower], self.bottom[lower] = len(self.tables), down[lower]
            self.tables = (*self.tables, table)

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
        game = Game.of(shown, self.counts, within)
        if not game.free.any() or self.found[wanted].all():
            return
        left = np.flatnonzero(wanted & ~self.found)
        if self.bottom[left].any():
            self._work(game, len(left))
            self.offer(game.lowest(self.targets[left], self.most))
        self._seek_extremes(game, wanted)
        while (wanted & ~self.found).any():
            left = np.flatnonzero(wanted & ~self.found)
            self._work(game, len(left))
            self.offer(game.highest(self.targets[left], (self.bottom + self.room)[left], self.most))
            if self.found[left].sum() <= (0 if within is None else HARDLY * len(left)):
                return

    def _seek_extremes(self, game: Game, wanted: np.ndarray) -> None:
        """Look for tables in which sums of targets, weighted at random, are highest: quick if targets are many."""
        rng, fruitless = np.random.default_rng(0), 0
        while (wanted & ~self.found).sum() > max(FEW, game.free.sum() / 4) and fruitless < ROUNDS:
            left = np.flatnonzero(wanted & ~self.found)
            self._work(game, len(left))
            weights = rng.uniform(0.5, 1.5, len(left)) / (1 + self.top[left] - self.bottom[left])
            self.offer(game.extreme(-(self.targets[left].T @ weights), self.most))
            fruitless += not self.found[left].any()

    def _work(self, game: Game, targets: int) -> None:
        """Refuse once more has been worked out than takes a minute or so; the same on every machine."""
        self.work += game.shown.shape[0] * targets
        if self.work > MOST_WORK:
            raise PublicationError(
                f"{len(self.room)} small numbers among {len(self.counts)} kinds of people are too many to check at "
                "once; group by fewer columns, merge small groups (see roll_up_until_safe), or start a new ledger "
                "once a reviewer has agreed"
            )

    def forget(self, more: sparse.csr_array) -> None:
        """Drop the tables that `more` sums tell from the true one."""
        changes = np.array(self.tables) - self.counts
        told = (np.abs(more @ changes.T) > SLACK).any(axis=0)
        for places, values in ((self.high, self.top), (self.low, self.bottom)):
            lost = told[places]
            places[lost], values[lost] = 0, self.true[lost]

    def verify(self, shown: sparse.csr_array, which: np.ndarray) -> None:
        """Refuse unless `which` targets are safe by tables of no negative numbers that agree with all that is shown."""
        used = np.unique(np.concatenate([self.high[which], self.low[which]]))
        tables = np.array(self.tables)[used]
        if not ((np.abs(shown @ (tables - self.counts).T) < TOLD).all() and (tables > -SLACK).all()):
            raise PublicationError("the check of this table failed; group by fewer columns")
        reached = self.targets[which] @ tables.T
        every = np.arange(len(reached))
        top, bottom = (reached[every, np.searchsorted(used, places[which])] for places in (self.high, self.low))
        if (np.floor(top + SLACK) - np.ceil(bottom - SLACK) < self.room[which]).any():
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
        free = ~plain(shown, counts)
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
        found = milp(cost[self.free], constraints=agree, bounds=Bounds(0, most), options=AS_IT_IS)
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
        limits = limits if len(self.total) else limits[:1]
        found = milp(cost, constraints=limits, bounds=bounds, options=AS_IT_IS)
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
