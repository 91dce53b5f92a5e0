"""The numbers that the rows of a table tell, as sums over classes of people."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from scipy import sparse

from jqtools.survey.columns import ALL
from jqtools.survey.disclosure.classes import Classes, held_by, places_of
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.policy import Policy


class TableSums:
    """For each facet and each row of the table, margins and all: its people, and what it tells of their answers.

    `people` has a matrix a facet, with a row for each row of the table; `told` has a list of such matrices, one for
    each sum that a row tells, and `parts` one for each state that may be secret. `n` and `have` are the numbers of
    people, in all and in each of these states.
    """

    def __init__(self, asked: Asked, classes: Classes) -> None:
        self.asked = asked
        self.places = places_of(asked, classes.cells)
        self.everyone = classes.sums(sparse.csr_array(held_by(asked, classes.cells)[None].astype(float)))
        self.shape = tuple(len(groups.levels) + (not groups.overlap) for groups in asked.groups)
        self.size = self.places.shape[0]
        self.people = [classes.sums(self.places, facet, facet.has) for facet in asked.facets]
        self.told = [[classes.sums(self.places, facet, adds) for adds in facet.told] for facet in asked.facets]
        self.parts = [
            {state: classes.sums(self.places, facet, facet.only(state)) for state in {*facet.secret, *facet.ends}}
            for facet in asked.facets
        ]
        self.n = [people @ classes.counts for people in self.people]
        self.have = [{state: part @ classes.counts for state, part in parts.items()} for parts in self.parts]

    def alike_rows(self, facet: int) -> np.ndarray:
        """Rows of people who are all in one of the states that are secret then."""
        same = [self.have[facet][state] == self.n[facet] for state in self.asked.facets[facet].ends]
        return (self.n[facet] > 0) & np.any([np.zeros(self.size, dtype=bool), *same], axis=0)

    def few_answers(self, facet: int, policy: Policy) -> np.ndarray:
        """Which rows tell that too few people are in a state, or that too few people are all in one."""
        found, asked = self.alike_rows(facet) & few_to_be_alike(self.n[facet], policy), self.asked.facets[facet]
        for state in asked.secret if asked.exact else ():
            found |= too_few(self.have[facet][state], policy)
        return found

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

    @cached_property
    def rest(self) -> sparse.csr_array:
        """For each row by a group that people can share, those who aren't in it: its margin less the row."""
        places, found = np.arange(self.size).reshape(self.shape), []
        for axis, groups in enumerate(self.asked.groups):
            if groups.overlap and ALL in groups.levels:
                every = np.take(places, [groups.levels.index(ALL)], axis=axis)
                found += np.column_stack([np.broadcast_to(every, places.shape).ravel(), places.ravel()]).tolist()
        pairs = np.array([pair for pair in found if pair[0] != pair[1]], dtype=int).reshape(-1, 2)
        rows = np.repeat(np.arange(len(pairs)), 2)
        return sparse.csr_array(
            (np.tile([1.0, -1.0], len(pairs)), (rows, pairs.ravel())), shape=(len(pairs), self.size)
        )

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
        """The facets whose rows tell of answers."""
        return tuple(facet for facet, told in enumerate(self.told) if told)

    def answer_facts(self, rows: np.ndarray) -> tuple[list[sparse.csr_array], sparse.csr_array]:
        """What `rows` of the `counted` facets tell of answers, and which row tells which fact."""
        facts = [told[rows] for facet in self.counted for told in self.told[facet]]
        return facts, sparse.csr_array(sparse.kron(self._whose(), sparse.eye_array(facts[0].shape[0])))

    def facts(self) -> tuple[list[sparse.csr_array], sparse.csr_array]:
        """What all rows tell, and which row tells which fact: a row of answers tells its people too.

        First the `distinct` facets have a row and a fact for each row of the table, then the `counted` ones. With
        standard errors, any row tells how many people the table is about.
        """
        people = [self.people[facet] for facet in self.distinct]
        tells = np.zeros((len(self.distinct) + len(self.counted), len(people)))
        for row, facet in enumerate((*self.distinct, *self.counted)):
            tells[row, self.distinct.index(self._firsts[facet])] = 1
        answers = np.vstack([np.zeros((len(self.distinct), self._whose().shape[1])), self._whose()])
        told = [each for facet in self.counted for each in self.told[facet]]
        tells = sparse.kron(sparse.csr_array(np.hstack([tells, answers])), sparse.eye_array(self.size))
        if not self.asked.errors:
            return [*people, *told], sparse.csr_array(tells)
        return [*people, *told, self.everyone], sparse.csr_array(sparse.hstack([tells, np.ones((tells.shape[0], 1))]))

    def _whose(self) -> np.ndarray:
        """A row for each of the `counted` facets, with 1 for each fact of its own."""
        facts = [len(self.told[facet]) for facet in self.counted]
        return np.repeat(np.eye(len(facts)), facts, axis=1)


def too_few(n: np.ndarray, policy: Policy) -> np.ndarray:
    """Which numbers of people who have, or lack, an answer are too small to tell."""
    return (n > 0) & (n < policy.complement)


def few_to_be_alike(n: np.ndarray, policy: Policy) -> np.ndarray:
    """Which groups are too small to say that one thing holds for everyone in them."""
    return n < {"double": 2 * policy.complement, "hide": np.inf, "show": 0}[policy.zero_rule]


def alike_few(n: np.ndarray, have: np.ndarray, policy: Policy) -> np.ndarray:
    """Which groups of `n` people are at 0% or 100%, and too few to say so."""
    return (n > 0) & few_to_be_alike(n, policy) & ((have == 0) | (have == n))


def tells_few(n: np.ndarray, have: np.ndarray, policy: Policy) -> np.ndarray:
    """Which shares tell that too few of `n` people have, or lack, what is counted."""
    return too_few(have, policy) | too_few(n - have, policy) | alike_few(n, have, policy)
