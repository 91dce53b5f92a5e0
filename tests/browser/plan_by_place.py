"""What a person said in a plan, whatever ids its records have: to compare plans that were made apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jqtools.content import equity_questions, steps
from jqtools.plan import Plan
from jqtools.plan.planfile import plan_form
from tests.browser.walker import STEPS

MADE_BY_THE_PAGE = ("/plan_id", "/created", "/modified", "/header/fictional")


def of_step(plan: Plan, step: int) -> dict[str, Any]:
    """What a person said in the sections of a step, told as in `by_place`."""
    sections = tuple(f"/{section}" for section in steps()[STEPS[step]].sections)
    return {path: entry for path, entry in by_place(plan).items() if path.startswith(sections)}


def by_place(plan: Plan) -> dict[str, Any]:
    """What a person said in a plan, entry by entry, each id told by the place of its record.

    `/measures 2/target/value` is the target of the third measure. The order of records counts; the order in which
    several answers of one question are ticked does not.
    """
    form = plan_form(plan)
    said = _said(form, "", dict(_places(form, "")))
    return {path: entry for path, entry in said if path not in MADE_BY_THE_PAGE}


def _places(part: Any, path: str) -> Iterator[tuple[str, str]]:
    for key, name, inner in _inside(part, path):
        if "order" in part:
            yield key, name
        yield from _places(inner, name)


def _said(part: Any, path: str, places: dict[str, str]) -> Iterator[tuple[str, Any]]:
    if isinstance(part, dict):
        for _, name, inner in _inside(part, path):
            yield from _said(inner, name, places)
    else:
        named = [places.get(each, each) if isinstance(each, str) else each for each in _several(part)]
        yield path, sorted(named) if isinstance(part, list) else named[0]


def _several(entry: Any) -> list[Any]:
    return entry if isinstance(entry, list) else [entry]


def _inside(part: Any, path: str) -> Iterator[tuple[str, str, Any]]:
    """What a part of a plan file holds: its keys, the paths of what they lead to, and that itself."""
    if isinstance(part, dict) and "order" in part:
        for n, key in enumerate(part["order"]):
            yield key, f"{path} {key if key in equity_questions() else n}", part["items"][key]
    elif isinstance(part, dict):
        for key, inner in part.items():
            yield key, f"{path}/{key}", inner
