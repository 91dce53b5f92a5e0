"""Any plan that can be built: strategies read off the fields of the models themselves.

Ids come from a small pool, so that references often lead somewhere and often nowhere.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le
from hypothesis import strategies as st
from pydantic import BaseModel

from jqtools.plan import Plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.records import Records
from jqtools.plan.values import Amount, Id, Level, Moment, Number, PartDate, Text, Whole

IDS = st.sampled_from([f"{prefix}_{n}" for prefix in ("el", "no") for n in range(5)])
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\x7f<>&=\"'\\")
_YEARS = st.integers(0, 9999)
_DATES = st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | _YEARS.map("{:04}".format)
_MOMENTS = st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1))
_PHRASES = [
    *("<script>alert(1)</script>", "=cmd()", "!\n“", " ", "x" * 4000),
    *(
        "Raise pay 10% and cut it",
        "number of",
        "2026 to 2027",
        "tbd",
        "race",
        "living wage",
        "Rank the worst employers",
    ),
]
_PLAIN = [
    (Id, IDS),
    (Text, st.text(_CHARACTERS, max_size=12) | st.sampled_from(_PHRASES)),
    (Whole, st.integers(0, 10**12)),
    (Number, st.floats(-1e12, 1e12)),
    (Amount, st.floats(0, 1e12)),
    (Level, st.integers(0, 3)),
    (PartDate, st.just("") | _DATES),
    (Moment, st.just("") | _MOMENTS.map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ"))),
    (bool, st.booleans()),
]


def any_value(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Any value of a model."""
    fixed = {"format", "schema_version"}
    return st.builds(model, **{name: any_field(model, name) for name in model.model_fields if name not in fixed})


def any_field(model: type[BaseModel], name: str) -> st.SearchStrategy[Any]:
    """Any value of one field of a model."""
    return _any(get_type_hints(model, include_extras=True)[name], model.model_fields[name].metadata)


def any_plan() -> st.SearchStrategy[Plan]:
    """Any plan, with references to nothing taken out as reading does."""
    return any_value(Plan).map(Plan.tidy)


@st.composite
def some_plan(draw: st.DrawFn) -> Plan:
    """Any plan in which only a few sections are filled; quicker to make than `any_plan`."""
    names = draw(st.sets(st.sampled_from(SECTIONS), max_size=5))
    filled = {name: draw(any_field(Plan, name)) for name in sorted(names)}
    return Plan(plan_id="pl_some", created=draw(any_field(Plan, "created")), **filled).tidy()


def _any(hint: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    for plain, strategy in _PLAIN:
        if hint == plain:
            return strategy
    inner = get_args(hint)
    if get_origin(hint) is Annotated:
        limits = [limit for mark in inner[1:] for limit in getattr(mark, "metadata", [])]
        return _any(inner[0], [*metadata, *limits])
    if NoneType in inner:
        return st.none() | _any(next(each for each in inner if each is not NoneType), metadata)
    if get_origin(hint) is Records:
        return st.lists(any_value(inner[0]), max_size=3, unique_by=lambda record: record.id).map(Records)
    if get_origin(hint) is tuple:
        return st.lists(_any(inner[0], []), max_size=3).map(tuple)
    if issubclass(hint, BaseModel):
        return any_value(hint)
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    return _any_number(hint, metadata)


def _any_number(kind: type, limits: list[Any]) -> st.SearchStrategy[Any]:
    least = max(each.ge for each in limits if isinstance(each, Ge))
    most = min(each.le for each in limits if isinstance(each, Le))
    return st.floats(least, most) if kind is float else st.integers(least, most)
