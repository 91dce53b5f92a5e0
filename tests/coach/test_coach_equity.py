"""The checks of step 4, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

import pytest

from jqtools.coach.checks import equity, participation, pillars, splits, unknown_groups
from jqtools.plan import Plan
from tests.coach.coach_plans import (
    BLANK,
    BY_CONTRACT,
    BY_RACE,
    BY_SEX,
    ENFORCE,
    GOAL,
    GOOD,
    LIVING_WAGE,
    M_FIRST,
    M_SCHEDULE,
    M_TERMS,
    M_WAGE,
    NO_RECORDS,
    PANEL,
    RFP,
    STATE_WAGE,
    WEAK,
    WORKERS,
    Case,
    added,
    changed,
    emptied,
    removed,
)
from tests.coach.rule_runs import found_by, told_by

MODULES = (splits, unknown_groups, participation, equity, pillars)
found, told = found_by(*MODULES), told_by(*MODULES)

UNSPLIT = changed(GOOD, M_WAGE, splits=NO_RECORDS)
PLAIN_SPLITS = changed(GOOD, M_WAGE, splits=BY_CONTRACT)
EXPLAINED = {
    "order": ["sp_one", "sp_two"],
    "items": {
        "sp_one": {"dimension": "age"},
        "sp_two": {"dimension": "sex", "status": "not_possible", "reason": "Payroll does not hold it"},
    },
}
UNSAFE = changed(ENFORCE, "lever_details", education_enforcement__safety="")
PILLARS = {"qu_3": "qu_4", "qu_6": "qu_7", "qu_8": "qu_8", "qu_10": "qu_11"}
HEARD = changed(GOOD, "answers/qu_8", channel="A letter, and the panel's page")
SCORED = {"order": ["sc_one"], "items": {"sc_one": {"criterion": "Firm owned by women", "points": 5}}}
UNREVIEWED = removed(GOOD, "answers/qu_16")
UNCOUNTED = (("Men", None), ("Missing", 16))
UNLIKELY = changed(changed(GOOD, WORKERS, rate=9), "header", definition__wage__value=48_048)
POINTS = "Give five points to women-owned firms"


def with_split(**fields: object) -> Plan:
    """The plan with the wage measure split by sex alone, and what is said of that split."""
    return changed(GOOD, M_WAGE, splits={"order": ["sp_one"], "items": {"sp_one": {"dimension": "sex", **fields}}})


def with_target(value: float | None) -> Plan:
    """The plan with a target for one group."""
    return changed(GOOD, M_WAGE, group_targets={"order": ["gt_one"], "items": {"gt_one": {"value": value}}})


def unexplained(**fields: object) -> Plan:
    """The plan with the wage measure split by age, and another split that is not possible."""
    second = {"dimension": "sex", "status": "not_possible", "reason": "Not held", **fields}
    items = {"sp_one": {"dimension": "age"}, "sp_two": second}
    return changed(GOOD, M_WAGE, splits={"order": list(items), "items": items})


def in_seven_groups(people: int, **fields: object) -> Plan:
    """The plan with the wage measure of so many people, split by the seven groups of the federal standard."""
    plan = with_split(**{"dimension": "race_ethnicity", "scheme": "spd15_2024", **fields})
    return changed(plan, M_WAGE, expected_responses=people)


def seen(*groups: tuple[str, int | None], total: int | None = 100, **split: object) -> Plan:
    """The plan with one quarter by sex: so many people in each group, and in all."""
    plan = with_split(**split)
    rows = [("", total, "")] if total else []
    for place, (name, people, dimension) in enumerate([*rows, *((*each, "sex") for each in groups)]):
        said = {"measure": M_WAGE[9:], "end": "2027-03", "group": name, "dimension": dimension, "value": 50}
        plan = added(plan, f"observations/ob_{place}", n=people, **said)
    return plan


CASES = [
    Case("E01", M_WAGE, UNSPLIT, GOOD),
    Case("E01", M_WAGE, UNSPLIT, changed(UNSPLIT, M_WAGE, no_splits="14 people in all")),
    Case("E01", M_WAGE, UNSPLIT, changed(UNSPLIT, M_WAGE, kind="early_indicator")),
    Case("E01", M_WAGE, changed(UNSPLIT, M_WAGE, kind=None), changed(UNSPLIT, M_WAGE, kind="output")),
    Case("E01", M_WAGE, UNSPLIT, changed(UNSPLIT, M_WAGE, about="organizations")),
    Case(
        "E01",
        M_WAGE,
        changed(UNSPLIT, M_WAGE, about=None),
        changed(changed(UNSPLIT, M_WAGE, about=None), LIVING_WAGE, population="contracts"),
    ),
    Case("E01", M_WAGE, with_split(status="not_possible"), with_split(status="collect")),
    Case("E02", M_WAGE, PLAIN_SPLITS, GOOD),
    Case("E02", M_WAGE, PLAIN_SPLITS, changed(PLAIN_SPLITS, M_WAGE, note="The payroll file holds no sex.")),
    Case("E01", M_WAGE, with_split(status="not_possible"), with_split(status="not_possible", reason="No names kept")),
    Case("E02", M_WAGE, changed(PLAIN_SPLITS, M_WAGE, note="Three years pooled"), GOOD),
    Case("E02", M_WAGE, PLAIN_SPLITS, changed(PLAIN_SPLITS, M_WAGE, no_splits="Payroll holds neither")),
    Case("E02", M_WAGE, unexplained(reason=""), unexplained(reason="Not held")),
    Case("E02", M_WAGE, unexplained(dimension="veteran"), unexplained(dimension="race_ethnicity")),
    Case("E02", M_WAGE, PLAIN_SPLITS, changed(PLAIN_SPLITS, M_WAGE, splits=EXPLAINED)),
    Case("E02", M_WAGE, PLAIN_SPLITS, UNSPLIT),
    Case("E03", M_WAGE, changed(GOOD, M_WAGE, splits=BY_RACE), GOOD),
    Case("E03", M_WAGE, with_split(dimension="intersection"), with_split(dimension="intersection", scheme="eeo4")),
    Case("E03", M_WAGE, changed(GOOD, M_WAGE, splits=BY_RACE), changed(GOOD, M_WAGE, splits=BY_SEX)),
    Case("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=None), GOOD),
    Case("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=1), changed(GOOD, M_WAGE, min_cell=2)),
    Case("E04", M_WAGE, changed(GOOD, M_WAGE, min_cell=None), changed(UNSPLIT, M_WAGE, min_cell=None)),
    Case(
        "E05",
        M_SCHEDULE,
        changed(GOOD, M_SCHEDULE, expected_responses=19, splits=BY_SEX),
        changed(GOOD, M_SCHEDULE, expected_responses=20, splits=BY_SEX),
    ),
    Case(
        "E05",
        M_WAGE,
        changed(GOOD, M_WAGE, baseline__denominator=18),
        changed(GOOD, M_WAGE, baseline__denominator=18, unit="ratio"),
    ),
    # 41% of 24 people is 9.84, of 25 it is 10.25
    Case("E05", M_WAGE, with_split(smallest=9), with_split(smallest=25)),
    Case("E05", M_WAGE, with_split(smallest=24), with_split(smallest=25)),
    Case("E05", M_WAGE, with_split(smallest=9), changed(with_split(smallest=9), M_WAGE, combine="Pool two years")),
    Case("E05", M_WAGE, with_split(smallest=24), changed(with_split(smallest=24), M_WAGE, min_cell=9)),
    Case("E06", M_WAGE, with_split(unknown_percent=16), with_split(unknown_percent=15)),
    Case("E06", M_WAGE, with_split(unknown_percent=16), with_split(unknown_percent=16, unknown_plan="Ask at hire")),
    Case("E06", M_WAGE, with_split(unknown_percent=16), with_split(unknown_percent=16, status="not_possible")),
    Case("E05", M_WAGE, in_seven_groups(69), in_seven_groups(70)),
    Case("E05", M_WAGE, in_seven_groups(69), in_seven_groups(69, smallest=30)),
    Case("E05", M_WAGE, in_seven_groups(69), in_seven_groups(69, scheme="local")),
    Case("E06", M_WAGE, seen(("Women", 84), ("Unknown", 16)), seen(("Women", 85), ("Unknown", 15))),
    Case("E06", M_WAGE, seen(("Declined to say", 16)), seen(("Men", 16))),
    Case("E06", M_WAGE, seen(("Not reported", 16)), seen(("Not reported", 16), unknown_plan="Ask at hire")),
    Case("E06", M_WAGE, seen(*UNCOUNTED, total=100), seen(*UNCOUNTED, total=None)),
    Case("E06", M_WAGE, seen(("Men", 84), ("Missing", 16), total=None), seen(*UNCOUNTED, total=None)),
    Case("E14", "measures", GOOD, with_target(60)),
    Case("E14", "measures", with_target(None), emptied(GOOD, "measures")),
    Case("E15", M_WAGE, changed(GOOD, M_WAGE, reference=None), GOOD),
    Case("E15", M_WAGE, changed(GOOD, M_WAGE, reference=None), changed(UNSPLIT, M_WAGE, reference=None)),
    Case(
        "E15",
        M_WAGE,
        changed(GOOD, M_WAGE, reference="named"),
        changed(GOOD, M_WAGE, reference="named", reference_group="White men"),
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
    Case("E10", WORKERS, changed(GOOD, WORKERS, rate=9), UNLIKELY),
    Case("E10", WORKERS, changed(GOOD, WORKERS, rate=9), changed(GOOD, WORKERS, rate=9, paid_as="work_time")),
    Case("E11", "answers/qu_8", removed(GOOD, "answers/qu_8"), HEARD),
    Case("E11", "answers/qu_8", changed(HEARD, "answers/qu_8", date=""), HEARD),
    Case(
        "E11",
        "answers/qu_8",
        changed(HEARD, "answers/qu_8", date=""),
        changed(HEARD, "answers/qu_8", date="", status="in_place"),
    ),
    Case("E11", "answers/qu_8", changed(HEARD, "answers/qu_8", owner=""), HEARD),
    Case("E11", "answers/qu_8", changed(HEARD, "answers/qu_8", channel=""), HEARD),
    Case("E11", "answers/qu_8", changed(HEARD, "answers/qu_8", status="not_planned"), HEARD),
    Case(
        "E11",
        "answers/qu_8",
        changed(GOOD, "answers/qu_8", status="not_applicable"),
        changed(GOOD, "answers/qu_8", status="not_applicable", reason="Nobody is asked"),
    ),
    Case("E12", "answers/qu_14", changed(ENFORCE, "lever_details", empowerment__accommodations=""), ENFORCE),
    Case("E12", "answers/qu_14", GOOD, added(GOOD, "answers/qu_14", status="planned")),
    Case("E12", "answers/qu_14", GOOD, changed(GOOD, WORKERS, access="Interpreters, evening hours")),
    Case("E13", "answers/qu_2", GOOD, added(GOOD, "answers/qu_2", status="in_place")),
    Case("E13", "answers/qu_2", GOOD, changed(GOOD, GOAL, text="By 2029 the pay gap narrows")),
    Case("E13", "answers/qu_2", GOOD, BLANK),
    Case("E13", "answers/qu_2", GOOD, changed(GOOD, LIVING_WAGE, equity=True)),
    Case("E13", "answers/qu_2", GOOD, with_target(60)),
    Case("E16", "answers/qu_15", removed(UNSAFE, "answers/qu_15"), UNSAFE),
    Case("E16", "answers/qu_15", removed(UNSAFE, "answers/qu_15"), removed(ENFORCE, "answers/qu_15")),
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
    Case(
        "E17",
        "lever_details",
        changed(UNREVIEWED, "lever_details", procurement__scoring=SCORED),
        changed(GOOD, "lever_details", procurement__scoring=SCORED),
    ),
    Case("E18", "answers/qu_13", removed(GOOD, "answers/qu_13"), GOOD),
    Case(
        "E19",
        "answers/qu_8",
        changed(GOOD, "answers/qu_8", status="not_applicable"),
        changed(GOOD, "answers/qu_8", status="not_applicable", reason="Nobody is asked"),
    ),
    *(
        Case("E21", f"answers/{first}", removed(GOOD, *{f"answers/{first}", f"answers/{other}"}), GOOD)
        for first, other in PILLARS.items()
    ),
    Case("E21", "answers/qu_8", changed(GOOD, "answers/qu_8", date=""), GOOD),
    Case("E21", "answers/qu_8", changed(GOOD, "answers/qu_8", owner=""), GOOD),
    Case(
        "E21",
        "answers/qu_8",
        changed(GOOD, "answers/qu_8", owner=""),
        changed(GOOD, "answers/qu_8", owner="", status="in_place"),
    ),
    Case("E21", "answers/qu_6", changed(GOOD, WORKERS, paid_as="unpaid"), GOOD),
    Case("E21", "answers/qu_6", changed(GOOD, WORKERS, paid_as="unpaid"), changed(GOOD, WORKERS, paid_as="work_time")),
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


def test_each_split_without_categories_is_told_of() -> None:
    two = {"order": ["sp_one", "sp_two"], "items": {**BY_RACE["items"], "sp_two": {"dimension": "intersection"}}}
    messages = [each.message for each in told(changed(GOOD, M_WAGE, splits=two)) if each.code == "E03"]
    assert [message.split(" by ")[1].split(" and have")[0] for message in messages] == [
        "“Race and ethnicity”",
        "“Two of these together”",
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"paid_as": None}, "you have not said how they are paid"),
        ({"paid_as": "unpaid"}, "they are not paid"),
        ({"rate": None}, "there is no rate to work out the money from"),
        ({"hours": None}, "there is no number of hours to work out the money from"),
        ({"rate": 0, "supports": 0}, "the money set aside is $0"),
    ],
)
def test_people_without_a_budget_are_told_with_what_is_missing(fields: dict[str, object], said: str) -> None:
    (finding,) = [each for each in told(changed(GOOD, WORKERS, **fields)) if each.code == "E09"]
    assert finding.message == f"You ask these people for their time, and {said}."


def test_a_guess_from_the_total_says_that_it_is_one() -> None:
    (finding,) = [each for each in told(in_seven_groups(8)) if each.code == "E05"]
    assert finding.message.startswith(
        "If the 7 groups by “Race and ethnicity” were all alike in size, each would have about 1 person,"
    )
    (one,) = [each for each in told(with_split(smallest=1)) if each.code == "E05"]
    assert "has 1 person, under" in one.message


def test_people_seen_in_an_unknown_group_are_told_with_the_period() -> None:
    (finding,) = [each for each in told(seen(("Unknown", 16))) if each.code == "E06"]
    assert finding.message.startswith("In 03/2027 16% of people are in a group of unknown answer")


def test_counts_and_shares_tell_how_many_are_unknown() -> None:
    shares = changed(seen(("Unknown", None), total=None), "observations/ob_0", denominator=16)
    assert ("E06", M_WAGE) in found(shares)
    counts = changed(changed(seen(("Unknown", None), total=None), "observations/ob_0", value=3), M_WAGE, unit="count")
    assert ("E06", M_WAGE) in found(counts)
    assert ("E06", M_WAGE) not in found(changed(counts, "observations/ob_0", value=None))


def test_pay_is_held_against_the_wage_an_hour_also_when_the_plan_names_it_a_year() -> None:
    yearly = changed(GOOD, "header", definition__wage__value=48_048, definition__wage__basis="annual")
    assert ("E10", WORKERS) in found(changed(yearly, WORKERS, rate=23.09))
    assert ("E10", WORKERS) not in found(changed(yearly, WORKERS, rate=23.1))


def test_the_weak_plan_shows_what_it_was_written_to_show() -> None:
    told_of = {each.code for each in told(WEAK)}
    assert told_of >= {"E01", "E07", "E08", "E09", "E11", "E21"}
    assert "E17" not in told_of


def test_a_blank_plan_is_told_only_that_nobody_takes_part() -> None:
    assert {code for code, _ in found(BLANK)} == {"E07"}


def test_a_split_is_named_by_its_own_words_where_it_has_some() -> None:
    plan = with_split(unknown_percent=16, words="sex as on the form")
    message = next(each.message for each in told(plan) if each.code == "E06")
    assert message.startswith("For 16% of people “sex as on the form” is unknown")
