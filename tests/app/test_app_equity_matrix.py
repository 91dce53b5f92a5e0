"""Step 4: the matrix of measures by groups, and the measures of step 3, are the same splits."""

from __future__ import annotations

import copy

import pytest

from jqtools.app import matrix_views
from jqtools.content import forms, schemes
from jqtools.plan import Plan, blank_plan, parse_plan
from jqtools.plan.matrix import CellState
from jqtools.plan.planfile import with_section
from jqtools.plan.split import Dimension, SplitStatus
from tests.app.workbooks import EQUITY, GOALS, Open
from tests.conftest import PLANS


@pytest.fixture
def example() -> Plan:
    return parse_plan((PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))


def cells_of(*splits: dict[str, object], **more: object) -> dict[str, dict[str, str]]:
    items = {f"sp_{place}": split for place, split in enumerate(splits)}
    measure = {"name": "Pay", "splits": {"order": list(items), "items": items}, **more}
    plan = with_section(blank_plan(), "measures", {"order": ["me_a"], "items": {"me_a": measure}})
    (row,) = matrix_views.matrix_shown(plan, str)["rows"]
    return row["cells"]


def test_the_columns_are_the_dimensions_of_the_form_with_their_categories():
    columns = matrix_views.dimensions()
    assert [each["key"] for each in columns] == list(Dimension)
    options = next(field["options"] for field in forms()["split"] if field["name"] == "dimension")
    assert [each["label"] for each in columns] == [label for _key, label in options]
    by_race = next(each["schemes"] for each in columns if each["key"] == "race_ethnicity")
    assert "spd15_2024" in by_race
    assert {key for each in columns for key in each["schemes"]} <= set(schemes())


@pytest.mark.parametrize(
    ("split", "words", "under"),
    [
        ({}, "Planned", "say if you have it"),
        ({"status": "have"}, "Have it", ""),
        ({"status": "have", "smallest": 40}, "Have it", "smallest group: 40"),
        ({"status": "collect", "smallest": 4}, "Too small", "4 expected, 10 needed"),
        ({"status": "not_possible"}, "Not possible", "say why"),
        ({"status": "not_possible", "reason": "No field."}, "Not possible", "No field."),
    ],
)
def test_a_cell_says_in_words_how_it_stands(split: dict[str, object], words: str, under: str):
    cell = cells_of({"dimension": "sex", **split})["sex"]
    assert (cell["words"], cell["under"]) == (words, under)


def test_a_cell_without_a_split_is_not_planned_and_one_with_several_names_each():
    cells = cells_of({"dimension": "sex"}, {"dimension": "sex", "status": "have"})
    assert (cells["sex"]["words"], cells["sex"]["under"]) == ("2 splits", "Planned, Have it")
    assert cells["age"]["words"] == "Not planned"


def test_every_state_has_words_of_its_own():
    words = [matrix_views.state_words(state) for state in CellState]
    assert len(set(words)) == len(CellState)


def test_a_long_reason_is_cut_in_the_cell_and_the_usual_dimensions_come_at_once():
    cell = cells_of({"dimension": "veteran", "status": "not_possible", "reason": "no " * 60})["veteran"]
    assert cell["under"].endswith("…")
    assert len(cell["under"]) <= 60
    assert matrix_views.matrix_shown(blank_plan(), str) == {"rows": [], "used": list(matrix_views.USUAL)}


def test_a_measure_that_cannot_be_split_says_why_in_its_row():
    measure = {"name": "Pay", "no_splits": "It counts contracts."}
    plan = with_section(blank_plan(), "measures", {"order": ["me_a"], "items": {"me_a": measure}})
    (row,) = matrix_views.matrix_shown(plan, lambda path: f"#{path}")["rows"]
    assert (row["note"], row["href"]) == ("Can't be split: It counts contracts.", "#measures/me_a")


def test_a_cell_that_is_changed_changes_the_measure_and_undo_takes_it_back(opened: Open, example: Plan):
    workbook = opened(EQUITY)
    workbook.session.open(example)
    matrix, before = workbook.disaggregation_matrix(), workbook.session.plan
    measure = before.measures[0]
    split = next(each for each in measure.splits if each.dimension is Dimension.SEX)
    value = copy.deepcopy(matrix.value)
    value["items"][measure.id]["splits"]["items"][split.id] |= {"status": "collect", "smallest": 4}
    matrix.value = value
    changed = workbook.session.plan.measures.get(measure.id).splits.get(split.id)
    assert (changed.status, changed.smallest) == (SplitStatus.COLLECT, 4)
    assert changed.words == split.words
    row = next(each for each in matrix.shown["rows"] if each["id"] == measure.id)
    assert row["cells"]["sex"]["words"] == "Too small"
    rows = opened(GOALS).measures().value["items"][measure.id]["splits"]["items"]
    assert rows[split.id]["smallest"] == 4
    workbook.session.undo()
    assert workbook.session.plan.measures == before.measures
    assert matrix.value["items"][measure.id]["splits"]["items"][split.id]["smallest"] is None


def test_a_cell_that_is_none_of_the_plans_is_refused_and_changes_nothing(opened: Open, example: Plan):
    workbook = opened(EQUITY)
    workbook.session.open(example)
    matrix, before = workbook.disaggregation_matrix(), workbook.session.plan
    value = copy.deepcopy(matrix.value)
    value["items"][before.measures[0].id]["splits"] = {"order": ["sp_a"], "items": {"sp_a": {"dimension": "sorcery"}}}
    matrix.value = value
    assert workbook.session.plan.measures == before.measures
    assert workbook.bar.message.startswith("That was not taken")
