"""Checks of step 2: how a chosen lever will be used."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.origins import EDUCATION, EMPOWERMENT, POLICY, PRACTICE, PROCUREMENT
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, lacking, number, rule, whole
from jqtools.plan import Plan
from jqtools.plan.equity import PaidAs
from jqtools.plan.lever import LeverKey
from jqtools.plan.lever_details import Bargaining, EnforcementDetails, EnforcementRole, Technique, Way
from jqtools.words import _

FEW_POINTS = 10
_PAID = (PaidAs.STIPEND, PaidAs.CONTRACT, PaidAs.WORK_TIME, PaidAs.IN_KIND)


@rule("L07", Severity.WARNING, reason="A policy works by its level and its type.", source=POLICY)
def policy_without_type(plan: Plan) -> Iterator[Seen]:
    details = plan.lever_details.policy
    if missing := _missing(plan, LeverKey.POLICY, {_("level"): details.level, _("type"): details.types}):
        yield whole(
            "lever_details",
            _("You chose policy and named {missing}, so it is unclear whose rule it is and how it works.").format(
                missing=missing
            ),
            _(
                "Say whose rule it is: a program's, a department's, your organization's, or that of the"
                " whole city, county or state. Say whether it rewards, requires or informs."
            ),
        )


@rule("L08", Severity.WARNING, reason="Contracts change when they come up.", source=PROCUREMENT)
def procurement_without_pipeline(plan: Plan) -> Iterator[Seen]:
    rows = [row for row in plan.lever_details.procurement.pipeline if row.what.strip()]
    parts = {
        _("contract"): rows,
        _("date of a next solicitation"): any(row.next_solicitation for row in rows),
        _("number of workers covered"): any(row.workers is not None for row in rows),
    }
    if missing := _missing(plan, LeverKey.PROCUREMENT, parts):
        yield whole(
            "lever_details",
            _(
                "You chose procurement and named {missing}, so it is unclear when anything can change, and for whom."
            ).format(missing=missing),
            _("List which solicitations come up, when, and how many workers they cover."),
        )


@rule("L09", Severity.ERROR, reason="Only the law can make an agency an enforcer.", source=EDUCATION)
def enforcer_without_authority(plan: Plan) -> Iterator[Seen]:
    details = plan.lever_details.education_enforcement
    if _enforces(details) and _missing(plan, LeverKey.EDUCATION_ENFORCEMENT, {"authority": details.authority.strip()}):
        yield whole(
            "lever_details",
            _("You say that you enforce, and name no law that lets you."),
            _("Name the ordinance or statute; without one you inform and refer, and say who enforces."),
        )


@rule("L10", Severity.WARNING, reason="Voice without pay or power burns trust.", source=EMPOWERMENT)
def voice_without_power(plan: Plan) -> Iterator[Seen]:
    details = plan.lever_details.empowerment
    said = bool(details.decision.strip() and details.pay.strip())
    shown = any(each.paid_as in _PAID and each.decision_right.strip() for each in plan.engagements)
    if _missing(plan, LeverKey.EMPOWERMENT, {"power": said or shown}):
        yield whole(
            "lever_details",
            _("You chose empowerment, but nobody is both paid and able to decide something."),
            _("Say which decision people can change and how they are paid, here or in step 4."),
        )


@rule("L11", Severity.WARNING, reason="Pay and hiring steps may be bargained or set by civil service.", source=PRACTICE)
def hr_without_steps(plan: Plan) -> Iterator[Seen]:
    details = plan.lever_details.hr_practices
    if LeverKey.HR_PRACTICES not in plan.choice.chosen() or details.bargaining is Bargaining.NO:
        return
    if details.bargaining is not Bargaining.YES:
        yield whole(
            "lever_details",
            _("You chose HR practices and it is not known whether a union or civil service rules have a say."),
            _("Find out first; what they must agree to can't be changed without them."),
        )
    elif not details.bargaining_steps.strip():
        yield whole(
            "lever_details",
            _("A union or civil service rules have a say, and the plan has no step with them."),
            _("Bring them in first, and write down the steps."),
        )


@rule("L12", Severity.WARNING, reason="A term that nobody checks is a wish.", source=EDUCATION)
def terms_nobody_checks(plan: Plan) -> Iterator[Seen]:
    details = plan.lever_details.procurement
    asks = Way.REQUIRE in details.ways or Way.INCENTIVIZE in details.ways or details.scoring
    parts = {_("way to check it"): details.monitoring.strip(), _("remedy"): details.remedy.strip()}
    if asks and (missing := _missing(plan, LeverKey.PROCUREMENT, parts)):
        yield whole(
            "lever_details",
            _("Your contracts ask for job quality and there is {missing}.").format(missing=missing),
            _("Say how you check that terms are kept, and what happens when they are not."),
        )


@rule("L15", Severity.HINT, reason="A few points seldom change who wins.", source=PROCUREMENT)
def too_few_points(plan: Plan) -> Iterator[Seen]:
    rows = [row for row in plan.lever_details.procurement.scoring if row.points is not None]
    total, ours = sum(row.points for row in rows), sum(row.points for row in rows if row.job_quality)
    if LeverKey.PROCUREMENT in plan.choice.chosen() and total > 0 and 100 * ours < FEW_POINTS * total:
        yield whole(
            "lever_details",
            _("Job quality counts for {ours} of {total} points, which seldom changes who wins.").format(
                ours=number(ours), total=number(total)
            ),
            _("Try it on past bids: would another firm have won? If not, give it more points or require it."),
        )


def _enforces(details: EnforcementDetails) -> bool:
    by_technique = details.role is None and Technique.ENFORCEMENT in details.techniques
    return by_technique or details.role in (EnforcementRole.ENFORCER, EnforcementRole.CO_ENFORCEMENT)


def _missing(plan: Plan, lever: LeverKey, parts: dict[str, object]) -> str:
    return lacking(parts) if lever in plan.choice.chosen() else ""
