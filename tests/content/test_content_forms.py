"""The forms fit the plan they are about: no field, option or section that isn't there, and none left out."""

from __future__ import annotations

from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from jqtools import content
from jqtools.plan.control import Element
from jqtools.plan.definition import Criterion
from jqtools.plan.equity import Answer, Engagement
from jqtools.plan.header import Header, Member, Place
from jqtools.plan.history import ChangeEntry, Decision, Document, Note, Standing, Waiver
from jqtools.plan.lever import Choice
from jqtools.plan.lever_details import Contract, LeverDetails, ScoringRow
from jqtools.plan.logic import Assumption, Goal, Link, Node
from jqtools.plan.measure import Measure
from jqtools.plan.records import Records
from jqtools.plan.review import Observation, ReviewCycle, Risk, StoryBrief
from jqtools.plan.source import DataSource
from jqtools.plan.split import GroupTarget, Split
from jqtools.plan.values import Amount, Id, Level, Number, Text, Whole
from jqtools.widgets.form_fields import form_fields

MODELS: dict[str, type[BaseModel]] = {
    "header": Header,
    "definition": Header,
    "place": Place,
    "member": Member,
    "criterion": Criterion,
    "standing": Standing,
    "decision": Decision,
    "document": Document,
    "note": Note,
    "waiver": Waiver,
    "change_entry": ChangeEntry,
    "element": Element,
    "choice": Choice,
    "procurement": LeverDetails,
    "contract": Contract,
    "scoring_row": ScoringRow,
    "policy": LeverDetails,
    "hr_practices": LeverDetails,
    "empowerment": LeverDetails,
    "education_enforcement": LeverDetails,
    "goal": Goal,
    "input": Node,
    "activity": Node,
    "output": Node,
    "outcome": Node,
    "link": Link,
    "assumption": Assumption,
    "risk": Risk,
    "source": DataSource,
    "measure": Measure,
    "split": Split,
    "group_target": GroupTarget,
    "answer": Answer,
    "engagement": Engagement,
    "observation": Observation,
    "review": ReviewCycle,
    "story": StoryBrief,
}
# Forms of what is no record of a plan.
ELSEWHERE = {"explore"}
# What a form need not ask: ids, the ends of a link, what the place of a box or a program says.
NOT_ASKED = {Header: {"fictional"}, Node: {"stage", "text"}, Link: {"source", "target"}}
NOT_ASKED |= {Waiver: {"code", "path", "accepted_on"}}
# What a target has in common with what is observed, and never needs.
NOT_ASKED |= {Measure: {f"target.{name}" for name in ("status", "n", "numerator", "denominator", "margin")}}
ROWS = {"places": Place, "team": Member, "definition.criteria": Criterion, "procurement.pipeline": Contract}
ROWS |= {"procurement.scoring": ScoringRow, "group_targets": GroupTarget, "splits": Split}
PERCENT = get_args(Split.model_fields["unknown_percent"].annotation)[0]
# How the front end may ask for a value of each type.
ASKED_AS = {
    str(of_type): types
    for of_type, types in (
        (str, {"text", "long", "date", "choice"}),
        (int, {"choice"}),
        (Number, {"number"}),
        (Amount, {"number"}),
        (Whole, {"whole"}),
        (Level, {"choice"}),
        (Id, {"choice"}),
        (bool, {"flag", "choice"}),
        (PERCENT, {"number"}),
        (tuple[Text, ...], {"tags"}),
        (tuple[Id, ...], {"tags"}),
    )
}
OFFERED = {"elements", "goals", "activities", "outputs_outcomes", "outcomes", "sources", "measures"}
FIELDS = [(form, field) for form in MODELS for field in form_fields(form)]
NAMES = [f"{form}.{field['name']}" for form, field in FIELDS]


def field_type(model: type[BaseModel], dotted: str) -> Any:
    """The type of a field by its dotted name, without `| None`."""
    name, _, rest = dotted.partition(".")
    annotation = model.model_fields[name].annotation
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(each for each in get_args(annotation) if each is not NoneType)
    return field_type(annotation, rest) if rest else annotation


def plain(of_type: Any) -> Any:
    """The type without what its annotation adds, where only the bare type is told apart."""
    bare = get_args(of_type)[0] if hasattr(of_type, "__metadata__") else of_type
    return bare if bare in (bool, str) else of_type


def enum_of(of_type: Any) -> type[StrEnum] | None:
    """The enumeration that a field holds one or several of."""
    each = get_args(of_type)[0] if get_origin(of_type) is tuple else of_type
    return each if isinstance(each, type) and issubclass(each, StrEnum) else None


def test_every_form_is_of_a_model():
    assert set(content.forms()) == {*MODELS, *ELSEWHERE}


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_field_of_a_form_is_a_field_of_its_model(form: str, field: dict[str, Any]):
    of_type = field_type(MODELS[form], field["name"])
    enum = enum_of(of_type)
    if enum:
        assert field["type"] == ("tags" if get_origin(of_type) is tuple else "choice")
        assert [option for option, _ in field["options"]] == [each.value for each in enum]
    elif field["type"] == "rows":
        assert get_origin(of_type) is Records
        assert get_args(of_type) == (ROWS[field["name"]],)
    else:
        assert field["type"] in ASKED_AS[str(plain(of_type))]


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_field_has_a_smallest_value_where_the_plan_takes_none_below(form: str, field: dict[str, Any]):
    if str(field_type(MODELS[form], field["name"])) in (str(Amount), str(PERCENT)):
        assert field["min"] == 0


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_choice_offers_words_for_each_value_or_records_of_the_plan(form: str, field: dict[str, Any]):
    if field["type"] in ("choice", "tags"):
        assert ("options" in field) != ("from" in field)
        assert field.get("from", "goals") in OFFERED
    values = [option for option, _ in field.get("options", [])]
    assert len(set(values)) == len(values)
    assert all(words for _, words in field.get("options", []))


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_a_field_is_asked_only_while_a_choice_of_the_same_form_has_a_value_it_offers(form: str, field: dict[str, Any]):
    if "when" in field:
        asked = {each["name"]: each for each in form_fields(form)}[field["when"]["field"]]
        assert set(field["when"]["is"]) <= {option for option, _ in asked["options"]}


@pytest.mark.parametrize(("form", "field"), FIELDS, ids=NAMES)
def test_rows_have_fields_of_their_own_and_a_noun_and_a_prefix_for_ids(form: str, field: dict[str, Any]):
    if field["type"] == "rows":
        names = {each["name"] for each in field["fields"]}
        assert names == set(ROWS[field["name"]].model_fields) - {"id"}
        assert field["noun"]
        assert len(field["prefix"]) == 2


def test_levels_of_control_offer_zero_to_three():
    fields = {field["name"]: field for field in form_fields("element")}
    for name in ("authority", "implementation", "data_access"):
        assert sorted(option for option, _ in fields[name]["options"]) == [0, 1, 2, 3]


def test_every_month_is_offered_as_the_start_of_the_fiscal_year():
    field = next(each for each in form_fields("header") if each["name"] == "start_month")
    assert [option for option, _ in field["options"]] == list(range(1, 13))


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


@pytest.mark.parametrize("model", dict.fromkeys(MODELS.values()), ids=lambda model: model.__name__)
def test_everything_a_record_can_hold_is_asked_for(model: type[BaseModel]):
    asked = {field["name"] for form, of in MODELS.items() if of is model for field in form_fields(form)}
    kept = {name for name in leaves(model) if name != "id"} - NOT_ASKED.get(model, set())
    assert asked == kept
