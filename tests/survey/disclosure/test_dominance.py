"""Sums that one or few contributors make up are hidden, and nothing shown narrows them.

The intruder here shares no code with the package: a linear program over the sums that were published.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from scipy.optimize import linprog

from jqtools.errors import PublicationError
from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, median, policy, ratio, share, total
from jqtools.survey.disclosure.pattern import decide
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.values.dominance import Sums, dominates, harmless
from jqtools.survey.disclosure.values.magnitudes import dominated, protect

PAY = total("pay")
ONE_HOLDS_80 = Policy(min_n=1, dominance=(1, 80.0), zero_rule="show")
WITHIN_20 = Policy(min_n=1, p_percent=20, zero_rule="show")
ALL = "(all)"


def employers(table):
    """One row an employer, from the pay of each by sector and size."""
    return pd.DataFrame(
        [(*place, pay) for place, pays in table.items() for pay in pays], columns=["sector", "size", "pay"]
    )


EVEN = {(sector, size): [30, 28, 26, 24, 22] for sector in "abc" for size in "sm"}
ONE_GIANT = employers(EVEN | {("a", "s"): [900, 20, 10, 5, 5]})


def published(frame, outcomes=PAY, by=("sector", "size"), rules=ONE_HOLDS_80, ledger=None):
    return disaggregate(census(frame), outcomes, list(by), margins=True).publish(rules, ledger or Ledger())


def hidden_rows(table, outcome="pay"):
    frame = table.frame[(table.frame["outcome"] == outcome) & table.frame["suppressed"]]
    return set(zip(frame["sector"], frame["size"], strict=True))


def test_the_second_largest_may_not_work_out_the_largest():
    employers_of_a_cell = np.array([52_000, 50_000, 5_000, 3_000])  # the second estimates 60,000: 15.4% too much
    for p, too_close in ((15, False), (16, True)):
        least = harmless(employers_of_a_cell, Policy(p_percent=p))
        assert dominates(least, employers_of_a_cell.sum()) == too_close
        assert least - 110_000 == pytest.approx(p / 100 * 52_000 - 8_000)


def test_the_largest_few_may_not_make_up_more_than_their_percentage():
    sizes = np.array([60.0, 20, 15, 5])
    for n, k, dominant in ((1, 60, False), (1, 59, True), (2, 80, False), (2, 79, True), (3, 95, False), (3, 90, True)):
        least = harmless(sizes, Policy(dominance=(n, k)))
        assert dominates(least, sizes.sum()) == dominant
        assert least == pytest.approx(100 / k * sizes[:n].sum())


def test_the_stricter_of_both_rules_holds():
    sizes = np.array([50.0, 45, 5])
    rules = [{"dominance": (1, 80.0)}, {"p_percent": 20}]
    assert [bool(dominates(harmless(sizes, Policy(**rule)), 100)) for rule in (*rules, rules[0] | rules[1])] == [
        0,
        1,
        1,
    ]


def test_of_negative_numbers_the_size_counts():
    assert harmless(np.array([-90.0, 5, 5]), ONE_HOLDS_80) == harmless(np.array([90.0, 5, 5]), ONE_HOLDS_80)
    frame = ONE_GIANT.assign(pay=-ONE_GIANT["pay"])
    assert hidden_rows(published(frame)) == hidden_rows(published(ONE_GIANT))


def test_nobody_and_nothing_dominate_nothing():
    for rules in (ONE_HOLDS_80, WITHIN_20):
        for amounts in (np.zeros(0), np.zeros(3)):
            assert not dominates(harmless(amounts, rules), amounts.sum())


def test_a_row_that_one_employer_makes_up_is_hidden_with_what_gives_it_away():
    table = published(ONE_GIANT)
    hidden = hidden_rows(table)
    assert {("a", "s"), ("a", ALL)} <= hidden
    assert (ALL, ALL) not in hidden
    assert table.frame.loc[table.frame["suppressed"], ["n", "estimate", "se"]].isna().all(axis=None)
    reasons = {(row["sector"], row["size"]): row["reason"] for row in table.hidden.to_dict("records")}
    assert reasons["a", "s"] == reasons["a", ALL] == "one or few contributors dominate"
    others = {reason for place, reason in reasons.items() if place not in {("a", "s"), ("a", ALL)}}
    assert others == {"protects a sum that one or few contributors dominate"}


def test_a_small_group_is_called_small_even_if_somebody_dominates():
    frame = employers(EVEN | {("a", "s"): [900]})
    log = published(frame, rules=policy("employers")).hidden
    assert set(log.loc[(log["sector"] == "a") & (log["size"] == "s"), "reason"]) == {"small group"}


def test_without_a_rule_nothing_is_hidden():
    rules = replace(ONE_HOLDS_80, dominance=None)
    assert not published(ONE_GIANT, rules=rules).frame["suppressed"].any()
    asked = Request.of(disaggregate(census(ONE_GIANT), PAY, ["sector"])).asked
    decided = decide(asked, (), rules)
    assert protect(decided) is decided
    assert not dominated(asked, rules).any()


def test_all_outcomes_of_a_column_are_hidden_together_and_counts_stay():
    frame = ONE_GIANT.assign(heads=10, big=lambda rows: rows["pay"] > 25, yearly=lambda rows: rows["pay"] * 12)
    outcomes = [
        *(PAY, mean("pay", name="average"), total("yearly"), ratio("pay", "heads", name="pay a head")),
        *(
            total("one", name="employers"),
            share("pay", at_least=25, name="share"),
            total("big"),
            median("pay", name="p"),
        ),
    ]
    table = published(frame, outcomes, rules=replace(ONE_HOLDS_80, min_complement=1))
    hidden = hidden_rows(table)
    assert hidden == hidden_rows(table, "average") == hidden_rows(table, "yearly") == hidden_rows(table, "pay a head")
    assert not set(table.hidden["outcome"]) & {"employers", "share", "big", "p"}


def test_a_ratio_is_hidden_if_either_part_is_dominated():
    frame = ONE_GIANT.assign(heads=10)
    for parts in (("pay", "heads"), ("heads", "pay")):
        table = published(frame, ratio(*parts, name="r"))
        assert ("a", "s") in hidden_rows(table, "r")
        assert table.frame["suppressed"].sum() < len(table.frame)


def test_a_row_of_a_sample_counts_times_its_weight():
    frame = ONE_GIANT.assign(w=np.where(ONE_GIANT["pay"] == 900, 1, 50))
    asked = [
        Request.of(disaggregate(design, PAY, "sector")).asked for design in (census(frame), Design(frame, weight="w"))
    ]
    assert [dominated(each, Policy(dominance=(1, 60)))[0].tolist() for each in asked] == [
        [True, False, False, False],
        [False, False, False, False],
    ]


def test_employers_without_a_value_add_nothing():
    frame = ONE_GIANT.assign(pay=ONE_GIANT["pay"].where(ONE_GIANT["pay"] != 900))
    assert not published(frame).frame["suppressed"].any()


def chain(frame, tables, rules=ONE_HOLDS_80):
    """What is hidden of each of the tables, which are published one after another."""
    found = []
    for outcome, by, where in tables:
        domain = census(frame).everyone() if where is None else census(frame).where(where)
        asked = Request.of(disaggregate(domain, outcome, list(by))).asked
        found.append(protect(decide(asked, tuple(found), rules), tuple(found)))
    return [each.answers[0] for each in found]


@pytest.mark.parametrize("later", [PAY, total("yearly"), total("pay", name="again")])
def test_a_later_table_does_not_give_away_what_an_earlier_one_hides(later):
    frame = ONE_GIANT.assign(yearly=ONE_GIANT["pay"] * 12)
    first, second = chain(frame, [(PAY, ("sector", "size"), None), (later, ("sector",), None)])
    margins = first.reshape(4, 3)[:, -1]
    assert (second >= margins).all()
    first, second = chain(frame, [(PAY, ("sector",), None), (later, ("sector", "size"), None)])
    assert (second.reshape(4, 3)[:, -1] == first).all()
    assert second.reshape(4, 3)[0, 1]


def test_what_a_filter_leaves_over_is_not_given_away():
    tables = [(PAY, (), 'sector == "a"'), (PAY, (), None), (PAY, (), 'sector != "a"')]
    assert [hidden.tolist() for hidden in chain(ONE_GIANT, tables)] == [[True], [False], [True]]


def test_what_was_hidden_stays_hidden_under_a_policy_without_the_rule():
    asked = [
        Request.of(disaggregate(census(ONE_GIANT), PAY, list(by))).asked for by in (("sector",), ("sector", "size"))
    ]
    first = protect(decide(asked[0], (), ONE_HOLDS_80))
    weak = replace(ONE_HOLDS_80, dominance=None)
    second = protect(decide(asked[1], (first,), weak), (first,))
    assert second.answers[0].reshape(4, 3)[0, -1]
    assert second.answers[0].reshape(4, 3)[0, :-1].any()


def test_what_is_known_already_is_hidden_for_itself_only():
    asked = Request.of(disaggregate(census(ONE_GIANT), PAY, ["sector"])).asked
    shown = decide(asked, (), replace(ONE_HOLDS_80, dominance=None))
    assert protect(decide(asked, (shown,), ONE_HOLDS_80), (shown,)).answers.tolist() == [[True, False, False, False]]


def test_a_pattern_that_keeps_no_secret_is_refused():
    rows = sparse.csr_array(np.array([[1.0, 0], [0, 1], [1, 1]]))
    sums = Sums(np.array([90.0, 60]), rows[:0], rows, np.ones(3), rows[[0]], np.array([20.0]))
    hidden = sums.decide(np.array([True, False, False]))
    assert hidden.sum() == 2
    with pytest.raises(PublicationError, match="group by fewer columns"):
        sums._verify(np.array([True, False, False]), np.array([[20.0, -20]]), sums.need)


def test_a_table_of_another_column_with_the_same_employers_is_decided_for_itself():
    frame, ledger = ONE_GIANT.assign(heads=10), Ledger()
    assert not published(frame, mean("heads"), ledger=ledger).frame["suppressed"].any()
    assert ("a", "s") in hidden_rows(published(frame, mean("pay"), ledger=ledger))


class Intruder:
    """Knows which sums of pay were shown, and that pay is not negative."""

    def __init__(self, frames, levels):
        self.cells = list(product(*levels))
        self.shown, self.sums = [], []
        for frame in frames:
            for row in frame[~frame["suppressed"]].to_dict("records"):
                self.shown.append(self.picks(row))
                times = row["n"] if row["statistic"] == "mean" else 1
                self.sums.append(0.0 if pd.isna(row["n"]) else row["estimate"] * times)

    def picks(self, row):
        return [
            float(all(row.get(name, ALL) in (ALL, one) for name, one in zip(("sector", "size"), cell, strict=True)))
            for cell in self.cells
        ]

    def most(self, row):
        equal = {"A_eq": np.array(self.shown), "b_eq": np.array(self.sums)} if self.sums else {}
        found = linprog(-np.array(self.picks(row)), bounds=(0, None), **equal)
        return np.inf if found.status == 3 else -found.fun


def enough(pays, rules):
    """How large the intruder's upper end of a sum must be, straight from the rules."""
    pays = [*sorted(pays, reverse=True), 0, 0]
    if rules.p_percent:
        return sum(pays[:2]) + rules.p_percent / 100 * pays[0]
    n, k = rules.dominance
    return sum(pays[:n]) * 100 / k


