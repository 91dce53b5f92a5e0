"""Race and ethnicity in the ACS, the CPS and EPI's extracts, and breaks between schemes."""

from __future__ import annotations

import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey.categories import break_line, race

MENA = "Middle Eastern or North African"
FLAGS = ("RACWHT", "RACBLK", "RACAIAN", "RACASN", "RACNH", "RACPI", "RACSOR")


def acs(*people):
    rows = [[int(flag in chosen) for flag in FLAGS] + [hisp] for chosen, hisp in people]
    return pd.DataFrame(rows, columns=[*FLAGS, "HISP"])


def test_acs_flags_keep_every_race():
    found = race(acs(({"RACWHT", "RACASN"}, 1), ({"RACNH"}, 1), ({"RACPI"}, 24), ({"RACSOR"}, 2)))
    assert found.members["Asian"].tolist() == [True, False, False, False]
    assert found.members["Native Hawaiian or Pacific Islander"].tolist() == [False, True, True, False]
    assert found.members["Hispanic or Latino"].tolist() == [False, False, True, True]
    assert found.members["Some other race"].tolist() == [False, False, False, True]


@pytest.mark.parametrize("scheme", ["spd15_2024", "spd15_1997", "acs", "wioa"])
def test_a_group_nobody_was_asked_about_is_named_and_never_zero(scheme):
    found = race(acs(({"RACWHT"}, 1)), scheme)
    assert MENA in found.not_collected
    assert not set(found.not_collected) & set(found.members)


def test_one_answer_each_is_refused_where_two_questions_were_asked():
    with pytest.raises(DataError, match="asked for Hispanic origin and race apart"):
        race(acs(({"RACWHT"}, 2)), approach="multiracial")


def test_combinations_of_the_census_layout_leave_hispanic_people_first():
    people = acs(({"RACWHT", "RACASN"}, 2), ({"RACWHT", "RACASN"}, 1), ({"RACWHT"}, 1))
    found = race(people, "acs", "most_frequent", least=1)
    assert found.column.tolist() == ["Hispanic or Latino", "White + Asian", "White"]


def test_the_recode_in_seattle_gives_the_census_layout_and_refuses_what_it_lost(seattle):
    found = race(seattle, "acs", "multiracial")
    expected = (
        seattle["RAC1P"].map({1: "White", 2: "Black or African American", 6: "Asian", 9: "Two or more races"})
    ).mask(seattle["HISP"] > 1, "Hispanic or Latino")
    assert (found.column.astype(object)[expected.notna()] == expected.dropna()).all()
    assert found.members.sum().sum() == len(seattle)
    with pytest.raises(DataError, match=r"needs the columns RACWHT, .*RACSOR, only RAC1P is there"):
        race(seattle)


def test_nist_excerpts_write_zero_for_not_hispanic(shared):
    adults = pd.read_csv(shared / "data" / "nist_acs_excerpt_national2018.csv.gz", na_values=["N"])
    adults = adults[adults["AGEP"].between(18, 64) & adults["PINCP"].notna()]
    counts = pd.read_csv(shared / "oracles" / "expected" / "org_nist_trend.csv").query(
        "case == 'nist2018/n_race_sex_dis'"
    )
    published = counts.groupby(counts["group"].str.split(".").str[0])["estimate"].sum()
    found = race(adults, "acs", "multiracial").column.value_counts()
    assert found["Hispanic or Latino"] == published["Hispanic"]
    assert found["American Indian or Alaska Native"] == published["AIAN"]
    assert found["Two or more races"] == published["Multiracial"]


def test_cps_codes_name_the_races_and_say_what_they_do_not_name():
    people = pd.DataFrame({"PTDTRACE": [1, 8, 14, 24, 25, -1], "PEHSPNON": [2, 2, 1, 2, 2, -1]})
    found = race(people, "acs")
    assert found.members["White"].tolist() == [True, True, False, True, False, False]
    assert found.members["American Indian or Alaska Native"].tolist() == [False, False, True, True, False, False]
    assert found.members["(missing)"].tolist() == [False, False, False, False, True, True]
    assert found.notes[-1].endswith("three or more they chose.")
    each = race(people, "acs", "multiracial").column
    several = "Two or more races"
    assert each.tolist() == ["White", several, "Hispanic or Latino", several, several, "(missing)"]


@pytest.mark.parametrize(("year", "month", "fits"), [(2012, 4, False), (2012, 5, True), (2003, 12, False)])
def test_cps_codes_of_before_may_2012_are_refused(year, month, fits):
    people = pd.DataFrame({"PTDTRACE": [14], "PEHSPNON": [2], "HRYEAR4": [year], "HRMONTH": [month]})
    if fits:
        assert race(people).members["Asian"].tolist() == [False]
    else:
        with pytest.raises(DataError, match="from May 2012 on"):
            race(people)


def test_epi_groups_are_shown_as_they_are(shared):
    workers = pd.read_csv(shared / "data" / "epi_cps_org_2023_wage_earners.csv.gz")
    found = race(workers, "acs", "multiracial")
    assert found.column.value_counts()["Other groups together"] == (workers["wbho"] == 4).sum()
    assert "Asian" in found.not_collected
    assert "Two or more races" not in found.members
    with pytest.raises(DataError, match="puts Hispanic people first"):
        race(workers)
    with pytest.raises(DataError, match="only wbho is there"):
        race(workers, "acs")


def test_an_unknown_code_is_refused():
    with pytest.raises(DataError, match="'RAC1P' holds a code that is not known; got 12 in row 2"):
        race(pd.DataFrame({"RAC1P": [1, 12], "HISP": [1, 1]}), "acs", "multiracial")


def test_wioa_has_no_combinations():
    with pytest.raises(DataError, match="'wioa' has no combinations"):
        race(acs(({"RACWHT"}, 1)), "wioa", "most_frequent")


def test_a_break_is_said_both_ways_and_only_where_there_is_one():
    assert "draw a break" in break_line("acs", "spd15_2024")
    assert break_line("spd15_2024", "wioa") == break_line("wioa", "spd15_2024")
    assert break_line("acs", "spd15_1997") is None
    with pytest.raises(DataError, match="got 'omb'"):
        break_line("acs", "omb")
