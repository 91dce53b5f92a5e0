"""What the pictures of the widgets show: the plan, and what somebody does with a widget before it is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

EXAMPLE = Path(__file__).parents[1] / "data" / "plans" / "procurement_living_wage.json"
BIDS = {"Clean Co": ("72", "40", "1", "0", "1", "3"), "Bright Works": ("65", "92", "4", "3", "3", "5")}
GROUPS = (("Black", "30"), ("White", "63"), ("Multiracial", "7"))


def example(more: bool) -> dict[str, Any]:
    """The example without its dated openings, which pictures would count the months to.

    With `more` it has a second lever, and is adopted and was changed since.
    """
    plan = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    for element in plan["elements"]["items"].values():
        element["window"] = ""
    if more:
        entry = {"date": "2026-10-05", "what": "Changed: your measures.", "why": "", "role": ""}
        plan["choice"]["secondary"] = "policy"
        plan["standing"]["state"] = "adopted"
        plan["changes"] = {"order": ["ch_a"], "items": {"ch_a": entry}}
    return plan


def unfolded(part: Locator) -> None:
    """Open the first fold of the widget."""
    part.locator("summary").first.click()


def with_button(name: str) -> Callable[[Locator], None]:
    """Click the first button with this name."""
    return lambda part: part.get_by_role("button", name=name).first.click()


def with_lines(part: Locator) -> None:
    """A pasted list of three changes."""
    unfolded(part)
    part.get_by_role("textbox").fill("Pay invoices in 30 days\nPost shifts two weeks ahead\nAsk bidders for pay bands")


def with_bids(part: Locator) -> None:
    """Two past bids, and the order worked out."""
    part = part.page.locator(".jq-scoring")
    unfolded(part)
    part.get_by_label("Points worked out from wages").select_option(label="Wages against the benchmark")
    part.get_by_label("No points up to this percent of workers").fill("50")
    for place, (name, points) in enumerate(BIDS.items(), start=1):
        fields = part.get_by_role("group", name=f"Bid {place}", exact=True).get_by_role("textbox")
        for at, text in enumerate((name, *points)):
            fields.nth(at).fill(text)
    part.get_by_role("button", name="Work out the order").click()
    part.get_by_role("table").wait_for()


def with_groups(part: Locator) -> None:
    """Three groups of people, and which of them are too small."""
    unfolded(part)
    part.get_by_label("How many people answer in one year").fill("120")
    part.get_by_label("How many of them will have the result").fill("40")
    for place, (name, share) in enumerate(GROUPS, start=1):
        if place > 2:
            part.get_by_role("button", name="Add a group").click()
        row = part.get_by_role("group", name=f"Group {place}", exact=True)
        row.get_by_label("Name").fill(name)
        row.get_by_label("Percent of people").fill(share)
    part.get_by_role("button", name="Work out who can be shown").click()
    part.get_by_role("table").wait_for()


def with_ratings(part: Locator) -> None:
    """Three people who rated alone and do not agree."""
    unfolded(part)
    part.get_by_label("How many people rate").fill("3")
    part.get_by_role("button", name="Start rating").click()
    for person in range(3):
        part.get_by_role("button", name="show me the questions").click()
        questions = part.locator("fieldset")
        for at in range(questions.count()):
            questions.nth(at).get_by_role("radio").nth((at + person * (at % 3)) % 4).check()
        part.get_by_role("button", name="Done: hide my answers").click()
    part.get_by_role("button", name="Show the answers").click()
    part.get_by_role("table").wait_for()


def with_search(part: Locator) -> None:
    """The library of indicators, looked through for schedules."""
    unfolded(part)
    part.get_by_role("searchbox").fill("schedule")
