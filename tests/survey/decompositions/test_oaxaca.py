"""The Oaxaca-Blinder decomposition against R's `oaxaca` and `survey`, and against brute force."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.errors import DataError
from jqtools.survey import Design, census, jk1, sdr
from jqtools.survey.decompositions.adjusted_gap import adjusted_gap
from jqtools.survey.decompositions.oaxaca import oaxaca
from jqtools.survey.decompositions.oaxaca_fits import REFERENCES
from jqtools.survey.decompositions.predictors import model_terms
from jqtools.survey.decompositions.regression import least_squares
from tests.survey.r_tables import TAYLOR, agrees, reference, schools, taylor

CHICAGO = ["age", "female", "LTHS", "some_college", "college", "advanced_degree"]
NATIVE = {"foreign_born": (0, 1)}
R_REFERENCES = {
    "0": "group_b",
    "1": "group_a",
    "0.5": "average",
    "0.430930930930931": "by_size",
    "-1": "pooled_without_group",
    "-2": "pooled_with_group",
}
SEXES = {"sex": ("f", "m")}


@pytest.fixture(scope="module")
def chicago(shared):
    frame = pd.read_csv(shared / "data" / "chicago.csv").rename(columns=lambda name: name.replace(".", "_"))
    return Design(frame.assign(real_wage=np.exp(frame["ln_real_wage"])))


@pytest.fixture
def workers(people):
    rng = np.random.default_rng(5)
    women = people["sex"] == "f"
    school = np.where(women, rng.choice(["low", "mid", "high"], 400), rng.choice(["low", "low", "mid", "high"], 400))
    years = np.round(rng.normal(10 + 3 * women, 4), 1)
    pay = 10 + years * (0.5 + 0.2 * women) + (school == "high") * 4 + rng.normal(0, 3, 400)
    return people.assign(school=school, years=years, pay=np.where(rng.random(400) < 0.05, np.nan, pay))


def part(found, fold, component, term="(all)", category=""):
    keys = {"fold": fold, "component": component, "term": term, "category": category}
    rows = found.frame[np.logical_and.reduce([found.frame[name] == value for name, value in keys.items()])]
    assert len(rows) == 1, keys
    return rows.iloc[0]


def fit(y, x, w):
    root = np.sqrt(w)
    return np.linalg.lstsq(x * root[:, None], y * root, rcond=None)[0]


def threefold(frame, w, predictors=("years",)):
    """Endowments, coefficients and interaction of pay, by least squares with numpy; groups are sexes."""
    parts = {}
    for sex in ("f", "m"):
        mine = (frame["sex"] == sex).to_numpy()
        x = np.column_stack([np.ones(mine.sum()), frame.loc[mine, list(predictors)]]).astype(float)
        parts[sex] = fit(frame.loc[mine, "pay"].to_numpy(), x, w[mine]), w[mine] @ x / w[mine].sum()
    (a, mean_a), (b, mean_b) = parts["f"], parts["m"]
    return np.array([(mean_a - mean_b) @ b, mean_b @ (a - b), (mean_a - mean_b) @ (a - b)])


def expected_parts(found, row):
    """The numbers of ours that a row of R's table stands for."""
    kind = row["stat"]
    if kind.startswith("threefold_"):
        return part(found, "three", kind.removeprefix("threefold_"))["estimate"]
    if kind.startswith("twofold_detailed"):
        term = row["group"].split(";")[1].replace(".", "_").replace("(Intercept)", "(intercept)")
        return part(found, "two", "explained", term)["estimate"]
    if kind.startswith("twofold_"):
        return part(found, "two", kind.removeprefix("twofold_").lower())["estimate"]
    if kind == "difference":
        return part(found, "two", "gap")["estimate"]
    return found.groups["estimate"][["mean_A", "mean_B"].index(kind)]


