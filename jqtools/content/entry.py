"""What every entry of a content file shares: frozen, no unknown fields, and a few rules that its kind declares.

Content stands left of `plan`, so words that a plan also uses (units, directions, kinds) are spelled out here;
the tests hold the two together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, Strict, StringConstraints, WithJsonSchema

from jqtools.errors import JqtoolsError

_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"


class ContentError(JqtoolsError):
    """Content of an agency's own folder that does not fit: one sentence with file, entry, field, rule and value."""


def _printable(text: str) -> str:
    if any((character < " " and character != "\n") or "\ud800" <= character <= "\udfff" for character in text):
        raise ValueError("text may not hold control characters")
    return text


def _date(text: str) -> str:
    if not re.fullmatch(_DATE, text):
        raise ValueError("a date is written 2026-11-30, 2026-11 or 2026")
    return text


Text = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_printable)]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True), AfterValidator(_printable)
]
AsOf = Annotated[str, AfterValidator(_date), WithJsonSchema({"type": "string", "pattern": f"^{_DATE}$"})]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(ge=1)]
Some = Field(min_length=1)


class Part(BaseModel):
    """A piece of an entry; can't be changed, and has no fields but its own."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Part):
    """An entry of a content file, and the rules of its kind for an agency's own files.

    `key_pattern` and `key_rule` say how its id is spelled, `key_refers` the file that its id must stand in;
    `refers` the file that each field's ids must stand in; `closed` that entries may be replaced but not added;
    `kept` the fields that a replacement may not change; `depth` how many ids deep the entries stand.
    """

    key_pattern: ClassVar[str] = "[a-z][a-z0-9_]{0,39}"
    key_rule: ClassVar[str] = "an id is a small letter, then up to 39 small letters, digits or _"
    key_refers: ClassVar[str] = ""
    refers: ClassVar[Mapping[str, str]] = MappingProxyType({})
    closed: ClassVar[bool] = False
    kept: ClassVar[tuple[str, ...]] = ()
    depth: ClassVar[int] = 1


class Fact(Part):
    """Something found outside the agency: always with its source and date.

    `as_of` is the date of the source, or the date when it was looked up where the source gives none.
    `verify` asks to check it before it is printed.
    """

    text: Words
    source: Words
    as_of: AsOf
    verify: Flag = False


def frozen_map(value: dict[str, Any]) -> Mapping[str, Any]:
    """The same map, which nobody can change."""
    return MappingProxyType(value)
