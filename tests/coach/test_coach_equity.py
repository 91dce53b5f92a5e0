"""The checks of step 4, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

import pytest

from tests.coach.coach_plans import (
    BLANK,
    ENFORCE,
    GOAL,
    GOOD,
    LIVING_WAGE,
    M_FIRST,
    M_SCHEDULE,
    M_TERMS,
    M_WAGE,
    PANEL,
    RFP,
    STATE_WAGE,
    WORKERS,
    Case,
    added,
    changed,
    emptied,
    found,
    removed,
)

PLAIN_SPLITS = changed(GOOD, M_WAGE, splits="contract type")
UNREVIEWED = removed(GOOD, "answers/qu_16")
POINTS = "Give five points to women-owned firms"

CASES = [
    Case("E01", M_WAGE, changed(GOOD, M_WAGE, splits=""), GOOD),
    Case(
        "E01",
        M_WAGE,
        changed(GOOD, M_WAGE, splits="None."),
        changed(GOOD, M_WAGE, splits="none: 14 people in all"),
    ),
    Case(
        "E01",
        M_WAGE,
        changed(GOOD, M_WAGE, splits=""),
        changed(GOOD, M_WAGE, splits="", kind="early_indicator"),
    ),
    Case(
        "E01",
        M_WAGE,
        changed(GOOD, M_WAGE, splits="", kind=None),
        changed(GOOD, M_WAGE, splits="", kind="output"),
    ),
    Case(
        "E01",
        M_WAGE,
        changed(GOOD, M_WAGE, splits=""),
        changed(changed(GOOD, M_WAGE, splits=""), LIVING_WAGE, population="contracts"),
    ),
    Case("E02", M_WAGE, PLAIN_SPLITS, GOOD),
    Case("E02", M_WAGE, PLAIN_SPLITS, changed(PLAIN_SPLITS, M_WAGE, note="The payroll file holds no sex.")),
    Case("E02", M_WAGE, PLAIN_SPLITS, changed(GOOD, M_WAGE, splits="none: 14 people in all")),
    Case("E03", M_WAGE, changed(GOOD, M_WAGE, scheme=""), GOOD),
    Case("E03", M_WAGE, changed(GOOD, M_WAGE, scheme=""), changed(GOOD, M_WAGE, scheme="", splits="sex")),
    Case("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=None), GOOD),
    Case("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=1), changed(GOOD, M_WAGE, min_cell=2)),
    Case("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=None), changed(GOOD, M_WAGE, min_cell=None, splits="no")),
    Case(
        "E05",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, expected_responses=19),
        changed(GOOD, M_SCHEDULE, expected_responses=20),
    ),
    Case(
        "E05",
        M_WAGE,
        changed(GOOD, M_WAGE, baseline__denominator=18),
        changed(GOOD, M_WAGE, baseline__denominator=18, unit="ratio"),
    ),
    Case("E07", "engagements", changed(GOOD, WORKERS, stage="test"), GOOD),
    Case("E07", "engagements", emptied(GOOD, "engagements"), GOOD),
    Case("E08", WORKERS, changed(GOOD, WORKERS, decision_right=""), GOOD),
    Case("E09", WORKERS, changed(GOOD, WORKERS, paid_as=None), GOOD),
    Case(
        "E09",
        WORKERS,
        changed(GOOD, WORKERS, rate=None),
        changed(GOOD, WORKERS, rate=None, paid_as="work_time"),
    ),
    Case("E09", WORKERS, changed(GOOD, WORKERS, rate=0, supports=0), changed(GOOD, WORKERS, rate=1, supports=0)),
    Case(
        "E09",
        WORKERS,
        changed(GOOD, WORKERS, rate=None),
        changed(GOOD, WORKERS, rate=None, paid_as="in_kind"),
    ),
    Case("E10", WORKERS, changed(GOOD, WORKERS, rate=23.09), changed(GOOD, WORKERS, rate=23.1)),
    Case("E10", WORKERS, changed(GOOD, WORKERS, rate=9), changed(GOOD, WORKERS, rate=9, paid_as="work_time")),
    Case("E11", "answers/qu_8", removed(GOOD, "answers/qu_8"), GOOD),
    Case("E11", "answers/qu_8", changed(GOOD, "answers/qu_8", date=""), GOOD),
    Case("E11", "answers/qu_8", changed(GOOD, "answers/qu_8", owner=""), GOOD),
    Case(
        "E11",
        "answers/qu_8",
        changed(GOOD, "answers/qu_8", status="not_applicable"),
        changed(GOOD, "answers/qu_8", status="not_applicable", reason="Nobody is asked"),
    ),
    Case("E12", "answers/qu_14", GOOD, added(GOOD, "answers/qu_14", status="planned")),
    Case("E12", "answers/qu_14", GOOD, changed(GOOD, WORKERS, access="Interpreters, evening hours")),
    Case("E13", "answers/qu_2", GOOD, added(GOOD, "answers/qu_2", status="in_place")),
    Case("E13", "answers/qu_2", GOOD, changed(GOOD, GOAL, text="By 2029 the pay gap narrows")),
    Case("E13", "answers/qu_2", GOOD, BLANK),
    Case("E16", "answers/qu_15", removed(ENFORCE, "answers/qu_15"), ENFORCE),
    Case("E16", "answers/qu_15", changed(GOOD, RFP, kind="investigation"), GOOD),
    Case("E17", PANEL, changed(UNREVIEWED, PANEL, text=POINTS), UNREVIEWED),
    Case("E17", PANEL, changed(UNREVIEWED, PANEL, text=POINTS), changed(GOOD, PANEL, text=POINTS)),
    Case(
        "E17",
        PANEL,
        changed(UNREVIEWED, PANEL, text=POINTS),
        changed(UNREVIEWED, PANEL, text="Report priority results by race and sex"),
    ),
    Case("E17", RFP, changed(UNREVIEWED, RFP, text=POINTS), changed(UNREVIEWED, STATE_WAGE, text=POINTS)),
    Case("E18", "answers/qu_13", removed(GOOD, "answers/qu_13"), GOOD),
    Case(
        "E19",
        "answers/qu_8",
        changed(GOOD, "answers/qu_8", status="not_applicable"),
        changed(GOOD, "answers/qu_8", status="not_applicable", reason="Nobody is asked"),
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.today)


def test_a_measure_of_contracts_or_employers_need_not_be_split() -> None:
    assert ("E01", M_TERMS) not in found(GOOD)
    assert ("E01", M_FIRST) not in found(changed(GOOD, M_FIRST, kind="outcome"))
    assert not [path for code, path in found(ENFORCE) if code == "E01"]


def test_an_unknown_question_is_told_of_like_any_other() -> None:
    assert ("E19", "answers/qu_99") in found(added(GOOD, "answers/qu_99", status="not_applicable"))
