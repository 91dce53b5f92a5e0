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
from jqtools.survey.disclosure.cells import Kinds, kinds_of
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.people import Asked
from jqtools.survey.disclosure.ties import Crossing, are_tied, crosstab
from jqtools.survey.disclosure.traits import crossings_of, identity, trait_of, traits_of


def without_the_irrelevant(asked: Asked, earlier: tuple[Decided, ...]) -> tuple[Decided, ...]:
    """`earlier` tables without the columns that can't matter to a table that is asked for."""
    kinds = kinds_of((asked, *(each.asked for each in earlier)))
    tables, found = list(kinds.tables), list(earlier)
    made = _made_of_cells(kinds, min((each.policy.min_n for each in earlier), default=1))
    for i, table in enumerate(earlier, start=1):
        own = tables[i]
        if table.people.any() or table.answers.any() or _tells_several_things(own):
            continue
        kept = list(range(len(own.groups)))
        for column, groups in enumerate(own.groups):
            rest = replace(own, groups=tuple(own.groups[other] for other in kept if other != column))
            others = [rest, *(each for j, each in enumerate(tables) if j != i)]
            if identity(trait_of(groups)) not in made and not _matters(groups, others, kinds.counts):
                kept.remove(column)
        if len(kept) < len(own.groups):
            found[i - 1] = _rolled_up(table, tuple(table.asked.groups[column] for column in kept))
            tables[i] = replace(own, groups=tuple(own.groups[column] for column in kept))
    return tuple(found)


def _made_of_cells(kinds: Kinds, least: int) -> set[bytes]:
    """Columns of which one, or answers, are nearly made of the cells that the others make in one table."""
    anyone = np.any([table.inside for table in kinds.tables], axis=0)
    traits = traits_of(kinds.tables, anyone)
    answers = {facet.states.tobytes(): facet.states for table in kinds.tables for facet in table.facets}
    found = set[bytes]()
    for crossing in crossings_of(kinds.tables, traits) if anyone.any() else ():
        met = Crossing(np.column_stack([traits[i].codes for i in crossing])[anyone], kinds.counts[anyone])
        others = {identity(trait): trait.codes for i, trait in enumerate(traits) if i not in crossing}
        for key, codes in (others | answers).items():
            if len(met.kept_apart(codes[anyone])) or met.nearly_makes(codes[anyone], least):
                found |= {key, *(identity(traits[i]) for i in crossing)}
    return found


def _tells_several_things(asked: Asked) -> bool:
    """True if rows tell of two answers, or who has them: how these go together is open, so the tree isn't one."""
    known = [facet.states[asked.inside] for facet in asked.facets]
    return len({states.tobytes() for states in known if len(states) and states.min() < states.max()}) > 1


def _matters(groups: Groups, every: list[Asked], counts: np.ndarray) -> bool:
    """True if the tables but for this column have it too, or anything that goes with it."""
    trait, columns = trait_of(groups), [trait_of(other) for table in every for other in table.groups]
    if trait.members is not None or any(identity(trait) == identity(other) for other in columns):
        return True
    anyone = np.any([table.inside for table in every], axis=0)
    codes = [(other.codes, other.size) for other in columns]
    codes += [(facet.states, facet.told.shape[1]) for table in every for facet in table.facets]

    def together(other: np.ndarray, size: int) -> np.ndarray:
        return crosstab(trait.codes[anyone], other[anyone], counts[anyone], (trait.size, size))

    for table in every:
        people = together(table.inside.astype(int), 2)
        if not table.inside[anyone].all() and (people[people.any(axis=1)] == 0).any():
            return True
    return any(are_tied(together(other, size)) for other, size in codes)


def _rolled_up(table: Decided, kept: tuple[Groups, ...]) -> Decided:
    rows = int(np.prod([len(groups.levels) + (not groups.overlap) for groups in kept], dtype=int))
    nothing = np.zeros((len(table.asked.facets), rows), dtype=bool)
    return replace(table, asked=replace(table.asked, groups=kept), people=nothing, answers=nothing)
