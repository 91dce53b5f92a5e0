"""Who plans what, for whom and until when, and what counts as a quality job here."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from jqtools.plan.values import Amount, PartDate, Text, Value, Whole


class OrganizationType(StrEnum):
    """The kinds of body that use the workbook."""

    CITY = "city"
    COUNTY = "county"
    STATE_AGENCY = "state_agency"
    LOCAL_BOARD = "local_board"
    STATE_BOARD = "state_board"
    ECONOMIC_DEVELOPMENT = "economic_development"
    TRIBAL = "tribal"
    OTHER = "other"


class CalendarType(StrEnum):
    """The year that an agency reports by."""

    PROGRAM_YEAR = "program_year"
    FISCAL_YEAR = "fiscal_year"
    CALENDAR_YEAR = "calendar_year"


class Period(Value):
    """The plan's first and last day, as ISO dates; empty when not yet set."""

    start: PartDate = ""
    end: PartDate = ""


class People(Value):
    """Whose jobs change; `number` is a count of people, None when nobody has counted."""

    who: Text = ""
    number: Whole | None = None
    how_known: Text = ""


class WageBenchmark(Value):
    """The wage that this plan calls a living wage: always with source, household, place and date.

    `value` is in dollars an hour; the workbook ships no value of its own, because they go stale.
    """

    source: Text = ""
    household: Text = ""
    place: Text = ""
    value: Amount | None = None
    as_of: PartDate = ""


class Definition(Value):
    """What counts as a quality job here: a wage test, other criteria in words, and the rule joining them."""

    name: Text = ""
    wage: WageBenchmark = WageBenchmark()
    criteria: Text = ""
    rule: Text = ""


class Header(Value):
    """The plan's first page."""

    title: Text = ""
    organization: Text = ""
    org_type: OrganizationType | None = None
    place: Text = ""
    calendar: CalendarType | None = None
    start_month: Annotated[int, Strict(), Field(ge=1, le=12)] = 7
    period: Period = Period()
    problem: Text = ""
    people: People = People()
    definition: Definition = Definition()
    fictional: Annotated[bool, Strict()] = False
