"""What standard errors tell of people: how many are in each of a few strata or units, and that all have one number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from jqtools.errors import PublicationError
from jqtools.survey import Design, Ledger, census, disaggregate, mean, share, total
from jqtools.survey.disclosure.facets import drawn_of
from jqtools.survey.replication import jk1
from tests.survey.disclosure.test_answers_told import hidden, last, people, published


def areas(few: int = 4) -> pd.DataFrame:
    """1,500 people of five groups in three areas; of the last group `few` live in the north."""
    rng = np.random.default_rng(4)
    group = rng.choice(list("abcde"), 1500, p=[0.6, 0.2, 0.1, 0.07, 0.03])
    rows = pd.DataFrame({"group": group, "area": rng.choice(["mid", "north", "south"], 1500), "one": 1})
    last_few = (rows["group"] == "e") & (rows["area"] == "north")
    return rows[~last_few | (last_few.cumsum() <= few)].reset_index(drop=True)


@pytest.mark.parametrize("sampled", [{"strata": "area"}, {"psu": "area"}])
def test_an_error_does_not_tell_how_a_group_splits_over_a_few_strata_or_units(sampled):
    design, ledger = Design(areas(), weight="one", **sampled), Ledger()
    both = disaggregate(design, total("one"), ["area", "group"], margins=True).publish(ledger=ledger).frame
    assert both.loc[(both["group"] == "e") & (both["area"] == "north"), "suppressed"].all()
    alone = disaggregate(design, total("one"), ["group"], margins=True).publish(ledger=ledger).frame.set_index("group")
    assert alone.loc["e", "suppressed"]


def test_a_census_of_the_same_people_shows_the_group():
    ledger, rows = Ledger(), areas()
    disaggregate(census(rows), total("one"), ["area", "group"], margins=True).publish(ledger=ledger)
    many = areas(few=400)
    found = disaggregate(census(many), total("one"), ["group"], margins=True).publish(ledger=Ledger()).frame
    assert not found["suppressed"].any()


def test_parts_of_a_sample_are_known_by_strata_units_and_replicates_of_few_levels():
    rows = areas()
    codes = pd.factorize(rows["area"])[0]
    assert (drawn_of(Design(rows, strata="area")) == codes).all()
    assert (drawn_of(Design(rows, psu="area")) == codes).all()
    assert not drawn_of(Design(rows)).any()
    assert not drawn_of(census(rows)).any()
    for number, area in enumerate(["mid", "north", "south"], start=1):
        rows[f"r{number}"] = np.where(rows["area"] == area, 0, 1.5)
    assert (drawn_of(Design(rows, weight="one", replicates=jk1("r", 3))) == codes).all()
    rng = np.random.default_rng(1)
    many = rows.assign(**{f"q{n}": rng.uniform(0.5, 1.5, len(rows)) for n in (1, 2)})
    assert not drawn_of(Design(many, weight="one", replicates=jk1("q", 2))).any()


def test_a_ledger_in_a_file_remembers_the_strata_by_their_column(tmp_path):
    rows, path = areas(), tmp_path / "ledger.json"
    design = Design(rows, weight="one", strata="area")
    disaggregate(design, total("one"), ["area", "group"], margins=True).publish(ledger=Ledger(path))
    alone = disaggregate(design, total("one"), ["group"], margins=True).publish(ledger=Ledger(path)).frame
    assert alone.set_index("group").loc["e", "suppressed"]
    assert '"drawn": "area"' in path.read_text(encoding="utf-8")


def test_strata_that_are_no_column_cannot_be_in_a_file(tmp_path):
    rows = areas()
    rows["r1"] = np.where(rows["area"] == "mid", 0.5, 1.5)
    rows["r2"] = np.where(rows["group"] == "a", 0.5, 1.5)
    design = Design(rows, weight="one", replicates=jk1("r", 2))
    with pytest.raises(PublicationError, match="strata or units that are no column"):
        disaggregate(design, total("one"), ["group"]).publish(ledger=Ledger(tmp_path / "ledger.json"))


def test_a_small_group_of_one_number_is_hidden_where_errors_tell_that_it_is_one():
    rng = np.random.default_rng(3)
    rows = pd.DataFrame({"group": ["a"] * 700 + ["b"] * 200 + ["e"] * 12, "weeks": rng.integers(0, 53, 912), "one": 1})
    rows.loc[rows["group"] == "e", "weeks"] = 30
    shown = disaggregate(Design(rows, weight="one"), mean("weeks"), ["group"], margins=True)
    found = shown.publish(ledger=Ledger()).frame.set_index("group")
    assert found.loc["e", "suppressed"]
    assert found.loc[["a", "b", "(all)"], "suppressed"].any()  # else the group's sum of squares is what is left
    rows.loc[rows["group"] == "e", "weeks"] = rng.integers(20, 40, 12)
    varied = disaggregate(Design(rows, weight="one"), mean("weeks"), ["group"], margins=True)
    assert not varied.publish(ledger=Ledger()).frame.set_index("group").loc["e", "suppressed"]


@pytest.mark.parametrize("code", [0, -1, 99])
def test_a_code_beyond_a_scale_does_not_open_its_ends(code):
    rows = people(visits=last([1] * 3 + [0] * 37, tuple(range(14)))).astype({"visits": int})
    rows.loc[rows.index[0], "visits"] = code
    found = published(rows, share("visits", at_least=1), mean("visits"))
    assert "d" in hidden(found, "visits >= 1")
    assert "d" in hidden(found, "visits")
