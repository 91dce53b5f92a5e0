"""Official Census figures, numbers from R's survey package and NCHS's own presentation rules."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Design, disaggregate, mean, sdr, share, total
from jqtools.survey.intervals import effective_n, korn_graubard
from jqtools.survey.reliability import cv_flag, share_flag, undefined_flag

RACES = (1, 2, 3, 5, 6, 7, 8, 9)
OFFICIAL = (
    ("Total housing units (TYPE=1)", None),
    ("Total occupied units", "TEN in [1, 2, 3, 4]"),
    ("Owner occupied units (TEN in 1,2)", "TEN in [1, 2]"),
    ("Renter occupied units (TEN in 3,4)", "TEN in [3, 4]"),
    ("Owned with a mortgage (TEN=1)", "TEN == 1"),
    ("Owned free and clear (TEN=2)", "TEN == 2"),
    ("Rented for cash (TEN=3)", "TEN == 3"),
    ("No cash rent (TEN=4)", "TEN == 4"),
    ("Total vacant units", "VACS >= 1"),
    ("For rent (VACS=1)", "VACS == 1"),
    ("For sale only (VACS=3)", "VACS == 3"),
    ("All Other Vacant (VACS in 2,4,5,6,7)", "VACS in [2, 4, 5, 6, 7]"),
)


@pytest.fixture(scope="module")
def homes(washington):
    return Design(washington, weight="WGTP", replicates=sdr("wgtp", 80))


@pytest.mark.parametrize(("name", "condition"), OFFICIAL)
def test_the_official_census_figures_come_out_exactly(homes, shared, name, condition):
    path = shared / "data" / "acs2015_1yr_wa_housing_official_verification.csv"
    official = pd.read_csv(path, index_col="characteristic").loc[name]
    rows = homes.where(condition) if condition else homes
    found = disaggregate(rows, total("one")).frame.iloc[0]
    assert round(found["estimate"]) == official["pums_est_15"]
    assert round(found["se"]) == official["pums_se_15"]
    assert round(found["moe90"]) == official["pums_moe_15"]


def test_all_twelve_official_figures_are_tested(shared):
    path = shared / "data" / "acs2015_1yr_wa_housing_official_verification.csv"
    assert set(pd.read_csv(path)["characteristic"]) == {name for name, _ in OFFICIAL}


def test_the_washington_file_has_negative_replicate_weights_and_keeps_them(homes):
    assert (homes.weights() < 0).sum() == 16


def test_successive_differences_agree_with_r(homes, shared):
    expected = pd.read_csv(shared / "oracles" / "expected" / "acs_sdr.csv", dtype={"group": str})
    occupied = homes.where("TEN in [1, 2, 3, 4]")
    found = disaggregate(occupied, mean("HINCP"), ["TEN"], margins=True).frame
    found = found.set_index(found["TEN"].astype(str))
    rows = expected[expected["case"].isin(["wa15/mean_hincp_mseTRUE", "wa15/mean_hincp_by_ten_mseTRUE"])]
    assert len(rows) == 5
    for row in rows.itertuples():
        ours = found.loc["(all)" if row.group == "occupied" else row.group]
        assert ours["estimate"] == pytest.approx(row.estimate, rel=1e-12)
        assert ours["se"] == pytest.approx(row.se, rel=1e-11)


def test_the_share_of_owners_agrees_with_r(homes, shared):
    expected = pd.read_csv(shared / "oracles" / "expected" / "acs_sdr.csv").set_index("case")
    expected = expected.loc["wa15/own_rate_mseTRUE"]
    found = disaggregate(homes.where("TEN >= 1"), share("TEN", isin=[1, 2])).frame.iloc[0]
    assert found["estimate"] == pytest.approx(expected["estimate"], rel=1e-12)
    assert found["se"] == pytest.approx(expected["se"], rel=1e-11)


@pytest.mark.parametrize("var", ["hu", "occ", "own", "rent", "mort", "clear", "cash", "nocash", "vac"])
def test_totals_agree_with_r_to_the_last_digits(homes, shared, var):
    conditions = dict(
        zip(
            ("hu", "occ", "own", "rent", "mort", "clear", "cash", "nocash", "vac"),
            [condition for _, condition in OFFICIAL],
            strict=False,
        )
    )
    expected = pd.read_csv(shared / "oracles" / "expected" / "acs_sdr.csv")
    expected = expected[(expected["case"] == "wa15/total") & (expected["var"] == var)].iloc[0]
    rows = homes.where(conditions[var]) if conditions[var] else homes
    found = disaggregate(rows, total("one")).frame.iloc[0]
    assert found["estimate"] == expected["estimate"]
    assert found["se"] == pytest.approx(expected["se"], rel=1e-11)


def test_seattle_employment_by_race_agrees_with_a_loop(seattle):
    design = Design(seattle, weight="PWGTP", replicates=sdr("pwgtp", 80))
    table = disaggregate(design.where("AGEP >= 16"), share("ESR", isin=[1, 2, 4, 5]), ["RAC1P"]).frame
    assert table["RAC1P"].tolist() == sorted(seattle["RAC1P"].unique())
    for row in table.itertuples():
        part = seattle[(seattle["AGEP"] >= 16) & (seattle["RAC1P"] == row.RAC1P) & seattle["ESR"].notna()]
        works = part["ESR"].isin([1, 2, 4, 5])
        shares = []
        for name in ("PWGTP", *(f"pwgtp{i}" for i in range(1, 81))):
            shares.append(part.loc[works, name].sum() / part[name].sum())
        assert row.n == len(part)
        assert row.estimate == pytest.approx(shares[0], rel=1e-12)
        assert row.se == pytest.approx(np.sqrt(4 / 80 * sum((s - shares[0]) ** 2 for s in shares)), rel=1e-10)
        assert row.df == 79


def schools(shared):
    """R's `apistrat`, whose column names with a dot become names with an underscore."""
    frame = pd.read_csv(shared / "oracles" / "inputs" / "apistrat.csv")
    return frame.rename(columns=lambda name: name.replace(".", "_"))


