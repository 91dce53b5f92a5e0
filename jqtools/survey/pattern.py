"""Choose which cells of a table to hide, margins first, so that every view of the same rows agrees.

The total is decided first, then the margins of one column, then of two, then the inner cells, each from its
own table and the margins already decided. So "by sex" hides the same groups whether it is shown alone or as
the margin of "by race and sex", and a group hidden in a margin is hidden in every finer table. The cells to
hide besides the small ones come from a linear program (Kelly, Golden and Assad, 1992); the ranges an intruder
could work out are checked in `audit`.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np

from jqtools.survey.stage import Stage

Axes = tuple[int, ...]


def hidden_people(counts: np.ndarray, floor: int) -> np.ndarray:
    """Which cells and margins of a table of people to hide: those under `floor`, and what protects them.

    Parameters
    ----------
    counts
        People in each inner cell; an axis for each group column.
    floor
        The fewest people that may be shown. A count of 0 shows nobody and is no reason to hide.

    Returns
    -------
    :
        True where hidden; each axis has one more place at its end, for the margin.
    """
    hidden = np.zeros([size + 1 for size in counts.shape], dtype=bool)
    for axes in _views(counts.ndim):
        table, part = _rolled_up(counts, axes), _part(hidden, axes)
        _inherit(part)
        Stage.of_people(table, part, floor).decide()
    return hidden


def hidden_shares(counts: np.ndarray, positives: np.ndarray, people: np.ndarray, floor: int) -> np.ndarray:
    """Which cells and margins of a table of shares to hide, where `n` may be known from another row.

    A share and its `n` give the number of people who have a thing and who don't. Both need `floor`; a share
    of exactly 0% or 100% needs twice as many people, because it tells the same of each of them.

    Parameters
    ----------
    counts, positives
        People in each inner cell, and those of them who have the thing.
    people
        What `hidden_people` hides; it stays hidden.
    floor
        The fewest people that may be shown to have the thing, or not to.
    """
    negatives = counts - positives
    if (positives.sum(), positives.tolist()) > (negatives.sum(), negatives.tolist()):
        positives, negatives = negatives, positives
    hidden = np.zeros_like(people)
    for axes in _views(counts.ndim):
        part, known = _part(hidden, axes), _part(people, axes)
        part |= known
        _inherit(part)
        yes, no = _rolled_up(positives, axes), _rolled_up(negatives, axes)
        Stage.of_shares(yes, no, part, known, floor).decide()
    return hidden


def _views(columns: int) -> list[Axes]:
    """Every roll-up of a table, coarsest first."""
    return [axes for size in range(columns + 1) for axes in combinations(range(columns), size)]


def _rolled_up(counts: np.ndarray, axes: Axes) -> np.ndarray:
    return counts.sum(axis=tuple(axis for axis in range(counts.ndim) if axis not in axes))


def _part(table: np.ndarray, axes: Axes) -> np.ndarray:
    """The roll-up to `axes` of a table with margins; a view, so that changes to it reach `table`."""
    return table[(*(slice(None) if axis in axes else -1 for axis in range(table.ndim)), ...)]


def _inherit(part: np.ndarray) -> None:
    """Hide each inner cell that has a hidden margin."""
    inner = (slice(0, -1),) * part.ndim
    for axis in range(part.ndim):
        margin = list(inner)
        margin[axis] = slice(-1, None)
        part[inner] |= part[tuple(margin)]
