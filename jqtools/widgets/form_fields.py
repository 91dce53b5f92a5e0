"""The fields of a form as the front end wants them: options that stand in `content` filled in."""

from __future__ import annotations

from typing import Any

from jqtools.content import forms, kinds, levers, principles


def form_fields(form: str) -> list[dict[str, Any]]:
    """The fields of one of the forms in `content`, each with its options spelled out."""
    named = {"kinds": kinds(), "levers": levers(), "principles": principles()}
    return [
        {**field, "options": [[key, text.label] for key, text in named[field["options"]].items()]}
        if isinstance(field.get("options"), str)
        else field
        for field in forms()[form]
    ]
