"""Any plan that can be built: strategies read off the fields of the models themselves.

Ids come from a small pool, so that references often lead somewhere and often nowhere.
"""

from __future__ import annotations

from enum import StrEnum
from types import NoneType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from annotated_types import Ge, Le
from hypothesis import strategies as st
from pydantic import BaseModel

from jqtools.plan import Plan
from jqtools.plan.records import Records
from jqtools.plan.values import Amount, Id, Level, Number, PartDate, Text, Whole

IDS = st.sampled_from([f"{prefix}_{n}" for prefix in ("el", "no") for n in range(5)])
_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\r\t\x7f<>&=\"'\\")
_YEARS = st.integers(0, 9999)
_PLAIN = [
    (Id, IDS),
    (Text, st.text(_CHARACTERS, max_size=12) | st.sampled_from(["<script>alert(1)</script>", "=cmd()"])),
    (Whole, st.integers(0, 10**12)),
    (Number, st.floats(-1e12, 1e12)),
    (Amount, st.floats(0, 1e12)),
    (Amount, st.floats(0, 1e12)),
    (Level, st.integers(0, 3)),
    (
        PartDate,
        st.just("") | st.dates().map(str) | st.dates().map(lambda day: str(day)[:7]) | _YEARS.map("{:04}".format),
    ),
    (bool, st.booleans()),
]


def any_value(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Any value of a model."""
    hints = get_type_hints(model, include_extras=True)
    fixed = {"format", "schema_version"}
    fields = {
        name: _any(hints[name], field.metadata) for name, field in model.model_fields.items() if name not in fixed
    }
    return st.builds(model, **fields)


def any_plan() -> st.SearchStrategy[Plan]:
    """Any plan, with references to nothing taken out as reading does."""
    return any_value(Plan).map(Plan.tidy)


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
    if issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if issubclass(hint, BaseModel):
        return any_value(hint)
    least = next(each.ge for each in metadata if isinstance(each, Ge))
    most = next(each.le for each in metadata if isinstance(each, Le))
    return st.integers(least, most)
