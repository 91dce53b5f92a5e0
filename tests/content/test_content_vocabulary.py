"""The workbook's vocabulary fits the plan it is about: no kind, lever, question or section that isn't there."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from jqtools import content
from jqtools.plan import Plan
from jqtools.plan.control import Kind
from jqtools.plan.lever import Criteria, LeverKey, Weights
from jqtools.plan.plan import SECTIONS

# Workbook model, step 2: which kinds of element count toward which lever.
LEVER_OF_KIND = {
    "procurement": {"contract_term", "grant_condition"},
    "policy": {"program_rule", "department_policy", "organization_policy", "local_law"},
    "hr_practices": {"staff_pay", "staff_hiring", "staff_schedules"},
    "empowerment": {"decision_body", "participant_input"},
    "education_enforcement": {"worker_information", "employer_help", "monitoring", "investigation"},
    "": {"data_system", "other"},
}


def test_each_section_of_the_plan_is_edited_in_exactly_one_step():
    sections = [section for step in content.steps().values() for section in step.sections]
    assert sorted(sections) == sorted(SECTIONS)
    assert set(SECTIONS) == set(Plan.model_fields) - {"format", "schema_version", "plan_id", "created", "modified"}
    assert all(len(step.words) == len(step.sections) for step in content.steps().values())
    assert [step.number for step in content.steps().values()] == [0, 1, 2, 3, 4]


def test_the_kinds_of_element_count_toward_the_levers_of_the_workbook_model():
    assert {kind.value for kind in Kind} == set(content.kinds())
    for lever, kinds in LEVER_OF_KIND.items():
        assert {key for key, text in content.kinds().items() if text.lever == lever} == kinds
    assert set(LEVER_OF_KIND) - {""} == set(content.levers()) == {lever.value for lever in LeverKey}
    assert all(lever.what and len(lever.ways) >= 3 for lever in content.levers().values())


def test_the_eight_criteria_are_those_of_the_plan_each_in_four_levels():
    assert list(content.criteria()) == list(Weights.model_fields)
    assert set(content.criteria()) == set(Criteria.model_fields) - {"note"}
    assert all(len(set(text.levels)) == 4 for text in content.criteria().values())
    assert {key for key, text in content.criteria().items() if text.gate} == {"control", "legal"}


def test_there_are_eight_principles_in_three_groups():
    groups = [principle.group for principle in content.principles().values()]
    assert [groups.count(group) for group in dict.fromkeys(groups)] == [3, 2, 3]


def test_the_seventeen_questions_each_say_what_to_edit():
    questions = content.equity_questions()
    assert list(questions) == [f"qu_{n}" for n in range(1, 18)]
    assert {question.edit for question in questions.values()} <= set(SECTIONS)
    pillars = ["Purpose", "Representation", "Compensation", "Feedback", "Data"]
    last = ["Benefit and burden", "Access", "Safety", "Lawfulness", "Accountability"]
    assert list(dict.fromkeys(question.pillar for question in questions.values())) == [*pillars, *last]
    assert all(question.question.endswith("?") and question.evidence for question in questions.values())


def test_the_place_to_edit_is_named_with_the_step_it_is_in():
    for question in content.equity_questions().values():
        step = next(each for each in content.steps().values() if question.edit in each.sections)
        where = {0: "on the start page", 4: "below"}.get(step.number, f"in step {step.number}")
        assert where in question.edit_text


def test_no_two_entries_share_a_label():
    for entries in (content.kinds(), content.levers(), content.criteria(), content.principles()):
        labels = [text.label for text in entries.values()]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("name", ["kinds", "levers", "criteria", "principles", "steps", "forms"])
def test_the_vocabulary_cannot_be_changed_by_whoever_reads_it(name: str):
    entries = getattr(content, name)()
    with pytest.raises(TypeError):
        entries["new"] = ()
    assert set(entries) == set(
        tomllib.loads(files("jqtools.content").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    )


def test_a_section_of_the_plan_has_words_of_its_own():
    assert content.section_words("goals") == "your goals"
    assert len({content.section_words(section) for section in SECTIONS}) == len(SECTIONS)
