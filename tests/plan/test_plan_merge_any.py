"""Merging any two versions of any plan: what must hold whatever was edited on either side."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jqtools.plan import Plan, parse_plan, plan_text
from jqtools.plan.compare import ChangeKind, compare
from jqtools.plan.joining import unit_of
from jqtools.plan.measured import ValueStatus
from jqtools.plan.merge import merge
from jqtools.plan.places import at
from jqtools.plan.planfile import plan_form
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from tests.plan.any_edit import any_edits
from tests.plan.any_plan import some_plan

EARLIER = st.sampled_from(["", "2026-02-01T08:00:00Z"])
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def versions(draw: st.DrawFn) -> tuple[Plan, Plan, Plan]:
    """A plan and two versions of it: edited, or, now and then, with nothing in common but the id."""
    base = draw(some_plan()).model_copy(update={"modified": draw(EARLIER)})
    if draw(st.integers(0, 4)):
        return base, draw(any_edits(base)), draw(any_edits(base))
    return base, draw(some_plan()), draw(some_plan())


@SLOW
@given(versions())
def test_a_side_that_changed_nothing_leaves_the_other_as_it_is(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    assert merge(base, mine, base).plan == mine
    assert merge(base, base, theirs).plan == theirs
    assert merge(base, base, base).plan == base
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
        texts = [note.text for note in merged.plan.notes if note.about == conflict.path]
        notes = "".join(text.removesuffix("\n(The next note goes on.)") for text in texts)
        assert all(words in notes for words in (conflict.base, conflict.mine, conflict.theirs))
        assert conflict.mine != conflict.theirs or conflict.base == "" or "suppressed" in conflict.mine


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
        if path[-1] in unit_of(path[:-1]):
            continue
        assert gone or at(path, forms[0]) == at(path, forms[1])


@SLOW
@given(versions())
def test_a_measured_value_is_wholly_that_of_one_version(three: tuple[Plan, Plan, Plan]):
    base, mine, theirs = three
    merged, forms = plan_form(merge(base, mine, theirs).plan), [plan_form(side) for side in (base, mine, theirs)]
    paths = [("observations", key) for key in merged["observations"]["order"]]
    paths += [("measures", key, part) for key in merged["measures"]["order"] for part in ("baseline", "target")]
    for path in paths:
        names = [name for name in unit_of(path) if name != "source"]
        found = [{name: value[name] for name in names} for each in forms if (value := at(path, each)) is not None]
        assert {name: at(path, merged)[name] for name in names} in found


@SLOW
@given(versions(), st.data())
def test_a_value_that_either_side_suppressed_is_suppressed_and_stands_in_no_note(three, data: st.DataObject):
    number = data.draw(st.permutations([1111, 2222, 3333]))
    base, mine, theirs = (
        side.model_copy(update={"observations": Records([Observation(id="ob_a", value=each, n=each, note="Note")])})
        for side, each in zip(three, number, strict=True)
    )
    hidden = Observation(id="ob_a", status=ValueStatus.SUPPRESSED, note=data.draw(st.sampled_from(["Note", "New"])))
    other = data.draw(st.sampled_from([theirs, theirs.model_copy(update={"observations": Records()})]))
    mine = mine.model_copy(update={"observations": Records([hidden])})
    for sides in ((mine, other), (other, mine)):
        merged = merge(base, *sides)
        assert merged.plan.observations.get("ob_a").status == "suppressed"
        assert merged.plan.observations.get("ob_a").value is None
        told = [each for each in merged.conflicts if each.path.startswith("observations/ob_a")]
        notes = [note.text for note in merged.plan.notes if note.about.startswith("observations/ob_a")]
        assert told
        assert not [text for text in (*map(str, told), *notes) if any(f"{each:,}" in text for each in number)]
