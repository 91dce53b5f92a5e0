"""The first pages of the report: problem, definition, scope, goals."""

from __future__ import annotations

import pytest

from jqtools.plan import blank_plan
from jqtools.plan.control import Action, Element, Kind, Legal, Rating, Ring
from jqtools.plan.definition import Criterion, Definition, RuleKind, WageBasis, WageBenchmark
from jqtools.plan.header import Header, Member, People, Period, Place, PlaceLevel
from jqtools.plan.history import PlanState, Standing
from jqtools.plan.logic import Goal, GoalStatus
from jqtools.plan.records import Records
from jqtools.plan.values import Secured
from jqtools.report.sections.definition import definition
from jqtools.report.sections.goals import goals
from jqtools.report.sections.opening import masthead, problem
from jqtools.report.sections.scope import scope
from tests.report.report_page import Page, plan, text


def test_the_masthead_names_plan_place_and_period():
    header = Header(
        title="Better\n jobs",
        places=Records([Place(id="pc_1", name="Harbor"), Place(id="pc_2", name="Port")]),
        period=Period(start="2026-07-01"),
        fictional=True,
    )
    shown = text(masthead(plan(header=header)))
    assert shown == "Job quality plan Better jobs Harbor; Port · from 07/01/2026 Fictional example"


def test_places_come_with_their_level_code_and_people():
    places = [
        Place(id="pc_1", name="Harbor", level=PlaceLevel.METRO, fips="00001", population=210000),
        Place(id="pc_2"),
    ]
    shown = text(problem(plan(header=Header(places=Records(places)))))
    assert "Place Harbor (metropolitan area, Census code 00001, 210,000 people) (no name yet) Period" in shown
    assert "Place not named yet" in text(problem(blank_plan()))


def test_the_team_is_a_table_and_nothing_without_a_team():
    header = Header(team=Records([Member(id="mb_1", role="Planner", decides="Wording")]))
    page = Page(problem(plan(header=header)))
    assert "Who works on the plan Role or name What they can decide Planner Wording" in page.text
    assert not Page(problem(blank_plan())).tags("table")


def test_the_plan_says_how_it_stands_and_when_it_was_made_and_changed():
    standing = Standing(state=PlanState.ADOPTED, adopted_by="The board", adopted_on="2026-07-15")
    made = plan(standing=standing, created="2026-06-01T09:00:00Z", modified="2027-02-03T16:05:00Z")
    shown = text(problem(made))
    assert (
        "How the plan stands Adopted Adopted by The board, 07/15/2026 Created 06/01/2026; changed 02/03/2027" in shown
    )
    assert text(problem(blank_plan())).endswith("How the plan stands Not said yet")


def test_an_invented_plan_is_marked_and_a_real_one_is_not():
    assert "Fictional example" not in text(masthead(plan(header=Header(title="Real"))))


def test_the_wage_benchmark_is_a_card_with_source_household_place_and_date():
    wage = WageBenchmark(
        source="A standard", household="1 adult", place="Harbor", value=20.0, basis=WageBasis.HOURLY, as_of="2026-01"
    )
    shown = text(definition(plan(header=Header(definition=Definition(wage=wage)))))
    assert (
        "$20 an hour Source A standard Household 1 adult Place Harbor As of 01/2026 Counted By the hour Name"
    ) in shown


def test_a_yearly_wage_says_its_hours_and_what_it_is_an_hour():
    wage = WageBenchmark(value=41600.0, basis=WageBasis.ANNUAL)
    shown = text(definition(plan(header=Header(definition=Definition(wage=wage)))))
    assert "$41,600 a year" in shown
    assert "By the year of 2,080 hours, which is $20 an hour" in shown
    none = wage.model_copy(update={"hours_per_year": 0})
    shown = text(definition(plan(header=Header(definition=Definition(wage=none)))))
    assert "By the year of 0 hours Name" in shown


def test_a_wage_without_its_source_says_that_it_lacks_one():
    shown = text(definition(plan(header=Header(definition=Definition(wage=WageBenchmark(value=20.0))))))
    assert "Source not said yet Household not said yet Place not said yet As of not said yet" in shown


