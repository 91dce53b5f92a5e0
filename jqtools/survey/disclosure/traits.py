"""The ways in which linked tables tell people apart: their group columns and their filters."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from jqtools.survey.columns import Groups
from jqtools.survey.disclosure.people import Asked


@dataclass(frozen=True, eq=False)
class Trait:
    """One way in which tables tell people apart: a code for each person. Filters are traits of two codes.

    `members` says which groups each code is in, where people can be in several.
    """

    codes: np.ndarray
    size: int
    is_filter: bool
    members: np.ndarray | None = None


def trait_of(groups: Groups) -> Trait:
    """The trait that a table's group column is."""
    if not groups.overlap:
        return Trait(groups.codes, len(groups.levels), False)
    members, codes = np.unique(groups.members, axis=0, return_inverse=True)
    return Trait(codes.ravel(), len(members), False, members)


def traits_of(tables: tuple[Asked, ...], anyone: np.ndarray) -> tuple[Trait, ...]:
    """The traits of `tables`, of which `anyone` says whom they are about; a filter that lets in all of them is none."""
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


def crossings_of(tables: tuple[Asked, ...], traits: tuple[Trait, ...]) -> tuple[tuple[int, ...], ...]:
    """The traits, two or more, that a table splits people by at once: its columns, within its filter or not."""
    place = {identity(trait): i for i, trait in enumerate(traits)}
    filters = {trait.codes.tobytes(): i for i, trait in enumerate(traits) if trait.is_filter}
    found: dict[tuple[int, ...], None] = {}
    for table in tables:
        columns = {place[identity(trait_of(groups))] for groups in table.groups}
        within = filters.get(table.inside.astype(int).tobytes())
        own = sorted(columns if within is None else {*columns, within})
        for size in range(2, len(own) + 1):
            found.update(dict.fromkeys(combinations(own, size)))
    return tuple(found)
