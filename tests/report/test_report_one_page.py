"""The logic model on one page: one sheet, nothing loaded from anywhere, and people's words as words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from jqtools.plan import Plan, blank_plan, read_plan
from jqtools.plan.logic import Goal
from jqtools.plan.records import Records
from jqtools.report.one_page import one_page_html, picture

DAY = date(2026, 7, 1)
EXAMPLES = {path.stem: read_plan(path) for path in sorted((Path(__file__).parents[2] / "data/plans").glob("*.json"))}
HOSTILE = "</title><script>alert(1)</script>"


def named(title: str, **sections: object) -> Plan:
    plan = blank_plan()
    header = plan.header.model_copy(update={"title": title, "organization": title})
    return plan.model_copy(update={"header": header, **sections})


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_holds_the_title_the_goals_and_every_box(name: str):
    plan = EXAMPLES[name]
    page = one_page_html(plan, DAY)
    assert page.count("<h1>") == 1
    assert page.count("<svg") == 1
    assert len(re.findall(r'<g role="img"', page)) == len(plan.logic.nodes)
    assert page.count("<li>") == len(plan.goals)
    assert "07/01/2026. This is a planning document. It is not legal advice." in page


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_page_asks_for_nothing_from_outside(name: str):
    page = one_page_html(EXAMPLES[name], DAY)
    assert not re.search(r"<script|<link|<img|@import|url\(|\bsrc=|\bstyle=", page)


def test_a_blank_plan_says_what_is_not_there_yet():
    page = one_page_html(blank_plan(), DAY)
    assert "A plan without a name yet" in page
    assert "No goal is written yet." in page
    assert "The logic model has no boxes yet." in page


def test_a_goal_without_words_says_so():
    page = one_page_html(named("Plan", goals=Records([Goal(id="go_a", population="cleaners")])), DAY)
    assert "(no words yet) · For: cleaners" in page


def test_what_people_wrote_stays_words():
    page = one_page_html(named(HOSTILE, goals=Records([Goal(id="go_a", text=HOSTILE)])), DAY)
    assert "<script" not in page


def test_the_picture_is_in_a_box_that_the_keyboard_can_scroll():
    drawn = picture(EXAMPLES["procurement_living_wage"])
    assert '<div class="scroll" role="region" aria-label="Picture of the logic model" tabindex="0">' in drawn
    assert "The picture goes on to the right" in drawn


def test_the_same_plan_and_day_give_the_same_page():
    plan = EXAMPLES["wage_theft_enforcement"]
    assert one_page_html(plan, DAY) == one_page_html(plan, DAY)
