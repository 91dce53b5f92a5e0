"""Which sums one or few contributors make up, and which further sums must be hidden to keep them.

A sum that is hidden is kept if, for all that is shown, it could be as large as a sum would have to be in which its
largest contributors don't dominate. Sources: Hundepool, Domingo-Ferrer, Franconi, Giessing, Schulte Nordholt, Spicer
and de Wolf, Statistical Disclosure Control (2012), chapter 4: the rules, and the upper protection levels that belong
to them; Kelly, Golden and Assad (1992): what else to hide, by linear programs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from jqtools.errors import PublicationError
from jqtools.survey.disclosure.audit import Game, unsolved
from jqtools.survey.disclosure.policy import Policy

TRIES = 3
FAR = 1e-6
EXACT = 1e-9
MOST = 1e6


def harmless(amounts: np.ndarray, policy: Policy) -> float:
    """The least sum that `amounts` could be part of without dominating it; more than their sum if they do dominate.

    Parameters
    ----------
    amounts
        What each contributor to one sum adds to it, times its weight. The rules are for numbers of 0 and more;
        of negative ones the size counts, as if it were positive.
    policy
        (n, k): the n largest are at most k percent of the sum. p percent: what is left beside the two largest is
        at least p percent of the largest, so that the second can't work it out more closely. The greater of both.
    """
    sizes, found = -np.sort(-np.abs(amounts)), 0.0
    if policy.dominance is not None:
        n, k = policy.dominance
        found = 100 * sizes[:n].sum() / k
    if policy.p_percent is not None:
        found = max(found, sizes[:2].sum() + policy.p_percent / 100 * sizes[:1].sum())
    return float(found)


def dominates(least: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Which `sums` few contributors make up, given the `least` sums of which these could harmlessly be part."""
    return least > sums * (1 + EXACT)


