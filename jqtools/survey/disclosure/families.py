"""Answers that the data ties together, split jointly: the families of which classes are made.

Answers are tied if some of them never go together: earning 15 dollars and earning 20, the answers to one question. They
may also be tied to groups: a share of some races is to a group of these races.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from jqtools.survey.disclosure.cells import Cells, Kinds
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.ties import Crossing, among, are_steps, are_tied, crosstab, kept_apart
from jqtools.survey.disclosure.traits import identity, trait_of

MOST_CLASSES = 20_000


@dataclass(frozen=True, eq=False)
class Family:
    """Facets that are split jointly. `cell` and `states` say what each class is, a column a facet.

    `secret` says of each facet whether it is secret if few people are in one of its states.
    """

    facets: tuple[bytes, ...]
    secret: tuple[bool, ...]
    cell: np.ndarray
    states: np.ndarray
    counts: np.ndarray

    def tied_to(self, cells: Cells, least: int) -> list[int]:
        """The traits that go with the family's answers: some of their codes never have some answers.

        Or the people of an answer are nearly those of cells of several traits, of `least` people or more.
        """
        found = self._made_of(cells, least)
        for i, trait in enumerate(cells.traits):
            for states in self.states.T if not trait.is_filter else ():
                people = crosstab(cells.values[self.cell, i], states, self.counts, (trait.size, int(states.max()) + 1))
                if are_tied(people[:, people.any(axis=0)]):
                    found.append(i)
                    break
        return list(dict.fromkeys(found))

    def _made_of(self, cells: Cells, least: int) -> list[int]:
        found = []
        for crossing in cells.crossings:
            met = Crossing(cells.values[self.cell][:, list(crossing)], self.counts)
            if any(met.nearly_makes(states, least) for states in self.states.T):
                found += [i for i in crossing if not cells.traits[i].is_filter]
        return found


def families_of(tables: tuple[Asked, ...], cells: Cells, kinds: Kinds, strict: bool) -> tuple[Family, ...]:
    """The families of all facets that tell people apart; one without facets if none does."""
    known = cells.of_kind >= 0
    facets = {facet.states.tobytes(): facet.states for table in tables for facet in table.facets}
    telling = {key: states for key, states in facets.items() if len(np.unique(states[known])) > 1}
    secret = {facet.states.tobytes() for table in tables for facet in table.facets if facet.secret}
    found = []
    for keys in _families(telling, known) or [[]]:
        crossed = tuple(
            frozenset(identity(trait_of(groups)) for groups in table.groups)
            for table in tables
            if any(facet.states.tobytes() in keys for facet in table.facets)
        )
        family = _family(cells, {key: telling[key] for key in keys}, kinds, strict, crossed)
        found.append(replace(family, secret=tuple(key in secret for key in keys)))
    return tuple(found)


def _families(facets: dict[bytes, np.ndarray], known: np.ndarray) -> list[list[bytes]]:
    """Facets grouped so that any two with answers that never go together are in one group."""
    groups = [[key] for key in facets]
    for one, other in combinations(facets, 2):
        if _related(facets[one][known], facets[other][known]):
            first = next(group for group in groups if one in group)
            second = next(group for group in groups if other in group)
            if first is not second:
                first += second
                groups.remove(second)
    return groups


def _related(one: np.ndarray, other: np.ndarray) -> bool:
    pairs = np.unique(one.astype(np.int64) * (int(other.max()) + 1) + other)
    return len(pairs) < len(np.unique(one)) * len(np.unique(other))


def _family(
    cells: Cells, facets: dict[bytes, np.ndarray], kinds: Kinds, strict: bool, crossed: tuple[frozenset[bytes], ...]
) -> Family:
    known = cells.of_kind >= 0
    people = np.column_stack([np.zeros(known.sum(), dtype=int), *(states[known] for states in facets.values())])
    states, code = np.unique(people, axis=0, return_inverse=True)
    code = code.ravel()
    pairs, place = np.unique(cells.of_kind[known] * len(states) + code, return_inverse=True)
    counts = np.bincount(place.ravel(), weights=kinds.counts[known])
    if len(cells.values) * len(states) <= MOST_CLASSES:
        every = np.arange(len(cells.values) * len(states))
        every = every[_can_be(cells, code, every // len(states), every % len(states), strict, crossed)]
        filled = np.zeros(len(cells.values) * len(states))
        filled[pairs] = counts
        pairs, counts = every, filled[every]
    return Family(tuple(facets), (True,) * len(facets), pairs // len(states), states[pairs % len(states), 1:], counts)


def _can_be(
    cells: Cells,
    code: np.ndarray,
    cell: np.ndarray,
    state: np.ndarray,
    strict: bool,
    crossed: tuple[frozenset[bytes], ...],
) -> np.ndarray:
    """Which classes can hold somebody: all, but those that go with a filter are such as were seen.

    If `strict`, none of the answers are supposed that a group alone decides, or that don't go with it where by chance
    they would; but where a table tells answers by group (`crossed`), what is not there is what it tells.
    """
    keep = np.ones(len(cell), dtype=bool)
    known = cells.of_kind >= 0
    values, people = cells.values[cells.of_kind[known]], cells.people[known]
    for i, trait in enumerate(cells.traits):
        together = crosstab(values[:, i], code, people, (trait.size, int(state.max(initial=0)) + 1))
        seen = together > 0
        decides, apart = (seen.sum(axis=1) <= 1).all(), not _told(cells, (i,), crossed)
        if trait.is_filter or (strict and (decides or (apart and are_steps(together)))):
            keep &= seen[cells.values[cell, i], state]
        elif strict and apart:
            keep &= ~kept_apart(together)[cells.values[cell, i], state]
    for crossing in cells.crossings if strict else ():
        columns = list(crossing)
        if not _told(cells, crossing, crossed):
            never = Crossing(values[:, columns], people).kept_apart(code)
            keep &= ~among(np.column_stack([cells.values[cell][:, columns], state]), never)
    return keep


def _told(cells: Cells, traits: tuple[int, ...], crossed: tuple[frozenset[bytes], ...]) -> bool:
    """True if a table tells the answers by all of `traits`."""
    groups = {identity(cells.traits[i]) for i in traits if not cells.traits[i].is_filter}
    return any(groups <= table for table in crossed)
