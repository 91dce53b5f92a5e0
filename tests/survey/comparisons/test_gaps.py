"""Gaps between groups: by brute force, by what they must do, and what is refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from jqtools.errors import DataError
from jqtools.survey import Design, census, disaggregate, mean, median, sdr, share, total
from jqtools.survey.answers import NO_SAMPLING
from jqtools.survey.categories import race
from jqtools.survey.comparisons.gaps import gaps
from jqtools.survey.comparisons.multiplicity import adjusted
from tests.survey.comparisons.gap_rows import replicates, row_of


@pytest.mark.parametrize("mse", [True, False])
@pytest.mark.parametrize("word", ["overall", "rest", "b"])
@pytest.mark.parametrize("measure", ["difference", "ratio", "log_ratio"])
def test_gaps_are_what_a_loop_over_the_replicates_gives(people, mse, word, measure):
    design = replicates(people, mse)
    found = row_of(gaps(disaggregate(design, mean("wage"), ["race"]), word, measure).frame, race="a")
    known = people["wage"].notna()
    inside = people["race"] == "a"
    other = {"overall": inside | ~inside, "rest": ~inside, "b": people["race"] == "b"}[word]

    def gap(column):
        sides = [
            np.average(people["wage"][known & mask], weights=people[column][known & mask]) for mask in (inside, other)
        ]
        each = {"difference": np.subtract, "ratio": np.divide, "log_ratio": lambda a, b: np.log(a / b)}
        return each[measure](*sides)

    every = np.array([gap(f"w{i}") for i in range(1, 13)])
    centre = gap("w") if mse else every.mean()
    assert found["estimate"] == pytest.approx(gap("w"), rel=1e-12)
    assert found["se"] == pytest.approx(np.sqrt(0.3 * ((every - centre) ** 2).sum()), rel=1e-10)


def test_intervals_and_tests_of_ratios_are_those_of_their_logarithms(people):
    table = disaggregate(replicates(people), mean("wage"), ["race"])
    plain, logs = (gaps(table, "a", measure).frame for measure in ("ratio", "log_ratio"))
    assert np.exp(logs[["estimate", "ci_low", "ci_high"]].to_numpy()) == pytest.approx(
        plain[["estimate", "ci_low", "ci_high"]].to_numpy(), rel=1e-12
    )
    assert plain["p_value"].tolist() == pytest.approx(logs["p_value"].tolist(), rel=1e-9)
    t = logs["estimate"] / logs["se"]
    assert logs["p_value"].tolist() == pytest.approx((2 * stats.t.sf(t.abs(), logs["df"])).tolist(), rel=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.floats(-50, 50)), min_size=6, max_size=40))
def test_the_gap_to_everyone_is_the_gap_to_the_rest_times_the_others_share(rows):
    frame = pd.DataFrame(rows, columns=["g", "w", "y"])
    table = disaggregate(Design(frame, weight="w"), mean("y"), ["g"])
    if frame["g"].nunique() < 2:
        assert gaps(table, "rest").frame["flag_reason"].tolist() == ["nobody is left to compare with"]
        return
    rest, overall = (gaps(table, word).frame["estimate"].to_numpy() for word in ("rest", "overall"))
    others = 1 - frame.groupby("g")["w"].sum().to_numpy() / frame["w"].sum()
    assert overall == pytest.approx(others * rest, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000))
def test_gaps_turned_round_change_sign_and_keep_their_error(seed):
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({"g": rng.choice(["a", "b"], 30), "y": rng.normal(size=30), "w": rng.integers(1, 9, 30)})
    table = disaggregate(Design(frame, weight="w"), [mean("y"), total("y"), median("y")], ["g"])
    there, back = (gaps(table, level).frame for level in ("a", "b"))
    assert there["estimate"].tolist() == pytest.approx((-back["estimate"]).tolist(), abs=1e-12)
    assert there["se"].tolist() == pytest.approx(back["se"].tolist(), rel=1e-9, nan_ok=True)
    assert there["p_value"].tolist() == pytest.approx(back["p_value"].tolist(), rel=1e-6, nan_ok=True)


def test_the_best_group_is_the_highest_steady_one_and_the_first_of_equals():
    frame = pd.DataFrame({"g": [*"aaabbbcccd"], "y": [9, 10, 11, 9, 10, 11, 6, 7, 8, 20]})
    table = disaggregate(Design(frame), mean("y"), ["g"])
    found = gaps(table, "best")
    assert set(found.frame["reference"]) == {"a"}
    assert found.frame["g"].tolist() == ["b", "c", "d"]
    assert found.notes == ("y: d is best but unreliable, so a is the reference",)
    assert set(gaps(table, "best", higher_is="worse").frame["reference"]) == {"c"}


def test_without_a_steady_group_nothing_is_the_best():
    frame = pd.DataFrame({"g": [*"aabb"], "y": [1, 0, 0, 1]})
    found = gaps(disaggregate(Design(frame), share("y", equals=1), ["g"]), "best")
    assert found.frame["flag"].tolist() == ["undefined"] * 2
    assert set(found.frame["flag_reason"]) == {"no group is steady enough to be the reference"}
    assert found.frame["reference_n"].isna().all()
    assert found.notes == ("y == 1: a is best but unreliable, so nothing is the reference",)


def test_the_largest_group_has_the_most_weighted_people_and_missing_is_no_group(people):
    weighty = people.assign(race=people["race"].mask(people["race"] == "a"))
    table = disaggregate(Design(weighty, weight="w"), mean("wage"), ["race"])
    found = gaps(table, "largest").frame
    assert set(found["reference"]) == {"b"}
    assert found["race"].tolist() == ["c", "(missing)"]


@pytest.mark.parametrize("named", ["b", {"race": "b"}])
def test_rows_that_roll_up_are_compared_with_what_is_rolled_up_alike(people, named):
    table = disaggregate(replicates(people), mean("wage"), ["race", "sex"], margins=True)
    found = gaps(table, named).frame
    pairs = dict(zip(zip(found["race"], found["sex"], strict=True), found["reference"], strict=True))
    assert pairs["a", "f"] == "b, f"
    assert pairs["a", "(all)"] == "b, (all)"
    assert not {race for race, _ in pairs} & {"b", "(all)"}
    cell = gaps(table, {"race": "b", "sex": "m"}).frame
    assert row_of(cell, race="(all)", sex="f")["reference"] == "(all), m"
    assert row_of(cell, race="a", sex="(all)")["reference"] == "b, (all)"
    largest = gaps(table, "largest").frame
    assert row_of(largest, race="c", sex="(all)")["reference"] == "a, (all)"
    assert ("(all)", "(all)") not in set(zip(largest["race"], largest["sex"], strict=True))


def overlapping():
    rng = np.random.default_rng(3)
    n = 200
    flags = {name: rng.integers(0, 2, n) for name in ("RACBLK", "RACAIAN", "RACASN", "RACNH", "RACPI", "RACSOR")}
    frame = pd.DataFrame({"RACWHT": 1, **flags, "HISP": 1, "pay": rng.normal(20, 3, n), "w": rng.integers(1, 9, n)})
    return frame.assign(**{f"w{i}": frame["w"] * rng.choice([0, 1, 2], n) for i in range(1, 13)})


def test_groups_that_share_people_are_compared_with_exactly_everyone_else():
    frame = overlapping()
    table = disaggregate(replicates(frame), mean("pay"), race(frame), margins=True)
    asian = frame["RACASN"] == 1
    found = row_of(gaps(table, "rest").frame, **{table.by[0].name: "Asian"})

    def gap(column):
        sides = [np.average(frame["pay"][mask], weights=frame[column][mask]) for mask in (asian, ~asian)]
        return sides[0] - sides[1]

    every = np.array([gap(f"w{i}") for i in range(1, 13)])
    assert found["estimate"] == pytest.approx(gap("w"), rel=1e-10)
    assert found["se"] == pytest.approx(np.sqrt(0.3 * ((every - gap("w")) ** 2).sum()), rel=1e-10)
    assert found["reference_n"] == (~asian).sum()
    assert gaps(table, "rest").extremes["sentence"].str.contains("share people").all()


@pytest.mark.parametrize("word", ["rest", "overall"])
def test_everyone_needs_margins_where_groups_share_people(word):
    frame = overlapping()
    table = disaggregate(replicates(frame), mean("pay"), race(frame))
    with pytest.raises(DataError, match="make the table with margins=True"):
        gaps(table, word)
    assert np.isfinite(gaps(table, "largest").frame["se"]).any()


def test_medians_are_compared_with_everyone_but_not_with_everyone_else(people):
    table = disaggregate(replicates(people), median("wage"), ["race"], margins=True)
    found = gaps(table, "overall").frame.set_index("race")
    assert np.isfinite(found.loc[["a", "b", "c"], "se"]).all()
    assert (found["se"].isna() <= (found["flag"] == "undefined")).all()
    with pytest.raises(DataError, match='compare with "overall" instead'):
        gaps(table, "rest")
    with pytest.raises(DataError, match="make the table with margins=True"):
        gaps(disaggregate(replicates(people), median("wage"), ["race"]), "overall")


def test_a_replicate_without_the_rest_is_left_out_and_counted():
    frame = pd.DataFrame({"g": [*"aaabb"], "y": [1.0, 2, 4, 3, 5], "w": [0.1, 0.2, 0.3, 0.7, 0.9]})
    for i in range(1, 13):
        frame[f"w{i}"] = np.where(frame["g"] == "b", 0 if i == 1 else 0.5, 0.1 * np.arange(1, 6) + i * frame["w"])
    found = row_of(gaps(disaggregate(replicates(frame), mean("y"), ["g"]), "rest").frame, g="a")
    assert "1 replicates are undefined and were left out" in found["flag_reason"]
    assert 0 < found["se"] < 10


def test_hidden_groups_have_no_gap_and_say_so(seattle):
    design = Design(seattle, weight="PWGTP", replicates=sdr("pwgtp", 80)).where("AGEP >= 16")
    shown = disaggregate(design, share("ESR", isin=[1, 2, 4, 5]), ["RAC1P"], margins=True).publish()
    hidden = set(shown.frame.loc[shown.frame["suppressed"], "RAC1P"])
    assert hidden
    for word in ("overall", "rest", "largest", "best"):
        found = gaps(shown, word).frame
        blank = found[found["RAC1P"].isin(hidden)]
        assert set(blank["flag_reason"]) == {"the group is suppressed (small group)"}
        assert blank[["n", "group_estimate", "estimate", "se", "ci_low", "p_value", "p_adjusted"]].isna().all(axis=None)
        assert found.loc[~found["RAC1P"].isin(hidden), "estimate"].notna().all()
    flat = disaggregate(design, share("ESR", isin=[1, 2, 4, 5]), ["RAC1P"]).publish()
    assert gaps(flat, "overall").frame["estimate"].isna().all()


def test_every_gap_without_a_number_says_why():
    frame = pd.DataFrame({"g": [*"aaabbbccd"], "y": [1.0, 2, 3, -2, -3, -4, 5, 5, 7], "z": [0, 1, 1, 0, 1, 0, 1, 1, 0]})
    frame["g"] = pd.Categorical(frame["g"], [*"abcde"])
    table = disaggregate(Design(frame), [mean("y"), share("z", equals=1)], ["g"])
    reasons = gaps(table, "a", "ratio").frame.set_index(["outcome", "g"])["flag_reason"]
    assert reasons["y", "b"] == "a ratio needs two estimates above zero"
    assert reasons["y", "e"] == "one side is hidden or undefined"
    plain = gaps(table, "a").frame.set_index(["outcome", "g"])
    at_the_edge = plain.loc[("z == 1", "c")]
    assert "one side is 0% or 100%" in at_the_edge["flag_reason"]
    assert np.isnan(at_the_edge["p_value"])
    assert at_the_edge["se"] > 0
    assert (plain["flag_reason"] != "")[plain["p_value"].isna()].all()


def test_gaps_that_never_vary_have_no_test():
    frame = pd.DataFrame({"g": [*"aabb"], "y": [3, 3, 4, 4]})
    (found,) = gaps(disaggregate(Design(frame), mean("y"), ["g"]), "a").frame.to_dict("records")
    assert (found["estimate"], found["se"], found["flag"]) == (1, 0, "review")
    assert "the standard error is 0" in found["flag_reason"]
    assert np.isnan([found["ci_low"], found["p_value"], found["p_adjusted"]]).all()


def test_gaps_inside_one_sampling_unit_have_no_test():
    frame = pd.DataFrame({"g": [*"aabbaabb"], "psu": [1] * 4 + [2] * 4, "y": [1.0, 2, 4, 4, 3, 5, 6, 9]})
    one_unit = Design(frame, psu="psu").where("psu == 1")
    (found,) = gaps(disaggregate(one_unit, total("y"), ["g"]), "a").frame.to_dict("records")
    assert found["se"] > 0
    assert found["df"] == 0
    assert "no degrees of freedom" in found["flag_reason"]
    assert np.isnan([found["ci_low"], found["p_value"]]).all()


def test_a_census_has_gaps_without_errors(people):
    found = gaps(disaggregate(census(people), mean("wage"), ["race"]), "a").frame
    assert found["estimate"].notna().all()
    assert found["se"].isna().all()
    assert set(found["ci_method"]) == {NO_SAMPLING}
    assert set(found["flag"]) == {""}


def test_a_gap_is_no_steadier_than_its_sides():
    frame = pd.DataFrame({"g": ["a"] * 60 + ["b"] * 4, "y": [1.0, 2, 3, 4] * 15 + [1, 9, 1, 30]})
    (found,) = gaps(disaggregate(Design(frame), mean("y"), ["g"]), "a").frame.to_dict("records")
    assert found["flag"] == "unreliable"
    assert found["flag_reason"].startswith("group: coefficient of variation")


def test_holm_agrees_with_a_worked_example_and_leaves_missing_tests_out():
    # R 4.2: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    assert adjusted([0.01, np.nan, 0.04, 0.03, 0.005]).tolist() == pytest.approx(
        [0.03, np.nan, 0.06, 0.06, 0.02], nan_ok=True
    )
    assert adjusted([0.5, 0.6], "none").tolist() == [0.5, 0.6]
    assert adjusted([]).tolist() == []
    with pytest.raises(DataError, match="adjust is one of holm, none; got 'bonferroni'"):
        adjusted([0.1], "bonferroni")


@settings(max_examples=50)
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_keeps_the_order_and_never_helps(p_values):
    found = adjusted(p_values)
    order = np.argsort(p_values, kind="stable")
    assert (np.diff(found[order]) >= 0).all()
    assert (found >= p_values).all()
    assert (found <= 1).all()
    assert found.min() == pytest.approx(min(1, len(p_values) * min(p_values)))


def test_each_outcome_is_a_family_of_its_own(people):
    table = disaggregate(replicates(people), [mean("wage"), share("status", isin=[1, 2])], ["race"])
    found = gaps(table, "a").frame
    for _, family in found.groupby("outcome"):
        assert family["p_adjusted"].tolist() == adjusted(family["p_value"].to_numpy()).tolist()


@pytest.mark.parametrize(
    ("reference", "choices", "message"),
    [
        ("z", {}, r"one of the groups a, b, c, \(missing\), f, m; got 'z'"),
        ({"race": "z"}, {}, r"no group 'z' in 'race'; the groups are a, b, c, \(missing\)"),
        ({"age": 1}, {}, r"a reference names columns of the table, race, sex; got \['age'\]"),
        ({}, {}, "a reference names columns of the table"),
        ("a", {"measure": "index"}, "measure is one of difference, ratio, log_ratio; got 'index'"),
        ("a", {"higher_is": "good"}, "higher_is is one of better, worse; got 'good'"),
        ("a", {"adjust": "fdr"}, "adjust is one of holm, none; got 'fdr'"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_choices(people, reference, choices, message):
    table = disaggregate(replicates(people), mean("wage"), ["race", "sex"])
    with pytest.raises(DataError, match=message):
        gaps(table, reference, **choices)


def test_a_level_of_two_columns_needs_its_column(people):
    frame = people.assign(parent=people["race"])
    table = disaggregate(replicates(frame), mean("wage"), ["race", "parent"])
    with pytest.raises(DataError, match=r"'a' is a group in race and in parent; write \{'race': 'a'\}"):
        gaps(table, "a")


def test_tables_without_groups_and_taken_names_are_refused(people):
    with pytest.raises(DataError, match="name the columns of the groups with by="):
        gaps(disaggregate(replicates(people), mean("wage")), "overall")
    table = disaggregate(replicates(people.rename(columns={"race": "reference"})), mean("wage"), ["reference"])
    with pytest.raises(DataError, match="'reference' is a column of the gaps"):
        gaps(table, "a")


def test_gaps_do_not_show_themselves_unpublished(people):
    found = gaps(disaggregate(replicates(people), mean("wage"), ["race"]), "a")
    assert repr(found) == "<Gaps of 3 groups, unpublished: publish the table and ask it for gaps>"
    assert found._repr_html_() == f"<p>{repr(found)[1:-1]}</p>"
