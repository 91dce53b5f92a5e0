"""Which rows are hidden, and that every view of the same people hides alike."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from jqtools.survey import Policy, census, disaggregate, mean, share, total
from tests.survey.disclosure.tables import HAS, ONE, people_of


def test_a_margin_is_hidden_alike_in_every_view():
    rng = np.random.default_rng(3)
    table = {place: tuple(rng.integers(0, 12, 2)) for place in product(range(4), range(3))}
    frame = people_of(table)
    wide = disaggregate(census(frame), [ONE, HAS], ["g", "h"], margins=True).publish().frame
    assert wide["suppressed"].any()
    for name, other in (("g", "h"), ("h", "g")):
        alone = disaggregate(census(frame), [ONE, HAS], [name], margins=True).publish().frame
        margin = wide[wide[other] == "(all)"]
        assert margin["suppressed"].tolist() == alone["suppressed"].tolist()
        assert margin["n"].tolist() == alone["n"].tolist()


def test_the_pattern_is_the_same_with_or_without_margins_and_in_either_order_of_columns():
    rng = np.random.default_rng(4)
    frame = people_of({place: tuple(rng.integers(0, 12, 2)) for place in product(range(4), range(3))})
    tables = [
        disaggregate(census(frame), [ONE, HAS], by, margins=margins).publish().frame
        for by, margins in ((["g", "h"], False), (["h", "g"], False), (["g", "h"], True))
    ]
    keys = ["outcome", "g", "h"]
    found = [t[(t["g"] != "(all)") & (t["h"] != "(all)")].set_index(keys)["suppressed"] for t in tables]
    for other in found[1:]:
        pd.testing.assert_series_equal(found[0], other.reindex(found[0].index))


def test_a_share_and_its_opposite_hide_the_same_groups():
    for seed in range(5):
        rng = np.random.default_rng(seed)
        frame = people_of({place: tuple(rng.integers(0, 14, 2)) for place in product(range(4), range(3))})
        both = [share("y", at_least=1, name="yes"), share("y", below=1, name="no")]
        found = disaggregate(census(frame), both, ["g", "h"]).publish().frame
        yes, no = found[found["outcome"] == "yes"], found[found["outcome"] == "no"]
        assert yes["suppressed"].tolist() == no["suppressed"].tolist()


def test_the_mean_of_zeros_and_ones_is_as_telling_as_a_share():
    frame = people_of({(0,): (3, 60), (1,): (40, 40), (2,): (50, 30)})
    found = disaggregate(census(frame), [HAS, mean("y", name="m"), total("y", name="t"), ONE], ["g"]).publish()
    hidden = found.frame.groupby("outcome")["suppressed"].sum()
    assert hidden.to_dict() == {"has it": 2, "m": 2, "t": 2, "people": 0}


def test_nobody_and_everybody_need_twice_as_many_people():
    frame = people_of({(0,): (0, 19), (1,): (19, 0), (2,): (0, 20), (3,): (20, 0), (4,): (30, 40)})
    shown = disaggregate(census(frame), HAS, ["g"]).publish().frame.set_index("g")
    assert shown["suppressed"].tolist() == [True, True, False, False, False]
    assert shown.loc[[2, 3], "estimate"].tolist() == [0, 1]


def test_what_a_shown_margin_foretells_is_no_secret():
    """Everybody in group 0 has it, so each part of group 0 must: that alone hides nothing else."""
    frame = people_of({(0, 0): (15, 0), (0, 1): (15, 0), (1, 0): (30, 30), (1, 1): (30, 30)})
    shown = disaggregate(census(frame), HAS, ["g", "h"]).publish().frame
    assert shown["suppressed"].tolist() == [True, True, False, False]


def test_all_of_a_small_programme_is_hidden():
    frame = people_of({(0,): (4, 5), (1,): (0, 0)})
    published = disaggregate(census(frame), [ONE, HAS], ["g"], margins=True).publish()
    assert published.frame["suppressed"].all()


def test_a_group_of_nobody_is_shown_without_a_number_of_people():
    frame = people_of({(0,): (20, 20), (1,): (20, 20)}).assign(g=lambda f: pd.Categorical(f["g"], categories=[0, 1, 2]))
    shown = disaggregate(census(frame), ONE, ["g"]).publish().frame.set_index("g")
    assert shown.loc[2, "flag"] == "empty"
    assert not shown.loc[2, "suppressed"]
    assert pd.isna(shown.loc[2, "n"])


def test_a_large_table_publishes_quickly_enough():
    rng = np.random.default_rng(1)
    n = 20_000
    frame = pd.DataFrame({"g": rng.choice(7, n, p=[0.55, 0.2, 0.15, 0.06, 0.02, 0.01, 0.01]), "y": 1})
    frame = frame.assign(h=rng.integers(0, 2, n), k=rng.integers(0, 20, n))
    published = disaggregate(census(frame), ONE, ["g", "h", "k"], margins=True).publish()
    assert 0 < published.frame["suppressed"].mean() < 0.6


def test_a_lower_minimum_hides_less():
    frame = people_of({(i,): (n, 0) for i, n in enumerate((2, 4, 4, 8, 8, 30))})
    table = disaggregate(census(frame), ONE, ["g"])
    hidden = [table.publish(rules).frame["suppressed"].sum() for rules in (Policy(min_n=3), "nchs", "agency-n10")]
    assert hidden == [2, 3, 5]
