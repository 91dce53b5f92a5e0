"""Step 3b, measures and where their numbers come from: the data collection strategy.

A value that nobody has is None, never 0. Percent values are percents (41.0), not fractions.
"""

from __future__ import annotations

import math
from enum import StrEnum

from pydantic import Field

from jqtools.plan.records import Record
from jqtools.plan.values import Id, Number, PartDate, Text, Value, Whole


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
    RATIO = "ratio"


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class MeasureKind(StrEnum):
    """What a measure tells: a change, a number that moves before it, or what was done."""

    OUTCOME = "outcome"
    EARLY_INDICATOR = "early_indicator"
    OUTPUT = "output"


class SourceStatus(StrEnum):
    """Whether the data are there."""

    HAVE = "have"
    CAN_REQUEST = "can_request"
    NEED_AGREEMENT = "need_agreement"
    MUST_BUILD = "must_build"


class Confidentiality(StrEnum):
    """How the source's records must be treated."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    CONFIDENTIAL_UC = "confidential_uc"
    EDUCATION = "education"
    PROTECTED_COMPLAINT = "protected_complaint"


class DataSource(Record):
    """Where numbers come from. `lag_days` is days from an event to usable data; `built_by` is an activity's id."""

    name: Text = ""
    holder: Text = ""
    status: SourceStatus | None = None
    built_by: Id | None = None
    agreement: Text = ""
    lag_days: Whole | None = None
    confidentiality: Confidentiality | None = None


class Baseline(Value):
    """The value before the change. `plan` says how and by when it will be had while `value` is None."""

    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    period: Text = ""
    source: Id | None = None
    plan: Text = ""


class Target(Value):
    """The value aimed for by a date, and why that one."""

    value: Number | None = None
    date: PartDate = ""
    basis: Text = ""


class Measure(Record):
    """One number, exactly defined.

    `node` is the id of the box it measures, `source` the id of a data source, `splits` the groups it
    is shown by; `min_cell` is the smallest count of people that may be shown.
    """

    name: Text = ""
    definition: Text = ""
    node: Id | None = None
    indicator: Text = ""
    kind: MeasureKind | None = None
    unit: Unit | None = None
    direction: Direction | None = None
    against_wage_benchmark: bool = Field(default=False, strict=True)
    baseline: Baseline = Baseline()
    target: Target = Target()
    source: Id | None = None
    frequency: Text = ""
    first_due: PartDate = ""
    owner: Text = ""
    splits: Text = ""
    scheme: Text = ""
    min_cell: Whole | None = None
    expected_responses: Whole | None = None
    note: Text = ""


def rounded_percent(numerator: float, denominator: float, decimals: int = 1) -> float:
    """A percent rounded half away from zero, as people do by hand: 1 of 14 is 7.1."""
    percent = 100 * numerator / denominator
    scale = 10**decimals
    if not math.isfinite(percent * scale):
        return percent
    return math.copysign(math.floor(abs(percent) * scale + 0.5) / scale, percent)
