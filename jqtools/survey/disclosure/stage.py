"""One step of hiding: of the rows that are up for decision, which must go so that no secret can be worked out.

Helpers, the rows that must go besides those that tell secrets themselves, come from integer programs (linear
ones for large tables; Kelly, Golden and Assad, 1992), one for each secret; at the end, rows that need not be
hidden after all are shown again. The ranges that count are those of `audit`.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from jqtools.survey.disclosure.audit import Game, Witnesses
from jqtools.survey.disclosure.equations import independent, merged

TRIES = 3
FEW = 6
FAR = 1e-6


@dataclass(frozen=True, eq=False)
class Stage:
    """Rows up for decision. Sums are rows of matrices over `counts`.

    `fixed` sums are told in any case; `facts` are told by rows: `tells` has a row for each row up for decision,
    and a column for each fact. A fact is hidden if all rows that tell it are. `cost` says how much is lost with
    each row. `secrets` are sums whose range must be `room` wide. Each row of `loose` marks counts that one table hides,
    in which other tables are sought first.
    """

    counts: np.ndarray
    fixed: sparse.csr_array
    facts: sparse.csr_array
    tells: sparse.csr_array
    cost: np.ndarray
    secrets: sparse.csr_array
    room: np.ndarray
    loose: sparse.csr_array | None = None

    def decide(self, primary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Which rows to hide, `primary` and more; and which secrets are safe then.

        A secret that is out even without any of the rows hides nothing.
        """
        if not len(self.room):
            return primary, np.zeros(0, dtype=bool)
        whole = self._merged()
        stage = replace(whole, fixed=independent(whole.fixed))
        hidden, lost = primary.copy(), np.zeros(len(self.room), dtype=bool)
        witnesses = Witnesses(stage.secrets, stage.counts, self.room)
        for within in [] if stage.loose is None else stage.loose.toarray() > 0:
            outside = stage.secrets @ (~within).astype(float)
            witnesses.seek(stage._told(hidden), outside == 0, within)
        while True:
            witnesses.seek(stage._told(hidden), ~lost)
            left = np.flatnonzero(~(witnesses.found | lost))
            if not len(left):
                break
            i = left[np.argmin(witnesses.true[left])]
            hidden = stage._protected(witnesses, i, hidden)
            lost[i] = not witnesses.found[i]
        hidden = stage._shown_again(primary, hidden, witnesses, ~lost)
        witnesses.verify(whole._told(hidden), ~lost)
        return hidden, ~lost

    def _merged(self) -> Stage:
        names = [name for name in ("fixed", "facts", "secrets", "loose") if getattr(self, name) is not None]
        first, counts = merged(sparse.vstack([getattr(self, name) for name in names]), self.counts)
        return replace(self, counts=counts, **{name: sparse.csr_array(getattr(self, name)[:, first]) for name in names})

    def _told(self, hidden: np.ndarray) -> sparse.csr_array:
        told = np.asarray(self.tells[~hidden].sum(axis=0) > 0).ravel()
        return sparse.csr_array(sparse.vstack([self.fixed, self.facts[told]]))

    def _protected(self, witnesses: Witnesses, i: int, hidden: np.ndarray) -> np.ndarray:
        """`hidden` and the rows that make secret `i` safe, if any do."""
        target, up = witnesses.targets[[i]], witnesses.room[i] - witnesses.true[i]
        for need in (up, witnesses.bottom[i] + up, witnesses.bottom[i] + up + 1):
            helpers, table = self._helpers(target, hidden, max(need, 1))
            game = Game.of(self._told(hidden | helpers), self.counts)
            if witnesses.take(i, table, game.extreme(target.toarray().ravel(), witnesses.most)):
                return hidden | helpers
        game, cost = Game.of(self.fixed, self.counts), target.toarray().ravel()
        tables = [game.extreme(sign * cost, witnesses.most) for sign in (1, -1)]
        return np.ones(len(hidden), dtype=bool) if witnesses.take(i, *tables) else hidden

    def _shown_again(
        self, primary: np.ndarray, hidden: np.ndarray, witnesses: Witnesses, kept: np.ndarray
    ) -> np.ndarray:
        """`hidden` without rows that few secrets seem to need, and that none does."""
        helpers = np.flatnonzero(hidden & ~primary)
        for row in helpers[np.argsort(-self.cost[helpers], kind="stable")]:
            fewer = hidden.copy()
            fewer[row] = False
            trial, told = deepcopy(witnesses), self._told(fewer)
            trial.forget(told)
            if (kept & ~trial.found).sum() <= FEW:
                trial.seek(told, kept)
                if trial.found[kept].all():
                    hidden = fewer
                    vars(witnesses).update(vars(trial))
        return hidden

    def _helpers(self, target: sparse.csr_array, hidden: np.ndarray, need: float) -> tuple[np.ndarray, np.ndarray]:
        """The cheapest rows to hide so that `target` could be larger by `need`, and a table in which it is.

        The table agrees with everything shown; a row costs if it tells it from the true one.
        """
        rows, size = np.flatnonzero(~hidden), len(self.counts)
        tells = self.tells[rows].tocoo()
        ones = (np.ones(len(tells.row)), (np.arange(len(tells.row)), tells.row))
        near = sparse.csr_array(ones, shape=(len(tells.row), len(rows)))
        limits = _other_table(self.fixed, self.facts[tells.col], near, target, need)
        bounds = Bounds(np.concatenate([-self.counts, np.zeros(len(rows))]), np.inf)
        weight, helpers = self.cost[rows], np.zeros(len(hidden), dtype=bool)
        for _ in range(TRIES):
            found = milp(np.concatenate([np.zeros(size), weight]), constraints=limits, bounds=bounds)
            if found.x is None:
                return helpers, self.counts.astype(float)
            differs = found.x[size:]
            if (differs > FAR).sum() <= FEW // 2:
                break
            weight = self.cost[rows] / (differs + need / 10)
        helpers[rows] = differs > FAR
        return helpers, self.counts + found.x[:size]


def _other_table(
    fixed: sparse.csr_array, facts: sparse.csr_array, near: sparse.csr_array, target: sparse.csr_array, need: float
) -> list[LinearConstraint]:
    """What another table must meet; the unknowns are its changes from the true one, then how far each row differs."""
    none = sparse.csr_array((fixed.shape[0], near.shape[1]))
    parts = [
        (sparse.hstack([fixed, none]), 0, 0),
        (sparse.hstack([target, sparse.csr_array((1, near.shape[1]))]), need, np.inf),
        (sparse.hstack([facts, -near]), -np.inf, 0),
        (sparse.hstack([facts, near]), 0, np.inf),
    ]
    return [LinearConstraint(sparse.csr_array(part), low, high) for part, low, high in parts if part.shape[0]]
