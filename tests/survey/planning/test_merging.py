"""Which merges clear, and what is said of groups that no merge helps."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.planning.merges import checked_merges, in_one_merge
from jqtools.survey.planning.merging import merge_options

COUNTS = {"Asian": 8, "Pacific Islander": 3, "Native American": 4, "White": 90, "(missing)": 2}
API = "Asian or Pacific Islander"
MERGES = {API: ["Asian", "Pacific Islander"], "Indigenous": ["Pacific Islander", "Native American"]}


def test_a_merge_clears_if_its_groups_together_reach_the_minimum():
    found = merge_options(COUNTS, MERGES)
    frame = found.frame.set_index("merge")
    assert frame["n"].to_dict() == {API: 11, "Indigenous": 7}
    assert frame["clears"].to_dict() == {API: True, "Indigenous": False}
    assert frame.loc["Indigenous", "why"] == "7 people, fewer than 10"
    assert frame.loc[API, "helps"] == ("Asian", "Pacific Islander")
    assert frame.loc["Indigenous", "helps"] == ()


def test_groups_that_no_merge_helps_remain():
    found = merge_options(COUNTS, MERGES)
    assert found.too_small == ("Asian", "Pacific Islander", "Native American", "(missing)")
    assert found.remaining == ("Native American", "(missing)")


def test_each_group_too_small_gets_its_ways_out():
    advice = merge_options(COUNTS, MERGES).advice
    assert advice[0] == (
        f"Asian (8 people, fewer than 10): show it within {API}, or pool 2 years like this one, or use interviews."
    )
    assert advice[2] == "Native American (4 people, fewer than 10): pool 3 years like this one, or use interviews."
    assert advice[3].endswith("or say it is too small to show.")


def test_a_single_group_left_over_takes_a_second_one_with_it():
    assert merge_options({"a": 30, "b": 4}, {}).advice[-1] == (
        "b would be the only group hidden, so a second one must be hidden to protect it."
    )


def test_a_share_needs_enough_on_both_sides_and_the_count_alone_may_be_shown():
    found = merge_options({"a": 40, "b": 30, "c": 90}, {"a or b": ["a", "b"]}, have={"a": 5, "b": 6, "c": 40})
    assert found.too_small == ("a", "b")
    assert found.frame["clears"].tolist() == [True]
    assert found.advice[0].startswith("a (5 of 40 people count, fewer than 10): show it within a or b, or pool 2 years")
    assert "show how many people there are without the share" in found.advice[0]


def test_where_nothing_is_small_there_is_nothing_to_say():
    found = merge_options(pd.Series({"a": 10, "b": 30, "c": 0}), {"a or b": ["a", "b"]})
    assert (found.too_small, found.remaining, found.advice) == ((), (), ())
    assert found.frame["clears"].tolist() == [True]


def test_no_years_are_offered_where_ten_would_not_do():
    assert "pool" not in merge_options({"a": 50, "b": 50}, {}, "wioa-state", have={"a": 0, "b": 25}).advice[0]


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=2))
def test_what_clears_is_what_adds_up_to_the_minimum(counts):
    one, two = list(counts)[:2]
    found = merge_options(counts, {"one or two": [one, two]})
    assert found.frame["clears"].iloc[0] == (counts[one] + counts[two] >= 10)
    assert set(found.remaining) <= set(found.too_small) == {group for group, n in counts.items() if 0 < n < 10}


@pytest.mark.parametrize(
    "name", ["Other", "other", " All other ", "Others", "All other races", "The rest", "Everyone else", "other groups"]
)
def test_a_silent_other_is_refused(name):
    with pytest.raises(DataError, match="hides who is in it; give it a name that its groups would call themselves"):
        merge_options(COUNTS, {name: ["Asian", "Native American"]})


def test_a_name_with_other_in_it_may_say_who_is_meant():
    assert checked_merges({"Other Asian": ["Hmong", "Thai"]}, ["Hmong", "Thai"]) == {"Other Asian": ("Hmong", "Thai")}


@pytest.mark.parametrize(
    ("merges", "words"),
    [
        ({"": ["Asian", "White"]}, "needs a name that its groups would call themselves"),
        ({"(missing)": ["Asian", "White"]}, "needs a name"),
        ({"White": ["Asian", "Pacific Islander"]}, "'White' is a group already"),
        ({API: ["Asian"]}, "stands for two groups or more; .* stands for 1"),
        ({API: "Asian"}, "stands for two groups or more"),
        ({API: ["Asian", "Asian"]}, "stands for two groups or more"),
        ({API: ["Asian", "Hmong"]}, "'Hmong', which is no group; the groups are Asian, "),
        ({API: ["Asian", "(missing)"]}, "nobody knows which group they are in"),
        ([API], "merges are a mapping"),
    ],
)
def test_merges_that_cannot_be_are_refused(merges, words):
    with pytest.raises(DataError, match=words):
        merge_options(COUNTS, merges)


def test_counts_that_cannot_be_are_refused():
    with pytest.raises(DataError, match="counts are zero or more, got -1"):
        merge_options({"a": -1}, {})
    with pytest.raises(DataError, match="from 0 to all of them; for 'a' got 5"):
        merge_options({"a": 4}, {}, have={"a": 5})
    with pytest.raises(DataError, match="from 0 to all of them; for 'a' got nan"):
        merge_options({"a": 4}, {}, have={"b": 2})


def test_one_table_shows_each_group_once():
    assert in_one_merge({"x": ["a", "b"]}, "race") == {"a": "x", "b": "x"}
    with pytest.raises(DataError, match="of 'race', group 'a' is in two merges, 'x' and 'y'"):
        in_one_merge({"x": ["a", "b"], "y": ["a", "c"]}, "race")


def test_a_notebook_does_not_draw_how_small_groups_are():
    assert repr(merge_options(COUNTS, MERGES)) == (
        "<MergeOptions: 4 groups are too small, 2 of them whatever the merge; .advice says what to do>"
    )
