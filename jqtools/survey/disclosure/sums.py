"""The numbers that the rows of a table tell, as sums over classes of people."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy import sparse

from jqtools.survey.disclosure.classes import Classes, places_of
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.policy import Policy


class TableSums:
    """For each facet and each row of the table, margins and all: its people, and those whose answer counts.

    `people` and `yes` have a matrix a facet, with a row for each row of the table; `yes` is None where rows tell
    only how many people there are.
    """

    def __init__(self, asked: Asked, classes: Classes) -> None:
        self.asked = asked
        self.places = places_of(asked, classes.cells)
        self.shape = tuple(len(groups.levels) + (not groups.overlap) for groups in asked.groups)
        self.size = self.places.shape[0]
        self.people = [classes.sums(self.places, facet) for facet in asked.facets]
        self.yes = [classes.sums(self.places, facet, 2) if facet.counts else None for facet in asked.facets]
        self.n = [people @ classes.counts for people in self.people]
        self.positive = [None if yes is None else yes @ classes.counts for yes in self.yes]

    @cached_property
    def distinct(self) -> tuple[int, ...]:
        """The first of each set of facets that the same people have a value of."""
        return tuple(dict.fromkeys(self._firsts))

    def alike(self, facet: int) -> list[int]:
        """All facets that the same people have a value of."""
        return [other for other, first in enumerate(self._firsts) if first == self._firsts[facet]]

    @cached_property
    def _firsts(self) -> list[int]:
        keys = [(facet.states[self.asked.inside] > 0).tobytes() for facet in self.asked.facets]
        return [keys.index(key) for key in keys]

    def inner_rows(self) -> np.ndarray:
        """Which rows are inner cells, and no margins."""
        grid = np.zeros(self.shape, dtype=bool)
        grid[(slice(0, -1),) * grid.ndim] = True
        return grid.ravel()

    def hidden_classes(self, people: np.ndarray, answers: np.ndarray) -> np.ndarray:
        """Which classes of people are in rows of which something is hidden."""
        every = [(self.people[facet], people[facet] | answers[facet]) for facet in range(len(self.people))]
        return np.any([np.abs(sums[hidden]).sum(axis=0) > 0 for sums, hidden in every], axis=0).astype(float)

    @cached_property
    def counted(self) -> tuple[int, ...]:
        """The facets whose rows tell whose answer counts."""
        return tuple(facet for facet, yes in enumerate(self.yes) if yes is not None)

    @property
    def tells(self) -> sparse.csr_array:
        """Which facts rows tell: a row of people its people, a row of answers its people too.

        First the `distinct` facets have a row and a fact for each row of the table, then the `counted` ones.
        """
        tells = sparse.eye_array(len(self.distinct) + len(self.counted), format="lil")
        for i, facet in enumerate(self.counted, start=len(self.distinct)):
            tells[i, self.distinct.index(self._firsts[facet])] = 1
        return sparse.csr_array(sparse.kron(tells, sparse.eye_array(self.size)))


def alike_few(n: np.ndarray, have: np.ndarray, policy: Policy) -> np.ndarray:
    """Which groups of `n` people are at 0% or 100%, and too few to say so."""
    enough = {"double": 2 * policy.complement, "hide": np.inf, "show": 0}[policy.zero_rule]
    return (n > 0) & (n < enough) & ((have == 0) | (have == n))


def tells_few(n: np.ndarray, have: np.ndarray, policy: Policy) -> np.ndarray:
    """Which shares tell that too few of `n` people have, or lack, what is counted."""
    few = [(part > 0) & (part < policy.complement) for part in (have, n - have)]
    return few[0] | few[1] | alike_few(n, have, policy)
