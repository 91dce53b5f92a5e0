"""The earner extract of the CPS: a weight for the average month, and the warning about standard errors."""

from __future__ import annotations

import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey.readers import notes_of, read_cps_org

HEAD = "year,month,orgwgt,female,wage,wageotc\n"


@pytest.fixture
def written(tmp_path):
    def write(text, name="org.csv"):
        path = tmp_path / name
        path.write_text(text)
        return path

    return write


def test_a_year_of_weights_adds_up_to_the_workers_of_an_average_month(shared):
    path = shared / "data" / "epi_cps_org_2022_wage_earners.csv.gz"
    frame = read_cps_org(path)
    raw = pd.read_csv(path)
    assert len(frame) == len(raw) == 129_205
    assert frame["weight"].sum() == pytest.approx(raw["orgwgt"].sum() / 12)
    pd.testing.assert_frame_equal(frame[raw.columns.tolist()], raw)
    assert any("no replicate weights" in note and "too small" in note for note in notes_of(frame))
    assert any("orgwgt / 12, for 12 months" in note for note in notes_of(frame))


def test_two_years_are_joined_and_averaged_over_all_their_months(written):
    first = written(f"{HEAD}2022,12,10,0,15,16\n", "a.csv")
    written(f"{HEAD}2023,1,20,1,,\n2023,1,40,0,9,\n", "b.csv")
    frame = read_cps_org(first.parent)
    assert frame["weight"].tolist() == [5, 10, 20]
    assert frame["wage"].isna().tolist() == [False, True, False]
    assert any("wage is missing in 1" in note for note in notes_of(frame))


def test_a_month_in_two_files_is_refused(written):
    first = written(f"{HEAD}2022,12,10,0,15,16\n", "a.csv")
    written(f"{HEAD}2022,12,20,1,9,9\n", "b.csv")
    with pytest.raises(DataError, match="2022-12 is in two"):
        read_cps_org(first.parent)


def test_chosen_columns_come_beside_the_ones_that_are_needed(written):
    path = written(f"{HEAD}2022,1,10,0,15,16\n")
    assert list(read_cps_org(path, ["female"])) == ["year", "month", "orgwgt", "female", "wage", "weight"]
    with pytest.raises(DataError, match=r"no column 'femal'.*'female'"):
        read_cps_org(path, ["femal"])
    with pytest.raises(DataError, match="a list of names"):
        read_cps_org(path, "female")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year,month,finalwgt\n2022,1,3\n", r"'org.csv' has no 'orgwgt', 'wage', its columns are 'year'"),
        (f"{HEAD}2022,1,5,0,15,16\n2022,1,,0,15,16\n", "1 row of 'org.csv' have none, the first is row 3"),
        (f"{HEAD}2022,1,-5,0,15,16\n", "the first is row 2"),
        (f"{HEAD}2022,1,many,0,15,16\n", "orgwgt must hold numbers, and nothing where it is missing"),
        (HEAD, "has no rows"),
        ("", "the first line must name the columns"),
        (f"{HEAD}2022,Jan,5,0,15,16\n", "month must hold numbers"),
        (f"{HEAD}2022,1,5,0,NA,16\n", "wage must hold numbers"),
        (f"{HEAD}2022,1,5,0,15,16\n2022,1,5,0,15,16,7\n", "too many cells: row 3"),
        (f"{HEAD}2022,1,5,0,15,16,7\n", "too many cells: row 2"),
        ("year,year,month,orgwgt,wage\n1,1,1,1,1\n", "several 'year'"),
    ],
)
def test_an_extract_that_can_not_stand_for_workers_is_refused(written, text, said):
    with pytest.raises(DataError, match=said):
        read_cps_org(written(text))
