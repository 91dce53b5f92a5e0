"""Any plan that can be built, half finished or absurd, can be checked, shown and printed."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings

from jqtools import coach
from jqtools.app import parts
from jqtools.plan import Plan
from jqtools.report import report_html
from tests.plan.any_plan import any_plan

DAY = date(2026, 7, 1)
LEVERS = ("procurement", "policy", "hr_practices", "empowerment", "education_enforcement")


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_plan())
def test_no_plan_is_too_odd_to_be_checked_shown_and_printed(plan: Plan):
    found = coach.check(plan, DAY)
    assert len(parts.element_notes(plan)) == len(plan.elements)
    assert len(parts.measure_notes(plan)) == len(plan.measures)
    assert len(parts.engagement_notes(plan)) == len(plan.engagements)
    drawn = [parts.scope(plan), parts.levers(plan), parts.links(plan), report_html(plan, found, made_on=DAY)]
    drawn += [parts.equity(plan, "4_advance_equity", True), parts.findings(plan, found, "0_start_here", True)]
    assert not [each for each in drawn if "<script" in each]
    assert parts.choices(plan)["goals"] == [[goal.id, goal.text] for goal in plan.goals]
    assert set(parts.lever_notes(plan)) == {"close", *LEVERS}
