"""The agenda of a meeting: it adds up, goes through all steps, and stands alone."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path

import pytest

from jqtools.content import agenda, steps
from jqtools.report.agenda import agenda_html, clock


def times() -> list[str]:
    return re.findall(r"<td>(\d+:\d\d to \d+:\d\d)</td>", agenda_html())


def test_each_part_begins_when_the_one_before_ends_and_each_half_day_at_zero():
    spans = [tuple(span.split(" to ")) for span in times()]
    halves = [part.half_day for part in agenda().values()]
    for before, after, half, next_half in zip(spans, spans[1:], halves, halves[1:], strict=False):
        assert after[0] == (before[1] if half == next_half else "0:00")
    assert [spans[3][1], spans[-1][1]] == ["3:30", "3:30"]


def test_it_goes_through_all_steps_in_their_order():
    walked = [part.step for part in agenda().values()]
    assert walked == sorted(walked)
    assert set(walked) == set(steps())


@pytest.mark.parametrize("key", agenda())
def test_each_part_says_how_and_what_people_leave_with(key: str):
    part = agenda()[key]
    page = agenda_html()
    assert all(escape(words) in page or words in unescape(page) for words in (part.how, part.result, part.bring))


def test_it_names_only_worksheets_that_there_are():
    from jqtools.report.worksheet import worksheets_html

    sheets = unescape(worksheets_html())
    named = {name for part in agenda().values() for name in re.findall("worksheets? “(.+?)”", part.bring)}
    assert named
    assert all(f"<h2>{name}</h2>" in sheets for name in named)


def test_it_says_where_the_worksheets_are():
    assert "Start, under “Records”, then “On paper”" in agenda_html()
    start = (Path(__file__).parents[2] / "notebooks" / "0_start_here.ipynb").read_text(encoding="utf-8")
    records = start[start.index('"## Records') :]
    assert "### On paper" in records[: records.index('"## What the coach')]


def test_it_stands_alone():
    assert not re.search(r"<script|<link|<img|@import|url\(|\bsrc=|\bstyle=", agenda_html())


@pytest.mark.parametrize(("minutes", "words"), [(0, "0:00"), (65, "1:05"), (210, "3:30"), (615, "10:15")])
def test_a_clock_counts_from_the_start(minutes: int, words: str):
    assert clock(minutes) == words
