"""Groups that are nearly made of the cells of several columns: women of one county, and two others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from jqtools.survey import Ledger, census, disaggregate, share, total
from jqtools.survey.disclosure.ties import Crossing, kept_apart, odd_ones

ONE = total("one", name="people")


def people() -> pd.DataFrame:
    """1200 people of three counties, two sexes and two shifts, by no rule; `y` is an answer."""
    rng = np.random.default_rng(4)
    return pd.DataFrame(
        {
            "county": rng.choice(["c0", "c1", "c2"], 1200, p=[0.5, 0.3, 0.2]),
            "sex": rng.choice(["f", "m"], 1200),
            "shift": rng.choice(["day", "night"], 1200),
            "y": rng.integers(0, 2, 1200),
            "one": 1,
        }
    )


def some(rows: pd.DataFrame, words: str, many: int) -> pd.Index:
    return rows.query(words).index[:many]


def asked(rows: pd.DataFrame, *orders: tuple[tuple[object, tuple[str, ...]], ...]) -> Iterator[list[pd.DataFrame]]:
    """The tables of each order, published one after another in a ledger of their own; as frames, in the first order."""
    for order in orders:
        ledger, found = Ledger(), {}
        for outcome, by in order:
            table = disaggregate(census(rows), outcome, list(by), margins=True)
            found[outcome.name, by] = table.publish(ledger=ledger).frame
        yield [found[outcome.name, by] for outcome, by in orders[0]]


def cell(frame: pd.DataFrame, **place: str) -> pd.Series:
    return frame[np.logical_and.reduce([frame[name] == level for name, level in place.items()])].iloc[0]


@pytest.mark.parametrize("extra", ["county == 'c0' and sex == 'm'", "county == 'c2' and sex == 'm'"])
def test_the_few_besides_the_women_of_a_county_can_not_be_worked_out(extra):
    rows = people()
    rows["eligible"] = np.where((rows["county"] == "c2") & (rows["sex"] == "f"), "yes", "no")
    rows.loc[some(rows, extra, 2), "eligible"] = "yes"
    tables = ((ONE, ("county", "sex")), (ONE, ("eligible",)))
    for by_place, by_rule in asked(rows, *permutations(tables)):
        women, eligible = cell(by_place, county="c2", sex="f"), cell(by_rule, eligible="yes")
        assert women["suppressed"] or eligible["suppressed"]
    tables = ((ONE, ("county", "sex")), (share("eligible", equals="yes", name="eligible"), ()))
    for by_place, by_rule in asked(rows, *permutations(tables)):
        assert cell(by_place, county="c2", sex="f")["suppressed"] or by_rule["suppressed"].all()


def test_the_few_women_of_a_county_who_are_left_out_can_not_be_worked_out():
    rows = people()
    rows["eligible"] = np.where((rows["county"] == "c2") & (rows["sex"] == "f"), "yes", "no")
    rows.loc[some(rows, "eligible == 'yes'", 3), "eligible"] = "no"
    tables = ((ONE, ("county", "sex")), (ONE, ("eligible",)))
    for by_place, by_rule in asked(rows, *permutations(tables)):
        assert cell(by_place, county="c2", sex="f")["suppressed"] or cell(by_rule, eligible="yes")["suppressed"]


def test_the_few_besides_a_cell_of_three_columns_can_not_be_worked_out():
    rows = people()
    rows["eligible"] = np.where((rows["county"] == "c2") & (rows["sex"] == "f") & (rows["shift"] == "day"), "yes", "no")
    rows.loc[some(rows, "county == 'c1'", 4), "eligible"] = "yes"
    tables = ((ONE, ("county", "sex", "shift")), (ONE, ("eligible",)))
    for by_place, by_rule in asked(rows, *permutations(tables)):
        place = cell(by_place, county="c2", sex="f", shift="day")
        assert place["suppressed"] or cell(by_rule, eligible="yes")["suppressed"]


def test_the_few_with_an_answer_besides_such_a_cell_can_not_be_worked_out():
    rows = people()
    rows["eligible"] = np.where((rows["county"] == "c2") & (rows["sex"] == "f"), "yes", "no")
    others = some(rows, "county == 'c0' and sex == 'm'", 40)
    rows.loc[others, "eligible"] = "yes"
    rows.loc[others, "y"] = [1, 1, *[0] * 38]
    answer = share("y", equals=1, name="has it")
    tables = ((answer, ("county", "sex")), (answer, ("eligible",)))
    for by_place, by_rule in asked(rows, *permutations(tables)):
        assert cell(by_place, county="c2", sex="f")["suppressed"] or cell(by_rule, eligible="yes")["suppressed"]


def test_a_hidden_cell_is_not_what_is_left_of_a_group_that_is_made_of_cells():
    rows = people().query("not (county == 'c2' and sex == 'f')")
    few = people().query("county == 'c2' and sex == 'f'").head(6)
    rows = pd.concat([rows, few], ignore_index=True)
    rows["rule"] = np.where((rows["county"] == "c2") & (rows["sex"] == "f"), "a", "b")
    rows.loc[(rows["county"] == "c1") & (rows["sex"] == "m"), "rule"] = "a"
    tables = ((ONE, ("county", "sex")), (ONE, ("rule",)))
    for by_place, by_rule in asked(rows, *permutations(tables)):
        assert cell(by_place, county="c2", sex="f")["suppressed"]
        assert cell(by_place, county="c1", sex="m")["suppressed"] or cell(by_rule, rule="a")["suppressed"]


def test_tables_of_columns_that_have_nothing_to_do_with_each_other_hide_nothing_for_it():
    rows = people()
    rows["eligible"] = np.where(np.random.default_rng(1).random(1200) < 0.1, "yes", "no")
    tables = ((ONE, ("county", "sex")), (ONE, ("shift", "eligible")), (share("y", equals=1), ("eligible",)))
    for found in asked(rows, tables):
        assert not any(frame["suppressed"].any() for frame in found)


def test_what_fewer_columns_make_is_left_to_these():
    rows = people()
    codes = np.column_stack([pd.factorize(rows[name])[0] for name in ("county", "sex")])
    crossing = Crossing(codes, np.ones(1200))
    county = (rows["county"] == "c2").to_numpy().astype(int)
    assert not crossing.nearly_makes(county, 10)
    county[some(rows, "county == 'c0'", 2)] = 1
    assert not crossing.nearly_makes(county, 10)  # the county alone makes it as nearly
    assert len(crossing.kept_apart((rows["county"] == "c2").to_numpy().astype(int))) == 0
    women = ((rows["county"] == "c2") & (rows["sex"] == "f")).to_numpy().astype(int)
    assert not crossing.nearly_makes(women, 10)  # quite, not nearly: nobody is told apart
    assert len(crossing.kept_apart(women)) > 0
    women[some(rows, "county == 'c0'", 2)] = 1
    assert crossing.nearly_makes(women, 10)


TABLES = arrays.arrays(np.int64, st.tuples(st.integers(1, 6), st.integers(1, 4)), elements=st.integers(0, 60))


@given(TABLES, st.integers(1, 20))
def test_odd_ones_are_those_in_the_one_and_not_in_the_other(people, least):
    """As counted person by person, for the rows that are most of a column's."""
    for column, odd in enumerate(odd_ones(people, least)):
        rows = [row for row in people if row.sum() >= least and 2 * row[column] > row.sum()]
        inside = sum(row[column] for row in rows)
        lacking, besides = sum(row.sum() for row in rows) - inside, people[:, column].sum() - inside
        assert odd in (np.inf, lacking + besides)
        if np.isfinite(odd):
            assert lacking == 0 or besides == 0


@given(TABLES)
def test_codes_are_kept_apart_only_where_nobody_has_both(people):
    assert not (kept_apart(people) & (people > 0)).any()
