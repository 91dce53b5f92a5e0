"""The checks of the logic model, each with a plan that fires it and the nearest that doesn't."""

from __future__ import annotations

from datetime import date

import pytest

from jqtools.coach import check
from jqtools.coach.checks.live import live
from jqtools.plan import Plan
from tests.coach.coach_plans import (
    BACKING,
    BLANK,
    FIRMS,
    GOAL,
    GOOD,
    LIVING_WAGE,
    LOOK_BACK,
    LOOK_BACK_TO_REPORT,
    MONEY,
    MOVE_INVOICES,
    NEW_FIRMS,
    PANEL,
    REPORT,
    RFP,
    SCHEDULES,
    STAFF,
    STAY,
    TERMS,
    Case,
    added,
    changed,
    emptied,
    found,
    many,
    removed,
)

RUBRIC, CHECK = "logic/no_ecycbh", "logic/no_v9n8nd"


def linked(plan: Plan, source: str, target: str, key: str = "li_new", **fields: object) -> Plan:
    ends = {"source": source.removeprefix("logic/"), "target": target.removeprefix("logic/")}
    return added(plan, f"logic/{key}", **ends, **fields)


def fed_back(plan: Plan, source: str, target: str) -> Plan:
    return linked(plan, source, target, kind="feeds_back")


def dated(term: str, end: str) -> Plan:
    return changed(GOOD, STAY, term=term, end=end)


def test_a_goal_is_told_which_of_its_fields_are_empty() -> None:
    plan = changed(GOOD, GOAL, population="", by_date="")
    (seen,) = [each for each in check(plan) if each.code == "M30"]
    assert seen.message.startswith("Nothing stands in “Whose jobs” and “By when”, so")
    (seen,) = [each for each in check(changed(GOOD, GOAL, by_date="")) if each.code == "M30"]
    assert seen.message.startswith("Nothing stands in “By when”, so")


def without_stage(stage: str) -> Plan:
    return removed(GOOD, *(f"logic/{node.id}" for node in GOOD.logic.nodes if node.stage == stage))


def lone(stage: str, **fields: object) -> Plan:
    return added(GOOD, "logic/no_new", stage=stage, text="Something of its own", **fields)


def watched(**fields: object) -> Plan:
    return added(GOOD, "assumptions/as_new", text="Prices hold", **fields)


NEW = "logic/no_new"
BAND = changed(changed(GOOD, NEW_FIRMS, term="medium"), TERMS, term="medium")
UNEARLY = changed(changed(GOOD, LIVING_WAGE, term="long"), SCHEDULES, term="long")
NO_STEPS = changed(changed(UNEARLY, NEW_FIRMS, term="long"), TERMS, term="long")
SECOND_GOAL = added(GOOD, "goals/go_b", text="Firms stay")
ALONE = changed(GOOD, REPORT, end="2026-10-30")
REPORTED = changed(GOOD, REPORT, end="2026-11")
TOLD_BEFORE = changed(changed(GOOD, REPORT, end="2026-11"), TERMS, end="2026-11-29")
ONE_ACTIVITY = {"stage": "activity", "text": ""}

