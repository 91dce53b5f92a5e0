"""Which groups of a table are compared, in which order, and which are left out and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from jqtools.errors import DataError
from jqtools.survey.answers import Answer
from jqtools.survey.columns import ALL, MISSING
from jqtools.survey.inequalities.inequality_rows import Compared
from jqtools.survey.sampling import Everyone
from jqtools.survey.table import table_rows

HIGHER_IS = ("better", "worse")
HIDDEN = "hidden or without an estimate: {}; leave_out does without a group"
NOBODY = "nobody is in it"
NO_GROUP = "not a group"
AS_ASKED = "left out as asked"
SHOWN = 12
Place = tuple[object, ...]


@dataclass(frozen=True, eq=False)
class Asked:
    """What was asked of a table: the `rows` of it that are groups, in the order asked for, and the choices.

    `names` are those of all rows of the table; `left_out` says of some why they are.
    """

    rows: tuple[int, ...]
    names: tuple[str, ...]
    left_out: dict[int, str]
    reference: int | None
    higher_is: str
    ordered: bool


def asked(
    table: Any,
    reference: object,
    order: Sequence[object] | None,
    higher_is: str,
    leave_out: Sequence[object],
    with_missing: bool,
) -> Asked:
    """What `inequality` was asked for, as places of the table's rows."""
    if higher_is not in HIGHER_IS:
        raise DataError(f"higher_is is one of {', '.join(HIGHER_IS)}; got {higher_is!r}")
    if not table.by:
        raise DataError("inequality is between groups; name the columns of the groups with by= when making the table")
    places = table_rows(table.by, table.margins)
    inner = {place: i for i, place in enumerate(places) if not any(_is(level, ALL) for level in place)}
    left_out = {inner[place]: NO_GROUP for place in inner if MISSING in place and not with_missing}
    for item in _several(leave_out, "leave_out"):
        left_out[_found(table, inner, item)] = AS_ASKED
    rows, order = tuple(inner.values()), _declared(table) if order is None else order
    if order is not None:
        first = [_found(table, inner, item) for item in _several(order, "order")]
        _check_order(first, [row for row in rows if row not in left_out], places)
        rows = (*first, *(row for row in rows if row not in first))
    place = None if reference is None else _found(table, inner, reference)
    if place in left_out:
        raise DataError(f"the reference may not be left out, and {_text(places[place])} is: {left_out[place]}")
    return Asked(rows, tuple(map(_text, places)), left_out, place, higher_is, order is not None)


def compared(table: Any, number: int, choices: Asked) -> Compared:
    """The groups of the table's outcome `number`: those of nobody are left out, a hidden one spoils it all."""
    answer: Answer = table.answers[number]
    empty = {row: NOBODY for row in choices.rows if answer.n[row] == 0}
    left_out = empty | choices.left_out
    used = [row for row in choices.rows if row not in left_out]
    hidden = [choices.names[row] for row in used if not np.isfinite(answer.estimate[row])]
    reason = HIDDEN.format("; ".join(hidden)) if hidden else ""
    if choices.reference in empty:
        reason = f"nobody is in the reference, {choices.names[choices.reference]}"
    size = len(choices.names)
    flags = table.frame["flag"].to_numpy()[number * size : (number + 1) * size]
    return Compared(
        values=answer.values[used],
        people=answer.people[used],
        names=[choices.names[row] for row in used],
        flags=[flags[row] for row in used],
        statistic=answer.outcome.statistic,
        df=float(answer.df[used].min()) if used else np.nan,
        census=isinstance(answer.values.sampling, Everyone),
        reference=used.index(choices.reference) if choices.reference in used else None,
        higher_is=choices.higher_is,
        left_out="; ".join(f"{choices.names[row]} ({why})" for row, why in sorted(left_out.items())),
        reason=reason,
    )


def _declared(table: Any) -> list[object] | None:
    """The groups in their own order, if they are those of one column of the design that has one."""
    domain = getattr(table, "domain", None)
    if domain is None or len(table.by) != 1 or table.by[0].name not in domain.design.frame:
        return None
    dtype = domain.design.frame[table.by[0].name].dtype
    if not (isinstance(dtype, pd.CategoricalDtype) and dtype.ordered):
        return None
    return [level for level in table.by[0].levels if not _is(level, MISSING)]


def _check_order(first: list[int], needed: list[int], places: list[Place]) -> None:
    twice = [row for row in first if first.count(row) > 1]
    if twice:
        raise DataError(f"order names each group once, and {_text(places[twice[0]])} is in it twice")
    lacking = [_text(places[row]) for row in needed if row not in first]
    if lacking:
        raise DataError(f"order must name every group; it lacks {_listed(lacking)}, which leave_out could do without")


def _found(table: Any, inner: dict[Place, int], item: object) -> int:
    """The row of a group named by its level, by a tuple of levels, or by a dictionary."""
    names = [groups.name for groups in table.by]
    place = item if isinstance(item, tuple) else (item,)
    if isinstance(item, dict):
        place = tuple(item.get(name) for name in names) if set(item) == set(names) else ()
    if place in inner:
        return inner[place]
    alike = [row for known, row in inner.items() if tuple(map(str, known)) == tuple(map(str, place))]
    if alike:
        return alike[0]
    choices = _listed([_text(known) for known in inner])
    how = "" if len(names) == 1 else f", as a tuple or a dictionary of {', '.join(names)}"
    raise DataError(f"no group {item!r}; the groups are {choices}{how}")


def _several(items: Sequence[object], name: str) -> list[object]:
    if isinstance(items, str | dict):
        raise DataError(f"{name} is a list of groups, got {items!r}")
    return list(items)


def _is(level: object, word: str) -> bool:
    return isinstance(level, str) and level == word


def _text(place: Place) -> str:
    return ", ".join(str(level) for level in place)


def _listed(names: list[str]) -> str:
    return "; ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