def test_every_row_of_r_s_oaxaca_agrees(shared, chicago):
    table = pd.read_csv(shared / "oracles" / "expected" / "decomposition_inequality.csv", dtype={"group": str})
    table = table[table["case"].str.startswith("oaxaca_chicago/")].fillna({"group": ""})
    asked = list(product(("ln_real_wage", "real_wage"), R_REFERENCES.items()))
    made = {(y, r): oaxaca(chicago, y, CHICAGO, NATIVE, reference=name) for y, (r, name) in asked}
    for row in table.to_dict("records"):
        outcome = row["case"].split("/")[1].replace(".", "_")
        weight = row["group"].split("=")[1].split(";")[0] if row["group"] else "0"
        found = expected_parts(made[outcome, weight], row)
        assert found == pytest.approx(row["estimate"], rel=1e-8, abs=1e-12), row
    assert len(table) == 144


def test_rows_without_a_value_are_left_out_and_counted(chicago):
    found = oaxaca(chicago, "ln_real_wage", CHICAGO, NATIVE)
    assert found.groups["n"].tolist() == [287, 379]
    assert found.groups["n_missing"].sum() == 712 - 666


@pytest.mark.parametrize("name", TAYLOR)
def test_coefficients_agree_with_r_s_svyglm(shared, name):
    design = taylor(shared, name)
    rows = reference(shared).query("design_name == @name and topic == 'svyglm_adjgap'").to_dict("records")
    gaps = adjusted_gap(design, "api00", "stype", "meals", reference="E").frame.set_index("stype")
    places = np.arange(len(design.frame))
    terms = model_terms(design.frame, ("stype", "meals"), places)
    fitted = least_squares(design, places, terms, design.frame["api00"].to_numpy(float))
    intercept = fitted[np.array([0])].plus(fitted[np.array([1])])
    others = {"(Intercept)": intercept, "meals": fitted[np.array([4])]}
    for row in rows:
        if row["group"] in others:
            values = others[row["group"]]
            agrees({"estimate": values.now[0], "se": values.se()[0]}, row)
        else:
            agrees(gaps.loc[row["group"][-1]], row, "ci_low", "ci_high", "df")
    assert len(rows) == 4


def test_the_gap_agrees_with_the_difference_of_r_s_domain_means(shared):
    table, compared = reference(shared), 0
    for name in TAYLOR:
        for row in table.query("design_name == @name and topic == 'gap_diff'").to_dict("records"):
            a, b = row["group"].split("-")
            found = oaxaca(taylor(shared, name), "api00", "meals", {"stype": (a[-1], b[-1])})
            agrees(part(found, "two", "gap"), row, "ci_low", "ci_high", "df")
            compared += 1
    assert compared == 2 * len(TAYLOR)


def test_jackknife_errors_agree_with_r(shared):
    # R survey: withReplicates over as.svrepdesign(type = "JK1", mse = TRUE), lm in each group.
    expected = {
        ("three", "endowments", "(all)"): (-8.84005339102185, 13.0276627471321),
        ("three", "coefficients", "(all)"): (37.7130750731824, 9.48829822645832),
        ("three", "interaction", "(all)"): (-2.4727314063988, 8.8174987560947),
        ("two", "explained", "(all)"): (-10.6922288306355, 14.8448299358544),
        ("two", "explained", "meals"): (-5.209242183992, 11.0440133111744),
    }
    frame = schools(shared, "apiclus1")
    weights = {
        f"r{i}": frame["pw"] * (frame["dnum"] != unit) * 15 / 14 for i, unit in enumerate(frame["dnum"].unique())
    }
    design = Design(frame.assign(**weights), weight="pw", replicates=jk1([*weights]))
    found = oaxaca(design, "api00", ["meals", "ell"], {"awards": ("Yes", "No")}, reference="pooled_with_group")
    for place, numbers in expected.items():
        assert part(found, *place)[["estimate", "se"]].tolist() == pytest.approx(numbers, rel=1e-8), place


