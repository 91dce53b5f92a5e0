"""Which numbers of people must not be worked out, and how wide the range must be that an intruder finds.

Secret are numbers that a table would tell and that are too small, and numbers that two tables or two outcomes
tell by subtraction: the few people who are in one and not in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import sparse

from jqtools.survey.disclosure.classes import Classes
from jqtools.survey.disclosure.policy import Policy
from jqtools.survey.disclosure.sums import TableSums, few_to_be_alike, too_few
from jqtools.survey.disclosure.ties import are_tied
from jqtools.survey.disclosure.traits import identity, trait_of


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
    """Groups of too few people, and too few people who aren't in a group that people can share."""
    found = []
    for facet in table.distinct:
        people, n = table.people[facet], table.n[facet]
        found.append(people[(n > 0) & (n < policy.min_n)])
        if table.rest.shape[0]:
            rest = table.rest @ n
            found.append((table.rest @ people)[(rest > 0) & (rest < policy.min_n)])
    return Secrets.of(found, policy.min_n)


def answer_secrets(table: TableSums, policy: Policy) -> Secrets:
    """Too few who have, or lack, what is counted; and what holds for everyone in a group of few."""
    found = [table.people[0][:0]]
    for number in table.counted:
        facet, n, have = table.asked.facets[number], table.n[number], table.have[number]
        alike = table.alike_rows(number) & few_to_be_alike(n, policy) & ~_foretold(table, number, policy)
        for state, part in table.parts[number].items():
            others = sparse.csr_array(table.people[number] - part)
            same = alike & (have[state] == n) if state in facet.ends else np.zeros(len(n), dtype=bool)
            nearly = too_few(n - have[state], policy) & (state in facet.ends and not facet.exact)
            found.append(part[same | (too_few(have[state], policy) & (state in facet.secret))])
            found.append(others[same | nearly])
            if state in facet.secret and table.rest.shape[0]:
                found.append((table.rest @ part)[too_few(table.rest @ have[state], policy)])
    return Secrets.of(found, policy.complement)


def _foretold(table: TableSums, facet: int, policy: Policy) -> np.ndarray:
    """Which rows must be at 0% or 100% because a margin of theirs is, which has enough people to say so."""
    alike = table.alike_rows(facet) & ~few_to_be_alike(table.n[facet], policy)
    alike, found = alike.reshape(table.shape), np.zeros(table.shape, dtype=bool)
    for place in list(product((slice(None), slice(-1, None)), repeat=alike.ndim))[1:]:
        found |= alike[place]
    return found.ravel()


def difference_secrets(classes: Classes, table: TableSums, policy: Policy) -> Secrets:
    """Few people whom two filters, two ways to group, or two outcomes tell apart.

    They are in one cell of `table`, and in or out of the filters and groups of other tables that are tied to it;
    or they are in one cell, and of one answer to each of several outcomes that are tied to each other or to groups.
    Of groups that people can share, one at a time tells them apart.
    """
    own, tied = _traits_of_differences(classes, table, policy)
    found = Secrets.none(classes)
    if tied:
        for values in _ways_apart(classes, [*own, *tied]):
            by_cell = _indicator(_keys(values), classes.cells.counts, policy.min_n)
            found = found.and_(Secrets.of([classes.sums(by_cell)], policy.min_n))
    for number, family in enumerate(classes.families):
        states, traits = family.states[:, list(family.secret)], family.tied_to(classes.cells, policy.min_n)
        if states.shape[1] and (tied or traits or states.shape[1] > 1):
            known = (states > 0).all(axis=1)
            for values in _ways_apart(classes, [*own, *dict.fromkeys([*tied, *(i for i in traits if i not in own)])]):
                answer = _keys(np.column_stack([values[family.cell], states]))
                sums = _indicator(np.where(known, answer, -1), family.counts, policy.complement)
                found = found.and_(Secrets.of([classes.of_family(number, sums)], policy.complement))
    return found


def _traits_of_differences(classes: Classes, table: TableSums, policy: Policy) -> tuple[list[int], list[int]]:
    """The table's own traits, and those that differences are about: filters, and what goes with these or its own."""
    cells, traits = classes.cells, classes.cells.traits
    mine = {identity(trait_of(groups)) for groups in table.asked.groups}
    own = [i for i, trait in enumerate(traits) if not trait.is_filter and identity(trait) in mine]
    filters = [i for i, trait in enumerate(traits) if trait.is_filter]
    near = [*own, *filters]
    made = _made_of_cells(classes, near, policy)
    others = [i for i in range(len(traits)) if i not in near]
    return own, filters + [i for i in others if i in made or any(are_tied(cells.together(i, j)) for j in near)]


def _made_of_cells(classes: Classes, near: list[int], policy: Policy) -> set[int]:
    """Traits of which one is nearly made of cells of the others, if it or all the others are `near`."""
    cells, found = classes.cells, set[int]()
    for crossing in cells.crossings:
        met = cells.crossing(crossing)
        for i in (i for i in range(len(cells.traits)) if i not in crossing):
            if (i in near or set(crossing) <= set(near)) and met.nearly_makes(cells.values[:, i], policy.min_n):
                found |= {i, *crossing}
    return found


def _ways_apart(classes: Classes, traits: list[int]) -> Iterator[np.ndarray]:
    """A row of codes for each cell; once for each choice of one group of every trait whose groups people can share."""
    values, every = classes.cells.values, classes.cells.traits
    columns = []
    for i in traits:
        members, codes = every[i].members, values[:, i]
        columns.append([codes] if members is None else [member[codes] for member in members.T])
    for chosen in product(*columns):
        yield np.column_stack([np.zeros(len(values), dtype=int), *chosen])


def _keys(values: np.ndarray) -> np.ndarray:
    return np.unique(values, axis=0, return_inverse=True)[1].ravel()


def _indicator(key: np.ndarray, counts: np.ndarray, least: int) -> sparse.csr_array:
    """One row for each key (from 0 upwards) of fewer than `least` people, but of some: the places that have it."""
    places = np.flatnonzero(key >= 0)
    size = int(key.max(initial=-1)) + 1
    people = np.bincount(key[places], weights=counts[places], minlength=size)
    every = sparse.csr_array((np.ones(len(places)), (key[places], places)), shape=(size, len(key)))
    return every[(people > 0) & (people < least)]
