"""Step 3b, the groups a measure is shown by: dimensions, categories, targets for groups, and whom to compare with."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from jqtools.plan.records import Record
from jqtools.plan.values import Amount, Number, PartDate, Text, Whole


class SplitStatus(StrEnum):
    """Whether the data for a split are there."""

    HAVE = "have"
    COLLECT = "collect"
    NOT_POSSIBLE = "not_possible"


class Reference(StrEnum):
    """The group that others are compared with."""

    OVERALL = "overall"
    REST = "rest"
    LARGEST = "largest"
    BEST = "best"
    NAMED = "named"


class Dimension(StrEnum):
    """What people are grouped by."""

    RACE_ETHNICITY = "race_ethnicity"
    SEX = "sex"
    AGE = "age"
    DISABILITY = "disability"
    LANGUAGE = "language"
    VETERAN = "veteran"
    EDUCATION = "education"
    GEOGRAPHY = "geography"
    OCCUPATION = "occupation"
    WAGE_BAND = "wage_band"
    EMPLOYMENT_TYPE = "employment_type"
    INTERSECTION = "intersection"
    OTHER = "other"


class Split(Record):
    """One way a measure is shown by group.

    `words` names the groups where `dimension` does not say enough; `scheme` is the id of a category scheme
    or its name; `smallest` the people expected in the smallest group; `unknown_percent` the percent of
    records without an answer; `reason` why it is not possible.
    """

    dimension: Dimension | None = None
    words: Text = ""
    scheme: Text = ""
    status: SplitStatus | None = None
    smallest: Whole | None = None
    unknown_percent: Annotated[Amount, Field(le=100)] | None = None
    unknown_plan: Text = ""
    reason: Text = ""


class GroupTarget(Record):
    """A target for one group, in the unit of the measure."""

    group: Text = ""
    value: Number | None = None
    date: PartDate = ""