def expected_wonly(shared, case):
    rows = pd.read_csv(shared / "oracles" / "expected" / "survey_taylor_and_replicates.csv")
    found = rows[rows["case"] == f"wonly/{case}"]
    assert len(found)
    return found


def agrees(found, expected, interval=True):
    assert found["estimate"] == pytest.approx(expected["estimate"], rel=1e-10)
    assert found["se"] == pytest.approx(expected["se"], rel=1e-8)
    if interval:
        assert found["df"] == expected["df"]
        assert found["ci_low"] == pytest.approx(expected["ci_low"], rel=1e-8)
        assert found["ci_high"] == pytest.approx(expected["ci_high"], rel=1e-8)


@pytest.mark.parametrize(
    ("case", "outcome"),
    [("mean", mean("api00")), ("mean_enroll", mean("enroll")), ("total", total("enroll"))],
)
def test_weights_alone_agree_with_r(shared, case, outcome):
    found = disaggregate(Design(schools(shared), weight="pw"), outcome).frame.iloc[0]
    agrees(found, expected_wonly(shared, case).iloc[0])


def test_shares_of_a_category_agree_with_r(shared):
    design = Design(schools(shared), weight="pw")
    for row in expected_wonly(shared, "prop_stype").to_dict("records"):
        found = disaggregate(design, share("stype", equals=row["group"][-1])).frame.iloc[0]
        agrees(found, row, interval=False)


def test_the_korn_graubard_interval_agrees_with_r(shared):
    expected = expected_wonly(shared, "ciprop").set_index("stat").loc["ciprop_beta"]
    found = disaggregate(Design(schools(shared), weight="pw"), share("api00", at_least=700)).frame.iloc[0]
    assert found["ci_method"] == "Korn-Graubard"
    agrees(found, expected)


def test_domains_agree_with_r(shared):
    table = disaggregate(Design(schools(shared), weight="pw"), mean("api00"), ["stype"]).frame
    for row in expected_wonly(shared, "svyby_stype").to_dict("records"):
        agrees(table[table["stype"] == row["group"]].iloc[0], row)


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        ("svyby_stype_schwide", mean("api00")),
        ("svyby_prop", share("api00", at_least=700)),
        ("svyby_count", total("one")),
    ],
)
def test_domains_of_two_columns_agree_with_r(shared, case, outcome):
    table = disaggregate(Design(schools(shared), weight="pw"), outcome, ["stype", "sch_wide"]).frame
    for row in expected_wonly(shared, case).to_dict("records"):
        stype, wide = row["group"].split(".")
        found = table[(table["stype"] == stype) & (table["sch_wide"] == wide)].iloc[0]
        agrees(found, row, interval=case == "svyby_stype_schwide")


def test_a_simple_random_sample_agrees_with_the_textbook(shared):
    frame = pd.read_csv(shared / "oracles" / "inputs" / "apisrs.csv")
    found = disaggregate(Design(frame), mean("api00")).frame.iloc[0]
    assert found["se"] == pytest.approx(frame["api00"].std(ddof=1) / np.sqrt(200), rel=1e-12)


