"""Numbers of people that are told by what stands beside them: degrees of freedom, weights, the rest, the ends."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.survey import Design, Ledger, census, disaggregate, mean, median, policy, quantile, race, share, total
from jqtools.survey.disclosure.relevance import without_the_irrelevant
from jqtools.survey.disclosure.request import Request
from tests.survey.disclosure.test_answers_told import hidden, last, people, published


def shown_by_group(rows: pd.DataFrame, outcome: object, ledger: Ledger, **weights: str) -> pd.DataFrame:
    design = Design(rows, **weights) if weights else census(rows)
    return disaggregate(design, outcome, ["group"], margins=True).publish(ledger=ledger).frame.set_index("group")


def test_degrees_of_freedom_do_not_tell_how_many_a_filter_leaves_out():
    rows = people(keep=1).astype({"keep": int})
    rows.loc[rows.index[:3], "keep"] = 0
    design, ledger = Design(rows, weight="one"), Ledger()
    disaggregate(design, total("one"), ["group"], margins=True).publish(ledger=ledger)
    kept = disaggregate(design.where("keep == 1"), total("one"), ["group"], margins=True).publish(ledger=ledger).frame
    assert kept[["df", "n"]].isna().all(axis=None)
    free = disaggregate(census(rows).where("keep == 1"), total("one"), ["group"], margins=True)
    assert free.publish(ledger=Ledger()).frame["n"].notna().all()


def test_the_few_who_are_not_in_a_group_that_most_are_in_are_hidden_from_gaps_too():
    text = ["White"] * 700 + ["White;Asian"] * 295 + ["Asian"] * 5
    rows = pd.DataFrame({"text": text, "y": np.arange(1000) % 2})
    table = disaggregate(census(rows), share("y", equals=1), [race(rows, column="text")], margins=True)
    found = table.publish(ledger=Ledger())
    n = found.frame.set_index("race_ethnicity")["n"]
    assert pd.isna(n["White"]) or pd.isna(n["(all)"])
    assert not found.gaps("rest").frame["reference_n"].between(1, 9).any()


def test_a_share_below_a_median_that_is_out_is_no_hiding_place_for_others():
    rng = np.random.default_rng(1)
    rows = people(wage=np.round(np.exp(rng.normal(3, 0.5, 800)), 2))
    line, ledger = float(np.sort(rows["wage"])[399]), Ledger()
    rows.loc[760:, "wage"] = [*np.full(4, line - 1), *np.full(36, line + 1)]
    line = float(np.sort(rows["wage"])[399])
    disaggregate(census(rows), median("wage"), margins=True).publish(ledger=ledger)
    found = shown_by_group(rows, share("wage", below=line + 0.005), ledger)
    assert found.loc["d", "suppressed"]
    assert found.loc[["a", "b", "c"], "suppressed"].any()  # not only (all), which the median tells


def test_a_scale_with_gaps_has_so_few_whole_solutions_that_it_is_hidden():
    rows = people(hours=last([38] * 4 + [40] * 24 + [0] * 12, (0, 38, 40)))
    assert "d" in hidden(published(rows, mean("hours")), "hours")


@pytest.mark.parametrize("outcome", [median("q", smoothed=True), quantile("q", 0.46, rule="hf7")])
def test_a_percentile_between_few_values_tells_how_many_have_each(outcome):
    rows = people(q=last([2] * 4 + [1] * 18 + [3] * 18, (1, 2, 3)))
    ledger = Ledger()
    assert "d" in hidden(published(rows, share("q", equals=2, name="two"), ledger=ledger), "two")
    assert "d" in hidden(published(rows, outcome, ledger=ledger), outcome.name)


@pytest.mark.parametrize("weights", [(1.0, 3.0517), (0.91, 1.13, 1.37, 1.71, 2.23)])
def test_weights_that_follow_a_group_tell_no_hidden_part_of_it(weights):
    places = np.resize(["x", "y"], 800)
    rows = people(place=places, y=np.arange(800) // 2 % 2)
    levels = sorted(rows["group"].unique())
    rows["w"] = rows["group"].map({level: weights[i % len(weights)] for i, level in enumerate(levels)})
    rows = rows[~((rows["group"] == "d") & (rows["place"] == "x") & (np.arange(800) < 792))]
    ledger = Ledger()
    first = published(rows, total("one"), by=("place", "group"), ledger=ledger)
    assert first.loc[("x", "d", "one"), "suppressed"]
    table = disaggregate(Design(rows, weight="w"), share("y", equals=1), ["place"], margins=True)
    assert table.publish(ledger=ledger).frame.set_index("place").loc["x", "suppressed"]


def test_a_weight_that_is_an_answer_tells_no_share_of_it():
    rows = people(q=last([4.0] * 3 + [1.0] * 20 + [2.0] * 17, (1.0, 2.0, 3.0, 4.0)))
    ledger = Ledger()
    assert "d" in hidden(published(rows, share("q", equals=4, name="four"), ledger=ledger), "four")
    assert shown_by_group(rows, total("one"), ledger, weight="q").loc["d", "suppressed"]


@pytest.mark.parametrize("values", [[52.0] * 12, [52.0] * 11 + [51.0], [0.0] * 12, [0.0] * 11 + [1.0]])
@pytest.mark.parametrize("weights", [{}, {"weight": "one"}])
def test_a_mean_at_either_end_is_hidden_where_it_tells_of_few(values, weights):
    rows = people(weeks=last([*values, *[30.0] * 28], tuple(range(53)))).iloc[:772]
    assert shown_by_group(rows, mean("weeks"), Ledger(), **weights).loc["d", "suppressed"]


@pytest.mark.parametrize("stray", [-1, 900])
def test_a_stray_code_does_not_open_the_ends(stray):
    rows = people(visits=last([0] * 37 + [1] * 3, tuple(range(60))))
    rows.loc[0, "visits"] = stray
    assert shown_by_group(rows, mean("visits"), Ledger()).loc["d", "suppressed"]
    rows["visits"] = 59 - rows["visits"]
    assert shown_by_group(rows, mean("visits"), Ledger()).loc["d", "suppressed"]


def test_a_mean_of_counts_keeps_the_few_without_any_that_a_share_hides():
    rows, ledger = people(visits=last([0] * 5 + [1] * 35, tuple(range(14)))), Ledger()
    assert shown_by_group(rows, share("visits", at_least=1), ledger, weight="one").loc["d", "suppressed"]
    assert shown_by_group(rows, mean("visits"), ledger, weight="one").loc["d", "suppressed"]


def told(rows: pd.DataFrame, *tables: tuple[object, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The columns of the earlier tables that matter to the last one; all are decided in one ledger."""
    ledger, found = Ledger(), []
    for outcome, by in tables:
        request = Request.of(disaggregate(census(rows), outcome, list(by)))
        found.append(ledger.decide(request, policy()))
    last_outcome, last_by = tables[-1]
    asked = Request.of(disaggregate(census(rows), last_outcome, list(last_by))).asked
    kept = without_the_irrelevant(asked, tuple(found[:-1]))
    return [tuple(str(groups.name) for groups in each.asked.groups) for each in kept]


def test_a_column_of_one_table_that_hides_nothing_and_goes_with_nothing_is_summed_out():
    rng = np.random.default_rng(2)
    rows = people(job=rng.choice(["j", "k"], 800), sex=rng.choice(["f", "m"], 800))
    one = total("one")
    assert told(rows, (one, ("job", "sex")), (one, ("sex", "group"))) == [("sex",)]
    assert told(rows, (one, ("job", "sex")), (one, ("job", "group"))) == [("job",)]
    several = [mean("pay"), mean("age")]
    lacking = rows.assign(
        pay=np.where(np.arange(800) % 9, 15.5, np.nan), age=np.where(np.arange(800) % 7, 30.5, np.nan)
    )
    assert told(lacking, (several[0], ("job", "sex")), (one, ("sex", "group"))) == [("sex",)]
    assert told(lacking, (several, ("job", "sex")), (one, ("sex", "group"))) == [("job", "sex")]
    nested = rows.assign(area=rows["job"] + rows["sex"])
    assert told(nested, (one, ("area",)), (one, ("job", "group"))) == [("area",)]
    assert told(rows.iloc[740:], (one, ("job", "group")), (one, ("sex",))) == [("job", "group")]  # hides something
