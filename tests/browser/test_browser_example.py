"""The procurement example, built by hand on a phone: every field can be entered, and nothing gets lost.

With the keyboard alone it is built on a large screen.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from jqtools.plan import parse_plan, read_plan
from tests.browser.example_by_hand import Builder
from tests.browser.plan_by_place import by_place, of_step
from tests.browser.walker import PLAN_FILE, MouseAndKeys, Visitor
from tests.conftest import PLANS

PHONE = {"width": 390, "height": 844}
EXAMPLE = read_plan(PLANS / "procurement_living_wage.json")


@pytest.fixture(scope="module")
def builder(browser: Browser, address: str) -> Iterator[Builder]:
    """Somebody who fills in the workbook step by step, one part at a time, on a device of their own."""
    context = browser.new_context(viewport=PHONE, has_touch=True)
    visitor = Visitor(context.new_page(), address)
    visitor.one_part()
    visitor.open(0)
    visitor.own_device()
    yield Builder(visitor, MouseAndKeys(), EXAMPLE)
    context.close()


@pytest.mark.parametrize("step", range(5))
def test_each_step_of_the_example_can_be_entered_through_its_forms(builder: Builder, step: int) -> None:
    assert of_step(builder.through(step), step) == of_step(EXAMPLE, step)


def test_the_file_of_a_plan_built_by_hand_says_what_the_example_says(builder: Builder) -> None:
    builder.through(4)
    file = parse_plan(builder.visitor.download(PLAN_FILE))
    assert by_place(file) == by_place(EXAMPLE)
    assert not file.header.fictional
    assert builder.visitor.troubles == []


def test_the_report_of_a_plan_built_by_hand_is_at_hand(builder: Builder) -> None:
    builder.through(4)
    report = builder.visitor.download("Report")
    assert EXAMPLE.header.title in report
    assert all(measure.name in report for measure in EXAMPLE.measures)
