"""The workbook's vocabulary fits the plan it is about: no field, option or section that isn't there."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from importlib.resources import files
from types import NoneType
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from jqtools import content
from jqtools.plan import Plan
from jqtools.plan.control import Element, Kind
from jqtools.plan.equity import Answer, Engagement
from jqtools.plan.header import Header
from jqtools.plan.lever import Choice, Criteria, LeverKey, Weights
from jqtools.plan.logic import Assumption, Goal, Node
from jqtools.plan.measure import Measure
from jqtools.plan.plan import SECTIONS
from jqtools.plan.source import DataSource
from jqtools.plan.values import Amount, Id, Level, Number, Text, Whole
from jqtools.widgets.form_fields import form_fields

MODELS = {
    "header": Header,
    "definition": Header,
    "element": Element,
    "choice": Choice,
    "goal": Goal,
    "input": Node,
    "activity": Node,
    "output": Node,
    "outcome": Node,
    "assumption": Assumption,
    "source": DataSource,
    "measure": Measure,
    "answer": Answer,
    "engagement": Engagement,
}
# How the front end may ask for a value of each type.
ASKED_AS = {
    str(of_type): types
    for of_type, types in (
        (str, {"text", "long", "date"}),
        (Number, {"number"}),
        (Amount, {"number"}),
        (Whole, {"whole"}),
        (Level, {"choice"}),
        (Id, {"choice"}),
        (bool, {"flag"}),
        (tuple[Text, ...], {"tags"}),
    )
}
OFFERED = {"elements", "goals", "activities", "outputs_outcomes", "sources"}
# Workbook model, step 2: which kinds of element count toward which lever.
LEVER_OF_KIND = {
    "procurement": {"contract_term", "grant_condition"},
    "policy": {"program_rule", "department_policy", "organization_policy", "local_law"},
    "hr_practices": {"staff_pay", "staff_hiring", "staff_schedules"},
    "empowerment": {"decision_body", "participant_input"},
    "education_enforcement": {"worker_information", "employer_help", "monitoring", "investigation"},
    "": {"data_system", "other"},
}
FIELDS = [(form, field) for form in MODELS for field in form_fields(form)]
NAMES = [f"{form}.{field['name']}" for form, field in FIELDS]


def field_type(model: type[BaseModel], dotted: str) -> Any:
    """The type of a field by its dotted name, without `| None`."""
    name, _, rest = dotted.partition(".")
    annotation = model.model_fields[name].annotation
    bare = next((each for each in get_args(annotation) if each is not NoneType), annotation)
    inner = bare if NoneType in get_args(annotation) else annotation
    return field_type(inner, rest) if rest else inner


def test_every_form_is_of_a_model_and_every_model_has_its_form():
    assert set(content.forms()) == {*MODELS, "explore"}


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_field_of_a_form_is_a_field_of_its_model(form: str, field: dict[str, Any]):
    of_type = field_type(MODELS[form], field["name"])
    assert field["label"]
    if isinstance(of_type, type) and issubclass(of_type, StrEnum):
        assert field["type"] == "choice"
        assert [option for option, _ in field["options"]] == [each.value for each in of_type]
    else:
        assert field["type"] in ASKED_AS[str(of_type)]


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_field_has_a_smallest_value_where_the_plan_takes_none_below(form: str, field: dict[str, Any]):
    if str(field_type(MODELS[form], field["name"])) == str(Amount):
        assert field["min"] == 0


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_choice_offers_words_for_each_value_or_records_of_the_plan(form: str, field: dict[str, Any]):
    if field["type"] == "choice":
        assert ("options" in field) != ("from" in field)
        assert field.get("from", "goals") in OFFERED
    for option in field.get("options", []):
        assert len(option) == 2
        assert option[1]
    if "when" in field:
        asked = {each["name"]: each for each in form_fields(form)}[field["when"]["field"]]
        assert set(field["when"]["is"]) <= {option for option, _ in asked["options"]}


def test_levels_of_control_offer_zero_to_three():
    fields = {field["name"]: field for field in form_fields("element")}
    for name in ("authority", "implementation", "data_access"):
        assert sorted(option for option, _ in fields[name]["options"]) == [0, 1, 2, 3]


@pytest.mark.parametrize("form", MODELS)
def test_no_field_is_asked_twice_in_a_form(form: str):
    names = [field["name"] for field in form_fields(form)]
    assert len(set(names)) == len(names)


def leaves(model: type[BaseModel], start: str = "") -> set[str]:
    """The dotted names of everything that a record of the model can hold."""
    names = set()
    for name, field in model.model_fields.items():
        kind = field.annotation
        below = isinstance(kind, type) and issubclass(kind, BaseModel)
        names |= leaves(kind, f"{start}{name}.") if below else {f"{start}{name}"}
    return names


@pytest.mark.parametrize(
    ("model", "forms", "elsewhere"),
    [
        (Header, ("header", "definition"), {"start_month", "fictional"}),
        (Element, ("element",), {"id"}),
        (Choice, ("choice",), set()),
        (Goal, ("goal",), {"id"}),
        (Node, ("input", "activity", "output", "outcome"), {"id", "stage", "text"}),
        (Assumption, ("assumption",), {"id", "element"}),
        (DataSource, ("source",), {"id"}),
        (Measure, ("measure",), {"id", "indicator"}),
        (Answer, ("answer",), {"id"}),
        (Engagement, ("engagement",), {"id"}),
    ],
)
def test_everything_a_record_can_hold_is_asked_for(model: type, forms: tuple, elsewhere: set):
    assert {field["name"] for form in forms for field in form_fields(form)} | elsewhere == leaves(model)


def test_each_section_of_the_plan_is_edited_in_exactly_one_step():
    sections = [section for step in content.steps().values() for section in step.sections]
    assert sorted(sections) == sorted(SECTIONS)
    assert set(SECTIONS) == set(Plan.model_fields) - {"format", "schema_version", "plan_id"}
    assert all(len(step.words) == len(step.sections) for step in content.steps().values())
    assert [step.number for step in content.steps().values()] == [0, 1, 2, 3, 4]


def test_the_kinds_of_element_count_toward_the_levers_of_the_workbook_model():
    assert {kind.value for kind in Kind} == set(content.kinds())
    for lever, kinds in LEVER_OF_KIND.items():
        assert {key for key, text in content.kinds().items() if text.lever == lever} == kinds
    assert set(LEVER_OF_KIND) - {""} == set(content.levers()) == {lever.value for lever in LeverKey}
    assert all(lever.what and len(lever.ways) >= 3 for lever in content.levers().values())


def test_the_eight_criteria_are_those_of_the_plan_each_in_four_levels():
    assert list(content.criteria()) == list(Criteria.model_fields) == list(Weights.model_fields)
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
