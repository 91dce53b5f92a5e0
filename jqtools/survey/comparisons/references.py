"""Whom each group is compared with: a named group, the best or largest one, everyone, or everyone else.

A row that rolls columns up is compared with what is rolled up alike: women of all races with men of all races,
never with white men. So the best and the largest group are chosen among rows alike, and the row of everyone is
compared with nothing. Rows of "(missing)" are compared, but never chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from jqtools.errors import DataError
from jqtools.survey.answers import Answer
from jqtools.survey.columns import ALL, MISSING
from jqtools.survey.comparisons.everyone import everyone, others
from jqtools.survey.reliability import Flag
from jqtools.survey.table import table_rows
from jqtools.survey.values import Values

WORDS = ("best", "largest", "overall", "rest")
STEADY = (Flag.GOOD, Flag.REVIEW, Flag.CAUTION)
SHOWN = 12


@dataclass(frozen=True, eq=False)
class Compared:
    """The rows of one outcome that are compared, and with what.

    `rows` are their places in the table. `names`, `at` (the reference's place in the table, -1 where it is no
    row of it), `n` and `df` have an entry for each of them; `values` takes places in `rows` and gives the
    reference's numbers. `notes` tells what a reader must know of the choice.
    """

    rows: np.ndarray
    names: tuple[str, ...]
    at: np.ndarray
    n: np.ndarray
    df: np.ndarray
    values: Callable[[np.ndarray], Values]
    notes: tuple[str, ...] = ()


def compared(table: Any, place: int, reference: object, higher_is: str) -> Compared:
    """What each row of the table's outcome number `place` is compared with; see `gaps` for `reference`."""
    answer = table.answers[place]
    places = table_rows(table.by, table.margins)
    if isinstance(reference, str) and reference in ("overall", "rest"):
        return _with_people(table, answer, places, reference)
    if isinstance(reference, str) and reference in ("best", "largest"):
        flags = table.frame["flag"].to_numpy()[place * len(places) : (place + 1) * len(places)]
        at, notes = _chosen(answer, places, flags, reference, higher_is)
    else:
        at, notes = _named(table, places, reference), ()
    rows = np.flatnonzero(at != np.arange(len(places)))
    at = at[rows]
    return Compared(
        rows,
        tuple(text(places[j]) if j >= 0 else "" for j in at),
        at,
        np.where(at >= 0, answer.n[at], np.nan),
        np.where(at >= 0, answer.df[at], np.nan),
        lambda these: answer.values[at[these]].blank(at[these] < 0),
        notes,
    )


def text(place: tuple[object, ...]) -> str:
    """The name of a row's group: its levels, such as "White, Male"."""
    return ", ".join(str(level) for level in place)


def rolled_up(place: tuple[object, ...]) -> tuple[bool, ...]:
    """Which columns a row rolls up."""
    return tuple(isinstance(level, str) and level == ALL for level in place)


def _with_people(table: Any, answer: Answer, places: list[tuple[object, ...]], word: str) -> Compared:
    whole = everyone(table, answer)
    rows = np.flatnonzero([not all(rolled_up(place)) for place in places])
    if word == "overall":
        name, n = "everyone", np.full(len(rows), whole.n, dtype=float)

        def values(these: np.ndarray) -> Values:
            return whole.values[np.zeros(len(these), dtype=int)]
    else:
        name, n = "everyone else", whole.n - answer.n[rows].astype(float)

        def values(these: np.ndarray) -> Values:
            return others(whole, answer, rows[these]).blank(n[these] == 0)

    nowhere = np.full(len(rows), -1)
    return Compared(rows, (name,) * len(rows), nowhere, n, answer.df[rows], values)


def _chosen(
    answer: Answer, places: list[tuple[object, ...]], flags: np.ndarray, word: str, higher_is: str
) -> tuple[np.ndarray, tuple[str, ...]]:
    """The best or largest row among those alike, for each row; -1 where none is steady enough."""
    merit = answer.weight if word == "largest" else answer.estimate * (1 if higher_is == "better" else -1)
    known = np.isfinite(answer.estimate) & np.isfinite(merit) & np.array([MISSING not in place for place in places])
    steady = known & (np.isin(flags.astype(str), STEADY) if word == "best" else True)
    kinds, at, notes = [rolled_up(place) for place in places], np.arange(len(places)), []
    for kind in dict.fromkeys(kinds):
        alike = np.array([kind == other for other in kinds])
        if all(kind):
            continue
        at[alike] = found = _highest(merit, alike & steady)
        first = _highest(merit, alike & known)
        if first != found:
            instead = f"{text(places[found])} is the reference" if found >= 0 else "nothing is the reference"
            notes.append(f"{answer.outcome.name}: {text(places[first])} is best but {flags[first]}, so {instead}")
    return at, tuple(notes)


def _highest(merit: np.ndarray, allowed: np.ndarray) -> int:
    """The first place with the highest merit among those allowed, -1 if none is."""
    return int(np.argmax(np.where(allowed, merit, -np.inf))) if allowed.any() else -1


def _named(table: Any, places: list[tuple[object, ...]], reference: object) -> np.ndarray:
    """The place of each row's reference: `reference`'s levels, and the row's own in columns it doesn't name."""
    given = reference if isinstance(reference, dict) else _column_of(table, reference)
    names = [groups.name for groups in table.by]
    unknown = [name for name in given if name not in names]
    if unknown or not given:
        raise DataError(f"a reference names columns of the table, {', '.join(names)}; got {list(given)}")
    levels = {groups.name: _level(groups, given[groups.name], table) for groups in table.by if groups.name in given}
    position = {place: i for i, place in enumerate(places)}
    return np.array([position[_like(place, names, levels)] for place in places])


def _like(place: tuple[object, ...], names: list[str], levels: dict[str, object]) -> tuple[object, ...]:
    pairs = zip(names, place, rolled_up(place), strict=True)
    return tuple(level if rolled else levels.get(name, level) for name, level, rolled in pairs)


def _column_of(table: Any, reference: object) -> dict[str, object]:
    found = [groups.name for groups in table.by if _matches(groups, reference, table)]
    if len(found) > 1:
        raise DataError(f"{reference!r} is a group in {' and in '.join(found)}; write {{{found[0]!r}: {reference!r}}}")
    if not found:
        choices = [level for groups in table.by for level in groups.shown(table.margins)]
        raise DataError(
            f"a reference is {', '.join(WORDS)}, a dictionary of columns and groups, or one of the groups "
            f"{_listed(choices)}; got {reference!r}"
        )
    return {found[0]: reference}


def _level(groups: Any, wanted: object, table: Any) -> object:
    found = _matches(groups, wanted, table)
    if not found:
        choices = _listed(groups.shown(table.margins))
        raise DataError(f"no group {wanted!r} in {groups.name!r}; the groups are {choices}")
    return found[0]


def _matches(groups: Any, wanted: object, table: Any) -> list[object]:
    return [level for level in groups.shown(table.margins) if str(level) == str(wanted)]


def _listed(levels: Any) -> str:
    found = [str(level) for level in levels]
    return ", ".join(found[:SHOWN]) + (f" and {len(found) - SHOWN} more" if len(found) > SHOWN else "")
