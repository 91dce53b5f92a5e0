"""How unequally wages are spread over people, and dissimilarity: reference numbers, brute force, textbook cases."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey import Design, bootstrap, census
from jqtools.survey.inequalities.concentration import concentration
from jqtools.survey.inequalities.concentration_measures import ABOVE_ZERO, MEASURES
from jqtools.survey.inequalities.dissimilarity import duncan
from tests.survey.r_tables import CLOSE, taylor

CONVEY = {
    **{"gini": "gini", "GE(0)": "mld", "GE(1)": "theil", "GE(2)": "ge2"},
    **{"A(0.5)": "atkinson0.5", "A(1)": "atkinson1", "A(2)": "atkinson2"},
    **{"GE(0)_total": "mld", "GE(0)_within": "mld_within", "GE(0)_between": "mld_between"},
    **{"GE(1)_total": "theil", "GE(1)_within": "theil_within", "GE(1)_between": "theil_between"},
    **{"share_below_17": "fgt0", "gap_below_17": "fgt1", "severity_below_17": "fgt2"},
}
# Ratios of quantile groups and a line that is itself estimated are not measured here; the pay gap is one of `gaps`.
NOT_OURS = {"gender_pay_gap(mean)", "S80/S20", "share_below_60pct_median"}

# Computed with R survey 4.1 from apistrat (svydesign(id=~1, strata=~stype, weights=~pw, fpc=~fpc)): svytotal of the
# moments of enroll, then svycontrast; the dissimilarity index in the same way from apiclus1.
R_SURVEY = {
    "ge2": (0.274564567657297, 0.0264416447551337),
    "theil": (0.212783525414554, 0.0170454481223546),
    "mld": (0.196927161518044, 0.0155473024627854),
    "atkinson0.5": (0.0976475141672429, 0.0073979003816359),
    "atkinson1": (0.178749550229771, 0.0127682291402763),
    "atkinson2": (0.302328446216035, 0.0194333275625798),
}


def by_measure(found) -> pd.DataFrame:
    return found.frame.set_index("measure")


def wages(y, **more) -> pd.DataFrame:
    return pd.DataFrame({"wage": y, **more})


@pytest.fixture
def org(shared):
    frame = pd.read_csv(shared / "oracles" / "inputs" / "org2023_sample6000.csv")
    return Design(frame, weight="orgwgt", strata="statefips")


@pytest.fixture
def convey(shared):
    table = pd.read_csv(shared / "oracles" / "expected" / "decomposition_inequality.csv")
    return table[table["case"].str.startswith("convey/")]


@pytest.fixture
def replicated(people):
    return Design(people, weight="w", replicates=bootstrap("w", 12))


def test_wages_give_what_convey_gives(org, convey):
    found = by_measure(concentration(org, "wage", line=17, decompose="wbho"))
    everyone = convey[convey["group"].isna()]
    assert set(everyone["stat"]) == set(CONVEY) | NOT_OURS
    for row in everyone[everyone["stat"].isin(list(CONVEY))].to_dict("records"):
        ours = found.loc[CONVEY[row["stat"]]]
        assert ours["estimate"] == pytest.approx(row["estimate"], rel=CLOSE), row["stat"]
        assert ours["se"] == pytest.approx(row["se"], rel=CLOSE), row["stat"]
    assert (found["flag"] == "").all()
    assert (found["n"] == 6000).all()


def test_gini_by_race_is_that_of_convey(org, convey):
    found = concentration(org, "wage", ["gini"], by="wbho").frame
    expected = convey[convey["group"].notna()].set_index("group").loc[["White", "Black", "Hispanic", "Other"]]
    np.testing.assert_allclose(found["estimate"], expected["estimate"], rtol=CLOSE)
    np.testing.assert_allclose(found["se"], expected["se"], rtol=CLOSE)
    assert list(found["wbho"]) == [1, 2, 3, 4]


def test_smooth_measures_of_a_sample_without_replacement_are_those_of_r_survey(shared):
    found = by_measure(concentration(taylor(shared, "strat_fpc"), "enroll", list(R_SURVEY)))
    for name, (estimate, se) in R_SURVEY.items():
        assert found.loc[name, "estimate"] == pytest.approx(estimate, rel=CLOSE), name
        assert found.loc[name, "se"] == pytest.approx(se, rel=CLOSE), name


def measures_of(y, w, line) -> dict[str, float]:
    """Textbook formulas, for the brute-force test."""
    n = w.sum()
    m = w @ y / n
    pairs = np.abs(np.subtract.outer(y, y))
    below = y <= line
    return {
        "gini": (w @ pairs @ w / (2 * n**2 * m)) + (w @ (w * y) - w @ y) / (n**2 * m),
        "theil": w @ (y / m * np.log(y / m)) / n,
        "mld": w @ np.log(m / y) / n,
        "ge2": w @ ((y / m) ** 2 - 1) / n / 2,
        "atkinson0.5": 1 - (w @ np.sqrt(y) / n) ** 2 / m,
        "atkinson1": 1 - np.exp(w @ np.log(y) / n) / m,
        "atkinson2": 1 - 1 / (w @ (1 / y) / n) / m,
        **{f"fgt{a}": w[below] @ (1 - y[below] / line) ** a / n for a in range(3)},
    }


def test_standard_errors_are_those_of_every_replicate_worked_out_alone(people, replicated):
    found = concentration(replicated, "wage", line=20, by="sex", level=0.9).frame.set_index(["sex", "measure"])
    for sex in ("f", "m"):
        rows = people[(people["sex"] == sex) & people["wage"].notna()]
        weights = rows[["w", *(f"w{i}" for i in range(1, 13))]].to_numpy(dtype=float)
        now, *draws = (measures_of(rows["wage"].to_numpy(), w, 20) for w in weights.T)
        for name in MEASURES:
            variance = sum((draw[name] - now[name]) ** 2 for draw in draws) / 11
            assert found.loc[(sex, name), "estimate"] == pytest.approx(now[name]), name
            assert found.loc[(sex, name), "se"] == pytest.approx(np.sqrt(variance)), name
        assert found.loc[sex, "n"].eq((rows["w"] > 0).sum()).all()
        assert found.loc[sex, "weighted_n"].eq(rows["w"].sum()).all()
    assert found["n_missing"].groupby("sex").first().sum() == (people["wage"].isna() & (people["w"] > 0)).sum()


def test_linearised_scores_are_close_to_a_jackknife():
    rng = np.random.default_rng(5)
    y, w = rng.gamma(3, 8, 300), rng.uniform(20, 60, 300)
    design = Design(wages(y, w=w), weight="w")
    found = by_measure(concentration(design, "wage", line=15))
    for name in ("gini", "theil", "atkinson2", "fgt2"):
        left = [measures_of(np.delete(y, i), np.delete(w, i), 15)[name] for i in range(300)]
        jackknife = np.sqrt(299 / 300 * ((np.array(left) - np.mean(left)) ** 2).sum())
        assert found.loc[name, "se"] == pytest.approx(jackknife, rel=0.02), name


def test_three_people_with_one_two_and_three_give_what_a_hand_gives():
    found = by_measure(concentration(census(wages([3.0, 1.0, 2.0])), "wage", line=2))["estimate"]
    by_hand = {
        **{"gini": 2 / 9, "theil": np.log(27 / 16) / 6, "mld": np.log(8 / 6) / 3, "ge2": 1 / 12},
        **{"atkinson1": 1 - 6 ** (1 / 3) / 2, "atkinson2": 1 - 9 / 11, "fgt0": 2 / 3, "fgt1": 1 / 6, "fgt2": 1 / 12},
        "atkinson0.5": 1 - ((1 + np.sqrt(2) + np.sqrt(3)) / 3) ** 2 / 2,
    }
    by_hand["theil"] = (0.5 * np.log(0.5) + 1.5 * np.log(1.5)) / 3
    assert found.to_dict() == pytest.approx(by_hand)


WAGES = st.lists(st.floats(1, 200), min_size=2, max_size=30)


@settings(max_examples=40, deadline=None)
@given(WAGES, st.floats(0.01, 100))
def test_a_raise_in_proportion_changes_nothing_and_equal_wages_are_zero(y, times):
    plain, raised = (concentration(census(wages(np.array(y) * k)), "wage").frame["estimate"] for k in (1, times))
    np.testing.assert_allclose(plain, raised, rtol=1e-6, atol=1e-9)
    assert (plain > -1e-9).all()
    equal = concentration(census(wages([y[0]] * 5)), "wage").frame["estimate"]
    np.testing.assert_allclose(equal, 0, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(WAGES, st.integers(1, 4), st.integers(0, 3))
def test_within_and_between_add_up_and_between_is_that_of_the_means(y, groups, seed):
    frame = wages(y, part=np.random.default_rng(seed).integers(0, groups, len(y)))
    found = by_measure(concentration(census(frame), "wage", ["theil", "mld", "ge2"], decompose="part"))["estimate"]
    means = frame.assign(wage=frame.groupby("part")["wage"].transform("mean"))
    flat = by_measure(concentration(census(means), "wage", ["theil", "mld", "ge2"]))["estimate"]
    for name in ("theil", "mld", "ge2"):
        assert found[f"{name}_within"] + found[f"{name}_between"] == pytest.approx(found[name], abs=1e-12)
        assert found[f"{name}_between"] == pytest.approx(flat[name], abs=1e-9)


def test_parts_are_worked_out_within_each_group(people, replicated):
    split = concentration(replicated.where("wage > 0"), "wage", ["theil"], by="sex", decompose="race").frame
    for sex in ("f", "m"):
        alone = concentration(replicated.where(f"sex == '{sex}'"), "wage", ["theil"], decompose="race").frame
        same = split[split["sex"] == sex]
        assert list(same["measure"]) == ["theil", "theil_within", "theil_between"]
        np.testing.assert_allclose(same["estimate"], alone["estimate"], rtol=1e-12)
        np.testing.assert_allclose(same["se"], alone["se"], rtol=1e-9)


def test_a_domain_keeps_the_whole_design(org):
    whole = concentration(org, "wage", by="female").frame
    women = concentration(org.where("female == 1"), "wage").frame
    same = whole[whole["female"] == 1].drop(columns="female").reset_index(drop=True)
    pd.testing.assert_frame_equal(
        same.drop(columns=["df", "ci_low", "ci_high"]), women.drop(columns=["df", "ci_low", "ci_high"])
    )


def test_the_share_below_a_line_has_the_interval_and_flag_of_shares():
    frame = wages([10.0] * 40 + [30.0] * 60)
    found = by_measure(concentration(Design(frame), "wage", ["fgt0", "fgt1"], line=15))
    assert list(found["ci_method"]) == ["Korn-Graubard", "t"]
    few = by_measure(concentration(Design(frame.iloc[30:50]), "wage", ["fgt0"], line=15)).loc["fgt0"]
    assert few["flag"] == "unreliable"
    assert "NCHS" in few["flag_reason"]
    nobody = by_measure(concentration(Design(frame), "wage", ["fgt0"], line=5)).loc["fgt0"]
    assert (nobody["estimate"], nobody["ci_low"], nobody["flag"]) == (0, 0, "review")
    assert nobody["ci_method"] == "Korn-Graubard, n at 0% or 100%"
    assert nobody["ci_high"] > 0.03


def test_a_line_counts_those_who_are_at_it():
    found = concentration(census(wages([15.0, 17.0, 20.0, 30.0])), "wage", ["fgt0", "fgt1"], line=17).frame
    assert list(found["estimate"]) == pytest.approx([0.5, 2 / 17 / 4])


def test_undefined_measures_are_rows_that_say_why():
    frame = wages([-5.0, 2, 3, 4, np.nan, 7], part=pd.Categorical(list("aabbcd"), list("abcde")))
    found = concentration(Design(frame), "wage", ["gini"], by="part").frame.set_index("part")
    assert list(found["flag"]) == ["undefined", "unreliable", "empty", "unreliable", "empty"]
    assert found.loc["a", "flag_reason"] == "it divides by the sum of the values, which is not above zero"
    assert found.loc["c", "flag_reason"] == "nobody in this group has a value"
    assert found.loc["d", "flag_reason"] == "only one row: nothing shows how much it varies"
    assert found.loc["e", "flag_reason"] == "nobody is in this group"
    assert found.loc[["a", "c", "e"], ["estimate", "se", "ci_low"]].isna().all(axis=None)


def test_a_replicate_without_people_is_counted_and_left_out():
    frame = wages([1.0, 2, 3, 4], w=1.0, w1=[0.0, 0, 0, 0], w2=[2.0, 1, 1, 0], w3=[0.0, 1, 2, 1])
    found = concentration(Design(frame, weight="w", replicates=bootstrap("w", 3)), "wage", ["theil"]).frame.iloc[0]
    assert np.isfinite(found["se"])
    assert (found["flag"], found["flag_reason"]) == ("review", "1 replicates are undefined and were left out")


def test_a_single_unit_has_no_interval_and_says_so():
    frame = wages([1.0, 2, 3, 9], psu=[1, 1, 1, 2])
    found = concentration(Design(frame, psu="psu").where("psu == 1"), "wage", ["gini"]).frame.iloc[0]
    assert np.isnan(found["ci_low"])
    assert found["flag"] == "unreliable"
    assert "no degrees of freedom" in found["flag_reason"]


def test_a_census_has_measures_without_errors(people):
    found = concentration(census(people), "wage", line=20, by="sex").frame
    assert found["estimate"].notna().all()
    assert found[["se", "ci_low", "ci_high"]].isna().all(axis=None)
    assert (found["ci_method"] == "census: every record, no sampling error").all()
    assert (found["flag"] == "").all()


def test_logarithms_of_zero_are_refused_with_their_number():
    design = census(wages([0.0, -1.0, 5.0, 6.0]))
    for name in ABOVE_ZERO:
        with pytest.raises(
            DataError, match=rf"{name} can't .* not > 0, and 2 of 'wage' .* where\('wage > 0'\), or choose"
        ):
            concentration(design, "wage", [name])
    with pytest.raises(DataError, match=r"atkinson0.5 .* not >= 0, and 1 of 'wage'"):
        concentration(design, "wage", ["atkinson0.5", "ge2"])
    assert concentration(design, "wage", ["gini", "ge2", "fgt0"], line=5).frame["estimate"].notna().all()
    assert len(concentration(design.where("wage > 0"), "wage").frame) == 7


def test_rows_that_never_count_may_hold_anything():
    frame = wages([0.0, 4.0, 6.0, 7.0], w=[0, 1, 1, 1])
    weighted, without = Design(frame, weight="w"), Design(frame.iloc[1:], weight="w")
    pairs = [concentration(design, "wage", ["theil", "gini"]).frame["estimate"] for design in (weighted, without)]
    np.testing.assert_allclose(*pairs, rtol=1e-12)


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        ({"measures": ["bgv"]}, "no measure 'bgv'; the measures are gini"),
        ({"measures": "gini"}, r"measures is a list of measures, such as \['gini'\]"),
        ({"measures": []}, "at least one measure is needed"),
        ({"measures": ["fgt1"]}, "fgt1 needs line="),
        ({"line": 0}, "line is a number above zero, in the column's unit; got 0"),
        ({"measures": ["gini"], "decompose": "race"}, "decompose splits theil, mld, ge2; got only gini"),
        ({"by": "race", "decompose": "race"}, "columns in by and decompose must differ"),
        ({"by": "n"}, "'n' is a column of the result"),
        ({"level": 95}, "level must lie between 0 and 1, got 95"),
        ({"by": "county"}, "no column 'county'"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(people, choices, words):
    with pytest.raises(DataError, match=words):
        concentration(Design(people.assign(n=1)), "wage", **choices)


def test_women_and_men_in_three_occupations_give_what_a_hand_gives():
    frame = pd.DataFrame({"sex": list("ffffmmmmxx"), "job": [*"aabc", *"abbb", *"aa"]})
    found = duncan(census(frame), "job", {"sex": ("f", "m")}).frame.iloc[0]
    # Women 1/2, 1/4, 1/4 and men 1/4, 3/4, 0: half of 1/4 + 1/2 + 1/4.
    assert found["estimate"] == pytest.approx(0.5)
    assert (found["n"], found["n_a"], found["n_b"], found["group_a"]) == (8, 4, 4, "f")


def test_dissimilarity_is_one_apart_and_zero_alike_and_the_same_from_either_side(people):
    apart = pd.DataFrame({"sex": list("ffmm"), "job": list("abcd")})
    alike = pd.DataFrame({"sex": list("ffmm"), "job": list("abab")})
    assert duncan(census(apart), "job", {"sex": ("f", "m")}).frame["estimate"][0] == pytest.approx(1)
    assert duncan(census(alike), "job", {"sex": ("f", "m")}).frame["estimate"][0] == pytest.approx(0)
    sides = [duncan(Design(people, weight="w"), "status", {"sex": pair}).frame for pair in (("f", "m"), ("m", "f"))]
    for name in ("estimate", "se", "noise_floor"):
        assert sides[0][name][0] == pytest.approx(sides[1][name][0])


def test_dissimilarity_of_schools_is_that_of_r_survey(shared):
    found = duncan(taylor(shared, "clus1_fpc"), "stype", {"sch_wide": ("Yes", "No")}).frame.iloc[0]
    assert found["estimate"] == pytest.approx(0.303260869565217, rel=CLOSE)
    assert found["se"] == pytest.approx(0.151234687726546, rel=CLOSE)


def dissimilarity(frame, w) -> float:
    shares = []
    for sex in ("f", "m"):
        here = frame["sex"] == sex
        shares.append(w[here].groupby(frame["status"][here]).sum() / w[here].sum())
    return shares[0].sub(shares[1], fill_value=0).abs().sum() / 2


def test_dissimilarity_is_worked_out_in_every_replicate(people, replicated):
    frame = people.assign(status=people["status"].where(people["status"] != 6))
    design = Design(frame, weight="w", replicates=bootstrap("w", 12))
    found = duncan(design, "status", {"sex": ("f", "m")}, by="race").frame.set_index("race")
    for level in ("a", "b"):
        rows = frame[(frame["race"] == level) & frame["status"].notna()]
        now, *draws = (
            dissimilarity(rows, rows[name].astype(float)) for name in ["w", *(f"w{i}" for i in range(1, 13))]
        )
        assert found.loc[level, "estimate"] == pytest.approx(now)
        assert found.loc[level, "se"] == pytest.approx(np.sqrt(sum((draw - now) ** 2 for draw in draws) / 11))
        lacking = (frame["race"] == level) & frame["status"].isna() & (frame["w"] > 0)
        assert found.loc[level, "n_missing"] == lacking.sum()
    assert "(missing)" in found.index


def test_noise_alone_makes_an_index_of_groups_that_are_alike():
    rng = np.random.default_rng(3)
    indices, floors = [], []
    for _ in range(60):
        frame = pd.DataFrame({"sex": rng.choice(["f", "m"], 300), "job": rng.integers(0, 12, 300)})
        found = duncan(Design(frame), "job", {"sex": ("f", "m")}).frame.iloc[0]
        indices.append(found["estimate"])
        floors.append(found["noise_floor"])
    assert np.mean(floors) == pytest.approx(np.mean(indices), rel=0.05)
    assert (np.array(indices) <= np.array(floors)).mean() == pytest.approx(0.5, abs=0.2)


def test_groups_of_nobody_have_no_index_and_say_why():
    frame = pd.DataFrame({"sex": list("ffmfmfm"), "job": list("abaabab"), "part": list("xxxyyzz")})
    frame.loc[frame["part"] == "z", "sex"] = "f"
    found = duncan(Design(frame), "job", {"sex": ("f", "m")}, by=["part"]).frame.set_index("part")
    assert list(found["flag"]) == ["unreliable", "unreliable", "empty"]
    assert found.loc["z", "flag_reason"] == "one group has nobody with a category here"
    assert found.loc["z", ["estimate", "se", "ci_low", "noise_floor"]].isna().all()
    assert found.loc["z", "ci_method"] == ""


def test_an_index_without_an_interval_or_with_lost_replicates_says_so():
    frame = pd.DataFrame({"sex": list("ffmmf"), "job": list("abaab"), "psu": [1, 1, 1, 1, 2], "w": 1.0})
    one_unit = duncan(Design(frame, psu="psu").where("psu == 1"), "job", {"sex": ("f", "m")}).frame.iloc[0]
    assert (one_unit["estimate"], one_unit["flag"]) == (0.5, "undefined")
    assert one_unit["flag_reason"].startswith("too few sampling units")
    lost = frame.assign(w1=[0.0, 0, 1, 1, 0], w2=[2.0, 1, 1, 0, 1], w3=[0.0, 1, 2, 1, 1])
    found = duncan(Design(lost, weight="w", replicates=bootstrap("w", 3)), "job", {"sex": ("f", "m")}).frame.iloc[0]
    assert np.isfinite(found["se"])
    assert found["flag_reason"] == "1 replicates are undefined and were left out"


@pytest.mark.parametrize(
    ("category", "groups", "choices", "words"),
    [
        ("job", {"sex": ("f", "m")}, {}, "no column 'job'"),
        ("status", {"sex": ("f", "x")}, {}, "'sex' has no group 'x'"),
        ("sex", {"sex": ("f", "m")}, {}, "category, groups and by must be different columns"),
        ("status", {"sex": ("f", "m")}, {"by": "n_a"}, "'n_a' is a column of the result"),
    ],
)
def test_an_index_that_cannot_be_asked_is_refused(people, category, groups, choices, words):
    with pytest.raises(DataError, match=words):
        duncan(Design(people.assign(n_a=1)), category, groups, **choices)


def test_nothing_is_shown_unpublished(people):
    found = [concentration(census(people), "wage"), duncan(census(people), "status", {"sex": ("f", "m")})]
    assert all("unpublished" in repr(item) and "unpublished" in item._repr_html_() for item in found)
