"""Conditions written as text: what they select, and that nothing in them is ever run."""

from __future__ import annotations

import contextlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey import Design
from jqtools.survey.conditions import rows_where

FRAME = pd.DataFrame(
    {
        "age": [10, 16, 40, 70, np.nan],
        "sex": ["f", "m", "f", None, "m"],
        "union": [True, False, True, False, True],
        "wage": [5.0, 16.0, 20.0, 8.0, 9.0],
        "job": pd.Categorical(["x", "y", "x", "y", None]),
    }
)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        ("age >= 16", [1, 2, 3]),
        ("age == 40 or sex == 'm'", [1, 2, 4]),
        ("16 <= age < 70", [1, 2]),
        ("not age >= 16", [0]),
        ("age != 16", [0, 2, 3]),
        ("sex in ['f'] and union", [0, 2]),
        ("sex not in ('f',)", [1, 4]),
        ("not (sex == 'f' or union)", [1]),
        ("age > -1", [0, 1, 2, 3]),
        ("wage == age", [1]),
        ("job == 'x'", [0, 2]),
        ("job != 'x'", [1, 3]),
        ("age in {10, 70}", [0, 3]),
        ("  age >= 70  ", [3]),
        ("not union", [1, 3]),
        ("age > 5 and age < 5", []),
        ("union == True", [0, 2, 4]),
    ],
)
def test_a_condition_selects_the_rows_that_meet_it(condition, rows):
    assert np.flatnonzero(rows_where(FRAME, condition)).tolist() == rows


@pytest.mark.parametrize(
    "condition",
    [
        "__import__('os').system('true')",
        "open('/etc/passwd')",
        "age.__class__",
        "@age >= 3",
        "(lambda: 1)()",
        "[x for x in age]",
        "age >= 16; import os",
        "(age := 3)",
        "age + 1 > 3",
        "10 ** 10 ** 10 > age",
        "age is None",
        "f'{age}' == 'x'",
        "age[0] > 1",
        "age if union else wage",
        "sex in age",
        "sex in 'abc'",
        "3 in [3]",
        "age >= None",
        "age >= ...",
        "age >= b'x'",
        "age >= 1j",
        "-sex == 'f'",
        "age in [[1]]",
        "age in [wage]",
        "`age` > 1",
        "",
        "age",
        "3",
        "'f'",
        "True",
        "await age",
        "age >",
        "\x00",
        "(" * 900,
        "not " * 400,
        "-" * 1500 + "1 < age",
    ],
)
def test_anything_else_is_refused_with_a_sentence(condition):
    with pytest.raises(DataError) as caught:
        rows_where(FRAME, condition)
    assert "\n" not in str(caught.value).replace(condition, "")


def test_a_refusal_says_what_is_allowed():
    with pytest.raises(DataError, match=r"column names, numbers, quoted text.*got 'age \+ 1'"):
        rows_where(FRAME, "age + 1 > 3")


def test_an_unknown_column_is_named_with_the_choices():
    with pytest.raises(DataError, match="no column 'AGE'; the columns are age, sex, union, wage, job"):
        rows_where(FRAME, "AGE >= 16")


def test_text_and_numbers_are_not_compared():
    with pytest.raises(DataError, match="column 'sex' holds text, so it can't be compared with 1"):
        rows_where(FRAME, "sex == 1")
    with pytest.raises(DataError, match="column 'age' holds numbers, so it can't be compared with '16'"):
        rows_where(FRAME, "age >= '16'")
    with pytest.raises(DataError, match="can't be compared with"):
        rows_where(FRAME, "sex > age")


def test_a_very_long_condition_is_refused():
    with pytest.raises(DataError, match="may have 2000 characters, got"):
        rows_where(FRAME, "age > 1 or " * 500 + "age > 1")


PIECES = st.sampled_from(["age", "sex", "union", "'f'", "16", "(", ")", "not", "and", "in", "[", "]", "==", "<", "."])


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join)))
def test_no_text_does_anything_but_select_rows_or_raise_a_sentence(condition):
    found = None
    with contextlib.suppress(DataError):
        found = rows_where(FRAME, condition)
    assert found is None or (found.dtype == bool and len(found) == len(FRAME))


@given(st.integers(0, 80), st.integers(0, 80))
def test_and_or_and_not_agree_with_masks(low, high):
    known = FRAME["age"].notna()
    both = rows_where(FRAME, f"age >= {low} and not age >= {high}")
    either = rows_where(FRAME, f"age < {low} or age >= {high}")
    assert (both == (known & (FRAME["age"] >= low) & ~(FRAME["age"] >= high))).all()
    assert (either == (known & ((FRAME["age"] < low) | (FRAME["age"] >= high)))).all()


def test_where_on_a_design_takes_a_condition():
    assert Design(FRAME).where("age >= 16").mask.tolist() == [False, True, True, True, False]
