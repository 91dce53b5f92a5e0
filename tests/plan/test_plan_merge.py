"""Merging two versions of a plan: nothing that only one side changed is lost, and conflicts are told and kept."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.errors import PlanError
from jqtools.plan import Plan, parse_plan, plan_text
from jqtools.plan.compare import ChangeKind, compare
from jqtools.plan.control import Element
from jqtools.plan.logic import Link, Node, Stage
from jqtools.plan.measure import Measure
from jqtools.plan.merge import merge
from jqtools.plan.places import at
from jqtools.plan.planfile import plan_form
from jqtools.plan.records import Records
from jqtools.plan.values import MAX_TEXT
from tests.plan.any_edit import any_edits
from tests.plan.any_plan import some_plan

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Plan, Plan, Plan]:
    """A plan and two versions of it: edited, or, now and then, with nothing in common but the id."""
    base = draw(some_plan())
    if draw(st.integers(0, 4)):
        return base, draw(any_edits(base)), draw(any_edits(base))
    return base, draw(some_plan()), draw(some_plan())


def text_of(plan: Plan, **changes: object) -> Plan:
    return plan.model_copy(update=changes)


def header(plan: Plan, modified: str = "", **changes: object) -> Plan:
    return text_of(plan, modified=modified, header=plan.header.model_copy(update=changes))


@SLOW
@given(versions())
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    assert merge(base, mine, base).plan == mine
    assert merge(base, base, theirs).plan == theirs
    assert merge(base, base, base) == merge(mine, base, base)
    assert merge(base, mine, base).conflicts == merge(base, base, theirs).conflicts == ()


@SLOW
@given(versions())
def test_two_equal_sides_are_the_result(three: tuple[Plan, Plan, Plan]):
    base, mine, _ = three
    assert merge(base, mine, mine).plan == mine
    assert merge(base, mine, mine).conflicts == ()


@SLOW
@given(versions())
def test_who_is_mine_and_who_is_theirs_makes_no_difference(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert one.plan == other.plan
    swapped = [(each.path, each.place, each.base, each.theirs, each.mine) for each in other.conflicts]
    assert [(each.path, each.place, each.base, each.mine, each.theirs) for each in one.conflicts] == swapped


@SLOW
@given(versions())
def test_the_result_is_a_sound_plan_that_was_changed_only_where_a_side_changed_it(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    assert parse_plan(plan_text(merged.plan)) == merged.plan == merged.plan.tidy()
    sides = {each.path for side in (mine, theirs) for each in compare(base, side)}
    found = [each for each in compare(base, merged.plan) if each.kind is not ChangeKind.MOVED]
    put = {note.id for note in merged.plan.notes}
    told = [each.path for each in found if each.section != "notes" or each.path.split("/")[1] not in put]
    assert [path for path in told if not any(path.startswith(side) for side in sides)] == []


@SLOW
@given(versions())
def test_every_conflict_is_kept_in_the_notes_word_for_word(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    merged = merge(base, mine, theirs)
    for conflict in merged.conflicts:
        notes = "".join(note.text for note in merged.plan.notes if note.about == conflict.path)
        assert all(words in notes for words in (conflict.base, conflict.mine, conflict.theirs))
        assert conflict.mine != conflict.theirs or conflict.base == ""


def test_changes_of_different_records_are_both_taken_without_a_word(procurement: Plan):
    first, second = procurement.elements[:2]
    one, two = (record.model_copy(update={"owner": "Somebody new"}) for record in (first, second))
    mine = text_of(procurement, elements=procurement.elements.with_record(one))
    theirs = text_of(procurement, elements=procurement.elements.with_record(two))
    merged = merge(procurement, mine, theirs)
    assert merged.conflicts == ()
    assert merged.plan.elements == procurement.elements.with_record(one).with_record(two)


@pytest.mark.parametrize(
    ("mine_at", "theirs_at", "kept"), [("2026-02", "2026-01", "Mine"), ("2026-01", "2026-02", "Theirs")]
)
def test_the_version_saved_later_wins_and_the_other_is_kept_in_a_note(
    mine_at: str, theirs_at: str, kept: str, procurement: Plan
):
    mine = header(procurement, f"{mine_at}-01T08:00:00Z", title="Mine")
    theirs = header(procurement, f"{theirs_at}-01T08:00:00Z", title="Theirs")
    merged = merge(procurement, mine, theirs)
    assert merged.plan.header.title == kept
    assert merged.plan.modified == "2026-02-01T08:00:00Z"
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.place) == ("header/title", "Name of the plan")
    assert (conflict.base, conflict.mine, conflict.theirs) == (procurement.header.title, "Mine", "Theirs")
    note = merged.plan.notes[-1]
    other = {"Mine": "Theirs", "Theirs": "Mine"}[kept]
    assert note.text.splitlines()[1:3] == [f"Kept: {kept}", f"Not kept: {other}"]
    assert note.date == "2026-02-01"


def test_without_moments_the_result_still_does_not_depend_on_who_is_mine(procurement: Plan):
    one, other = header(procurement, title="A"), header(procurement, title="B")
    assert merge(procurement, one, other).plan == merge(procurement, other, one).plan


def test_two_fields_of_one_record_are_joined(procurement: Plan):
    measure = procurement.measures[0]
    mine = text_of(procurement, measures=procurement.measures.with_record(measure.model_copy(update={"name": "New"})))
    theirs = procurement.measures.with_record(measure.model_copy(update={"owner": "Someone"}))
    merged = merge(procurement, mine, text_of(procurement, measures=theirs))
    assert merged.conflicts == ()
    assert (merged.plan.measures[0].name, merged.plan.measures[0].owner) == ("New", "Someone")


@pytest.mark.parametrize(
    ("mine", "theirs", "joined", "conflicts"),
    [
        (("b",), ("a", "b", "c"), ("b", "c"), 0),
        (("a", "b", "c"), ("a", "b", "d"), {"a", "b", "c", "d"}, 0),
        (("a",), ("b",), (), 0),
        (("b", "a"), ("a", "b", "c"), ("a", "b", "c"), 1),
    ],
)
def test_lists_are_joined_as_sets_while_both_only_add_or_remove(mine, theirs, joined, conflicts, procurement: Plan):
    def tagged(tags: tuple[str, ...], modified: str = "") -> Plan:
        record = Element(id="el_tags", text="Tagged", principles=tags)
        return text_of(procurement, modified=modified, elements=procurement.elements.with_record(record))

    later = "2026-02-01T08:00:00Z"
    merged = merge(tagged(("a", "b")), tagged(mine), tagged(theirs, later))
    assert len(merged.conflicts) == conflicts
    found = merged.plan.elements.get("el_tags").principles
    assert (set(found) if isinstance(joined, set) else found) == joined


def test_a_record_that_one_side_deleted_and_the_other_changed_is_kept_and_told(procurement: Plan):
    element = procurement.elements[0]
    mine = text_of(procurement, elements=procurement.elements.without(element.id)).tidy()
    changed = element.model_copy(update={"owner": "Somebody new"})
    theirs = text_of(procurement, elements=procurement.elements.with_record(changed))
    merged = merge(procurement, mine, theirs)
    assert merged.plan.elements == theirs.elements
    assert merged.plan.logic == procurement.logic
    (conflict,) = merged.conflicts
    assert (conflict.path, conflict.mine) == (f"elements/{element.id}", "")
    assert "Somebody new" in conflict.theirs
    assert "Not kept: nothing" in merged.plan.notes[-1].text


def test_a_record_that_only_one_side_deleted_is_gone_with_its_links(procurement: Plan):
    node = procurement.logic.nodes[0]
    fewer = procurement.logic.model_copy(update={"nodes": procurement.logic.nodes.without(node.id)})
    mine = text_of(procurement, logic=fewer).tidy()
    merged = merge(procurement, mine, header(procurement, title="New"))
    assert merged.conflicts == ()
    assert merged.plan.logic == mine.logic
    assert merged.plan.header.title == "New"


def small() -> Plan:
    nodes = Records(Node(id=f"no_{key}", stage=stage, text=key) for key, stage in zip("abc", Stage, strict=False))
    logic = {"nodes": nodes, "links": Records([Link(id="li_ab", source="no_a", target="no_b", because="of this")])}
    measures = Records([Measure(id="me_a", name="Count", node="no_b")])
    plan = Plan(plan_id="pl_a", measures=measures)
    return plan.model_copy(update={"logic": plan.logic.model_copy(update=logic)})


def test_a_box_that_one_side_deleted_and_the_other_newly_links_to_comes_back_with_its_links():
    base = small()
    mine = text_of(base, logic=base.logic.model_copy(update={"nodes": base.logic.nodes.without("no_b")})).tidy()
    assert mine.measures[0].node is None
    new = Link(id="li_bc", source="no_b", target="no_c", because="we say so")
    theirs = text_of(base, logic=base.logic.model_copy(update={"links": base.logic.links.with_record(new)}))
    merged = merge(base, mine, theirs)
    assert merged.plan.logic == theirs.logic
    assert merged.plan.measures == base.measures
    assert [conflict.path for conflict in merged.conflicts] == ["logic/nodes/no_b"]
    assert merged.conflicts[0].place == "Activity “b”"


def test_two_new_orders_are_a_conflict_and_one_is_not(procurement: Plan):
    def ordered(records: Records[Element], modified: str = "") -> Plan:
        return text_of(procurement, elements=records, modified=modified)

    elements = procurement.elements
    turned, shifted = Records(reversed(elements)), Records((*elements[1:], elements[0]))
    added = elements.with_record(Element(id="el_new", text="New"))
    merged = merge(procurement, ordered(turned), ordered(added))
    assert merged.conflicts == ()
    assert Records(each for each in merged.plan.elements if each.id != "el_new") == turned
    merged = merge(procurement, ordered(turned), ordered(shifted, "2026-02-01T08:00:00Z"))
    assert merged.plan.elements == shifted
    assert [conflict.place for conflict in merged.conflicts] == ["Your changes · Order"]


def test_a_text_too_long_for_one_note_goes_on_in_the_next(procurement: Plan):
    one, other = (header(procurement, problem=letter * MAX_TEXT) for letter in "ab")
    merged = merge(procurement, one, other)
    notes = [note for note in merged.plan.notes if note.about == "header/problem"]
    text = "".join(note.text.removesuffix("\n(The next note goes on.)") for note in notes)
    assert len(notes) == 3
    assert "a" * MAX_TEXT in text
    assert "b" * MAX_TEXT in text
    assert [note.text.endswith("(The next note goes on.)") for note in notes] == [True, True, False]


def test_merging_again_adds_no_second_note(procurement: Plan):
    one, other = header(procurement, title="A"), header(procurement, title="B")
    merged = merge(procurement, one, other).plan
    again = text_of(one, notes=merged.notes), text_of(other, notes=merged.notes)
    assert merge(procurement, *again).plan.notes == merged.notes


def test_a_plan_was_made_at_the_earliest_moment_told(procurement: Plan):
    one = header(procurement, "2026-02-01T08:00:00Z", title="A").model_copy(update={"created": "2026-01-05T08:00:00Z"})
    other = header(procurement, "2026-03-01T08:00:00Z", place="B").model_copy(update={"created": ""})
    merged = merge(text_of(procurement, created=""), one, other).plan
    assert (merged.created, merged.modified) == ("2026-01-05T08:00:00Z", "2026-03-01T08:00:00Z")


def test_versions_of_different_plans_are_refused(procurement: Plan):
    other = text_of(procurement, plan_id="pl_other")
    for three in ((procurement, procurement, other), (other, procurement, procurement)):
        with pytest.raises(PlanError, match="not versions of one plan"):
            merge(*three)


@SLOW
@given(versions())
def test_a_field_that_only_one_side_changed_has_that_sides_value(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    merged, told = merge(base, mine, theirs), {each.path for each in compare(base, theirs)}
    alone = [each for each in compare(base, mine) if each.kind is ChangeKind.CHANGED and each.path not in told]
    forms = plan_form(merged.plan), plan_form(mine)
    for each in alone:
        path = tuple(each.path.split("/"))
        gone = at(path[:-1], plan_form(theirs)) is None and at(path[:-1], forms[0]) is None
        assert gone or at(path, forms[0]) == at(path, forms[1])