def test_replication_fits_anew_under_every_weight(workers):
    frame = workers.dropna(subset=["pay"]).reset_index(drop=True)
    weights = {f"r{i}": frame["w"] * (np.arange(len(frame)) % 10 != i) * 10 / 9 for i in range(10)}
    design = Design(frame.assign(**weights), weight="w", replicates=jk1([*weights]))
    found = oaxaca(design, "pay", "years", SEXES)
    full = threefold(frame, frame["w"].to_numpy(float))
    draws = np.array([threefold(frame, weights[name].to_numpy(float)) for name in weights])
    se = np.sqrt(9 / 10 * ((draws - full) ** 2).sum(axis=0))
    rows = [part(found, "three", name) for name in ("endowments", "coefficients", "interaction")]
    assert [row["estimate"] for row in rows] == pytest.approx(full, rel=1e-9)
    assert [row["se"] for row in rows] == pytest.approx(se, rel=1e-9)


def test_taylor_errors_are_those_of_a_numerical_derivative_by_each_weight(workers):
    frame = workers.dropna(subset=["pay"]).iloc[:120].reset_index(drop=True)
    w = frame["w"].to_numpy(float) + 1
    found = oaxaca(Design(frame.assign(w=w), weight="w"), "pay", "years", SEXES)
    step, eye = 1e-4, np.eye(len(w))
    slopes = np.array(
        [
            (threefold(frame, w + step * eye[i]) - threefold(frame, w - step * eye[i])) / (2 * step)
            for i in range(len(w))
        ]
    )
    scores = slopes * w[:, None]
    se = np.sqrt(len(w) / (len(w) - 1) * ((scores - scores.mean(axis=0)) ** 2).sum(axis=0))
    ours = [part(found, "three", name)["se"] for name in ("endowments", "coefficients", "interaction")]
    assert ours == pytest.approx(se, rel=1e-5)


def test_a_regression_with_only_a_mean_has_the_standard_error_of_a_mean(workers):
    design, rows = Design(workers, weight="w"), np.flatnonzero(workers["pay"].notna())
    found = least_squares(design, rows, model_terms(workers, (), rows), workers["pay"].to_numpy()[rows])
    w, y = workers["w"].to_numpy(float)[rows], workers["pay"].to_numpy()[rows]
    scores = np.zeros(400)
    scores[rows] = w * (y - w @ y / w.sum()) / w.sum()
    assert found.now == pytest.approx([w @ y / w.sum()])
    assert found.se() == pytest.approx([np.sqrt(400 / 399 * ((scores - scores.mean()) ** 2).sum())])


def dummies(frame, omitted):
    levels = [level for level in ("high", "low", "mid") if level != omitted]
    return frame.assign(**{level: (frame["school"] == level).astype(float) for level in levels}), levels


@pytest.mark.parametrize("rule", REFERENCES)
@pytest.mark.parametrize("replicates", [None, sdr("w", 12)])
def test_normalised_categories_are_the_mean_over_which_category_is_left_out(workers, rule, replicates):
    found = oaxaca(
        Design(workers, weight="w", replicates=replicates), "pay", ["school", "years"], SEXES, reference=rule
    )
    others = []
    for omitted in ("high", "low", "mid"):
        frame, levels = dummies(workers, omitted)
        design = Design(frame, weight="w", replicates=replicates)
        others.append(oaxaca(design, "pay", [*levels, "years"], SEXES, reference=rule))
    for fold, component in (("three", "coefficients"), ("two", "explained"), ("two", "unexplained_b")):
        for level in ("high", "low", "mid"):
            mine = part(found, fold, component, "school", level)["estimate"]
            theirs = [part(o, fold, component, level)["estimate"] for o in others if level in set(o.frame["term"])]
            assert mine == pytest.approx(sum(theirs) / 3, abs=1e-9), (component, level)
        whole = part(found, fold, component)
        for other in others:
            same = part(other, fold, component)
            assert whole[["estimate", "se"]].tolist() == pytest.approx(same[["estimate", "se"]].tolist(), abs=1e-9)


