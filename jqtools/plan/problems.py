"""What is wrong in a plan file, said in one sentence for each place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from jqtools.errors import PlanError

_MAX_TOLD = 50
_GROUP = "must be a group of entries ({order, items} for a list of records)"
_WORDS: Mapping[str, str | Callable[[Any], str]] = {
    "missing": "is missing",
    "string_type": "must be text",
    "string_unicode": "must be text, and holds half a character",
    "string_too_long": lambda context: f"may hold at most {context['max_length']:,} characters",
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type", "mapping_type"), _GROUP),
    **dict.fromkeys(("list_type", "tuple_type"), "must be a list"),
    **dict.fromkeys(("int_type", "int_from_float", "int_parsing", "int_parsing_size"), "must be a whole number"),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "must be a number"),
    **dict.fromkeys(("bool_type", "bool_parsing"), "must be true or false"),
    "greater_than_equal": lambda context: f"must be {context['ge']:,.13g} or more",
    "less_than_equal": lambda context: f"must be {context['le']:,.13g} or less",
    "enum": lambda context: f"must be {context['expected']}",
    "literal_error": lambda context: f"must be {context['expected']}",
}


def plan_error(error: ValidationError) -> PlanError:
    """The error that tells everything that does not fit, the first 50 places one by one."""
    details = [detail for detail in error.errors(include_url=False) if "[key]" not in detail["loc"]]
    problems = tuple(_problem(detail) for detail in details[:_MAX_TOLD])
    more = len(details) - 1
    are = "is 1" if more == 1 else f"are {more}"
    return PlanError(problems[0] if not more else f"{problems[0]} There {are} more to mend.", problems)


def _problem(detail: Any) -> str:
    *outer, last = detail["loc"] or ("the file",)
    place = "/".join([*(str(step) for step in outer if step != "items"), str(last)])
    if detail["type"] == "extra_forbidden":
        return f"{place}: jqtools knows no such entry; remove it or correct its name."
    return f"{place}: {_rule(detail)}{_value(detail['input'])}{_help(detail)}."


def _rule(detail: Any) -> str:
    words = _WORDS.get(detail["type"])
    if callable(words):
        return words(detail["ctx"])
    said = detail["msg"].removeprefix("Value error, ")
    return words or said[:1].lower() + said[1:]


def _help(detail: Any) -> str:
    if detail["type"] != "string_type":
        return ""
    if detail["input"] is None:
        return '; write "" for none'
    return "; put it in quotation marks" if isinstance(detail["input"], int | float) else ""


def _value(value: Any) -> str:
    if value is None or isinstance(value, dict | list | tuple):
        return ""
    shown = ascii(value) if isinstance(value, str) else repr(value)
    return f", not {shown if len(shown) <= 60 else shown[:57] + '...'}"
