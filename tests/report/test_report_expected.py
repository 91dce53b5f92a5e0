"""Which groups will be large enough to show, in words."""

from __future__ import annotations

import pytest

from jqtools.report.expected import expected_heads, expected_rows, expected_sentence
from jqtools.survey.planning.expected_cells import expected_cells

SHARES = {"White": 0.6, "Black": 0.3, "Asian": 0.06, "Native": 0.04}


def test_a_row_says_how_many_to_expect_whether_that_is_enough_and_how_many_years_are():
    rows = expected_rows(expected_cells(200, SHARES, 0.4), 10)
    assert rows[0] == ("White", "60%", "about 120", "Yes", "almost sure", "1")
    assert rows[2][2:4] == ("about 12", "No: about 4.8 with the result, fewer than 10")
    assert rows[3][3:] == ("No: fewer than 10 people", "less than 1 in 100", "4")
    assert all(len(row) == len(expected_heads(1)) for row in rows)


@pytest.mark.parametrize(
    ("people", "rate", "words"),
    [
        (100, None, "Yes"),
        (100, 0.95, "No: about 5 without the result, fewer than 10"),
        (15, 1.0, "No: all would have the same result, which tells it of each"),
        (15, 0.0, "No: all would have the same result, which tells it of each"),
        (9, None, "No: fewer than 10 people"),
    ],
)
def test_the_reason_is_the_one_for_which_a_table_would_hide_the_group(people: int, rate: float | None, words: str):
    ((*_rest, shown, _chance, _years),) = expected_rows(expected_cells(people, {"a": 1.0}, rate), 10)
    assert shown == words


def test_a_group_of_nobody_and_one_that_no_pooling_helps_are_said_as_such():
    rows = expected_rows(expected_cells(20, {"a": 0, "b": 0.01}), 10)
    assert [row[3] for row in rows] == ["No: nobody is expected", "No: fewer than 10 people"]
    assert {row[5] for row in rows} == {"more than 10"}


def test_just_the_minimum_is_a_matter_of_chance():
    ((*_rest, chance, _years),) = expected_rows(expected_cells(100, {"a": 0.1}), 10)
    assert chance == "55 in 100"


def test_the_sentence_names_the_small_groups_and_the_fewest_years_for_all():
    sentence = expected_sentence(expected_cells(200, SHARES, 0.4), 10)
    assert sentence == (
        "After 1 year, 2 of 4 groups will be too small to show: Asian; Native. Pool 4 years to show them all."
    )
    assert expected_sentence(expected_cells(200, SHARES, 0.4, years=4), 10) == (
        "Expect every group to be large enough to show after 4 years."
    )


def test_one_hidden_group_alone_could_be_worked_out_and_ten_years_may_not_be_enough():
    sentence = expected_sentence(expected_cells(100, {"a": 0.995, "b": 0.005}), 10)
    assert "Even 10 years pooled will not show them all" in sentence
    assert sentence.endswith("Hide one more group as well, or it can be worked out from the total.")
