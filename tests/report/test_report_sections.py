"""The sections of the report, each with what is there and what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jqtools.coach import Finding, Severity
from jqtools.content import criteria, equity_questions
from jqtools.plan import Plan, blank_plan
from jqtools.plan.comparison import sensitivity
from jqtools.plan.equity import Answer, Engagement, PaidAs, Status
from jqtools.plan.history import Waiver
from jqtools.plan.lever import Choice, Criteria, LeverKey, Levers, ReachBands
from jqtools.plan.lever_details import Contract, LeverDetails, PolicyDetails, ProcurementDetails, ScoringRow
from jqtools.plan.logic import LogicModel, Node, Stage
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.report.sections.definition import definition
from jqtools.report.sections.equity import equity
from jqtools.report.sections.findings import findings
from jqtools.report.sections.goals import goals
from jqtools.report.sections.lever import lever
from jqtools.report.sections.logic import logic
from jqtools.report.sections.measures import measures
from jqtools.report.sections.opening import problem
from jqtools.report.sections.scope import scope
from jqtools.report.sections.sources import sources
from jqtools.report.sections.titles import TITLES
from tests.report.report_page import Page, plan, text


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


def test_the_shared_outcome_and_levers_beyond_two_are_named():
    choice = Choice(
        primary=LeverKey.POLICY,
        secondary=LeverKey.EMPOWERMENT,
        more=(LeverKey.PROCUREMENT, LeverKey.POLICY),
        shared_outcome="no_1",
    )
    outcome = LogicModel(nodes=Records([Node(id="no_1", stage=Stage.OUTCOME, text="Better pay")]))
    shown = text(lever(plan(choice=choice, logic=outcome)))
    assert "The outcome that needs both C1 Better pay" in shown
    assert shown.count("Further lever Procurement") == 1


def test_how_a_chosen_lever_is_used_is_told_in_the_words_of_its_form():
    details = LeverDetails(
        procurement=ProcurementDetails(
            pipeline=Records([Contract(id="co_1", what="Guards <3>", workers=140)]),
            scoring=Records([ScoringRow(id="sr_1", criterion="Wages", points=20.0, job_quality=True)]),
            flow_down="Same clause",
        ),
        policy=PolicyDetails(instrument="A manual"),
    )
    shown = text(lever(plan(choice=Choice(primary=LeverKey.PROCUREMENT), lever_details=details)))
    for words in (
        "How we will use procurement What subcontractors must do Same clause",
        "Contracts that come up What is bought Workers covered Guards <3> 140",
        "How bids are scored Criterion Points It is about job quality Wages 20 Yes",
    ):
        assert words in shown
    assert "A manual" not in shown
    assert "How we will use" not in text(lever(plan(choice=Choice(primary=LeverKey.EMPOWERMENT))))


def scored(**levels: int) -> Levers:
    """Levers whose answers to all eight questions are the given level, but for control and reach."""
    names = ("control", "reach", "depth", "window", "resources", "data", "equity", "legal")
    return Levers(**{key: Criteria(**dict.fromkeys(names, level)) for key, level in levels.items()})


def test_it_is_said_whether_one_weight_decides_which_lever_is_on_top():
    clear = scored(procurement=3, policy=1)
    assert "No single weight, halved or doubled, changes which lever comes out on top." in text(
        lever(plan(levers=clear))
    )
    tight = clear.model_copy(
        update={
            "procurement": clear.procurement.model_copy(update={"reach": 0, "depth": 0}),
            "policy": Criteria(control=2, reach=3, depth=3, window=2, resources=2, data=2, equity=2, legal=2),
        }
    )
    swings = sensitivity(tight)
    shown = text(lever(plan(levers=tight)))
    assert swings
    for swing in swings:
        assert f"With the weight of {criteria()[swing.criterion].label} {swing.change}, " in shown
    assert "No single weight" not in shown
    assert "comes out on top" not in text(lever(plan(levers=scored(policy=2))))


def test_notes_on_levers_and_bands_of_reach_that_somebody_changed_are_shown():
    levers = Levers(policy=Criteria(note="Ask counsel"), reach=ReachBands(some=5, many=20, most=40))
    shown = text(lever(plan(levers=levers)))
    assert "Policy Ask counsel" in shown
    assert "Reach counts 1 from 5 people, 2 from 20 and 3 from 40." in shown


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
    assert "Not answered yet: 13, by pillar: Representation 1," in shown
    assert "Analyst; 10/2026" in shown
    assert "Does not apply No workers yet" in shown
    assert "Who takes part Nobody yet." in shown


def test_a_question_has_a_row_once_something_is_said_about_it():
    given = [Answer(id=key, note="Soon") for key in equity_questions()]
    for count in (0, 1, 17):
        drawn = equity(plan(answers=Records(given[:count])))
        assert len([row for row in Page(drawn).tags("th") if row.get("scope") == "row"]) == count
        assert (f"Not answered yet: {17 - count}, by pillar:" in text(drawn)) == (count < 17)


def test_findings_are_folded_by_step_with_their_number_and_what_is_to_fix_is_open():
    places = [("logic", Severity.ERROR), *((section, Severity.WARNING) for section in ("elements", "goals", "logic"))]
    seen = [Finding("X01", weight, f"{section}/x", "A box", "It lacks words.", "") for section, weight in places]
    drawn = findings(tuple(seen), Records())
    assert [fold.get("open") for fold in Page(drawn).tags("details")] == ["", None, None]
    shown = text(drawn)
    assert "To fix (1) Step 3: Document your goals (1)" in shown
    assert "To consider (3) Step 1: Determine what you control (1)" in shown
    assert "Step 3: Document your goals (2)" in shown


def test_a_cost_that_cannot_be_worked_out_says_what_is_missing():
    unknown = Engagement(id="en_1", who="workers", people=1, paid_as=PaidAs.UNPAID)
    shown = text(equity(plan(engagements=Records([unknown, Engagement(id="en_2")]))))
    assert "1 person" in shown
    assert "Paid as Not paid Cost Give people, sessions, hours a session and the hourly rate" in shown
    assert "People not named yet" in shown


def test_who_invites_and_what_supports_are_for_is_told_where_it_is_known():
    panel = Engagement(id="en_1", who="workers", support_kinds="Child care", recruiter="A center", consent="A form")
    shown = text(equity(plan(engagements=Records([panel]))))
    assert "Supports are for Child care Who invites them A center How they agree to take part A form" in shown
    assert "Supports" not in text(equity(plan(engagements=Records([Engagement(id="en_1")]))))


def test_an_answer_says_how_and_in_which_languages():
    answer = Answer(id="qu_8", status=Status.PLANNED, channel="Letter", languages="Spanish", note="Each spring")
    assert "Each spring Letter; languages: Spanish" in text(equity(plan(answers=Records([answer]))))


def test_no_findings_is_no_grade_and_ready_to_share():
    shown = text(findings((), Records()))
    assert "Nothing to fix, nothing to consider." in shown
    assert "Ready to share: nothing to fix" in shown


def test_a_plan_with_an_open_point_is_not_ready_to_share():
    warning = Finding("M02", Severity.WARNING, "measures/me_1", "Turnover", "No reason.", "Say why.")
    assert "Not ready to share yet" in text(findings((warning,), Records()))
    waived = replace(warning, waiver=Waiver(id="wa_1", reason="Agreed", who="Planner"))
    assert "Ready to share:" in text(findings((waived,), Records()))


def test_accepted_findings_come_last_with_why_who_and_until_when():
    waiver = Waiver(id="wa_1", reason="Next <year>", who="Planner", accepted_on="2026-07-01", until="2027")
    accepted = Finding("S10", Severity.WARNING, "elements", "", "None is your own.", "Add one.", waiver)
    still = Finding("G01", Severity.HINT, "goals/go_1", "Pay", "It has no date.", "Give one.")
    shown = text(findings((accepted, still), Records()))
    head = "Accepted (1) Step 1: Determine what you control (1) None is your own. Why: Next <year> "
    assert f"{head}Accepted by Planner, 07/01/2026, until 2027" in shown
    assert shown.index("Hints (1)") < shown.index("Accepted (1)")
    assert "To consider" not in shown
    assert "Add one." not in shown
    assert "0 to fix" not in shown
    forever = replace(accepted, waiver=waiver.model_copy(update={"until": "", "accepted_on": ""}))
    assert "Accepted by Planner, without an end" in text(findings((forever,), Records()))


def test_a_finding_names_its_item_and_what_to_do():
    hint = Finding("G01", Severity.HINT, "goals/go_1", "Pay <rises>", "It has no date.", "Give one.")
    assert "Hints (1) Step 3: Document your goals (1) Pay <rises> It has no date. What to do: Give one." in text(
        findings((hint,), Records())
    )


@pytest.mark.parametrize("make", [problem, definition, scope, lever, goals, logic, measures, sources, equity])
def test_each_section_is_named_by_its_heading(make):
    page = Page(make(blank_plan()))
    for found in page.tags("section"):
        assert found["aria-labelledby"] == f"{found['id']}-title"
        assert TITLES[found["id"]] in page.text


def test_what_was_seen_about_one_groups_value_is_not_printed() -> None:
    seen = Finding(
        "D09", Severity.ERROR, "observations/ob_1", "Pay, Asian, 2026", "2/5 is 40%, not 45%.", "Correct it."
    )
    of_group = Records([Observation(id="ob_1", group="Asian", value=45.0)])
    for_all = Records([Observation(id="ob_1", value=45.0)])
    assert "40%" not in text(findings((seen,), of_group))
    assert "read it in the workbook. What to do: Correct it." in text(findings((seen,), of_group))
    assert "2/5 is 40%, not 45%." in text(findings((seen,), for_all))


def test_the_table_of_changes_says_who_signs_and_numbers_each_change_once(procurement: Plan):
    html = scope(procurement)
    assert "Who signs, and when" in text(html)
    assert "Who decides, and when" not in text(html)
    assert '<ul class="numbered"><li>1. ' in html
