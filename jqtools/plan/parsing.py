"""The text of a plan file, JSON or YAML, turned into plain values. Reading it runs nothing."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from jqtools.errors import PlanError

_MAX_DEPTH = 40


class _PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML that reads words as JSON would: a date, `no`, 1:30 and 010 stay text."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - overrides


for _tag, _shape, _first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "-?(0|[1-9][0-9]*)", list("-0123456789")),
    ("float", r"-?(0|[1-9][0-9]*)\.[0-9]+([eE][-+][0-9]+)?", list("-0123456789")),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_shape})$"), _first)


def json_values(text: str | bytes) -> Any:
    """The values in a JSON text.

    Raises
    ------
    PlanError
        It is no JSON, says a key twice in one place, or holds a number that is none.
    """
    if isinstance(text, str):
        text = text.removeprefix("\ufeff")
    try:
        return json.loads(text, object_pairs_hook=_no_twins, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise PlanError("This is not a plan file: it is not UTF-8 text. Open the .json file you saved.") from error
    except RecursionError as error:
        raise PlanError("This is not a plan file: it is nested too deeply.") from error
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise PlanError(
            f"This is not a plan file: it is not valid JSON at {where}. Choose the file you saved."
        ) from error
    except PlanError:
        raise
    except ValueError as error:  # a number of thousands of digits
        raise PlanError("This is not a plan file: it holds a number that is too long.") from error


def yaml_values(text: str | bytes) -> Any:
    """The values in a YAML text: plain ones only, no tags, no aliases. Errors as in `json_values`."""
    try:
        _check_shape(text)
        return yaml.load(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise PlanError(f"This is not a plan file: it is not plain YAML{where}.") from error
    except PlanError:
        raise
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PlanError("This is not a plan file: it is not UTF-8 text in YAML.") from error
    except (ValueError, TypeError, RecursionError) as error:
        raise PlanError("This is not a plan file: its YAML holds something that no plan has.") from error


def _check_shape(text: str | bytes) -> None:
    """Refuse aliases (they can make a small file huge), tags, deep nesting, and keys said twice or merged in."""
    keys: list[tuple[bool, set[str], list[bool]]] = []
    for event in yaml.parse(text, Loader=_PlainLoader):
        where = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise PlanError(f"This is not a sound plan file: line {where} uses a YAML alias; write the value out.")
        if getattr(event, "tag", None):
            raise PlanError(f"This is not a sound plan file: line {where} uses a YAML tag; write the value plainly.")
        if isinstance(event, yaml.NodeEvent) and keys and keys[-1][0]:
            _note_key(event, keys[-1], where)
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            keys.append((isinstance(event, yaml.MappingStartEvent), set(), [True]))
            if len(keys) > _MAX_DEPTH:
                raise PlanError("This is not a plan file: it is nested too deeply.")
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            keys.pop()


def _note_key(event: yaml.NodeEvent, place: tuple[bool, set[str], list[bool]], line: int) -> None:
    _, seen, expects_key = place
    if expects_key[0]:
        key = getattr(event, "value", None)
        if key is None or key == "<<":
            raise PlanError(f"This is not a sound plan file: line {line} has a key that is no name.")
        if key in seen:
            raise PlanError(f"This is not a sound plan file: it says {key!r} twice in one place, at line {line}.")
        seen.add(key)
    expects_key[0] = not expects_key[0]


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    form = dict(pairs)
    if len(form) < len(pairs):
        twins = sorted({key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1})
        raise PlanError(f"This is not a sound plan file: it says {twins[0]!r} twice in one place.")
    return form


def _no_constant(word: str) -> None:
    raise PlanError(f"This is not a sound plan file: {word} is not a number; a missing value is null.")
