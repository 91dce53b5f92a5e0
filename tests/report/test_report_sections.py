"""The sections of the report, each with what is there and what is missing."""

from __future__ import annotations

import pytest

from jqtools.coach import Finding, Severity
from jqtools.plan import Plan, blank_plan
from jqtools.plan.control import Action, Element, Kind, Legal
from jqtools.plan.equity import Answer, Engagement, PaidAs, Status
from jqtools.plan.header import Definition, Header, People, Period, WageBenchmark
from jqtools.plan.lever import Choice, LeverKey
from jqtools.plan.logic import Assumption, Goal, InputKind, Link, LogicModel, Node, Stage, Term
from jqtools.plan.measure import Baseline, Direction, Measure, Target, Unit
from jqtools.plan.records import Records
from jqtools.plan.source import DataSource, SourceStatus
from jqtools.plan.values import Secured
from jqtools.report.markup import Markup
from jqtools.report.sections.equity import equity
from jqtools.report.sections.findings import findings
from jqtools.report.sections.goals import goals
from jqtools.report.sections.lever import lever
from jqtools.report.sections.logic import logic
from jqtools.report.sections.measures import measures, sources
from jqtools.report.sections.opening import masthead, opening
from jqtools.report.sections.scope import scope
from jqtools.report.sections.titles import TITLES
from tests.report.report_page import Page


def plan(**sections: object) -> Plan:
    return blank_plan().model_copy(update=sections)


def text(html: Markup) -> str:
    return Page(html).text


def test_the_masthead_names_plan_place_and_period():
    header = Header(title="Better\n jobs", place="Harbor", period=Period(start="2026-07-01"), fictional=True)
    assert text(masthead(plan(header=header))).split() == (
        [
            "Job",
            "quality",
            "plan",
            "Better",
            "jobs",
            "Harbor",
            "·",
            "from",
            "2026-07-01",
            "Fictional",
            "example",
        ]
    )


def test_an_invented_plan_is_marked_and_a_real_one_is_not():
    assert "Fictional example" not in text(masthead(plan(header=Header(title="Real"))))


def test_the_wage_benchmark_comes_with_source_household_place_and_date():
    wage = WageBenchmark(source="A standard", household="1 adult", place="Harbor", value=20.0, as_of="2026-01")
    shown = text(opening(plan(header=Header(definition=Definition(wage=wage)))))
    assert "$20 an hour Source: A standard; household: 1 adult; place: Harbor; as of: 2026-01." in shown


def test_a_wage_without_its_source_says_that_it_lacks_one():
    shown = text(opening(plan(header=Header(definition=Definition(wage=WageBenchmark(value=20.0))))))
    assert "Source: not said yet; household: not said yet; place: not said yet; as of: not said yet." in shown


@pytest.mark.parametrize(("number", "said"), [(None, "number not known yet"), (0, "0 people"), (1200, "1,200 people")])
def test_an_unknown_number_of_people_is_not_zero(number: int | None, said: str):
    shown = text(opening(plan(header=Header(people=People(who="cleaners", number=number)))))
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
    assert "Some influence: you can only advise and others carry it out with your help." in shown


def test_a_rewrite_that_is_not_used_is_shown_as_such():
    element = Element(id="el_1", text="Raise pay", action=Action.KEEP, refined_text="Ask nicely")
    assert "Raise pay Rewrite not in use: Ask nicely" in text(scope(plan(elements=Records([element]))))


def test_a_partner_and_what_we_ask_stand_beside_the_action():
    element = Element(id="el_1", text="City", action=Action.PARTNER, partner_name="Group", partner_ask="Share")
    shown = text(scope(plan(elements=Records([element]))))
    assert "Partner: ask someone who decides Group: Share" in shown
    assert "Not rated yet: say who decides and who carries it out." in shown


def test_a_choice_without_scores_stands_alone():
    choice = Choice(primary=LeverKey.POLICY, secondary=LeverKey.EMPOWERMENT, reason="It fits", why_two="Both")
    shown = text(lever(plan(choice=choice)))
    assert "First lever Policy" in shown
    assert "Second lever Empowerment" in shown
    assert "Why It fits Why two Both" in shown
    assert "The levers are not scored yet." in shown


def test_an_open_question_is_no_answer_and_not_zero(procurement: Plan):
    answers = procurement.levers.policy.model_copy(update={"data": None})
    shown = text(
        lever(procurement.model_copy(update={"levers": procurement.levers.model_copy(update={"policy": answers})}))
    )
    assert "no answer" in shown
    assert "not scored yet" in shown


def test_goals_are_numbered_with_people_date_and_principles():
    goal = Goal(
        id="go_1",
        text="Pay rises",
        population="cleaners",
        by_date="2029-06",
        principles=("earnings", "pride"),
    )
    page = Page(goals(plan(goals=Records([goal]))))
    assert page.tags("ol")
    assert "Pay rises For: cleaners; By: 2029-06; Parts of job quality: Earnings, pride" in page.text


def full_model() -> LogicModel:
    nodes = [
        Node(id="no_1", stage=Stage.INPUT, text="Money", kind=InputKind.FUNDING, secured=Secured.NOT_YET),
        Node(id="no_2", stage=Stage.ACTIVITY, text="Train", owner="Trainer", start="2026-09", end="2027-01"),
        Node(id="no_3", stage=Stage.OUTPUT, text="Trained", planned=0.0, unit="people"),
        Node(
            id="no_4",
            stage=Stage.OUTCOME,
            text="Better pay",
            term=Term.LONG,
            population="cleaners",
            goal="go_1",
        ),
        Node(id="no_5", stage=Stage.OUTPUT, text="Told"),
    ]
    links = [Link(id="li_1", source="no_1", target="no_2", because="it pays trainers")]
    return LogicModel(nodes=Records(nodes), links=Records(links))


