"""The fields of a form as the front end wants them: options and forms of rows that stand in `content` filled in."""

from __future__ import annotations

from typing import Any

from jqtools.content import forms, options

# The scripts of every view that holds fields of a form, in order.
FORM_SCRIPTS = ("dom", "answers", "controls", "fields", "rows", "records")


def form_fields(form: str) -> list[dict[str, Any]]:
    """The fields of one of the forms in `content`, each with its options, and a row's own fields, spelled out."""
    return [_spelled_out(field) for field in forms()[form]]


def _spelled_out(field: dict[str, Any]) -> dict[str, Any]:
    spelled = dict(field)
    if isinstance(field.get("options"), str):
        spelled["options"] = [list(option) for option in options(field["options"])]
    if field["type"] == "rows":
        spelled["fields"] = form_fields(field["fields"])
    return spelled
