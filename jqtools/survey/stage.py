"""One table, its margins already decided: hide the small inner cells, and enough others to protect them.

This is one step of `pattern`. The ranges that count are those an intruder can work out (`audit`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
from scipy import sparse
from scipy.optimize import linprog

from jqtools.errors import PublicationError
from jqtools.survey.audit import margin_sums, whole_interval
from jqtools.survey.cube import with_margins

ROUNDING_TRIES = 3


@dataclass(frozen=True, eq=False)
class Stage:
    """A table to decide. Sums are rows of matrices over `counts`; `hidden` is filled in by `decide`.

    `sums` has a row for each cell and margin, `fixed` a row for each sum that is shown in any case,
    `targets` a row for each number to protect; `inner` marks the cells, `small` those hidden for themselves,
    `people` is the size of each cell and margin.
    """

    counts: np.ndarray
    sums: sparse.csr_array
    fixed: sparse.csr_array
    targets: sparse.csr_array
    hidden: np.ndarray
    inner: np.ndarray
    small: np.ndarray
    people: np.ndarray
    floor: int

    @classmethod
    def of_people(cls, table: np.ndarray, hidden: np.ndarray, floor: int) -> Stage:
        """Counts of people: one from 1 to `floor` - 1 is small."""
        sums = margin_sums(table.shape)
        people = sums @ table.ravel()
        small = (people > 0) & (people < floor)
        return cls(table.ravel(), sums, sums[:0], sums[small], hidden, _inner(hidden), small, people, floor)

    @classmethod
    def of_shares(
        cls, yes: np.ndarray, no: np.ndarray, hidden: np.ndarray, people_hidden: np.ndarray, floor: int
    ) -> Stage:
        """Counts of people who have a thing and who don't; their sum is known unless `people_hidden`."""
        sums = margin_sums(yes.shape)
        nothing = sparse.csr_array(sums.shape)
        have, have_not = (with_margins(part, part.ndim).ravel() for part in (yes, no))
        alike = _alike(have, have_not, floor)
        new = alike & ~_foretold(with_margins(yes, yes.ndim), with_margins(no, no.ndim), hidden)
        few, few_not = (have > 0) & (have < floor), (have_not > 0) & (have_not < floor)
        targets = sparse.vstack(
            [
                sparse.hstack([sums, nothing]).tocsr()[few | new],
                sparse.hstack([nothing, sums]).tocsr()[few_not | new],
            ]
        )
        return cls(
            counts=np.concatenate([yes.ravel(), no.ravel()]),
            sums=sparse.csr_array(sparse.hstack([sums, nothing])),
            fixed=sparse.csr_array(sparse.hstack([sums, sums]))[~people_hidden.ravel()],
            targets=sparse.csr_array(targets),
            hidden=hidden,
            inner=_inner(hidden),
            small=few | few_not | alike,
            people=have + have_not,
            floor=floor,
        )

    def decide(self) -> None:
        """Hide cells until no number to protect can be narrowed below `floor`; refuse where none would do."""
        self._hide(self.small & self.inner)
        if self.hidden.ravel()[-1]:  # the total itself is hidden, so nothing is shown
            return
        order = np.argsort(self.targets @ self.counts, kind="stable")
        for row in order:
            self._protect(self.targets[[row]].toarray().ravel())

    def _protect(self, target: np.ndarray) -> None:
        for more in range(ROUNDING_TRIES):
            if self._is_safe(target):
                return
            self._hide(self._helpers(target, self.floor + more))
        self._hide(self.inner)
        if not self._is_safe(target):
            raise PublicationError(
                f"a group of fewer than {self.floor} could be worked out from the totals of this table; "
                "group by fewer columns or by columns with fewer groups"
            )

    def _hide(self, cells: np.ndarray) -> None:
        self.hidden[...] |= cells.reshape(self.hidden.shape)

    def _is_safe(self, target: np.ndarray) -> bool:
        shown = sparse.vstack([self.fixed, self.sums[~self.hidden.ravel()]]).tocsr()
        low, high = whole_interval(shown, self.counts, target)
        return high - low >= self.floor

    def _helpers(self, target: np.ndarray, room: int) -> np.ndarray:
        """The cheapest cells to hide so that `target` could be `room` wide; all of them if none suffice.

        Two other tables are sought that agree with everything shown: one with more in `target`, one with
        less. A shown cell that differs in either of them costs by how much and by how many people it has.
        """
        shown = ~self.hidden.ravel()
        units = self.sums[shown & self.inner]
        margins = sparse.vstack([self.fixed, self.sums[shown & ~self.inner]]).tocsr()
        cost = self._cost()[shown & self.inner]
        equal, most, limit = _two_tables(margins, units, target, room)
        bounds = np.column_stack(
            [
                np.concatenate([-self.counts, -self.counts, np.zeros(len(cost))]),
                np.full(2 * len(self.counts) + len(cost), np.inf),
            ]
        )
        objective = np.concatenate([np.zeros(2 * len(self.counts)), cost])
        found = linprog(objective, most, limit, equal, np.zeros(equal.shape[0]), bounds, method="highs")
        if found.status != 0:
            return self.inner
        helpers = np.zeros(len(shown), dtype=bool)
        helpers[np.flatnonzero(shown & self.inner)] = found.x[2 * len(self.counts) :] > 1e-6
        return helpers

    def _cost(self) -> np.ndarray:
        """Few people cost little; a cell without anybody costs most, because 0 is harmless to show."""
        cost = np.log2(1.0 + self.people)
        return np.where(self.people == 0, 3 * cost.max(), cost)


