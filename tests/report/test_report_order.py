"""The steps of the layout: columns, crossings and heights, each held against a plain way to work it out."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.plan import Plan
from jqtools.plan.logic import Link, LogicModel, Node, Stage
from jqtools.plan.records import Records
from jqtools.report.heights import BOX_GAP, LINE_GAP, is_point, middles
from jqtools.report.layers import layers
from jqtools.report.order import Arrows, crossings, ordered

LEFT, RIGHT = tuple("abcde"), tuple("vwxyz")
chains = st.lists(st.tuples(st.sampled_from(LEFT), st.sampled_from(RIGHT)), max_size=15, unique=True)


def counted_by_hand(columns: tuple[tuple[str, ...], ...], found: list[tuple[str, str]]) -> int:
    left, right = ({key: at for at, key in enumerate(column)} for column in columns)
    return sum((left[a] - left[c]) * (right[b] - right[d]) < 0 for (a, b), (c, d) in combinations(found, 2))


@given(chains)
def test_crossings_are_counted_as_by_hand(found: list[tuple[str, str]]):
    assert crossings([list(LEFT), list(RIGHT)], Arrows(found)) == counted_by_hand((LEFT, RIGHT), found)


@settings(deadline=None)
@given(chains)
def test_ordering_keeps_every_box_and_never_adds_crossings(found: list[tuple[str, str]]):
    arrows = Arrows(found)
    best = ordered((LEFT, RIGHT), arrows)
    assert [sorted(column) for column in best] == [list(LEFT), list(RIGHT)]
    assert crossings(list(map(list, best)), arrows) <= crossings([list(LEFT), list(RIGHT)], arrows)
    assert best == ordered((LEFT, RIGHT), Arrows(found))


def test_a_tangle_that_can_be_undone_is_undone():
    arrows = Arrows([("a", "z"), ("b", "y"), ("c", "x"), ("d", "w"), ("e", "v")])
    assert crossings(list(map(list, ordered((LEFT, RIGHT), arrows))), arrows) == 0


@given(chains, st.lists(st.floats(20, 200), min_size=10, max_size=10))
def test_heights_keep_order_and_gaps(found: list[tuple[str, str]], sizes: list[float]):
    tall = dict(zip((*LEFT, *RIGHT), sizes, strict=True))
    y = middles((LEFT, RIGHT), Arrows(found), tall, 60)
    for column in (LEFT, RIGHT):
        for upper, lower in pairwise(column):
            assert y[lower] - tall[lower] / 2 - (y[upper] + tall[upper] / 2) > BOX_GAP - 1e-6
    assert min(y[key] - tall[key] / 2 for key in tall) == pytest.approx(60)


def test_lines_stand_closer_than_boxes():
    y = middles((("0:1", "1:1", "box"),), Arrows([]), {"0:1": 4, "1:1": 4, "box": 40}, 0)
    assert y["1:1"] - y["0:1"] == pytest.approx(4 + LINE_GAP)
    assert y["box"] - y["1:1"] == pytest.approx(2 + BOX_GAP + 20)
    assert is_point("0:1")
    assert not is_point("no_1")


def test_boxes_that_lead_straight_on_stand_level():
    y = middles((("a",), ("v",)), Arrows([("a", "v")]), {"a": 40, "v": 90}, 0)
    assert y["a"] == pytest.approx(y["v"])


def test_every_chain_has_a_point_in_each_column_it_passes(example: Plan):
    found = layers(example.logic)
    column = {key: at for at, keys in enumerate(found.columns) for key in keys}
    for chain in found.chains:
        assert [column[key] for key in chain] == list(range(column[chain[0]], column[chain[-1]] + 1))
        assert all(is_point(key) for key in chain[1:-1])


def test_stages_follow_one_another(example: Plan):
    found = layers(example.logic)
    assert [stage for stage, _, _ in found.spans] == list(Stage)
    assert [first for _, first, _ in found.spans][1:] == [first + count for _, first, count in found.spans][:-1]
    assert found.feedback == ()


def test_a_link_to_a_box_that_is_gone_is_left_out():
    box = Node(id="no_1", stage=Stage.INPUT)
    model = LogicModel(nodes=Records([box]), links=Records([Link(id="li_1", source="no_1", target="no_2")]))
    assert layers(model).chains == ()


def test_a_link_back_to_an_earlier_stage_is_feedback():
    boxes = [Node(id="no_1", stage=Stage.INPUT), Node(id="no_2", stage=Stage.OUTCOME)]
    model = LogicModel(nodes=Records(boxes), links=Records([Link(id="li_1", source="no_2", target="no_1")]))
    assert layers(model).feedback == (("no_2", "no_1"),)
