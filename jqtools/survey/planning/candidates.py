"""Ways to roll a table up: fewer columns, and in each column allowed merges of its groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.categories.race_groups import NAME, RaceGroups
from jqtools.survey.columns import MISSING, groups
from jqtools.survey.design import Domain
from jqtools.survey.planning.merges import Merges, checked_merges, in_one_merge

Column = str | RaceGroups
Chosen = dict[str, dict[str, tuple[object, ...]]]


@dataclass(frozen=True, eq=False)
class Candidate:
    """A table to try: its columns, and in `merged` the merges that are made in them, by column."""

    by: tuple[Column, ...]
    merged: Chosen = field(default_factory=dict)

    def rows(self, domain: Domain) -> Domain:
        """The same people, with a further column for each that is merged.

        The column itself stays, so that these records are known to be those of other tables.
        """
        frame = domain.design.frame
        if not self.merged:
            return domain
        columns = {merged_name(column): _merged(frame, column, chosen) for column, chosen in self.merged.items()}
        return replace(domain, design=replace(domain.design, frame=frame.assign(**columns)))

    @property
    def asked(self) -> tuple[Column, ...]:
        """What to group `rows` by."""
        return tuple(merged_name(item) if isinstance(item, str) and item in self.merged else item for item in self.by)

    def with_merges(self, allowed: Chosen, small: Mapping[str, set[object]] | None) -> Iterator[Candidate]:
        """The same columns with merges, the fewest first.

        First those that hold a group that is `small` (by column; None if not known) in the last column that has
        any, then in all columns, then every allowed merge.
        """
        mine = {column: allowed[column] for column in names(self.by) if allowed.get(column)}
        needed = mine if small is None else _holding(mine, small)
        last = dict(list(needed.items())[-1:])
        tried: list[Chosen] = [{}]
        for merged in (last, needed, mine):
            if merged not in tried:
                tried.append(merged)
                yield Candidate(self.by, merged)


def names(by: tuple[Column, ...]) -> tuple[str, ...]:
    """What each column is called in a table."""
    return tuple(NAME if isinstance(item, RaceGroups) else item for item in by)


def merged_name(column: str) -> str:
    """The column that holds the merged groups of another."""
    return f"{column} (merged)"


def allowed_merges(merges: Mapping[str, Merges] | None, by: tuple[Column, ...], frame: pd.DataFrame) -> Chosen:
    """The merges of each column, by their names; those of a group in two merges are refused, see `checked_merges`."""
    found: Chosen = {}
    for column, asked in (merges or {}).items():
        if column not in [item for item in by if isinstance(item, str)]:
            columns = ", ".join(names(by)) or "none"
            raise DataError(f"merges are of columns of the data that are in by ({columns}); got {column!r}")
        found[column] = checked_merges(asked, groups(frame, column).levels)
        in_one_merge(found[column], column)
        if merged_name(column) in frame:
            raise DataError(
                f"merges of {column!r} need the name {merged_name(column)!r}; rename the column of that name"
            )
    return found


def _merged(frame: pd.DataFrame, column: str, chosen: Merges) -> pd.Categorical:
    """The column with its groups merged; a merge stands where the first of its groups stood."""
    found, of = groups(frame, column), in_one_merge(chosen, column)
    new = [None if level == MISSING else of.get(level, level) for level in found.levels]
    levels = list(dict.fromkeys(level for level in new if level is not None))
    places = [-1 if level is None else levels.index(level) for level in new]
    return pd.Categorical.from_codes([places[code] for code in found.codes], pd.Index(levels, dtype=object))


def _holding(allowed: Chosen, small: Mapping[str, set[object]]) -> Chosen:
    found = {
        column: {name: parts for name, parts in merges.items() if small.get(column, set()) & set(parts)}
        for column, merges in allowed.items()
    }
    return {column: merges for column, merges in found.items() if merges}
