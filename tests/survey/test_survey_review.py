"""The reviewer's log says what is hidden and why, and by which rules, and holds no values."""

from __future__ import annotations

import copy
import io

import numpy as np
import pandas as pd
import pytest

import jqtools as jq
from jqtools.errors import PublicationError


def workers(west=4):
    rng = np.random.default_rng(1)
    group = ["North"] * 120 + ["South"] * 76 + ["West"] * west
    return pd.DataFrame({"group": group, "pay": rng.normal(22, 3, len(group)).round(2)})


def published(policy="agency-n10", by="group", **choices):
    frame = workers(**choices).rename(columns={"group": by})
    return jq.disaggregate(jq.census(frame), jq.mean("pay"), by, margins=True).publish(policy)


def test_each_hidden_row_is_listed_with_its_reason():
    table = published()
    log = table.review().frame
    hidden = table.frame[table.frame["suppressed"]]
    assert log["group"].tolist() == hidden["group"].tolist()
    reasons = log.set_index("group")["reason"]
    assert reasons["West"] == "small group"
    assert set(reasons.drop("West")) == {"protects a small group"}


def test_the_rules_stand_beside_each_row():
    rules = jq.Policy(name="ours", min_n=12, dominance=(1, 80.0), zero_rule="hide")
    log = published(rules).review().frame
    columns = ["policy", "min_n", "min_complement", "dominance", "p_percent", "zero_rule"]
    columns += ["percent_bands", "whole_percent", "round_to", "differences"]
    assert list(log.columns) == ["outcome", "statistic", "group", "reason", *columns]
    for _, row in log.iterrows():
        assert row[columns].tolist() == ["ours", 12, 12, "1, 80.0", "", "hide", "", False, 1, True]


def test_a_log_without_hidden_rows_still_tells_the_rules():
    log = published(west=40).review().frame
    assert log["reason"].tolist() == ["nothing is hidden"]
    assert log["policy"].tolist() == ["agency-n10"]


def test_a_column_named_like_a_rule_is_kept():
    log = published(by="min_n").review().frame
    assert "West" in log["min_n"].tolist()
    assert set(log["policy_min_n"]) == {10}


def test_the_log_is_written_as_csv_and_holds_no_value_of_a_hidden_row(tmp_path):
    frame = workers()
    table = jq.disaggregate(jq.census(frame), jq.mean("pay"), "group")
    review = table.publish().review()
    review.to_csv(tmp_path / "log.csv")
    text = (tmp_path / "log.csv").read_text()
    assert text == review.to_csv()
    read = pd.read_csv(io.StringIO(text))
    assert {"West"} < set(read["group"])
    numbers = set(read.select_dtypes("number").to_numpy().ravel())
    assert not numbers & set(table.frame.select_dtypes("number").to_numpy().ravel())


def test_a_notebook_does_not_draw_the_log():
    review = published().review()
    assert "West" not in repr(review) + review._repr_html_()
    assert "not for publication" in repr(review)


def test_a_copy_of_a_table_has_no_log():
    with pytest.raises(PublicationError, match=r"ask the table that publish\(\) gave"):
        copy.copy(published()).review()
