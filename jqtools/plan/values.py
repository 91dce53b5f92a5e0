"""The small types a plan is made of: text, numbers, dates, ids, and the frozen base class.

Records that stand in a list are in `records`; what the fields mean is in each step's module.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AllowInfNan,
    BaseModel,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)

from jqtools.words import in_digits

MAX_TEXT = 4000
ID_PATTERN = "[a-z]{2}_[0-9a-z]{1,12}"
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


class Value(BaseModel):
    """A value that can't be changed; `model_copy(update=...)` makes a changed copy."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _printable(text: str) -> str:
    for character in text:
        if (character < " " and character not in "\n\r\t") or "\ud800" <= character <= "\udfff":
            raise ValueError(f"text may not hold the control character {character!a}")
    return text


def _spelled_as_an_id(text: str) -> str:
    if not re.fullmatch(ID_PATTERN, text):
        raise ValueError("an id is two small letters, _ and up to 12 letters or digits")
    return text


def _in_schema(pattern: str, **more: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^({pattern})$", **more})


Id = Annotated[str, AfterValidator(_spelled_as_an_id), _in_schema(ID_PATTERN)]
Text = Annotated[
    str,
    StringConstraints(max_length=MAX_TEXT),
    AfterValidator(_printable),
    _in_schema(r"[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*", maxLength=MAX_TEXT),
]
Whole = Annotated[int, Strict(), Field(ge=0, le=10**12)]
Number = Annotated[float, Strict(), AllowInfNan(False), Field(ge=-1e12, le=1e12)]
Amount = Annotated[float, Strict(), AllowInfNan(False), Field(ge=0, le=1e12)]
Level = Annotated[int, Strict(), Field(ge=0, le=3)]


def _day(text: str) -> str:
    rule = "a date is written 2026-11-30, 2026-11 or 2026"
    if not re.fullmatch(r"|[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?", text):
        raise ValueError(rule)
    if len(text) == 10:
        try:
            date.fromisoformat(text)
        except ValueError as error:
            raise ValueError(f"{rule}, and that month has no such day") from error
    return text


PartDate = Annotated[
    str,
    AfterValidator(_day),
    _in_schema("|[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"),
]


def _moment(text: str) -> str:
    if not re.fullmatch(r"|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", text):
        raise ValueError("a moment is written 2026-11-30T16:05:00Z, in universal time")
    if text:
        try:
            datetime.fromisoformat(text)
        except ValueError as error:
            raise ValueError("there is no such day or time") from error
    return text


Moment = Annotated[
    str,
    AfterValidator(_moment),
    _in_schema("|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z"),
]


class Secured(StrEnum):
    """Whether something that is needed is there."""

    YES = "yes"
    ASKED = "asked"
    NOT_YET = "not_yet"


def new_id(prefix: str) -> str:
    """A random id such as `el_7k3m9q`: two letters of type and six of Crockford's base 32."""
    return prefix + "_" + "".join(secrets.choice(_CROCKFORD) for _ in range(6))


def derived_id(prefix: str, *origin: str) -> str:
    """An id that is the same for the same origin: for records that a program makes twice and must find again."""
    digest = int.from_bytes(hashlib.sha256("\x1f".join(origin).encode("utf-8", "surrogatepass")).digest()[:8])
    return prefix + "_" + "".join(_CROCKFORD[digest >> 5 * place & 31] for place in range(8))


def written_out(number: float) -> str:
    """A number in digits, with thousands marked and at most two decimals: 1,234,567.5."""
    return in_digits(number, most=2)
