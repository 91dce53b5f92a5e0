"""The checks of where numbers come from and when, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.coach.checks import numbers, samples, sources, timing
from jqtools.plan import Plan
from tests.coach.coach_plans import (
    FILE,
    GOOD,
    LOOK_BACK,
    M_FIRST,
    M_PAID,
    M_SCHEDULE,
    M_TERMS,
    M_WAGE,
    SURVEY,
    WORKER_REPORT,
    Case,
    changed,
)
from tests.coach.rule_runs import found_by, told_by

MODULES = (numbers, samples, sources, timing)
found, told = found_by(*MODULES), told_by(*MODULES)

SIGNED = changed(GOOD, WORKER_REPORT, agreement="MOU 12", agreement_date="2026-05-01")
RECORDS = changed(SIGNED, WORKER_REPORT, confidentiality="confidential_uc")
NO_RHYTHM = changed(GOOD, M_WAGE, frequency="each contract")
REVIEW = "reviews/re_10k7czxj"
UNSIGNED = changed(GOOD, SURVEY, status="need_agreement")
AFTER_A_YEAR = changed(
    changed(GOOD, "header", period={"start": "", "end": ""}), M_FIRST, indicator="AC04", target__date="2027-12-31"
)
SEATTLE = {"order": ["pc_one"], "items": {"pc_one": {"name": "Seattle", "fips": "5363000"}}}
UNCHECKED = changed(GOOD, WORKER_REPORT, verification="")


def by_administration(plan: Plan) -> Plan:
    """The plan with every measure of the worker report taken from records."""
    for measure in plan.measures:
        if measure.source == WORKER_REPORT.removeprefix("sources/"):
            plan = changed(plan, f"measures/{measure.id}", method="administrative")
    return plan


CASES = [
    Case("D05", SURVEY, changed(GOOD, SURVEY, built_by=None), GOOD),
    Case(
        "D05",
        SURVEY,
        changed(GOOD, SURVEY, built_by=None),
        changed(GOOD, SURVEY, built_by=None, status="have"),
    ),
    Case("D05", SURVEY, changed(GOOD, SURVEY, built_by="no_3jthec"), GOOD),
    Case("D05", SURVEY, changed(GOOD, LOOK_BACK, status="dropped"), GOOD),
    # quarterly from 2027-07-31: data of 2029-06-30 come with the value due 2029-07-31, or else 2029-10-31
    Case("D12", M_WAGE, changed(GOOD, WORKER_REPORT, lag_days=32), changed(GOOD, WORKER_REPORT, lag_days=31)),
    Case("D12", M_WAGE, changed(NO_RHYTHM, WORKER_REPORT, lag_days=93), changed(NO_RHYTHM, WORKER_REPORT, lag_days=92)),
    Case("D12", M_WAGE, changed(GOOD, WORKER_REPORT, lag_days=10**12), GOOD),
    Case("D12", M_WAGE, changed(GOOD, REVIEW, next_date="2029-07-30"), changed(GOOD, REVIEW, next_date="2029-07-31")),
    Case("D12", M_WAGE, changed(GOOD, REVIEW, next_date="2029-06-30"), changed(GOOD, REVIEW, next_date="2029-06-29")),
    Case(
        "D12",
        M_FIRST,
        changed(GOOD, M_FIRST, indicator="AC03", target__date="2027-03-30"),
        changed(GOOD, M_FIRST, indicator="AC03", target__date="2027-04"),
    ),
    Case(
        "D12",
        M_FIRST,
        changed(GOOD, M_FIRST, name="In work in Q4 after exit", target__date="2027-09-29"),
        changed(GOOD, M_FIRST, name="In work in Q4 after exit", target__date="2027-10-01"),
    ),
    Case(
        "D12",
        M_FIRST,
        changed(GOOD, M_FIRST, name="In work in the fourth quarter after exit", target__date="2027-09-29"),
        changed(GOOD, M_FIRST, name="In work in the fourth quarter after exit", target__date="2027-10-01"),
    ),
    Case(
        "D12",
        M_FIRST,
        changed(GOOD, M_FIRST, definition="At work six months after hire", target__date="2027-03-30"),
        changed(GOOD, M_FIRST, definition="At work six months after hire", target__date="2027-04"),
    ),
    Case("D12", M_FIRST, AFTER_A_YEAR, AFTER_A_YEAR, date(2026, 10, 2), date(2026, 6, 1)),
    Case(
        "D12",
        M_PAID,
        changed(GOOD, M_PAID, target__date="2026-06-29"),
        changed(GOOD, M_PAID, target__date="2026-06-30"),
    ),
    Case(
        "D13",
        M_PAID,
        changed(GOOD, M_PAID, target__date="2029-07"),
        changed(GOOD, M_PAID, target__date="2029"),
    ),
    Case("D13", M_PAID, changed(GOOD, M_PAID, target__date="2026-06-30"), GOOD),
    Case("D14", M_PAID, changed(GOOD, M_PAID, frequency="Once"), changed(GOOD, M_PAID, frequency="once a year")),
    Case(
        "D14",
        M_PAID,
        changed(GOOD, M_PAID, frequency="At the end of the plan"),
        changed(GOOD, M_PAID, frequency="at the end of each year"),
    ),
    Case("D14", M_PAID, changed(GOOD, M_PAID, frequency=""), GOOD),
    Case("D14", M_PAID, changed(GOOD, M_PAID, frequency=""), changed(GOOD, M_PAID, frequency="", baseline__value=None)),
    Case("D19", M_WAGE, RECORDS, GOOD),
    Case("D19", M_WAGE, RECORDS, changed(RECORDS, M_WAGE, against_wage_benchmark=False)),
    Case("D19", M_WAGE, RECORDS, changed(RECORDS, WORKER_REPORT, key_fields="Employer, quarter, hours, wages")),
    Case("D19", M_WAGE, changed(GOOD, WORKER_REPORT, card="wage_records"), changed(RECORDS, "header", places=SEATTLE)),
    Case("D20", M_WAGE, GOOD, changed(GOOD, M_WAGE, baseline__source="so_qdn3r7")),
    Case("D23", M_SCHEDULE, changed(GOOD, M_SCHEDULE, expected_responses=None), GOOD),
    Case(
        "D23",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, expected_responses=None),
        changed(changed(GOOD, M_SCHEDULE, expected_responses=None), SURVEY, confidentiality="public"),
    ),
    Case(
        "D23",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, expected_responses=None),
        changed(GOOD, M_SCHEDULE, expected_responses=None, method="administrative"),
    ),
    Case("D26", WORKER_REPORT, changed(RECORDS, WORKER_REPORT, agreement=""), RECORDS),
    Case("D26", WORKER_REPORT, changed(RECORDS, WORKER_REPORT, agreement_date=""), RECORDS),
    Case("D26", WORKER_REPORT, changed(RECORDS, WORKER_REPORT, agreement_date=""), GOOD),
    Case("D29", WORKER_REPORT, changed(GOOD, WORKER_REPORT, verification=""), GOOD),
    Case(
        "D29",
        WORKER_REPORT,
        changed(GOOD, WORKER_REPORT, verification=""),
        changed(GOOD, WORKER_REPORT, verification="", method="administrative"),
    ),
    Case("D29", FILE, changed(GOOD, M_FIRST, method="report"), changed(GOOD, M_FIRST, method="administrative")),
    Case("D29", WORKER_REPORT, UNCHECKED, by_administration(UNCHECKED)),
    Case(
        "D41",
        M_SCHEDULE,
        changed(GOOD, LOOK_BACK, start="2026-11-01"),
        changed(GOOD, LOOK_BACK, start="2026-10-31"),
    ),
    Case("D41", M_SCHEDULE, changed(GOOD, LOOK_BACK, start="2026-11-01"), changed(GOOD, SURVEY, status="have")),
    Case("D41", M_SCHEDULE, changed(UNSIGNED, SURVEY, built_by=None), UNSIGNED),
    Case(
        "D41",
        M_SCHEDULE,
        changed(UNSIGNED, SURVEY, agreement_date="2026-11-01"),
        changed(UNSIGNED, SURVEY, agreement_date="2026-10-31"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.quiet_day or case.today)


def test_a_measure_of_two_sources_says_what_else_differs() -> None:
    message = next(each.message for each in told(GOOD) if (each.code, each.path) == ("D20", M_WAGE))
    assert "different sources and units of record, so" in message


def test_a_measure_of_contracts_may_keep_its_own_date() -> None:
    assert ("D13", M_TERMS) not in found(GOOD)
