"""Step 2, how a chosen lever will be used: the follow-up questions of each lever."""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.measure import Flag
from jqtools.plan.records import Record, Records
from jqtools.plan.values import Amount, PartDate, Text, Value, Whole


class Way(StrEnum):
    """What a solicitation does for job quality."""

    AWARE = "aware"
    INCENTIVIZE = "incentivize"
    REQUIRE = "require"
    EVIDENCE = "evidence"
    EXPAND = "expand"


class PolicyLevel(StrEnum):
    """Whose rule a policy is, from the nearest to the widest."""

    PROGRAM = "program"
    DEPARTMENT = "department"
    ORGANIZATION = "organization"
    JURISDICTION = "jurisdiction"


class PolicyType(StrEnum):
    """What a policy does: reward (carrot), require (stick), inform (sermon)."""

    CARROT = "carrot"
    STICK = "stick"
    SERMON = "sermon"


class Bargaining(StrEnum):
    """Whether a union or civil service rules have a say."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class EmpowermentRole(StrEnum):
    """What the agency does for the people it empowers."""

    EDUCATOR = "educator"
    IMPLEMENTER = "implementer"
    MONITOR = "monitor"


class EnforcementRole(StrEnum):
    """What part of enforcement is the agency's."""

    NOT_ENFORCER = "not_enforcer"
    REFERRAL = "referral"
    CO_ENFORCEMENT = "co_enforcement"
    ENFORCER = "enforcer"


class Technique(StrEnum):
    """Ways to make protections real."""

    EDUCATION = "education"
    TECHNICAL_ASSISTANCE = "technical_assistance"
    MONITORING = "monitoring"
    PARTNERSHIP = "partnership"
    REFERRAL = "referral"
    ENFORCEMENT = "enforcement"


class Contract(Record):
    """A contract that comes up. `annual_value` in dollars a year, `workers` people covered."""

    what: Text = ""
    annual_value: Amount | None = None
    workers: Whole | None = None
    current_end: PartDate = ""
    next_solicitation: PartDate = ""
    procurement_type: Text = ""


class ScoringRow(Record):
    """A criterion bids are scored by. `points` out of the total; `job_quality` marks those about jobs."""

    criterion: Text = ""
    points: Amount | None = None
    minimum: Text = ""
    verification: Text = ""
    job_quality: Flag = False


class ProcurementDetails(Value):
    """How procurement will be used. `stages` are ids of the stage table in `content`."""

    pipeline: Records[Contract] = Records()
    ways: tuple[Way, ...] = ()
    stages: tuple[Text, ...] = ()
    scoring: Records[ScoringRow] = Records()
    benchmark: Text = ""
    flow_down: Text = ""
    who_pays: Text = ""
    monitoring: Text = ""
    remedy: Text = ""


class PolicyDetails(Value):
    """How policy will be used."""

    level: PolicyLevel | None = None
    types: tuple[PolicyType, ...] = ()
    stages: tuple[Text, ...] = ()
    instrument: Text = ""
    adoption_path: Text = ""
    adoption_date: PartDate = ""
    covered: Text = ""
    exclusions: Text = ""
    compliance: Text = ""
    review_date: PartDate = ""
    expected_change: Text = ""
    comparison: Text = ""


class HrDetails(Value):
    """How HR practices will be used. `cost` in dollars a year."""

    stages: tuple[Text, ...] = ()
    groups: Text = ""
    bargaining: Bargaining | None = None
    bargaining_steps: Text = ""
    cost: Amount | None = None
    pay_data: Text = ""
    exit_data: Text = ""


class EmpowermentDetails(Value):
    """How empowerment will be used."""

    roles: tuple[EmpowermentRole, ...] = ()
    stages: tuple[Text, ...] = ()
    who: Text = ""
    mechanism: Text = ""
    decision: Text = ""
    existence: Text = ""
    use: Text = ""
    achievement: Text = ""
    selection: Text = ""
    pay: Text = ""
    accommodations: Text = ""


class EnforcementDetails(Value):
    """How education and enforcement will be used. `authority` is the law that lets the agency enforce."""

    law: Text = ""
    role: EnforcementRole | None = None
    authority: Text = ""
    techniques: tuple[Technique, ...] = ()
    stages: tuple[Text, ...] = ()
    industries: Text = ""
    why_these: Text = ""
    partners: Text = ""
    channels: Text = ""
    languages: Text = ""
    safety: Text = ""
    conflict: Text = ""


class LeverDetails(Value):
    """The follow-up answers of all five levers, by lever; those of levers not chosen are kept."""

    procurement: ProcurementDetails = ProcurementDetails()
    policy: PolicyDetails = PolicyDetails()
    hr_practices: HrDetails = HrDetails()
    empowerment: EmpowermentDetails = EmpowermentDetails()
    education_enforcement: EnforcementDetails = EnforcementDetails()
