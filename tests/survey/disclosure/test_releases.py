"""Another release of a table, such as last year's: what differs from it by a few people is hidden."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, median, policy, quantile, share, total
from jqtools.survey.disclosure.ledger.releases import Cell, cells_shown, close_rows
from jqtools.survey.disclosure.pattern import decide
from jqtools.survey.disclosure.request import Request

TEN = policy("agency-n10")
PEOPLE = total("one", name="people")


def year(start, **groups):
    """One row a person, with a wage that differs from year to year."""
    places = [group for group, n in groups.items() for _ in range(n)]
    return pd.DataFrame({"g": places, "wage": [start + i / 8 for i in range(len(places))]})


def table(frame, outcomes=PEOPLE, by="g", **choices):
    return disaggregate(census(frame), outcomes, by, **choices)


def shown(published, outcome="people"):
    frame = published.frame[(published.frame["outcome"] == outcome) & ~published.frame["suppressed"]]
    return dict(zip(frame["g"], frame["n"], strict=True))


def close(request, cells, rules=TEN):
    found = close_rows(request, rules, cells)
    return [] if found is None else found.tolist()


def test_a_group_that_grew_by_a_few_people_is_hidden_and_can_not_be_had_from_the_total(tmp_path):
    before, after = year(10, a=40, b=60, c=80), year(20, a=43, b=90, c=120)
    assert shown(table(before).publish(TEN, Ledger(tmp_path / "l.json"))) == {"a": 40, "b": 60, "c": 80}
    found = shown(table(after, margins=True).publish(TEN, Ledger(tmp_path / "l.json")))
    assert "a" not in found
    assert not {"b", "c", "(all)"} <= set(found)
    assert found


@pytest.mark.parametrize("n", [40, 30, 50])
def test_a_group_of_as_many_or_of_many_more_is_shown(tmp_path, n):
    table(year(10, a=40, b=60)).publish(TEN, Ledger(tmp_path / "l.json"))
    found = shown(table(year(20, a=n, b=200)).publish(TEN, Ledger(tmp_path / "l.json")))
    assert found == {"a": n, "b": 200}


def test_a_policy_may_leave_other_releases_alone(tmp_path):
    table(year(10, a=40, b=60)).publish(TEN, Ledger(tmp_path / "l.json"))
    rules = Policy(min_n=10, differences=False)
    assert shown(table(year(20, a=43, b=90)).publish(rules, Ledger(tmp_path / "l.json"))) == {"a": 43, "b": 90}


def test_a_column_that_is_gone_makes_it_another_release(tmp_path):
    before = year(10, a=40, b=60, c=80)
    filtered = disaggregate(census(before).where("wage > 10.5"), PEOPLE, "g")
    assert shown(filtered.publish(TEN, Ledger(tmp_path / "l.json"))) == {"a": 35, "b": 60, "c": 80}
    ledger = Ledger(tmp_path / "l.json")
    for _ in range(2):
        found = shown(table(before[["g"]], margins=True).publish(TEN, ledger))
        assert "a" not in found
        assert {"b", "c"} & set(found)
    table(before[["g"]], by=()).publish(TEN, ledger)
    assert len(ledger.log()) == 3


def test_it_does_not_matter_whether_one_program_publishes_both_releases_or_two(tmp_path):
    before, after = table(year(10, a=40, b=60, c=80)), table(year(20, a=43, b=90, c=120))
    one = Ledger(tmp_path / "one.json")
    before.publish(TEN, one)
    before.publish(TEN, Ledger(tmp_path / "two.json"))
    assert after.publish(TEN, one).to_csv() == after.publish(TEN, Ledger(tmp_path / "two.json")).to_csv()


def test_what_was_hidden_last_year_hides_nothing_this_year(tmp_path):
    before, after = year(10, a=8, b=11, c=80), year(20, a=12, b=20, c=200)
    assert shown(table(before).publish(TEN, Ledger(tmp_path / "l.json"))) == {"c": 80}
    assert shown(table(after).publish(TEN, Ledger(tmp_path / "l.json"))) == {"a": 12, "b": 20, "c": 200}


def test_a_margin_is_the_same_cell_as_in_a_table_without_that_column():
    frame = year(10, a=40, b=60).assign(h="x")
    request = Request.of(table(frame, by=["g", "h"]))
    found = close(request, [Cell("people", "total", (("g", "a"),), 41), Cell("people", "total", (), 107)])
    assert found == [[False, True, False, False, False, True]]


def test_outcomes_of_the_same_people_are_close_together():
    request = Request.of(table(year(10, a=40, b=60), [PEOPLE, mean("wage")]))
    assert close(request, [Cell("wage", "mean", (("g", "b"),), 55)]) == [[False, True, False]] * 2


@pytest.mark.parametrize(
    "cell",
    [
        Cell("persons", "total", (("g", "a"),), 41),
        Cell("people", "mean", (("g", "a"),), 41),
        Cell("people", "total", (("g", "c"),), 41),
        Cell("people", "total", (("g", "a"), ("h", "x")), 41),
    ],
)
def test_another_cell_is_none_of_ours(cell):
    assert close(Request.of(table(year(10, a=40, b=60))), [cell]) == []


def test_a_cell_goes_by_its_groups_whatever_their_column_is_called():
    request = Request.of(table(year(10, a=40, b=60).assign(h="x"), by=["g", "h"]))
    assert close(request, [Cell("people", "total", (("area", "a"),), 41)]) == [
        [False, True, False, False, False, False]
    ]
    assert close(request, [Cell("people", "total", (("kind", "a"), ("area", "x")), 41)])[0][:2] == [True, False]


def test_outcomes_that_everybody_has_count_people_whatever_they_are_called():
    frame = year(10, a=40, b=60)
    (cell, *_) = cells_shown(Request.of(table(frame)), decide(Request.of(table(frame)).asked, (), TEN))
    assert cell == Cell("people", "total", (("g", "a"),), 40, True)
    some = frame.assign(wage=frame["wage"].mask(frame["wage"] > 22))
    for rows, found in ((frame, [[True, False, False]] * 2), (some, [])):
        request = Request.of(table(rows, mean("wage")))
        assert close(request, [Cell("all", "total", (("g", "a"),), 42, True)]) == found[: len(request.asked.facets)]


def test_codes_and_text_name_the_same_group():
    frame = pd.DataFrame({"g": [1.0] * 30 + [2.0] * 40 + [None] * 20})
    assert close(Request.of(table(frame)), [Cell("people", "total", (("g", "1"),), 31)]) == [
        [True, False, False, False]
    ]


def test_rounded_numbers_are_compared_as_they_are_shown():
    request = Request.of(table(year(10, a=41, b=60)))
    cells = [Cell("people", "total", (("g", "a"),), 40)]
    assert close(request, cells) == [[True, False, False]]
    assert close(request, cells, Policy(min_n=10, round_to=5)) == []


def test_only_rows_that_are_shown_are_told_to_the_next_release():
    frame = year(10, a=4, b=60, c=7, d=30)
    request = Request.of(table(frame, [PEOPLE, median("wage"), quantile("wage", 0.1), share("wage", below=14.0)]))
    cells = cells_shown(request, Ledger().decide(request, TEN))
    assert {cell.groups for cell in cells if cell.outcome == "people"} == {(("g", "b"),), (("g", "d"),), ()}
    assert ("wage p10", (("g", "d"),)) not in {(cell.outcome, cell.groups) for cell in cells}
    assert {cell.n for cell in cells} <= {60, 30, 101}


def test_rows_without_a_weight_are_not_among_those_shown():
    frame = year(10, a=40, b=60).assign(w=[0] * 5 + [2] * 95)
    request = Request.of(disaggregate(Design(frame, weight="w"), PEOPLE, "g"))
    assert [cell.n for cell in cells_shown(request, decide(request.asked, (), TEN))] == [35, 60, 95]


def test_numbers_that_are_shown_rounded_are_told_rounded():
    request = Request.of(table(year(10, a=42, b=63)))
    decided = decide(request.asked, (), Policy(min_n=10, round_to=5))
    assert [cell.n for cell in cells_shown(request, decided)] == [40, 65, 105]


@given(
    before=st.lists(st.integers(0, 60), min_size=2, max_size=4),
    change=st.lists(st.integers(-12, 12), min_size=4, max_size=4),
)
@settings(max_examples=25, deadline=None)
def test_no_two_releases_show_a_cell_that_differs_by_a_few_people(tmp_path_factory, before, change):
    after = [max(n + more, 0) for n, more in zip(before, change, strict=False)]
    if not (sum(before) and sum(after)):
        return
    path = tmp_path_factory.mktemp("ledger") / "l.json"
    releases = []
    for start, sizes in ((10, before), (50, after)):
        frame = year(start, **dict(zip("abcd", sizes, strict=False)))
        releases.append(shown(table(frame, margins=True).publish(TEN, Ledger(path))))
    for group in releases[0].keys() & releases[1].keys():
        if pd.notna(releases[0][group]) and pd.notna(releases[1][group]):
            assert not 0 < abs(releases[0][group] - releases[1][group]) < 10
