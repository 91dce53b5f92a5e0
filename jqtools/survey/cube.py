"""The additive cube: for each cell, sums over its rows under every weight. The engine's only pass over rows.

A cell is one combination of groups. Cubes of two sets of rows add up to the cube of both, and a margin is a
sum of cells, so every table is a roll-up. Turning sums into estimates is elsewhere (`answers`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.columns import Groups
from jqtools.survey.design import Design, Domain
from jqtools.survey.sampling import Draws, Units
from jqtools.survey.statistics import Outcome
from jqtools.survey.values import Values

MOST_CELLS = 100_000


@dataclass(frozen=True, eq=False)
class Cube:
    """Sums of one outcome. Arrays have an axis for each group column; `Values` have a row for each cell.

    `n` rows with a value and a weight above zero, `missing` rows without a value, `positive` rows whose value
    isn't 0, `divided` rows whose ratio's denominator isn't 0 (n for other outcomes); `weight` the sum of w and
    `squares` of w² over rows with a value, `value` of w*y, `people` of w and `base` of what `value` is divided
    by: w, or w times a ratio's denominator. `binary` if y is only 0 or 1, `base_binary` if a denominator is.
    """

    n: np.ndarray
    missing: np.ndarray
    positive: np.ndarray
    divided: np.ndarray
    weight: np.ndarray
    squares: np.ndarray
    value: Values
    people: Values
    base: Values
    binary: bool
    base_binary: bool

    def __add__(self, other: Cube) -> Cube:
        if self.value.sampling is not other.value.sampling:
            raise ValueError("only cubes of one design add up")
        sums = {name: getattr(self, name) + getattr(other, name) for name in COUNTS}
        varies = {name: getattr(self, name).plus(getattr(other, name)) for name in VARIES}
        binary = {name: getattr(self, name) and getattr(other, name) for name in ("binary", "base_binary")}
        return Cube(**sums, **varies, **binary)

    def counts(self) -> dict[str, np.ndarray]:
        """The sums that don't vary, one number a cell."""
        return {name: getattr(self, name).ravel() for name in COUNTS}


VARIES = ("value", "people", "base")
COUNTS = tuple(field.name for field in fields(Cube) if field.name not in (*VARIES, "binary", "base_binary"))


def with_margins(values: np.ndarray, axes: int | tuple[int, ...]) -> np.ndarray:
    """`values` with the sum over each of `axes` (or of the first so many) appended to that axis."""
    for axis in range(axes) if isinstance(axes, int) else axes:
        values = np.concatenate([values, values.sum(axis=axis, keepdims=True)], axis=axis)
    return values


def roll_up(by: tuple[Groups, ...], margins: bool) -> sparse.csr_array:
    """One row for each row of the table: which cells it adds up. With `margins`, "(all)" comes last.

    Groups that overlap don't add up; their "(all)" is their last level.
    """
    found = sparse.csr_array(np.ones((1, 1)))
    for groups in by:
        size = len(groups.levels)
        axis = sparse.eye_array(size).tocsr()
        if groups.overlap and not margins:
            axis = axis[:-1]
        elif margins and not groups.overlap:
            axis = sparse.vstack([axis, np.ones((1, size))])
        found = sparse.kron(found, axis)
    found = sparse.csr_array(found)
    found.eliminate_zeros()
    return found


@dataclass(frozen=True, eq=False)
class Places:
    """Which rows are in which cell: pairs of a row and a cell, and the number of groups on each axis."""

    rows: np.ndarray
    cells: np.ndarray
    shape: tuple[int, ...]

    @property
    def size(self) -> int:
        return int(np.prod(self.shape, dtype=float))


def sorted_rows(y: np.ndarray, found: Places, table: sparse.csr_array) -> Iterator[np.ndarray]:
    """For each row of `table`, the rows of the data that it adds up and that have a y, from the lowest y upwards."""
    valid = ~np.isnan(y[found.rows])
    rows, cells = found.rows[valid], found.cells[valid]
    order = np.argsort(cells, kind="stable")
    rows, starts = rows[order], np.searchsorted(cells[order], np.arange(found.size + 1))
    for place in range(table.shape[0]):
        inside = table.indices[table.indptr[place] : table.indptr[place + 1]]
        these = np.concatenate([rows[starts[cell] : starts[cell + 1]] for cell in inside])
        yield these[np.argsort(y[these], kind="stable")]


def places(by: tuple[Groups, ...], mask: np.ndarray) -> Places:
    """The cells of the rows in `mask`; a row is in several if groups overlap."""
    shape = tuple(len(groups.levels) for groups in by)
    found = Places(np.flatnonzero(mask), np.zeros(int(mask.sum()), dtype=np.intp), shape)
    if found.size > MOST_CELLS:
        raise DataError(f"a table may have {MOST_CELLS} cells, got {found.size}; choose columns with fewer groups")
    for groups in by:
        taken, level = groups.placed(found.rows)
        found = Places(found.rows[taken], found.cells[taken] * len(groups.levels) + level, shape)
    return found


def cubes(outcomes: tuple[Outcome, ...], by: tuple[Groups, ...], domain: Domain) -> tuple[Cube, ...]:
    """One cube for each of `outcomes`, over the rows of `domain`."""
    design, found = domain.design, places(by, domain.mask)
    weights = design.weights()
    return tuple(_cube(outcome, design, found, weights) for outcome in outcomes)


def _cube(outcome: Outcome, design: Design, found: Places, weights: np.ndarray) -> Cube:
    y, base = outcome.measure(design.frame), outcome.base(design.frame)
    rows, w = found.rows, weights[found.rows, 0]
    valid = ~np.isnan(y[rows])
    real = w > 0
    used = real & valid
    inner = Places(rows[valid], found.cells[valid], found.shape)

    def counted(which: np.ndarray, by: np.ndarray | None = None) -> np.ndarray:
        return np.bincount(found.cells[which], weights=by, minlength=found.size).reshape(found.shape)

    people = sums(np.ones(len(inner.rows)), inner, design, weights)
    divided = used if base is None else used & (base[rows] != 0)
    return Cube(
        n=counted(used),
        missing=counted(real & ~valid),
        positive=counted(used & (y[rows] != 0)),
        divided=counted(divided),
        weight=counted(used, w[used]),
        squares=counted(used, w[used] ** 2),
        value=sums(y[inner.rows], inner, design, weights),
        people=people,
        base=people if base is None else sums(base[inner.rows], inner, design, weights),
        binary=_binary(y[rows][used]),
        base_binary=base is not None and _binary(base[rows][used]),
    )


def _binary(values: np.ndarray) -> bool:
    return bool(np.isin(values, (0, 1)).all())


def sums(y: np.ndarray, found: Places, design: Design, weights: np.ndarray) -> Values:
    """The sum of w*y in each cell, and under each replicate weight or by each sampling unit; a y for each pair."""
    member = sparse.csr_array((y, (found.cells, np.arange(len(y)))), shape=(found.size, len(y)))
    if isinstance(design.sampling, Draws):
        every = member @ weights[found.rows]
        return Values(every[:, 0], design.sampling, draws=every[:, 1:])
    weighted = y * weights[found.rows, 0]
    now = np.bincount(found.cells, weights=weighted, minlength=found.size)
    scores = None
    if isinstance(design.sampling, Units):
        units = design.sampling
        where = (found.cells, units.of_row[found.rows])
        scores = sparse.csr_array((weighted, where), shape=(found.size, len(units.strata)))
    return Values(now, design.sampling, scores=scores)
