"""Percentiles close to an end, to each other, or to the line of a share."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jqtools.survey import Design, Ledger, Policy, census, disaggregate, mean, median, policy, quantile, share, total
from jqtools.survey.disclosure.ledger.population import Population
from jqtools.survey.disclosure.pattern import Decided
from jqtools.survey.disclosure.request import Request
from jqtools.survey.disclosure.values.cuts import Cut
from jqtools.survey.disclosure.values.percentiles import lines_near, protect

TEN = policy("agency-n10")


def frame_of(**wages):
    """One row a person: who is in a group has one of its wages."""
    return pd.DataFrame(
        {"wage": np.concatenate([*wages.values()]), "g": np.repeat([*wages], [*map(len, wages.values())])}
    )


def steps(n, start=10.0):
    """`n` wages, each above the one before."""
    return start + np.arange(n) / 8


def shown(frame, outcomes, by="g", ledger=None, rules=TEN, design=census, **options):
    """For each outcome and group whether it is shown."""
    table = disaggregate(design(frame), outcomes, by, **options).publish(rules, Ledger() if ledger is None else ledger)
    keys = ["outcome"] if not len(by) else ["outcome", *([by] if isinstance(by, str) else by)]
    return (~table.frame.set_index(keys)["suppressed"]).to_dict()


def of_a(outcomes, wages, **options):
    """Which outcomes are shown of group a, beside a group of others."""
    frame = frame_of(a=wages, b=steps(300, 100.0))
    return [name for (name, group), seen in shown(frame, outcomes, **options).items() if seen and group == "a"]


@pytest.mark.parametrize(
    ("n", "outcome", "seen"),
    [
        (20, median("wage"), False),  # nine are below the tenth
        (21, median("wage"), True),
        (21, median("wage", rule="school"), True),
        (22, median("wage", rule="hf7"), True),
        (21, median("wage", smoothed=True), False),
        (26, median("wage", smoothed=True), True),
        (100, quantile("wage", 0.1), False),
        (110, quantile("wage", 0.1), True),
        (110, quantile("wage", 0.9), True),
        (100, quantile("wage", 0.91), False),
    ],
)
def test_ten_people_must_lie_on_either_side(n, outcome, seen):
    assert bool(of_a(outcome, steps(n))) == seen


def test_fewer_are_enough_under_a_policy_of_smaller_groups():
    assert of_a(median("wage"), steps(11), rules=policy("nchs")) == ["wage"]
    assert of_a(median("wage"), steps(10), rules=policy("nchs")) == []


def test_all_is_shown_where_one_person_is_enough_for_a_group():
    outcomes = [quantile("wage", 0.1), median("wage"), share("wage", at_least=10.25)]
    assert len(of_a(outcomes, steps(5), rules=Policy(min_n=1, zero_rule="show"))) == 3


def test_the_log_says_of_a_percentile_why_it_is_hidden():
    frame = frame_of(a=steps(40), b=steps(15))
    table = disaggregate(census(frame), [median("wage"), quantile("wage", 0.55)], "g").publish(TEN, Ledger())
    log = table.hidden.set_index(["outcome", "g"])["reason"]
    assert log.to_dict() == {
        ("wage", "b"): "small group",
        ("wage p55", "a"): "protects a small group",
        ("wage p55", "b"): "small group",
    }


def test_of_two_percentiles_that_are_close_the_one_nearer_the_median_stays():
    three = [quantile("wage", 0.85), quantile("wage", 0.82), quantile("wage", 0.8)]
    assert of_a(three, steps(80)) == ["wage p80"]
    assert of_a([quantile("wage", 0.45), quantile("wage", 0.55)], steps(80)) == ["wage p45"]


@pytest.mark.parametrize(("n", "seen"), [(110, ["wage p50", "wage p60"]), (100, ["wage p50"])])
def test_ten_people_must_lie_between_two_percentiles(n, seen):
    assert of_a([quantile("wage", 0.5), quantile("wage", 0.6)], steps(n)) == seen


def test_two_percentiles_at_one_wage_that_many_have_tell_nothing_of_who_lies_between():
    many = np.concatenate([steps(30), np.full(40, 30.0), steps(30, 40.0)])
    assert of_a([quantile("wage", 0.5), quantile("wage", 0.52)], many) == ["wage p50", "wage p52"]
    assert of_a([median("wage"), median("wage", smoothed=True)], many) == ["wage", "wage (smoothed)"]
    assert of_a([median("wage"), median("wage", smoothed=True)], steps(100)) == ["wage"]


@pytest.mark.parametrize("rule", ["math", "school", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"])
def test_one_percentile_by_two_names_is_shown_twice(rule):
    both = [median("wage", rule=rule), quantile("wage", 0.5, rule=rule)]
    assert of_a(both, steps(40)) == ["wage", "wage p50"]


def test_the_wage_of_everybody_in_a_small_group_is_hidden():
    assert of_a(median("wage"), np.full(19, 20.0), rules=Policy(min_n=5, min_complement=10)) == []
    assert of_a(median("wage"), np.full(21, 20.0)) == ["wage"]
    assert of_a(median("wage"), np.full(60, 20.0), rules=policy("wioa-state")) == []
    assert of_a(median("wage"), np.full(7, 20.0), rules=Policy(min_n=3, min_complement=10, zero_rule="show")) == [
        "wage"
    ]


@pytest.mark.parametrize("test", ["at_least", "below"])
@pytest.mark.parametrize(("line", "seen"), [(10, True), (11, False), (20, False), (21, False), (30, False), (31, True)])
def test_ten_people_must_lie_between_a_percentile_and_the_line_of_a_share(line, seen, test):
    """Of 41 people, the 21st has the median."""
    outcomes = [median("wage"), share("wage", **{test: steps(41)[line]}, name="line")]
    assert of_a(outcomes, steps(41)) == (["wage", "line"] if seen else ["line"])


def test_a_median_is_hidden_where_the_hidden_line_of_a_share_is_close():
    """Seven of 26 are above the line, which is hidden; the 18th has the percentile."""
    wages = steps(36)
    outcomes = [share("wage", at_least=wages[27], name="line"), quantile("wage", 0.66), median("wage")]
    assert of_a(outcomes, wages) == []
    assert of_a(outcomes[1:], wages) == ["wage"]


def test_earlier_tables_of_the_same_people_count():
    ledger, wages = Ledger(), steps(120)
    frame = frame_of(a=wages, b=steps(300, 100.0)).assign(h=lambda rows: rows["g"].str.upper())
    assert shown(frame, share("wage", at_least=wages[55], name="line"), ledger=ledger)[("line", "a")]
    again = shown(frame, [median("wage"), quantile("wage", 0.75)], "h", ledger)
    assert not again[("wage", "A")]
    assert again[("wage p75", "A")]
    assert not shown(frame, quantile("wage", 0.7), ["g", "h"], ledger)[("wage p70", "a", "A")]


def test_a_filter_that_leaves_the_same_people_is_known():
    ledger, frame = Ledger(), frame_of(a=steps(120), b=steps(300, 100.0))
    assert shown(frame, median("wage"), ledger=ledger)[("wage", "a")]
    seen = shown(frame[frame["g"] == "a"], [quantile("wage", 0.52), quantile("wage", 0.7)], (), ledger)
    assert seen == {"wage p52": False, "wage p70": True}


def test_what_an_earlier_table_hid_does_not_stand_in_the_way():
    ledger, frame = Ledger(), frame_of(a=steps(120), b=steps(300, 100.0))
    assert not shown(frame, quantile("wage", 0.05), ledger=ledger)[("wage p5", "a")]
    assert shown(frame, quantile("wage", 0.12), (), ledger)["wage p12"]


def test_a_stricter_policy_of_an_earlier_table_keeps_its_distance():
    ledger, frame = Ledger(), frame_of(a=steps(120))
    shown(frame, median("wage"), ledger=ledger, rules=Policy(min_n=30))
    seen = shown(frame, [quantile("wage", 0.7), quantile("wage", 0.8)], ledger=ledger)
    assert seen == {("wage p70", "a"): False, ("wage p80", "a"): True}


def test_columns_made_of_the_wage_are_known_as_such():
    wages = steps(80)
    frame = frame_of(a=wages, b=steps(300, 100.0)).assign(
        year=lambda rows: 2080 * rows["wage"],
        low=lambda rows: (rows["wage"] < wages[35]).astype(int),
        high=lambda rows: np.where(rows["wage"] < wages[35], "no", "yes"),
    )
    for other in (mean("low"), total("low"), share("high", equals="yes"), quantile("year", 0.55)):
        seen = shown(frame, [other, median("wage")])
        assert seen[(other.name, "a")] != seen[("wage", "a")]


def test_other_columns_do_not_matter():
    frame = frame_of(a=steps(80), b=steps(300, 100.0))
    frame["age"] = np.random.default_rng(0).permutation(np.arange(380))
    assert all(shown(frame, [median("wage"), quantile("age", 0.55)]).values())
    assert all(shown(frame, [median("wage"), share("age", at_least=200)]).values())


def test_people_without_a_wage_do_not_count():
    wages = np.append(steps(20), np.full(30, np.nan))
    assert of_a(median("wage"), wages) == []
    assert of_a(median("wage"), np.append(wages, 50.0)) == ["wage"]


def test_groups_of_nobody_are_no_trouble():
    frame = frame_of(a=steps(40), b=np.full(12, np.nan)).assign(
        g=lambda rows: pd.Categorical(rows["g"], ["a", "b", "c"])
    )
    assert shown(frame, [median("wage"), share("wage", at_least=0.0)])[("wage", "a")]


def test_weights_move_the_place_of_a_median_and_people_are_counted():
    """The first five of forty have nearly all the weight, so the median is one of theirs."""
    frame = frame_of(a=steps(40), b=steps(300, 100.0))
    heavy = frame.assign(w=np.where(np.arange(340) < 5, 1000, 1))
    design = lambda rows: Design(rows, weight="w")  # noqa: E731
    assert shown(frame.assign(w=1), median("wage"), design=design)[("wage", "a")]
    assert not shown(heavy, median("wage"), design=design)[("wage", "a")]


def test_shares_whose_line_is_close_to_a_median_that_is_out_are_found():
    ledger, wages = Ledger(), steps(120)
    frame = frame_of(a=wages, b=steps(300, 100.0))
    shown(frame, [median("wage"), quantile("wage", 0.95)], ledger=ledger)
    [population] = ledger._memory.populations
    request = Request.of(disaggregate(census(frame), [share("wage", at_least=wages[i]) for i in (55, 80, 114)], "g"))
    assert lines_near(request, TEN, population, 0).tolist() == [[True, False, False], *[[False] * 3] * 2]
    far = Request.of(disaggregate(census(frame), [share("wage", below=wages[80]), mean("wage")], "g"))
    assert lines_near(far, TEN, population, 0) is None


def test_cuts_at_one_place_are_not_close():
    assert not Cut(9, 11, 1.0, 2.0).is_close(Cut(9, 11, 1.0, 2.0), 10)
    assert Cut(9, 11, 1.0, 2.0).is_close(Cut(9, 10, 1.0, 1.0), 10)
    assert not Cut(9, 10, 1.0, 1.0).is_close(Cut(14, 15, 1.0, 1.0), 10)
    assert [Cut(30, 31, 5.0, 5.0).is_close(Cut(line, line), 10) for line in (20, 21, 30, 31, 40, 41)] == [
        False,
        *[True] * 4,
        False,
    ]


def told(frame, outcomes):
    """Of each shown row of group a what it says of the people below any wage, as a lowest and highest number."""
    table = disaggregate(census(frame), outcomes, "g").publish(TEN, Ledger()).frame
    for outcome, (_, row) in zip(outcomes, table[table["g"] == "a"].iterrows(), strict=True):
        if not row["suppressed"]:
            yield outcome, row["estimate"], row["n"]


def range_below(line, rows, n):
    """How many of `n` people can have less than `line`: (lowest, highest), from what was told."""
    low, high = 0, n
    for outcome, estimate, _ in rows:
        rank = int(np.ceil(n * outcome.p - 1e-9)) if outcome.is_quantile else round(n * estimate)
        if outcome.is_quantile:
            low, high = (max(low, rank), high) if estimate < line else (low, min(high, rank - 1))
        else:
            low = max(low, rank) if outcome.value <= line else low
            high = min(high, rank) if outcome.value >= line else high
    return low, high


@settings(max_examples=30, deadline=None)
@given(
    wages=st.lists(st.integers(1, 40), min_size=10, max_size=70),
    ps=st.lists(st.floats(0.05, 0.95), min_size=1, max_size=3, unique=True),
    line=st.integers(2, 40),
)
@example(wages=[*range(8, 41)] + [45] * 7, ps=[0.8, 0.82, 0.85], line=40)
@example(wages=[15] * 25 + [*range(16, 36)], ps=[0.5, 0.7], line=15)
def test_nobody_works_out_a_hidden_share_from_percentiles(wages, ps, line):
    frame = frame_of(a=np.array(wages, dtype=float), b=np.arange(1.0, 301))
    outcomes = [share("wage", below=line), *(quantile("wage", p, name=f"p{p}") for p in ps)]
    rows = list(told(frame, outcomes))
    if not any(outcome.test for outcome, *_ in rows):
        low, high = range_below(line, rows, len(wages))
        assert high - low >= TEN.min_n


def test_percentiles_of_a_large_table_take_a_moment():
    rng, n = np.random.default_rng(0), 100_000
    groups = {name: rng.integers(0, size, n) for name, size in (("g", 7), ("h", 2), ("k", 20))}
    frame = pd.DataFrame({"wage": np.round(rng.gamma(6, 4, n), 2), **groups})
    outcomes = [median("wage"), quantile("wage", 0.9), share("wage", at_least=30)]
    request = Request.of(disaggregate(census(frame), outcomes, list(groups)))
    population = Population(n, [(None, np.arange(n))])
    hidden = np.zeros((len(request.asked.facets), 8 * 3 * 21), dtype=bool)
    start = time.process_time()
    protect(Decided(request.asked, hidden, hidden, TEN), request, population, 0)
    assert time.process_time() - start < 2


def test_two_tables_of_other_percentiles_are_two_tables():
    ledger, frame = Ledger(), frame_of(a=steps(120))
    assert not shown(frame, quantile("wage", 0.05), (), ledger)["wage p5"]
    assert shown(frame, quantile("wage", 0.5), (), ledger)["wage p50"]
    assert not shown(frame, quantile("wage", 0.53), (), ledger)["wage p53"]


def test_a_share_whose_line_is_close_to_a_median_that_is_out_is_hidden_with_what_gives_it_away():
    ledger, wages = Ledger(), steps(120)
    frame = frame_of(a=wages, b=steps(300, 12.0), c=steps(200, 13.0))
    assert all(shown(frame, median("wage"), ledger=ledger).values())
    seen = shown(frame, share("wage", at_least=wages[55], name="line"), ledger=ledger, margins=True)
    assert not seen[("line", "a")]
    assert list(seen.values()).count(False) == 2
