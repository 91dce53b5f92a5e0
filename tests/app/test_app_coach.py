"""The coach on a page: it reads what is typed, takes reasons, and rewrites with a click."""

from __future__ import annotations

from pathlib import Path

from jqtools.app.examples import example_plan
from jqtools.app.finding_fields import FIELDS
from jqtools.app.reading import coach_view, findings_by_field, read
from jqtools.coach import rules
from jqtools.content import forms
from jqtools.plan import Plan, blank_plan, read_plan, write_plan
from jqtools.plan.definition import Definition, RuleKind
from jqtools.plan.planfile import with_section
from jqtools.widgets.coach_panel import CoachPanel
from tests.app.workbooks import CONTROL, ONE, START, Open


def codes(panel: CoachPanel) -> list[str]:
    """The codes of the findings that a coach panel shows as open."""
    return [entry["code"] for entry in panel.shown["entries"] if not entry["accepted"]]


def test_what_is_typed_is_in_the_file_rated_and_read_by_the_coach(opened: Open, file: Path):
    workbook = opened(CONTROL)
    elements, scope, findings = workbook.elements(), workbook.scope(), workbook.findings()
    assert "writes itself" in scope.value
    elements.value = {"order": ["el_a"], "items": {"el_a": {"text": "Write the RFP"}}}
    assert elements.notes["el_a"]["tag"] == "Not rated yet"
    assert "todo" in {found["severity"] for found in elements.findings["el_a"]}
    assert "S04" in codes(findings)
    elements.value = ONE
    assert "S04" not in codes(findings)
    assert read_plan(file).elements[0].text == "Write the RFP"
    assert workbook.bar.words == "Saved in plans/my_plan.json."
    assert elements.notes["el_a"]["tag"] == "Strong influence"
    assert elements.notes["el_a"]["quick"]["action"] == "keep"
    assert workbook.bar.can_undo
    assert not workbook.bar.empty
    elements.value = {"order": ["el_a"], "items": {"el_a": {**ONE["items"]["el_a"], "action": "keep"}}}
    assert "Write the RFP" in scope.value


def test_a_finding_that_is_accepted_counts_no_more_until_it_is_taken_back(opened: Open, file: Path, procurement: Plan):
    write_plan(procurement, file)
    workbook = opened(START)
    panel = workbook.findings()
    entry, before = panel.shown["entries"][0], len(codes(panel))
    waiver = {"code": entry["code"], "path": entry["path"], "reason": "Our board agreed.", "who": "Director"}
    panel.value = {"order": ["wa_a"], "items": {"wa_a": waiver}}
    assert len(codes(panel)) == before - 1
    assert panel.shown["entries"][0]["accepted"]["reason"] == "Our board agreed."
    assert read_plan(file).waivers[0].who == "Director"
    panel.value = {"order": [], "items": {}}
    assert len(codes(panel)) == before


def test_a_link_names_the_part_of_the_page_that_it_leads_to():
    plan = example_plan("procurement_living_wage")
    bare = Definition(rule=RuleKind.WAGE_AND_SOME, needed=2)
    header = plan.header.model_copy(update={"problem": "", "definition": bare})
    entries = coach_view(read(plan.model_copy(update={"header": header})), START, True)["entries"]
    links = {each["code"]: (each["item"], each["href"]) for each in entries}
    assert links["H05"] == ("Go to “What a quality job is”", "#definition")
    assert links["H02"] == ("Go to your plan", "#header.problem")


def test_a_rewrite_is_taken_told_and_can_be_undone(opened: Open):
    workbook = opened(CONTROL)
    elements, panel = workbook.elements(), workbook.findings()
    workbook.session.resume(example_plan("weak_plan_for_teaching"))
    before = elements.value
    entry = next(each for each in panel.shown["entries"] if each["offers"])
    panel._receive(panel, {"rewrite": entry["key"], "words": entry["offers"][0]}, [])
    assert elements.value != before
    assert panel.said == f"Done: {entry['offers'][0]}. Undo takes it back."
    assert workbook.bar.done == ""
    workbook.bar.act("undo")
    assert elements.value == before
    assert panel.said == ""


def test_an_offer_that_is_gone_changes_nothing(opened: Open):
    workbook = opened(CONTROL)
    panel = workbook.findings()
    workbook.session.resume(example_plan("weak_plan_for_teaching"))
    entry = next(each for each in panel.shown["entries"] if each["offers"])
    workbook.session.open(blank_plan())
    blank = workbook.session.plan
    for key, words in ((entry["key"], entry["offers"][0]), (entry["key"], "Something else"), ("coach-X", "")):
        panel.rewrite(key, words)
    assert workbook.session.plan is blank
    assert panel.said == ""


def test_a_finding_about_one_field_stands_at_it_and_its_link_leads_into_it(opened: Open):
    workbook = opened(START)
    header, panel = workbook.header(), workbook.findings()
    header.value = {**header.value, "period": {"start": "2027-01-01", "end": "2026-01-01"}}
    (said,) = header.findings["period.end"]
    assert (said["severity"], said["fix"]) == ("error", "Correct the first or the last day.")
    links = {each["code"]: each["href"] for each in panel.shown["entries"]}
    assert links["H01"] == "#header.period.end"
    header.value = {**header.value, "period": {"start": "2026-01-01", "end": "2027-01-01"}}
    assert header.findings == {}


def test_a_finding_about_a_field_of_a_card_leads_into_it_and_one_about_a_list_to_the_list():
    kept = {"order": ["el_a"], "items": {"el_a": {**ONE["items"]["el_a"], "action": "keep"}}}
    plan = with_section(blank_plan(), "elements", kept)
    links = {each["code"]: each["href"] for each in coach_view(read(plan), CONTROL, True)["entries"]}
    assert links["S13"] == "#el_a.window"
    rule = Definition(rule=RuleKind.WAGE_AND_SOME, needed=2, adopted_by="Board")
    header = plan.header.model_copy(update={"definition": rule})
    assert findings_by_field(read(plan.model_copy(update={"header": header})), "header").keys() == {"problem"}


def test_every_field_to_go_to_is_one_of_the_form_and_every_check_exists():
    names = {"header": ("header", "definition"), "elements": ("element",), "measures": ("measure",)}
    names |= {"engagements": ("engagement",), "answers": ("answer",)}
    for section, fields in FIELDS.items():
        known = {each["name"] for form in names[section] for each in forms()[form]}
        assert set(fields.values()) <= known
        assert fields.keys() <= {each.code for each in rules()}
