"""Step 3: the libraries put entries into the plan, and the links are read aloud outcome by outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from jqtools.app import goals_views
from jqtools.content import indicators
from jqtools.plan import Plan, blank_plan, read_plan
from jqtools.plan.flow import sentence
from jqtools.plan.lever import Choice, LeverKey
from jqtools.plan.logic import Goal, Link, LinkKind, LogicModel, Node, Stage
from jqtools.plan.measure import Measure
from jqtools.plan.records import Records
from tests.app.workbooks import EQUITY, GOALS, Open

PLANS = sorted((Path(__file__).parents[2] / "data" / "plans").glob("*.json"))
EXAMPLES = {path.stem: read_plan(path) for path in PLANS}
SMART = ("Specific", "Measurable", "Achievable", "Relevant", "Time-bound")
HOSTILE = "<script>alert(1)</script>"
NODES = (
    Node(id="no_a", stage=Stage.ACTIVITY, text="Write it"),
    Node(id="no_o", stage=Stage.OUTPUT, text="A rule"),
    Node(id="no_c", stage=Stage.OUTCOME, text="Pay rises"),
    Node(id="no_d", stage=Stage.OUTCOME, text="People stay"),
)


def model(*pairs: tuple[str, str], back: bool = False) -> LogicModel:
    kind = LinkKind.FEEDS_BACK if back else LinkKind.LEADS_TO
    links = [Link(id=f"li_{place}", source=a, target=b, kind=kind) for place, (a, b) in enumerate(pairs)]
    return LogicModel(nodes=Records(NODES), links=Records(links))


def holding(**sections: object) -> Plan:
    return blank_plan().model_copy(update=sections)


def test_using_an_indicator_adds_a_measure_for_the_box_and_undo_takes_it_back(opened: Open):
    workbook = opened(GOALS)
    workbook.session.apply(holding(logic=model()))
    search = workbook.indicators()
    search.act("use", {"key": "SC01", "into": "", "node": "no_c"})
    (measure,) = workbook.session.plan.measures
    assert (measure.indicator, measure.node) == ("SC01", "no_c")
    assert search.said.startswith(f"Added: {indicators()['SC01'].name}.")
    assert search.shown["used"] == {"SC01": [[measure.id, measure.name]]}
    workbook.session.undo()
    assert not workbook.session.plan.measures


def test_using_it_again_says_that_it_is_there_and_leaves_the_plan(opened: Open):
    workbook = opened(GOALS)
    search = workbook.indicators()
    search.act("use", {"key": "SC01"})
    before = workbook.session.plan
    search.act("use", {"key": "SC01"})
    assert workbook.session.plan == before
    assert search.said == "Nothing was added: what it says is in your plan already."


@pytest.mark.parametrize(
    "about", [{}, {"key": "XX99"}, {"key": HOSTILE, "into": "me_gone"}, {"key": "SC01", "into": "x"}]
)
def test_what_names_nothing_does_nothing(opened: Open, about: dict[str, str]):
    workbook = opened(GOALS)
    before = workbook.session.plan
    workbook.indicators().act("use", about)
    workbook.known_sources().act("use", about)
    workbook.indicators().act("delete", {"key": "SC01"})
    assert workbook.session.plan == before


def test_a_known_source_fills_in_what_is_blank(opened: Open):
    workbook = opened(GOALS)
    cards = workbook.known_sources()
    cards.act("use", {"key": "qcew"})
    (source,) = workbook.session.plan.sources
    cards.act("use", {"key": "qwi", "into": source.id})
    assert workbook.session.plan.sources[0].card == "qcew"
    assert cards.shown["used"] == {"qcew": [[source.id, source.name]]}


def test_the_library_begins_with_the_lever_that_was_chosen():
    chosen = holding(choice=Choice(primary=LeverKey.POLICY))
    assert goals_views.indicators_shown(chosen)["first"] == {"lever": "policy"}
    assert goals_views.indicators_shown(blank_plan())["first"] == {}


def test_a_source_that_a_measure_waits_for_stands_first():
    plan = holding(measures=Records([Measure(id="me_a", name="Notice", indicator="SC01")]))
    fits = goals_views.sources_shown(plan)["fits"]
    assert fits == dict.fromkeys(indicators()["SC01"].sources, "Fits: Notice")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_link_is_read_aloud_once(name: str):
    logic = EXAMPLES[name].logic
    read = [said for group in goals_views.links_by_outcome(logic).values() for said in group]
    assert sorted(read) == sorted(sentence(link, logic) for link in logic.links)


def test_a_link_stands_under_the_first_outcome_it_leads_to():
    chain = model(("no_a", "no_o"), ("no_o", "no_d"), ("no_d", "no_c"))
    assert list(goals_views.links_by_outcome(chain)) == ["C1 Pay rises"]
    assert len(goals_views.links_by_outcome(chain)["C1 Pay rises"]) == 3
    assert list(goals_views.links_by_outcome(model(("no_a", "no_o")))) == ["Not yet linked to an outcome"]
    assert list(goals_views.links_by_outcome(model(("no_c", "no_a"), back=True))) == ["What feeds back"]


def test_links_in_a_circle_are_read_too():
    assert len(goals_views.links_by_outcome(model(("no_c", "no_d"), ("no_d", "no_c")))["C1 Pay rises"]) == 2


def test_each_goal_shows_five_lines_that_change_with_the_plan(opened: Open):
    workbook = opened(GOALS)
    goals = workbook.goals()
    workbook.session.apply(holding(goals=Records([Goal(id="go_a", text="Better pay"), Goal(id="go_b")])))
    assert set(goals.notes) == {"go_a", "go_b"}
    lines = goals.notes["go_a"]["text"].split("\n")
    assert [line.split(":")[0] for line in lines] == list(SMART)
    assert lines[4] == "Time-bound: not yet. It has no date. Say by when under “By when”."
    workbook.session.apply(holding(goals=Records([Goal(id="go_a", text="Better pay", by_date="2029-06")])))
    assert goals.notes["go_a"]["text"].endswith("Time-bound: yes. It has a date: 06/2029.")


def test_the_picture_folds_and_scrolls_in_a_box_of_its_own(opened: Open):
    workbook = opened(GOALS)
    panel = workbook.picture()
    assert "No boxes yet." in panel.value
    workbook.session.apply(holding(logic=model(("no_a", "no_o"))))
    assert "<summary>See it on one page</summary>" in panel.value
    assert '<div class="scroll" role="region" aria-label="Picture of the logic model" tabindex="0"><svg' in panel.value


def test_the_button_hands_over_the_plan_as_it_is_now(opened: Open):
    workbook = opened(GOALS)
    button = workbook.one_page()
    workbook.session.apply(EXAMPLES["procurement_living_wage"])
    button.click()
    assert button.value == "living-wage-scoring-in-county-building-service-contracts-one-page.html"


def test_the_one_page_file_is_a_web_page_with_the_picture():
    made = goals_views.one_page_file(EXAMPLES["procurement_living_wage"])
    assert made.type == "text/html"
    assert "Living-wage scoring" in made.content
    assert made.content.count("<svg") == 1


def test_the_links_fold_and_show_what_people_wrote_as_words():
    hostile = model(("no_a", "no_o")).model_copy(
        update={"nodes": Records([each.model_copy(update={"text": HOSTILE}) for each in NODES])}
    )
    drawn = goals_views.links(holding(logic=hostile))
    assert drawn.startswith('<details class="jq-fold" data-fold="links"><summary>The 1 link as a sentence')
    assert HOSTILE not in drawn
    assert "No links yet." in goals_views.links(blank_plan())


@pytest.mark.parametrize(("step", "part"), [(GOALS, "measures"), (EQUITY, "equity_questions")])
def test_what_another_record_says_can_be_taken_over_field_by_field(opened: Open, step: str, part: str):
    records = getattr(opened(step), part)()
    names = {field["name"] for field in records.fields}
    assert records.repeats
    for offer in records.repeats:
        assert set(offer["fields"]) <= names
        assert offer["of"] in ("last", "before")
        assert "{what}" in offer["words"]
