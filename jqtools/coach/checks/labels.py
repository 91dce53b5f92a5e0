"""What the forms call a field or a choice, for messages that send somebody there."""

from __future__ import annotations

from enum import StrEnum

from jqtools.coach.registry import quoted
from jqtools.content import forms
from jqtools.words import _, marked

# The plain names of choices that messages speak of, said by `chosen`.
CHOICES = (
    *(marked("input"), marked("activity"), marked("output"), marked("outcome")),
    *(marked("leadership"), marked("staff"), marked("funding")),
    *(marked("short"), marked("medium"), marked("long")),
    *(marked("direct control"), marked("strong influence"), marked("some influence"), marked("concern")),
    *(marked("up"), marked("down"), marked("percent"), marked("percentage points"), marked("ratio"), marked("rate")),
    *(marked("ok"), marked("estimate"), marked("missing"), marked("not collected"), marked("not yet due")),
    *(marked("suppressed"), marked("not applicable")),
)


def field(form: str, name: str) -> str:
    """The label of a field, in quotation marks."""
    return quoted(_field(form, name)["label"])


def choice(form: str, name: str, value: object) -> str:
    """The words of one choice of a field, in quotation marks."""
    return quoted(next(words for key, words in _field(form, name)["options"] if key == value))


def chosen(value: StrEnum) -> str:
    """A choice by its plain name, inside a sentence."""
    name = value.value.replace("_", " ")
    return _(name)


def _field(form: str, name: str) -> dict[str, object]:
    return next(each for each in forms()[form] if each["name"] == name)