def _inner(hidden: np.ndarray) -> np.ndarray:
    inner = np.zeros(hidden.shape, dtype=bool)
    inner[(slice(0, -1),) * hidden.ndim] = True
    return inner.ravel()


def _alike(have: np.ndarray, have_not: np.ndarray, floor: int) -> np.ndarray:
    """Which groups are at exactly 0% or 100% with fewer than twice `floor` people."""
    people = have + have_not
    return (people > 0) & (people < 2 * floor) & ((have == 0) | (have_not == 0))


def _foretold(have: np.ndarray, have_not: np.ndarray, hidden: np.ndarray) -> np.ndarray:
    """Which groups must be at 0% or 100% because a shown margin of theirs is: that is no secret to keep."""
    found = np.zeros(have.shape, dtype=bool)
    for place in list(product((slice(None), slice(-1, None)), repeat=have.ndim))[1:]:
        found |= ~hidden[place] & ((have[place] == 0) | (have_not[place] == 0))
    return found.ravel()


def _two_tables(
    margins: sparse.csr_array, units: sparse.csr_array, target: np.ndarray, room: int
) -> tuple[sparse.csr_array, sparse.csr_array, np.ndarray]:
    """The linear program's equalities, inequalities and limits; its columns are changes up, down, costs."""
    size, n = units.shape
    here = -sparse.eye_array(size)
    equal = sparse.block_diag([margins, margins])
    equal = sparse.hstack([equal, sparse.csr_array((equal.shape[0], size))])
    far = sparse.vstack(
        [
            sparse.hstack([sign * units if up else nothing, nothing if up else sign * units, here])
            for nothing in [sparse.csr_array((size, n))]
            for up in (True, False)
            for sign in (1, -1)
        ]
    )
    f, none = target[None, :], np.zeros((1, n))
    rows = np.vstack([np.hstack([-f, none]), np.hstack([none, f]), np.hstack([-f, f])])
    wide = sparse.hstack([sparse.csr_array(rows), sparse.csr_array((3, size))])
    limit = np.concatenate([np.zeros(4 * size + 2), [-room]])
    return equal.tocsr(), sparse.vstack([far, wide]).tocsr(), limit
