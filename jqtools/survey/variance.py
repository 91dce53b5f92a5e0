"""From the sums of a cube to estimates and standard errors.

Replication: the scheme's scale times the sum of squared distances from the full-sample estimate. Taylor: each
row its own sampling unit, n/(n-1) times the sum of squared scores over the whole design, where rows outside
the cell score 0. Intervals are elsewhere (`intervals`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from jqtools.survey.cube import Cube
from jqtools.survey.design import Design


@dataclass(frozen=True, eq=False)
class Estimated:
    """One number per cell: the estimate, its standard error and the replicates left out as undefined."""

    estimate: np.ndarray
    se: np.ndarray
    undefined: np.ndarray


def estimated(cube: Cube, statistic: str, design: Design) -> Estimated:
    """Estimates of every cell of `cube`; NaN where nobody is in a cell."""
    with np.errstate(divide="ignore", invalid="ignore"):
        every = cube.value if statistic == "total" else cube.value / cube.weight
    every = np.where((cube.n > 0)[..., None], every, np.nan)
    estimate, none = every[..., 0], np.zeros(cube.n.shape, dtype=int)
    if design.method == "census":
        return Estimated(estimate, np.full(cube.n.shape, np.nan), none)
    if design.method == "taylor":
        variance = _taylor(cube, statistic, estimate, len(design.frame))
        return Estimated(estimate, np.sqrt(variance), none)
    return _replicated(every, design.replicates.scale)


def _replicated(every: np.ndarray, scale: float) -> Estimated:
    distances = every[..., 1:] - every[..., :1]
    undefined = ~np.isfinite(distances)
    variance = scale * np.where(undefined, 0, distances**2).sum(axis=-1)
    known = np.isfinite(every[..., 0])
    return Estimated(
        every[..., 0], np.where(known, np.sqrt(variance), np.nan), np.where(known, undefined.sum(axis=-1), 0)
    )


def _taylor(cube: Cube, statistic: str, estimate: np.ndarray, rows: int) -> np.ndarray:
    if rows < 2:
        return np.full(cube.n.shape, np.nan)
    weights, values, squares = (cube.squares[..., power] for power in range(3))
    if statistic == "total":
        c = cube.centre
        spread = squares + 2 * c * values + c**2 * weights - estimate**2 / rows
        return rows / (rows - 1) * np.maximum(spread, 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = estimate - cube.centre
        spread = (squares - 2 * distance * values + distance**2 * weights) / cube.weight[..., 0] ** 2
    return rows / (rows - 1) * np.maximum(spread, 0)


def degrees_of_freedom(design: Design) -> float:
    """Rows less one (Taylor), or the rank of the replicate weights less one; NaN for a census.

    They are those of the whole design, also for a domain, as in R's `svyby`.
    """
    if design.method == "census":
        return np.nan
    if design.method == "taylor":
        return len(design.frame) - 1.0
    replicates = design.weights()[:, 1:]
    lengths = np.sqrt((replicates**2).sum(axis=0))
    scaled = replicates / np.where(lengths > 0, lengths, 1)
    sizes = np.linalg.eigvalsh(scaled.T @ scaled)
    return float((sizes > 1e-10 * sizes.max()).sum() - 1)


def kish(cube: Cube) -> np.ndarray:
    """The effective number of rows of each cell: (sum of w)² / sum of w²; 0 where there are none."""
    weights, squares = cube.weight[..., 0], cube.squares[..., 0]
    return np.where(squares > 0, weights**2 / np.where(squares > 0, squares, 1), 0)
