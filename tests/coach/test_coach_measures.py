"""The checks of measures, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

import pytest

from jqtools.coach.checks import attribution, measures, sheet
from jqtools.plan import Plan
from jqtools.plan.measure import Screen
from tests.coach.coach_plans import (
    BLANK,
    BY_SEX,
    ENFORCE,
    FILE,
    FIRMS,
    GOOD,
    M_FIRST,
    M_PAID,
    M_SCHEDULE,
    M_TURNOVER,
    M_WAGE,
    REPORT,
    SCHEDULES,
    WEAK,
    Case,
    added,
    changed,
    emptied,
    many,
    only,
    removed,
)
from tests.coach.rule_runs import found_by, told_by

MODULES = (attribution, measures, sheet)
found, told = found_by(*MODULES), told_by(*MODULES)

WAGES = only(GOOD, M_WAGE, M_FIRST)
ONE = only(GOOD, M_SCHEDULE)
PLACED = changed(GOOD, M_FIRST, name="Placements", unit="count", definition="", numerator="", baseline__value=10)
COMPLAINTS = changed(GOOD, M_FIRST, name="Complaints", unit="count", direction="down", target__value=2)
POOR = changed(GOOD, M_FIRST, **{f"screen__{name}": name == "actionable" for name in Screen.model_fields})
INJURIES = changed(GOOD, M_FIRST, indicator="SS01", name="Injury rate of our vendors")
LED = "Our policy raised pay at all sites"
STORY = added(GOOD, "stories/st_one", claim=LED, measures=["me_xtxhjd"])
UNPLANNED = changed(GOOD, REPORT, planned=None)

COUNTY = changed(GOOD, M_WAGE, name="County unemployment rate", source=None)
PUBLIC = changed(GOOD, M_WAGE, method="public_statistic", name="At the living wage", definition="")
NOBODY = changed(GOOD, M_SCHEDULE, baseline__plan="", baseline__status="not_applicable")
PAID_WELL = changed(WAGES, M_WAGE, indicator="", against_wage_benchmark=False, name="Workers paid $18 or more")
NO_AIM = changed(GOOD, M_FIRST, target__basis="", target__value=None)


def outside(**fields: object) -> Plan:
    """The plan with a value from elsewhere beside one measure."""
    said = {"value": 30, **fields}
    return changed(GOOD, M_FIRST, **{f"benchmark__{name}": value for name, value in said.items()})


CASES = [
    Case("D01", SCHEDULES, removed(GOOD, M_SCHEDULE), GOOD),
    Case("D01", SCHEDULES, changed(GOOD, M_SCHEDULE, kind="context"), changed(GOOD, M_SCHEDULE, kind="output")),
    Case("D01", SCHEDULES, changed(GOOD, M_SCHEDULE, direction="context"), GOOD),
    Case(
        "D01",
        SCHEDULES,
        removed(GOOD, M_SCHEDULE),
        changed(removed(GOOD, M_SCHEDULE), SCHEDULES, status="dropped"),
    ),
    Case("D02", REPORT, UNPLANNED, changed(UNPLANNED, REPORT, status="dropped")),
    Case("D02", REPORT, UNPLANNED, GOOD),
    Case("D02", REPORT, UNPLANNED, changed(UNPLANNED, M_FIRST, node="no_3jthec")),
    Case("D03", M_FIRST, changed(GOOD, M_FIRST, node=None), GOOD),
    Case("D03", M_FIRST, changed(GOOD, M_FIRST, node=None), changed(GOOD, M_FIRST, node=None, kind="context")),
    Case("D03", M_FIRST, changed(GOOD, M_FIRST, node=None), changed(GOOD, M_FIRST, node=None, direction="context")),
    Case("D06", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__plan=""), changed(NOBODY, M_SCHEDULE, kind="context")),
    Case("D06", M_SCHEDULE, NOBODY, changed(NOBODY, M_SCHEDULE, note="Nothing existed before")),
    Case("D06", M_SCHEDULE, changed(NOBODY, M_SCHEDULE, note="Counted by hand"), GOOD),
    Case("D04", M_FIRST, changed(GOOD, M_FIRST, source=None), GOOD),
    Case("D06", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__plan=""), GOOD),
    Case("D06", M_SCHEDULE, changed(GOOD, M_SCHEDULE, baseline__plan="a survey"), GOOD),
    Case(
        "D06",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, baseline__plan=""),
        changed(GOOD, M_SCHEDULE, kind="output"),
    ),
    Case(
        "D06",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, baseline__plan="", baseline__status="not_applicable"),
        changed(GOOD, M_SCHEDULE, baseline__plan="", baseline__status="not_applicable", note="A new service"),
    ),
    Case("D07", M_WAGE, changed(GOOD, M_WAGE, target__value=None), changed(GOOD, M_WAGE, target__value=85.5)),
    Case("D07", M_WAGE, changed(GOOD, M_WAGE, target__date=""), GOOD),
    Case(
        "D07",
        M_WAGE,
        changed(GOOD, M_WAGE, target__date=""),
        changed(GOOD, M_WAGE, target__date="", direction="context"),
    ),
    Case("D15", "measures", changed(ONE, M_SCHEDULE, kind="output"), ONE),
    Case("D16", "measures", WAGES, only(GOOD, M_WAGE, M_SCHEDULE)),
    Case("D16", "measures", PAID_WELL, changed(PAID_WELL, M_WAGE, name="Workers with paid sick leave")),
    Case(
        "D16",
        "measures",
        changed(PAID_WELL, M_WAGE, name="Median quarterly earnings", unit="dollars"),
        changed(PAID_WELL, M_WAGE, name="Injuries"),
    ),
    Case("D16", "measures", changed(PAID_WELL, M_WAGE, name="Pay raises"), GOOD),
    Case("D18", M_FIRST, PLACED, changed(PLACED, M_FIRST, definition="In jobs at the living wage")),
    Case("D18", M_FIRST, PLACED, changed(PLACED, M_FIRST, splits=BY_SEX)),
    Case("D18", M_FIRST, PLACED, changed(PLACED, M_FIRST, unit="percent")),
    Case(
        "D21",
        "measures",
        many(GOOD, "measures", "me", 7, name="x"),
        many(GOOD, "measures", "me", 6, name="x"),
    ),
    Case("D22", M_PAID, changed(GOOD, M_PAID, owner=""), GOOD),
    Case("D22", M_PAID, changed(GOOD, M_PAID, first_due=""), GOOD),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, name="Share of workers told their pay")),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, kind="context")),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, direction="context")),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, source="so_qdn3r7")),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, indicator="AC03")),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, name="Employment rate in the second quarter after exit")),
    Case("D25", M_WAGE, COUNTY, changed(COUNTY, M_WAGE, definition="Trainees out of work, of all trainees")),
    Case("D25", M_WAGE, PUBLIC, changed(PUBLIC, M_WAGE, comparison="the next county")),
    Case("D25", M_WAGE, PUBLIC, changed(PUBLIC, M_WAGE, name="Workers on our contracts at the living wage")),
    Case("D31", M_FIRST, COMPLAINTS, changed(COMPLAINTS, M_FIRST, note="A rise at first is trust.")),
    Case("D31", M_FIRST, changed(COMPLAINTS, M_FIRST, note="Counted by hand"), GOOD),
    Case("D31", M_FIRST, COMPLAINTS, changed(COMPLAINTS, M_FIRST, direction="rise_then_fall")),
    Case("D28", M_WAGE, changed(GOOD, M_WAGE, unit="index"), changed(GOOD, M_WAGE, unit="index", parts="pay; hours")),
    Case("D28", M_WAGE, changed(GOOD, M_WAGE, unit="points"), GOOD),
    Case("D30", "measures", removed(GOOD, M_SCHEDULE), GOOD),
    Case("D30", "measures", removed(GOOD, M_SCHEDULE), changed(removed(GOOD, M_SCHEDULE), M_WAGE, method="interview")),
    Case("D32", M_FIRST, changed(INJURIES, M_FIRST, name="Vendors ranked by injuries"), INJURIES),
    Case(
        "D32",
        M_FIRST,
        changed(changed(GOOD, FILE, card="osha_300a"), M_FIRST, story="The ten worst firms"),
        changed(GOOD, M_FIRST, story="The ten worst firms"),
    ),
    Case(
        "D32",
        M_FIRST,
        added(INJURIES, "stories/st_one", claim="These are the worst employers.", measures=["me_fmyyq0"]),
        added(INJURIES, "stories/st_one", claim="These are the worst employers.", measures=["me_xtxhjd"]),
    ),
    Case("D33", M_WAGE, changed(GOOD, M_WAGE, story=LED), changed(GOOD, M_WAGE, story=LED, comparison="Sites before")),
    Case("D33", M_WAGE, changed(GOOD, M_WAGE, target__basis=LED), GOOD),
    Case("D33", "stories/st_one", STORY, changed(STORY, "stories/st_one", comparison="Sites without the clause")),
    Case("D33", "stories/st_one", STORY, changed(STORY, M_WAGE, comparison="Sites without the clause")),
    Case("D33", "stories/st_one", STORY, changed(STORY, "stories/st_one", claim="We think the clause contributed.")),
    Case("D33", "stories/st_one", STORY, changed(STORY, "lever_details", policy__comparison="The next county")),
    Case("D35", M_FIRST, changed(GOOD, M_FIRST, definition=" "), GOOD),
    Case("D36", M_FIRST, changed(GOOD, M_FIRST, numerator=""), GOOD),
    Case("D36", M_FIRST, changed(GOOD, M_FIRST, denominator=""), changed(GOOD, M_FIRST, denominator="", unit="count")),
    Case(
        "D37", M_FIRST, changed(GOOD, M_FIRST, name="Number of firms"), changed(GOOD, M_FIRST, name="Firms by number")
    ),
    Case(
        "D37",
        M_FIRST,
        changed(GOOD, M_FIRST, name="Share of firms", unit="count"),
        changed(GOOD, M_FIRST, name="Share of firms"),
    ),
    Case(
        "D37",
        M_FIRST,
        changed(GOOD, M_FIRST, definition="The percent of firms that answered", unit="count"),
        changed(GOOD, M_FIRST, definition="Firms that took 10 percent", unit="count"),
    ),
    Case("D40", M_FIRST, changed(GOOD, M_FIRST, target__basis=" "), GOOD),
    Case("D40", M_FIRST, changed(GOOD, M_FIRST, target__basis=""), NO_AIM),
    Case("D44", M_FIRST, POOR, changed(POOR, M_FIRST, screen_reason="The council asked for it")),
    Case(
        "D44",
        M_FIRST,
        changed(POOR, M_FIRST, screen__meaningful=True, screen__accessible=True),
        changed(POOR, M_FIRST, screen__meaningful=True, screen__accessible=True, screen__affordable=True),
    ),
    Case("D44", M_FIRST, POOR, changed(POOR, M_FIRST, screen__affordable=None)),
    Case("D47", M_FIRST, outside(place="Ohio"), outside(source="Census", as_of="2024")),
    Case("D47", M_FIRST, outside(source="Census"), outside(source="Census", as_of="2024", value=None)),
    Case("D47", M_FIRST, outside(as_of="2024"), GOOD),
    Case("D45", "measures", only(GOOD, M_WAGE, M_SCHEDULE), only(GOOD, M_WAGE, M_SCHEDULE, M_TURNOVER)),
    Case("D45", "measures", only(GOOD, M_WAGE), emptied(GOOD, "measures")),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.quiet_day or case.today)


@pytest.mark.parametrize("plan", [GOOD, ENFORCE])
def test_a_good_plan_has_nothing_to_fix_in_its_measures(plan: Plan) -> None:
    assert {each.severity.value for each in told(plan)} <= {"warning", "hint"}


def test_the_weak_plan_shows_what_it_was_written_to_show() -> None:
    codes = {each.code for each in told(WEAK)}
    assert codes >= {"D01", "D04", "D18"}


def test_a_blank_plan_is_told_nothing_of_measures() -> None:
    assert told(BLANK) == []


def test_an_output_that_is_counted_needs_no_measure() -> None:
    assert ("D02", FIRMS) not in found(GOOD)
