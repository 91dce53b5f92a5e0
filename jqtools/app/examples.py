"""The example plans, fictional and marked so."""

from __future__ import annotations

from pathlib import Path

from jqtools.content.folder import workbook_folder
from jqtools.plan import Plan, read_plan
from jqtools.words import _, marked

ABOUT = {
    "procurement_living_wage": marked("A county scores and requires living wages in its building-service contracts."),
    "hr_practices_at_home": marked("A workforce board starts with its own 148 staff. Small groups stay hidden."),
    "wage_theft_enforcement": marked("A city makes its new wage theft ordinance real in five industries."),
    "weak_plan_for_teaching": marked("A weak plan on purpose: see what the coach says, and mend it."),
}


def example_path(key: str) -> Path:
    """The file of an example plan."""
    return workbook_folder() / "data" / "plans" / f"{key}.json"


def example_plan(key: str) -> Plan:
    """An example plan by its key, one of `ABOUT`."""
    return read_plan(example_path(key))


def example_cards() -> list[dict[str, str]]:
    """Key, title and what it is about for each example."""
    return [{"key": key, "title": example_plan(key).header.title, "about": _(about)} for key, about in ABOUT.items()]
