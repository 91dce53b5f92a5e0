"""Step 3b, where the numbers come from."""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.records import Record
from jqtools.plan.values import Id, PartDate, Text, Whole


class Method(StrEnum):
    """How a number comes about."""

    ADMINISTRATIVE = "administrative"
    REPORT = "report"
    SURVEY = "survey"
    INTERVIEW = "interview"
    OBSERVATION = "observation"
    PUBLIC_STATISTIC = "public_statistic"


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
    """Where numbers come from.

    `lag_days` is days from an event to usable data; `built_by` is an activity's id; `card` names a
    known source of `content`, such as `acs_pums`; `verification` says how reports by others are checked.
    """

    name: Text = ""
    card: Text = ""
    holder: Text = ""
    method: Method | None = None
    status: SourceStatus | None = None
    built_by: Id | None = None
    agreement: Text = ""
    agreement_date: PartDate = ""
    unit_of_record: Text = ""
    key_fields: Text = ""
    geography: Text = ""
    frequency: Text = ""
    lag_days: Whole | None = None
    gaps: Text = ""
    verification: Text = ""
    confidentiality: Confidentiality | None = None
    retention: Text = ""