def test_the_logic_model_is_told_column_by_column():
    told = plan(logic=full_model(), goals=Records([Goal(id="go_1")]))
    shown = text(logic(told))
    for words in (
        "I1 Money Money; not yet secured",
        "A1 Train Trainer; 2026-09 to 2027-01",
        "O1 Trained planned: 0 people",
        "O2 Told no planned count yet",
        "C1, long term Better pay cleaners; toward goal 1",
        "I1 to A1: If “Money”, then “Train”, because it pays trainers.",
    ):
        assert words in shown


def test_the_table_comes_before_the_picture():
    page = logic(plan(logic=full_model()))
    assert page.index("<table") < page.index("The links in words") < page.index("<svg")


def test_a_model_without_links_says_so():
    assert "No links yet." in text(logic(plan(logic=full_model().model_copy(update={"links": Records()}))))


def test_what_must_hold_names_its_sign_and_its_source():
    element = Element(id="el_1", text="State law")
    assumptions = Records(
        [Assumption(id="as_1", text="Law stays", element="el_1"), Assumption(id="as_2", signal="news")]
    )
    shown = text(logic(plan(elements=Records([element]), assumptions=assumptions)))
    assert "Law stays not said yet State law" in shown
    assert "(no words yet) news" in shown


def test_a_measure_has_its_box_its_sources_and_its_reason():
    measure = Measure(
        id="me_1",
        name="Paid enough",
        node="no_4",
        unit=Unit.PERCENT,
        direction=Direction.DOWN,
        definition="Everyone on the payroll.",
        baseline=Baseline(value=10.0, source="so_1"),
        target=Target(value=0.0, date="2027", basis="The law"),
        source="so_1",
        splits="sex",
        scheme="local",
        min_cell=10,
        expected_responses=1,
    )
    made = plan(
        logic=full_model(),
        measures=Records([measure]),
        sources=Records([DataSource(id="so_1", name="Payroll")]),
    )
    shown = text(measures(made))
    for words in (
        "C1 Better pay",
        "10 percent Source: Payroll",
        "0 percent by 2027 Why: The law",
        "down 10 percentage points",
        "lower",
        "Paid enough: Everyone on the payroll.",
        "Payroll; 1 answer expected",
        "sex; categories: local; groups under 10 not shown",
    ):
        assert words in shown


def test_a_bare_measure_says_all_that_is_missing():
    shown = text(measures(plan(measures=Records([Measure(id="me_1")]))))
    for words in (
        "(no name yet)",
        "no box of the logic model yet",
        "no baseline yet",
        "no target yet",
        "no source yet",
    ):
        assert words in shown
    assert "0" not in shown


def test_a_source_says_what_builds_it_and_how_late_it_is():
    source = DataSource(
        id="so_1",
        name="Survey",
        status=SourceStatus.MUST_BUILD,
        built_by="no_2",
        agreement="signed 2026",
        lag_days=1,
    )
    shown = text(sources(plan(logic=full_model(), sources=Records([source, DataSource(id="so_2")]))))
    assert "Must build it; built by A1 Train; agreement: signed 2026" in shown
    assert "1 day" in shown
    assert "not known yet" in shown


def test_equity_answers_are_counted_by_pillar():
    answers = [
        Answer(id="qu_1", status=Status.IN_PLACE, owner="Analyst", date="2026-10"),
        Answer(id="qu_2", status=Status.PLANNED),
        Answer(id="qu_3", status=Status.NOT_APPLICABLE, reason="No workers yet"),
        Answer(id="qu_4", status=Status.NOT_PLANNED, note="Later"),
    ]
    shown = text(equity(plan(answers=Records(answers))))
    assert "2 of 17 in place or planned; 1 not planned; 1 that does not apply; 13 not answered yet." in shown
    assert "Purpose: 2 of 2 in place or planned" in shown
    assert "Representation: 0 of 3 in place or planned" in shown
    assert "Analyst; 2026-10" in shown
    assert "Does not apply No workers yet" in shown
    assert "Who takes part Nobody yet." in shown


def test_all_seventeen_questions_are_asked():
    assert len([row for row in Page(equity(blank_plan())).tags("th") if row.get("scope") == "row"]) == 17


def test_a_cost_that_cannot_be_worked_out_says_what_is_missing():
    unknown = Engagement(id="en_1", who="workers", people=1, paid_as=PaidAs.UNPAID)
    shown = text(equity(plan(engagements=Records([unknown, Engagement(id="en_2")]))))
    assert "1 person" in shown
    assert "Paid as Not paid Cost Give people, sessions, hours a session and the hourly rate" in shown
    assert "People not named yet" in shown


def test_no_findings_is_no_grade():
    assert "Nothing to fix, nothing to consider." in text(findings(()))


def test_a_finding_names_its_item_and_what_to_do():
    hint = Finding("G01", Severity.HINT, "goals/go_1", "Pay <rises>", "It has no date.", "Give one.")
    assert "Hints (1) Pay <rises> It has no date. What to do: Give one." in text(findings((hint,)))


@pytest.mark.parametrize("make", [opening, scope, lever, goals, logic, measures, sources, equity])
def test_each_section_is_named_by_its_heading(make):
    page = Page(make(blank_plan()))
    for found in page.tags("section"):
        assert found["aria-labelledby"] == f"{found['id']}-title"
        assert TITLES[found["id"]] in page.text
