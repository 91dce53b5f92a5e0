"""Leave out what earlier tables say of columns that no other table is about, because it narrows nothing.

If a table hides nothing, and a column of it goes with nothing else, then whatever the other tables leave open goes on
being possible: people of each kind can be split by that column as this table says. (Numbers of people with given
margins exist where the margins hang together like a tree: Vorob'ev, 1962, Consistent families of measures.) So the
column can be summed out, which leaves fewer kinds of people to look at.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from jqtools.survey.columns import Groups
from jqtools.survey.disclosure.cells import are_tied, crosstab, identity, trait_of
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.people import Asked


def without_the_irrelevant(asked: Asked, earlier: tuple[Decided, ...]) -> tuple[Decided, ...]:
    """`earlier` tables without the columns that can't matter to a table that is asked for."""
    found = list(earlier)
    for i, table in enumerate(found):
        if table.people.any() or table.answers.any() or _tells_several_things(table.asked):
            continue
        others = [asked, *(each.asked for j, each in enumerate(found) if j != i)]
        kept = table.asked.groups
        for groups in table.asked.groups:
            rest = tuple(other for other in kept if other is not groups)
            if not _matters(groups, [replace(table.asked, groups=rest), *others]):
                kept = rest
        if len(kept) < len(table.asked.groups):
            found[i] = _rolled_up(table, kept)
    return tuple(found)


def _tells_several_things(asked: Asked) -> bool:
    """True if rows tell of two answers, or who has them: how these go together is open, so the tree isn't one."""
    known = [facet.states[asked.inside] for facet in asked.facets]
    return len({states.tobytes() for states in known if len(states) and states.min() < states.max()}) > 1


def _matters(groups: Groups, every: list[Asked]) -> bool:
    """True if the tables but for this column have it too, or anything that goes with it."""
    trait, columns = trait_of(groups), [trait_of(other) for table in every for other in table.groups]
    if trait.members is not None or any(identity(trait) == identity(other) for other in columns):
        return True
    anyone = np.any([table.inside for table in every], axis=0)
    codes = [(other.codes, other.size) for other in columns]
    codes += [(facet.states, facet.told.shape[1]) for table in every for facet in table.facets]
    for table in every:
        people = _together(trait.codes, trait.size, table.inside.astype(int), 2, anyone)
        if not table.inside[anyone].all() and (people[people.any(axis=1)] == 0).any():
            return True
    return any(are_tied(_together(trait.codes, trait.size, other, size, anyone)) for other, size in codes)


def _together(one: np.ndarray, many: int, other: np.ndarray, size: int, anyone: np.ndarray) -> np.ndarray:
    return crosstab(one[anyone], other[anyone], np.ones(int(anyone.sum())), (many, size))


def _rolled_up(table: Decided, kept: tuple[Groups, ...]) -> Decided:
    rows = int(np.prod([len(groups.levels) + (not groups.overlap) for groups in kept], dtype=int))
    nothing = np.zeros((len(table.asked.facets), rows), dtype=bool)
    return replace(table, asked=replace(table.asked, groups=kept), people=nothing, answers=nothing)
