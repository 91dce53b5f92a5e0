"""Everyone in a table, and everyone but one group, from sums: what overlaps is counted once in every replicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.answers import Answer
from jqtools.survey.values import Values, together

ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Whole:
    """One row: everyone's `values`, the sums `top` and `bottom` they are made of, and how many rows, `n`."""

    values: Values
    top: Values | None
    bottom: Values | None
    n: float


def everyone(table: Any, answer: Answer) -> Whole:
    """Everyone in `table`: its last row if it has margins, else the sum of all its groups."""
    if table.margins:
        last = np.array([len(answer.n) - 1])
        sums = (None if part is None else part[last] for part in (answer.top, answer.bottom))
        return Whole(answer.values[last], *sums, float(answer.n[-1]))
    shared = [groups.name for groups in table.by if groups.overlap]
    if shared:
        raise DataError(
            f"people can be in several groups of {', '.join(shared)}, so groups don't add up to everyone; "
            "make the table with margins=True"
        )
    if answer.top is None:
        raise DataError(f"{answer.outcome.name!r} of everyone is no sum of groups; make the table with margins=True")
    row = sparse.csr_array(np.ones((1, len(answer.n))))
    top, bottom = answer.top.added(row), None if answer.bottom is None else answer.bottom.added(row)
    values = top if bottom is None else together(np.divide, top, bottom)
    return Whole(values, top, bottom, float(answer.n.sum()))


def others(whole: Whole, answer: Answer, rows: np.ndarray) -> Values:
    """Everyone who is not in each of the groups in `rows`; undefined where nobody is."""
    if answer.top is None:
        raise DataError(f'{answer.outcome.name!r} of everyone else is no sum; compare with "overall" instead')
    one = np.zeros(len(rows), dtype=int)
    top = together(_without, whole.top[one], answer.top[rows])
    if answer.bottom is None:
        return top
    values = together(np.divide, top, together(_without, whole.bottom[one], answer.bottom[rows]))
    return values.blank(~np.isfinite(values.now))


def _without(whole: np.ndarray, part: np.ndarray) -> np.ndarray:
    """What is left; exactly 0 where rounding is all that is left."""
    left = whole - part
    return np.where(np.abs(np.real(left)) <= ROUNDING * np.abs(np.real(whole)), 0 * left, left)