def test_criteria_have_their_principle_and_where_they_are_met_and_a_rule_joins_them():
    criteria = [
        Criterion(id="cr_1", text="Known <rosters>", principle="schedules", threshold="14 days"),
        Criterion(id="cr_2", text="Health plan"),
    ]
    found = Definition(
        criteria=Records(criteria),
        rule=RuleKind.WAGE_AND_SOME,
        needed=1,
        rule_note="Tips do not count",
        adopted_by="The board",
    )
    shown = text(definition(plan(header=Header(definition=found, term="good jobs"))))
    assert "Known <rosters> Schedules 14 days Health plan not said yet not said yet" in shown
    assert "Part of good jobs" in shown
    assert "Rule The wage floor and at least 1 of 2 others Tips do not count" in shown
    assert "Status Not said yet by The board" in shown


def test_a_rule_in_the_agencys_words_alone_is_said_once():
    found = Definition(rule_note="The council decides")
    assert text(definition(plan(header=Header(definition=found)))).count("The council decides") == 1


@pytest.mark.parametrize(("number", "said"), [(None, "number not known yet"), (0, "0 people"), (1200, "1,200 people")])
def test_an_unknown_number_of_people_is_not_zero(number: int | None, said: str):
    shown = text(problem(plan(header=Header(people=People(who="cleaners", number=number)))))
    assert f"cleaners; {said}" in shown


def test_a_refined_change_shows_what_it_was_before():
    element = Element(
        id="el_1",
        text="Raise pay everywhere",
        kind=Kind.CONTRACT_TERM,
        authority=1,
        implementation=1,
        legal=Legal.CLEAR,
        action=Action.REFINE,
        refined_text="Raise pay in new contracts",
    )
    shown = text(scope(plan(elements=Records([element]))))
    assert "Raise pay in new contracts Solicitation or contract term First written as: Raise pay everywhere" in shown
    assert "Some influence: we can only advise and others carry it out with our help." in shown


def test_a_rewrite_that_is_not_used_is_shown_as_such():
    element = Element(id="el_1", text="Raise pay", action=Action.KEEP, refined_text="Ask nicely")
    assert "Raise pay Rewrite not in use: Ask nicely" in text(scope(plan(elements=Records([element]))))


def test_a_partner_and_what_we_ask_stand_beside_the_action():
    element = Element(id="el_1", text="City", action=Action.PARTNER, partner_name="Group", partner_ask="Share")
    shown = text(scope(plan(elements=Records([element]))))
    assert "Partner: ask someone who decides Group: Share" in shown
    assert "Not rated yet: say who decides and who carries it out." in shown


def test_a_change_names_what_it_touches_what_it_has_and_what_helps():
    element = Element(
        id="el_1",
        text="Clause",
        kind=Kind.CONTRACT_TERM,
        ring=Ring.PARTNERS,
        authority=3,
        implementation=3,
        legal=Legal.CLEAR,
        principles=("earnings", "our own"),
        resources=Secured.NOT_YET,
        data_access=1,
        decider="Board",
        decider_outside=True,
        leadership_hook="The pledge",
        rating_override=Rating.SOME,
        override_reason="The board is split",
    )
    shown = text(scope(plan(elements=Records([element]))))
    for words in (
        "Solicitation or contract term; Partners and vendors",
        "Parts of job quality: Earnings, our own",
        "Staff and money: not yet",
        "Data about it: would have to be built",
        "Board (outside our organization)",
        "A promise of our leaders that it helps: The pledge",
        "Some influence, set by hand: The board is split. The rule would say direct control.",
    ):
        assert words in shown


def test_goals_are_numbered_with_people_date_and_principles():
    goal = Goal(
        id="go_1",
        text="Pay rises",
        population="cleaners",
        by_date="2029-06",
        principles=("earnings", "pride"),
        status=GoalStatus.AGREED,
    )
    page = Page(goals(plan(goals=Records([goal]))))
    assert page.tags("ol")
    assert "Pay rises For: cleaners; By: 06/2029; Parts of job quality: Earnings, pride; Stands: agreed" in page.text
