"""Everyone whom linked tables are about, as cells: people whom no table tells apart, by group or by filter.

An intruder may suppose that a cell that holds nobody holds somebody, so such cells are here too, with a count of
0, unless a filter rules them out. An intruder who knows the field rules out more: a place outside its county.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from jqtools.survey.columns import Groups

MOST_CELLS = 4_000
LIKELY = 5


@dataclass(frozen=True, eq=False)
class Asked:
    """One table that is shown or wanted.

    `inside` says which people it is about (one true or false a person), `groups` how it splits them, `facets` what
    its rows tell of them: one for each outcome, or more. `errors` says whether rows have standard errors, which, with
    their degrees of freedom, tell how many people the table is about.
    """

    inside: np.ndarray
    groups: tuple[Groups, ...]
    facets: tuple[Facet, ...]
    errors: bool = False

    def of(self, rows: np.ndarray) -> Asked:
        """The same table about some of the people, in the order of `rows`."""
        facets = tuple(facet.at(rows) for facet in self.facets)
        groups = tuple(groups.at(rows) for groups in self.groups)
        return replace(self, inside=self.inside[rows], groups=groups, facets=facets)


@dataclass(frozen=True, eq=False)
class Facet:
    """What an outcome's rows tell of each person.

    `states` has 0 for who has no value, and a number from 1 upwards for each value. A row tells how many people have
    a value, and a sum for each row of `told`, which says how much a person of each state adds (a share: 1 for a yes).
    It is secret if few people of a row are in one of the states `secret`, and if all or nearly all are in one of the
    states `ends`. `amounts` are the numbers, times the weight, whose sum a row tells, NaN for who has no value; None
    where rows tell no sum but of people.
    """

    outcome: int
    states: np.ndarray
    told: np.ndarray
    secret: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    amounts: np.ndarray | None = None

    @property
    def counts(self) -> bool:
        """True if a row tells more than how many people have a value."""
        return len(self.told) > 0

    @property
    def exact(self) -> bool:
        """True if what a row tells are numbers of people in a state."""
        return bool((self.told <= 1).all())

    @property
    def has(self) -> np.ndarray:
        """1 for each state of people who have a value."""
        return np.append(0.0, np.ones(self.told.shape[1] - 1))

    def only(self, state: int) -> np.ndarray:
        """1 for one state."""
        return (np.arange(self.told.shape[1]) == state).astype(float)

    def adding(self, amounts: np.ndarray | None) -> Facet:
        """The same with the `amounts` that people add to a sum."""
        return replace(self, amounts=amounts)

    def at(self, rows: np.ndarray) -> Facet:
        """The same of the people in `rows`."""
        amounts = None if self.amounts is None else self.amounts[rows]
        return replace(self, states=self.states[rows], amounts=amounts)


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
    people = together(values, counts, traits, i, j)
    if traits[i].is_filter or traits[j].is_filter:
        return people > 0
    if not strict:
        return None
    return people > 0 if are_steps(people) else (people > 0) | (by_chance(people) < LIKELY)


def together(values: np.ndarray, counts: np.ndarray, traits: tuple[Trait, ...], i: int, j: int) -> np.ndarray:
    """How many people have each code of trait `i` and each of trait `j`."""
    found = np.zeros((traits[i].size, traits[j].size))
    np.add.at(found, (values[:, i], values[:, j]), counts)
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