@dataclass(frozen=True, eq=False)
class Sums:
    """Rows of a table up for decision, each of which tells one sum.

    `held` is what each class of contributors adds, 0 or more; sums are rows of matrices over classes. `fixed` sums
    are told in any case, `facts` by a row each; `cost` says how much is lost with each row. `secrets` are sums that
    must be able to be larger by `need` (above 0), for all that an intruder can tell.
    """

    held: np.ndarray
    fixed: sparse.csr_array
    facts: sparse.csr_array
    cost: np.ndarray
    secrets: sparse.csr_array
    need: np.ndarray

    def decide(self, primary: np.ndarray) -> np.ndarray:
        """Which rows to hide, `primary` and more.

        What is told in any case may narrow a secret already; then it is kept from being narrowed further.
        """
        hidden, need = primary.copy(), self.need.copy()
        changes, left = np.zeros((len(need), len(self.held))), np.argsort(-need, kind="stable")
        while True:
            changes, left = self._reached(left, hidden, changes, need)
            if not len(left):
                return self._shown_again(primary, hidden, changes, need)
            i, left = left[0], left[1:]
            changes, missed = self._reached(np.array([i]), hidden, changes, need)
            if len(missed):
                need[i] = self._attainable(i)
                changes[i] = self._cheapest(i, hidden, need[i]) if need[i] else 0
                hidden |= np.abs(self.facts @ changes[i]) > FAR * need[i]

    def _attainable(self, i: int) -> float:
        """By how much secret `i` could be larger if all rows were hidden: its need, less, or 0."""
        most = float(
            (self.secrets[[i]] @ self._largest(np.array([i]), np.ones(len(self.cost), bool), self.need)).item()
        )
        return min(self.need[i], most * (1 - FAR)) if most > FAR * self.need[i] else 0.0

    def _reached(
        self, which: np.ndarray, hidden: np.ndarray, changes: np.ndarray, need: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """`changes` with such that make secrets large enough, and those of `which` for which none was found.

        Changes are sought that do for many secrets at once, so one that is left may still have a change of its own.
        """
        changes = changes.copy()
        while len(which):
            change = self._largest(which, hidden, need)
            enough = self.secrets[which] @ change >= need[which] * (1 - FAR)
            changes[which[enough]] = change
            if not enough.any():
                break
            which = which[~enough]
        return changes, which

    def _shown_again(
        self, primary: np.ndarray, hidden: np.ndarray, changes: np.ndarray, need: np.ndarray
    ) -> np.ndarray:
        """`hidden` without the rows that are not needed after all, the costliest first."""
        helpers = np.flatnonzero(hidden & ~primary)
        for row in helpers[np.argsort(-self.cost[helpers], kind="stable")]:
            fewer = hidden.copy()
            fewer[row] = False
            touched = np.flatnonzero(np.abs(changes @ self.facts[[row]].T).ravel() > FAR * need)
            if not (self.secrets[touched] @ Game.of(self._told(fewer), self.held).free).all():
                continue
            other, left = self._reached(touched, fewer, changes, need)
            for i in left:
                other, missed = self._reached(np.array([i]), fewer, other, need)
                if len(missed):
                    break
            else:
                hidden, changes = fewer, other
        self._verify(hidden, changes, need)
        return hidden

    def _verify(self, hidden: np.ndarray, changes: np.ndarray, need: np.ndarray) -> None:
        """Refuse unless each of `changes` agrees with everything shown and makes its secret large enough."""
        told = np.abs(self._told(hidden) @ changes.T) <= 10 * FAR * need
        gains = self.secrets.multiply(changes).sum(axis=1)
        if not (told.all() and (self.held + changes >= -FAR * need[:, None]).all() and (gains >= need * 0.999).all()):
            raise PublicationError("a contributor's share of a sum could be worked out; group by fewer columns")

    def _told(self, hidden: np.ndarray) -> sparse.csr_array:
        return sparse.csr_array(sparse.vstack([self.fixed, self.facts[~hidden]]))

    def _bounds(self, unit: float, free: np.ndarray, more: float, many: int) -> Bounds:
        least = -np.minimum(self.held[free] / unit, MOST)
        most = np.append(np.full(len(least), np.inf), np.full(many, more))
        return Bounds(np.append(least, np.zeros(many)), most)

    def _largest(self, which: np.ndarray, hidden: np.ndarray, need: np.ndarray) -> np.ndarray:
        """A change of what classes hold that nothing shown tells, and that adds what they need to many secrets."""
        game = Game.of(self._told(hidden), self.held)
        unit, many, size = need[which].min(), len(which), int(game.free.sum())
        reach = sparse.hstack([self.secrets[which][:, game.free], sparse.diags_array(-need[which] / unit)])
        told = sparse.hstack([game.shown, sparse.csr_array((game.shown.shape[0], many))])
        limits = [LinearConstraint(sparse.csr_array(reach), 0, np.inf)]
        limits += [LinearConstraint(sparse.csr_array(told), 0, 0)] if told.shape[0] else []
        cost = np.append(np.zeros(size), -1 - np.arange(many) / many)
        found = milp(cost, constraints=limits, bounds=self._bounds(unit, game.free, 1, many))
        if found.x is None:
            raise unsolved(found)
        change = np.zeros(len(self.held))
        change[game.free] = found.x[:size] * unit
        return change

    def _cheapest(self, i: int, hidden: np.ndarray, need: float) -> np.ndarray:
        """A change that adds `need` to a secret, and that few rows tell; those that are hidden tell nothing."""
        facts = self.facts[~hidden]
        rows, size = facts.shape
        near, target = sparse.eye_array(rows), sparse.hstack([self.secrets[[i]], sparse.csr_array((1, rows))])
        fixed = sparse.hstack([self.fixed, sparse.csr_array((self.fixed.shape[0], rows))])
        limits = [
            LinearConstraint(sparse.csr_array(target), 1, np.inf),
            LinearConstraint(sparse.csr_array(sparse.hstack([facts, -near])), -np.inf, 0),
            LinearConstraint(sparse.csr_array(sparse.hstack([facts, near])), 0, np.inf),
        ]
        limits += [LinearConstraint(sparse.csr_array(fixed), 0, 0)] if fixed.shape[0] else []
        bounds = self._bounds(need, np.ones(size, dtype=bool), np.inf, rows)
        weight = cost = self.cost[~hidden]
        for _ in range(TRIES):
            found = milp(np.concatenate([np.zeros(size), weight]), constraints=limits, bounds=bounds)
            if found.x is None:
                raise unsolved(found)
            weight = cost / (found.x[size:] + 0.1)
        return found.x[:size] * need
