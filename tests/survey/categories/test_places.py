"""States, PUMAs and areas made of them."""

from __future__ import annotations

import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey.categories import combine_areas, puma_break, puma_census, puma_codes, state_codes, state_names
from jqtools.survey.categories.states import STATES


def test_there_are_fifty_states_and_two():
    assert len(STATES) == len(set(STATES.values())) == 52


def test_codes_and_names_of_states_lead_to_each_other():
    every = pd.Series(list(STATES))
    assert state_codes(state_names(every)).tolist() == every.tolist()
    assert state_names(pd.Series([53, 6.0, None, " puerto rico "])).tolist()[:2] == ["Washington", "California"]
    assert state_codes(pd.Series([None, "72"])).isna().tolist() == [True, False]
    with pytest.raises(DataError, match="got '3' in row 2"):
        state_codes(pd.Series([1, 3]))


def test_a_puma_is_seven_digits_with_its_state(seattle):
    found = puma_codes(seattle["PUMA"], state="Washington")
    assert set(found) == {f"53{code}" for code in range(11601, 11606)}


def test_a_puma_may_bring_its_own_state():
    assert puma_codes(pd.Series(["25-00503", "2500503", None])).tolist()[:2] == ["2500503", "2500503"]
    assert puma_codes(pd.Series([503, 503.0]), state=pd.Series([25, 53])).tolist() == ["2500503", "5300503"]


@pytest.mark.parametrize(("code", "state"), [("11601", None), ("x1", 53), ("123456", 53), ("11601", pd.Series([None]))])
def test_a_puma_without_a_state_or_with_letters_is_refused(code, state):
    with pytest.raises(DataError, match="a PUMA needs up to five digits"):
        puma_codes(pd.Series([code]), state)


@pytest.mark.parametrize(("year", "census"), [(2011, 2000), (2012, 2010), (2021, 2010), (2022, 2020), (2030, 2020)])
def test_pumas_belong_to_a_census(year, census):
    assert puma_census(year) == census


def test_a_break_is_said_where_pumas_change():
    assert puma_break(2012, 2021) is None
    assert "PUMAs of 2010" in puma_break(2021, 2022)
    with pytest.raises(DataError, match="from 2005 on"):
        puma_census(2004)


def test_areas_hold_the_people_of_their_codes(seattle):
    found = combine_areas(seattle["PUMA"], {"North": ["11601", "11602"], "South": [11603, "11604", "11605"]})
    assert found.value_counts()["North"] == seattle["PUMA"].isin([11601, 11602]).sum()
    assert list(found.cat.categories) == ["North", "South"]


def test_zeros_in_front_make_no_difference_and_missing_stays():
    found = combine_areas(pd.Series([503, None, 700]), {"a": ["00503"], "b": ["00700"]})
    assert found.isna().tolist() == [False, True, False]


def test_every_code_is_in_exactly_one_area():
    with pytest.raises(DataError, match="'2' is in 'a' and in 'b'"):
        combine_areas(pd.Series(["1"]), {"a": ["1", "2"], "b": ["02"]})
    with pytest.raises(DataError, match="one of the areas a; got '2' in row 2"):
        combine_areas(pd.Series(["1", "2"]), {"a": ["1"]})
