"""How far each step of the workbook is, and each part of its page, in words: for the side list and the top bar.

A part is a heading of the notebook with the sections of the plan that are edited under it. No percents and no grades:
not started, so many to fix, so many to consider, or nothing open.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, reduce
from itertools import takewhile
from typing import Any

from jqtools.app.reading import Reading
from jqtools.coach import Severity
from jqtools.content import forms, steps
from jqtools.plan import blank_plan
from jqtools.plan.planfile import plan_form
from jqtools.words import _, several

COACH = "coach"
# What a form asks first counts as needed; the definition is a part of the section `header`.
FORMS = ("header", "definition")
# The sections that a chosen lever carries: none of them is done before.
LEVER = ("choice", "levers", "lever_details")


def step_states(step: str, reading: Reading) -> dict[str, Any]:
    """What the page of `step` shows: `steps` with `file`, `state` and `words` each, `parts` with `title` besides.

    `state` is "empty", "started", "fix" or "done", or "" for a part in which nothing is asked.
    """
    touched = _touched(reading)
    every = [{"file": name, **_state(each.sections, reading, touched)} for name, each in steps().items()]
    parts = []
    for part in steps()[step].parts:
        if part.sections == (COACH,):
            listed = frozenset() if reading.plan.is_empty() else _read_by_coach(step)
            parts.append({"title": part.title, "state": "", "words": _open(listed, reading, listed)})
        else:
            found = _state(part.sections, reading, touched) if part.sections else {"state": "", "words": ""}
            if part.optional and found["state"] == "empty":
                found["words"] = _("Optional")
            parts.append({"title": part.title, **found})
    return {"steps": every, "parts": parts}


def _read_by_coach(step: str) -> frozenset[str]:
    """The sections whose findings the coach lists on the page of `step`: on the first page, those of the whole plan."""
    pages = [steps()[step]] if steps()[step].number else steps().values()
    return frozenset(section for page in pages for section in page.sections)


def go_on(reading: Reading) -> str:
    """The section to go on with: what is open first in the step furthest begun, or where the next step begins."""
    touched = _touched(reading)
    parts = [[part for part in step.parts if part.sections not in ((), (COACH,))] for step in steps().values()]
    begun = [n for n, found in enumerate(parts) if any(touched.intersection(part.sections) for part in found)]
    furthest = max(begun, default=0)
    for part in parts[furthest]:
        state = _state(part.sections, reading, touched)["state"]
        if state != "done" and not (part.optional and state == "empty"):
            return part.sections[0]
    return parts[min(furthest + 1, len(parts) - 1)][0].sections[0]


def _touched(reading: Reading) -> frozenset[str]:
    """The sections in which something is written."""
    now, blank = _sections(plan_form(reading.plan)), _blank_sections()
    return frozenset(name for name in now if name in blank and now[name] != blank[name])


@cache
def _blank_sections() -> dict[str, Any]:
    return _sections(plan_form(blank_plan()))


def _sections(form: dict[str, Any]) -> dict[str, Any]:
    """The sections of a plan's form, the definition beside the header that holds it."""
    definition = {"definition": form["header"]["definition"]}
    header = {name: value for name, value in form["header"].items() if name not in definition}
    return {**form, "header": header, **definition}


def _answered(section: str, reading: Reading) -> tuple[int, int]:
    """How many of the answers that a form asks first are given, and how many it asks."""
    header = reading.plan.header.model_dump(mode="json")
    first = takewhile(lambda each: not each.get("part"), forms()[section])
    asked = [each["name"] for each in first if not each.get("when")]
    values = [reduce(lambda at, key: at[key], name.split("."), header) for name in asked]
    return sum(_is_given(value) for value in values), len(asked)


def _is_given(value: Any) -> bool:
    """Whether somebody answered; a list of rows is answered once one of them is."""
    if isinstance(value, dict):
        return any(_is_given(each) for each in (value["items"] if "order" in value else value).values())
    return value not in (None, "", [], False)


def _state(sections: Iterable[str], reading: Reading, touched: frozenset[str]) -> dict[str, str]:
    if not touched.intersection(sections):
        return {"state": "empty", "words": _("Not started")}
    words = _open(sections, reading, touched) or next(filter(None, (_lacks(each, reading) for each in sections)), "")
    if not words:
        return {"state": "done", "words": _("Nothing open")}
    errors = _count(sections, reading, touched, Severity.ERROR)
    return {"state": "fix" if errors else "started", "words": words}


def _lacks(section: str, reading: Reading) -> str:
    """What a section needs before it is done; "" if nothing."""
    if section in FORMS:
        given, asked = _answered(section, reading)
        return "" if given == asked else _("{n} of {many} answered").format(n=given, many=asked)
    if section in LEVER and not reading.plan.choice.chosen():
        return _("No lever chosen yet")
    return ""


def _open(sections: Iterable[str], reading: Reading, touched: frozenset[str]) -> str:
    """What the coach sees in those of the sections that count as touched; "" if nothing is open."""
    errors = _count(sections, reading, touched, Severity.ERROR)
    if errors:
        return several("{n} to fix", "{n} to fix", errors)
    waiting = reading.of_sections(touched.intersection(sections)).keys() & reading.still_to_do
    if waiting:
        return several("{n} still to do", "{n} still to do", len(waiting))
    warnings = _count(sections, reading, touched, Severity.WARNING)
    return several("{n} to consider", "{n} to consider", warnings) if warnings else ""


def _count(sections: Iterable[str], reading: Reading, touched: frozenset[str], severity: Severity) -> int:
    asked = touched.intersection(sections)
    return sum(each.is_open and each.severity is severity and each.section in asked for each in reading.found)
