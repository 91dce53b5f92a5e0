"""Estimates against a mask and a mean, and what must hold whatever the data."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import pandas as frames

from jqtools.survey import Design, Ledger, census, disaggregate, mean, ratio, sdr, share, total
from jqtools.survey.columns import groups
from jqtools.survey.cube import cubes

COLUMNS = (
    *("n", "n_missing", "n_eff", "weighted_n", "estimate", "se", "df", "ci_low", "ci_high", "ci_method"),
    *("cv", "moe90", "flag", "flag_reason"),
)


def row(table, **where):
    """The only row of `table` whose columns have these values."""
    found = table.frame
    for name, value in where.items():
        found = found[found[name] == value]
    assert len(found) == 1
    return found.iloc[0]


def by_hand(frame, y, rows, statistic, replicates):
    """Estimate and standard error by mask and sum, one weight at a time."""

    def answer(weight):
        w, x = frame.loc[rows, weight].astype(float), y[rows]
        return (w * x).sum() / (w.sum() if statistic != "total" else 1)

    full = answer("w")
    return full, np.sqrt(4 / replicates * sum((answer(f"w{i}") - full) ** 2 for i in range(1, replicates + 1)))


@pytest.mark.parametrize("statistic", ["mean", "total", "share"])
def test_replication_agrees_with_a_mask_and_a_sum(people, statistic):
    outcome = {"mean": mean("wage"), "total": total("wage"), "share": share("wage", at_least=25)}[statistic]
    y = (people["wage"] >= 25).astype(float) if statistic == "share" else people["wage"]
    table = disaggregate(Design(people, weight="w", replicates=sdr("w", 12)), outcome, ["race", "sex"])
    race = people["race"].fillna("(missing)")
    for group in ("a", "b", "c", "(missing)"):
        for sex in ("f", "m"):
            rows = (race == group) & (people["sex"] == sex) & people["wage"].notna()
            found = row(table, race=group, sex=sex)
            estimate, se = by_hand(people, y, rows, statistic, 12)
            assert found["estimate"] == pytest.approx(estimate, rel=1e-12)
            assert found["se"] == pytest.approx(se, rel=1e-10)
            assert found["n"] == (rows & (people["w"] > 0)).sum()
            assert found["weighted_n"] == people.loc[rows, "w"].sum()


def test_taylor_agrees_with_scores_over_the_whole_design(people):
    table = disaggregate(Design(people, weight="w"), [mean("wage"), total("wage")], ["sex"])
    for sex in ("f", "m"):
        rows = ((people["sex"] == sex) & people["wage"].notna()).to_numpy()
        w, y = people["w"].to_numpy(float), people["wage"].fillna(0).to_numpy()
        average = (w * y)[rows].sum() / w[rows].sum()
        for statistic, scores in (
            ("mean", np.where(rows, w * (y - average) / w[rows].sum(), 0)),
            ("total", np.where(rows, w * y, 0)),
        ):
            se = np.sqrt(400 / 399 * ((scores - scores.mean()) ** 2).sum())
            assert row(table, sex=sex, statistic=statistic)["se"] == pytest.approx(se, rel=1e-10)


def test_a_simple_random_sample_gives_the_textbook_standard_error(people):
    found = disaggregate(Design(people.dropna()), mean("wage")).frame.iloc[0]
    wages = people.dropna()["wage"]
    assert found["se"] == pytest.approx(wages.std(ddof=1) / np.sqrt(len(wages)), rel=1e-12)
    assert found["df"] == len(wages) - 1


def test_a_constant_has_a_standard_error_of_exactly_zero():
    frame = pd.DataFrame({"x": [15.37] * 50, "w": np.arange(50) * 0.3 + 0.1})
    assert disaggregate(Design(frame, weight="w"), mean("x")).frame["se"].iloc[0] < 1e-12


def test_the_columns_come_in_the_promised_order(people):
    table = disaggregate(Design(people), mean("wage"), ["race", "sex"])
    assert tuple(table.frame.columns) == ("outcome", "statistic", "race", "sex", *COLUMNS)


def test_without_groups_there_is_one_row_for_each_outcome(people):
    table = disaggregate(Design(people), [mean("wage"), total("one"), share("sex", equals="f")])
    assert table.frame["outcome"].tolist() == ["wage", "one", "sex == 'f'"]
    assert table.frame["n_missing"].tolist() == [people["wage"].isna().sum(), 0, 0]
    assert table.frame["estimate"].iloc[1] == 400


def test_margins_are_rows_called_all(people):
    design = Design(people, weight="w", replicates=sdr("w", 12))
    table = disaggregate(design, mean("wage"), ["race", "sex"], margins=True)
    alone = disaggregate(design, mean("wage"), ["sex"])
    assert len(table.frame) == (4 + 1) * (2 + 1)
    for sex in ("f", "m"):
        margin, single = row(table, race="(all)", sex=sex), row(alone, sex=sex)
        assert margin[["n", "flag"]].tolist() == single[["n", "flag"]].tolist()
        assert margin["se"] == pytest.approx(single["se"], rel=1e-12)
    assert row(table, race="(all)", sex="(all)")["n"] == alone.frame["n"].sum()


def test_a_missing_group_is_a_row_and_comes_last(people):
    table = disaggregate(Design(people), mean("wage"), ["race"])
    assert table.frame["race"].tolist() == ["a", "b", "c", "(missing)"]
    assert row(table, race="(missing)")["n"] == (people["race"].isna() & people["wage"].notna()).sum()


def test_nobody_in_a_group_is_a_row_with_a_reason(people):
    table = disaggregate(Design(people).where("race != 'c'"), mean("wage"), ["race"])
    found = row(table, race="c")
    assert found["n"] == 0
    assert np.isnan(found["estimate"])
    assert (found["flag"], found["flag_reason"]) == ("empty", "nobody is in this group")


def test_a_group_without_a_single_value_says_so(people):
    people.loc[people["race"] == "c", "wage"] = np.nan
    found = row(disaggregate(Design(people), mean("wage"), ["race"]), race="c")
    assert found["flag_reason"] == "nobody in this group has a value"
    assert found["n_missing"] == (people["race"] == "c").sum()


def test_no_number_is_missing_without_a_reason(people):
    table = disaggregate(
        Design(people.head(30)), [mean("wage"), total("wage"), share("status", isin=[9])], ["race", "status"]
    )
    without = table.frame[table.frame[["estimate", "se", "ci_low"]].isna().any(axis=1)]
    assert len(without)
    assert (without["flag_reason"] != "").all()


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ([1, 2, 2], [1, 2]),
        ([1.0, 2.0, np.nan], [1, 2, "(missing)"]),
        ([1.5, 2.0, 2.0], [1.5, 2.0]),
        ([True, False, True], [False, True]),
        (["b", "a", None], ["a", "b", "(missing)"]),
        (pd.Categorical(["b", "a", "b"], categories=["b", "a", "z"]), ["b", "a", "z"]),
        (pd.Categorical([3, 1, None], categories=[3, 1]), [3, 1, "(missing)"]),
        (["x", "(missing)", None], ["x", "(missing)"]),
    ],
)
def test_groups_may_be_text_categories_numbers_or_booleans(values, shown):
    table = disaggregate(Design(pd.DataFrame({"g": values})), total("one"), "g")
    assert table.frame["g"].tolist() == shown
    assert table.frame["estimate"].sum() == 3


def test_zero_weights_do_not_count_as_people():
    frame = pd.DataFrame({"x": [1.0, 2.0, 9.0], "w": [1, 1, 0]})
    found = disaggregate(Design(frame, weight="w"), mean("x")).frame.iloc[0]
    assert (found["n"], found["estimate"]) == (2, 1.5)


def test_a_group_with_zero_weights_only_has_nobody_in_it():
    frame = pd.DataFrame({"x": [1.0, 2.0, 9.0], "w": [1, 1, 0], "g": ["a", "a", "b"]})
    found = row(disaggregate(Design(frame, weight="w"), mean("x"), ["g"]), g="b")
    assert (found["n"], found["flag"]) == (0, "empty")


def test_undefined_replicates_are_left_out_and_counted():
    frame = pd.DataFrame({"x": [1.0, 3.0, 5.0, 4.0], "g": ["a", "a", "b", "b"], "w": 1, "w1": [0, 0, 1, 1]})
    frame = frame.assign(w2=[1, 2, 1, 2])
    found = row(disaggregate(Design(frame, weight="w", replicates=sdr("w", 2)), mean("x"), ["g"]), g="a")
    assert (found["flag"], found["flag_reason"]) == ("review", "1 replicates are undefined and were left out")
    assert found["se"] == pytest.approx(np.sqrt(4 / 2 * (7 / 3 - 2) ** 2))


def test_degrees_of_freedom_are_the_rank_of_the_replicates_less_one(people):
    twice = people.assign(**{f"w{i}": people[f"w{i - 6}"] for i in range(7, 13)})
    table = disaggregate(Design(people, weight="w", replicates=sdr("w", 12)), mean("wage"))
    assert table.frame["df"].iloc[0] == 11
    table = disaggregate(Design(twice, weight="w", replicates=sdr("w", 12)), mean("wage"))
    assert table.frame["df"].iloc[0] == 5


def test_a_census_claims_no_sampling_error(people):
    table = disaggregate(census(people), [mean("wage"), share("status", isin=[1])], ["sex"])
    assert table.frame[["se", "ci_low", "ci_high", "cv", "moe90", "df"]].isna().all(axis=None)
    assert (table.frame["ci_method"] == "census: every record, no sampling error").all()
    assert (table.frame["flag"] == "").all()
    assert (table.frame["n_eff"] == table.frame["n"]).all()
    f = people["sex"] == "f"
    assert row(table, sex="f", statistic="mean")["estimate"] == pytest.approx(people.loc[f, "wage"].mean())


def test_shares_have_no_coefficient_of_variation_and_means_do(people):
    table = disaggregate(Design(people, weight="w"), [mean("wage"), share("wage", below=20)])
    average, part = table.frame.iloc[0], table.frame.iloc[1]
    assert average["cv"] == average["se"] / average["estimate"]
    assert np.isnan(part["cv"])
    assert average["moe90"] == pytest.approx(1.645 * average["se"])


def test_a_share_and_its_opposite_mirror_each_other(people):
    design = Design(people, weight="w", replicates=sdr("w", 12))
    table = disaggregate(design, [share("wage", below=25), share("wage", at_least=25)], ["race"])
    below, above = table.frame.iloc[:4], table.frame.iloc[4:]
    assert (below["estimate"].to_numpy() + above["estimate"].to_numpy()) == pytest.approx(np.ones(4))
    assert below["se"].to_numpy() == pytest.approx(above["se"].to_numpy())
    assert below["ci_low"].to_numpy() == pytest.approx(1 - above["ci_high"].to_numpy())


def test_a_repr_of_an_unpublished_table_shows_no_numbers(people):
    table = disaggregate(Design(people), mean("wage"), ["race"])
    assert "unpublished: call publish()" in repr(table)
    assert "unpublished: call publish()" in table._repr_html_()
    assert f"{table.frame['estimate'].iloc[0]:.1f}" not in repr(table) + table._repr_html_()
    assert not hasattr(table, "to_csv")


@pytest.mark.parametrize(
    "design",
    [{"weight": "w", "replicates": sdr("w", 12)}, {"weight": "w", "strata": "sex"}, {"every_record": True}],
)
def test_the_cube_of_two_halves_adds_up_to_the_cube_of_all(people, design):
    whole = Design(people, **design)
    split = (groups(people, "race"),)
    outcomes = (mean("wage"), ratio("wage", "status"))
    halves = [cubes(outcomes, split, whole.where(half)) for half in (np.arange(400) < 150, np.arange(400) >= 150)]
    for one, two, both in zip(*halves, cubes(outcomes, split, whole.everyone()), strict=True):
        added = one + two
        assert added.n.tolist() == both.n.tolist()
        assert added.squares == pytest.approx(both.squares)
        for name in ("value", "people", "base"):
            found, expected = getattr(added, name), getattr(both, name)
            assert found.now == pytest.approx(expected.now)
            assert found.se() == pytest.approx(expected.se(), nan_ok=True)


TABLES = frames.data_frames(
    columns=[
        frames.column("g", elements=st.sampled_from(["a", "b", "c", None])),
        frames.column("h", elements=st.sampled_from([1, 2])),
        frames.column("x", elements=st.one_of(st.just(np.nan), st.integers(-50, 50).map(float))),
        frames.column("w", elements=st.integers(1, 9)),
        frames.column("w1", elements=st.integers(-2, 9)),
        frames.column("w2", elements=st.integers(0, 9)),
    ],
    index=frames.range_indexes(min_size=1, max_size=40),
)


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_groups_add_up_to_everyone(frame):
    design = Design(frame, weight="w", replicates=sdr("w", 2))
    table = disaggregate(design, [total("x"), total("one")], ["g", "h"], margins=True)
    for outcome in ("x", "one"):
        found = table.frame[table.frame["outcome"] == outcome]
        inner = found[(found["g"] != "(all)") & (found["h"] != "(all)")]
        everyone = row(table, outcome=outcome, g="(all)", h="(all)")
        assert inner["n"].sum() == everyone["n"]
        assert inner["n_missing"].sum() == everyone["n_missing"]
        assert inner["weighted_n"].sum() == everyone["weighted_n"]
        if everyone["n"]:
            assert inner["estimate"].sum() == pytest.approx(everyone["estimate"], abs=1e-9)


@settings(max_examples=30, deadline=None)
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_no_matter(frame, random):
    order = list(range(len(frame)))
    random.shuffle(order)
    asked = [mean("x"), share("x", at_least=0)]
    tables = [
        disaggregate(Design(rows, weight="w"), asked, ["g"], margins=True).frame for rows in (frame, frame.iloc[order])
    ]
    pd.testing.assert_frame_equal(*tables, rtol=1e-9, atol=1e-9)


@settings(max_examples=30, deadline=None)
@given(TABLES, st.integers(2, 50))
def test_scaled_weights_change_totals_only(frame, factor):
    scaled = frame.assign(w=frame["w"] * factor, w1=frame["w1"] * factor, w2=frame["w2"] * factor)
    one, two = (
        disaggregate(Design(rows, weight="w", replicates=sdr("w", 2)), [mean("x"), total("x")], ["g"]).frame
        for rows in (frame, scaled)
    )
    factors = np.where(one["statistic"] == "total", factor, 1)
    assert two["estimate"].to_numpy() == pytest.approx(one["estimate"] * factors, nan_ok=True, abs=1e-9)
    assert two["n_eff"].to_numpy() == pytest.approx(one["n_eff"])


@pytest.mark.parametrize("margins", [True, False])
def test_a_table_that_nobody_is_in_is_published_and_tells_nothing(margins):
    frame = pd.DataFrame({"g": ["a", "b", "b"], "h": [2, 2, 2], "x": [1.0, 2.0, np.nan], "w": 1.0})
    table = disaggregate(Design(frame, weight="w").where("h == 1"), [mean("x")], ["g", "h"], margins=margins)
    for ledger in (Ledger(), None):
        assert table.publish(ledger=ledger).frame["estimate"].isna().all()


@settings(max_examples=15, deadline=None)
@given(TABLES)
def test_the_table_given_is_not_changed(frame):
    before = frame.copy(deep=True)
    table = disaggregate(Design(frame, weight="w").where("h == 1"), [mean("x")], ["g", "h"], margins=True)
    table.publish(ledger=Ledger())
    pd.testing.assert_frame_equal(frame, before)
