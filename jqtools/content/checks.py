"""What is wrong with a content file, in one sentence: file, entry, field, rule, value."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from jqtools.content.entry import ContentError, Entry, Part

_MOST_TOLD = 20
_RULES = {
    "missing": "this field is needed",
    "extra_forbidden": "there is no such field; leave it out or correct its name",
    "string_type": "text in quotation marks is needed",
    "string_too_short": "this may not be empty",
    "too_short": "this may not be empty",
    "tuple_type": "a list in square brackets is needed",
    "dict_type": "a table of fields is needed",
    "model_type": "a table of fields is needed",
    "bool_type": "true or false is needed",
    "int_type": "a whole number is needed",
}


def fitted(model: type[Part], given: Any, where: str) -> Any:
    """What stands in a file as the value that the program uses.

    Raises
    ------
    ContentError
        It does not fit; the sentence begins with `where`.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        raise ContentError(f"{where}{_field(detail['loc'])}: {_rule(detail, model)}{_value(detail)}.") from error


def check_key(model: type[Entry], key: str, file: str) -> None:
    """Refuse an id that is not spelled as ids of its kind are."""
    if not re.fullmatch(model.key_pattern, key):
        raise ContentError(f"{file}, entry {key!r}: {model.key_rule}.")


def check_replacements(shipped: Mapping[str, Entry], own: Mapping[str, Entry], file: str) -> None:
    """Refuse new entries where there may be none, and changes to what the program relies on."""
    for key, entry in own.items():
        old = shipped.get(key)
        if old is None and entry.closed:
            raise ContentError(
                f"{file}, entry {key!r}: entries of this file may be replaced but not added; they are"
                f" {', '.join(shipped)}."
            )
        changed = [name for name in entry.kept if old is not None and getattr(entry, name) != getattr(old, name)]
        if changed:
            raise ContentError(f"{file}, entry {key!r}: {_kept(changed[0])}.")


def check_references(
    entries: Mapping[str, Entry], files: Mapping[str, str], known: Callable[[str], Collection[str]]
) -> None:
    """Refuse an id that names an entry which isn't there.

    `files` says which file each entry is from; `known` gives the ids that there are of a sort, such as "sources".
    """
    for key, entry in entries.items():
        for field, sort, named in _named(key, entry):
            if named and named not in known(sort):
                choices = _some(sorted(known(sort)))
                place = f", field {field!r}" if field else ""
                raise ContentError(
                    f"{files[key]}, entry {key!r}{place}: there is no {named!r} among the {sort}; they are {choices}."
                )


def _named(key: str, entry: Entry) -> Iterator[tuple[str, str, str]]:
    """Field, sort and id of each reference."""
    if entry.key_refers:
        yield "", entry.key_refers, key.split(".")[0]
    for field, sort in entry.refers.items():
        value = getattr(entry, field)
        for named in [value] if isinstance(value, str) else value:
            yield field, sort, named


def _some(ids: list[str]) -> str:
    more = len(ids) - _MOST_TOLD
    return ", ".join(ids[:_MOST_TOLD]) + (f" and {more} more" if more > 0 else "")


def _kept(field: str) -> str:
    if field == "fixed":
        return "a form may get other words and another order, but its fields, their types and their values must stay"
    return f"the field {field!r} must stay as it is, because the program relies on it"


def _field(place: tuple[int | str, ...]) -> str:
    steps = [f"number {step + 1}" if isinstance(step, int) else f"field {step!r}" for step in place]
    return "".join(f", {step}" for step in steps)


def _rule(detail: Any, model: type[Part]) -> str:
    kind = detail["type"]
    if kind == "extra_forbidden" and len(detail["loc"]) == 1:
        names = (field.alias or name for name, field in model.model_fields.items())
        return f"there is no such field; the fields are {', '.join(names)}"
    if kind == "literal_error":
        return f"it must be one of {detail['ctx']['expected']}"
    said = detail["msg"].removeprefix("Value error, ")
    return _RULES.get(kind, said[:1].lower() + said[1:])


def _value(detail: Any) -> str:
    given = detail["input"]
    if detail["type"] == "missing" or isinstance(given, dict | list | tuple):
        return ""
    shown = repr(given) if isinstance(given, str | bool | int | float) else str(given)
    return f", not {shown if len(shown) <= 60 else shown[:57] + '...'}"
