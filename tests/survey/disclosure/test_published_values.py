"""Published tables: no value of a hidden row is left, in the frame, as CSV or drawn."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from jqtools.survey import Design, census, disaggregate, mean, sample
from tests.survey.disclosure.tables import ONE, people_of

HAS_WAGE = mean("hourly_wage")


def test_no_value_of_a_hidden_row_is_left():
    published = disaggregate(sample("board_staff").load(), [ONE, HAS_WAGE], ["race_ethnicity"]).publish()
    hidden = published.frame[published.frame["suppressed"]]
    values = ["n", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90"]
    assert len(hidden)
    assert hidden[values].isna().all(axis=None)
    assert set(hidden["flag"]) == {"suppressed"}
    assert set(hidden["flag_reason"]) == set(hidden["suppression_reason"]) == {"suppressed (small group)"}
    assert set(hidden["ci_method"]) == {""}
    assert "n_missing" not in published.frame


def test_shown_rows_keep_their_values():
    table = disaggregate(sample("board_staff").load(), HAS_WAGE, ["sex"])
    shown = table.publish().frame
    assert shown["estimate"].tolist() == table.frame["estimate"].tolist()
    assert shown["n"].tolist() == table.frame["n"].tolist()


def test_the_log_says_why_without_values():
    frame = people_of({(0,): (3, 0), (1,): (10, 20), (2,): (40, 40)})
    published = disaggregate(census(frame), ONE, ["g"]).publish()
    assert list(published.hidden.columns) == ["outcome", "statistic", "g", "reason"]
    assert published.hidden["g"].tolist() == [0, 1]
    assert published.hidden["reason"].tolist() == ["small group", "protects a small group"]
    assert published.frame["suppression_reason"].nunique() == 2


def test_a_csv_says_suppressed_where_a_value_is_hidden():
    published = disaggregate(sample("board_staff").load(), HAS_WAGE, ["race_ethnicity"]).publish()
    lines = published.to_csv().splitlines()
    assert lines[0].startswith("outcome,statistic,race_ethnicity,n,n_eff")
    assert lines[1].count("suppressed (small group)") == 12
    assert "American Indian" in lines[1]


def test_a_csv_is_written_to_a_path_or_a_buffer(tmp_path):
    published = disaggregate(sample("board_staff").load(), HAS_WAGE, ["sex"]).publish()
    buffer = io.StringIO()
    published.to_csv(buffer)
    published.to_csv(tmp_path / "table.csv")
    assert buffer.getvalue() == published.to_csv() == (tmp_path / "table.csv").read_text(encoding="utf-8")


def test_the_same_call_gives_the_same_bytes():
    first, second = (
        disaggregate(sample("vendor_worker_report").load(), [ONE, HAS_WAGE], ["shift", "sex"]).publish().to_csv()
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_csv_runs_no_formula(start):
    frame = pd.DataFrame({f"{start}g": [f"{start}1+1"] * 30 + ["b"] * 30, "x": -1.5})
    text = disaggregate(census(frame), mean("x", name=f"{start}x"), [f"{start}g"]).publish().to_csv()
    assert f"'{start}g" in text.splitlines()[0]
    assert text.splitlines()[1].startswith(f"'{start}x,mean,'{start}1+1,30,")
    assert ",-1.5," in text


def test_a_published_table_is_drawn_without_values_or_markup():
    frame = pd.DataFrame({"g": ["<script>"] * 30 + ["b"] * 30 + ["c"] * 4 + ["d"] * 20, "x": 2.0})
    published = disaggregate(Design(frame), mean("x"), ["g"]).publish()
    page = published._repr_html_()
    assert "<script>" not in page
    assert "suppressed (small group)" in page
    assert "suppressed (small group)" in repr(published)
