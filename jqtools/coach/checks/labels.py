"""What the forms call a field or a choice, for messages that send somebody there."""

from __future__ import annotations

from jqtools.coach.registry import quoted
from jqtools.content import forms


def field(form: str, name: str) -> str:
    """The label of a field, in quotation marks."""
    return quoted(_field(form, name)["label"])


def choice(form: str, name: str, value: object) -> str:
    """The words of one choice of a field, in quotation marks."""
    return quoted(next(words for key, words in _field(form, name)["options"] if key == value))


def _field(form: str, name: str) -> dict[str, object]:
    return next(each for each in forms()[form] if each["name"] == name)
