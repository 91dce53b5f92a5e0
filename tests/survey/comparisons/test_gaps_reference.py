"""Gaps to every kind of reference against R's `survey` and other published numbers.

R's ratio of two means takes the slope of the ratio at the full sample and an interval that is symmetric around it,
also with replicate weights (acs_sdr.csv); ours is worked out in each replicate, with its interval on the log scale.
So R's standard errors of ratios are compared directly for Taylor designs, and with the slope worked out here for
replicates, where ours is compared with a loop; R's intervals of ratios are not compared. Intervals of acs_sdr.csv are
normal and not compared either.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Design, disaggregate, mean, ratio, sdr, total
from jqtools.survey.comparisons.gaps import gaps
from tests.survey.comparisons.gap_rows import MEASURES, row_of
from tests.survey.r_tables import REPLICATED, TAYLOR, agrees, reference, replicated, taylor

RACES, SEXES = {1: "White", 2: "Black", 3: "Hispanic", 4: "Other"}, {0: "Male", 1: "Female"}


WHITE_MEN = {"race": "White", "sex": "Male"}


def rows_of(shared, file, case):
    table = pd.read_csv(shared / "oracles" / "expected" / f"{file}.csv", dtype={"group": str})
    found = table[table["case"] == case]
    assert len(found), case
    return found.to_dict("records")


@pytest.mark.parametrize("name", TAYLOR)
@pytest.mark.parametrize("topic", MEASURES)
def test_gaps_of_taylor_designs_agree_with_r(shared, name, topic):
    table = disaggregate(taylor(shared, name), mean("api00"), ["stype"])
    found = gaps(table, "E", MEASURES[topic]).frame.set_index("stype")
    expected = reference(shared)
    expected = expected[(expected["design_name"] == name) & (expected["topic"] == topic)].to_dict("records")
    more = () if topic == "gap_ratio" else ("ci_low", "ci_high", "df")
    for row, level in zip(expected, ["H", "M"], strict=True):
        agrees(found.loc[level], row, *more)


@pytest.mark.parametrize("name", [name for name in REPLICATED if name not in ("rep_brr", "rep_fay")])
@pytest.mark.parametrize("mse", [True, False])
def test_gaps_of_replicate_designs_agree_with_r(shared, name, mse):
    expected = reference(shared)
    topic = f"gap_diff_mse{str(mse).upper()}"
    (row,) = expected[(expected["design_name"] == name) & (expected["topic"] == topic)].to_dict("records")
    table = disaggregate(replicated(shared, name, mse), mean("api00"), ["stype"])
    agrees(gaps(table, "E").frame.set_index("stype").loc["H"], row, "df")


@pytest.mark.parametrize("mse", [True, False])
def test_gaps_of_successive_differences_agree_with_r(shared, washington, mse):
    homes = Design(washington, weight="WGTP", replicates=sdr("wgtp", 80), mse=mse).where("TEN in [1, 2, 3, 4]")
    table, end = disaggregate(homes, mean("HINCP"), ["TEN"]), f"_mse{str(mse).upper()}"
    for case, measure in {"gap_hincp_ten3-ten1": "difference", "logratio_hincp_ten3/ten1": "log_ratio"}.items():
        (row,) = rows_of(shared, "acs_sdr", f"wa15/{case}{end}")
        found = row_of(gaps(table, 1, measure).frame, TEN=3)
        if measure == "difference":
            agrees(found, row)
        assert found["estimate"] == pytest.approx(row["estimate"], rel=1e-8)
    (row,) = rows_of(shared, "acs_sdr", f"wa15/ratio_hincp_ten3/ten1{end}")
    values = table.answers[0].values
    slope = values.now[2] / values.now[0]
    delta = values[np.array([2])].draws[0] / values.now[0] - slope * values.draws[0] / values.now[0]
    centre = 0.0 if mse else delta.mean()
    assert np.sqrt(4 / 80 * ((delta - centre) ** 2).sum()) == pytest.approx(row["se"], rel=1e-8)
    inside = values.draws[2] / values.draws[0]
    found = row_of(gaps(table, 1, "ratio").frame, TEN=3)
    assert found["estimate"] == pytest.approx(row["estimate"], rel=1e-8)
    middle = found["estimate"] if mse else inside.mean()
    assert found["se"] == pytest.approx(np.sqrt(4 / 80 * ((inside - middle) ** 2).sum()), rel=1e-12)
    assert found["se"] == pytest.approx(row["se"], rel=0.01)


@pytest.fixture(scope="module")
def wages_6000(shared):
    frame = pd.read_csv(shared / "oracles" / "inputs" / "org2023_sample6000.csv")
    named = frame.assign(race=frame["wbho"].map(RACES), sex=frame["female"].map(SEXES), log_wage=np.log(frame["wage"]))
    return Design(named, weight="orgwgt", strata="statefips")


def test_gaps_in_log_wages_to_white_men_agree_with_r(shared, wages_6000):
    found = gaps(disaggregate(wages_6000, mean("log_wage"), ["race", "sex"]), WHITE_MEN).frame
    for row in rows_of(shared, "decomposition_inequality", "org6000/log_wage_gap_vs_White.Male"):
        group, sex = row["group"].split(".")
        agrees(row_of(found, race=group, sex=sex), row)
    assert len(found) == 7


def test_the_gender_pay_gap_is_one_less_a_ratio_as_in_convey(shared, wages_6000):
    (row,) = rows_of(shared, "decomposition_inequality", "convey/gpg")
    (found,) = gaps(disaggregate(wages_6000, mean("wage"), ["sex"]), "Female", "ratio").frame.to_dict("records")
    assert [1 - found["estimate"], found["se"]] == pytest.approx([row["estimate"], row["se"]], rel=1e-8)


def test_cents_on_the_dollar_of_white_men_agree_with_r(shared):
    frame = pd.read_csv(shared / "data" / "epi_cps_org_2022_wage_earners.csv.gz")
    frame = frame.assign(race=frame["wbho"].map(RACES), sex=frame["female"].map(SEXES), w=frame["orgwgt"] / 12)
    found = gaps(disaggregate(Design(frame, weight="w"), mean("wage"), ["race", "sex"]), WHITE_MEN, "ratio").frame
    for row in rows_of(shared, "org_nist_trend", "org2022/cents_on_dollar_mean"):
        group, sex = row["group"].split("/")[0].split(".")
        agrees(row_of(found, race=group, sex=sex), row)


def test_the_gap_in_income_by_disability_agrees_with_r(shared):
    frame = pd.read_csv(shared / "data" / "nist_acs_excerpt_national2018.csv.gz", na_values=["N"])
    frame["dis"] = (frame[["DPHY", "DREM", "DEYE", "DEAR"]] == 1).any(axis=1).astype(int)
    adults = frame[frame["AGEP"].between(18, 64) & frame["PINCP"].notna()]
    (row,) = rows_of(shared, "org_nist_trend", "nist2018/gap_dis")
    agrees(gaps(disaggregate(Design(adults, weight="PWGTP"), mean("PINCP"), ["dis"]), 0).frame.iloc[0], row)


# R survey 4.1: svycontrast on svyby(covmat=TRUE) of H and not H, on svytotal, and withReplicates for JK1.
TO_OTHERS = {
    ("strat_fpc", "rest"): {
        "api00": (-41.52948123062, 18.2655468525007),
        "enroll": (-1692920.48205757, 114641.7161008),
    },
    ("clus1_fpc", "rest"): {"api00": (-27.71851225697, 30.1751677603031), "enroll": (-2333750.39539337, 649052.588772)},
    ("rep_jk1", "rest"): {"api00": (-27.71851225697, 37.7750111763518), "enroll": (-2333750.39539337, 649052.588772)},
    ("strat_fpc", "overall"): {"api00": (-36.4673631593207, 16.0391199368646)},
    ("clus1_fpc", "overall"): {"api00": (-25.5979703356753, 28.3910261123762)},
    ("rep_jk1", "overall"): {"api00": (-25.597970335675313, 36.0023429690566417)},
}


RATIO_TO_REST = {
    "strat_fpc": (-0.0361675847752017, 0.0217963703744539),
    "clus1_fpc": (-0.02330660473981, 0.0240665480818),
}


LOG_TO_OVERALL = {
    "strat_fpc": (-0.0566367552558722, 0.0253038295324133),
    "clus1_fpc": (-0.0405490613549251, 0.0460189416670180),
}


def design_of(shared, name):
    return taylor(shared, name) if name in TAYLOR else replicated(shared, name, True)


@pytest.mark.parametrize(("name", "word"), TO_OTHERS)
@pytest.mark.parametrize("margins", [True, False])
def test_gaps_to_everyone_and_to_everyone_else_agree_with_r(shared, name, word, margins):
    table = disaggregate(design_of(shared, name), [mean("api00"), total("enroll")], ["stype"], margins=margins)
    found = gaps(table, word).frame
    assert set(found["stype"]) == {"E", "H", "M"}
    for outcome, numbers in TO_OTHERS[name, word].items():
        row = row_of(found, outcome=outcome, stype="H")
        assert (row["estimate"], row["se"]) == pytest.approx(numbers, rel=1e-9)


@pytest.mark.parametrize("name", RATIO_TO_REST)
def test_gaps_of_ratios_and_log_gaps_to_everyone_agree_with_r(shared, name):
    design = design_of(shared, name)
    found = gaps(disaggregate(design, ratio("api_stu", "enroll"), ["stype"]), "rest").frame
    row = row_of(found, stype="H")
    assert (row["estimate"], row["se"]) == pytest.approx(RATIO_TO_REST[name], rel=1e-9)
    found = gaps(disaggregate(design, mean("api00"), ["stype"]), "overall", "log_ratio").frame
    row = row_of(found, stype="H")
    assert (row["estimate"], row["se"]) == pytest.approx(LOG_TO_OVERALL[name], rel=1e-9)


def test_a_named_level_is_compared_like_with_like(shared):
    table = disaggregate(taylor(shared, "strat_fpc"), mean("api00"), ["stype", "sch_wide"])
    found = gaps(table, "E").frame
    # R survey 4.1: svycontrast(svyby(~api00, ~stype + sch.wide, covmat=TRUE), H.x - E.x)
    expected = {"No": (-31.1944444444445, 44.5069212867658), "Yes": (-25.4120879120879, 24.0239104374614)}
    for level, numbers in expected.items():
        row = row_of(found, stype="H", sch_wide=level)
        assert (row["estimate"], row["se"]) == pytest.approx(numbers, rel=1e-9)
        assert row["reference"] == f"E, {level}"
    one_cell = gaps(table, {"stype": "E", "sch_wide": "Yes"}).frame
    row = row_of(one_cell, stype="M", sch_wide="No")
    assert (row["estimate"], row["se"]) == pytest.approx((-130.6095238095238, 29.4848015814534), rel=1e-9)
