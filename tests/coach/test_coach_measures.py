"""The checks of measures and sources, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

import pytest

from tests.coach.coach_plans import (
    ENFORCE,
    FIRMS,
    GOOD,
    M_FIRST,
    M_PAID,
    M_SCHEDULE,
    M_TERMS,
    M_TURNOVER,
    M_WAGE,
    REPORT,
    SCHEDULES,
    SURVEY,
    WORKER_REPORT,
    Case,
    changed,
    found,
    many,
    only,
    removed,
)

WAGES = only(GOOD, M_WAGE, M_FIRST)
ONE = only(GOOD, M_SCHEDULE)
PLACED = changed(GOOD, M_FIRST, name="Placements", unit="count", baseline__value=10, baseline__numerator=None)
COMPLAINTS = changed(GOOD, M_FIRST, name="Complaints", unit="count", direction="down", target__value=2)
DOLLARS = changed(GOOD, M_FIRST, unit="dollars", baseline__period="2024", baseline__numerator=None)
RECORDS = changed(GOOD, WORKER_REPORT, confidentiality="confidential_uc", agreement="MOU 2026-05-01")
UNPLANNED = changed(GOOD, REPORT, planned=None)


def base(value: float | None, numerator: float | None, denominator: float | None, **more: object) -> object:
    form = {"baseline__value": value, "baseline__numerator": numerator, "baseline__denominator": denominator}
    return changed(GOOD, M_WAGE, **form, **more)


CASES = [
    Case("D01", SCHEDULES, removed(GOOD, M_SCHEDULE), GOOD),
    Case("D02", REPORT, UNPLANNED, GOOD),
    Case("D02", REPORT, UNPLANNED, changed(UNPLANNED, M_FIRST, node="no_3jthec")),
    Case("D03", M_FIRST, changed(GOOD, M_FIRST, node=None), GOOD),
    Case("D04", M_FIRST, changed(GOOD, M_FIRST, source=None), GOOD),
    Case("D05", SURVEY, changed(GOOD, SURVEY, built_by=None), GOOD),
    Case(
        "D05",
        SURVEY,
        changed(GOOD, SURVEY, built_by=None),
        changed(GOOD, SURVEY, built_by=None, status="have"),
    ),
    Case("D05", SURVEY, changed(GOOD, SURVEY, built_by="no_3jthec"), GOOD),
    Case("D06", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__plan=""), GOOD),
    Case("D06", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__plan="a survey"), GOOD),
    Case(
        "D06",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, baseline__plan=""),
        changed(GOOD, M_SCHEDULE, kind="output"),
    ),
    Case("D07", M_WAGE, changed(GOOD, M_WAGE, target__value=None), changed(GOOD, M_WAGE, target__value=85.5)),
    Case("D07", M_WAGE, changed(GOOD, M_WAGE, target__date=""), GOOD),
    Case("D08", M_WAGE, changed(GOOD, M_WAGE, target__value=40), changed(GOOD, M_WAGE, target__value=41)),
    Case("D08", M_TURNOVER, changed(GOOD, M_TURNOVER, target__value=70), GOOD),
    Case("D09", M_WAGE, base(45, 45, 90), base(50, 45, 90)),
    Case("D09", M_WAGE, base(41.1, 251, 612), base(41.0, 251, 612)),
    Case("D09", M_WAGE, base(0.6, 251, 612, unit="ratio"), base(0.41, 251, 612, unit="ratio")),
    Case("D09", M_WAGE, base(45, 45, 90), base(45, 45, 90, unit="count")),
    Case("D10", M_WAGE, changed(GOOD, M_WAGE, target__value=101), changed(GOOD, M_WAGE, target__value=100)),
    Case("D10", M_WAGE, base(-1, None, None), base(0, None, None)),
    Case("D10", M_WAGE, base(-1, None, None, unit="count"), base(-1, None, None, unit="points")),
    Case("D10", M_WAGE, base(41, 251, 0), base(41, 251, 612)),
    Case(
        "D10",
        M_WAGE,
        changed(GOOD, M_WAGE, baseline__value=120),
        changed(GOOD, M_TURNOVER, baseline__value=120),  # turnover can pass 100%
    ),
    Case(
        "D11",
        M_WAGE,
        changed(GOOD, M_WAGE, name="Wages up 10%"),
        changed(GOOD, M_WAGE, name="Wages up to 10%"),
    ),
    Case(
        "D11",
        M_WAGE,
        changed(GOOD, M_WAGE, target__basis="a 10 percent increase"),
        changed(GOOD, M_WAGE, target__basis="an increase of 10 percentage points"),
    ),
    Case(
        "D11",
        M_WAGE,
        changed(GOOD, M_WAGE, definition="pay raised by 10%"),
        changed(GOOD, M_WAGE, definition="pay raised by 10%", unit="dollars_per_hour"),
    ),
    Case("D12", M_WAGE, changed(GOOD, WORKER_REPORT, lag_days=93), changed(GOOD, WORKER_REPORT, lag_days=92)),
    Case("D12", M_WAGE, changed(GOOD, WORKER_REPORT, lag_days=10**12), GOOD),
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
    Case("D15", "measures", changed(ONE, M_SCHEDULE, kind="output"), ONE),
    Case("D16", "measures", WAGES, only(GOOD, M_WAGE, M_SCHEDULE)),
    Case("D17", M_WAGE, changed(GOOD, "header", definition__wage__household=""), GOOD),
    Case(
        "D17",
        M_FIRST,
        changed(changed(GOOD, M_FIRST, name="Paid a living wage"), "header", definition__wage__as_of=""),
        changed(GOOD, M_FIRST, name="Paid a living wage"),
    ),
    Case("D18", M_FIRST, PLACED, changed(PLACED, M_FIRST, definition="In jobs at the living wage")),
    Case("D18", M_FIRST, PLACED, changed(PLACED, M_FIRST, splits="sex")),
    Case("D18", M_FIRST, PLACED, changed(PLACED, M_FIRST, unit="percent")),
    Case("D19", M_WAGE, RECORDS, GOOD),
    Case("D19", M_WAGE, RECORDS, changed(RECORDS, M_WAGE, against_wage_benchmark=False)),
    Case("D20", M_WAGE, GOOD, changed(GOOD, M_WAGE, baseline__source="so_qdn3r7")),
    Case(
        "D21",
        "measures",
        many(GOOD, "measures", "me", 7, name="x"),
        many(GOOD, "measures", "me", 6, name="x"),
    ),
    Case("D22", M_PAID, changed(GOOD, M_PAID, owner=""), GOOD),
    Case("D22", M_PAID, changed(GOOD, M_PAID, first_due=""), GOOD),
    Case("D23", M_SCHEDULE, changed(GOOD, M_SCHEDULE, expected_responses=None), GOOD),
    Case(
        "D23",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, expected_responses=None),
        changed(changed(GOOD, M_SCHEDULE, expected_responses=None), SURVEY, confidentiality="public"),
    ),
    Case("D26", WORKER_REPORT, changed(RECORDS, WORKER_REPORT, agreement=""), RECORDS),
    Case("D26", WORKER_REPORT, changed(RECORDS, WORKER_REPORT, agreement="an MOU"), GOOD),
    Case("D27", M_FIRST, DOLLARS, changed(DOLLARS, M_FIRST, note="In constant 2024 dollars")),
    Case("D27", M_FIRST, DOLLARS, changed(DOLLARS, M_FIRST, baseline__period="2028-12")),
    Case("D27", M_FIRST, DOLLARS, ENFORCE),
    Case("D31", M_FIRST, COMPLAINTS, changed(COMPLAINTS, M_FIRST, note="A rise at first is trust.")),
    Case("D31", M_FIRST, COMPLAINTS, changed(COMPLAINTS, M_FIRST, direction="up", target__value=50)),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.today)


def test_dollars_aimed_at_nothing_need_no_inflation_note() -> None:
    assert ("D27", "measures/me_6b7p28") not in found(ENFORCE)


def test_an_output_that_is_counted_needs_no_measure() -> None:
    assert ("D02", FIRMS) not in found(GOOD)


def test_a_measure_of_contracts_may_keep_its_own_date() -> None:
    assert ("D13", M_TERMS) not in found(GOOD)
