"""The axis of a chart: from where to where, and round numbers along it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from jqtools.report.breakdown import Row, in_unit
from jqtools.words import in_percent

LEFT, RIGHT = 190, 500


@dataclass(frozen=True)
class Axis:
    """What the axis runs from and to, and where its marks are, in the unit of the values."""

    unit: str
    low: float
    high: float
    marks: tuple[float, ...]

    def x(self, value: float) -> float:
        """Where `value` stands, in pixels; values beyond an end stand at it."""
        share = (value - self.low) / (self.high - self.low)
        return LEFT + min(1, max(0, share)) * (RIGHT - LEFT)


def axis_of(rows: Iterable[Row], unit: str) -> Axis:
    """From 0 to 100% for percents; for the rest from 0 to past the last value."""
    if unit == "percent":
        return Axis(unit, 0, 1, (0, 0.2, 0.4, 0.6, 0.8, 1))
    known = [value for row in rows for value in (row.low, row.estimate, row.high) if value is not None]
    values = [0, *filter(math.isfinite, known)]
    step = _step((max(values) - min(values)) / 5 or 1)
    first, last = math.floor(min(values) / step), math.ceil(max(values) / step)
    last = max(last, first + 1)
    return Axis(unit, first * step, last * step, tuple(at * step for at in range(first, last + 1)))


def mark_words(value: float, unit: str) -> str:
    """A mark of the axis with its unit."""
    return in_percent(value) if unit == "percent" else in_unit(value, unit)


def _step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, ... that is not below `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * times for times in (1, 2, 5, 10, 20) if power * times >= least * (1 - 1e-9))
