"""Merging two versions of a plan: nothing that only one side changed is lost, and conflicts are told and kept."""

from __future__ import annotations

import pytest

from jqtools.errors import PlanError
from jqtools.plan import Plan
from jqtools.plan.control import Element
from jqtools.plan.joining import is_suppressed
from jqtools.plan.logic import Link, Node, Stage
from jqtools.plan.measure import Baseline, Measure, Target
from jqtools.plan.merge import merge
from jqtools.plan.places import place_words
from jqtools.plan.planfile import plan_form
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.plan.source import DataSource
from jqtools.plan.values import MAX_TEXT

LATER = "2026-04-01T08:00:00Z"


def text_of(plan: Plan, **changes: object) -> Plan:
    return plan.model_copy(update=changes)


def header(plan: Plan, modified: str = "", **changes: object) -> Plan:
    return text_of(plan, modified=modified, header=plan.header.model_copy(update=changes))


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
    label = place_words(("elements", element.id, "owner"), plan_form(procurement)).split(" · ")[-1]
    assert (conflict.base, conflict.theirs) == (f"{label}: {element.owner}", f"{label}: Somebody new")
    assert merged.plan.notes[-1].text.split(". ", 1)[1] == (
        "One version deleted this, the other changed it; it was kept."
        f"\nChanged to: {conflict.theirs}\nBefore: {conflict.base}"
    )


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
    assert merged.plan.notes[-1].text.endswith("One version deleted this, the other still uses it; it was kept.")


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


def observed(modified: str, **changes: object) -> Plan:
    return Plan(plan_id="pl_a", modified=modified, observations=Records([Observation(id="ob_a", **changes)]))


def test_two_peoples_numbers_are_never_mixed_and_the_later_wins_whole():
    base = observed("", numerator=10, denominator=100, value=10)
    mine = observed("2026-01-01T08:00:00Z", numerator=20, denominator=100, value=20)
    theirs = observed("2026-02-01T08:00:00Z", numerator=10, denominator=200, value=5)
    merged = merge(base, mine, theirs)
    assert merged.plan.observations == theirs.observations
    (conflict,) = merged.conflicts
    assert (conflict.path, "Value: 20" in conflict.mine, "Value: 5" in conflict.theirs) == (
        "observations/ob_a",
        True,
        True,
    )


def test_a_suppressed_value_stays_so_whatever_was_saved_later():
    base = observed("", value=4321)
    mine = observed("2026-01-01T08:00:00Z", status="suppressed")
    merged = merge(base, mine, observed("2026-02-01T08:00:00Z", value=1234))
    assert merged.plan.observations == mine.observations
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (
        "showed a value",
        "suppressed; the other version showed a value",
        "showed a value",
    )


def test_a_baseline_keeps_its_number_when_the_other_side_only_deletes_its_source():
    sources = Records([DataSource(id="so_a", name="Roster")])
    measure = Measure(id="me_a", baseline=Baseline(value=10, source="so_a"), target=Target(value=20))
    base = Plan(plan_id="pl_a", sources=sources, measures=Records([measure]))
    mine = text_of(base, sources=Records()).tidy()
    new = measure.model_copy(update={"baseline": Baseline(value=12, source="so_a")})
    for moment in ("", LATER):
        merged = merge(base, text_of(mine, modified=moment), text_of(base, measures=Records([new])))
        assert merged.conflicts == ()
        assert merged.plan.measures[0].baseline == Baseline(value=12)
    assert is_suppressed({"status": "suppressed"})


@pytest.mark.parametrize("side", ["MINE", "THEIRS"])
def test_a_base_that_was_saved_after_a_side_is_refused(side: str, procurement: Plan):
    base = header(procurement, LATER, title="New")
    old = header(procurement, "2026-03-01T08:00:00Z")
    sides = (old, header(base, LATER)) if side == "MINE" else (header(base, LATER), old)
    with pytest.raises(PlanError, match=f"BASE was saved after {side} .*; give the version that both came from first"):
        merge(base, *sides)
    unsaved = header(procurement, "")
    assert merge(base, unsaved, base).plan.header == unsaved.header
