"""Which numbers of people must not be worked out, and how wide the range must be that an intruder finds.

Secret are numbers that a table would tell and that are too small, and numbers that two tables or two outcomes
tell by subtraction: the few people who are in one and not in the other.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import sparse

from jqtools.survey.disclosure.classes import Classes
from jqtools.survey.disclosure.people import LIKELY, are_steps, by_chance, identity, together, trait_of
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.sums import TableSums, alike_few


class Secrets(NamedTuple):
    """One row of `sums` over classes a secret; `room` says how wide its range must be."""

    sums: sparse.csr_array
    room: np.ndarray

    @classmethod
    def none(cls, classes: Classes) -> Secrets:
        return cls(sparse.csr_array((0, len(classes.counts))), np.zeros(0))

    @classmethod
    def of(cls, sums: list[sparse.csr_array], room: int) -> Secrets:
        found = sparse.csr_array(sparse.vstack(sums))
        return cls(found, np.full(found.shape[0], float(room)))

    def and_(self, *others: Secrets) -> Secrets:
        every = (self, *others)
        sums = sparse.csr_array(sparse.vstack([each.sums for each in every]))
        return Secrets(sums, np.concatenate([each.room for each in every]))

    def only(self, which: np.ndarray) -> Secrets:
        return Secrets(self.sums[which], self.room[which])


def people_secrets(table: TableSums, policy: Policy) -> Secrets:
    """Groups of too few people."""
    few = {facet: (table.n[facet] > 0) & (table.n[facet] < policy.min_n) for facet in table.distinct}
    return Secrets.of([table.people[facet][found] for facet, found in few.items()], policy.min_n)


def answer_secrets(table: TableSums, policy: Policy) -> Secrets:
    """Too few who have, or lack, what is counted; and what holds for everyone in a group of few."""
    least, found = policy.complement, [table.people[0][:0]]
    for facet in table.counted:
        n, have = table.n[facet], table.positive[facet]
        alike = alike_few(n, have, policy) & ~_foretold(table, facet, policy)
        no = sparse.csr_array(table.people[facet] - table.yes[facet])
        found.append(table.yes[facet][((have > 0) & (have < least)) | alike])
        found.append(no[((n - have > 0) & (n - have < least)) | alike])
    return Secrets.of(found, least)


def _foretold(table: TableSums, facet: int, policy: Policy) -> np.ndarray:
    """Which rows must be at 0% or 100% because a margin of theirs is, which has enough people to say so."""
    n, have = table.n[facet], table.positive[facet]
    alike = ((n > 0) & ((have == 0) | (have == n)) & ~alike_few(n, have, policy)).reshape(table.shape)
    found = np.zeros(alike.shape, dtype=bool)
    for place in list(product((slice(None), slice(-1, None)), repeat=alike.ndim))[1:]:
        found |= alike[place]
    return found.ravel()


def difference_secrets(classes: Classes, table: TableSums, policy: Policy) -> Secrets:
    """Few people whom two filters, two ways to group, or two outcomes tell apart.

    They are in one cell of `table`, and in or out of the filters and groups of other tables that are tied to it;
    or they are in one cell, and of one answer to each of several outcomes that are tied to each other.
    """
    own, tied = _traits_of_differences(classes, table)
    key = _keys(classes.cells.values[:, [*own, *tied]])
    found = Secrets.none(classes)
    if tied:
        by_cell = _indicator(key, classes.cells.counts, policy.min_n)
        found = found.and_(Secrets.of([classes.sums(by_cell)], policy.min_n))
    for number, family in enumerate(classes.families):
        if family.facets and (tied or len(family.facets) > 1):
            known = (family.states > 0).all(axis=1)
            answer = _keys(np.column_stack([key[family.cell], family.states]))
            sums = _indicator(np.where(known, answer, -1), family.counts, policy.complement)
            found = found.and_(Secrets.of([classes.of_family(number, sums)], policy.complement))
    return found


def _traits_of_differences(classes: Classes, table: TableSums) -> tuple[list[int], list[int]]:
    traits = classes.cells.traits
    mine = {identity(trait_of(groups)) for groups in table.asked.groups}
    own = [i for i, trait in enumerate(traits) if not trait.is_filter and identity(trait) in mine]
    others = [i for i in range(len(traits)) if i not in own]
    tied = [i for i in others if traits[i].is_filter or any(_are_tied(classes, i, j) for j in own)]
    return own, [i for i in tied if traits[i].members is None]


def _are_tied(classes: Classes, i: int, j: int) -> bool:
    """True if codes of two traits never go together that would by chance, such as two ways to band ages."""
    cells = classes.cells
    people = together(cells.values, cells.counts, cells.traits, i, j)
    return are_steps(people) or bool(((people == 0) & (by_chance(people) >= LIKELY)).any())


def _keys(values: np.ndarray) -> np.ndarray:
    return np.unique(values, axis=0, return_inverse=True)[1].ravel() if values.shape[1] else np.zeros(len(values), int)


def _indicator(key: np.ndarray, counts: np.ndarray, least: int) -> sparse.csr_array:
    """One row for each key (from 0 upwards) of fewer than `least` people, but of some: the places that have it."""
    places = np.flatnonzero(key >= 0)
    size = int(key.max(initial=-1)) + 1
    people = np.bincount(key[places], weights=counts[places], minlength=size)
    every = sparse.csr_array((np.ones(len(places)), (key[places], places)), shape=(size, len(key)))
    return every[(people > 0) & (people < least)]
