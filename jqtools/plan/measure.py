"""Step 3b, measures: exactly defined numbers, each with a baseline, a target, and groups it is shown by.

A value that nobody has is None, never 0. Percent values are percents (41.0), not fractions.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from jqtools.plan.measured import Measured
from jqtools.plan.records import Record, Records
from jqtools.plan.source import Method
from jqtools.plan.split import GroupTarget, Reference, Split
from jqtools.plan.values import Id, Number, PartDate, Text, Value, Whole

Flag = Annotated[bool, Strict()]


class Unit(StrEnum):
    """What a measure's value counts in."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    COUNT = "count"
    DOLLARS = "dollars"
    DOLLARS_PER_HOUR = "dollars_per_hour"
    DAYS = "days"
    HOURS = "hours"
    POINTS = "points"
    RATE = "rate"
    RATIO = "ratio"
    INDEX = "index"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"
    REACH = "reach"
    RISE_THEN_FALL = "rise_then_fall"
    CONTEXT = "context"


class MeasureKind(StrEnum):
    """What a measure tells: a change, a number that moves before it, what was done, or what goes on around it."""

    OUTCOME = "outcome"
    EARLY_INDICATOR = "early_indicator"
    OUTPUT = "output"
    CONTEXT = "context"


class About(StrEnum):
    """What a measure counts or averages over."""

    PEOPLE = "people"
    ORGANIZATIONS = "organizations"
    THINGS = "things"


class Baseline(Measured):
    """The value before the change. `plan` says how and by when it will be had while `value` is None."""

    period: Text = ""
    source: Id | None = None
    plan: Text = ""


class Target(Measured):
    """The value aimed for by a date, and why that one."""

    date: PartDate = ""
    basis: Text = ""


class Benchmark(Value):
    """A value from elsewhere that the measure is held against, in its unit, with its source, place and date."""

    what: Text = ""
    value: Number | None = None
    source: Text = ""
    place: Text = ""
    as_of: PartDate = ""


class Screen(Value):
    """Five questions asked before a measure is kept; None is not yet answered."""

    actionable: bool | None = Field(default=None, strict=True)
    meaningful: bool | None = Field(default=None, strict=True)
    accessible: bool | None = Field(default=None, strict=True)
    affordable: bool | None = Field(default=None, strict=True)
    disaggregable: bool | None = Field(default=None, strict=True)

    def passed(self) -> int:
        """How many of the five are answered yes."""
        return sum(bool(getattr(self, name)) for name in Screen.model_fields)

    def answered(self) -> bool:
        """Whether all five are answered."""
        return all(getattr(self, name) is not None for name in Screen.model_fields)


class Measure(Record):
    """One number, exactly defined.

    `node` is the id of the box it measures, `source` the id of a data source; `numerator` and
    `denominator` say in words what is counted out of what; `min_cell` is the smallest count of people
    that may be shown; `defined_on` the day the definition was last written or checked; `cost` is the
    agency's, `respondent_burden` that of those who answer; `screen_reason` why a measure is kept that
    passes fewer than four of the five tests.
    """

    name: Text = ""
    definition: Text = ""
    numerator: Text = ""
    denominator: Text = ""
    parts: Text = ""
    defined_on: PartDate = ""
    node: Id | None = None
    indicator: Text = ""
    kind: MeasureKind | None = None
    about: About | None = None
    unit: Unit | None = None
    direction: Direction | None = None
    against_wage_benchmark: Flag = False
    benchmark: Benchmark = Benchmark()
    baseline: Baseline = Baseline()
    target: Target = Target()
    group_targets: Records[GroupTarget] = Records()
    source: Id | None = None
    method: Method | None = None
    frequency: Text = ""
    first_due: PartDate = ""
    owner: Text = ""
    splits: Records[Split] = Records()
    no_splits: Text = ""
    reference: Reference | None = None
    reference_group: Text = ""
    min_cell: Whole | None = None
    combine: Text = ""
    expected_responses: Whole | None = None
    audience: Text = ""
    story: Text = ""
    comparison: Text = ""
    cost: Text = ""
    respondent_burden: Text = ""
    validity: Text = ""
    screen: Screen = Screen()
    screen_reason: Text = ""
    note: Text = ""


def rounded_percent(numerator: float, denominator: float, decimals: int = 1) -> float:
    """A percent rounded half away from zero, as people do by hand: 1 of 14 is 7.1."""
    percent = 100 * numerator / denominator
    scale = 10**decimals
    if not math.isfinite(percent * scale):
        return percent
    return math.copysign(math.floor(abs(percent) * scale + 0.5) / scale, percent)
