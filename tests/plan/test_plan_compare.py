"""What changed between two plans is told by place, in the words of the forms, and nothing else is told."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.content import principles
from jqtools.plan import Plan
from jqtools.plan.compare import ChangeKind, Difference, compare
from jqtools.plan.control import Element
from jqtools.plan.measure import Screen, Unit
from jqtools.plan.places import at, field_words, place_words, section_title
from jqtools.plan.plan import SECTIONS
from jqtools.plan.planfile import plan_form, plan_of
from jqtools.plan.records import Records
from tests.plan.any_edit import any_edits
from tests.plan.any_plan import some_plan

SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
STAMPS = {"created": "", "modified": ""}


def only(old: Plan, new: Plan) -> Difference:
    (difference,) = compare(old, new)
    return difference


def with_measure(plan: Plan, **changes: object) -> Plan:
    measure = plan.measures[0].model_copy(update=changes)
    return plan.model_copy(update={"measures": plan.measures.with_record(measure)})


def with_header(plan: Plan, **changes: object) -> Plan:
    return plan.model_copy(update={"header": plan.header.model_copy(update=changes)})


@SLOW
@given(some_plan(), st.data())
def test_nothing_is_told_exactly_when_the_plans_say_the_same(plan: Plan, data: st.DataObject):
    other = data.draw(any_edits(plan))
    assert compare(plan, plan) == ()
    assert (compare(plan, other) == ()) == (plan.model_copy(update=STAMPS) == other.model_copy(update=STAMPS))


@SLOW
@given(some_plan(), st.data())
def test_the_way_back_tells_the_same_places_with_old_and_new_swapped(plan: Plan, data: st.DataObject):
    other = data.draw(any_edits(plan))
    swapped = {"added": "removed", "removed": "added", "changed": "changed"}
    there = {(d.path, d.kind.value, d.old, d.new) for d in compare(plan, other) if d.kind is not ChangeKind.MOVED}
    back = {(d.path, swapped[d.kind], d.new, d.old) for d in compare(other, plan) if d.kind is not ChangeKind.MOVED}
    assert there == back


@SLOW
@given(some_plan(), some_plan())
def test_every_place_that_differs_is_in_words_without_ids_or_field_names(old: Plan, new: Plan):
    for difference in compare(old, new):
        assert difference.place
        assert "_" not in difference.place.replace(" ", "").split("“")[0]
        assert difference.section in {*SECTIONS, "plan_id"}


def test_a_field_is_told_with_its_record_label_and_both_values(procurement: Plan):
    target = procurement.measures[0].target.model_copy(update={"date": "2029-01"})
    found = only(procurement, with_measure(procurement, target=target))
    name = procurement.measures[0].name
    label = field_words(("measures", procurement.measures[0].id, "target", "date"), plan_form(procurement)).label
    assert found.place == f"Measure “{name}” · {label}"
    assert found.path == f"measures/{procurement.measures[0].id}/target/date"
    assert (found.kind, found.old, found.new) == ("changed", procurement.measures[0].target.date, "2029-01")


def test_choices_yes_and_no_numbers_and_references_are_told_in_words(procurement: Plan):
    measure = procurement.measures[0]
    other = procurement.logic.nodes[-1]
    assert only(procurement, with_measure(procurement, unit=Unit.INDEX)).new == "Index"
    screen = Screen(**{**measure.screen.model_dump(), "actionable": not measure.screen.actionable})
    assert {only(procurement, with_measure(procurement, screen=screen)).new} <= {"Yes", "No"}
    assert only(procurement, with_measure(procurement, min_cell=1234567)).new == "1,234,567"
    assert only(procurement, with_measure(procurement, node=other.id)).new == f"“{other.text}”"[:61]
    keys = tuple(principles())[:2]
    element = procurement.elements[0].model_copy(update={"principles": keys})
    found = only(procurement, procurement.model_copy(update={"elements": procurement.elements.with_record(element)}))
    assert (found.old, found.new) == ("", "; ".join(principles()[key].label for key in keys))


def test_levers_are_told_by_lever_and_question(procurement: Plan):
    levers = procurement.levers
    answers = levers.policy.model_copy(update={"reach": 3 if levers.policy.reach != 3 else 0})
    changed = levers.model_copy(update={"policy": answers, "weights": levers.weights.model_copy(update={"reach": 9})})
    found = compare(procurement, procurement.model_copy(update={"levers": changed}))
    assert [each.place for each in found] == ["Weight of Reach", "Policy: Reach"]
    assert not found[1].new.isdigit()


def test_an_added_and_a_removed_record_are_told_whole(procurement: Plan):
    new = Element(id="el_new", text="Post schedules", owner="Payroll", authority=3)
    after = procurement.model_copy(update={"elements": procurement.elements.with_record(new)})
    added, removed = only(procurement, after), only(after, procurement)
    assert (added.kind, removed.kind) == ("added", "removed")
    assert added.place == removed.place == "Change “Post schedules”"
    assert added.new == removed.old
    assert added.old == removed.new == ""
    assert "Post schedules" in added.new
    assert "Payroll" in added.new
    assert "Period" not in added.new


def test_a_record_inside_a_record_is_told_inside_it(procurement: Plan):
    measure = procurement.measures[0]
    split = measure.splits[0].model_copy(update={"words": "by the hour"})
    found = only(procurement, with_measure(procurement, splits=measure.splits.with_record(split)))
    assert found.place.startswith(f"Measure “{measure.name}” · Split “by the hour” · ")
    shorter = with_measure(procurement, splits=measure.splits.without(split.id))
    assert only(procurement, shorter).kind == "removed"


def test_a_link_is_named_by_its_boxes(procurement: Plan):
    link = procurement.logic.links[0].model_copy(update={"because": "we tried it"})
    logic = procurement.logic.model_copy(update={"links": procurement.logic.links.with_record(link)})
    found = only(procurement, procurement.model_copy(update={"logic": logic}))
    source = procurement.logic.nodes.get(link.source).text
    assert found.place.startswith(f"Link “{source[:20]}")
    assert " to " in found.place
    assert found.new == "we tried it"


@pytest.mark.parametrize(
    ("order", "moved"),
    [
        ("abcd", ""),
        ("dabc", "d"),
        ("bcda", "a"),
        ("acbd", "c"),
        ("dcba", "dcb"),
        ("bd", ""),
        ("xabcdy", ""),
        ("cxab", "c"),
    ],
)
def test_only_what_changed_its_place_among_the_others_has_moved(order: str, moved: str):
    def plan(keys: str) -> Plan:
        return Plan(plan_id="pl_a", elements=Records(Element(id=f"el_{key}", text=key) for key in keys))

    found = [each for each in compare(plan("abcd"), plan(order)) if each.kind is ChangeKind.MOVED]
    assert {each.path[-1] for each in found} <= set(moved)
    assert len(found) == len(moved)


def test_a_moved_record_is_told_with_its_places(procurement: Plan):
    elements = procurement.elements
    after = procurement.model_copy(update={"elements": Records((elements[-1], *elements[:-1]))})
    found = only(procurement, after)
    assert (found.kind, found.old, found.new) == ("moved", f"place {len(elements)}", "place 1")


def test_where_others_came_and_went_a_moved_record_is_told_by_what_stands_beside_it():
    def plan(keys: str) -> Plan:
        return Plan(plan_id="pl_a", elements=Records(Element(id=f"el_{key}", text=key) for key in keys))

    def moved(old: str, new: str) -> list[tuple[str, str]]:
        return [(each.old, each.new) for each in compare(plan(old), plan(new)) if each.kind is ChangeKind.MOVED]

    assert moved("xabcd", "adbc") == [("after “c”", "after “a”")]
    assert moved("abcd", "xdabc") == [("after “c”", "before “a”")]
    assert moved("abpkcd", "cdpkab")
    assert all(old != new for old, new in moved("abpkcd", "cdpkab"))


@given(st.permutations("abcdef"), st.permutations("abcdxy"))
def test_a_moved_record_never_stands_where_it_stood(old: list[str], new: list[str]):
    plans = [Plan(plan_id="pl_a", elements=Records(Element(id=f"el_{k}", text=k) for k in keys)) for keys in (old, new)]
    assert all(each.old != each.new for each in compare(*plans) if each.kind is ChangeKind.MOVED)


def test_a_number_that_is_the_same_to_thirteen_digits_is_no_change(procurement: Plan):
    wage = procurement.header.definition.wage
    close = wage.model_copy(update={"value": wage.value + 1e-14})
    definition = procurement.header.definition.model_copy(update={"wage": close})
    assert compare(procurement, with_header(procurement, definition=definition)) == ()
    cent = wage.model_copy(update={"value": wage.value + 0.01})
    definition = procurement.header.definition.model_copy(update={"wage": cent})
    assert only(procurement, with_header(procurement, definition=definition)).new == f"{wage.value + 0.01:.2f}"


def test_when_a_plan_was_saved_is_no_difference_and_which_plan_it_is_is_one(procurement: Plan):
    assert compare(procurement, procurement.model_copy(update={"modified": "2026-03-01T12:00:00Z"})) == ()
    assert only(procurement, procurement.model_copy(update={"plan_id": "pl_other"})).place == "Plan id"


def test_sections_have_titles_and_an_unknown_place_its_own_name():
    assert section_title("measures") == "Your measures"
    assert section_title("plan_id") == "Plan id"
    form = plan_form(Plan(plan_id="pl_a"))
    assert place_words(("goals",), form) == "Your goals"
    assert place_words(("goals", "go_gone"), form) == "Goal “(no words yet)”"
    assert at(("goals", "go_gone", "text"), form) is None


def test_every_field_of_a_plan_has_a_label(examples: dict[str, Plan]):
    for plan in examples.values():
        blank = Plan(plan_id=plan.plan_id)
        found = compare(blank, plan_of(plan_form(plan)))
        assert found
        assert all(each.new or each.kind == "changed" for each in found)
