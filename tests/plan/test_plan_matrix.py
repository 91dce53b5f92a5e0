"""Measures by dimensions: each cell says what the splits of its measure say."""

from __future__ import annotations

import pytest

from jqtools.plan.matrix import CellState, cells, least_shown, possible_splits, too_small
from jqtools.plan.measure import Measure
from jqtools.plan.records import Records
from jqtools.plan.split import Dimension, Split, SplitStatus

SEX = {"dimension": Dimension.SEX}


def measure(*splits: Split, min_cell: int | None = None) -> Measure:
    return Measure(id="me_a", splits=Records(splits), min_cell=min_cell)


def states(made: Measure, dimension: Dimension = Dimension.SEX) -> tuple[CellState, ...]:
    return next(cell.states for cell in cells(made) if cell.dimension is dimension)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({}, CellState.OPEN),
        ({"status": SplitStatus.HAVE}, CellState.HAVE),
        ({"status": SplitStatus.COLLECT, "smallest": 10}, CellState.COLLECT),
        ({"status": SplitStatus.COLLECT, "smallest": 9}, CellState.TOO_SMALL),
        ({"smallest": 0}, CellState.TOO_SMALL),
        ({"status": SplitStatus.NOT_POSSIBLE, "smallest": 3}, CellState.NOT_POSSIBLE),
    ],
)
def test_a_cell_says_how_the_split_stands(said: dict[str, object], state: CellState):
    assert states(measure(Split(id="sp_a", **SEX, **said))) == (state,)


def test_a_measure_has_one_cell_for_each_dimension_and_none_is_planned_by_itself():
    found = list(cells(measure()))
    assert [cell.dimension for cell in found] == list(Dimension)
    assert {cell.states for cell in found} == {(CellState.NONE,)}
    assert states(measure(Split(id="sp_a", **SEX)), Dimension.AGE) == (CellState.NONE,)


def test_several_splits_of_a_kind_stand_side_by_side_and_none_is_the_one():
    made = measure(Split(id="sp_a", **SEX), Split(id="sp_b", **SEX, status=SplitStatus.HAVE))
    (cell,) = (each for each in cells(made) if each.dimension is Dimension.SEX)
    assert cell.states == (CellState.OPEN, CellState.HAVE)
    assert cell.split is None


def test_a_split_that_names_no_dimension_is_in_no_cell():
    assert all(not cell.splits for cell in cells(measure(Split(id="sp_a", words="by shift"))))


def test_too_small_is_measured_by_the_plans_own_minimum_or_else_the_usual_one():
    split = Split(id="sp_a", **SEX, smallest=4)
    assert least_shown(measure()) == 10
    assert too_small(measure(split), split)
    assert not too_small(measure(split, min_cell=4), split)
    assert not too_small(measure(), Split(id="sp_b", **SEX))


def test_what_is_not_possible_is_not_meant_to_be_shown():
    out = Split(id="sp_a", **SEX, status=SplitStatus.NOT_POSSIBLE)
    kept = Split(id="sp_b", **SEX)
    assert possible_splits(measure(out, kept)) == (kept,)