def nchs_grid(shared):
    return pd.read_csv(shared / "oracles" / "expected" / "nchs_presentation_flags.csv", keep_default_na=False)


def test_effective_n_agrees_with_the_nchs_grid(shared):
    grid = nchs_grid(shared)
    found = effective_n(grid["p"].to_numpy(), grid["se"].to_numpy(), grid["n"].to_numpy())
    assert found == pytest.approx(grid["n_eff"].to_numpy(), rel=1e-10)


def test_flags_agree_with_the_nchs_grid(shared):
    words = {"Px": "unreliable", "P0": "review", "Pc": "caution", "": ""}
    grid = nchs_grid(shared)
    assert len(grid) == 120
    for row in grid.itertuples():
        flag, reason = share_flag(row.p, row.k, row.n, row.n_eff, row.ll, row.ul, row.df)
        assert flag == words[row.flags], row.group
        assert (reason != "") == (flag != "")
        assert (flag != "unreliable") == row.display


def test_few_degrees_of_freedom_are_for_review():
    assert share_flag(0.5, 500, 1000, 1000, 0.48, 0.52, df=7)[0] == "review"
    assert share_flag(0.5, 500, 1000, 1000, 0.48, 0.52, df=8)[0] == ""


def test_intervals_agree_with_the_nchs_grid_where_degrees_of_freedom_need_no_adjustment(shared):
    grid = nchs_grid(shared)
    for row in grid.itertuples():
        size = np.array([row.n_eff])
        (low,), (high,) = korn_graubard(np.array([row.p]), size, np.array([row.n]), row.n - 1, 0.95)
        assert low == pytest.approx(row.ll, abs=1e-12)
        assert high == pytest.approx(row.ul, abs=1e-12)


def test_nobody_and_everybody_use_n():
    share_of, n = np.array([0.0, 1.0]), np.array([20, 20])
    low, high = korn_graubard(share_of, n.astype(float), n, 79, 0.95)
    assert low.tolist() == [0, pytest.approx(0.025 ** (1 / 20))]
    assert high.tolist() == [pytest.approx(1 - 0.025 ** (1 / 20)), 1]


def test_few_rows_of_a_survey_with_many_degrees_of_freedom_gain_nothing_by_them():
    few, exact = (korn_graubard(np.array([0.5]), np.array([2.0]), np.array([2]), df, 0.95) for df in (79, 1))
    assert few[0] == pytest.approx(exact[0])
    assert few[1] - few[0] > 0.8


def test_a_stratified_share_may_be_worth_more_rows_than_it_has_but_not_in_its_flag():
    share_of, se, n = np.array([0.4]), np.array([0.02]), np.array([100])
    assert effective_n(share_of, se, n).tolist() == [100]
    assert effective_n(share_of, se, n, capped=False) == pytest.approx([600])


@pytest.mark.parametrize(
    ("n", "cv", "flag", "reason"),
    [
        (50, 0.15, "", ""),
        (50, 0.151, "caution", "coefficient of variation 15.1% (over 15%)"),
        (50, 0.30, "caution", "coefficient of variation 30.0% (over 15%)"),
        (50, 0.301, "unreliable", "coefficient of variation 30.1% (over 30%)"),
        (1, 0.0, "unreliable", "only one row: nothing shows how much it varies"),
        (50, np.nan, "review", "estimate is 0, so it has no coefficient of variation"),
    ],
)
def test_means_and_totals_are_flagged_by_their_coefficient_of_variation(n, cv, flag, reason):
    assert cv_flag(n, cv) == (flag, reason)


def test_what_is_undefined_says_why():
    assert undefined_flag(5, 0, 1.0, 0.1, census=False) is None
    assert undefined_flag(5, 0, 1.0, np.nan, census=True) is None
    assert undefined_flag(1, 0, 1.0, np.nan, census=False) == ("undefined", "too little data for a standard error")
    assert undefined_flag(0, 0, np.nan, np.nan, census=False)[0] == "empty"


def test_flags_do_not_depend_on_the_level_of_the_intervals(people):
    tables = [
        disaggregate(Design(people), share("wage", below=15), ["race"], level=level).frame
        for level in (0.5, 0.95, 0.999)
    ]
    assert tables[0]["flag"].tolist() == tables[1]["flag"].tolist() == tables[2]["flag"].tolist()
    assert tables[0]["flag"].nunique() > 1
    assert (tables[0]["ci_low"] > tables[2]["ci_low"]).all()