def rows_of(frame):
    """Each row of the table with margins, and the pay of everybody in it."""
    for sector, size in product([*frame["sector"].unique(), ALL], [*frame["size"].unique(), ALL]):
        inside = frame["sector"].isin([sector] if sector != ALL else frame["sector"])
        inside &= frame["size"].isin([size] if size != ALL else frame["size"])
        if inside.any():
            yield {"sector": sector, "size": size}, frame.loc[inside, "pay"].tolist()


PAYS = st.lists(st.integers(0, 9) | st.integers(50, 2_000), min_size=0, max_size=6)
RULES = st.sampled_from(
    [ONE_HOLDS_80, WITHIN_20, Policy(min_n=1, dominance=(2, 85.0), zero_rule="show"), replace(WITHIN_20, min_n=3)]
)


TABLES = st.permutations([(PAY, ("sector", "size")), (mean("pay"), ("sector",)), (PAY, ("size",)), (PAY, ())])


@settings(max_examples=30, deadline=None)
@given(st.lists(PAYS, min_size=12, max_size=12), RULES, TABLES)
def test_no_intruder_comes_close_to_a_sum_that_few_make_up(cells, rules, tables):
    frame = employers(dict(zip(product("abcd", "lms"), cells, strict=True)) | {("a", "l"): [7, *cells[0]]})
    ledger = Ledger()
    found = {by: published(frame, outcome, by, rules, ledger) for outcome, by in tables}
    intruder = Intruder([table.frame for table in found.values()], ("abcd", "lms"))
    hidden = hidden_rows(found["sector", "size"])
    for row, pays in rows_of(frame):
        if enough(pays, rules) > sum(pays) * (1 + 1e-9):
            assert tuple(row.values()) in hidden
            assert intruder.most(row) >= enough(pays, rules) * (1 - 1e-5)


def test_a_table_of_some_records_does_not_give_away_what_one_of_all_hides():
    ledger, giant = Ledger(), ONE_GIANT["sector"] == "a"
    assert not disaggregate(census(ONE_GIANT), PAY).publish(ONE_HOLDS_80, ledger).frame["suppressed"].any()
    for part in (ONE_GIANT[giant], ONE_GIANT[~giant]):
        assert disaggregate(census(part), PAY).publish(ONE_HOLDS_80, ledger).frame["suppressed"].all()
