"""Real survey tables: with only small groups hidden they give counts away exactly; as published they don't."""

from __future__ import annotations

import pandas as pd
import pytest

from jqtools.survey import Design, Ledger, census, disaggregate, sdr
from tests.survey.disclosure.intruder import Ask, People, broken, classes_of
from tests.survey.disclosure.tables import ANSWERS, HAS, ONE, attack


@pytest.fixture
def massachusetts(shared):
    """One row a person in five parts of Massachusetts, ACS 2018; `y` is 1 for who has trouble hearing."""
    rows = pd.read_csv(shared / "data" / "nist_acs_excerpt_ma2018.csv.gz")
    return rows.assign(g=rows["RAC1P"], h=rows["PUMA"], k=rows["SEX"], y=(rows["DEAR"] == 1).astype(int))


@pytest.fixture
def workers(seattle):
    """One row a person of 16 or more in Seattle, ACS 2016; `y` is 1 for who works."""
    rows = seattle[(seattle["AGEP"] >= 16) & seattle["ESR"].notna()].reset_index(drop=True)
    return rows.assign(g=rows["RAC1P"], h=rows["SEX"], y=rows["ESR"].isin([1, 2, 4, 5]).astype(int))


def given_away(frame, asks, shown):
    """What comes out of the tables `shown`: the ranges that are narrower than 10 people."""
    columns = list(dict.fromkeys(name for ask in asks for name in ask.by))
    outcomes = any(answer.yes for ask in asks for answer in ask.answers.values())
    classes = People(classes_of(frame, [*columns, *(["y"] if outcomes else [])], lambda rows: rows))
    return [found for _, found in broken(asks, shown, People(frame), classes, 10)]


def with_margins(frame, outcomes, by):
    return disaggregate(census(frame), outcomes, list(by), margins=True)


@pytest.mark.parametrize("by", ["gh", "ghk"])
def test_massachusetts_by_race_and_place_gives_counts_away_only_naively(massachusetts, by):
    ask, table = Ask(tuple(by), {"people": ANSWERS["people"]}), with_margins(massachusetts, ONE, by)
    naive = given_away(massachusetts, [ask], [table.frame.assign(suppressed=table.frame["n"].between(1, 9))])
    assert any(low == high for low, high in naive)
    published = table.publish().frame
    assert 0 < published["suppressed"].mean() < 0.6
    assert given_away(massachusetts, [ask], [published]) == []


def test_seattle_by_race_and_sex_gives_counts_away_only_naively(workers):
    ask = Ask(("g", "h"), {name: ANSWERS[name] for name in ("people", "has it")})
    table = with_margins(workers, [ONE, HAS], "gh")
    few = table.frame["n"].between(1, 9) | (table.frame["estimate"] * table.frame["n"]).between(1, 9)
    naive = given_away(workers, [ask], [table.frame.assign(suppressed=few)])
    assert any(low == high for low, high in naive)
    assert given_away(workers, [ask], [table.publish().frame]) == []


def test_seattle_keeps_its_secrets_in_every_view(workers):
    attack(workers[["g", "h", "y"]], "gh")


def test_massachusetts_keeps_its_secrets_in_three_linked_tables(massachusetts):
    ledger, pairs = Ledger(), ("gh", "gk", "hk")
    asks = [Ask(tuple(pair), {name: ANSWERS[name] for name in ("people", "has it")}) for pair in pairs]
    shown = [with_margins(massachusetts, [ONE, HAS], pair).publish(ledger=ledger).frame for pair in pairs]
    assert 0 < pd.concat(shown)["suppressed"].mean() < 0.9
    assert given_away(massachusetts, asks, shown) == []


def test_weights_and_replicates_change_nothing_in_what_is_hidden_of_seattle(workers):
    weighed = Design(workers, weight="PWGTP", replicates=sdr("pwgtp", 80))
    found = disaggregate(weighed, [ONE, HAS], ["g", "h"], margins=True).publish(ledger=Ledger()).frame
    plain = with_margins(workers, [ONE, HAS], "gh").publish(ledger=Ledger()).frame
    assert found["suppressed"].tolist() == plain["suppressed"].tolist()
    assert found["n"].tolist() == plain["n"].tolist()
