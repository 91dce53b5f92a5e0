"""Every text that a person wrote in a plan, read off the types of its fields: for the tests of the report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, get_type_hints

from pydantic import BaseModel

from jqtools.plan.records import Records
from jqtools.plan.values import PartDate, Text
from jqtools.words import date_words

KEYS = {"principle", "principles", "scheme", "indicator", "card", "stages", "code", "path"}


def texts(value: Any) -> Iterator[str]:
    """The texts and dates below `value`, without those that are keys into the content."""
    if isinstance(value, Records):
        for record in value:
            yield from texts(record)
    elif isinstance(value, BaseModel):
        hints = get_type_hints(type(value), include_extras=True)
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if hints[name] in (Text, PartDate) and name not in KEYS and inner.strip():
                yield date_words(inner) if hints[name] == PartDate else inner
            yield from texts(inner)


def with_texts(value: Any, change: Callable[[str], str]) -> Any:
    """A copy of `value` in which every text, keys too, is what `change` makes of it."""
    if isinstance(value, Records):
        return Records(with_texts(record, change) for record in value)
    if not isinstance(value, BaseModel):
        return value
    hints = get_type_hints(type(value), include_extras=True)
    changed = {}
    for name in type(value).model_fields:
        inner = getattr(value, name)
        if hints[name] == Text:
            changed[name] = change(inner) if inner else inner
        elif hints[name] == tuple[Text, ...]:
            changed[name] = tuple(map(change, inner))
        else:
            changed[name] = with_texts(inner, change)
    return value.model_copy(update=changed)
