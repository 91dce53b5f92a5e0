"""Step 3: which links are allowed, cycles, links read aloud, and what happens when a box goes."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan import Plan
from jqtools.plan.flow import _reached, in_a_cycle, link_allowed, sentence
from jqtools.plan.logic import Link, LogicModel, Node, Stage, Term
from jqtools.plan.records import Records

COLUMNS = ["input", "activity", "output", "outcome"]
TERMS = ["short", "medium", "long"]


def node(place: int, stage: str = "outcome", **fields: object) -> Node:
    return Node(id=f"no_{place}", stage=stage, **fields)


def model(size: int, pairs: list[tuple[int, int]]) -> LogicModel:
    links = (Link(id=f"li_{n}", source=f"no_{a}", target=f"no_{b}") for n, (a, b) in enumerate(pairs))
    return LogicModel(nodes=Records(node(n, text=f"box {n}") for n in range(size)), links=Records(links))


def test_a_link_goes_one_column_on_and_never_back_or_over_a_column():
    for (a, source), (b, target) in product(enumerate(COLUMNS), repeat=2):
        allowed = link_allowed(node(1, source), node(2, target))
        assert allowed == (b == a + 1 or source == target == "outcome"), (source, target)


def test_an_outcome_leads_to_one_of_the_same_or_a_later_term():
    for (a, source), (b, target) in product(enumerate(TERMS), repeat=2):
        assert link_allowed(node(1, term=source), node(2, term=target)) == (a <= b)
        assert link_allowed(node(1), node(2, term=target))
        assert link_allowed(node(1, term=source), node(2))


@pytest.mark.parametrize("stage", COLUMNS)
def test_nothing_leads_to_itself(stage: str):
    assert not link_allowed(node(1, stage), node(1, stage))


def test_every_link_of_the_examples_is_allowed_and_goes_round_in_no_circle(examples: dict[str, Plan]):
    for plan in examples.values():
        get = plan.logic.nodes.get
        assert all(link_allowed(get(link.source), get(link.target)) for link in plan.logic.links)
        assert in_a_cycle(plan.logic) == ()


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=10))
    )
)
def test_the_boxes_in_a_circle_are_those_a_walk_comes_back_to(drawn: tuple[int, list[tuple[int, int]]]):
    size, pairs = drawn
    back = set()
    for start in range(size):
        here = {start}
        for _ in range(size):
            here = {b for a, b in pairs if a in here}
            back |= here & {start}
    assert {one.id for one in in_a_cycle(model(size, pairs))} == {f"no_{n}" for n in back}


def test_a_long_circle_is_walked_without_running_out_of_stack():
    round_and_round = model(1500, [(n, (n + 1) % 1500) for n in range(1500)])
    after = {node.id: [f"no_{(n + 1) % 1500}"] for n, node in enumerate(round_and_round.nodes)}
    assert len(_reached(after, "no_0")) == 1500


def test_causes_and_effects_are_the_two_ends_of_the_links(procurement: Plan):
    logic = procurement.logic
    by_text = {one.text: one.id for one in logic.nodes}
    report = by_text["Quarterly worker reports checked"]
    assert [n.text for n in logic.causes(report)] == [
        "Check quarterly worker reports and a confidential worker line and act on breaches"
    ]
    assert {n.text for n in logic.effects(report)} == {
        "Contract workers are paid a living wage",
        "Contract workers know their schedule two weeks ahead",
    }


def test_boxes_are_numbered_down_their_column(procurement: Plan):
    codes = procurement.logic.codes()
    assert list(codes.values()) == [
        f"{letter}{n}" for letter, count in (("I", 4), ("A", 6), ("O", 6), ("C", 5)) for n in range(1, count + 1)
    ]
    assert codes[procurement.logic.of_stage(Stage.OUTPUT)[2].id] == "O3"
    assert [term.value for term in Term] == TERMS


def test_a_link_reads_aloud_with_its_reason_or_without():
    logic = model(2, [(0, 1)])
    link = logic.links[0]
    assert sentence(link, logic) == "If “box 0”, then “box 1”."
    because = link.model_copy(update={"because": " rules bind. "})
    assert sentence(because, logic) == "If “box 0”, then “box 1”, because rules bind."
    assert sentence(Link(id="li_x", source="no_0", target="no_9"), logic) == ""
    wordless = LogicModel(nodes=Records([node(0), node(1, text="Pay.")]), links=logic.links)
    assert sentence(link, wordless) == "If “(no words yet)”, then “Pay”."


def test_a_box_that_goes_takes_its_links_and_nothing_else(procurement: Plan):
    gone = procurement.logic.nodes[4]
    nodes = procurement.logic.nodes.without(gone.id)
    tidy = procurement.model_copy(update={"logic": LogicModel(nodes=nodes, links=procurement.logic.links)}).tidy()
    kept = [link for link in procurement.logic.links if gone.id not in (link.source, link.target)]
    assert list(tidy.logic.links) == kept
    assert len(kept) < len(procurement.logic.links)
    assert tidy.logic.nodes == nodes
    assert procurement.logic.nodes.get(gone.id) == gone
    built = [source.id for source in procurement.sources if source.built_by == gone.id]
    assert built
    assert all(tidy.sources.get(each).built_by is None for each in built)
    assert len(tidy.sources) == len(procurement.sources)


def test_what_points_to_nothing_is_cleared_and_the_rest_of_the_record_kept(procurement: Plan):
    bare = procurement.model_copy(
        update={"elements": Records(), "goals": Records(), "sources": Records(), "logic": LogicModel()}
    ).tidy()
    assert [m.name for m in bare.measures] == [m.name for m in procurement.measures]
    assert {m.node for m in bare.measures} == {m.source for m in bare.measures} == {None}
    assert {m.baseline.source for m in bare.measures} == {None}
    assert {a.element for a in bare.assumptions} == {None}
    assert [m.baseline.value for m in bare.measures] == [m.baseline.value for m in procurement.measures]
    without_goals = procurement.model_copy(update={"goals": Records(), "elements": Records()}).tidy()
    assert {n.goal for n in without_goals.logic.nodes} == {n.element for n in without_goals.logic.nodes} == {None}
    assert without_goals.logic.links == procurement.logic.links
