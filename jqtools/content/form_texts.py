"""The entries that say what is asked where: the steps with their sections, and the fields of every form."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field, StrictBool, StrictInt, StrictStr, field_validator, model_validator

from jqtools.content.entry import Entry, Flag, Part, Some, Text, Words

MOST_SENTENCES = 2
_Option = tuple[StrictBool | StrictInt | StrictStr, Words]


class StepPart(Part):
    """A heading of a step's notebook, and the sections of the plan that are edited under it; "coach" is the coach's."""

    title: Words
    sections: tuple[Words, ...] = ()
    optional: Flag = False


class StepText(Entry):
    """A notebook of the workbook: the sections of the plan edited in it, words for each of them, and its headings."""

    key_pattern: ClassVar[str] = "[0-9]_[a-z_]{1,60}"
    key_rule: ClassVar[str] = "a step is named after its notebook, such as 0_start_here"
    closed: ClassVar[bool] = True
    kept: ClassVar[tuple[str, ...]] = ("number", "sections", "parts")

    number: Annotated[StrictInt, Field(ge=0)]
    label: Words
    title: Words
    sections: Annotated[tuple[Words, ...], Some]
    words: Annotated[tuple[Words, ...], Some]
    parts: Annotated[tuple[StepPart, ...], Some]

    @model_validator(mode="after")
    def _has_words_for_each_section(self) -> StepText:
        if len(self.words) != len(self.sections):
            raise ValueError("'words' must have one item for each of 'sections'")
        return self


class When(Part):
    """A field is asked only while another `field` has one of the values in `is`."""

    field: Words
    values: Annotated[tuple[Words, ...], Field(min_length=1, alias="is")]


class FormField(Part):
    """One field of a form; `options` are pairs of value and words, or the name of a part of the content.

    `hint` stands under the label; `why` it is asked, in two sentences at most, and an `example` of an answer fold.
    """

    name: Words
    label: Words
    type: Literal["text", "long", "number", "whole", "date", "choice", "flag", "tags", "rows"]
    hint: Text = ""
    why: Text = ""
    example: Text = ""
    options: tuple[_Option, ...] | Words = ()
    when: When | None = None
    min: StrictInt | float | None = None
    from_records: Text = Field(default="", alias="from")
    wide: Flag = False
    cents: Flag = False
    part: Text = ""
    fields: Text = ""
    prefix: Text = ""
    noun: Text = ""

    @field_validator("why")
    @classmethod
    def _is_short(cls, why: str) -> str:
        if len(re.findall(r"[.?!](?=\s|$)", why.strip())) > MOST_SENTENCES:
            raise ValueError(f"at most {MOST_SENTENCES} sentences say why a field is asked")
        return why

    @property
    def fixed(self) -> tuple[object, ...]:
        """What new words for a field may not change: it is what the plan file and the program know."""
        values = self.options if isinstance(self.options, str) else tuple(value for value, _ in self.options)
        return (self.name, self.type, values, self.when, self.min, self.from_records, self.fields, self.prefix)


class FormText(Entry):
    """The fields of one form in the order they are asked. An agency may word and order them anew, no more."""

    closed: ClassVar[bool] = True
    kept: ClassVar[tuple[str, ...]] = ("fixed",)

    fields: Annotated[tuple[FormField, ...], Some]

    @property
    def fixed(self) -> tuple[tuple[object, ...], ...]:
        """What must stay as it is in each field, by name."""
        return tuple(sorted((field.fixed for field in self.fields), key=lambda fixed: str(fixed[0])))

    @cached_property
    def as_written(self) -> tuple[dict[str, Any], ...]:
        """The fields as they stand in the file."""
        return tuple(self.model_dump(mode="json", by_alias=True, exclude_unset=True)["fields"])
