"""Measures of inequality between groups: against reference numbers, by brute force, and by what they must do."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize

from jqtools.errors import DataError
from jqtools.survey import Design, bootstrap, census, disaggregate, mean, median, race, ratio, share, total
from jqtools.survey.inequalities.grouped import grouped_inequality
from jqtools.survey.inequalities.inequality import inequality
from jqtools.survey.inequalities.inequality_measures import spread_of
from jqtools.survey.inequalities.inequality_noise import FLOORS, Noise, expected_deviation, expected_largest
from jqtools.survey.inequalities.inequality_rows import MEASURES, NEVER_NEGATIVE
from tests.survey.r_tables import CLOSE, taylor

CASES = {
    "org2023_ge15_by_educ": "inequality_org2023_ge15_by_educ.csv",
    "who_ordered_wealth_quintiles": "inequality_who_ordered.csv",
}
# What the published package prints, in percent or thousands, and what ours is called.
WHO = {
    **{"aci": ("aci", 100), "bgsd": ("bgsd", 100), "bgv": ("bgv", 10_000), "covar": ("cov", 100)},
    **{"d": ("difference", 100), "r": ("ratio", 1), "idisu": ("idisu", 100), "idisw": ("idis", 100)},
    **{name: (name, 100) for name in ("mdbu", "mdbw", "mdmu", "mdmw", "paf", "sii_linear")},
    **{"mld": ("mld", 1000), "ti": ("theil", 1000), "parisk": ("par", 100), "rci": ("rci", 1)},
    **{"rii_linear": ("rii_linear", 1), "rii_logit_popweighted": ("rii", 1), "sii_logit_popweighted": ("sii", 100)},
}
# The package weights these by the square of the population; the rows "popweighted" are the right ones.
WHO_WRONG = {"sii", "rii", "sii_logit_popSQUAREDweighted"}

# Computed with R survey 4.1 from apiclus1 (svydesign(id=~dnum, weights=~pw, fpc=~fpc)): svytotal of counts and sums of
# api00 by stype, then svycontrast; the logit slope by glm of the share with api00 >= 600, its error by the delta rule.
R_SURVEY = {
    "bgv": (89.6375246278457, 117.06500619155),
    "cov": (0.0146975463173442, 0.00979374623233777),
    "theil": (0.00010895205779584, 0.000146238305221162),
    "mld": (0.00010991383012708, 0.00014860138318195),
    "mdmw": (7.39460718444867, 4.28916437120265),
    "paf": (0.00729413203487082, 0.00433952808459553),
    "aci": (3.83179551494521, 2.26354642133881),
    "rci": (0.00594842835044047, 0.00361381616115209),
    "sii": (45.1000674106809, 28.5366860003287),
    "sii_linear": (45.1000674106809, 28.5366860003287),
}
R_LOGIT = {"sii": (0.0676631085163317, 0.159936038834860), "rii": (1.1118521091719957, 0.290190743496823)}


def by_measure(found) -> pd.DataFrame:
    return found.frame.set_index("measure")


def a_table(y, ses=0.1, people=1.0) -> pd.DataFrame:
    return pd.DataFrame({"y": y, "se": ses, "people": people, "rank": range(len(y))}, index=list("abcdefgh")[: len(y)])


def grouped(frame, measures=None, **choices):
    return by_measure(grouped_inequality(frame, measures, estimate="y", se="se", population="people", **choices))


@pytest.fixture
def replicated(people):
    """A table of three groups and "(missing)" with 12 replicates."""
    design = Design(people, weight="w", replicates=bootstrap("w", 12))
    return disaggregate(design, [mean("wage"), share("wage", at_least=20)], by=["race"], margins=True)


@pytest.mark.parametrize("case", CASES)
def test_published_tables_give_the_reference_measures(shared, case):
    expected = pd.read_csv(shared / "oracles" / "expected" / "inequality_measures.csv").set_index("case").loc[case]
    frame = pd.read_csv(shared / "oracles" / "inputs" / CASES[case])
    frame[["est", "se"]] /= 100
    found = by_measure(
        grouped_inequality(frame, estimate="est", se="se", population="pop", order="order", statistic="share")
    )
    assert set(expected["measure"]) == set(WHO) | WHO_WRONG
    for row in expected[expected["measure"].isin(list(WHO))].to_dict("records"):
        name, scale = WHO[row["measure"]]
        right = row["independent"] if np.isfinite(row["independent"]) else row["estimate"]
        assert scale * found.loc[name, "estimate"] == pytest.approx(right, rel=CLOSE), name
        if np.isfinite(row["independent_se"]):
            assert scale * found.loc[name, "se"] == pytest.approx(row["independent_se"], rel=CLOSE), name
        if name in ("difference", "ratio"):
            ends = scale * found.loc[name, ["ci_low", "ci_high"]].astype(float)
            assert list(ends) == pytest.approx([row["lowerci"], row["upperci"]], rel=CLOSE), name
        if name == "difference":
            assert scale * found.loc[name, "se"] == pytest.approx(row["se"], rel=CLOSE), name


def test_rows_of_a_sample_give_what_r_survey_gives(shared):
    design = taylor(shared, "clus1_fpc")
    table = disaggregate(design, [mean("api00"), share("api00", at_least=600)], by=["stype"])
    found = inequality(table, [*R_SURVEY, "rii"], order=["H", "M", "E"]).frame
    means, shares = (found[found["statistic"] == name].set_index("measure") for name in ("mean", "share"))
    for name, (estimate, se) in R_SURVEY.items():
        assert means.loc[name, "estimate"] == pytest.approx(estimate, rel=CLOSE), name
        assert means.loc[name, "se"] == pytest.approx(se, rel=CLOSE), name
    for name, (estimate, se) in R_LOGIT.items():
        assert shares.loc[name, "estimate"] == pytest.approx(estimate, rel=CLOSE), name
        assert shares.loc[name, "se"] == pytest.approx(se, rel=1e-6), name  # R's slope is a finite difference


def test_two_equal_groups_at_ten_and_twenty_give_what_a_hand_gives():
    found = grouped(a_table([10.0, 20.0], people=5), reference="a", order="rank")["estimate"]
    r = np.array([10, 20]) / 15
    by_hand = {
        **{"difference": 10, "ratio": 2, "bgv": 25, "bgsd": 5, "cov": 1 / 3, "mdmw": 5, "mdmu": 5},
        **{"mdbw": 5, "mdbu": 5, "mdrw": 5, "theil": (r * np.log(r)).mean(), "mld": -np.log(r).mean()},
        **{"idis": 1 / 3, "idisu": 1 / 3, "par": -5, "paf": -1 / 3},
        **{"sii": 20, "sii_linear": 20, "rii": 5, "rii_linear": 5, "aci": 2.5, "rci": 1 / 6},
    }
    assert found.to_dict() == pytest.approx(by_hand)


def test_best_is_the_lowest_where_higher_is_worse():
    found = grouped(a_table([10.0, 20.0, 30.0]), ["mdbw", "par", "paf"], higher_is="worse")
    assert list(found["estimate"]) == pytest.approx([10, -10, -0.5])
    assert found.loc["par", "noise_floor"] == pytest.approx(-0.1 * 1.5 / np.sqrt(np.pi))


def measures_of(y, p) -> dict[str, float]:
    """Textbook formulas, for the brute-force test."""
    m = p @ y
    x = np.cumsum(p) - p / 2
    slope, level = np.polyfit(x, y, 1, w=np.sqrt(p))
    return {
        **{"bgv": p @ (y - m) ** 2, "mdmw": p @ abs(y - m), "idisu": abs(y - m).mean() / m},
        **{"theil": p @ (y / m * np.log(y / m)), "mld": np.log(m) - p @ np.log(y)},
        **{"sii_linear": slope, "rii_linear": (level + slope) / level, "aci": p @ (y * (2 * x - 1))},
        "rci": p @ (y * (2 * x - 1)) / m,
    }


def test_standard_errors_are_those_of_every_replicate_worked_out_alone(people, replicated):
    weights = people[["w", *(f"w{i}" for i in range(1, 13))]].to_numpy(dtype=float)
    each = []
    for w in weights.T:
        kept = people["wage"].notna()
        groups = [kept & (people["race"] == level) for level in "cba"]
        size = np.array([w[group].sum() for group in groups])
        y = np.array([w[group] @ people.loc[group, "wage"] for group in groups]) / size
        each.append(measures_of(y, size / size.sum()) if (size > 0).all() else None)
    assert all(each)
    found = by_measure(inequality(replicated, list(each[0]), order=["c", "b", "a"], leave_out=())).iloc[: len(each[0])]
    for name, now in each[0].items():
        variance = sum((draw[name] - now) ** 2 for draw in each[1:]) / 11
        assert found.loc[name, "estimate"] == pytest.approx(now), name
        assert found.loc[name, "se"] == pytest.approx(np.sqrt(variance)), name


def test_the_gap_of_the_highest_and_lowest_group_is_that_of_the_table_of_gaps(replicated):
    found = by_measure(inequality(replicated, ["difference", "ratio"])).iloc[:2]
    estimates = replicated.frame[replicated.frame["race"].isin(list("abc"))].head(3).set_index("race")["estimate"]
    for name in ("difference", "ratio"):
        gaps = replicated.gaps({"race": estimates.idxmin()}, name).frame
        row = gaps[(gaps["race"] == estimates.idxmax()) & (gaps["outcome"] == "wage")].iloc[0]
        for column in ("estimate", "se", "df", "ci_low", "ci_high", "ci_method"):
            assert found.loc[name, column] == row[column] or found.loc[name, column] == pytest.approx(row[column])


SPREADS = st.lists(st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 1)), min_size=3, max_size=6)


@settings(max_examples=40, deadline=None)
@given(SPREADS, st.booleans())
def test_every_slope_is_that_of_a_small_step(pairs, logit):
    y, people = np.array(pairs).T
    gaps = np.abs(np.subtract.outer([*y, people @ y / people.sum()], y))
    gaps[np.arange(len(y)), np.arange(len(y))] = 1
    if gaps.min() < 1e-3:
        return
    start = np.concatenate([y, people])

    def measure(name, numbers):
        return MEASURES[name](spread_of(numbers, y, "better", 1, logit))

    for name in MEASURES:
        steps = measure(name, start[:, None] + 1e-30j * np.eye(len(start))).imag / 1e-30
        moved = 1e-6 * np.eye(len(start))
        small = (measure(name, start[:, None] + moved) - measure(name, start[:, None] - moved)) / 2e-6
        np.testing.assert_allclose(steps, small, rtol=1e-4, atol=1e-4 * (1 + np.abs(small).max()), err_msg=name)


@settings(max_examples=40, deadline=None)
@given(SPREADS, st.floats(0.1, 1000))
def test_relative_measures_ignore_units_and_a_group_split_in_two_changes_nothing_by_people(pairs, unit):
    y, people = np.array(pairs).T
    relative = ["ratio", "cov", "theil", "mld", "idis", "idisu", "paf"]
    plain, scaled = (grouped(a_table(k * y, people=people), relative)["estimate"] for k in (1.0, unit))
    assert list(scaled) == pytest.approx(list(plain), abs=1e-12)
    by_people = ["bgv", "mdmw", "mdbw", "theil", "mld", "sii_linear", "aci"]
    split = grouped(a_table([y[0], *y], people=[people[0] / 2, people[0] / 2, *people[1:]]), by_people[:5])["estimate"]
    whole = grouped(a_table(y, people=people), by_people[:5])["estimate"]
    assert list(split) == pytest.approx(list(whole), abs=1e-12)


@settings(max_examples=30, deadline=None)
@given(SPREADS)
def test_the_logit_line_is_the_likeliest(pairs):
    y, people = np.array(pairs).T
    p = people / people.sum()
    x = np.cumsum(p) - p / 2

    def unlikely(line):
        logit = line[0] + line[1] * x
        return p @ (np.logaddexp(0, logit) - y * logit)

    line = optimize.minimize(unlikely, [0, 0], method="BFGS", options={"gtol": 1e-10}).x
    ends = 1 / (1 + np.exp(-np.array([line[0], line.sum()])))
    found = grouped(a_table(y, people=people), ["sii", "rii"], order="rank", statistic="share")["estimate"]
    assert list(found) == pytest.approx([ends[1] - ends[0], ends[1] / ends[0]], rel=1e-5, abs=1e-6)


def test_a_logit_line_without_a_solution_is_undefined():
    found = grouped(a_table([0.0, 0.0, 1.0]), ["sii"], order="rank", statistic="share").loc["sii"]
    assert np.isnan(found["estimate"])
    assert found["flag"] == "undefined"
    assert "no solution" in found["flag_reason"]


def test_the_noise_floor_is_the_mean_measure_of_equal_groups():
    rng = np.random.default_rng(11)
    ses, p, mean_ = np.array([0.5, 1.0, 2.0, 0.2]), np.array([0.4, 0.3, 0.1, 0.2]), 100.0
    y = mean_ + ses[:, None] * rng.standard_normal((4, 200_000))
    best, everyone = y.max(axis=0), np.vstack([y, 0 * y + p[:, None]])
    drawn = {"mdbw": best - p @ y, "mdbu": (best - y).mean(axis=0), "par": best - p @ y}
    for name in (*NEVER_NEGATIVE, "sii_linear", "rii_linear", "aci"):
        if name not in drawn:
            drawn[name] = MEASURES[name](spread_of(everyone, y[:, 0], "better", 2, False))
    for name, found in drawn.items():
        floor = FLOORS[name](Noise(ses, p, mean_, reference=None if name == "par" else 2))
        slack = 5 * found.std() / np.sqrt(200_000) + 2e-3 * abs(found.mean())
        assert floor == pytest.approx(found.mean(), abs=slack), name


def test_floors_of_two_or_three_alike_groups_are_known():
    assert expected_largest(np.ones(2)) == pytest.approx(1 / np.sqrt(np.pi), rel=1e-12)
    assert expected_largest(np.ones(3)) == pytest.approx(1.5 / np.sqrt(np.pi), rel=1e-12)
    assert expected_largest(np.array([0.0, 3.0])) == pytest.approx(3 / np.sqrt(2 * np.pi), rel=1e-12)
    assert expected_largest(np.zeros(2)) == 0
    far = np.array([1e-4, 1.0])
    assert expected_largest(far) == pytest.approx(np.hypot(*far) / np.sqrt(2 * np.pi), rel=1e-10)
    two = expected_deviation(np.array([3.0, 4.0]), np.array([0.5, 0.5]))
    assert two == pytest.approx(np.sqrt(2 / np.pi) * 5 / 2, rel=1e-10)
    assert expected_deviation(np.zeros(2), np.array([0.5, 0.5])) == 0
    # The root of a sum of two squares: a chi with two degrees of freedom, of mean sqrt(pi / 2).
    three = expected_deviation(np.ones(3), np.full(3, 1 / 3))
    assert three == pytest.approx(np.sqrt(np.pi / 2) / np.sqrt(3), rel=1e-10)


def test_a_measure_below_its_noise_floor_says_so():
    found = grouped(a_table([10.0, 10.1, 10.2], ses=1.0), ["bgv", "theil", "par"])
    assert (found["estimate"] < found["noise_floor"]).all()
    assert list(found["flag"]) == ["review"] * 3
    assert found["flag_reason"].str.contains("noise alone").all()
    assert (grouped(a_table([10.0, 20.0, 30.0]), ["bgv", "theil"])["flag"] == "").all()


def test_equal_groups_have_no_inequality_and_no_interval():
    found = grouped(a_table([10.0, 10.0]), ["bgv", "mld", "mdmw", "aci"], order="rank")
    assert list(found["estimate"]) == pytest.approx([0, 0, 0, 0])
    bgv = found.loc["bgv"]
    assert np.isnan(bgv["ci_low"])
    assert bgv["ci_method"] == ""
    assert "standard error is 0" in bgv["flag_reason"]


def test_widest_gaps_say_where_their_benchmark_is():
    found = grouped(a_table([10.0, 20.0]), ["difference", "bgv"])
    assert np.isnan(found.loc["difference", "noise_floor"])
    assert "no_difference" in found.loc["difference", "note"]
    assert found.loc["bgv", "note"] == ""


def test_missing_groups_are_left_out_and_listed_unless_asked_for(replicated):
    found = by_measure(inequality(replicated, ["bgv"]))
    assert list(found["groups"]) == [3, 3]
    assert list(found["left_out"]) == ["(missing) (not a group)"] * 2
    kept = by_measure(inequality(replicated, ["bgv"], with_missing=True))
    assert list(kept["groups"]) == [4, 4]
    assert list(kept["left_out"]) == ["", ""]


@pytest.fixture
def small_group(people):
    """A table in which four people are in c, nobody is in d, and the rest are in a and b."""
    rest = np.where(people["sex"] == "f", "a", "b")
    levels = np.where(np.arange(len(people)) < 4, "c", rest)
    frame = people.assign(
        race=pd.Categorical(levels, ["a", "b", "c", "d"]), wage=people["wage"].fillna(20), w=people["w"] + 1
    )
    return disaggregate(Design(frame, weight="w"), mean("wage"), by=["race"])


def test_groups_of_nobody_are_left_out_and_listed(small_group):
    found = inequality(small_group, ["theil"]).frame.iloc[0]
    assert (found["groups"], found["left_out"]) == (3, "d (nobody is in it)")
    assert np.isfinite(found["estimate"])


def test_a_hidden_group_is_not_quietly_left_out(small_group):
    published = small_group.publish()
    hidden = list(published.frame.loc[published.frame["suppressed"], "race"])
    assert "c" in hidden
    found = published.inequality(["theil"]).frame.iloc[0]
    assert np.isnan(found["estimate"])
    assert found["flag"] == "undefined"
    assert found["flag_reason"] == f"hidden or without an estimate: {'; '.join(hidden)}; leave_out does without a group"
    alone = published.inequality(["theil"], leave_out=hidden).frame.iloc[0]
    shown = small_group.inequality(["theil"], leave_out=hidden).frame.iloc[0]
    pd.testing.assert_series_equal(alone, shown)


def test_unreliable_groups_stay_and_are_named_until_left_out(people):
    frame = people.assign(race=np.where(np.arange(400) < 4, "tiny", people["race"].fillna("a")))
    table = disaggregate(Design(frame, weight="w"), share("wage", at_least=20), by=["race"])
    kept = by_measure(inequality(table, ["bgv"])).loc["bgv"]
    assert (kept["groups"], kept["flag"]) == (4, "unreliable")
    assert "tiny" in kept["flag_reason"]
    left = by_measure(inequality(table, ["bgv"], leave_out=["tiny"])).loc["bgv"]
    assert (left["groups"], left["left_out"]) == (3, "tiny (left out as asked)")
    assert "tiny" not in left["flag_reason"]


def test_a_group_without_a_standard_error_is_unreliable_and_leaves_no_noise_floor():
    frame = pd.DataFrame(
        {"part": list("a" * 40 + "b" * 40 + "cccc"), "wage": [*range(40), *range(60, 100), *range(48, 52)]}
    )
    table = disaggregate(Design(frame), median("wage"), by=["part"])
    found = by_measure(inequality(table, ["difference", "bgv"]))
    assert found.loc["difference", "flag"] == "unreliable"
    assert found.loc["difference", "flag_reason"] == "unreliable: c"
    assert found["estimate"].notna().all()
    assert found["noise_floor"].isna().all()
    assert found.loc["bgv", "flag_reason"] == "too little data for a standard error"
    assert "no noise floor" in found.loc["bgv", "note"]


def test_logarithms_ratios_and_relative_measures_need_positive_numbers():
    found = grouped(
        a_table([-1.0, 0.0, 0.5]), ["theil", "mld", "ratio", "cov", "paf", "bgv", "rii_linear"], order="rank"
    )
    assert list(found["flag"]) == ["undefined"] * 5 + ["", "undefined"]
    assert found.loc[found["flag"] == "undefined", "estimate"].isna().all()
    assert "of a is not" in found.loc["mld", "flag_reason"]
    assert "mean of the groups" in found.loc["paf", "flag_reason"]


def test_totals_have_only_a_difference_and_a_ratio_and_medians_and_ratios_say_what_their_mean_is(people):
    frame = people.assign(hours=40.0)
    table = disaggregate(Design(frame, weight="w"), [total("wage"), median("wage"), ratio("wage", "hours")], by=["sex"])
    found = inequality(table, ["difference", "bgv"]).frame.set_index(["statistic", "measure"])
    assert found.loc[("total", "difference"), "estimate"] > 0
    assert "totals grow" in found.loc[("total", "bgv"), "flag_reason"]
    assert "quantiles" in found.loc[("median", "bgv"), "note"]
    assert "weighted by their people" in found.loc[("ratio", "bgv"), "note"]


def test_a_census_has_measures_and_no_errors(people):
    found = inequality(disaggregate(census(people), mean("wage"), by=["race", "sex"])).frame
    assert found["estimate"].notna().all()
    assert found[["se", "ci_low", "noise_floor"]].isna().all(axis=None)
    assert (found["ci_method"] == "census: every record, no sampling error").all()
    assert (found["note"] == "every record was counted, so there is no sampling noise").all()


def test_groups_that_share_people_have_only_a_difference_and_a_ratio():
    chosen = {"White": "white", "Black or African American": "black"}
    frame = pd.DataFrame({"white": [1, 1, 0, 1, 0, 1] * 9, "black": [0, 1, 1, 0, 1, 1] * 9, "wage": range(1, 55)})
    groups = race(frame, columns=chosen)
    table = disaggregate(Design(frame), mean("wage"), by=[groups], margins=True)
    found = inequality(table).frame
    assert list(found["measure"]) == ["difference", "ratio"]
    assert (found["groups"] == 2).all()
    with pytest.raises(DataError, match="theil needs groups that add up, and these share people"):
        inequality(table, ["theil"])


def test_several_columns_are_measured_by_their_cells(replicated, people):
    design = Design(people, weight="w", replicates=bootstrap("w", 12))
    table = disaggregate(design, mean("wage"), by=["race", "sex"], margins=True)
    by_dictionary, by_tuple = (
        by_measure(inequality(table, ["mdrw"], reference=item, leave_out=[("c", "f")]))
        for item in ({"race": "a", "sex": "m"}, ("a", "m"))
    )
    assert by_dictionary.loc["mdrw", "groups"] == 5
    assert by_dictionary.loc["mdrw", "left_out"].startswith("c, f (left out as asked); (missing), f")
    pd.testing.assert_frame_equal(by_dictionary, by_tuple)


def test_an_ordered_category_needs_no_order(people):
    frame = people.assign(race=pd.Categorical(people["race"], ["c", "b", "a"], ordered=True))
    table = disaggregate(Design(frame, weight="w"), mean("wage"), by=["race"])
    implied, named = (inequality(table, ["aci", "sii"], order=order).frame for order in (None, ["c", "b", "a"]))
    pd.testing.assert_frame_equal(implied, named)
    turned = inequality(table, ["aci"], order=["a", "b", "c"]).frame
    assert turned["estimate"][0] == pytest.approx(-implied["estimate"][0])
    assert "sii" in set(inequality(table).frame["measure"])


def test_lost_replicates_are_counted_and_groups_may_be_named_as_text():
    frame = pd.DataFrame({"part": [1, 1, 2, 2], "wage": [1.0, 2, 3, 5], "w": 1.0, "w1": [0.0, 0, 1, 1]})
    design = Design(frame.assign(w2=[2.0, 1, 1, 0], w3=[1.0, 0, 2, 1]), weight="w", replicates=bootstrap("w", 3))
    found = inequality(disaggregate(design, mean("wage"), by=["part"]), ["mdrw"], reference="1").frame.iloc[0]
    assert found["estimate"] == pytest.approx(1.25)
    assert "1 replicates are undefined and were left out" in found["flag_reason"]


def test_one_group_and_an_empty_reference_are_undefined(people):
    frame = people.assign(race=pd.Categorical(people["race"], ["a", "b", "c", "d"]))
    table = disaggregate(Design(frame, weight="w"), mean("wage"), by=["race"])
    alone = inequality(table, ["bgv"], leave_out=["a", "b"]).frame.iloc[0]
    assert alone["flag_reason"] == "fewer than two groups have an estimate"
    nobody = inequality(table, ["mdrw"], reference="d").frame.iloc[0]
    assert nobody["flag_reason"] == "nobody is in the reference, d"


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"measures": ["gini"]}, "no measure 'gini'; the measures are difference"),
        ({"measures": "bgv"}, r"measures is a list of measures, such as \['bgv'\]"),
        ({"measures": []}, "at least one measure is needed"),
        ({"measures": ["sii"]}, "sii needs order="),
        ({"measures": ["mdrw"]}, "mdrw is the mean distance from a reference"),
        ({"reference": "z"}, "no group 'z'; the groups are a; b; c"),
        ({"reference": {"sex": "f"}}, "no group {'sex': 'f'}"),
        ({"reference": "a", "leave_out": ["a"]}, "the reference may not be left out"),
        ({"order": ["a", "b"]}, "order must name every group; it lacks c"),
        ({"order": ["a", "b", "c", "a"]}, "order names each group once, and a is in it twice"),
        ({"order": "abc"}, "order is a list of groups, got 'abc'"),
        ({"higher_is": "nicer"}, "higher_is is one of better, worse; got 'nicer'"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(replicated, choices, words):
    with pytest.raises(DataError, match=words):
        inequality(replicated, **choices)


def test_inequality_needs_groups(people):
    with pytest.raises(DataError, match="inequality is between groups"):
        inequality(disaggregate(Design(people), mean("wage")))


@pytest.mark.parametrize(
    ("change", "choices", "words"),
    [
        ({"y": [1.0, np.nan]}, {}, "every group needs a number in 'y'; leave out the 1 without one"),
        ({"se": -1.0}, {}, "standard errors are zero or more, got -1"),
        ({"people": 0.0}, {}, "populations are above zero, got 0"),
        ({"y": [50.0, 60.0]}, {"statistic": "share"}, "shares lie between 0 and 1, got 60; divide percents by 100"),
        ({}, {"statistic": "total"}, "statistic is one of mean, share"),
        ({}, {"reference": "z"}, "no group 'z'; the groups are a, b"),
        ({}, {"level": 95}, "level must lie between 0 and 1, got 95"),
        ({}, {"higher_is": "up"}, "higher_is is one of better, worse"),
    ],
)
def test_a_published_table_must_be_complete(change, choices, words):
    with pytest.raises(DataError, match=words):
        grouped(a_table([1.0, 2.0]).assign(**change), **choices)


def test_a_published_table_needs_two_groups_and_may_name_them():
    with pytest.raises(DataError, match="at least two groups, got 1"):
        grouped(a_table([1.0]))
    frame = a_table([1.0, 2.0, 4.0]).assign(name=["x", "y", "z"])
    assert grouped(frame, ["mdrw"], group="name", reference="z").loc["mdrw", "estimate"] == pytest.approx(5 / 3)


def test_nothing_is_shown_unpublished(replicated):
    found = inequality(replicated, ["bgv"])
    assert "unpublished" in repr(found)
    assert "unpublished" in found._repr_html_()
