"""Records: an immutable list of values with ids, kept in a file as a map with an order beside it.

In Python it is a tuple; in a plan file it is `{"order": [ids], "items": {id: record without its id}}`,
so that two versions of a plan differ only where someone changed something.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Generic, Self, TypeVar, get_args

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from jqtools.plan.values import Id, Value


class Record(Value):
    """A value with an id of its own; the id is random, never reused and never shown."""

    id: Id = Field(exclude=True)


R = TypeVar("R", bound=Record)


class Records(tuple[R, ...], Generic[R]):
    """The records of one kind in the order a person gave them."""

    @cached_property
    def _by_id(self) -> dict[str | None, R]:
        return {record.id: record for record in self}

    def get(self, record_id: str | None) -> R | None:
        """The record with this id, or None."""
        return self._by_id.get(record_id)

    def ids(self) -> tuple[str, ...]:
        """The ids in order."""
        return tuple(record.id for record in self)

    def with_record(self, record: R) -> Self:
        """A copy in which `record` is added at the end, or replaces the one with its id."""
        if self.get(record.id) is None:
            return type(self)((*self, record))
        return type(self)(record if old.id == record.id else old for old in self)

    def without(self, record_id: str) -> Self:
        """A copy that lacks the record with this id."""
        return type(self)(record for record in self if record.id != record_id)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        field = core_schema.typed_dict_field
        file_form = core_schema.typed_dict_schema(
            {
                "order": field(handler.generate_schema(list[Id])),
                "items": field(handler.generate_schema(dict[Id, get_args(source)[0]])),
            },
            extra_behavior="forbid",
        )
        checked = core_schema.no_info_before_validator_function(_with_ids, file_form)
        built = core_schema.no_info_after_validator_function(lambda form: cls(_ordered(form)), checked)
        return core_schema.no_info_wrap_validator_function(
            lambda value, inner: value if isinstance(value, cls) else inner(value),
            built,
            serialization=core_schema.plain_serializer_function_ser_schema(file_form_of),
        )


def file_form_of(records: Iterable[Record]) -> dict[str, Any]:
    """The records as they stand in a plan file: `order` and `items`."""
    kept = tuple(records)
    return {
        "order": [record.id for record in kept],
        "items": {record.id: record.model_dump(mode="json") for record in kept},
    }


def _with_ids(form: Any) -> Any:
    if not isinstance(form, dict) or not isinstance(form.get("items"), dict):
        return form
    twice = [key for key, item in form["items"].items() if isinstance(item, dict) and "id" in item]
    if twice:
        raise PydanticCustomError(
            "id", "an item has its id as its key, not inside it; look at {key}", {"key": twice[0]}
        )
    items = {key: {**item, "id": key} if isinstance(item, dict) else item for key, item in form["items"].items()}
    return {**form, "items": items}


def _ordered(form: dict[str, Any]) -> Iterable[Record]:
    order, items = form["order"], form["items"]
    if len(set(order)) != len(order) or set(order) != set(items):
        odd = sorted(set(order) ^ set(items)) or sorted({i for i in order if order.count(i) > 1})
        raise PydanticCustomError(
            "order", "'order' must name each of 'items' once; look at {odd}", {"odd": ", ".join(odd)}
        )
    return [items[key] for key in order]
