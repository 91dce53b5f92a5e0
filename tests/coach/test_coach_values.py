"""The checks of what stands where a value belongs, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.coach.checks import actuals, numbers, values
from jqtools.plan import Plan
from tests.coach.coach_plans import (
    BLANK,
    GOOD,
    LIVING_WAGE,
    M_SCHEDULE,
    M_TURNOVER,
    M_WAGE,
    WEAK,
    WORKER_REPORT,
    Case,
    added,
    changed,
    removed,
)
from tests.coach.rule_runs import found_by, told_by

found, told = found_by(values, actuals, numbers), told_by(values, actuals)

SEEN = "observations/ob_one"
LATER = "observations/ob_two"


def observed(plan: Plan, path: str = SEEN, **fields: object) -> Plan:
    """The plan with a value of the wage measure for the first quarter of 2027, or what else is said."""
    usual = {"measure": "me_xtxhjd", "start": "2027-01", "end": "2027-03", "value": 45, "entered_on": "2027-04-10"}
    return added(plan, path, **{**usual, **fields})


ONE = observed(GOOD)
NEXT = observed(ONE, LATER, start="2027-04", end="2027-06", entered_on="2027-07-10")
CLASH = changed(NEXT, LATER, start="2027-03")
TWICE = changed(NEXT, LATER, start="2027-01", end="2027-03", finality="final")
MET = changed(ONE, SEEN, value=85)
UNTIL = date(2029, 6, 30)
ADOPTED = changed(GOOD, "standing", state="adopted")
LATE = date(2029, 8, 1)

CASES = [
    Case("D34", M_WAGE, changed(GOOD, M_WAGE, baseline__status="missing"), GOOD),
    Case("D34", M_WAGE, changed(GOOD, M_WAGE, target__status="not_yet_due"), GOOD),
    Case("D34", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__status="ok"), GOOD),
    Case("D34", SEEN, changed(ONE, SEEN, status="suppressed"), changed(ONE, SEEN, status="suppressed", value=None)),
    Case("D34", SEEN, changed(ONE, SEEN, status="estimate", value=None), changed(ONE, SEEN, status="estimate")),
    Case("D38", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__plan="TBD"), GOOD),
    Case("D38", M_WAGE, changed(GOOD, M_WAGE, baseline__period="n/a"), GOOD),
    Case(
        "D38", M_WAGE, changed(GOOD, M_WAGE, baseline__period="20,000"), changed(GOOD, M_WAGE, baseline__period="2026")
    ),
    Case(
        "D38", M_WAGE, changed(GOOD, M_WAGE, target__basis="85%"), changed(GOOD, M_WAGE, target__basis="85% of peers")
    ),
    Case("D38", M_WAGE, changed(GOOD, M_WAGE, note="to be determined"), changed(GOOD, M_WAGE, note="Decided in May")),
    Case("D38", SEEN, changed(ONE, SEEN, note="?"), changed(ONE, SEEN, note="Two vendors sent nothing")),
    Case("D39", M_WAGE, changed(ONE, M_WAGE, defined_on="2027-04-11"), changed(ONE, M_WAGE, defined_on="2027-04-10")),
    Case("D39", M_WAGE, changed(ONE, M_WAGE, defined_on="2027-05"), changed(NEXT, M_WAGE, defined_on="2027-05")),
    Case("D39", M_WAGE, changed(ONE, M_WAGE, defined_on="2026-03-31"), changed(ONE, M_WAGE, defined_on="2026-04-30")),
    Case("D39", M_WAGE, changed(ONE, M_WAGE, defined_on="2026-03-31"), changed(ONE, M_WAGE, defined_on="")),
    Case("D42", M_WAGE, MET, changed(ONE, SEEN, value=84.9)),
    Case("D42", M_WAGE, MET, changed(MET, SEEN, group="Women")),
    Case("D42", M_WAGE, MET, observed(MET, LATER, start="2027-04", end="2027-06", value=80)),
    Case("D42", M_WAGE, MET, MET, today=UNTIL, quiet_day=date(2029, 7, 1)),
    Case("D42", M_WAGE, MET, changed(MET, M_WAGE, target__value=41)),
    Case("D42", M_WAGE, MET, changed(changed(MET, LIVING_WAGE, goal="go_4fb5mw"), "goals/go_4fb5mw", status="met")),
    Case(
        "D42",
        M_TURNOVER,
        observed(GOOD, measure="me_8tx6yk", value=50),
        observed(GOOD, measure="me_8tx6yk", value=50.1),
    ),
    # data for the target of 2029-06-30 come 30 days later
    Case("D43", M_WAGE, ADOPTED, ADOPTED, today=date(2029, 7, 31), quiet_day=date(2029, 7, 30)),
    Case("D43", M_WAGE, ADOPTED, changed(GOOD, "standing", state="closed"), today=LATE),
    Case("D43", M_WAGE, ADOPTED, GOOD, today=LATE),
    Case("D43", M_WAGE, ONE, observed(ONE, LATER, start="2029-04", end="2029-06"), today=LATE),
    Case("D43", M_WAGE, ADOPTED, changed(ADOPTED, M_WAGE, target__date=""), today=LATE),
    Case("D43", M_WAGE, ADOPTED, changed(ADOPTED, WORKER_REPORT, lag_days=60), today=LATE),
    Case("D46", SEEN, changed(ONE, SEEN, end="2026-12"), changed(ONE, SEEN, end="2027-01")),
    Case("D46", LATER, CLASH, NEXT),
    Case("D46", LATER, CLASH, changed(CLASH, LATER, group="Women", dimension="sex")),
    Case("D46", LATER, CLASH, changed(CLASH, LATER, measure="me_8tx6yk")),
    Case("D46", LATER, TWICE, changed(TWICE, SEEN, finality="provisional")),
    Case(
        "D09", SEEN, changed(ONE, SEEN, numerator=45, denominator=90), changed(ONE, SEEN, numerator=45, denominator=100)
    ),
    Case("D09", M_WAGE, changed(GOOD, M_WAGE, target__numerator=1, target__denominator=2), GOOD),
    Case("D10", SEEN, changed(ONE, SEEN, value=101), changed(ONE, SEEN, value=100)),
    Case("D10", SEEN, changed(ONE, SEEN, margin=-1), changed(ONE, SEEN, margin=0)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.quiet_day or case.today)


def test_a_value_is_named_by_measure_group_and_period() -> None:
    plan = changed(ONE, SEEN, group="Women", status="missing")
    told_of = next(each for each in told(plan) if each.code == "D34")
    assert told_of.item == "Contract workers at or above the living wage, Women, 01/2027 to 03/2027"
    assert told_of.message.startswith("The value of 01/2027 to 03/2027 is marked as missing, but there is a value")


def test_a_period_that_ends_before_it_starts_is_told_of_once() -> None:
    messages = [each.message for each in told(changed(CLASH, LATER, end="2027-02")) if each.code == "D46"]
    assert messages == ["The period ends (02/2027) before it starts (03/2027)."]


def test_a_value_of_no_measure_is_left_alone() -> None:
    lost = observed(removed(GOOD, M_WAGE), measure=None, value=-5, status="missing", note="tbd")
    assert SEEN not in {path for _, path in found(lost)}


def test_a_good_plan_a_weak_one_and_a_blank_one_have_no_value_at_odds_with_itself() -> None:
    assert [each for plan in (GOOD, WEAK, BLANK) for each in told(plan, LATE)] == []
