"""What means, weights, shares beside groups and shared groups tell, one attack each; and small places in regions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, race, sample, share, total

GROUPS = ["a"] * 500 + ["b"] * 200 + ["c"] * 60 + ["d"] * 40


def people(**columns: object) -> pd.DataFrame:
    """800 people in four groups, the last of which has 40."""
    return pd.DataFrame({"group": GROUPS, "one": 1, **columns})


def last(values: list[float], others: tuple[float, ...] = (0, 1)) -> list[float]:
    """A value for each of the people; `values` are those of the last 40, the rest have the `others` by turns."""
    return [*np.resize(others, 760), *values]


def published(
    rows: pd.DataFrame,
    *outcomes: object,
    by: tuple[str, ...] = ("group",),
    ledger: Ledger | None = None,
    sampled: bool = False,
) -> pd.DataFrame:
    design = Design(rows, weight="one") if sampled else census(rows)
    table = disaggregate(design, list(outcomes), list(by), margins=True)
    return table.publish(ledger=Ledger() if ledger is None else ledger).frame.set_index([*by, "outcome"])


def hidden(frame: pd.DataFrame, outcome: str) -> list[str]:
    """The groups whose row of `outcome` is hidden."""
    rows = frame.xs(outcome, level="outcome")["suppressed"]
    return list(rows.index[rows])


def test_one_stray_code_does_not_make_a_mean_harmless():
    rows = people(q=last([1] * 3 + [2] * 37, (1, 2)))
    rows.loc[0, "q"] = 9
    assert {"a", "d"} <= set(hidden(published(rows, mean("q")), "q"))


@pytest.mark.parametrize("other", [4, 15.25])
def test_a_mean_of_three_values_is_hidden_where_few_have_one(other):
    rows = people(q=last([other] * 3 + [1] * 17 + [0] * 20, (0, 1, other)))
    assert "d" in hidden(published(rows, mean("q")), "q")


def test_a_mean_of_pay_steps_is_hidden_where_few_have_one():
    steps = (10.01, 12.37, 20.55, 21.0)
    rows = people(q=last([21.0] * 3 + [10.01, 12.37, 20.55] * 12 + [10.01], steps))
    assert "d" in hidden(published(rows, mean("q")), "q")


@pytest.mark.parametrize("sampled", [False, True])
def test_a_mean_on_a_scale_is_shown_unless_nearly_all_are_at_an_end(sampled):
    usual = [1] * 4 + [2] * 8 + [3] * 12 + [4] * 12 + [5] * 4
    scale = (1, 2, 3, 4, 5)
    assert hidden(published(people(q=last(usual, scale)), mean("q"), sampled=sampled), "q") == []
    assert "d" in hidden(published(people(q=last([5] * 37 + [4] * 3, scale)), mean("q"), sampled=sampled), "q")


@pytest.mark.parametrize("sampled", [False, True])
def test_a_mean_on_a_scale_keeps_what_a_share_beside_it_hides(sampled):
    """Sum, squares and number are three equations for four unknowns; without standard errors there are two."""
    rows, ledger = people(q=last([3] * 3 + [0] * 20 + [1] * 10 + [2] * 7, (0, 1, 2, 3))), Ledger()
    share_of_threes = published(rows, share("q", equals=3, name="three"), ledger=ledger, sampled=sampled)
    assert "d" in hidden(share_of_threes, "three")
    assert ("d" in hidden(published(rows, mean("q"), ledger=ledger, sampled=sampled), "q")) == sampled


def test_a_mean_of_few_people_with_several_is_hidden_if_the_sum_tells_how_many():
    rows = people(leaves=last([2, 1, 1, *[0] * 37], (0, 0, 0, 1, 2)))
    assert "d" in hidden(published(rows, mean("leaves")), "leaves")


@pytest.mark.parametrize("few", [[1, 1, 1], [0, 0, 0], [2, 5, 1]])
def test_a_sum_that_few_people_can_have_made_is_hidden(few):
    rows = people(hours=last([*few, *[0] * 37], tuple(range(60))))
    few_people = "d" in hidden(published(rows, mean("hours")), "hours")
    assert few_people == any(few)  # 40 people without an hour are enough to say so


def test_nobody_of_a_small_group_having_an_hour_is_hidden_and_does_not_follow_from_the_rest():
    rows = people(hours=last([0] * 40, tuple(range(60)))).iloc[:-25]
    assert len(hidden(published(rows, total("hours")), "hours")) >= 2
    shown = disaggregate(census(rows), mean("hours"), ["group"]).publish(Policy(zero_rule="show"), Ledger()).frame
    assert not shown["suppressed"].any()


def test_weights_that_tell_the_group_do_not_give_it_away():
    rows = people(area=np.resize(["x", "y", "y", "y"], 800)).assign(small=lambda it: it["group"].isin(["c", "d"]))
    rows = rows[~((rows["area"] == "x") & rows["small"] & (np.arange(800) < 785))].astype({"small": str})
    rows["weight"] = np.where(rows["small"] == "True", 1.0, 3.0)
    ledger = Ledger()
    published(rows, total("one"), by=("area", "small"), ledger=ledger)
    told = disaggregate(Design(rows, weight="weight"), share("group", equals="a"), ["area"], margins=True)
    found = told.publish(ledger=ledger).frame.set_index("area")
    assert found.loc["x", "suppressed"]


@pytest.fixture(params=["share", "filter"])
def cut(request: pytest.FixtureRequest):
    """A table by sex of the people of groups a, b and d: as a share of everyone, or of these only."""

    def table(rows: pd.DataFrame, ledger: Ledger) -> pd.DataFrame:
        domain, outcome = census(rows), share("group", isin=["a", "b", "d"], name="abd")
        if request.param == "filter":
            domain, outcome = domain.where("group in ['a', 'b', 'd']"), total("one", name="abd")
        return disaggregate(domain, outcome, ["sex"], margins=True).publish(ledger=ledger).frame

    return table


@pytest.mark.parametrize("first", [0, 1])
def test_a_cut_through_the_groups_of_another_table_gives_no_few_away(cut, first):
    """Women of groups a, b and d, less women of a and b, are the four women of d."""
    sex = np.resize(["f", "m"], 800)
    sex[760:] = ["f"] * 4 + ["m"] * 36
    rows = people(sex=sex).assign(pair=lambda it: np.where(it["group"].isin(["a", "b"]), "ab", "cd"))
    ledger = Ledger()
    makes = [lambda: cut(rows, ledger), lambda: published(rows, total("one"), by=("sex", "pair"), ledger=ledger)]
    tables = {i: makes[i]() for i in (first, 1 - first)}
    pairs, women = tables[1].xs("one", level="outcome"), tables[0].set_index("sex").loc["f"]
    assert women["suppressed"] or pairs.loc[("f", "ab"), "suppressed"]


def test_race_alone_beside_race_in_combination_gives_no_few_away():
    text = ["White"] * 600 + ["Black or African American"] * 300 + ["Asian"] * 100
    text[:30], text[-4:] = ["White;Black or African American"] * 30, ["Asian;White"] * 4
    rows = pd.DataFrame({"text": text, "one": 1})
    rows["alone"] = rows["text"].where(~rows["text"].str.contains(";"), "several")
    ledger = Ledger()
    both = disaggregate(census(rows), total("one"), [race(rows, column="text")]).publish(ledger=ledger).frame
    alone = disaggregate(census(rows), total("one"), ["alone"]).publish(ledger=ledger).frame.set_index("alone")
    asian = disaggregate(census(rows).where("alone == 'Asian'"), total("one")).publish(ledger=ledger).frame
    assert both.set_index("race_ethnicity").loc["Asian", "n"] == 100
    assert alone.loc["Asian", "suppressed"]
    assert asian["suppressed"].all()


@pytest.mark.parametrize(("places", "each"), [(60, 30), (25, 60)])
def test_many_small_places_beside_their_regions_give_no_few_away(places, each):
    rows = pd.DataFrame({"place": np.repeat([f"p{i:02}" for i in range(places)], each), "one": 1})
    rows = rows.drop(rows.index[rows["place"] == "p01"][4:])
    rows["region"] = rows["place"].replace({"p01": "p00"})
    ledger = Ledger()
    place = published(rows, total("one"), by=("place",), ledger=ledger)
    region = published(rows, total("one"), by=("region",), ledger=ledger)
    assert place.loc[("p00", "one"), "suppressed"] or region.loc[("p00", "one"), "suppressed"]


def test_a_share_of_real_staff_by_pay_band_and_another_line_give_no_few_away():
    rows = sample("board_staff").load().frame
    rows = rows.assign(one=1, pay=np.where(rows["hourly_wage"] >= 24, "over", "under"))
    ledger, by = Ledger(), "job_family"
    lines = published(rows, share("hourly_wage", at_least=22, name="line"), by=(by,), ledger=ledger)
    bands = published(rows, total("one"), by=(by, "pay"), ledger=ledger)["n"].astype(float)
    line = (lines["estimate"] * lines["n"].astype(float)).xs("line", level="outcome")
    for family in rows[by].dropna().unique():
        between = line[family] - bands.get((family, "over", "one"), np.nan)
        assert np.isnan(between) or not 0 < round(between, 6) < 10
