"""Where text wraps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.report.text_width import text_width, wrapped


def test_widths_are_those_of_arial():
    assert text_width("iW m", 10) == pytest.approx((222 + 944 + 278 + 833) / 100)
    assert text_width("i", 10) < text_width("i", 10, bold=True)


def test_letters_with_accents_are_as_wide_as_without():
    assert text_width("áñü", 10) == text_width("anu", 10)


def test_chinese_is_wide_and_a_joined_accent_has_no_width():
    assert text_width("工", 10) == 10
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_lines_break_at_spaces_and_after_hyphens():
    assert wrapped("Move building-service invoices", 95, 14) == ("Move building-", "service", "invoices")


def test_a_word_that_is_too_long_is_cut():
    assert "".join(wrapped("x" * 50, 60, 14)) == "x" * 50
    assert len(wrapped("x" * 50, 60, 14)) > 1


@given(st.text(max_size=200))
def test_every_letter_is_kept_and_no_line_is_too_wide(text: str):
    lines = wrapped(text, 80, 14)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line, 14) <= 80 or len(line) == 1 for line in lines)
