"""Age bands and disability."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.content import schemes
from jqtools.errors import DataError
from jqtools.survey.categories import age_bands, disability, disability_note


def test_wioa_bands_are_those_of_the_form_in_order():
    found = age_bands(pd.Series([15, 16, 18, 19, 60, np.nan]))
    asked = next(part for part in schemes()["wioa_9169_2016"].dimensions if part.dimension == "age")
    assert tuple(found.cat.categories) == asked.categories
    assert found.cat.ordered
    assert found.iloc[:5].tolist() == ["Under 16", "16 to 18", "16 to 18", "19 to 24", "60 or older"]
    assert found.isna().tolist() == [False] * 5 + [True]


def test_bands_of_the_labor_force_tables_start_at_16():
    assert age_bands(pd.Series([15, 16, 70]), "workforce").tolist() == ["Under 16", "16 to 19", "65 or older"]


def test_own_bands_can_be_written_in_signs():
    found = age_bands(pd.Series(["24", "54.9", "55"]), [25, 54, 55], style="signs")
    assert found.tolist() == ["<25", "54", "55+"]


@given(st.lists(st.integers(1, 120), min_size=1, unique=True).map(sorted), st.integers(0, 120))
def test_every_age_is_in_the_band_that_holds_it(cuts, age):
    found = age_bands(pd.Series([age]), cuts)
    assert found.cat.codes.iloc[0] == sum(cut <= age for cut in cuts)


@pytest.mark.parametrize(
    ("ages", "given", "said"),
    [
        ([20, -1], {}, "from 0 to 120; got -1 in row 2"),
        ([121], {}, "got 121 in row 1"),
        (["old"], {}, "must hold numbers; got 'old' in row 1"),
        ([20], {"bands": [30, 20]}, "rising whole ages"),
        ([20], {"bands": "decades"}, "got 'decades'"),
        ([20], {"bands": []}, "rising"),
        ([20], {"style": "roman"}, "words, signs"),
    ],
)
def test_ages_and_bands_that_can_not_be_are_refused(ages, given, said):
    with pytest.raises(DataError, match=said):
        age_bands(pd.Series(ages, name="AGEP"), **given)


def test_not_applicable_is_missing_and_not_no():
    people = pd.DataFrame({"DPHY": ["N", "N", "1", 2], "DEAR": ["N", "2", "2", "2"]})
    found = disability(people)
    assert found.isna().tolist() == [True, False, False, False]
    assert found.tolist()[1:] == ["Without a disability", "With a disability", "Without a disability"]
    assert "seeing" in disability_note(people)


def test_the_recode_is_used_where_it_is_there():
    people = pd.DataFrame({"DIS": [1, 2], "DPHY": [2, 1]})
    assert disability(people).tolist() == ["With a disability", "Without a disability"]
    assert "not a legal status" in disability_note(people)
    assert "lack" not in disability_note(people)


def test_disability_in_the_nist_excerpt_equals_the_reference_counts(shared):
    adults = pd.read_csv(shared / "data" / "nist_acs_excerpt_national2018.csv.gz")
    adults = adults[adults["AGEP"].between(18, 64) & (adults["PINCP"] != "N")]
    counts = pd.read_csv(shared / "oracles" / "expected" / "org_nist_trend.csv").query(
        "case == 'nist2018/n_race_sex_dis'"
    )
    published = counts.groupby(counts["group"].str[-1])["estimate"].sum()
    found = disability(adults).value_counts()
    assert found["With a disability"] == published["1"]
    assert found["Without a disability"] == published["0"]


def test_disability_needs_a_column():
    with pytest.raises(DataError, match="DIS or one or more of DPHY"):
        disability(pd.DataFrame({"AGEP": [3]}))
