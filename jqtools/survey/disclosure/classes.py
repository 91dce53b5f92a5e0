"""People split as finely as linked tables tell anything of them: by cell, and by what their answers are.

Answers that the data ties together (earning 15 dollars and earning 20, the answers to one question) are split
jointly, as a family; other families each split the cells anew, because any answers to one can go with any to
another. Classes are what an intruder's equations are about: `Classes.counts` are the unknowns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from jqtools.errors import PublicationError
from jqtools.survey.cube import roll_up
from jqtools.survey.disclosure.cells import Cells, Kinds, cells_of
from jqtools.survey.disclosure.families import Family, families_of
from jqtools.survey.disclosure.people import Asked, Facet
from jqtools.survey.disclosure.traits import identity, trait_of

MOST_UNKNOWN = 40_000


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

    def of_family(self, number: int, sums: sparse.csr_array) -> sparse.csr_array:
        """Sums over the classes of one family as sums over all classes."""
        blocks = [sparse.csr_array((sums.shape[0], len(each.cell))) for each in self.families]
        blocks[number] = sums
        return sparse.csr_array(sparse.hstack(blocks))


def classes_of(tables: tuple[Asked, ...], kinds: Kinds, strict: bool = False) -> Classes:
    """The classes that `tables` tell apart; `strict` as for `cells_of`."""
    cells = cells_of(tables, kinds, strict)
    families = families_of(tables, cells, kinds, strict)
    counts = np.concatenate([family.counts for family in families])
    if len(counts) > MOST_UNKNOWN:
        raise PublicationError(
            f"{len(tables)} tables of the same people tell {len(counts)} kinds of them apart, more than can be checked "
            f"together ({MOST_UNKNOWN}); group by fewer columns, or start a new ledger once a reviewer has agreed"
        )
    return Classes(cells, families, counts, _tied(families))


def held_by(table: Asked, cells: Cells) -> np.ndarray:
    """Which cells are of people whom `table` is about."""
    for i, trait in enumerate(cells.traits):
        if trait.is_filter and np.array_equal(trait.codes.astype(bool), table.inside):
            return cells.values[:, i] == 1
    return np.ones(len(cells.values), dtype=bool)


def places_of(table: Asked, cells: Cells) -> sparse.csr_array:
    """One row for each row of `table`, margins and all: which cells it adds up."""
    index = {identity(trait): i for i, trait in enumerate(cells.traits)}
    inside = np.flatnonzero(held_by(table, cells))
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


def _tied(families: tuple[Family, ...]) -> sparse.csr_array:
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
