"""One cell: the text that stands for it whichever file it came from, and what that text says under each type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from jqtools.errors import DataError

_WHOLE = re.compile(r"[+-]?[0-9]+(\.0*)?")
_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
_PLAIN = re.compile(r"-?(0|[1-9][0-9]{0,14})?(\.[0-9]*)?(e[+-][0-9]{2,3})?")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?)?")
_AMERICAN = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_ANSWERS = {"yes": True, "y": True, "true": True, "t": True, "1": True} | {
    "no": False,
    "n": False,
    "false": False,
    "f": False,
    "0": False,
}
_WORDS = frozenset(_ANSWERS) - {"1", "0", "t", "f"}
_WIDEST = 2**63
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
Value = str | int | float | bool | datetime


@dataclass(frozen=True)
class Kind:
    """A type of column: what a text says (None for what it can't say), the dtype, and the rule in words."""

    parse: Callable[[str], Value | None]
    dtype: str
    rule: str


def as_text(value: object) -> str | None:
    """The text of a cell, the same from a CSV, a workbook, a Parquet file or a database; None where it is blank.

    Spaces around it are cut off. Numbers without a fraction have no point, days have no time of day.
    """
    match value:
        case None:
            return None
        case str():
            return value.strip() or None
        case bool():
            return "true" if value else "false"
        case float():
            return _number_text(value)
        case Decimal():
            return None if value.is_nan() else format(value, "f")
        case datetime():
            return None if value != value else _moment_text(value)
        case int() | date() | time():
            return str(value)
        case bytes():
            raise DataError("a cell holds binary data, which is no value; leave its column out of the table")
    return str(value)


def _number_text(value: float) -> str | None:
    if value != value:
        return None
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _moment_text(value: datetime) -> str:
    at_midnight = value.time() == time() and value.tzinfo is None
    return value.date().isoformat() if at_midnight else value.isoformat(" ")


def parse_date(text: str) -> datetime | None:
    """The moment in 2024-03-31, 2024-03-31 14:05 or, month first, 3/31/2024; None for anything else."""
    try:
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text)
        american = _AMERICAN.fullmatch(text)
        return datetime(int(american[3]), int(american[1]), int(american[2])) if american else None
    except ValueError:
        return None


def _parse_whole(text: str) -> int | None:
    found = int(text.split(".")[0]) if _WHOLE.fullmatch(text) else None
    return found if found is not None and -_WIDEST <= found < _WIDEST else None


def _parse_number(text: str) -> float | None:
    found = float(text) if _NUMBER.fullmatch(text) else None
    return found if found is not None and abs(found) != float("inf") else None


def _parse_text(text: str) -> str:
    return text


KINDS = {
    "text": Kind(_parse_text, "str", "must be text"),
    "whole": Kind(_parse_whole, "Int64", "must be a whole number"),
    "number": Kind(_parse_number, "float64", "must be a number like 1234.5, without $ or thousands separators"),
    "yes_no": Kind(lambda text: _ANSWERS.get(text.lower()), "boolean", "must be yes or no (or y/n, true/false, 1/0)"),
    "date": Kind(parse_date, "datetime64[us]", "must be a date like 2024-03-31 or, month first, 3/31/2024"),
    "category": Kind(_parse_text, "category", "must be text"),
}


def likely_kind(texts: set[str]) -> str:
    """The type that all of the texts of a column agree with; codes with a zero in front, or too long, are text."""
    if not texts:
        return "text"
    if all(_PLAIN.fullmatch(text) and _parse_number(text) is not None for text in texts):
        return "whole" if all(_WHOLE.fullmatch(text) for text in texts) else "number"
    if all(text.lower() in _WORDS for text in texts):
        return "yes_no"
    return "date" if all(parse_date(text) for text in texts) else "text"
