"""Race and ethnicity in an agency's own records: what people answered, and where each is shown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey.categories import race
from jqtools.survey.categories.schemes import race_scheme

SEVEN = race_scheme("spd15_2024").groups
BLACK, HISPANIC = "Black or African American", "Hispanic or Latino"


def told(*answers):
    return pd.DataFrame({"race": pd.Series(answers, dtype=object, index=range(100, 100 + len(answers)))})


def test_a_person_with_two_races_counts_in_both():
    found = race(told("Asian; White", "white"), column="race")
    assert found.members["Asian"].tolist() == [True, False]
    assert found.members["White"].tolist() == [True, True]
    assert not found.additive
    assert found.column is None


def test_hispanic_is_equal_to_race_in_the_standard_of_2024():
    found = race(told("Hispanic or Latino", "Hispanic or Latino;White"), approach="multiracial", column="race")
    assert found.column.tolist() == [HISPANIC, "Multiracial or Multiethnic"]
    assert found.additive


def test_hispanic_of_any_race_comes_first_in_the_census_layout():
    found = race(told("Hispanic or Latino;White", "White", "Asian;White"), "acs", "multiracial", column="race")
    assert found.column.tolist() == [HISPANIC, "White", "Two or more races"]
    assert found.column.cat.categories[0] == HISPANIC
    assert found.column.cat.categories[-1] == "Two or more races"


def test_a_hispanic_person_counts_in_hispanic_and_in_a_race_on_the_wioa_form():
    people = told("Hispanic or Latino;White", "Asian;White")
    apart = race(people, "wioa", "multiracial", column="race").members
    assert apart.iloc[0][[HISPANIC, "White"]].all()
    assert not apart.iloc[1][["Asian", "White"]].any()
    assert apart["More than one race"].tolist() == [False, True]
    together = race(people, "wioa", column="race").members
    assert together.iloc[1][["Asian", "White", "More than one race"]].all()


def test_a_person_without_an_answer_is_missing_and_stays():
    found = race(told("Asian", None, " ", "Prefer not to say"), column="race", other={"prefer not to say": None})
    assert found.members["(missing)"].tolist() == [False, True, True, True]
    assert found.answers["Asian"].isna().tolist() == [False, True, True, True]
    assert list(found.members.index) == [100, 101, 102, 103]


def test_nobody_missing_means_no_group_for_missing():
    assert "(missing)" not in race(told("Asian"), column="race").members


def test_an_unknown_answer_is_refused_with_its_rows_and_the_choices():
    with pytest.raises(DataError, match=r"Middle Eastern.*got 'Martian' in rows 2 and 3"):
        race(told("Asian", "Martian", "White;martian"), column="race")


def test_other_answers_are_translated_into_a_group():
    found = race(told("Latina", "Iranian"), column="race", other={"Latina": HISPANIC, "Iranian": SEVEN[4]})
    assert found.members[HISPANIC].tolist() == [True, False]
    with pytest.raises(DataError, match="got 'Martian' for 'Latina'"):
        race(told("Latina"), column="race", other={"Latina": "Martian"})


def test_an_answer_that_only_says_several_bars_what_needs_each_group():
    people, other = told("Two or more races", "Asian"), {"Two or more races": "Two or more races"}
    found = race(people, "acs", "multiracial", column="race", other=other)
    assert found.column.tolist() == ["Two or more races", "Asian"]
    with pytest.raises(DataError, match="alone or in combination needs each group that a person chose"):
        race(people, "acs", column="race", other=other)


def test_rare_combinations_are_shown_together_and_named():
    people = told(*["Asian;White"] * 3, "Asian;Black or African American", "White", None)
    found = race(people, approach="most_frequent", column="race", least=2)
    assert found.column.tolist() == [*["Asian + White"] * 3, "All other combinations", "White", "(missing)"]
    assert list(found.column.cat.categories[-3:]) == ["Asian + White", "All other combinations", "(missing)"]
    assert found.notes[0] == '"All other combinations" are combinations that few people chose; they are one group here.'


def test_a_share_for_frequent_combinations_is_of_those_who_answered():
    people = told(*["Asian;White"] * 2, *["White"] * 2, *[None] * 16)
    assert "Asian + White" in race(people, approach="most_frequent", column="race", least=0.5).members
    assert "Asian + White" not in race(people, approach="most_frequent", column="race", least=0.6).members
    with pytest.raises(DataError, match="least must be"):
        race(people, approach="most_frequent", column="race", least=0)


def test_yes_no_columns_keep_what_was_not_asked_apart_from_no():
    people = pd.DataFrame({"a": ["yes", "N", None], "w": ["1", "y", None]})
    found = race(people, columns={"asian": "a", "White": "w"})
    assert found.members[["Asian", "White", "(missing)"]].to_numpy().tolist() == [
        [True, True, False],
        [False, True, False],
        [False, False, True],
    ]
    assert set(found.not_collected) == set(SEVEN) - {"Asian", "White"}


def test_an_unanswered_question_on_hispanic_origin_is_not_a_no():
    people = pd.DataFrame({"h": ["yes", "no", None], "w": [True, True, True]})
    found = race(people, "spd15_1997", "multiracial", columns={HISPANIC: "h", "White": "w"})
    assert found.column.tolist() == [HISPANIC, "White", "(missing)"]
    ticks = race(people.assign(h=["x", "", None]), "spd15_1997", "multiracial", columns={HISPANIC: "h", "White": "w"})
    assert ticks.column.tolist() == [HISPANIC, "White", "White"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"column": "race", "columns": {"Asian": "race"}}, "not both"),
        ({"columns": {"Martian": "race"}}, "columns= must name groups"),
        ({"columns": {"Asian": "race"}}, r"must hold yes or no.*got 'maybe' in row 1"),
        ({"columns": {"Asian": "n"}, "scheme": "acs"}, "needs a column for 'Hispanic or Latino'"),
        ({"column": "n"}, "must hold text; got 1 in row 1"),
        ({"column": "race", "separator": ""}, "separator"),
        ({"column": "race", "scheme": "omb"}, "scheme must be one of spd15_2024"),
        ({"column": "race", "approach": "best"}, "approach must be one of"),
        ({"other": {}}, "needs column="),
        ({"column": "gone"}, "no column 'gone'"),
        ({}, "RACWHT.*none of them"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(given, said):
    with pytest.raises(DataError, match=said):
        race(pd.DataFrame({"race": ["maybe"], "n": [1]}), **given)


ANSWERS = st.lists(st.lists(st.sampled_from(SEVEN), max_size=4), min_size=1, max_size=20)


@given(ANSWERS, st.sampled_from(["alone_or_in_combination", "most_frequent", "multiracial"]))
def test_everybody_is_in_a_group_and_in_exactly_one_where_groups_add_up(answers, approach):
    people = told(*(";".join(each) for each in answers))
    found = race(people, approach=approach, column="race", least=2)
    times = found.members.sum(axis=1)
    assert (times >= 1).all()
    if found.additive:
        assert (times == 1).all()
        assert found.column.notna().all()
    assert people["race"].tolist() == [";".join(each) for each in answers]


@given(ANSWERS)
def test_in_any_group_counts_each_answer_once(answers):
    found = race(told(*(";".join(each) for each in answers)), column="race")
    assert {group: found.members[group].sum() for group in SEVEN} == {
        group: sum(group in each for each in answers) for group in SEVEN
    }
