"""Awkward made-up samples against R's `survey`: numbers that nobody looked at while the engine was written.

Unit numbers repeat across strata, strata have 2 to 7 units, population sizes or fractions, zero weights, missing
values and groups, a group with one row, a domain without a whole stratum, replicate weights below zero. See
`reference/README.md` for where the numbers come from and what is left out.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import jqtools as jq

FOLDER = Path(__file__).parent / "reference"
TAYLOR = {
    "nested": {"strata": "stratum", "psu": "psu"},
    "sizes": {"strata": "stratum", "psu": "psu", "fpc": "units"},
    "fractions": {"strata": "stratum", "psu": "psu", "fpc": "drawn"},
    "strata": {"strata": "stratum"},
    "clusters": {"psu": "psu"},
    "weights": {},
}
REPLICATED = ("jkn", "boot", "jk", "brr", "fay3", "fay5", "sdr")
KEYS = ["design", "asked", "statistic", "column", "other", "p", "rule", "interval", "by"]
PARTS = {"estimate": "estimate", "se": "se", "df": "df", "ci_low": "low", "ci_high": "high"}
CLOSE = {"likelihood": 2e-3}


@cache
def table(name):
    return pd.read_csv(FOLDER / f"{name}.csv")


@cache
def expected():
    found = pd.read_csv(FOLDER / "expected.csv", dtype={"group": str, "p": str}, keep_default_na=False)
    return found.assign(**{name: pd.to_numeric(found[name]) for name in PARTS.values()})


def replicates(name):
    match name:
        case "jkn":
            units = table("centres").groupby("stratum", sort=False)["psu"].max()
            return jq.jkn("jkn", 21, [(n - 1) / n for n in np.repeat(units, units)])
        case "boot":
            return jq.bootstrap("boot", 24)
        case "jk":
            return jq.jk1("jk", 16)
        case "brr":
            return jq.brr("brr", 12)
        case "sdr":
            return jq.sdr("sdr", 20)
    return jq.fay(name, 12, rho=int(name[-1]) / 10)


@cache
def design(name):
    short = name.removesuffix("_mean")
    if short in TAYLOR:
        return jq.Design(table("centres"), weight="w", **TAYLOR[short])
    data = table("centres" if short in ("jkn", "boot") else "halves")
    return jq.Design(data, weight="w", replicates=replicates(short), mse=short == name)


def outcome(key):
    match key["statistic"]:
        case "mean":
            return jq.mean(key["column"])
        case "total":
            return jq.total(key["column"])
        case "ratio":
            return jq.ratio(key["column"], key["other"], interval="t")
        case "share":
            return jq.share(key["column"], at_least=float(key["other"]), interval=key["interval"])
    return jq.quantile(key["column"], float(key["p"]), interval=key["interval"], rule=key["rule"])


def asked_of(name, asked):
    return design(name).where("asked == 1") if asked else design(name)


def groups_of(found, by):
    return ["|".join(str(level) for level in levels) for levels in found[by].itertuples(index=False)]


def compare(found, row, close):
    edge = row["statistic"] == "share" and row["estimate"] in (0, 1)
    for ours, theirs in PARTS.items():
        if not (edge and theirs in ("low", "high")):
            here = f"{row['design']} {row['statistic']} {row['column']} {row['by']} {row['group']}: {ours}"
            assert found[ours] == pytest.approx(row[theirs], rel=close, abs=1e-10, nan_ok=True), here


@pytest.mark.parametrize("name", sorted(expected()["design"].unique()))
@pytest.mark.parametrize("statistic", ["mean", "total", "ratio", "share", "quantile"])
def test_awkward_samples_agree_with_r(name, statistic):
    rows = expected()[(expected()["design"] == name) & (expected()["statistic"] == statistic)]
    for key, part in rows.groupby(KEYS, sort=False):
        asked = dict(zip(KEYS, key, strict=True))
        by = [column for column in asked["by"].split("+") if column]
        found = jq.disaggregate(asked_of(name, asked["asked"]), outcome(asked), by).frame
        found.index = groups_of(found, by) if by else [""]
        assert by == [] or set(part["group"]) <= set(found.index)
        for row in part.to_dict("records"):
            compare(found.loc[row["group"]], row, CLOSE.get(row["interval"], 1e-8))


def test_every_design_and_statistic_has_reference_numbers():
    both_centres = {*REPLICATED, *(f"{name}_mean" for name in REPLICATED)}
    assert set(expected()["design"]) == {*TAYLOR, *both_centres}
    assert set(expected()["statistic"]) == {"mean", "total", "ratio", "share", "quantile"}
    assert len(expected()) >= 200


def test_the_samples_are_as_awkward_as_they_claim():
    centres, halves = table("centres"), table("halves")
    assert centres.groupby("stratum")["psu"].nunique().tolist() == [3, 4, 2, 5, 7]
    assert "islands" not in set(centres.loc[centres["asked"] == 1, "stratum"])
    assert (centres["w"] == 0).any()
    assert centres[["wage", "site"]].isna().any().all()
    assert (centres["site"] == "lone").sum() == 1
    assert (centres["profit"] < 0).any()
    assert halves.filter(like="sdr").min(axis=None) < 0


@pytest.mark.parametrize("dtype", ["category", "string", "Int64", "object"])
def test_groups_of_any_type_give_the_same_numbers(dtype):
    typed = table("centres").assign(code=table("centres")["code"].astype(dtype))
    found = jq.disaggregate(jq.Design(typed, weight="w", **TAYLOR["nested"]), jq.mean("wage"), ["code"]).frame
    plain = jq.disaggregate(design("nested"), jq.mean("wage"), ["code"]).frame
    place = [[str(level) for level in table["code"]] for table in (found, plain)]
    order = [place[0].index(level) for level in place[1]]
    numbers = ["n", "estimate", "se", "ci_low", "ci_high"]
    pd.testing.assert_frame_equal(found[numbers].iloc[order].reset_index(drop=True), plain[numbers])


def test_true_and_false_are_groups_like_any_others():
    typed = table("centres").assign(here=table("centres")["asked"] == 1)
    found = jq.disaggregate(jq.Design(typed, weight="w", **TAYLOR["sizes"]), jq.mean("level"), ["here"]).frame
    plain = jq.disaggregate(design("sizes"), jq.mean("level"), ["asked"]).frame
    assert found["here"].tolist() == [False, True]
    assert found["estimate"].tolist() == plain["estimate"].tolist()
    assert found["se"].tolist() == plain["se"].tolist()


def test_a_constant_has_no_error_under_any_design():
    for name in ("nested", "fractions", "brr", "fay5", "jkn_mean"):
        row = jq.disaggregate(design(name), jq.mean("same")).frame.iloc[0]
        assert row["estimate"] == pytest.approx(7, rel=1e-14)
        assert row["se"] == pytest.approx(0, abs=1e-13)
        assert row["flag"] == ""


def test_a_quantile_at_less_than_the_first_weight_is_the_first_value():
    frame = pd.DataFrame({"y": [1.0, 2.0, 3.0, 4.0]})
    for rule in ("math", "school", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"):
        found = jq.disaggregate(jq.Design(frame), jq.quantile("y", 0.01, rule=rule)).frame.iloc[0]
        assert 1 <= found["estimate"] <= 1.04, rule


def test_a_quantile_whose_interval_leaves_the_data_has_no_error_and_says_so():
    for name in ("jk", "nested"):
        row = jq.disaggregate(asked_of(name, True), jq.quantile("wage", 0.02, interval="woodruff")).frame.iloc[0]
        assert np.isnan([row["ci_low"], row["se"]]).all(), name
        assert row["flag"] == "undefined", name
        assert row["flag_reason"], name


def test_a_group_that_no_replicate_weighs_has_no_error_and_says_so():
    frame = pd.DataFrame({"y": [1.0, 2, 3, 4, 5, 6], "g": list("aaaabb"), "w": 1})
    for i in range(1, 5):
        frame[f"w{i}"] = [2, 0, 1, i, 0, 0]
    weighed = jq.Design(frame, weight="w", replicates=jq.sdr("w", 4))
    for asked in (jq.mean("y"), jq.share("y", at_least=6), jq.median("y")):
        row = jq.disaggregate(weighed, asked, ["g"]).frame.iloc[1]
        assert row["estimate"] in (5.5, 0.5, 5)
        assert np.isnan(row["se"])
        assert row["flag"] == "undefined"
        assert row["flag_reason"]


@pytest.mark.parametrize("asked", [jq.mean("level"), jq.median("level")])
def test_one_person_is_flagged_whatever_is_asked(asked):
    row = jq.disaggregate(design("nested"), asked, ["site"]).frame.set_index("site").loc["lone"]
    assert row["n"] == 1
    assert row["flag"] in ("unreliable", "undefined")
    assert row["flag_reason"]


@pytest.mark.parametrize("short", ["nested", "weights", "jk", "boot"])
@pytest.mark.parametrize("p", [0.02, 0.5, 0.97, 0.999])
def test_a_quantile_without_error_has_an_interval_without_width(short, p):
    for kind in ("woodruff", "woodruff-beta", "woodruff-logit"):
        row = jq.disaggregate(design(short), jq.quantile("wage", p, interval=kind)).frame.iloc[0]
        assert row["se"] != 0 or row["ci_low"] == row["ci_high"], kind
