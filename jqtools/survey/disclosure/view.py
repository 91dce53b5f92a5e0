"""A table, or a roll-up of it, with everything that is told of its people and all that must stay secret."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from jqtools.survey.disclosure.cells import Kinds
from jqtools.survey.disclosure.classes import classes_of
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.secrets import Secrets, answer_secrets, difference_secrets, people_secrets
from jqtools.survey.disclosure.stage import Stage
from jqtools.survey.disclosure.sums import TableSums

if TYPE_CHECKING:
    from jqtools.survey.disclosure.pattern import Decided

MARGIN = 3


class View:
    """Hides rows of `people` and `answers`, which have a row a facet and a place a row of the whole table.

    `places` are the places of this view's rows there. `earlier` tables are told in any case, and what they hide
    stays secret; so do the people of the rows that are `close`, and the answers of those that are `near` what a
    percentile tells; or, if these are supposed to be `out`, they are told.
    """

    def __init__(
        self,
        asked: Asked,
        places: np.ndarray,
        kinds: Kinds,
        policy: Policy,
        earlier: tuple[Decided, ...] = (),
        close: np.ndarray | None = None,
        near: np.ndarray | None = None,
        strict: bool = False,
        out: bool = False,
    ) -> None:
        tables = (asked, *(each.asked for each in earlier))
        self.places, self.policy = places, policy
        self.classes = classes_of(tables, kinds, strict)
        self.table = TableSums(asked, self.classes)
        self.inner = self.table.inner_rows()
        self.told = [self.classes.tied]
        self.lost = False
        self.loose: list[np.ndarray] = []
        self._others = Secrets.none(self.classes)
        for each in earlier:
            self._add(each)
        for facet in range(0 if close is None else len(close)):
            kept = self.table.people[facet][close[facet, places] & (self.table.n[facet] > 0)]
            self._others = self._others.and_(Secrets.of([kept], policy.min_n))
        for facet in self.table.counted if near is not None else ():
            parts = [part[near[facet, places]] for part in self.table.parts[facet].values()]
            if out:
                self.told += parts
            else:
                self._others = self._others.and_(Secrets.of([self.table.people[0][:0], *parts], policy.min_n))

    @classmethod
    def alone(cls, asked: Asked, axes: tuple[int, ...], grid: np.ndarray, kinds: Kinds, policy: Policy) -> View:
        """The roll-up of a table to its columns `axes`; `grid` has the place of each of the table's rows."""
        mine = replace(asked, groups=tuple(asked.groups[axis] for axis in axes))
        places = grid[tuple(slice(None) if axis in axes else -1 for axis in range(grid.ndim))].ravel()
        return cls(mine, places, kinds, policy)

    def _add(self, earlier: Decided) -> None:
        table = TableSums(earlier.asked, self.classes)
        for facet, told in enumerate(table.told):
            self.told.append(table.people[facet][~earlier.people[facet]])
            self.told += [each[~earlier.answers[facet]] for each in told]
        if earlier.asked.errors and not earlier.people.all():
            self.told.append(table.everyone)
        self.loose.append(table.hidden_classes(earlier.people, earlier.answers))
        for policy in dict.fromkeys((earlier.policy, self.policy)):
            self._others = self._others.and_(people_secrets(table, policy), answer_secrets(table, policy))

    def decide_people(self, people: np.ndarray) -> None:
        """Decide whether to show how many people are in the inner cells; the margins are decided."""
        table, rows = self.table, self.inner
        secrets = people_secrets(table, self.policy).and_(difference_secrets(self.classes, table, self.policy))
        facts = [table.people[facet][rows] for facet in table.distinct]
        sizes = np.concatenate([table.n[facet][rows] for facet in table.distinct])
        small = (sizes > 0) & (sizes < self.policy.min_n)
        small |= np.concatenate([people[facet, self.places[rows]] for facet in table.distinct])
        told = self._told_people(people, ~rows)
        found = np.split(self._decided(told, facts, small, _cost(sizes), secrets), len(table.distinct))
        for facet, hidden in zip(table.distinct, found, strict=True):
            people[np.ix_(table.alike(facet), self.places[rows])] = hidden

    def decide_answers(self, people: np.ndarray, answers: np.ndarray) -> None:
        """Decide whether to show the inner cells' answers; the people and the margins are decided."""
        table, rows = self.table, self.inner
        told = self._told_people(people, np.ones(table.size, dtype=bool))
        told += [each[~rows & ~answers[i, self.places]] for i in table.counted for each in table.told[i]]
        facts, tells = table.answer_facts(rows)
        sizes = np.concatenate([table.n[facet][rows] for facet in table.counted])
        small = [
            answers[facet, self.places[rows]] | table.few_answers(facet, self.policy)[rows] for facet in table.counted
        ]
        found = self._decided(told, facts, np.concatenate(small), _cost(sizes), self._secrets(), tells)
        for facet, hidden in zip(table.counted, np.split(found, len(table.counted)), strict=True):
            answers[facet, self.places[rows]] = hidden

    def decide_all(self, people: np.ndarray, answers: np.ndarray) -> None:
        """Hide more where anything tells too much; any row may be hidden for it, margins rather not."""
        table = self.table
        facts, tells = table.facts()
        sizes = np.concatenate([table.n[facet] for facet in (*table.distinct, *table.counted)])
        hidden = [people[facet] for facet in table.distinct] + [answers[facet] for facet in table.counted]
        cost = _cost(sizes) * np.tile(np.where(self.inner, 1, MARGIN), len(hidden))
        self.loose.append(table.hidden_classes(people, answers))
        found = self._decided([], facts, np.concatenate(hidden), cost, self._secrets(), tells)
        parts = np.split(found, len(hidden))
        for facet, part in zip(table.distinct, parts, strict=False):
            people[table.alike(facet)] = part
        answers |= people
        for facet, part in zip(table.counted, parts[len(table.distinct) :], strict=True):
            answers[facet] |= part

    def _secrets(self) -> Secrets:
        table = self.table
        return people_secrets(table, self.policy).and_(
            answer_secrets(table, self.policy), difference_secrets(self.classes, table, self.policy)
        )

    def _told_people(self, people: np.ndarray, rows: np.ndarray) -> list[sparse.csr_array]:
        return [self.table.people[i][rows & ~people[i, self.places]] for i in self.table.distinct]

    def _decided(
        self,
        told: list[sparse.csr_array],
        facts: list[sparse.csr_array],
        small: np.ndarray,
        cost: np.ndarray,
        secrets: Secrets,
        tells: sparse.csr_array | None = None,
    ) -> np.ndarray:
        tells = sparse.eye_array(len(cost), format="csr") if tells is None else tells
        fixed, up_for_decision = (sparse.csr_array(sparse.vstack(parts)) for parts in (self.told + told, facts))
        loose = sparse.csr_array(np.array(self.loose)) if self.loose else None
        stage = Stage(self.classes.counts, fixed, up_for_decision, tells, cost, *secrets.and_(self._others), loose)
        hidden, kept = stage.decide(small)
        self.lost = not kept.all()
        return hidden


def _cost(sizes: np.ndarray) -> np.ndarray:
    """Few people cost little; a cell without anybody costs most, because 0 is harmless to show."""
    cost = 1 + np.log2(1.0 + sizes) / 8
    return np.where(sizes == 0, 3 * cost.max(initial=1), cost)