def test_the_order_of_categories_changes_nothing(workers):
    tables = []
    for order in (["low", "mid", "high"], ["high", "low", "mid"]):
        frame = workers.assign(school=pd.Categorical(workers["school"], order))
        found = oaxaca(Design(frame, weight="w"), "pay", ["school", "years"], SEXES).frame
        tables.append(found.set_index(["fold", "component", "term", "category"]).sort_index()[["estimate", "se"]])
    pd.testing.assert_frame_equal(*tables, rtol=1e-9, atol=1e-10)


def test_coefficients_of_categories_add_up_to_nothing(workers):
    found = oaxaca(Design(workers, weight="w"), "pay", ["school", "years"], SEXES, reference="pooled_with_group")
    for _, rows in found.coefficients[found.coefficients["term"] == "school"].groupby("group"):
        assert rows["category"].tolist() == ["high", "low", "mid"]
        assert rows["estimate"].sum() == pytest.approx(0, abs=1e-10)
    shares = found.means[found.means["term"] == "school"].groupby("group")["estimate"].sum()
    assert shares.tolist() == pytest.approx([1, 1])


def random_frame(numbers):
    frame = pd.DataFrame(numbers, columns=["w", "pay", "years"]).assign(sex=["f", "m"] * (len(numbers) // 2))
    return frame.assign(years=frame["years"] + np.arange(len(frame)) // 2)


ROWS = st.lists(st.tuples(st.integers(1, 5), st.floats(-9, 9), st.floats(0, 0.4)), min_size=16, max_size=16)


@settings(max_examples=30, deadline=None)
@given(ROWS, st.sampled_from(REFERENCES))
def test_components_and_details_add_up_to_the_gap(numbers, rule):
    found = oaxaca(Design(random_frame(numbers), weight="w"), "pay", "years", SEXES, reference=rule).frame
    total = found[found["term"] == "(all)"].set_index(["fold", "component"])["estimate"]
    gap = total["two", "gap"]
    assert total["three"].iloc[1:].sum() == pytest.approx(gap, abs=1e-9)
    assert total["two", "explained"] + total["two", "unexplained"] == pytest.approx(gap, abs=1e-9)
    halves = total["two", "unexplained_a"] + total["two", "unexplained_b"]
    assert halves == pytest.approx(total["two", "unexplained"], abs=1e-9)
    details = found[found["term"] != "(all)"].groupby(["fold", "component"])["estimate"].sum()
    assert details.to_numpy() == pytest.approx(total[details.index].to_numpy(), abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(ROWS, st.sampled_from([("group_a", "group_b"), ("average",) * 2, ("by_size",) * 2, ("pooled_with_group",) * 2]))
def test_groups_the_other_way_round_turn_the_signs_round(numbers, rules):
    design = Design(random_frame(numbers), weight="w")
    there = oaxaca(design, "pay", "years", SEXES, reference=rules[0])
    back = oaxaca(design, "pay", "years", {"sex": ("m", "f")}, reference=rules[1])
    for component in ("gap", "explained", "unexplained"):
        assert part(there, "two", component)["estimate"] == pytest.approx(
            -part(back, "two", component)["estimate"], abs=1e-9
        )
        assert part(there, "two", component)["se"] == pytest.approx(part(back, "two", component)["se"], abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(ROWS, st.sampled_from(REFERENCES))
def test_a_weight_of_3_is_the_same_as_3_rows(numbers, rule):
    frame = random_frame(numbers)
    weighted = oaxaca(Design(frame, weight="w"), "pay", "years", SEXES, reference=rule).frame["estimate"]
    rows = frame.loc[np.repeat(frame.index, frame["w"])].reset_index(drop=True)
    repeated = oaxaca(census(rows), "pay", "years", SEXES, reference=rule).frame["estimate"]
    assert weighted.to_numpy() == pytest.approx(repeated.to_numpy(), abs=1e-9)


def test_a_census_has_parts_but_no_standard_error(workers):
    found = oaxaca(census(workers), "pay", ["school", "years"], SEXES)
    assert found.frame[["se", "ci_low", "ci_high", "df"]].isna().all(axis=None)
    assert set(found.frame["ci_method"]) == {"census: every record, no sampling error"}
    assert set(found.frame["flag"]) == {""}


def test_counts_stand_beside_every_part(workers):
    found = oaxaca(Design(workers, weight="w"), "pay", ["school", "years"], SEXES)
    known = workers[workers["pay"].notna() & (workers["w"] > 0)]
    sizes = known.groupby(["sex", "school"]).size()
    row = part(found, "two", "explained", "school", "mid")
    assert (row["n_a"], row["n_b"]) == (sizes["f", "mid"], sizes["m", "mid"])
    row = part(found, "two", "explained", "school")
    assert [row["n_a"], row["n_b"]] == found.groups["n"].tolist() == known.groupby("sex").size().tolist()


def test_without_detail_there_is_one_row_a_component(workers):
    design = Design(workers, weight="w")
    whole = oaxaca(design, "pay", ["school", "years"], SEXES).frame
    short = oaxaca(design, "pay", ["school", "years"], SEXES, detailed=False).frame
    pd.testing.assert_frame_equal(short, whole[whole["term"] == "(all)"].reset_index(drop=True))


def test_rules_without_an_unexplained_part_of_one_group_show_exactly_0(workers):
    design = Design(workers, weight="w")
    for rule, component in (
        ("pooled_with_group", "unexplained_a"),
        ("group_a", "unexplained_a"),
        ("group_b", "unexplained_b"),
    ):
        row = part(oaxaca(design, "pay", "years", SEXES, reference=rule), "two", component)
        assert (row["estimate"], row["se"]) == (0, 0)


def test_replicates_that_cannot_be_solved_are_left_out_and_counted(workers):
    frame = workers.assign(w=1.0, rare=np.where(np.arange(400) < 4, "yes", "no"), unit=np.arange(400) // 40)
    frame.loc[:3, "sex"] = ["f", "m", "f", "m"]
    frame.loc[:3, "pay"] = [1.0, 2.0, 3.0, 4.0]
    weights = {f"r{i}": (frame["unit"] != i) * 10 / 9 for i in range(10)}
    design = Design(frame.assign(**weights), weight="w", replicates=jk1([*weights]))
    found = oaxaca(design, "pay", ["rare", "years"], SEXES)
    assert part(found, "two", "explained")["flag_reason"] == "1 replicates are undefined and were left out"
    assert part(found, "two", "gap")["flag"] == ""


def test_predictors_far_from_0_lose_no_digits(workers):
    near = oaxaca(Design(workers, weight="w"), "pay", "years", SEXES)
    far = oaxaca(Design(workers.assign(years=workers["years"] + 1e6), weight="w"), "pay", "years", SEXES)
    for component in ("endowments", "interaction"):
        ours, theirs = (part(found, "three", component)[["estimate", "se"]].tolist() for found in (near, far))
        assert ours == pytest.approx(theirs, rel=1e-6)


@pytest.mark.parametrize(
    ("outcome", "predictors", "options", "sentence"),
    [
        (
            "pay",
            ["years", "months"],
            {},
            "predictor 'months' is constant or follows from the other predictors in group",
        ),
        ("pay", ["years", "same"], {}, "predictor 'same' is constant"),
        ("pay", ["years", "lone"], {}, "'lone' has only one category here"),
        ("pay", ["school", "copy"], {}, "predictor 'copy' = 'low' is constant or follows"),
        ("pay", ["years", "club"], {}, "nobody in group 'f' of 'sex' has 'club' = 'b'"),
        ("pay", ["years", "years"], {}, "'years' is named twice"),
        ("pay", ["sex"], {}, "'sex' is named twice"),
        ("pay", [], {}, "at least one predictor"),
        ("pay", ["years"], {"reference": "neumark"}, "reference is one of group_a, group_b, average"),
        ("pay", ["tenure"], {}, "no column 'tenure'"),
        ("school", ["years"], {}, "column 'school' must hold numbers"),
        ("nothing", ["years"], {}, "nobody in group 'f' of 'sex' has 'nothing' and every predictor"),
    ],
)
def test_what_cannot_be_decomposed_is_refused(workers, outcome, predictors, options, sentence):
    club = np.where((workers["sex"] == "m") & (workers["status"] < 3), "b", "a")
    more = {"months": workers["years"] * 12 + 1, "same": 0.1, "lone": "x", "copy": workers["school"], "club": club}
    design = Design(workers.assign(**more, nothing=np.nan), weight="w")
    with pytest.raises(DataError, match=sentence):
        oaxaca(design, outcome, predictors, SEXES, **options)


def test_adjusted_gaps_equal_those_of_numpy(workers):
    frame = workers.dropna(subset=["pay", "race"]).reset_index(drop=True)
    found = adjusted_gap(census(frame), "pay", "race", ["years", "school"], reference="b").frame
    x = np.column_stack([np.ones(len(frame)), frame["race"] == "a", frame["race"] == "c", frame["years"]]).astype(float)
    x = np.column_stack([x, frame["school"] == "mid", frame["school"] == "high"])
    expected = fit(frame["pay"].to_numpy(), x, np.ones(len(frame)))[1:3]
    assert found["estimate"].tolist() == pytest.approx(expected.tolist())
    assert found["race"].tolist() == ["a", "c"]
    assert found["n_a"].tolist() == [(frame["race"] == "a").sum(), (frame["race"] == "c").sum()]
    assert set(found["n_b"]) == {(frame["race"] == "b").sum()}


def test_adjusted_gaps_by_number_codes_treat_them_as_groups(workers):
    design = Design(workers, weight="w")
    found = adjusted_gap(design, "pay", "status", "years", reference=1).frame
    assert found["status"].tolist() == [2, 3, 4, 5, 6]
    with pytest.raises(DataError, match="reference is one of 1, 2, 3, 4, 5, 6; got 9"):
        adjusted_gap(design, "pay", "status", "years", reference=9)


@pytest.mark.parametrize(
    ("outcome", "controls", "sentence"),
    [("pay", "pay", "named twice"), ("nothing", "years", "nobody has a value of nothing, sex, years")],
)
def test_adjusted_gaps_that_cannot_be_are_refused(workers, outcome, controls, sentence):
    with pytest.raises(DataError, match=sentence):
        adjusted_gap(Design(workers.assign(nothing=np.nan)), outcome, "sex", controls, reference="f")


def test_more_coefficients_than_sampling_units_leave_no_interval_and_say_so(workers):
    frame = workers.assign(area=np.arange(400) % 3)
    found = adjusted_gap(Design(frame, weight="w", psu="area"), "pay", "sex", ["school", "years"], reference="m").frame
    assert found["df"].tolist() == [-2]
    assert found[["ci_low", "ci_high"]].isna().all(axis=None)
    assert found["flag_reason"].tolist() == ["too few sampling units for a standard error or an interval"]


def test_nobody_s_rows_change_by_being_decomposed(workers):
    before = workers.copy()
    first, second = (oaxaca(Design(workers, weight="w"), "pay", ["school", "years"], SEXES).frame for _ in range(2))
    pd.testing.assert_frame_equal(first, second, check_exact=True)
    pd.testing.assert_frame_equal(workers, before)


def test_it_says_that_it_is_unpublished_and_what_it_is_not(workers):
    found = oaxaca(Design(workers, weight="w"), "pay", "years", SEXES, detailed=False)
    assert repr(found) == "<Oaxaca-Blinder decomposition: 9 numbers, unpublished>"
    assert "numbers, unpublished" in found._repr_html_()
    assert "not a measure of discrimination" in found.notes[0]
