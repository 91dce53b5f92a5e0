"""The JSON Schema of a content file, for editors that check while one types."""

from __future__ import annotations

from typing import Any

from jqtools.content.entry import ContentError, Entry
from jqtools.content.loader import FILES, entries
from jqtools.content.texts import Agency

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of `name`.toml: ids with their entries, or the fields of agency.toml.

    It holds the rules for each field. Rules that join two fields, and ids that must be there, are checked on reading.

    Raises
    ------
    ContentError
        There is no such file.
    """
    if name == "agency":
        return {"$schema": _DIALECT, **Agency.model_json_schema()}
    if name not in FILES:
        raise ContentError(f"there is no content file {name!r}; they are {', '.join(sorted([*FILES, 'agency']))}.")
    model = FILES[name]
    entry = model.model_json_schema(by_alias=True)
    definitions = entry.pop("$defs", {})
    definitions[model.__name__] = entry
    return {"$schema": _DIALECT, "title": f"{name}.toml", **_table(name, model), "$defs": definitions}


def _table(name: str, model: type[Entry]) -> dict[str, Any]:
    """Ids and, as many ids deep as the file goes, the entries."""
    *outer, inner = model.key_pattern.split(r"\.")
    table: dict[str, Any] = {"$ref": f"#/$defs/{model.__name__}"}
    for pattern in (inner, *outer):
        table = {"type": "object", "patternProperties": {f"^{pattern}$": table}, "additionalProperties": False}
    return table | {"propertyNames": {"enum": list(entries(name))}} if model.closed else table
