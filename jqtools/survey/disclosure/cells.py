"""Everyone whom linked tables are about, as cells: people whom no table tells apart, by group or by filter.

An intruder may suppose that a cell that holds nobody holds somebody, so such cells are here too, with a count of
0, unless a filter rules them out. An intruder who knows the field rules out more: a place outside its county.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from jqtools.survey.columns import Groups
from jqtools.survey.disclosure.people import Asked

MOST_CELLS = 4_000
LIKELY = 5


@dataclass(frozen=True, eq=False)
class Trait:
    """One way in which tables tell people apart: a code for each person. Filters are traits of two codes.

    `members` says which groups each code is in, where people can be in several.
    """

    codes: np.ndarray
    size: int
    is_filter: bool
    members: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Cells:
    """A row of `values` a cell: its code of each of `traits`. `counts` people are in it.

    `of_kind` is the cell of each kind of people, -1 for those whom no table is about, and `people` how many they are.
    """

    traits: tuple[Trait, ...]
    values: np.ndarray
    counts: np.ndarray
    of_kind: np.ndarray
    people: np.ndarray

    def together(self, i: int, j: int) -> np.ndarray:
        """How many people have each code of trait `i` and each of trait `j`."""
        shape = self.traits[i].size, self.traits[j].size
        return crosstab(self.values[:, i], self.values[:, j], self.counts, shape)


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
    traits = _traits(tables, anyone)
    codes = np.column_stack([trait.codes[anyone] for trait in traits] or [np.zeros(anyone.sum(), dtype=int)])
    values, place = np.unique(codes, axis=0, return_inverse=True)
    of_kind = np.full(len(anyone), -1)
    of_kind[anyone] = place.ravel()
    counts = np.bincount(place.ravel(), weights=kinds.counts[anyone], minlength=len(values))
    empty = _supposed(values, counts, traits, strict)
    return Cells(traits, np.vstack([values, empty]), np.append(counts, np.zeros(len(empty))), of_kind, kinds.counts)


def trait_of(groups: Groups) -> Trait:
    """The trait that a table's group column is."""
    if not groups.overlap:
        return Trait(groups.codes, len(groups.levels), False)
    members, codes = np.unique(groups.members, axis=0, return_inverse=True)
    return Trait(codes.ravel(), len(members), False, members)


def _traits(tables: tuple[Asked, ...], anyone: np.ndarray) -> tuple[Trait, ...]:
    found: dict[bytes, Trait] = {}
    for table in tables:
        if not table.inside[anyone].all():
            found.setdefault(table.inside.tobytes(), Trait(table.inside.astype(int), 2, True))
        for groups in table.groups:
            trait = trait_of(groups)
            found.setdefault(identity(trait), trait)
    return tuple(found.values())


def identity(trait: Trait) -> bytes:
    """The same for two traits that tell the same people apart under the same codes."""
    members = b"" if trait.members is None else trait.members.tobytes()
    return np.append(trait.codes, trait.size).astype(np.int64).tobytes() + members


def _supposed(values: np.ndarray, counts: np.ndarray, traits: tuple[Trait, ...], strict: bool) -> np.ndarray:
    """Cells that hold nobody but could: one trait away from a cell that holds somebody."""
    axes = range(len(traits))
    possible = {pair: _possible(values, counts, traits, *pair, strict) for pair in combinations(axes, 2)}
    found, seen = [values[:0]], {tuple(row) for row in values.tolist()}
    for axis in (axis for axis in axes if not traits[axis].is_filter):
        for code in range(traits[axis].size):
            moved = values.copy()
            moved[:, axis] = code
            keep = np.ones(len(moved), dtype=bool)
            for (i, j), table in possible.items():
                if table is not None and axis in (i, j):
                    keep &= table[moved[:, i], moved[:, j]]
            new = np.unique(moved[keep], axis=0)
            new = new[[tuple(row) not in seen for row in new.tolist()]]
            seen.update(tuple(row) for row in new.tolist())
            found.append(new)
            if len(seen) > MOST_CELLS:  # too many to suppose: an intruder who knows that they are empty knows more
                return values[:0]
    return np.vstack(found)


def _possible(
    values: np.ndarray, counts: np.ndarray, traits: tuple[Trait, ...], i: int, j: int, strict: bool
) -> np.ndarray | None:
    """Which codes of two traits can go together; None if all."""
    people = crosstab(values[:, i], values[:, j], counts, (traits[i].size, traits[j].size))
    if traits[i].is_filter or traits[j].is_filter:
        return people > 0
    if not strict:
        return None
    return people > 0 if are_steps(people) else (people > 0) | (by_chance(people) < LIKELY)


def crosstab(one: np.ndarray, other: np.ndarray, counts: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """How many people have each code of one trait and each of another."""
    found = np.zeros(shape)
    np.add.at(found, (one, other), counts)
    return found


def are_steps(people: np.ndarray) -> bool:
    """True if the codes of two traits go together like bands: nested (places in counties) or staggered (ages)."""
    met = people > 0
    met = met[met.any(axis=1)][:, met.any(axis=0)]
    missed = (people == 0) & (by_chance(people) >= 1)
    return bool((missed.any() or _meet_rarely(people)) and met.sum() < sum(met.shape))


def are_tied(people: np.ndarray) -> bool:
    """True if two traits (a row and a column of `people` a code) have codes that don't go together but would by chance.

    Such as two ways to band ages, or places and their regions, even if each place is small.
    """
    return are_steps(people) or bool(((people == 0) & (by_chance(people) >= LIKELY)).any())


def _meet_rarely(people: np.ndarray) -> bool:
    """True if far fewer pairs of codes go together than by chance."""
    chances = -np.expm1(-by_chance(people))
    far = LIKELY + 4 * np.sqrt((chances * (1 - chances)).sum())
    return bool(chances.sum() - (people > 0).sum() > far)


def by_chance(people: np.ndarray) -> np.ndarray:
    """How many people would have two codes if one had nothing to do with the other."""
    return people.sum(axis=1, keepdims=True) * people.sum(axis=0) / max(people.sum(), 1)
