"""From one period to another: against the Census Bureau's published trend, by formula, and row by row."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, jk1, mean, median, share, total
from jqtools.survey.answers import NO_SAMPLING
from jqtools.survey.comparisons.change import SHARED, change
from jqtools.survey.comparisons.change_numbers import independent_change
from jqtools.survey.comparisons.gaps import gaps

POSITIVE = st.floats(0.1, 100)


def made(seed, n=120, races="abc"):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(
        {
            "race": rng.choice([*races], n),
            "sex": rng.choice([1, 2], n),
            "wage": rng.gamma(6, 4, n),
            "w": rng.integers(1, 40, n),
        }
    )
    return frame.assign(**{f"w{i}": frame["w"] * rng.choice([0, 1, 2], n) for i in range(1, 13)})


def table_of(frame, by=("race",), outcomes=None, **choices):
    design = Design(frame, weight="w", replicates=jk1("w", 12, scale=0.3))
    return disaggregate(design, outcomes or [mean("wage"), share("wage", at_least=20)], list(by), **choices)


def test_the_published_trend_of_washington_agrees_with_the_census_bureau(shared):
    years = [
        pd.read_csv(shared / "data" / f"acs{year}_1yr_wa_housing_official_verification.csv").set_index("characteristic")
        for year in (2015, 2016)
    ]
    table = pd.read_csv(shared / "oracles" / "expected" / "org_nist_trend.csv", dtype={"group": str})
    expected = table[table["case"] == "wa_trend_2015_2016"].set_index("group")
    assert len(expected) == 12
    before, after = (year.loc[expected.index].filter(regex="est|se") for year in years)
    found = independent_change(*before.to_numpy().T, *after.to_numpy().T, level=0.90)
    assert found["estimate"].tolist() == expected["estimate"].tolist()
    assert found["se"].tolist() == pytest.approx(expected["se"].tolist(), rel=1e-12)
    assert (found["estimate"] - found["moe90"]).tolist() == pytest.approx(expected["ci_low"].tolist(), rel=1e-10)
    assert (found["estimate"] + found["moe90"]).tolist() == pytest.approx(expected["ci_high"].tolist(), rel=1e-10)
    said = expected["note"].str.extract(r"Z=(?P<z>[-\d.]+) significant at 90%: (?P<yes>TRUE|FALSE)")
    assert found["z"].round(4).tolist() == said["z"].astype(float).tolist()
    assert found["significant90"].tolist() == (said["yes"] == "TRUE").tolist()


@settings(max_examples=50)
@given(POSITIVE, POSITIVE, st.integers(2, 50), st.integers(2, 50))
def test_degrees_of_freedom_lie_between_the_lower_one_and_the_sum(first, second, df, other):
    (row,) = independent_change(1, first, 2, second, df, other).to_dict("records")
    assert min(df, other) - 1e-9 <= row["df"] <= df + other + 1e-9


def test_means_of_two_random_samples_give_welchs_test():
    rng = np.random.default_rng(5)
    first, second = rng.normal(size=12), rng.normal(1, 3, size=20)
    errors = [np.std(x, ddof=1) / np.sqrt(len(x)) for x in (first, second)]
    found = independent_change(first.mean(), errors[0], second.mean(), errors[1], 11, 19).iloc[0]
    welch = stats.ttest_ind(second, first, equal_var=False)
    assert found["z"] == pytest.approx(welch.statistic, rel=1e-12)
    assert found["p_value"] == pytest.approx(welch.pvalue, rel=1e-10)
    assert found["df"] == pytest.approx(welch.df, rel=1e-12)
    interval = welch.confidence_interval(0.95)
    assert [found["ci_low"], found["ci_high"]] == pytest.approx([interval.low, interval.high], rel=1e-10)


def test_an_exact_number_adds_no_error_and_two_have_no_test():
    found = independent_change([10, 10], [0, 0], [12, 12], [1, 0], 5, 7)
    assert found["se"].tolist() == [1, 0]
    assert found["df"][0] == 7
    assert found["ratio"].tolist() == [1.2, 1.2]
    assert found["ratio_se"].tolist() == pytest.approx([0.1, 0])
    assert found.loc[1, ["ci_low", "p_value", "z", "significant90"]].isna().all()


def test_numbers_that_are_no_errors_or_levels_are_refused():
    with pytest.raises(DataError, match="standard errors must not be negative, got -1"):
        independent_change([1, 1], [np.nan, np.nan], [1, 1], [2, -1])
    with pytest.raises(DataError, match="level must lie between 0 and 1, got 95"):
        independent_change(1, 1, 1, 1, level=95)


def test_each_row_is_the_difference_of_two_independent_estimates():
    before, after = (table_of(made(seed)) for seed in (1, 2))
    found = change(before, after, labels=("2022", "2023"))
    frame = found.frame
    assert len(frame) == len(before.frame)
    assert set(frame["before"]) == {"2022"}
    assert set(frame["after"]) == {"2023"}
    assert frame["estimate"].to_numpy() == pytest.approx(
        (after.frame["estimate"] - before.frame["estimate"]).to_numpy()
    )
    assert frame["se"].to_numpy() == pytest.approx(np.hypot(before.frame["se"], after.frame["se"]).to_numpy())
    assert frame["ratio"].to_numpy() == pytest.approx((after.frame["estimate"] / before.frame["estimate"]).to_numpy())
    assert set(frame["ci_method"]) == {"t"}
    assert (frame["p_adjusted"] >= frame["p_value"]).all()
    assert found.notes == ()


def test_groups_in_one_period_only_are_rows_that_say_so():
    before, after = table_of(made(1, races="abz")), table_of(made(2, races="abc"))
    frame = change(before, after, labels=("2022", "2023")).frame
    assert frame["race"].tolist() == ["a", "b", "z", "c"] * 2
    reasons = frame.set_index("race")["flag_reason"]
    assert set(reasons["z"]) == {"only in 2022"}
    assert set(reasons["c"]) == {"only in 2023"}
    assert (
        frame.loc[frame["race"].isin(["z", "c"]), ["estimate", "se", "p_value", "significant90"]].isna().all(axis=None)
    )


def test_numbers_and_missing_in_one_column_are_matched():
    frames = [made(seed).assign(sex=lambda rows: rows["sex"].mask(rows.index < 20)) for seed in (1, 2)]
    tables = [table_of(frame, ("race", "sex"), margins=True) for frame in frames]
    frame = change(*tables).frame
    assert len(frame) == len(tables[0].frame)
    assert frame["estimate"].notna().all()
    assert frame["sex"].iloc[:4].tolist() == [1, 2, "(missing)", "(all)"]


def test_columns_of_groups_may_come_in_another_order():
    before, after = table_of(made(1), ("race", "sex")), table_of(made(2), ("sex", "race"))
    frame = change(before, after).frame
    other = after.frame.set_index(["outcome", "race", "sex"])["estimate"]
    assert frame["after_estimate"].tolist() == [
        other[key] for key in zip(frame["outcome"], frame["race"], frame["sex"], strict=True)
    ]


def test_gaps_change_like_estimates_and_name_both_references():
    tables = [table_of(made(seed), outcomes=mean("wage")) for seed in (1, 2)]
    before, after = (gaps(table, "a") for table in tables)
    frame = change(before, after).frame
    assert frame["estimate"].to_numpy() == pytest.approx(
        (after.frame["estimate"] - before.frame["estimate"]).to_numpy()
    )
    assert set(frame["reference"]) == {"a"}
    assert "ratio" not in frame
    moved = change(before, gaps(tables[1], "b")).frame.set_index("race").loc["c"]
    assert moved["reference"] == "a, then b"
    assert moved["flag"] in ("review", "caution")
    assert "the reference was a, then b" in moved["flag_reason"]


def test_every_change_without_a_number_says_why():
    frames = [made(1, 8, "a"), made(2, 8, "a")]
    outcomes = [share("wage", at_least=0), total("loss"), mean("loss"), total("one")]
    tables = [table_of(frame.assign(loss=-5.0), outcomes=outcomes) for frame in frames]
    frame = change(*tables).frame.set_index(["outcome", "statistic"])
    assert "0% or 100%" in frame.loc[("wage >= 0", "share"), "flag_reason"]
    assert np.isnan(frame.loc[("wage >= 0", "share"), "p_value"])
    assert "no ratio" in frame.loc[("loss", "total"), "flag_reason"]
    assert "the standard error is 0" in frame.loc[("loss", "mean"), "flag_reason"]
    assert frame.loc[("one", "total"), "p_value"] > 0


def test_gaps_without_an_interval_have_a_change_without_one():
    rows = pd.DataFrame({"race": [*"aabb"], "wage": [3.0, 3, 4, 4]})
    still = gaps(disaggregate(Design(rows), mean("wage"), ["race"]), "a")
    moving = gaps(disaggregate(Design(rows.assign(wage=[1.0, 3, 4, 5])), mean("wage"), ["race"]), "a")
    (row,) = change(still, moving).frame.to_dict("records")
    assert "one of the two gaps has no interval and no test" in row["flag_reason"]
    assert np.isnan([row["ci_low"], row["p_value"]]).all()


def test_an_estimate_without_an_error_has_no_change_with_one():
    frame = pd.DataFrame({"race": [*"aaab"], "wage": [1.0, 2, 4, 7]})
    table = disaggregate(Design(frame), median("wage"), ["race"])
    lacking = table.frame["se"].isna()
    assert lacking.any()
    changed = change(table, table).frame
    assert set(changed.loc[lacking, "flag_reason"]) == {"too little data for a standard error"}
    assert changed.loc[lacking, "ci_low"].isna().all()


def test_two_censuses_change_without_error_and_one_is_not_comparable():
    frames = [made(1), made(2)]
    tables = [disaggregate(census(frame), mean("wage"), ["race"]) for frame in frames]
    frame = change(*tables).frame
    assert set(frame["ci_method"]) == {NO_SAMPLING}
    assert frame["estimate"].notna().all()
    assert set(frame["flag"]) == {""}
    mixed = change(tables[0], table_of(frames[1], outcomes=mean("wage"))).frame
    assert set(mixed["flag_reason"]) == {"only one of the two has a sampling error"}


def test_hidden_groups_have_no_change():
    tables = [table_of(made(seed, 300, "aaaaaaaaab" * 3 + "z"), margins=True).publish() for seed in (1, 2)]
    frame = change(*tables).frame
    hidden = {race for table in tables for race in table.frame.loc[table.frame["suppressed"], "race"]}
    assert hidden
    rows = frame[frame["race"].isin(hidden) & frame["estimate"].isna()]
    assert set(rows["flag_reason"]) == {"one side is hidden or undefined"}
    assert frame.loc[~frame["race"].isin(hidden), "estimate"].notna().all()


def test_overlap_and_breaks_are_told():
    tables = [table_of(made(seed)) for seed in (1, 2)]
    found = change(*tables, overlap="unknown", breaks=["Codes of race changed in 2020."])
    assert found.notes == (SHARED, "Codes of race changed in 2020.")
    poor = pd.DataFrame({"race": [*"aabb"], "works": [1, 0, 0, 1]})
    best = gaps(disaggregate(Design(poor), share("works", equals=1), ["race"]), "best")
    assert change(best, best).notes == best.notes != ()
    assert "unpublished" in repr(found)
    assert "unpublished" in found._repr_html_()


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"overlap": "half"}, "overlap is one of none, unknown; got 'half'"),
        ({"labels": ("2022", "2022")}, "names of two different periods"),
        ({"adjust": "fdr"}, "adjust is one of holm, none"),
    ],
)
def test_unknown_choices_are_refused(choices, message):
    with pytest.raises(DataError, match=message):
        change(table_of(made(1)), table_of(made(2)), **choices)


def test_tables_that_answer_different_questions_are_refused():
    table = table_of(made(1))
    with pytest.raises(
        DataError, match="must have the same outcomes, got wage, mean; wage >= 20, share and wage, mean"
    ):
        change(table, table_of(made(2), outcomes=mean("wage")))
    with pytest.raises(DataError, match="must have the same columns of groups, got race and sex"):
        change(table, table_of(made(2), ("sex",)))
    with pytest.raises(DataError, match="two tables of estimates or two of gaps"):
        change(table, gaps(table, "a"))
    with pytest.raises(DataError, match="must have the same measures, got difference and ratio"):
        change(gaps(table, "a"), gaps(table, "a", "ratio"))
    named = table_of(made(1).rename(columns={"race": "after"}), ("after",))
    with pytest.raises(DataError, match="'after' is a column of the changes"):
        change(named, named)
