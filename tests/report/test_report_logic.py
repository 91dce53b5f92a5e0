"""The logic model in the report: boxes, links, what must hold and what could go wrong."""

from __future__ import annotations

from jqtools.plan.control import Element
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import (
    Assumption,
    AssumptionState,
    Goal,
    InputKind,
    Link,
    LinkKind,
    LogicModel,
    Node,
    Stage,
    Strength,
    Term,
    WorkStatus,
)
from jqtools.plan.measure import Measure
from jqtools.plan.records import Records
from jqtools.plan.review import Likelihood, Risk
from jqtools.plan.values import Secured
from jqtools.report.sections.logic import logic
from tests.report.report_page import plan, text


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
        "A1 Train Trainer; 09/2026 to 01/2027",
        "O1 Trained planned: 0 people",
        "O2 Told no planned count yet",
        "C1, long term Better pay cleaners; toward goal 1",
        "I1 to A1: If “Money”, then “Train”, because it pays trainers.",
    ):
        assert words in shown


def test_a_box_says_all_that_is_known_of_it():
    boxes = [
        Node(
            id="no_1",
            stage=Stage.ACTIVITY,
            text="Write",
            owner="Buyer",
            partner="the union",
            place="Port",
            element="el_1",
            lever=LeverKey.POLICY,
            status=WorkStatus.UNDER_WAY,
            equity=True,
            note="Paid time",
        ),
        Node(id="no_2", stage=Stage.INPUT, text="Staff", amount=0.5, unit="positions", from_whom="Purchasing"),
    ]
    made = plan(logic=LogicModel(nodes=Records(boxes)), elements=Records([Element(id="el_1", text="Wage clause")]))
    shown = text(logic(made))
    assert (
        "A1 Write Equity: bears on who benefits Buyer; with the union; in Port; works on: Wage clause; lever: Policy;"
        " under way; Paid time"
    ) in shown
    assert "I1 Staff 0.5 positions; from Purchasing" in shown


def test_a_link_says_how_sure_it_is_and_on_what_evidence():
    link = full_model().links[0].model_copy(update={"strength": Strength.TESTED, "evidence": "A <pilot>"})
    shown = text(logic(plan(logic=full_model().model_copy(update={"links": Records([link])}))))
    assert "because it pays trainers. Tested: there is evidence Evidence: A <pilot>" in shown


def test_a_link_that_feeds_back_is_read_as_one_and_drawn_dashed():
    back = Link(id="li_2", source="no_4", target="no_2", kind=LinkKind.FEEDS_BACK, because="it wins votes")
    model = full_model()
    html = logic(plan(logic=model.model_copy(update={"links": Records([*model.links, back])})))
    assert "C1 to A1: “Better pay” feeds back into “Train”, because it wins votes." in text(html)
    assert html.count("stroke-dasharray") == 1
    assert "Dashed arrows lead back." in text(html)
    assert "stroke-dasharray" not in logic(plan(logic=model))


def test_the_table_comes_before_the_picture():
    page = logic(plan(logic=full_model()))
    assert page.index("<table") < page.index("The links in words") < page.index("<svg")


def test_a_model_without_links_says_so():
    assert "No links yet." in text(logic(plan(logic=full_model().model_copy(update={"links": Records()}))))


def test_what_must_hold_says_how_likely_how_it_stands_and_what_watches_it():
    assumptions = [
        Assumption(
            id="as_1",
            text="Law stays",
            likelihood=Likelihood.LOW,
            if_wrong="We score",
            signal="A bill",
            measure="me_1",
            review_on="2027-01",
            state=AssumptionState.IN_DOUBT,
            element="el_1",
        ),
        Assumption(id="as_2"),
    ]
    made = plan(
        elements=Records([Element(id="el_1", text="State law")]),
        measures=Records([Measure(id="me_1", name="Turnover")]),
        assumptions=Records(assumptions),
    )
    shown = text(logic(made))
    assert "Law stays Low We score A bill 01/2027 In doubt Turnover State law not said yet" in shown
    assert "Measure that watches it From step 1" in shown


def test_columns_that_nobody_fills_are_left_out():
    shown = text(logic(plan(assumptions=Records([Assumption(id="as_1", text="Law stays")]))))
    assert "Measure that watches it" not in shown
    assert shown.endswith("What must hold, or could move the result Law stays")


def test_risks_come_with_their_answers_and_are_left_out_without_any():
    risk = Risk(
        id="ri_1",
        text="Hours <cut>",
        likelihood=Likelihood.HIGH,
        effect="Less pay",
        signal="Reports",
        response="A floor",
        owner="Manager",
    )
    assert "Hours <cut> High Less pay Reports A floor Manager" in text(logic(plan(risks=Records([risk]))))
    assert "go wrong" not in text(logic(plan(logic=full_model())))
