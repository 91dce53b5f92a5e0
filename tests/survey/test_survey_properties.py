"""What must hold for any table, any design and any outcome, whatever the numbers are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.survey import (
    Design,
    census,
    disaggregate,
    jkn,
    mean,
    median,
    quantile,
    ratio,
    sdr,
    share,
    total,
)
from jqtools.survey.statistics import SHARE_INTERVALS

DESIGNS = ("units", "weights", "replicates", "everyone")
DRAWS = 8
NUMBERS = ["n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "cv", "moe90"]
RSCALES = tuple((i + 1) / 10 for i in range(DRAWS))
quickly = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcomes():
    return [
        mean("y"),
        total("y"),
        share("y", at_least=3),
        ratio("y", "hours"),
        quantile("y", 0.3),
        median("y", smoothed=True, name="smoothed"),
    ]


@st.composite
def tables(draw):
    """14 to 24 rows in two strata of three units each, with ties, missing values and uneven weights."""
    wages = draw(st.lists(st.one_of(st.none(), st.integers(-8, 40)), min_size=14, max_size=24))
    rng = np.random.default_rng(draw(st.integers(0, 9999)))
    n, place = len(wages), np.arange(len(wages))
    frame = pd.DataFrame({"y": np.array(wages, dtype=float) / 4, "w": rng.integers(1, 30, n)})
    frame["g"], frame["sex"] = rng.choice(list("abc"), n), rng.choice(list("fm"), n)
    frame["hours"], frame["stratum"], frame["psu"] = rng.integers(1, 9, n), place % 2, place // 2 % 3
    factors = rng.choice([0.25, 0.5, 1, 1.5, 1.75], (n, DRAWS))
    return frame.assign(**{f"w{i + 1}": frame["w"] * factors[:, i] for i in range(DRAWS)})


def design(frame, kind):
    match kind:
        case "units":
            return Design(frame, weight="w", strata="stratum", psu="psu")
        case "weights":
            return Design(frame, weight="w")
        case "replicates":
            return Design(frame, weight="w", replicates=sdr("w", DRAWS))
    return census(frame)


def table(frame, kind, by=(), asked=None, **choices):
    return disaggregate(design(frame, kind), asked or outcomes(), by, **choices).frame


def same(found, expected, names=NUMBERS, factor=1.0):
    for name in names:
        theirs = expected[name].to_numpy(dtype=float) * factor
        assert found[name].to_numpy(dtype=float) == pytest.approx(theirs, rel=1e-9, abs=1e-9, nan_ok=True), name


def of(found, *statistics):
    return found[found["statistic"].isin(statistics)].reset_index(drop=True)


@given(kind=st.sampled_from(DESIGNS), frame=tables(), seed=st.randoms(use_true_random=False))
@quickly
def test_the_order_of_rows_does_not_matter(kind, frame, seed):
    order = list(range(len(frame)))
    seed.shuffle(order)
    same(table(frame.iloc[order], kind, ["g"]), table(frame, kind, ["g"]))


@given(kind=st.sampled_from(DESIGNS), frame=tables())
@quickly
def test_the_names_of_groups_do_not_matter(kind, frame):
    renamed = frame.assign(g=frame["g"].map({"a": "zebra", "b": "yak", "c": "x"}))
    found = table(renamed, kind, ["g"]).assign(g=lambda rows: rows["g"].map({"zebra": "a", "yak": "b", "x": "c"}))
    order = ["outcome", "statistic", "g"]
    same(found.sort_values(order), table(frame, kind, ["g"]).sort_values(order))


@given(kind=st.sampled_from(DESIGNS), frame=tables())
@quickly
def test_the_order_of_by_does_not_matter(kind, frame):
    keys = ["outcome", "statistic", "g", "sex"]
    one, other = (table(frame, kind, by, margins=True).sort_values(keys) for by in (["g", "sex"], ["sex", "g"]))
    assert one[keys].to_numpy().tolist() == other[keys].to_numpy().tolist()
    same(other, one)


@given(kind=st.sampled_from(DESIGNS[:3]), frame=tables(), factor=st.sampled_from([0.01, 0.5, 3.0, 1000.0]))
@quickly
def test_weights_times_a_constant_change_only_totals(kind, frame, factor):
    weights = {name: frame[name] * factor for name in ("w", *(f"w{i + 1}" for i in range(DRAWS)))}
    found, before = (table(rows, kind, ["g"]) for rows in (frame.assign(**weights), frame))
    rest = [name for name in NUMBERS if name != "weighted_n"]
    same(found, before, ["weighted_n"], factor)
    same(*(of(rows, "mean", "share", "ratio", "quantile", "median") for rows in (found, before)), names=rest)
    same(of(found, "total"), of(before, "total"), ["estimate", "se", "ci_low", "ci_high", "moe90"], factor)


@given(frame=tables(), order=st.permutations(range(DRAWS)), mse=st.booleans())
@quickly
def test_the_order_of_replicates_does_not_matter(frame, order, mse):
    found = []
    for places in (range(DRAWS), order):
        names = [f"w{i + 1}" for i in places]
        replicates = jkn(names, rscales=[RSCALES[i] for i in places])
        weighed = Design(frame, weight="w", replicates=replicates, mse=mse)
        found.append(disaggregate(weighed, outcomes(), ["g"]).frame)
    same(found[1], found[0])


@given(
    interval=st.sampled_from(SHARE_INTERVALS), kind=st.sampled_from(DESIGNS), frame=tables(), value=st.integers(-2, 10)
)
@quickly
def test_those_who_do_not_mirror_those_who_do(interval, frame, kind, value):
    do = table(frame, kind, ["g"], share("y", at_least=value, interval=interval))
    rest = table(frame, kind, ["g"], share("y", below=value, interval=interval))
    same(rest, do, ["n", "n_eff", "se", "df", "moe90"])
    for ours, theirs in (("estimate", "estimate"), ("ci_low", "ci_high"), ("ci_high", "ci_low")):
        assert rest[ours].to_numpy() == pytest.approx(1 - do[theirs].to_numpy(), rel=1e-9, abs=1e-9, nan_ok=True)


@given(kind=st.sampled_from(DESIGNS[:3]), frame=tables())
@quickly
def test_a_row_and_its_two_halves_give_the_same_estimate(kind, frame):
    names = ["w", *(f"w{i + 1}" for i in range(DRAWS))]
    halves = pd.concat([frame.assign(**{name: frame[name] / 2 for name in names})] * 2, ignore_index=True)
    found, before = table(halves, kind, ["g"]), table(frame, kind, ["g"])
    same(found, before, ["estimate", "weighted_n"])
    same(found, before, ["n", "n_missing"], factor=2)
    if kind != "weights":
        same(*(of(rows, "mean", "total", "ratio") for rows in (found, before)), names=["se", "df"])


@given(kind=st.sampled_from(DESIGNS), frame=tables())
@quickly
def test_groups_add_up_to_everyone(kind, frame):
    found = table(frame, kind, ["g", "sex"], [total("y"), total("one")], margins=True)
    adds = ["n", "n_missing", "weighted_n", "estimate"]
    for keep, rolled in (("g", "sex"), ("sex", "g")):
        parts = found[found[rolled] != "(all)"].groupby(["outcome", keep], sort=True)[adds].sum(min_count=1)
        whole = found[found[rolled] == "(all)"].set_index(["outcome", keep])[adds].sort_index()
        same(parts, whole, adds)
    alone = table(frame, kind, [], [total("y"), total("one")])
    same(found[(found["g"] == "(all)") & (found["sex"] == "(all)")], alone)


@given(kind=st.sampled_from(DESIGNS), frame=tables(), shift=st.sampled_from([-100, 0.5, 7]))
@quickly
def test_a_constant_added_to_everyone_moves_means_and_medians_and_no_error(kind, frame, shift):
    asked = [mean("y"), quantile("y", 0.3), median("y"), median("y", smoothed=True, name="smoothed")]
    before, found = (table(rows, kind, ["g"], asked) for rows in (frame, frame.assign(y=frame["y"] + shift)))
    same(found, before, ["n", "n_eff", "se", "df", "moe90"])
    for name in ("estimate", "ci_low", "ci_high"):
        assert found[name].to_numpy() == pytest.approx(before[name].to_numpy() + shift, rel=1e-9, nan_ok=True)


@given(kind=st.sampled_from(DESIGNS), frame=tables(), factor=st.sampled_from([0.25, 3, 1000]))
@quickly
def test_another_unit_of_money_scales_everything(kind, frame, factor):
    asked = [
        mean("y"),
        total("y"),
        ratio("y", "hours"),
        quantile("y", 0.3),
        median("y", smoothed=True, name="smoothed"),
    ]
    before, found = (table(rows, kind, ["g"], asked) for rows in (frame, frame.assign(y=frame["y"] * factor)))
    same(found, before, ["n", "n_eff", "df", "cv"])
    same(found, before, ["estimate", "se", "ci_low", "ci_high", "moe90"], factor)


@given(kind=st.sampled_from(DESIGNS), frame=tables())
@quickly
def test_a_domain_is_the_row_of_its_group(kind, frame):
    found = table(frame, kind, ["g"])
    for level in sorted(frame["g"].unique()):
        domain = disaggregate(design(frame, kind).where(f"g == '{level}'"), outcomes()).frame
        group = found[found["g"] == level].reset_index(drop=True)
        same(domain, group, ["n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "moe90"])
        same(of(domain, "quantile", "median"), of(group, "quantile", "median"))


@given(kind=st.sampled_from(DESIGNS), frame=tables(), level=st.sampled_from([0.5, 0.9, 0.99]))
@quickly
def test_every_interval_holds_its_estimate_and_grows_with_its_level(kind, frame, level):
    kinds = [share("y", at_least=3, interval=interval, name=interval) for interval in SHARE_INTERVALS]
    found, wider = (table(frame, kind, ["g"], [mean("y"), total("y"), *kinds], level=near) for near in (level, 0.995))
    known = found["ci_low"].notna() & found["ci_high"].notna()
    assert not (kind == "everyone" and known.any())
    found, wider = found[known], wider[known]
    slack = 1e-9 * (1 + found["estimate"].abs())
    assert (found["ci_low"] <= found["estimate"] + slack).all()
    assert (found["ci_high"] >= found["estimate"] - slack).all()
    assert (wider["ci_low"] <= found["ci_low"] + slack).all()
    assert (wider["ci_high"] >= found["ci_high"] - slack).all()


@given(kind=st.sampled_from(DESIGNS), frame=tables())
@quickly
def test_no_number_is_missing_without_a_reason(kind, frame):
    found = table(frame, kind, ["g", "sex"], margins=True)
    undefined = found["estimate"].isna() | (found["se"].isna() & (kind != "everyone"))
    assert (found.loc[undefined, "flag"] != "").all()
    assert (found.loc[undefined, "flag_reason"] != "").all()
    assert found.loc[found["n"] > 0, "estimate"].notna().all()


@given(frame=tables())
@quickly
def test_a_census_gives_the_plain_figures_and_no_error(frame):
    found = table(frame, "everyone", ["g"], [mean("y"), median("y", rule="school", name="middle"), total("y")])
    plain = frame.groupby("g")["y"].agg(["mean", "median", "sum", "count"])
    assert found["se"].isna().all()
    for statistic, name in (("mean", "mean"), ("median", "median"), ("total", "sum")):
        expected = np.where(plain["count"] > 0, plain[name], np.nan)
        assert of(found, statistic)["estimate"].to_numpy() == pytest.approx(expected, nan_ok=True)


@given(frame=tables(), kind=st.sampled_from(DESIGNS))
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_call_writes_the_same_bytes(frame, kind):
    texts = [
        disaggregate(design(frame, kind), outcomes(), ["g"], margins=True).publish().to_csv().encode() for _ in "ab"
    ]
    assert texts[0] == texts[1]
    assert texts[0].count(b"\n") == 1 + len(outcomes()) * (frame["g"].nunique() + 1)


@given(frame=tables())
@quickly
def test_estimating_leaves_the_table_alone(frame):
    before = frame.copy(deep=True)
    table(frame, "replicates", ["g"], missing="exclude")
    pd.testing.assert_frame_equal(frame, before)
