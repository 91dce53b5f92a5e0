"""The checks once a plan is carried out, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jqtools.coach.checks import breakdown, monitoring
from jqtools.coach.checks.series import change_margin
from jqtools.plan import Plan
from jqtools.plan.measured import Measured
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from tests.coach.coach_plans import BLANK, ENFORCE, GOOD, M_TERMS, M_WAGE, TODAY, WEAK, Case, added, changed
from tests.coach.rule_runs import found_by, told_by

found, told = found_by(monitoring, breakdown), told_by(monitoring, breakdown)

WAGE = "me_xtxhjd"
REVIEW = "reviews/re_10k7czxj"
STORY = "stories/st_one"
QUARTERS = [f"{year}-{month:02}" for year in (2027, 2028) for month in (3, 6, 9, 12)]


def with_values(plan: Plan, *rows: dict[str, object]) -> Plan:
    """The plan with these observations of the wage measure; ids are `ob_0` and on."""
    kept = [Observation(id=f"ob_{place}", **{"measure": WAGE, **row}) for place, row in enumerate(rows)]
    return plan.model_copy(update={"observations": Records(kept)})


def run(*values: float, plan: Plan = GOOD, **more: object) -> Plan:
    """The plan with one value a quarter."""
    return with_values(plan, *({"end": day, "value": v, **more} for day, v in zip(QUARTERS, values, strict=False)))


def groups(*rows: dict[str, object], total: dict[str, object] | None = None, plan: Plan = GOOD) -> Plan:
    """The plan with one quarter by sex, and the value for everyone first."""
    first = {"value": 50, "numerator": 100, "denominator": 200, **(total or {})}
    named = ({"group": name, "dimension": "sex", "value": 50, **row} for name, row in zip("ABC", rows, strict=False))
    return with_values(plan, *({"start": "2027-01", "end": "2027-03", **row} for row in (first, *named)))


def split_of(*counts: float | None) -> list[dict[str, object]]:
    return [{"numerator": count, "denominator": 200} for count in counts]


def by_group(first: tuple[float, float], last: tuple[float, float], plan: Plan = GOOD, **more: object) -> Plan:
    """The plan with two quarters, each with the value for everyone and for women."""
    rows = [
        {"end": day, "value": value, "group": group, "dimension": "sex" if group else "", **more}
        for day, values in zip(QUARTERS, (first, last), strict=False)
        for group, value in zip(("", "Women"), values, strict=True)
    ]
    return with_values(plan, *rows)


def story_of(value: float, margin: float | None, before: float | None = None) -> Plan:
    plan = with_values(GOOD, {"end": "2027-03", "value": value, "margin": margin})
    plan = changed(plan, M_WAGE, baseline__margin=before)
    return added(plan, STORY, claim="Pay moved", measures=[WAGE])


STATED = changed(GOOD, "standing", state="monitoring")
EARLY = changed(STATED, REVIEW, date="2026-06-30")
UPDATED = with_values(
    GOOD,
    {"end": "2027-03", "value": 44, "entered_on": "2027-04-10"},
    {"end": "2027-06", "value": 45, "entered_on": "2027-07-10"},
)
PAY = changed(GOOD, M_WAGE, unit="dollars_per_hour")
LOW = changed(GOOD, M_WAGE, direction="down", target__value=20)
NEAR = changed(GOOD, M_WAGE, direction="reach", target__value=50)
OFF = run(41, plan=changed(GOOD, M_WAGE, target__date="2027-06-30"))
HIDDEN = {"value": None, "status": "suppressed", "numerator": None}
TERMS = {"measure": "me_ncb2er"}
COUNT = changed(GOOD, M_WAGE, unit="count")

CASES = [
    Case("R01", "reviews", EARLY, changed(EARLY, REVIEW, date="2026-10-01")),
    Case("R01", "reviews", EARLY, changed(EARLY, REVIEW, next_date="2026-09")),
    Case("R01", "reviews", EARLY, changed(EARLY, REVIEW, next_date="2026")),
    Case("R01", "reviews", EARLY, GOOD),
    Case("R01", "reviews", EARLY, changed(EARLY, "standing", state="closed")),
    Case("R01", "reviews", changed(EARLY, REVIEW, date="2026-10-02"), changed(EARLY, REVIEW, date="2026-07-01")),
    Case("R01", "reviews", run(45), run(45), quiet_day=date(2027, 1, 2)),
    Case("R02", "observations/ob_3", run(40, 41, 42, 45.5), run(40, 41, 42, 45)),
    Case("R02", "observations/ob_3", run(40, 41, 42, 30), run(40, 41, 42)),
    Case("R02", "observations/ob_3", run(40, 41, 42, 47, margin=3), run(40, 41, 42, 47, margin=4)),
    Case("R02", "observations/ob_3", run(40, 41, 42, 60), run(40, 40, 40, 60)),
    Case("R02", "observations/ob_3", run(40, 41, 42, 60), run(40, 41, 42, 60, status="suppressed")),
    Case("R02", "observations/ob_0", run(48_000, plan=PAY), run(23, plan=PAY)),
    Case("R02", "observations/ob_0", run(0.41), run(0.41, plan=changed(GOOD, M_WAGE, baseline__value=2))),
    Case("R03", M_WAGE, changed(UPDATED, M_WAGE, defined_on="2027-05"), UPDATED),
    Case(
        "R03",
        M_WAGE,
        changed(UPDATED, M_WAGE, defined_on="2027-05"),
        changed(UPDATED, M_WAGE, defined_on="2027-07-11"),
    ),
    Case("R04", M_WAGE, by_group((45, 40), (50, 39)), by_group((45, 40), (50, 41))),
    Case("R04", M_WAGE, by_group((45, 40), (50, 39)), by_group((45, 40), (45, 39))),
    Case("R04", M_WAGE, by_group((45, 40), (50, 36), margin=2), by_group((45, 40), (50, 38), margin=2)),
    Case("R04", M_WAGE, by_group((50, 40), (45, 41), plan=LOW), by_group((50, 40), (45, 39), plan=LOW)),
    Case("R04", M_WAGE, by_group((60, 51), (55, 47), plan=NEAR), by_group((60, 53), (55, 48), plan=NEAR)),
    Case(
        "R04",
        M_WAGE,
        by_group((45, 40), (50, 39)),
        by_group((45, 40), (50, 39), plan=changed(GOOD, M_WAGE, direction="context")),
    ),
    Case("R05", STORY, story_of(44, 3), story_of(44.1, 3)),
    Case("R05", STORY, story_of(46, 3, before=4), story_of(46.1, 3, before=4)),
    Case("R05", STORY, story_of(44, 3), story_of(44, None)),
    Case("R05", STORY, story_of(44, 3), changed(story_of(44, 3), STORY, claim="")),
    Case("R05", STORY, story_of(44, 3), changed(story_of(44, 3), STORY, measures=["me_8tx6yk"])),
    Case("R06", "observations/ob_1", groups({"n": 9}), groups({"n": 10})),
    Case("R06", "observations/ob_1", groups({"n": 9}), groups({"n": 9, "value": None, "status": "suppressed"})),
    Case("R06", "observations/ob_1", groups(*split_of(9)), groups(*split_of(10))),
    Case("R06", "observations/ob_1", groups(*split_of(191)), groups(*split_of(190))),
    Case(
        "R06",
        "observations/ob_1",
        groups({"numerator": 0, "denominator": 19}),
        groups({"numerator": 0, "denominator": 20}),
    ),
    Case("R06", "observations/ob_1", groups({"n": 4}), groups({"n": 4}, plan=changed(GOOD, M_WAGE, min_cell=4))),
    Case("R06", "observations/ob_1", groups({"value": 9}, plan=COUNT), groups({"value": 0}, plan=COUNT)),
    Case("R06", "observations/ob_1", groups({"n": 9}), groups({"n": 9, **TERMS})),
    Case("R06", "observations/ob_1", groups({"n": 9}), groups({"n": 9, "group": ""})),
    Case("R06", "observations/ob_2", groups({}, HIDDEN), groups({}, HIDDEN, HIDDEN)),
    Case("R06", "observations/ob_2", groups({}, HIDDEN), groups({}, HIDDEN, total={"measure": None})),
    Case("R06", "observations/ob_2", groups({}, HIDDEN), groups({}, HIDDEN, {"value": None, "status": "missing"})),
    Case("R06", "observations/ob_2", groups({}, HIDDEN), groups({}, {**HIDDEN, "dimension": "age"})),
    Case("R07", M_WAGE, OFF, run(85, plan=changed(GOOD, M_WAGE, target__date="2027-06-30"))),
    Case("R07", M_WAGE, OFF, added(OFF, "decisions/de_one", date="2027-03-31")),
    Case(
        "R07",
        M_WAGE,
        added(OFF, "decisions/de_one", date="2027-03-30"),
        changed(OFF, REVIEW, date="2027-04-15", decision="adapt"),
    ),
    Case("R07", M_WAGE, changed(OFF, REVIEW, date="2027-04-15"), run()),
    Case("E20", "observations/ob_0", groups(*split_of(60, 39)), groups(*split_of(60, 40))),
    Case("E20", "observations/ob_0", groups(*split_of(60, 41)), groups(*split_of(60, None))),
    Case("E20", "observations/ob_0", groups({"numerator": 101}, HIDDEN), groups({"numerator": 100}, HIDDEN)),
    Case(
        "E20",
        "observations/ob_0",
        groups({"value": 20}, {"value": 20}, plan=COUNT),
        groups({"value": 20}, {"value": 30}, plan=COUNT),
    ),
    Case(
        "E20",
        "observations/ob_0",
        groups(*split_of(60, 41)),
        groups(*({**row, "scheme": "alone or in combination"} for row in split_of(60, 41))),
    ),
    Case(
        "E20",
        "observations/ob_0",
        groups(*split_of(60, 41)),
        groups(*({**row, "dimension": "race_ethnicity", "scheme": "spd15_2024"} for row in split_of(60, 41))),
    ),
    Case("E20", "observations/ob_0", groups(*split_of(60, 41)), groups(*split_of(60, 41), total={"numerator": None})),
    Case("E20", "observations/ob_0", groups(*split_of(60, 41)), groups(*split_of(60, 41), total={"end": "2027-06"})),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.quiet_day or case.today)


@given(st.lists(st.integers(10, 500), min_size=1, max_size=3), st.integers(-3, 3))
def test_groups_add_up_exactly_when_their_sum_is_the_total(counts: list[int], off: int) -> None:
    total = {"numerator": sum(counts) + off, "denominator": 2000}
    plan = groups(*({"numerator": count, "denominator": 2000} for count in counts), total=total)
    assert (("E20", "observations/ob_0") in found(plan)) is (off != 0)


@given(change=st.floats(-50, 50), before=st.floats(0, 30), after=st.floats(0, 30))
def test_a_story_is_questioned_when_the_change_is_within_the_margin_of_a_difference(
    change: float, before: float, after: float
) -> None:
    plan = PROBE.model_copy(
        update={
            "measures": Records([WAGES.model_copy(update={"baseline": WITH.model_copy(update={"margin": before})})]),
            "observations": Records([NEWEST.model_copy(update={"value": 41 + change, "margin": after})]),
        }
    )
    moved, margin = abs((41 + change) - 41), math.sqrt(before**2 + after**2)
    assume(moved == 0 or abs(moved - margin) > 1e-9)
    assert (("R05", STORY) in found(plan)) is (moved <= margin)


PROBE = story_of(44, 3, before=4)
WAGES = PROBE.measures.get(WAGE)
WITH = WAGES.baseline
NEWEST = PROBE.observations[0]


@given(st.lists(st.floats(0, 100), min_size=4, max_size=8))
def test_a_jump_is_more_than_three_times_the_median_of_the_steps_before(values: list[float]) -> None:
    jumps = {path for code, path in found(run(*values)) if code == "R02"}
    steps = [abs(after - before) for before, after in pairwise(values)]
    for place in range(3, len(values)):
        usual = median(steps[: place - 1])
        jumped = usual > 0 and steps[place - 1] > 3 * usual
        fraction = 0 < values[place] < 1
        assert (f"observations/ob_{place}" in jumps) is (jumped or fraction)


def test_two_margins_make_the_margin_of_a_difference() -> None:
    three, four = Measured(value=1.0, margin=3.0), Measured(value=2.0, margin=4.0)
    assert change_margin(three, four) == 5
    assert change_margin(three, Measured(value=2.0)) == 3
    assert change_margin(Measured(value=1.0), Measured(value=2.0)) is None


def test_a_group_that_is_left_behind_is_named_with_its_periods() -> None:
    message = next(each.message for each in told(by_group((45, 40), (50, 39))) if each.code == "R04")
    assert message == "From 03/2027 to 06/2027 this got better overall and worse for “Women”."


def test_small_groups_of_things_may_be_shown_unless_the_measure_has_a_minimum() -> None:
    things = {"measure": "me_ncb2er", "end": "2027-03", "group": "Janitorial", "value": 50, "n": 4}
    assert ("R06", "observations/ob_0") not in found(with_values(GOOD, things))
    assert ("R06", "observations/ob_0") in found(with_values(changed(GOOD, M_TERMS, min_cell=5), things))


def test_a_plan_that_is_not_carried_out_is_told_nothing_of_monitoring() -> None:
    assert [each for plan in (GOOD, ENFORCE, WEAK, BLANK) for each in told(plan, TODAY)] == []


def test_a_margin_worked_out_from_two_is_told_rounded() -> None:
    message = next(each.message for each in told(story_of(44, 4, before=3.5)) if each.code == "R05")
    assert message.endswith("whose change of 3 lies within its margin of error (5.32).")
    small = next(each.message for each in told(story_of(41.04, 0.123)) if each.code == "R05")
    assert small.endswith("whose change of 0.04 lies within its margin of error (0.12).")
