"""The one place where text becomes HTML."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.report.markup import (
    Markup,
    detail,
    facts,
    line,
    lines,
    listed,
    one_line,
    paragraph,
    prose,
    safe,
    table,
    tag,
)
from jqtools.report.svg import picture, text_at
from tests.report.report_page import Page


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_reads_as_it_was_written(text: str):
    shown = safe(text)
    assert unescape(shown) == text.replace("\ufffe", "").replace("\uffff", "")
    assert not set("<>\"'") & set(shown)


def test_markup_is_not_escaped_twice():
    assert safe(safe("a & b")) == "a &amp; b"
    assert tag("p", Markup("<b>x</b>"), " & y") == "<p><b>x</b> &amp; y</p>"


def test_attributes_are_escaped_and_left_out_when_none():
    assert tag("a", "x", title='"<', id=None, class_="c", aria_label="l") == (
        '<a title="&quot;&lt;" class="c" aria-label="l">x</a>'
    )


@pytest.mark.parametrize("date", ["2026-10-31", "2026-10"])
def test_a_date_does_not_break_at_a_line_end(date: str):
    assert prose(f"by {date}.") == f'by <span class="date">{date}</span>.'


@pytest.mark.parametrize("text", ["2023-2026", "555-1234-56", "12026-10-31", "a-b"])
def test_what_is_no_date_is_left_alone(text: str):
    assert prose(text) == text


def test_a_persons_line_breaks_are_kept():
    assert lines("  one\ntwo <\n") == "one<br>two &lt;"
    assert lines(lines("one\n<")) == "one<br>&lt;"
    assert one_line(" one\n two\t") == "one two"


@pytest.mark.parametrize("empty", ["", " \n"])
def test_nothing_comes_of_no_text(empty: str):
    assert paragraph(empty) == line(empty) == detail(empty) == ""
    assert listed([]) == ""


def test_lists_facts_and_tables_escape_what_they_hold():
    for made in (listed(["<i>"]), facts([("<i>", "<i>")]), table("<i>", ["<i>"] * 2, [["<i>", "<i>"]])):
        page = Page(made)
        assert "<i>" in page.text
        assert not page.tags("i")


def test_a_table_can_be_reached_by_keyboard_and_has_a_name():
    region = Page(table("Goals", ["A", "B"], [[1, 2]])).tags("div")[0]
    assert region == {"class": "scroll", "role": "region", "aria-label": "Goals", "tabindex": "0"}


def test_a_picture_is_named_and_described():
    page = Page(picture("k", "A <\ntitle", "What it shows", (10.4, 20), [text_at("x", 1, 2, 14, cased=True)]))
    assert page.tags("svg")[0]["aria-labelledby"] == "k-title"
    assert page.tags("svg")[0]["viewbox"] == "0 0 10 20"
    assert page.text == "A < title What it shows x"
    assert page.tags("text")[0]["paint-order"] == "stroke"
