"""Everyone whom linked tables are about, as cells: people whom no table tells apart, by group or by filter.

An intruder may suppose that a cell that holds nobody holds somebody, so such cells are here too, with a count of
0, unless a filter rules them out. An intruder who knows the field rules out more: a place outside its county.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.ties import Crossing, among, are_steps, crosstab, kept_apart
from jqtools.survey.disclosure.traits import Trait, crossings_of, trait_of, traits_of

MOST_CELLS = 4_000
Never = tuple[list[int], np.ndarray]


@dataclass(frozen=True, eq=False)
class Cells:
    """A row of `values` a cell: its code of each of `traits`. `counts` people are in it.

    `of_kind` is the cell of each kind of people, -1 for those whom no table is about, and `people` how many they are.
    `crossings` are the traits, two or more, that a table splits people by at once.
    """

    traits: tuple[Trait, ...]
    crossings: tuple[tuple[int, ...], ...]
    values: np.ndarray
    counts: np.ndarray
    of_kind: np.ndarray
    people: np.ndarray

    def together(self, i: int, j: int) -> np.ndarray:
        """How many people have each code of trait `i` and each of trait `j`."""
        shape = self.traits[i].size, self.traits[j].size
        return crosstab(self.values[:, i], self.values[:, j], self.counts, shape)

    def crossing(self, traits: tuple[int, ...]) -> Crossing:
        """What each cell is in all of `traits`."""
        return Crossing(self.values[:, list(traits)], self.counts)


@dataclass(frozen=True, eq=False)
class Kinds:
    """People whom no table tells apart in anything, as one: `tables` about kinds of people, of `counts` people each."""

    tables: tuple[Asked, ...]
    counts: np.ndarray


def kinds_of(tables: tuple[Asked, ...]) -> Kinds:
    """The kinds of people whom any of `tables` is about."""
    anyone = np.any([table.inside for table in tables], axis=0)
    key = np.zeros(int(anyone.sum()), dtype=np.int64)
    for table in tables:
        for codes in (
            table.inside,
            *(trait_of(groups).codes for groups in table.groups),
            *(facet.states for facet in table.facets),
        ):
            _, key = np.unique(key * (int(codes.max(initial=0)) + 1) + codes[anyone], return_inverse=True)
    _, first, counts = np.unique(key, return_index=True, return_counts=True)
    rows = np.flatnonzero(anyone)[first]
    return Kinds(tuple(table.of(rows) for table in tables), counts)


def cells_of(tables: tuple[Asked, ...], kinds: Kinds, strict: bool) -> Cells:
    """The cells that `tables` tell apart, those that hold nobody last.

    If `strict`, no pairs of codes are supposed that don't go together where by chance they would: places and their
    county, two ways to band ages.
    """
    anyone = np.any([table.inside for table in tables], axis=0)
    traits = traits_of(tables, anyone)
    codes = np.column_stack([trait.codes[anyone] for trait in traits] or [np.zeros(anyone.sum(), dtype=int)])
    values, place = np.unique(codes, axis=0, return_inverse=True)
    of_kind = np.full(len(anyone), -1)
    of_kind[anyone] = place.ravel()
    counts = np.bincount(place.ravel(), weights=kinds.counts[anyone], minlength=len(values))
    cells = Cells(traits, crossings_of(tables, traits), values, counts, of_kind, kinds.counts)
    empty = _supposed(values, traits, _never(cells, strict))
    return replace(cells, values=np.vstack([values, empty]), counts=np.append(counts, np.zeros(len(empty))))


def _supposed(values: np.ndarray, traits: tuple[Trait, ...], never: list[Never]) -> np.ndarray:
    """Cells that hold nobody but could, by what is `never` met: one trait away from a cell that holds somebody."""
    found, seen = [values[:0]], {tuple(row) for row in values.tolist()}
    for axis in (axis for axis in range(len(traits)) if not traits[axis].is_filter):
        for code in range(traits[axis].size):
            new = values.copy()
            new[:, axis] = code
            for columns, those in never:
                if axis in columns:
                    new = new[~among(new[:, columns], those)]
            new = np.unique(new, axis=0)
            new = new[[tuple(row) not in seen for row in new.tolist()]]
            seen.update(tuple(row) for row in new.tolist())
            found.append(new)
            if len(seen) > MOST_CELLS:  # too many to suppose: an intruder who knows that they are empty knows more
                return values[:0]
    return np.vstack(found)


def _never(cells: Cells, strict: bool) -> list[Never]:
    """Codes that can't go together: traits, and a row of codes each; with a filter, whatever was not seen."""
    found = []
    for i, j in combinations(range(len(cells.traits)), 2):
        people = cells.together(i, j)
        if cells.traits[i].is_filter or cells.traits[j].is_filter or (strict and are_steps(people)):
            found.append(([i, j], np.argwhere(people == 0)))
        elif strict:
            found.append(([i, j], np.argwhere(kept_apart(people))))
    for crossing in cells.crossings if strict else ():
        met = cells.crossing(crossing)
        others = (i for i, trait in enumerate(cells.traits) if i not in crossing and not trait.is_filter)
        found += [([*crossing, i], met.kept_apart(cells.values[:, i])) for i in others]
    return [(columns, those) for columns, those in found if len(those)]