CASES = [
    Case("M01", "goals", emptied(GOOD, "goals"), GOOD),
    Case("M02", "goals/go_b", added(GOOD, "goals/go_b", text="Firms stay"), GOOD),
    Case("M02", "goals/go_b", SECOND_GOAL, changed(SECOND_GOAL, "goals/go_b", status="dropped")),
    Case("M01", "goals", changed(GOOD, GOAL, status="dropped"), changed(GOOD, GOAL, status="met")),
    Case("M03", STAY, changed(GOOD, STAY, goal=None), GOOD),
    Case("M03", STAY, changed(GOOD, GOAL, status="dropped"), GOOD),
    Case("M03", NEW_FIRMS, removed(GOOD, "logic/li_3nhkrp"), GOOD),
    Case("M04", NEW, lone("output"), linked(lone("output"), PANEL, NEW)),
    Case("M04", NEW, linked(lone("output"), STAFF, NEW), linked(lone("output"), PANEL, NEW)),
    Case("M05", LOOK_BACK, removed(GOOD, LOOK_BACK_TO_REPORT), GOOD),
    Case("M05", LOOK_BACK, changed(GOOD, REPORT, status="dropped"), changed(GOOD, REPORT, status="done")),
    Case("M05", NEW, lone("activity"), lone("activity", status="dropped")),
    Case("M08", NEW, lone("activity"), lone("activity", status="dropped")),
    Case("M12", NEW, lone("activity"), lone("activity", status="dropped")),
    Case("M30", "goals/go_b", SECOND_GOAL, changed(SECOND_GOAL, "goals/go_b", status="dropped")),
    Case("M06", NEW, lone("outcome"), linked(lone("outcome"), REPORT, NEW)),
    Case("M06", NEW, linked(lone("outcome"), NEW, NEW), linked(lone("outcome"), TERMS, NEW)),
    Case("M07", FIRMS, removed(GOOD, "logic/li_wxzvvj"), GOOD),
    Case("M08", BACKING, removed(GOOD, "logic/li_dbb871"), GOOD),
    Case("M08", MOVE_INVOICES, removed(GOOD, "logic/li_n57f91"), GOOD),
    Case("M09", "logic/li_new", linked(GOOD, REPORT, LOOK_BACK), linked(GOOD, LOOK_BACK, FIRMS)),
    Case("M09", "logic/li_new", linked(GOOD, STAY, STAY), GOOD),
    Case("M09", "logic/li_new", linked(GOOD, LOOK_BACK, PANEL), linked(GOOD, TERMS, STAY)),
    Case("M09", "logic/li_new", linked(GOOD, STAY, TERMS), linked(GOOD, TERMS, STAY)),
    Case("M09", NEW_FIRMS, linked(GOOD, TERMS, NEW_FIRMS), GOOD),
    Case("M09", "logic/li_new", linked(GOOD, REPORT, LOOK_BACK), fed_back(GOOD, REPORT, LOOK_BACK)),
    Case("M09", NEW_FIRMS, linked(GOOD, TERMS, NEW_FIRMS), fed_back(GOOD, TERMS, NEW_FIRMS)),
    Case("M06", NEW, fed_back(lone("outcome"), TERMS, NEW), linked(lone("outcome"), TERMS, NEW)),
    Case("M10", "logic/li_new", linked(GOOD, LOOK_BACK, TERMS), linked(GOOD, LOOK_BACK, FIRMS)),
    Case("M10", "logic/li_new", linked(GOOD, STAFF, REPORT), linked(GOOD, STAFF, PANEL)),
    Case("M11", REPORT, changed(GOOD, REPORT, text="Increase awareness"), GOOD),
    Case(
        "M11",
        REPORT,
        changed(GOOD, REPORT, text="More firms at workshops"),
        changed(GOOD, REPORT, text="Workshops with 20 or more firms"),
    ),
    Case(
        "M11",
        TERMS,
        changed(GOOD, TERMS, text="Number of contracts"),
        changed(GOOD, TERMS, text="A number is set"),
    ),
    Case("M11", PANEL, changed(GOOD, PANEL, text="Workers will have a say"), GOOD),
    Case("M12", PANEL, changed(GOOD, PANEL, owner=""), GOOD),
    Case("M12", PANEL, changed(GOOD, PANEL, end=""), GOOD),
    Case("M13", "logic", BAND, GOOD),
    Case("M14", STAY, NO_STEPS, UNEARLY),
    Case("M14", STAY, NO_STEPS, removed(NO_STEPS, "logic/li_xbxphc", "logic/li_4x2hxy")),
    Case("M14", LIVING_WAGE, removed(UNEARLY, "logic/li_kb72a0"), UNEARLY),
    Case("M15", PANEL, changed(GOOD, RFP, action="park"), GOOD),
    Case("M15", PANEL, changed(GOOD, RFP, authority=1), changed(GOOD, RFP, authority=1, action="partner")),
    Case("M16", "logic", changed(GOOD, STAFF, kind="authority"), GOOD),
    Case("M16", "logic", removed(GOOD, STAFF), emptied(GOOD, "logic")),
    Case("M17", MONEY, GOOD, changed(GOOD, MONEY, secured="yes")),
    Case("M17", MONEY, GOOD, changed(changed(GOOD, PANEL, status="done"), CHECK, start="2027-04")),
    Case("M17", MONEY, GOOD, changed(GOOD, PANEL, status="dropped")),
    Case("M18", "assumptions", emptied(GOOD, "assumptions"), GOOD),
    Case("M18", "assumptions", emptied(GOOD, "assumptions"), BLANK),
    Case("M19", "goals", many(GOOD, "goals", "go", 3, text="x"), many(GOOD, "goals", "go", 2, text="x")),
    Case(
        "M19",
        "logic",
        many(GOOD, "logic", "no", 5, **ONE_ACTIVITY),
        many(GOOD, "logic", "no", 4, **ONE_ACTIVITY),
    ),
    Case("M20", STAY, changed(GOOD, STAY, population=""), GOOD),
    Case("M21", PANEL, changed(GOOD, PANEL, end="2026-08-14"), changed(GOOD, PANEL, end="2026-08")),
    Case("M21", REPORT, changed(GOOD, REPORT, end="2026-06"), changed(GOOD, REPORT, end="2026-10")),
    Case("M21", REPORT, ALONE, changed(GOOD, REPORT, end="2026-10-31")),
    Case("M21", REPORT, ALONE, linked(ALONE, LOOK_BACK, FIRMS)),
    Case("M21", REPORT, linked(REPORTED, CHECK, REPORT), fed_back(REPORTED, CHECK, REPORT)),
    Case("M21", TERMS, TOLD_BEFORE, changed(TOLD_BEFORE, TERMS, end="2026-11-30")),
    Case("M22", FIRMS, changed(GOOD, FIRMS, text="The baseline report, published."), GOOD),
    Case(
        "M22",
        FIRMS,
        changed(GOOD, FIRMS, text="Baseline report published"),
        changed(GOOD, FIRMS, text="Report"),
    ),
    Case("M23", "logic", linked(GOOD, REPORT, STAY), linked(GOOD, REPORT, STAY, because="x")),
    Case("M23", "logic", linked(GOOD, REPORT, STAY), linked(GOOD, REPORT, STAY, evidence="Study")),
    Case("M23", "logic", linked(GOOD, REPORT, STAY), linked(GOOD, PANEL, REPORT)),
    Case("M24", "logic/li_new", linked(GOOD, PANEL, REPORT, strength="tested"), linked(GOOD, PANEL, REPORT)),
    Case(
        "M24",
        "logic/li_new",
        linked(GOOD, PANEL, REPORT, strength="tested", because="x"),
        linked(GOOD, PANEL, REPORT, strength="tested", evidence="Study"),
    ),
    Case("M25", "assumptions/as_new", watched(), watched(signal="Bids")),
    Case("M25", "assumptions/as_new", watched(), watched(measure="me_xtxhjd")),
    Case("M25", "assumptions/as_new", watched(), watched(review_on="2027")),
    Case("M25", "assumptions/as_new", watched(signal="x", state="failed"), watched(signal="x", state="in_doubt")),
    Case("L17", PANEL, changed(GOOD, PANEL, lever="hr_practices"), changed(GOOD, PANEL, lever="procurement")),
    Case(
        "L17",
        PANEL,
        changed(GOOD, PANEL, lever="hr_practices"),
        changed(changed(GOOD, PANEL, lever="hr_practices"), "choice", primary=None, secondary=None),
    ),
    Case("M26", "logic", without_stage("output"), GOOD),
    Case("M26", "logic", without_stage("activity"), without_stage("input")),
    Case("M27", STAY, dated("long", "2029-06-30"), dated("long", "2029-07-01")),
    Case("M27", STAY, dated("short", "2027-07-01"), dated("short", "2027-06-30")),
    Case(
        "M28",
        PANEL,
        changed(GOOD, PANEL, text="Hire a planner and write the rule"),
        changed(GOOD, PANEL, text="Hire a planner and a writer"),
    ),
    Case(
        "M28",
        PANEL,
        changed(GOOD, PANEL, text="Hire a planner and write the rule"),
        changed(GOOD, PANEL, text="Develop and publish a pay scale"),
    ),
    Case("M31", PANEL, changed(GOOD, PANEL, text="Staff time (name who)"), GOOD),
    Case("M31", MONEY, changed(GOOD, MONEY, text="Money (say how much)"), changed(GOOD, MONEY, text="Money (a lot)")),
    Case("M31", GOAL, changed(GOOD, GOAL, text="By 2029, (what will be different)"), GOOD),
    Case(
        "M29",
        REPORT,
        changed(GOOD, REPORT, text="Raise awareness of the law"),
        changed(GOOD, REPORT, text="Raise awareness of the law among workers"),
    ),
    Case("M30", GOAL, changed(GOOD, GOAL, population=""), GOOD),
    Case("M30", GOAL, changed(GOOD, GOAL, by_date=""), GOOD),
    Case("M30", GOAL, changed(GOOD, GOAL, principles=[]), GOOD),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_the_check_fires_where_it_should_and_only_there(case: Case) -> None:
    assert (case.code, case.path) in found(case.fires, case.today)
    assert (case.code, case.path) not in found(case.quiet, case.today)


@pytest.mark.parametrize(
    ("today", "fires"),
    [
        (date(2026, 5, 16), False),  # 91 days before the panel starts
        (date(2026, 5, 17), True),
        (date(2029, 6, 30), True),
        (date(2029, 7, 1), False),  # everything has ended
    ],
)
def test_an_unsecured_input_is_told_from_ninety_days_before_the_work_starts(today: date, fires: bool) -> None:
    assert (("M17", MONEY) in found(GOOD, today)) is fires


def test_an_activity_that_runs_on_may_have_an_early_output_beside_others() -> None:
    approved = removed(changed(GOOD, RUBRIC, end="2026-11-30"), "logic/li_jc988y")
    assert ("M21", RUBRIC) in found(approved)
    assert ("M21", RUBRIC) not in found(linked(approved, PANEL, REPORT))


@pytest.mark.parametrize(("end", "order"), [("2026-06", "begins"), ("2026-07", "ends")])
def test_an_output_is_told_what_it_comes_before(end: str, order: str) -> None:
    (told,) = [each for each in check(changed(GOOD, REPORT, end=end)) if each.code == "M21"]
    assert told.message.endswith(f"which leads to it, {order}.")


@pytest.mark.parametrize(
    ("today", "status", "fix"),
    [
        (date(2026, 7, 1), "not_started", "Secure it, or move the start."),
        (date(2026, 9, 1), None, "Secure it, or say what the work does without it."),
        (date(2026, 7, 1), "under_way", "Secure it, or say what the work does without it."),
    ],
)
def test_work_that_has_begun_is_not_told_to_begin_later(today: date, status: str | None, fix: str) -> None:
    (told,) = [each for each in check(changed(GOOD, PANEL, status=status), today) if each.code == "M17"]
    assert told.fix == fix


def test_a_link_from_a_box_to_itself_is_only_to_be_removed() -> None:
    (told,) = [each for each in check(linked(GOOD, STAY, STAY)) if each.code == "M09"]
    assert (told.fix, "itself" in told.message) == ("Remove it.", True)


def test_an_outcome_without_people_is_told_which_field_is_empty() -> None:
    (told,) = [each for each in check(changed(GOOD, STAY, population="")) if each.code == "M20"]
    assert told.message.startswith("The field “Different for whom” is empty")


def test_what_was_dropped_is_not_judged_and_a_plan_that_dropped_nothing_is_judged_as_it_is() -> None:
    assert live(GOOD) is GOOD
    without = live(changed(changed(GOOD, REPORT, status="dropped"), GOAL, status="dropped"))
    assert without.goals == ()
    assert without.logic.nodes.get(REPORT[6:]) is None
    assert all(REPORT[6:] not in (link.source, link.target) for link in without.logic.links)
    assert live(without) is without


def test_a_circle_is_broken_by_marking_one_link_as_feedback() -> None:
    circle = linked(linked(GOOD, TERMS, NEW_FIRMS, "li_one"), STAY, STAY, "li_two", kind="feeds_back")
    assert ("M09", NEW_FIRMS) in found(circle)
    assert not {code for code, path in found(circle) if path == "logic/li_two"}


def test_the_count_of_links_without_a_reason_is_told() -> None:
    bare = linked(linked(GOOD, REPORT, STAY, "li_one"), REPORT, SCHEDULES, "li_two")
    (finding,) = [each for each in check(bare) if each.code == "M23"]
    assert finding.message.startswith("For 2 of 14 links into outcomes it is not said why they should hold")


def test_one_link_without_a_reason_is_told_in_the_singular() -> None:
    one = linked(GOOD, REPORT, STAY)
    messages = [
        each.message
        for plan in (one, removed(one, *(f"logic/{link.id}" for link in GOOD.logic.links)))
        for each in check(plan)
        if each.code == "M23"
    ]
    assert messages == [
        "For 1 of 13 links into outcomes it is not said why it should hold or how you know.",
        "For the one link into an outcome it is not said why it should hold or how you know.",
    ]
