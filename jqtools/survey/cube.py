"""The additive cube: for each cell, sums over its rows under every weight. The engine's only pass over rows.

A cell is one combination of groups. Cubes of two sets of rows add up to the cube of both, and a margin is
a sum over an axis, so every table is a roll-up. Turning sums into estimates is elsewhere (`variance`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from scipy import sparse

from jqtools.errors import DataError
from jqtools.survey.columns import Groups

MOST_CELLS = 100_000


@dataclass(frozen=True, eq=False)
class Cube:
    """Sums of one outcome. The first axes are the groups; `weight` and `value` end in an axis of weights.

    `n` rows with a value and a weight above zero, `missing` rows without a value, `positive` rows whose
    value isn't 0, `weight` and `value` the sums of w and w*y under each weight, `squares` the sums of w²,
    w²(y-c) and w²(y-c)² under the full-sample weight, where c is `centre`. `binary` if y is only 0 or 1.
    """

    n: np.ndarray
    missing: np.ndarray
    positive: np.ndarray
    weight: np.ndarray
    value: np.ndarray
    squares: np.ndarray
    centre: float
    binary: bool

    def __add__(self, other: Cube) -> Cube:
        if self.centre != other.centre:
            raise ValueError("only cubes with the same centre add up")
        sums = {name: getattr(self, name) + getattr(other, name) for name in SUMS}
        return Cube(**sums, centre=self.centre, binary=self.binary and other.binary)

    def with_margins(self) -> Cube:
        """The same cube with one more place at the end of each group axis, for the sum over it."""
        sums = {name: with_margins(getattr(self, name), self.n.ndim) for name in SUMS}
        return Cube(**sums, centre=self.centre, binary=self.binary)


SUMS = tuple(field.name for field in fields(Cube) if field.name not in ("centre", "binary"))


def with_margins(values: np.ndarray, axes: int) -> np.ndarray:
    """`values` with the sum over each of the first `axes` axes appended to that axis."""
    for axis in range(axes):
        values = np.concatenate([values, values.sum(axis=axis, keepdims=True)], axis=axis)
    return values


def cubes(
    measures: list[np.ndarray], by: tuple[Groups, ...], weights: np.ndarray, mask: np.ndarray
) -> tuple[Cube, ...]:
    """One cube for each of `measures` (a number per row, NaN where missing), over the rows in `mask`."""
    shape = tuple(len(groups.levels) for groups in by)
    cells = int(np.prod(shape, dtype=float))
    if cells > MOST_CELLS:
        raise DataError(f"a table may have {MOST_CELLS} cells, got {cells}; choose columns with fewer groups")
    code = np.ravel_multi_index([g.codes for g in by], shape) if by else np.zeros(len(mask), dtype=np.intp)
    sums = _sums(measures, code, cells, weights, mask)
    return tuple(
        _cube(y, code, shape, weights[:, 0], mask, sums[2 * i], sums[2 * i + 1]) for i, y in enumerate(measures)
    )


def _sums(
    measures: list[np.ndarray], code: np.ndarray, cells: int, weights: np.ndarray, mask: np.ndarray
) -> np.ndarray:
    """Sums of w and of w*y of each measure, cell and weight: one sparse product, rows read in order."""
    places, rows, data = [], [], []
    for i, y in enumerate(measures):
        used = np.flatnonzero(mask & ~np.isnan(y))
        for j, factor in enumerate((np.ones(len(used)), y[used])):
            places.append(code[used] + (2 * i + j) * cells)
            rows.append(used)
            data.append(factor)
    where = (np.concatenate(places), np.concatenate(rows))
    shape = (2 * len(measures) * cells, len(mask))
    product = sparse.csc_array((np.concatenate(data), where), shape=shape) @ weights
    return product.reshape(2 * len(measures), cells, weights.shape[1])


def _cube(
    y: np.ndarray,
    code: np.ndarray,
    shape: tuple[int, ...],
    w: np.ndarray,
    mask: np.ndarray,
    weight: np.ndarray,
    value: np.ndarray,
) -> Cube:
    valid = ~np.isnan(y)
    real, cells = mask & (w > 0), len(weight)
    used = real & valid
    centre = float(np.median(y[valid])) if valid.any() else 0.0

    def counted(rows: np.ndarray) -> np.ndarray:
        return np.bincount(code[rows], minlength=cells).reshape(shape)

    def squared(power: int) -> np.ndarray:
        term = w[used] ** 2 * (y[used] - centre) ** power
        return np.bincount(code[used], weights=term, minlength=cells).reshape(shape)

    return Cube(
        n=counted(used),
        missing=counted(real & ~valid),
        positive=counted(used & (y != 0)),
        weight=weight.reshape(*shape, -1),
        value=value.reshape(*shape, -1),
        squares=np.stack([squared(power) for power in range(3)], axis=-1),
        centre=centre,
        binary=bool(np.isin(y[used], (0, 1)).all()),
    )
