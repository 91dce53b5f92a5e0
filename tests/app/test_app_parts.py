"""What the parts of a page say, on a blank plan, on the examples and on any plan at all."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from jqtools import coach
from jqtools.app import parts
from jqtools.content import equity_questions, steps
from jqtools.errors import PlanError
from jqtools.plan import Plan, blank_plan, read_plan
from jqtools.plan.planfile import with_section

PLANS = sorted((Path(__file__).parents[2] / "data" / "plans").glob("*.json"))
EACH = {path.stem: read_plan(path) for path in PLANS} | {"blank": blank_plan()}
TODAY = date(2026, 7, 1)
HOSTILE = "<script>alert(1)</script>"


def words(markup: str) -> str:
    return unescape(re.sub(r"<.*?>", " ", markup))


def measured(**baseline: Any) -> Plan:
    return with_section(blank_plan(), "measures", {"order": ["me_a"], "items": {"me_a": {"baseline": baseline}}})


@pytest.mark.parametrize("name", EACH)
def test_every_part_speaks_of_every_record_of_a_plan(name: str):
    plan = EACH[name]
    assert set(parts.element_notes(plan)) == set(plan.elements.ids())
    assert set(parts.measure_notes(plan)) == set(plan.measures.ids())
    assert set(parts.engagement_notes(plan)) == set(plan.engagements.ids())
    assert set(parts.answer_notes(plan)) == set(equity_questions())
    assert parts.links(plan).count("<li") == len(plan.logic.links)
    assert parts.levers(plan).count("jq-card-body") == 5
    assert {len(pair) for pairs in parts.choices(plan).values() for pair in pairs} <= {2}
    assert words(parts.scope(plan)).strip()


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("step", steps())
def test_the_findings_of_a_step_are_those_of_its_sections_and_the_start_page_has_all(name: str, step: str):
    plan = EACH[name]
    found = () if plan.is_empty() else coach.check(plan, TODAY)
    drawn = parts.findings(plan, found, step, linked=True)
    sections = steps()[step].sections
    ours = [f for f in found if f.section in sections or step.startswith("0")]
    assert re.findall(r'data-code="(\w+)"', drawn) == [f.code for f in ours]
    by_item = {s: parts.findings_by_item(found, s) for s in sections}
    listed = sum(len(each) for items in by_item.values() for each in items.values())
    assert listed == sum("/" in f.path for f in found if f.section in sections)


def test_the_coach_says_nothing_of_an_empty_page():
    found = coach.check(EACH["blank"], TODAY)
    assert found
    assert "jq-finding" not in parts.findings(EACH["blank"], found, "0_start_here", linked=True)


def test_more_than_six_findings_are_folded():
    plan = EACH["weak_plan_for_teaching"]
    found = coach.check(plan, TODAY)
    drawn = parts.findings(plan, found, "0_start_here", linked=True)
    assert f"Show {len(found) - 6} more" in drawn
    assert "<details>" not in parts.findings(plan, found[:6], "0_start_here", linked=True)
    assert "Show 1 more" in parts.findings(plan, found[:7], "0_start_here", linked=True)


@pytest.mark.parametrize(("here", "after"), list(zip(list(steps())[:-1], list(steps())[1:], strict=True)))
def test_the_way_on_is_the_next_step_a_link_only_where_pages_are_linked(here: str, after: str):
    title = steps()[after].title
    assert f'href="{after}.ipynb"' in parts.next_step((), here, linked=True)
    assert "href" not in parts.next_step((), here, linked=False)
    assert title in parts.next_step((), here, linked=True)
    assert title in parts.next_step((), here, linked=False)


def test_the_last_step_sends_back_and_errors_never_bar_the_way():
    back = parts.next_step((), "4_advance_equity", linked=True)
    assert re.findall(r'href="(.+?)\.ipynb"', back) == list(steps())[1:4]
    assert "href" not in parts.next_step((), "4_advance_equity", linked=False)
    weak = coach.check(EACH["weak_plan_for_teaching"], TODAY)
    errors = sum(f.severity == "error" and f.section == "elements" for f in weak)
    way = parts.next_step(weak, "1_determine_what_you_control", linked=True)
    assert f"{errors} to fix in this step first" in way
    assert "href" in way


def test_the_equity_count_adds_up_to_seventeen_and_gives_no_score():
    for plan in EACH.values():
        counts = [int(n) for n in re.findall(r"\d+", words(parts.equity(plan, "4_advance_equity", True)).split(".")[0])]
        done, total, *others = counts
        assert total == 17
        assert done + sum(others) == 17
    blank = words(parts.equity(EACH["blank"], "4_advance_equity", True))
    assert "0 of 17 in place or planned; 0 not planned; 0 do not apply; 17 not answered." in blank


def test_a_no_is_sent_back_to_what_to_edit():
    plan = with_section(blank_plan(), "answers", {"order": ["qu_10"], "items": {"qu_10": {"status": "not_planned"}}})
    drawn = parts.equity(plan, "4_advance_equity", linked=True)
    assert 'href="3_document_your_goals.ipynb#measures"' in drawn
    assert "1 not planned" in drawn
    assert parts.answer_notes(plan)["qu_10"]["tag"] == "Not planned"
    assert parts.answer_notes(plan)["qu_1"]["tag"] == "Not answered"


def test_the_lever_notes_give_the_score_the_gate_or_what_is_open():
    plan = EACH["procurement_living_wage"]
    notes = parts.lever_notes(plan)
    assert [notes[key]["text"] for key in list(notes)[1:]] == ["88", "55", "48", "45", "52"]
    assert notes["close"] == ""
    barred = with_section(plan, "levers", {"policy": {"legal": 0}, "procurement": {"reach": 2}})
    assert "the law bars it" in parts.lever_notes(barred)["policy"]["text"]
    assert parts.lever_notes(barred)["procurement"]["text"] == "7 of 8 open"


def test_a_baseline_is_worked_out_again_from_its_parts():
    note = parts.measure_notes(measured(numerator=45, denominator=90, value=45))["me_a"]
    assert note["text"] == "45 of 90 is 50 percent."
    assert parts.measure_notes(measured(numerator=45, denominator=0))["me_a"]["text"] == ""
    assert parts.measure_notes(measured(numerator=45))["me_a"]["text"] == ""
    tags = [note["tag"] for note in parts.measure_notes(EACH["procurement_living_wage"]).values()]
    assert set(tags) == {"Outcome"}


def test_a_baseline_of_millions_is_written_out():
    text = parts.measure_notes(measured(numerator=1_234_567, denominator=2_345_678))["me_a"]["text"]
    assert text == "1,234,567 of 2,345,678 is 52.6 percent."


def test_a_baseline_of_absurd_size_is_no_crash():
    assert parts.measure_notes(measured(numerator=1e12, denominator=1e-300))["me_a"]
    with pytest.raises(PlanError, match="less than or equal to 1000000000000, not 1e\\+308"):
        measured(numerator=1e308, denominator=1)


def test_a_cost_of_many_hours_is_written_out():
    each = {"people": 1, "sessions": 1, "hours": 1_234_567.5, "rate": 1}
    plan = with_section(blank_plan(), "engagements", {"order": ["en_a"], "items": {"en_a": each}})
    assert "e+" not in parts.engagement_notes(plan)["en_a"]["text"]


def test_what_people_wrote_is_escaped_in_every_part():
    plan = EACH["procurement_living_wage"]
    kept = {"text": HOSTILE, "kind": "monitoring", "authority": 3, "implementation": 3, "action": "keep"}
    plan = with_section(plan, "elements", {"order": ["el_a"], "items": {"el_a": kept}})
    nodes = {"no_a": {"stage": "input", "text": HOSTILE}, "no_b": {"stage": "activity", "text": HOSTILE}}
    link = {"li_a": {"source": "no_a", "target": "no_b", "because": HOSTILE}}
    logic = {"nodes": {"order": [*nodes], "items": nodes}, "links": {"order": [*link], "items": link}}
    plan = with_section(plan, "logic", logic)
    found = coach.check(plan, TODAY)
    drawn = [
        parts.scope(plan),
        parts.links(plan),
        parts.levers(plan),
        parts.findings(plan, found, "0_start_here", True),
    ]
    for each in drawn:
        assert "<script" not in each
        assert "&lt;script&gt;" in each


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Living wages, at last!", "living-wages-at-last-report.html"),
        ("", "plan-report.html"),
        ("../../etc/passwd", "etc-passwd-report.html"),
        ("工資", "plan-report.html"),
        ("x" * 90, "x" * 60 + "-report.html"),
        ("con\r\nSet-Cookie: a", "con-set-cookie-a-report.html"),
    ],
)
def test_a_file_is_named_in_small_letters_and_dashes(title: str, name: str):
    assert parts.file_name(with_section(blank_plan(), "header", {"title": title}), "report.html") == name
