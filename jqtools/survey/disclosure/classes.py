"""People split as finely as linked tables tell anything of them: by cell, and by what their answers are.

Answers that the data ties together (earning 15 dollars and earning 20, the answers to one question) are split
jointly, as a family; other families each split the cells anew, because any answers to one can go with any to
another. Classes are what an intruder's equations are about: `Classes.counts` are the unknowns.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from scipy import sparse

from jqtools.errors import PublicationError
from jqtools.survey.cube import roll_up
from jqtools.survey.disclosure.people import (
    LIKELY,
    Asked,
    Cells,
    Facet,
    Kinds,
    are_steps,
    are_tied,
    by_chance,
    cells_of,
    identity,
    trait_of,
)

MOST_CLASSES = 20_000
MOST_UNKNOWN = 40_000


@dataclass(frozen=True, eq=False)
class Family:
    """Facets that are split jointly. `cell` and `states` say what each class is, a column a facet."""

    facets: tuple[bytes, ...]
    cell: np.ndarray
    states: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True, eq=False)
class Classes:
    """The classes of each family, one after another; `tied` are sums that are equal in all families: 0."""

    cells: Cells
    families: tuple[Family, ...]
    counts: np.ndarray
    tied: sparse.csr_array

    def family_of(self, facet: Facet) -> tuple[int, int] | None:
        """Which family and column `facet` is, or None if it is the same for everyone."""
        key = facet.states.tobytes()
        for i, family in enumerate(self.families):
            if key in family.facets:
                return i, family.facets.index(key)
        return None

    def sums(
        self, by_cell: sparse.csr_array, facet: Facet | None = None, adds: np.ndarray | None = None
    ) -> sparse.csr_array:
        """Rows of sums over cells as sums over classes: of all people, or of what each state of `facet` `adds`."""
        found = None if facet is None else self.family_of(facet)
        number, column = found or (0, None)
        family = self.families[number]
        wide = by_cell[:, family.cell]
        if facet is not None:
            states = facet.states[:1] if column is None else family.states[:, column]
            wide = wide @ sparse.diags_array(np.broadcast_to(adds[states], len(family.cell)))
        return self.of_family(number, sparse.csr_array(wide))

    def tied_to(self, number: int) -> list[int]:
        """The traits that go with answers of a family: some of their codes never have some answers."""
        family, cells = self.families[number], self.cells
        found = []
        for i, trait in enumerate(cells.traits):
            for states in family.states.T if not trait.is_filter else ():
                people = np.zeros((trait.size, int(states.max()) + 1))
                np.add.at(people, (cells.values[family.cell, i], states), family.counts)
                if are_tied(people[:, people.any(axis=0)]):
                    found.append(i)
                    break
        return found

    def of_family(self, number: int, sums: sparse.csr_array) -> sparse.csr_array:
        """Sums over the classes of one family as sums over all classes."""
        blocks = [sparse.csr_array((sums.shape[0], len(each.cell))) for each in self.families]
        blocks[number] = sums
        return sparse.csr_array(sparse.hstack(blocks))


def classes_of(tables: tuple[Asked, ...], kinds: Kinds, strict: bool = False) -> Classes:
    """The classes that `tables` tell apart; `strict` as for `cells_of`."""
    cells = cells_of(tables, kinds, strict)
    known = cells.of_kind >= 0
    facets = {facet.states.tobytes(): facet.states for table in tables for facet in table.facets}
    telling = {key: states for key, states in facets.items() if len(np.unique(states[known])) > 1}
    families = [
        _family(cells, {key: telling[key] for key in keys}, kinds, strict) for keys in _families(telling, known)
    ]
    families = families or [_family(cells, {}, kinds, strict)]
    counts = np.concatenate([family.counts for family in families])
    if len(counts) > MOST_UNKNOWN:
        raise PublicationError(
            f"{len(tables)} tables of the same people tell {len(counts)} kinds of them apart, more than can be checked "
            f"together ({MOST_UNKNOWN}); group by fewer columns, or start a new ledger once a reviewer has agreed"
        )
    return Classes(cells, tuple(families), counts, _tied(families))


def places_of(table: Asked, cells: Cells) -> sparse.csr_array:
    """One row for each row of `table`, margins and all: which cells it adds up."""
    index = {identity(trait): i for i, trait in enumerate(cells.traits)}
    held = np.ones(len(cells.values), dtype=bool)
    for i, trait in enumerate(cells.traits):
        if trait.is_filter and np.array_equal(trait.codes.astype(bool), table.inside):
            held = cells.values[:, i] == 1
    inside = np.flatnonzero(held)
    spots = np.zeros(len(inside), dtype=int)
    for groups in table.groups:
        trait = trait_of(groups)
        codes = cells.values[inside, index[identity(trait)]]
        if trait.members is None:
            spots = spots * len(groups.levels) + codes
        else:
            taken, level = np.nonzero(trait.members[codes])
            inside, spots = inside[taken], spots[taken] * len(groups.levels) + level
    size = int(np.prod([len(groups.levels) for groups in table.groups], dtype=int))
    inner = sparse.csr_array((np.ones(len(inside)), (spots, inside)), shape=(size, len(cells.values)))
    return sparse.csr_array(roll_up(table.groups, margins=True) @ inner)


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


def _family(cells: Cells, facets: dict[bytes, np.ndarray], kinds: Kinds, strict: bool) -> Family:
    known = cells.of_kind >= 0
    people = np.column_stack([np.zeros(known.sum(), dtype=int), *(states[known] for states in facets.values())])
    states, code = np.unique(people, axis=0, return_inverse=True)
    code = code.ravel()
    pairs, place = np.unique(cells.of_kind[known] * len(states) + code, return_inverse=True)
    counts = np.bincount(place.ravel(), weights=kinds.counts[known])
    if len(cells.values) * len(states) <= MOST_CLASSES:
        every = np.arange(len(cells.values) * len(states))
        every = every[_can_be(cells, code, every // len(states), every % len(states), strict)]
        filled = np.zeros(len(cells.values) * len(states))
        filled[pairs] = counts
        pairs, counts = every, filled[every]
    return Family(tuple(facets), pairs // len(states), states[pairs % len(states), 1:], counts)


def _can_be(cells: Cells, code: np.ndarray, cell: np.ndarray, state: np.ndarray, strict: bool) -> np.ndarray:
    """Which classes can hold somebody: all, but those that go with a filter are such as were seen.

    If `strict`, none of the answers are supposed that don't go with a group where by chance they would.
    """
    keep = np.ones(len(cell), dtype=bool)
    known = cells.of_kind >= 0
    for i, trait in enumerate(cells.traits):
        people = np.zeros((trait.size, state.max(initial=0) + 1))
        np.add.at(people, (cells.values[cells.of_kind[known], i], code), cells.people[known])
        seen = people > 0
        if trait.is_filter or (strict and are_steps(people)):
            keep &= seen[cells.values[cell, i], state]
        elif strict:
            keep &= (seen | (by_chance(people) < LIKELY))[cells.values[cell, i], state]
    return keep


def _tied(families: list[Family]) -> sparse.csr_array:
    """For each further family and each cell: its people by the first family, less its people by this one."""
    sizes = [len(family.cell) for family in families]
    cells = int(max(family.cell.max() for family in families)) + 1
    parts = [
        sparse.csr_array((np.ones(size), (family.cell, np.arange(size))), shape=(cells, size))
        for family, size in zip(families, sizes, strict=True)
    ]
    rows = []
    for number, part in enumerate(parts[1:], start=1):
        blocks = [sparse.csr_array((cells, size)) for size in sizes]
        blocks[0], blocks[number] = parts[0], -part
        rows.append(sparse.hstack(blocks))
    return sparse.csr_array(sparse.vstack(rows)) if rows else sparse.csr_array((0, sum(sizes)))
