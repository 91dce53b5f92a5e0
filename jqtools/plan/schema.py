"""The plan file as a JSON Schema (draft 2020-12), for programs that write or check plan files themselves.

It accepts what `parse_plan` accepts as far as JSON Schema can say it. It can't say that `order` names each of
`items` once, that a month has no such day, that 1.0 is no count, or that text holds half a character.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from jqtools.plan.plan import SCHEMA_VERSION, Plan
from jqtools.plan.values import ID_PATTERN

SCHEMA_ID = f"urn:jqtools:plan:{SCHEMA_VERSION}"
_ID = {"type": "string", "pattern": f"^({ID_PATTERN})$"}


class _Generator(GenerateJsonSchema):
    """Leaves out titles that only repeat the names of fields; lists of records have no default in JSON."""

    ignored_warning_kinds = frozenset({"skipped-choice", "non-serializable-default"})

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def plan_schema() -> dict[str, Any]:
    """The JSON Schema of a plan file in today's format, as JSON values."""
    form = Plan.model_json_schema(schema_generator=_Generator)
    parts = {name: _without_id(part) for name, part in form.pop("$defs").items()}
    return {
        "$schema": GenerateJsonSchema.schema_dialect,
        "$id": SCHEMA_ID,
        "title": f"A job quality plan, jqtools format {SCHEMA_VERSION}",
        **_strict({**form, "$defs": parts, "required": ["format", *form["required"]]}),
    }


def _without_id(part: dict[str, Any]) -> dict[str, Any]:
    """A record without its id, which stands as its key."""
    if "id" not in part.get("properties", {}):
        return part
    properties = {name: field for name, field in part["properties"].items() if name != "id"}
    required = [name for name in part["required"] if name != "id"]
    kept = {name: value for name, value in part.items() if name != "required"}
    return {**kept, "properties": properties, **({"required": required} if required else {})}


def _strict(form: Any) -> Any:
    if isinstance(form, list):
        return [_strict(each) for each in form]
    if not isinstance(form, dict):
        return form
    fields = form.get("properties", {})
    if set(fields) == {"order", "items"}:
        return _records(next(iter(fields["items"]["patternProperties"].values())))
    return {key: _strict(value) for key, value in form.items() if not _repeats(key, value)}


def _repeats(key: str, value: Any) -> bool:
    """Whether this is the title of a class, or the default of a whole part: its own fields say it already."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and isinstance(value, dict))


def _records(item: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "description": "Records by id, and the order in which a person put them.",
        "properties": {
            "order": {"type": "array", "items": _ID, "uniqueItems": True},
            "items": {"type": "object", "propertyNames": _ID, "additionalProperties": item},
        },
        "required": ["order", "items"],
        "additionalProperties": False,
    }
