"""The ACS 2015 housing file of Washington with successive-difference replicates, and wages of the CPS, against R.

Not compared: totals that combine published margins of error (they ignore covariance, as their notes say), and
the Economic Policy Institute's binned median, which is another statistic than the smoothed one here.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Design, disaggregate, mean, median, quantile, ratio, sdr, share, total
from tests.survey.r_tables import agrees

WOODRUFF = {"mean": "woodruff", "beta": "woodruff-beta", "xlogit": "woodruff-logit", "quantile": "replicates"}
RACES, SEXES = {1: "White", 2: "Black", 3: "Hispanic", 4: "Other"}, {0: "Male", 1: "Female"}
NIST_RACES = {1: "White", 2: "Black", 6: "Asian"}


def expected(shared, file, case):
    table = pd.read_csv(shared / "oracles" / "expected" / f"{file}.csv", dtype={"group": str})
    found = table[table["case"] == case]
    assert len(found), case
    return found.to_dict("records")


def occupied(washington, mse=True):
    return Design(washington, weight="WGTP", replicates=sdr("wgtp", 80), mse=mse).where("TEN in [1, 2, 3, 4]")


@pytest.mark.parametrize("mse", [True, False])
def test_incomes_rents_and_owners_agree_with_r(shared, washington, mse):
    homes, end = occupied(washington, mse), f"_mse{str(mse).upper()}"
    outcomes = {"mean_hincp": mean("HINCP"), "own_rate": share("TEN", isin=[1, 2])}
    for case, outcome in outcomes.items():
        (row,) = expected(shared, "acs_sdr", f"wa15/{case}{end}")
        agrees(disaggregate(homes, outcome).frame.iloc[0], row)
    (row,) = expected(shared, "acs_sdr", f"wa15/ratio_rent_income{end}")
    renters = homes.where("TEN == 3")
    agrees(disaggregate(renters, ratio("GRNTP", "HINCP")).frame.iloc[0], row)
    table = disaggregate(homes, mean("HINCP"), ["TEN"]).frame.set_index("TEN")
    for row in expected(shared, "acs_sdr", f"wa15/mean_hincp_by_ten{end}"):
        agrees(table.loc[int(row["group"])], row)


@pytest.mark.parametrize("kind", WOODRUFF)
@pytest.mark.parametrize("rule", ["math", "hf7"])
def test_quantiles_of_income_agree_with_r(shared, washington, kind, rule):
    homes = occupied(washington)
    for row in expected(shared, "acs_sdr", f"wa15/quantile_hincp_{kind}_{rule}"):
        outcome = quantile("HINCP", float(row["group"]), interval=WOODRUFF[kind], rule=rule)
        agrees(disaggregate(homes, outcome).frame.iloc[0], row, "ci_low", "ci_high", "df")


@pytest.mark.parametrize(("kind", "interval"), [("quantile", "auto"), ("woodruff", "woodruff")])
def test_medians_of_groups_agree_with_r(shared, washington, kind, interval):
    table = disaggregate(occupied(washington), median("HINCP", interval=interval), ["TEN"]).frame.set_index("TEN")
    for row in expected(shared, "acs_sdr", f"wa15/median_hincp_by_ten_{kind}"):
        agrees(table.loc[int(row["group"])], row, "ci_low", "ci_high")


def named(frame):
    return frame.assign(race=frame["wbho"].map(RACES), sex=frame["female"].map(SEXES))


@pytest.fixture(scope="module")
def wages_2022(shared):
    frame = named(pd.read_csv(shared / "data" / "epi_cps_org_2022_wage_earners.csv.gz"))
    return Design(frame.assign(weight=frame["orgwgt"] / 12), weight="weight")


@pytest.fixture(scope="module")
def wages_6000(shared):
    frame = named(pd.read_csv(shared / "oracles" / "inputs" / "org2023_sample6000.csv"))
    return Design(frame, weight="orgwgt", strata="statefips")


def by_race_and_sex(design, outcome):
    table = disaggregate(design, outcome, ["race", "sex"]).frame
    return table.set_index(table["race"] + "." + table["sex"])


@pytest.mark.parametrize(
    ("case", "outcome"),
    [("N", total("one")), ("mean_wage", mean("wage")), ("share_ge17", share("wage", at_least=17))],
)
def test_wages_of_2022_agree_with_r(shared, wages_2022, case, outcome):
    table = by_race_and_sex(wages_2022, outcome)
    for row in expected(shared, "org_nist_trend", f"org2022/{case}"):
        agrees(table.loc[row["group"]], row)
    for row in expected(shared, "org_nist_trend", "org2022/n"):
        assert table.loc[row["group"], "n"] == row["estimate"]


@pytest.mark.parametrize("p", [0.1, 0.5, 0.9])
def test_percentiles_of_wages_of_2022_agree_with_r(shared, wages_2022, p):
    table = by_race_and_sex(wages_2022, quantile("wage", p))
    for row in expected(shared, "org_nist_trend", "org2022/quantiles"):
        group, fraction = row["group"].split("|p=")
        if float(fraction) == p:
            agrees(table.loc[group], row, "ci_low", "ci_high")


def test_smoothed_medians_agree_with_the_economic_policy_institutes(shared, wages_2022):
    table = by_race_and_sex(wages_2022, median("wage", smoothed=True))
    for row in expected(shared, "org_nist_trend", "org2022/averaged_median"):
        assert table.loc[row["group"], "estimate"] == pytest.approx(row["estimate"], rel=1e-8)
    assert (table["ci_low"] < table["estimate"]).all()
    assert (table["ci_high"] > table["estimate"]).all()


@pytest.mark.parametrize(
    ("case", "outcome"), [("mean_race_sex", mean("wage")), ("share_ge17_race_sex", share("wage", at_least=17))]
)
def test_wages_in_strata_agree_with_r(shared, wages_6000, case, outcome):
    table = by_race_and_sex(wages_6000, outcome)
    for row in expected(shared, "decomposition_inequality", f"org6000/{case}"):
        agrees(table.loc[row["group"]], row)


@pytest.mark.parametrize("kind", ["mean", "beta", "xlogit"])
def test_medians_in_strata_agree_with_r(shared, wages_6000, kind):
    table = by_race_and_sex(wages_6000, median("wage", interval=WOODRUFF[kind]))
    names = {"median": "estimate", "median_ci_low": "ci_low", "median_ci_high": "ci_high"}
    for row in expected(shared, "decomposition_inequality", f"org6000/median_race_sex_{kind}"):
        assert table.loc[row["group"], names[row["stat"]]] == pytest.approx(row["estimate"], rel=1e-8), row


def test_incomes_by_race_sex_and_disability_agree_with_r(shared):
    frame = pd.read_csv(shared / "data" / "nist_acs_excerpt_national2018.csv.gz")
    assert {"RAC1P", "HISP", "SEX", "PINCP", "PWGTP"} <= set(frame.columns)
    items = frame[["DPHY", "DREM", "DEYE", "DEAR"]].astype(str)
    frame["dis"] = (items == "1").any(axis=1).astype(int)
    frame["income"] = pd.to_numeric(frame["PINCP"].replace("N", np.nan))
    adults = frame[frame["AGEP"].between(18, 64) & frame["income"].notna()]
    design = Design(adults, weight="PWGTP")
    table = disaggregate(design, mean("income"), ["dis"]).frame.set_index("dis")
    for row in expected(shared, "org_nist_trend", "nist2018/mean_pincp_dis"):
        agrees(table.loc[int(row["group"])], row)


def test_incomes_by_race_sex_and_disability_together_agree_with_r(shared):
    adults = pd.read_csv(shared / "data" / "nist_acs_excerpt_national2018.csv.gz", na_values=["N"])
    adults = adults[adults["AGEP"].between(18, 64) & adults["PINCP"].notna()]
    names = {1: "White", 2: "Black", 3: "AIAN", 4: "AIAN", 5: "AIAN", 6: "Asian", 7: "NHPI", 8: "Other"}
    race = adults["RAC1P"].map(names | {9: "Multiracial"}).where(adults["HISP"] == 0, "Hispanic")
    disabled = (adults[["DPHY", "DREM", "DEYE", "DEAR"]] == 1).any(axis=1).astype(int)
    sex = adults["SEX"].map({1: "Male", 2: "Female"})
    group = race + "." + sex + "." + disabled.astype(str)
    design = Design(adults.assign(group=group), weight="PWGTP")
    table = disaggregate(design, mean("PINCP"), ["group"]).frame.set_index("group")
    rows = expected(shared, "org_nist_trend", "nist2018/mean_pincp_race_sex_dis")
    assert len(rows) == 32
    for row in rows:
        agrees(table.loc[row["group"]], row)
