"""By which groups each measure is shown: measures by dimensions, each cell read off the splits of its measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jqtools.plan.measure import Measure
from jqtools.plan.split import Dimension, Split, SplitStatus

USUAL_MINIMUM = 10


class CellState(StrEnum):
    """How a measure stands with a dimension.

    `none`: it is not shown by it. `open`: it is to be, and nobody has said whether the data are there. `too_small`:
    the smallest group is expected to be under the smallest count that may be shown.
    """

    NONE = "none"
    OPEN = "open"
    HAVE = "have"
    COLLECT = "collect"
    NOT_POSSIBLE = "not_possible"
    TOO_SMALL = "too_small"


_STATES = {
    None: CellState.OPEN,
    SplitStatus.HAVE: CellState.HAVE,
    SplitStatus.COLLECT: CellState.COLLECT,
    SplitStatus.NOT_POSSIBLE: CellState.NOT_POSSIBLE,
}


@dataclass(frozen=True)
class Cell:
    """A measure and a dimension; `splits` are those of the measure by that dimension, mostly one or none."""

    measure: Measure
    dimension: Dimension
    splits: tuple[Split, ...]

    @property
    def split(self) -> Split | None:
        """The only split of the cell; None while there is none, or several."""
        return self.splits[0] if len(self.splits) == 1 else None

    @property
    def states(self) -> tuple[CellState, ...]:
        """How each of the splits stands, or that there is none."""
        return tuple(state_of(self.measure, split) for split in self.splits) or (CellState.NONE,)


def possible_splits(measure: Measure) -> tuple[Split, ...]:
    """The splits that the plan means to show."""
    return tuple(split for split in measure.splits if split.status is not SplitStatus.NOT_POSSIBLE)


def least_shown(measure: Measure) -> int:
    """The smallest count of people that may be shown; the usual one while the plan names none."""
    return measure.min_cell or USUAL_MINIMUM


def too_small(measure: Measure, split: Split) -> bool:
    """Whether the smallest group is expected to be under the smallest count that may be shown; False while unknown."""
    return split.smallest is not None and split.smallest < least_shown(measure)


def state_of(measure: Measure, split: Split) -> CellState:
    """How a split of a measure stands."""
    if split.status is not SplitStatus.NOT_POSSIBLE and too_small(measure, split):
        return CellState.TOO_SMALL
    return _STATES[split.status]


def cells(measure: Measure) -> Iterator[Cell]:
    """The cells of a measure, one a dimension; a split without a dimension is in none of them."""
    for dimension in Dimension:
        yield Cell(measure, dimension, tuple(split for split in measure.splits if split.dimension is dimension))
