"""Edits as people make them: a field changed, a record added, deleted or moved; and several of them in a row."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from jqtools.errors import PlanError
from jqtools.plan import Plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.planfile import plan_form, plan_of
from jqtools.plan.records import Records
from tests.plan.any_plan import any_field, any_value

_LISTS = [name for name in SECTIONS if getattr(Plan.model_fields[name].annotation, "__origin__", None) is Records]
_LATER = st.sampled_from(["", "2026-03-01T08:00:00Z", "2026-03-02T08:00:00Z"])


@st.composite
def any_edits(draw: st.DrawFn, plan: Plan, most: int = 6) -> Plan:
    """The plan after some edits, saved at some moment."""
    for _ in range(draw(st.integers(0, most))):
        plan = draw(st.one_of(_field(plan), _records(plan, None), _nodes(plan)))
    return plan.model_copy(update={"modified": draw(_LATER)}).tidy()


@st.composite
def _field(draw: st.DrawFn, plan: Plan) -> Plan:
    """One field of a section that is no list, or of one of its parts, set to something else."""
    section = draw(st.sampled_from(["header", "levers", "choice", "standing", "lever_details"]))
    return plan.model_copy(update={section: draw(_changed(getattr(plan, section)))}).tidy()


@st.composite
def _changed(draw: st.DrawFn, value: Any) -> Any:
    names = [name for name in type(value).model_fields if name != "id"]
    name = draw(st.sampled_from(names))
    inner = getattr(value, name)
    if hasattr(type(inner), "model_fields"):
        return value.model_copy(update={name: draw(_changed(inner))})
    return value.model_copy(update={name: draw(any_field(type(value), name))})


@st.composite
def _records(draw: st.DrawFn, plan: Plan, section: str | None) -> Plan:
    """A list of records with one of them changed, added or deleted, or all of them in another order."""
    name = section or draw(st.sampled_from(_LISTS))
    records = getattr(plan, name)
    kind = Plan.model_fields[name].annotation.__args__[0]
    return plan.model_copy(update={name: draw(_edited(records, kind))}).tidy()


@st.composite
def _edited(draw: st.DrawFn, records: Records[Any], kind: type) -> Records[Any]:
    ways = ["add"] if not records else ["add", "change", "change", "delete", "move"]
    match draw(st.sampled_from(ways)):
        case "add":
            return records.with_record(draw(any_value(kind)))
        case "change":
            return records.with_record(draw(_changed(draw(st.sampled_from(list(records))))))
        case "delete":
            return records.without(draw(st.sampled_from(records.ids())))
        case _:
            return Records(draw(st.permutations(list(records))))


@st.composite
def _nodes(draw: st.DrawFn, plan: Plan) -> Plan:
    name = draw(st.sampled_from(["nodes", "links"]))
    kind = type(plan.logic).model_fields[name].annotation.__args__[0]
    changed = plan.logic.model_copy(update={name: draw(_edited(getattr(plan.logic, name), kind))})
    return plan.model_copy(update={"logic": changed}).tidy()


@st.composite
def any_mutation(draw: st.DrawFn, form: Any, values: st.SearchStrategy[Any]) -> Any:
    """JSON values in which one place, picked at random, holds something else."""
    if not draw(st.integers(0, 6)) or not isinstance(form, dict | list) or not form:
        return draw(values)
    if isinstance(form, list):
        place = draw(st.integers(0, len(form) - 1))
        return [*form[:place], draw(any_mutation(form[place], values)), *form[place + 1 :]]
    key = draw(st.sampled_from(sorted(form)))
    return {**form, key: draw(any_mutation(form[key], values))}


def reads(form: Any) -> bool:
    """Whether the reader takes these JSON values as a plan; anything but a PlanError is our bug."""
    try:
        plan = plan_of(form)
    except PlanError:
        return False
    assert plan_of(plan_form(plan)) == plan
    return True
