"""Who plans what, for whom, where and until when."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, Strict

from jqtools.plan.definition import Definition
from jqtools.plan.records import Record, Records
from jqtools.plan.values import PartDate, Text, Value, Whole


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


class PlaceLevel(StrEnum):
    """What sort of area a place is."""

    CITY = "city"
    COUNTY = "county"
    WORKFORCE_AREA = "workforce_area"
    METRO = "metro"
    STATE = "state"
    TRIBAL_LAND = "tribal_land"
    OTHER = "other"


class Place(Record):
    """An area that the plan covers: `fips` is its Census code in digits, `population` a count of people."""

    name: Text = ""
    level: PlaceLevel | None = None
    fips: Text = ""
    population: Whole | None = None


class Member(Record):
    """Someone who works on the plan, by role; a name is not needed."""

    role: Text = ""
    unit: Text = ""
    part: Text = ""
    decides: Text = ""


class Period(Value):
    """The plan's first and last day, as ISO dates; empty when not yet set."""

    start: PartDate = ""
    end: PartDate = ""


class People(Value):
    """Whose jobs change; `number` is a count of people, None when nobody has counted."""

    who: Text = ""
    number: Whole | None = None
    how_known: Text = ""


class Header(Value):
    """The plan's first page. `term` is what the agency calls job quality, "" for that."""

    title: Text = ""
    organization: Text = ""
    org_type: OrganizationType | None = None
    places: Records[Place] = Records()
    calendar: CalendarType | None = None
    start_month: Annotated[int, Strict(), Field(ge=1, le=12)] = 7
    period: Period = Period()
    team: Records[Member] = Records()
    problem: Text = ""
    people: People = People()
    definition: Definition = Definition()
    term: Text = ""
    strategy: Text = ""
    fictional: Annotated[bool, Strict()] = False

    @property
    def place(self) -> str:
        """The names of the places, as people list them; empty when none is named."""
        return "; ".join(place.name.strip() for place in self.places if place.name.strip())
