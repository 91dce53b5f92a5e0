"""Any plan that can be built, half finished or absurd, can be checked, shown, compared and printed."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings

from jqtools import coach
from jqtools.app import beside, parts
from jqtools.app.goals_views import links
from jqtools.plan import Plan
from jqtools.plan.compare import compare
from jqtools.report import report_html
from tests.plan.any_plan import any_plan

DAY = date(2026, 7, 1)
LEVERS = ("procurement", "policy", "hr_practices", "empowerment", "education_enforcement")
ODD = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@ODD
@given(any_plan())
def test_no_plan_is_too_odd_to_be_checked_compared_and_printed(plan: Plan):
    found = coach.check(plan, DAY)
    assert coach.summary(found)
    assert "<script" not in report_html(plan, found, made_on=DAY)
    told = compare(Plan(plan_id=plan.plan_id), plan)
    assert all(each.place and each.path for each in told)


@ODD
@given(any_plan())
def test_no_plan_is_too_odd_to_be_shown(plan: Plan):
    assert len(beside.element_notes(plan)) == len(plan.elements)
    assert len(beside.measure_notes(plan)) == len(plan.measures)
    assert len(beside.engagement_notes(plan)) == len(plan.engagements)
    drawn = [parts.scope(plan), links(plan)]
    drawn.append(parts.equity(plan, coach.check(plan, DAY), "4_advance_equity", True))
    assert not [each for each in drawn if "<script" in each]
    assert beside.choices(plan)["goals"] == [[goal.id, goal.text] for goal in plan.goals]
    assert set(beside.lever_notes(plan)) >= {"close", *LEVERS}
