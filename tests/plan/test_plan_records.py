"""A list of records, and the small types: what is taken and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from jqtools.plan.logic import Goal
from jqtools.plan.records import Records, file_form_of
from jqtools.plan.values import MAX_TEXT, Id, Level, Number, PartDate, Text, Whole, new_id
from tests.plan.any_plan import any_value

GOALS = TypeAdapter(Records[Goal])
SOME_GOALS = st.lists(any_value(Goal), max_size=5, unique_by=lambda goal: goal.id).map(Records)


def goal(key: str, text: str = "") -> Goal:
    return Goal(id=key, text=text)


@given(SOME_GOALS)
def test_records_read_from_their_file_form_are_the_same_in_the_same_order(goals: Records[Goal]):
    assert GOALS.validate_python(file_form_of(goals)) == goals


def test_the_file_form_keeps_the_order_apart_from_the_items():
    form = file_form_of(Records([goal("go_b", "Second"), goal("go_a", "First")]))
    assert form["order"] == ["go_b", "go_a"]
    assert form["items"]["go_a"]["text"] == "First"
    assert "id" not in form["items"]["go_a"]


@given(SOME_GOALS, any_value(Goal))
def test_adding_replaces_the_record_with_that_id_or_comes_last(goals: Records[Goal], one: Goal):
    before = list(goals)
    after = goals.with_record(one)
    place = goals.ids().index(one.id) if one.id in goals.ids() else len(goals)
    assert list(after) == [*before[:place], one, *before[place + 1 :]]
    assert after.get(one.id) is one
    assert list(goals) == before
    assert list(after.without(one.id)) == [kept for kept in before if kept.id != one.id]
    assert isinstance(after.without(one.id), Records)


@pytest.mark.parametrize("odd", [None, "", "go_x", "el_a"])
def test_an_id_that_is_not_there_gets_nothing(odd: str | None):
    assert Records([goal("go_a")]).get(odd) is None


@pytest.mark.parametrize(
    ("order", "keys", "told"),
    [
        (["go_a"], ["go_a", "go_b"], "go_b"),
        (["go_a", "go_b"], ["go_a"], "go_b"),
        (["go_a", "go_a"], ["go_a"], "go_a"),
        ([], ["go_a"], "go_a"),
    ],
)
def test_an_order_that_misses_or_repeats_an_item_is_told_with_its_id(order: list, keys: list, told: str):
    with pytest.raises(ValidationError, match=f"must name each of 'items' once; look at {told}"):
        GOALS.validate_python({"order": order, "items": {key: {} for key in keys}})


@pytest.mark.parametrize(
    "form",
    [[], None, 3, "go_a", {}, {"order": []}, {"order": [], "items": []}, {"order": [], "items": {}, "x": 1}],
)
def test_what_is_no_list_of_records_is_refused(form: object):
    with pytest.raises(ValidationError):
        GOALS.validate_python(form)


@pytest.mark.parametrize("inside", ["go_b", "go_c"])
def test_an_item_cannot_claim_another_id_than_its_key(inside: str):
    form = {"order": ["go_a", "go_b"], "items": {"go_a": {"id": inside}, "go_b": {"text": "Kept"}}}
    with pytest.raises(ValidationError):
        GOALS.validate_python(form)


def test_a_record_cannot_be_changed_in_place():
    with pytest.raises(ValidationError):
        goal("go_a").text = "new"


def test_new_ids_are_ids_and_differ():
    made = {new_id("el") for _ in range(500)}
    assert len(made) > 490
    assert all(TypeAdapter(Id).validate_python(each) == each for each in made)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *((Id, odd) for odd in ("", "el", "el_", "el_A", "EL_a", "e1_a", "el_abcdefghijklm", "el_a\n", "../x")),
        *((Text, odd) for odd in ("\x00", "a\x1bb", "\x07", "x" * (MAX_TEXT + 1), 5, None, "\ud800")),
        *((Whole, odd) for odd in (-1, 10**12 + 1, 1.0, True, "1", float("inf"))),
        *((Number, odd) for odd in (float("nan"), float("inf"), "1", True, 10**400, None)),
        *((Level, odd) for odd in (-1, 4, True, 1.0, "1")),
        *((PartDate, odd) for odd in ("7/1/26", "2026-13", "2026-00", "26", "2026-1-1", "2026-01-32", " ", 2026)),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(kind: object, value: object):
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *((Text, fine) for fine in ("", "two\nlines\tand a tab", "Ñandú 工資 👩‍🏭", "x" * MAX_TEXT, "=cmd()|' /C'")),
        *((PartDate, fine) for fine in ("", "2026", "2026-11", "2026-11-30")),
        (Number, -2.5),
        (Number, 7),
        (Whole, 0),
        (Level, 3),
    ],
)
def test_a_value_that_fits_is_kept_as_it_is(kind: object, value: object):
    assert TypeAdapter(kind).validate_python(value) == value


@pytest.mark.parametrize("value", ["2026-02-30", "2027-02-29", "٢٠٢٦", "2026-04-31"])
def test_a_day_that_no_calendar_has_is_refused(value: str):
    with pytest.raises(ValidationError):
        TypeAdapter(PartDate).validate_python(value)
