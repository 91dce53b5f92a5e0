"""Choose which rows of a table to hide, margins first, so that every view of the same people agrees.

The total is decided first, then the margins of one column, then of two, then the inner cells; the numbers of
people in all views first, then the answers. Each view is decided as if it were asked for alone, together with its
own roll-ups. So "by sex" hides the same groups whether it is shown alone or as the margin of "by race and sex".
What was shown before of the same people is told in any case, and what was hidden then stays secret.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from scipy import sparse

from jqtools.survey.disclosure.audit import wide_enough
from jqtools.survey.disclosure.classes import classes_of
from jqtools.survey.disclosure.people import Asked, Kinds, kinds_of
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.secrets import Secrets, answer_secrets, difference_secrets, people_secrets
from jqtools.survey.disclosure.stage import Stage
from jqtools.survey.disclosure.sums import TableSums, tells_few

Axes = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Decided:
    """A table and what is hidden of it: `people` and `answers` have a row a facet, a place a row of the table.

    Where `people` are hidden, so are the answers.
    """

    asked: Asked
    people: np.ndarray
    answers: np.ndarray
    policy: Policy


def decide(asked: Asked, earlier: tuple[Decided, ...], policy: Policy) -> Decided:
    """What to hide of a table, given what `earlier` tables of the same people show."""
    kinds = kinds_of((asked, *(each.asked for each in earlier)))
    wanted, *before = kinds.tables
    known = tuple(replace(each, asked=table) for table, each in zip(before, earlier, strict=True))
    shape = tuple(len(groups.levels) + (not groups.overlap) for groups in asked.groups)
    grid = np.arange(int(np.prod(shape, dtype=int))).reshape(shape)
    people = np.zeros((len(asked.facets), grid.size), dtype=bool)
    answers = people.copy()
    if not asked.inside.any():
        return Decided(asked, people, answers, policy)
    axes_of_views = [axes for size in range(grid.ndim + 1) for axes in combinations(range(grid.ndim), size)]
    views = [_View(wanted, axes, grid, known, kinds, policy) for axes in axes_of_views]
    for view in views:
        view.decide_people(people)
    answers |= people
    for view in views if views[-1].table.counted else ():
        view.decide_answers(people, answers)
    views[-1].repair(people, answers)
    strict = _View(wanted, axes_of_views[-1], grid, known, kinds, policy, strict=True)
    if len(strict.classes.counts) < len(views[-1].classes.counts):
        strict.check(people, answers)
    return Decided(asked, people, answers, policy)


class _View:
    """A roll-up of the table to some of its columns, with its own roll-ups. `places` are its rows in the table."""

    def __init__(
        self,
        asked: Asked,
        axes: Axes,
        grid: np.ndarray,
        earlier: tuple[Decided, ...],
        kinds: Kinds,
        policy: Policy,
        strict: bool = False,
    ) -> None:
        mine = Asked(asked.inside, tuple(asked.groups[axis] for axis in axes), asked.facets)
        tables = (mine, *(each.asked for each in earlier))
        self.places = grid[tuple(slice(None) if axis in axes else -1 for axis in range(grid.ndim))].ravel()
        self.classes = classes_of(tables, kinds, strict)
        self.table, self.policy = TableSums(mine, self.classes), policy
        self.inner = self.table.inner_rows()
        self.before, self.old = self._known(earlier)

    def _known(self, earlier: tuple[Decided, ...]) -> tuple[sparse.csr_array, Secrets]:
        told, secrets = [self.classes.tied], Secrets.none(self.classes)
        for each in earlier:
            table = TableSums(each.asked, self.classes)
            every = np.arange(table.size)
            for facet, yes in enumerate(table.yes):
                told.append(table.people[facet][~each.people[facet]])
                told.append(table.people[facet][:0] if yes is None else yes[~each.answers[facet]])
            secrets = secrets.and_(people_secrets(table, every, self.policy), answer_secrets(table, every, self.policy))
        return _stacked(told), secrets

    def decide_people(self, people: np.ndarray) -> None:
        table, rows = self.table, self.inner
        every = np.arange(table.size)
        secrets = people_secrets(table, every, self.policy).and_(difference_secrets(self.classes, table, self.policy))
        told = self._told_people(people, ~rows)
        facts = [table.people[facet][rows] for facet in table.distinct]
        sizes = np.concatenate([table.n[facet][rows] for facet in table.distinct])
        small = (sizes > 0) & (sizes < self.policy.min_n)
        found = np.split(self._decided(told, facts, small, sizes, secrets), len(table.distinct))
        for facet, hidden in zip(table.distinct, found, strict=True):
            people[np.ix_(table.alike(facet), self.places[rows])] = hidden

    def decide_answers(self, people: np.ndarray, answers: np.ndarray) -> None:
        table, rows = self.table, self.inner
        told = self._told_people(people, np.ones(table.size, dtype=bool)) + self._told_answers(answers, ~rows)
        facts = [table.yes[facet][rows] for facet in table.counted]
        sizes = np.concatenate([table.n[facet][rows] for facet in table.counted])
        small = [
            answers[facet, self.places[rows]] | tells_few(table.n[facet], table.positive[facet], self.policy)[rows]
            for facet in table.counted
        ]
        found = self._decided(told, facts, np.concatenate(small), sizes, self._secrets())
        for facet, hidden in zip(table.counted, np.split(found, len(table.counted)), strict=True):
            answers[facet, self.places[rows]] = hidden

    def repair(self, people: np.ndarray, answers: np.ndarray) -> None:
        """Where hiding the rows of one view could not keep a secret, choose again among all rows."""
        if len(self.lost.room) and self._wide(self.lost).any():
            self._decide_all(people, answers)

    def check(self, people: np.ndarray, answers: np.ndarray) -> None:
        """Hide more where a secret isn't kept."""
        every = np.ones(self.table.size, dtype=bool)
        told = _stacked([self.before, *self._told_people(people, every), *self._told_answers(answers, every)])
        secrets = self._secrets().and_(self.old)
        if not wide_enough(told, self.classes.counts, secrets.sums, secrets.room).all():
            self._decide_all(people, answers)

    def _decide_all(self, people: np.ndarray, answers: np.ndarray) -> None:
        table = self.table
        facts = [table.people[i] for i in table.distinct] + [table.yes[i] for i in table.counted]
        sizes = np.concatenate([table.n[facet] for facet in (*table.distinct, *table.counted)])
        hidden = [people[facet] for facet in table.distinct] + [answers[facet] for facet in table.counted]
        found = self._decided([], facts, np.concatenate(hidden), sizes, self._secrets(), table.tells)
        parts = np.split(found, len(table.distinct) + len(table.counted))
        for facet, part in zip(table.distinct, parts, strict=False):
            people[table.alike(facet)] = part
        answers |= people
        for facet, part in zip(table.counted, parts[len(table.distinct) :], strict=True):
            answers[facet] |= part

    def _secrets(self) -> Secrets:
        every = np.arange(self.table.size)
        return people_secrets(self.table, every, self.policy).and_(
            answer_secrets(self.table, every, self.policy), difference_secrets(self.classes, self.table, self.policy)
        )

    def _told_people(self, people: np.ndarray, rows: np.ndarray) -> list[sparse.csr_array]:
        return [self.table.people[i][rows & ~people[i, self.places]] for i in self.table.distinct]

    def _told_answers(self, answers: np.ndarray, rows: np.ndarray) -> list[sparse.csr_array]:
        return [self.table.yes[i][rows & ~answers[i, self.places]] for i in self.table.counted]

    def _wide(self, secrets: Secrets) -> np.ndarray:
        return wide_enough(self.before, self.classes.counts, secrets.sums, secrets.room)

    def _decided(
        self,
        told: list[sparse.csr_array],
        facts: list[sparse.csr_array],
        small: np.ndarray,
        sizes: np.ndarray,
        secrets: Secrets,
        tells: sparse.csr_array | None = None,
    ) -> np.ndarray:
        tells = sparse.eye_array(len(sizes), format="csr") if tells is None else tells
        secrets = secrets.and_(self.old)
        stage = Stage(
            self.classes.counts, _stacked([self.before, *told]), _stacked(facts), tells, _cost(sizes), *secrets
        )
        hidden, kept = stage.decide(small)
        self.lost = secrets.only(~kept)
        return hidden


def _stacked(parts: list[sparse.csr_array]) -> sparse.csr_array:
    return sparse.csr_array(sparse.vstack(parts))


def _cost(sizes: np.ndarray) -> np.ndarray:
    """Few people cost little; a cell without anybody costs most, because 0 is harmless to show."""
    cost = 1 + np.log2(1.0 + sizes) / 8
    return np.where(sizes == 0, 3 * cost.max(initial=1), cost)
