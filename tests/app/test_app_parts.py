"""What the parts of a page say, on a blank plan, on the examples and on any plan at all."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from jqtools import coach
from jqtools.app import beside, parts
from jqtools.app.goals_views import links
from jqtools.app.reading import Reading, coach_view, findings_by_item, keyed, read
from jqtools.content import criteria, definition_rules, equity_questions, indicators, source_cards, steps
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
    assert set(beside.element_notes(plan)) == set(plan.elements.ids())
    assert set(beside.measure_notes(plan)) == set(plan.measures.ids())
    assert set(beside.engagement_notes(plan)) == set(plan.engagements.ids())
    assert set(beside.answer_notes(plan)) == set(equity_questions())
    assert links(plan).count("<li") == len(plan.logic.links)
    assert {len(pair) for pairs in beside.choices(plan).values() for pair in pairs} <= {2}
    assert words(parts.scope(plan)).strip()


def reading(plan: Plan) -> Reading:
    """What the coach reads on a fixed day, with no offers."""
    return Reading(plan, keyed(coach.check(plan, TODAY)), {})


@pytest.mark.parametrize("name", EACH)
@pytest.mark.parametrize("step", steps())
def test_the_findings_of_a_step_are_those_of_its_sections_and_the_start_page_has_all(name: str, step: str):
    plan = EACH[name]
    found = coach.check(plan, TODAY)
    shown = coach_view(reading(plan), step, linked=True)["entries"]
    sections = steps()[step].sections
    ours = [f for f in found if f.section in sections or step.startswith("0")]
    assert [entry["code"] for entry in shown] == ([] if plan.is_empty() else [f.code for f in ours])
    by_item = {s: findings_by_item(reading(plan), s) for s in sections}
    listed = sum(len(each) for items in by_item.values() for each in items.values())
    assert listed == sum("/" in f.path for f in found if f.section in sections)


def test_each_finding_has_an_address_of_its_own_on_the_page():
    found = coach.check(EACH["weak_plan_for_teaching"], TODAY)
    keys = keyed([*found, *found])
    assert len(keys) == 2 * len(found)
    assert all(re.fullmatch(r"coach-[A-Z]\d+-[a-z_0-9-]+", key) for key in keys)
    assert {finding.code for finding in keys.values()} == {finding.code for finding in found}


def test_the_coach_says_nothing_of_an_empty_page():
    assert reading(EACH["blank"]).findings
    view = coach_view(reading(EACH["blank"]), "0_start_here", linked=True)
    assert (view["entries"], view["ready"]) == ([], "")
    assert read(EACH["blank"]).offers == {}


def test_a_finding_beside_its_item_leads_to_where_it_can_be_accepted_or_rewritten():
    weak = read(EACH["weak_plan_for_teaching"])
    beside_items = [each for found in findings_by_item(weak, "elements").values() for each in found]
    assert {each["more"] for each in beside_items if each["severity"] == "error"} <= {"", "Let the coach change it"}
    assert {each["more"] for each in beside_items if each["severity"] != "error"} <= {
        "Accept it",
        "Accept it or let the coach change it",
    }
    offered = {each["anchor"] for each in beside_items if "coach" in each["more"]}
    assert offered
    assert offered <= set(weak.offers)


def test_an_accepted_finding_is_counted_as_accepted_and_says_why():
    plan = EACH["procurement_living_wage"]
    finding = next(f for f in coach.check(plan, TODAY) if "/" in f.path and f.severity != "error")
    waiver = {"code": finding.code, "path": finding.path, "reason": HOSTILE, "who": "Director"}
    accepted = with_section(plan, "waivers", {"order": ["wa_a"], "items": {"wa_a": waiver}})
    view = coach_view(reading(accepted), "0_start_here", linked=True)
    (entry,) = [each for each in view["entries"] if each["accepted"]]
    assert (entry["code"], entry["accepted"]["reason"], entry["can_accept"]) == (finding.code, HOSTILE, True)
    assert view["head"].endswith("1 accepted.")
    section, record = finding.path.split("/")
    (said,) = [each for each in findings_by_item(reading(accepted), section)[record] if "accepted" in each]
    assert said["accepted"] == HOSTILE


def test_a_plan_is_ready_once_nothing_is_to_fix_and_the_rest_is_accepted():
    plan = EACH["procurement_living_wage"]
    found = coach.check(plan, TODAY)
    assert coach_view(reading(plan), "0_start_here", linked=True)["ready"] == ""
    waived = {
        f"wa_{place}": {"code": f.code, "path": f.path, "reason": "Agreed.", "who": "Board"}
        for place, f in enumerate(found)
    }
    accepted = with_section(plan, "waivers", {"order": [*waived], "items": waived})
    assert coach_view(reading(accepted), "4_advance_equity", linked=True)["ready"].startswith("Ready to share")


def test_a_finding_says_where_it_is_for_a_page_that_cannot_lead_there():
    plan = EACH["weak_plan_for_teaching"]
    entries = coach_view(reading(plan), "0_start_here", linked=False)["entries"]
    away = [each for each in entries if not each["path"].startswith("header")]
    assert {each["href"] for each in away} == {""}
    assert {each["note"] for each in away} >= {"(in step 1)", "(in step 3)"}
    linked = coach_view(reading(plan), "0_start_here", linked=True)["entries"]
    assert all(each["href"] and not each["note"] for each in linked)
    assert all(len(each["item"]) <= 90 for each in linked)


@pytest.mark.parametrize(("here", "after"), list(zip(list(steps())[:-1], list(steps())[1:], strict=True)))
def test_the_next_step_is_named_only_where_no_bar_under_the_page_leads_there(here: str, after: str):
    assert parts.next_step((), here, linked=True) == ""
    assert "href" not in parts.next_step((), here, linked=False)
    assert steps()[after].title in parts.next_step((), here, linked=False)


def test_the_last_step_sends_back_and_errors_never_bar_the_way():
    back = parts.next_step((), "4_advance_equity", linked=True)
    assert re.findall(r'href="(.+?)\.ipynb"', back) == list(steps())[1:4]
    assert "href" not in parts.next_step((), "4_advance_equity", linked=False)
    weak = coach.check(EACH["weak_plan_for_teaching"], TODAY)
    errors = sum(f.severity == "error" and f.section == "elements" for f in weak)
    way = parts.next_step(weak, "1_determine_what_you_control", linked=True)
    assert f"{errors} to fix in this step first" in way


def test_the_equity_count_adds_up_to_seventeen_and_gives_no_score():
    for plan in EACH.values():
        counts = [
            int(n) for n in re.findall(r"\d+", words(parts.equity(plan, (), "4_advance_equity", True)).split(".")[0])
        ]
        done, total, *others = counts
        assert total == 17
        assert done + sum(others) == 17
    blank = words(parts.equity(EACH["blank"], (), "4_advance_equity", True))
    assert "0 of 17 in place or planned; 0 not planned; 0 do not apply; 17 not answered." in blank
    folded = re.compile("<details><summary>By pillar.*Nothing in place or planned yet: ")
    assert folded.search(parts.equity(EACH["blank"], (), "4_advance_equity", True))
    begun = with_section(blank_plan(), "answers", {"order": ["qu_1"], "items": {"qu_1": {"status": "in_place"}}})
    drawn = parts.equity(begun, (), "4_advance_equity", True)
    assert "<details>" not in drawn
    assert drawn.count("in place or planned</li>") == 1


def test_a_no_is_sent_back_to_what_to_edit():
    plan = with_section(blank_plan(), "answers", {"order": ["qu_10"], "items": {"qu_10": {"status": "not_planned"}}})
    drawn = parts.equity(plan, (), "4_advance_equity", linked=True)
    assert 'href="3_document_your_goals.ipynb#measures"' in drawn
    assert "1 not planned" in drawn
    assert beside.answer_notes(plan)["qu_10"]["tag"] == "Not planned"
    assert beside.answer_notes(plan)["qu_1"]["tag"] == "Not answered"


def test_the_lever_notes_give_the_score_the_gate_or_what_is_open():
    plan = EACH["procurement_living_wage"]
    notes = beside.lever_notes(plan)
    assert [notes[key]["text"] for key in list(notes)[2:]] == ["88", "55", "48", "45", "52"]
    assert notes["close"] == ""
    assert [words[:23] for words in notes["swings"]] == ["No single weight decide"]
    barred = with_section(plan, "levers", {"policy": {"legal": 0}, "procurement": {"reach": 2}})
    assert "the law bars it" in beside.lever_notes(barred)["policy"]["text"]
    assert beside.lever_notes(barred)["procurement"]["text"] == "7 questions not scored yet"


def test_a_baseline_is_worked_out_again_from_its_parts():
    note = beside.measure_notes(measured(numerator=45, denominator=90, value=45))["me_a"]
    assert note["text"] == "45 of 90 is 50%."
    assert beside.measure_notes(measured(numerator=45, denominator=0))["me_a"]["text"] == ""
    assert beside.measure_notes(measured(numerator=45))["me_a"]["text"] == ""
    tags = [note["tag"] for note in beside.measure_notes(EACH["procurement_living_wage"]).values()]
    assert [tags.count(tag) for tag in ("Outcome", "Early sign")] == [4, 2]


def test_a_baseline_of_millions_is_written_out():
    text = beside.measure_notes(measured(numerator=1_234_567, denominator=2_345_678))["me_a"]["text"]
    assert text == "1,234,567 of 2,345,678 is 52.6%."


def test_a_baseline_of_absurd_size_is_no_crash():
    assert beside.measure_notes(measured(numerator=1e12, denominator=1e-300))["me_a"]
    with pytest.raises(PlanError, match="must be 1,000,000,000,000 or less, not 1e\\+308"):
        measured(numerator=1e308, denominator=1)


def test_a_cost_of_many_hours_is_written_out():
    each = {"people": 1, "sessions": 1, "hours": 1_234_567.5, "rate": 1}
    plan = with_section(blank_plan(), "engagements", {"order": ["en_a"], "items": {"en_a": each}})
    assert "e+" not in beside.engagement_notes(plan)["en_a"]["text"]


def test_what_people_wrote_is_escaped_in_every_part():
    plan = EACH["procurement_living_wage"]
    kept = {"text": HOSTILE, "kind": "monitoring", "authority": 3, "implementation": 3, "action": "keep"}
    plan = with_section(plan, "elements", {"order": ["el_a"], "items": {"el_a": kept}})
    nodes = {"no_a": {"stage": "input", "text": HOSTILE}, "no_b": {"stage": "activity", "text": HOSTILE}}
    link = {"li_a": {"source": "no_a", "target": "no_b", "because": HOSTILE}}
    logic = {"nodes": {"order": [*nodes], "items": nodes}, "links": {"order": [*link], "items": link}}
    plan = with_section(plan, "logic", logic)
    plan = with_section(plan, "changes", {"order": ["ch_a"], "items": {"ch_a": {"what": HOSTILE}}})
    plan = with_section(plan, "measures", {"order": ["me_a"], "items": {"me_a": {"name": HOSTILE}}})
    drawn = [parts.scope(plan), links(plan), parts.change_log(plan), parts.progress(plan)]
    for each in drawn:
        assert "<script" not in each
        assert "&lt;script&gt;" in each


def test_a_weight_that_decides_is_named():
    each = dict.fromkeys(criteria(), 2)
    levers = {"procurement": {**each, "reach": 3, "data": 0}, "policy": {**each, "reach": 1, "data": 3}}
    swings = beside.lever_notes(with_section(blank_plan(), "levers", levers))["swings"]
    assert swings
    assert all(re.fullmatch(r"With the weight of .+ (halved|doubled), .+ comes out on top\.", each) for each in swings)
    one = with_section(blank_plan(), "levers", {"procurement": each})
    assert beside.lever_notes(one)["swings"] == []


def test_a_measure_and_a_source_from_the_library_bring_its_words_and_traps():
    key, indicator = next((key, each) for key, each in indicators().items() if each.watch and each.definition)
    plan = with_section(blank_plan(), "measures", {"order": ["me_a"], "items": {"me_a": {"indicator": key}}})
    text = beside.measure_notes(plan)["me_a"]["text"]
    assert indicator.definition in text
    assert indicator.watch in text
    card_key, card = next(iter(source_cards().items()))
    sources = {"order": ["so_a", "so_b"], "items": {"so_a": {"card": card_key}, "so_b": {"card": "unheard_of"}}}
    notes = beside.source_notes(with_section(plan, "sources", sources))
    assert all(trap in notes["so_a"]["text"] for trap in card.traps)
    assert notes["so_b"]["text"] == ""


def test_each_known_rule_of_a_definition_can_be_filled_in():
    options = beside.definition_presets()["options"]
    assert [option["words"] for option in options] == [known.label for known in definition_rules().values()]
    for option in options:
        form = {name.removeprefix("definition."): value for name, value in option["values"].items()}
        plan = with_section(blank_plan(), "header", {"definition": form})
        assert plan.header.definition.rule == option["values"]["definition.rule"]
        assert plan.header.definition.rule_note
    assert options[0]["next"]["words"] == "Now write 5 other criteria under “Other things that make a quality job”."


def observed(value: float, end: str = "2026-12-31", **more: Any) -> Plan:
    """A plan whose only measure is to go from 40 to 60 by the end of 2027, with one observation."""
    measure = {"name": "Paid fairly", "unit": "percent", "direction": "up"}
    measure |= {"baseline": {"value": 40}, "target": {"value": 60, "date": "2027-12-31"}}
    plan = with_section(blank_plan(), "header", {"calendar": "program_year", "period": {"start": "2026-01-01"}})
    plan = with_section(plan, "measures", {"order": ["me_a"], "items": {"me_a": measure}})
    seen = {"measure": "me_a", "value": value, "start": "2026-10-01", "end": end, **more}
    return with_section(plan, "observations", {"order": ["ob_a"], "items": {"ob_a": seen}})


@pytest.mark.parametrize(("value", "track"), [(52, "On track"), (46, "Watch"), (41, "Off track")])
def test_progress_is_said_in_words_with_the_period_in_the_plans_calendar(value: float, track: str):
    said = " ".join(words(parts.progress(observed(value))).split())
    assert track in said
    assert f"Latest: {value} percent, 10/01/2026 to 12/31/2026 (PY 2026 Q2)." in said


def test_a_measure_that_nobody_looked_at_has_no_data_and_no_value():
    said = words(parts.progress(with_section(observed(50), "observations", {"order": [], "items": {}})))
    assert "No data" in said
    assert "Latest" not in said
    assert "No measures yet" in parts.progress(blank_plan())


def test_an_observation_is_titled_by_its_measure_group_and_period():
    note = beside.observation_notes(observed(52, group="Women"))["ob_a"]
    assert note["title"] == "Paid fairly, Women, 10/01/2026 to 12/31/2026 (PY 2026 Q2)"
    assert note["tag"] == "52 percent"
    loose = with_section(blank_plan(), "observations", {"order": ["ob_a"], "items": {"ob_a": {}}})
    assert beside.observation_notes(loose)["ob_a"]["title"] == "No measure chosen yet"
    assert beside.observation_notes(loose)["ob_a"]["tag"] == "Missing"


def test_a_review_is_titled_by_its_date_and_tagged_by_its_decision():
    items = {"re_a": {"date": "2027-01-31", "decision": "adapt"}, "re_b": {}}
    notes = beside.review_notes(with_section(blank_plan(), "reviews", {"order": [*items], "items": items}))
    assert (notes["re_a"]["title"], notes["re_a"]["tag"]) == ("Review of 01/31/2027", "Adapt")
    assert (notes["re_b"]["title"], notes["re_b"]["tag"]) == ("Review without a date", "")


def test_the_change_log_is_read_from_the_newest_line():
    items = {"ch_a": {"date": "2027-01-01", "what": "First."}, "ch_b": {"what": "Second.", "role": "Analyst"}}
    plan = with_section(blank_plan(), "changes", {"order": [*items], "items": items})
    said = words(parts.change_log(plan))
    assert said.index("Second. (Analyst)") < said.index("01/01/2027:") < said.index("First.")


def test_the_equity_summary_counts_each_pillar_and_says_what_the_coach_misses():
    plan = with_section(blank_plan(), "goals", {"order": ["go_a"], "items": {"go_a": {"text": "A goal"}}})
    asked = next(rule for rule in coach.rules() if rule.code == parts.PILLARS_CHECK)
    missed = asked.findings(plan, TODAY)
    assert missed
    said = words(parts.equity(plan, missed, "4_advance_equity", True))
    assert all(pillar in said for pillar in {q.pillar for q in equity_questions().values()})
    assert said.count(missed[0].fix) == 1
    assert "under Representation, Compensation, Feedback, Data. Take one" in said
    assert missed[0].message in words(parts.equity(plan, missed[:1], "4_advance_equity", True))
    assert "has something in place" in words(parts.equity(plan, (), "4_advance_equity", True))
    assert "has something in place" not in words(parts.equity(EACH["blank"], (), "4_advance_equity", True))


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
