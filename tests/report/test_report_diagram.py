"""The picture of the logic model: places, arrows, words, and models nobody would draw."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.plan import Plan
from jqtools.plan.logic import Link, LinkKind, LogicModel, Node, Stage, Term
from jqtools.plan.records import Records
from jqtools.report import diagram_svg, links_in_words
from jqtools.report.colours import COLOURS
from jqtools.report.layers import layers
from jqtools.report.layout import Layout, layout
from jqtools.style import stylesheet

SVG = "{http://www.w3.org/2000/svg}"


def model(
    nodes: list[tuple[str, str]], links: list[tuple[int, int]], back: Sequence[tuple[int, int]] = ()
) -> LogicModel:
    """Boxes as (stage, text), links by place, and links that feed back."""
    boxes = [Node(id=f"no_{at}", stage=Stage(stage), text=text) for at, (stage, text) in enumerate(nodes)]
    kinds = [*((pair, LinkKind.LEADS_TO) for pair in links), *((pair, LinkKind.FEEDS_BACK) for pair in back)]
    arrows = [
        Link(id=f"li_{at}", source=f"no_{a}", target=f"no_{b}", kind=kind) for at, ((a, b), kind) in enumerate(kinds)
    ]
    return LogicModel(nodes=Records(boxes), links=Records(arrows))


def drawn(found: LogicModel) -> ElementTree.Element:
    return ElementTree.fromstring(diagram_svg(found, "Title"))


def no_overlaps(laid: Layout) -> bool:
    return not any(
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
        for at, one in enumerate(laid.boxes)
        for other in laid.boxes[at + 1 :]
    )


def in_their_columns(laid: Layout) -> bool:
    headers = {header.stage: header for header in laid.headers}
    return all(
        headers[box.node.stage].x <= box.x
        and box.x + box.width <= headers[box.node.stage].x + headers[box.node.stage].width + 0.01
        for box in laid.boxes
    )


def pairs(found: LogicModel) -> set[tuple[str, str]]:
    return {(link.source, link.target) for link in found.links}


WORDS = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=60)
models = st.builds(
    model,
    st.lists(st.tuples(st.sampled_from([*Stage]), WORDS), min_size=8, max_size=8),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20),
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=6),
)


def test_boxes_stand_in_their_columns_and_do_not_overlap(example: Plan):
    laid = layout(example.logic)
    assert no_overlaps(laid)
    assert in_their_columns(laid)
    assert len(laid.boxes) == len(example.logic.nodes)


def test_every_link_is_an_arrow_from_box_to_box(example: Plan):
    laid = layout(example.logic)
    boxes = {box.node.id: box for box in laid.boxes}
    assert {(arrow.source, arrow.target) for arrow in laid.arrows} == pairs(example.logic)
    for arrow in laid.arrows:
        source, target = boxes[arrow.source], boxes[arrow.target]
        assert arrow.points[0][0] == source.x + source.width
        assert source.y <= arrow.points[0][1] <= source.y + source.height
        assert arrow.points[-1][0] == target.x
        assert target.y <= arrow.points[-1][1] <= target.y + target.height


def test_arrows_do_not_run_through_boxes(example: Plan):
    laid = layout(example.logic)
    for arrow in laid.arrows:
        for out, into in zip(arrow.points[1:-1:2], arrow.points[2:-1:2], strict=True):
            inside = [b for b in laid.boxes if b.x <= out[0] and into[0] <= b.x + b.width]
            assert not any(b.y < out[1] < b.y + b.height for b in inside)


def test_arrowheads_at_a_box_do_not_overlap(example: Plan):
    ends = sorted(arrow.points[-1] for arrow in layout(example.logic).arrows)
    assert all(y2 - y1 > 8 for (x1, y1), (x2, y2) in pairwise(ends) if x1 == x2)


def test_the_same_model_gives_the_same_picture(example: Plan):
    again = LogicModel.model_validate(example.logic.model_dump(mode="json"))
    assert diagram_svg(example.logic, "Title") == diagram_svg(again, "Title")


def test_a_box_says_its_code_its_words_and_what_it_leads_to():
    svg = drawn(model([("activity", "Train"), ("output", "Trained"), ("output", "Told")], [(0, 1), (0, 2)]))
    labels = [g.get("aria-label") for g in svg.iter(f"{SVG}g") if g.get("role") == "img"]
    assert labels == ["A1, activity: Train; leads to O1, O2", "O1, output: Trained", "O2, output: Told"]


def test_the_picture_has_a_name_and_a_description_and_hides_its_lines():
    svg = drawn(model([("input", "Money"), ("activity", "Train")], [(0, 1)]))
    assert svg.get("role") == "group"
    assert svg.find(f"{SVG}title").text == "Title"
    assert "2 boxes" in svg.find(f"{SVG}desc").text
    assert "joined by 1 arrow." in svg.find(f"{SVG}desc").text
    paths = [g for g in svg.iter(f"{SVG}g") if g.find(f"{SVG}path") is not None]
    assert [g.get("aria-hidden") for g in paths] == ["true"]


def test_the_term_of_an_outcome_is_written_in_words():
    box = Node(id="no_1", stage=Stage.OUTCOME, text="Better pay", term=Term.MEDIUM)
    assert "C1, medium term" in diagram_svg(LogicModel(nodes=Records([box])), "")


def test_links_within_a_stage_get_columns_of_their_own():
    laid = layout(model([("outcome", "One"), ("outcome", "Two"), ("outcome", "Three")], [(0, 1), (1, 2)]))
    assert [box.x for box in laid.boxes] == sorted({box.x for box in laid.boxes})
    assert laid.headers[-1].width > 2 * laid.boxes[0].width


@pytest.mark.parametrize("links", [[(0, 1), (1, 0)], [(0, 0)], [(0, 1), (1, 2), (2, 0)], [(2, 3), (3, 0)]])
def test_a_circle_is_drawn_with_a_dashed_arrow(links: list[tuple[int, int]]):
    circle = model([("outcome", "A"), ("outcome", "B"), ("outcome", "C"), ("input", "D")], links)
    svg = drawn(circle)
    dashed = [path for path in svg.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert "Dashed arrows lead back." in svg.find(f"{SVG}desc").text


def test_a_link_between_terms_that_run_backward_is_the_dashed_one():
    late = Node(id="no_1", stage=Stage.OUTCOME, term=Term.LONG)
    soon = Node(id="no_2", stage=Stage.OUTCOME, term=Term.SHORT)
    links = [Link(id="li_1", source="no_1", target="no_2"), Link(id="li_2", source="no_2", target="no_1")]
    laid = layout(LogicModel(nodes=Records([late, soon]), links=Records(links)))
    assert [(arrow.source, arrow.feedback) for arrow in laid.arrows] == [("no_2", False), ("no_1", True)]


CHAIN = [("input", "Vote"), ("activity", "Write"), ("output", "Clauses"), ("outcome", "Pay"), ("outcome", "Stay")]
ONWARD = [(0, 1), (1, 2), (2, 3), (3, 4)]


@pytest.mark.parametrize("back", [(4, 0), (4, 3), (3, 1), (0, 4), (2, 2)])
def test_a_link_that_feeds_back_is_dashed_and_moves_no_box(back: tuple[int, int]):
    straight, looped = model(CHAIN, ONWARD), model(CHAIN, ONWARD, [back])
    assert layers(looped).columns == layers(straight).columns
    assert layers(looped).chains == layers(straight).chains
    assert layers(looped).feedback == ((f"no_{back[0]}", f"no_{back[1]}"),)
    dashed = [path for path in drawn(looped).iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(dashed) == 1


def test_a_link_that_feeds_back_runs_below_every_box_inside_the_picture():
    laid = layout(model(CHAIN, ONWARD, [(4, 0), (3, 1), (4, 3)]))
    lowest = max(box.y + box.height for box in laid.boxes)
    around = [arrow for arrow in laid.arrows if arrow.feedback]
    assert len({max(y for _, y in arrow.points) for arrow in around}) == 3
    for arrow in around:
        assert lowest < max(y for _, y in arrow.points) < laid.height
        assert all(0 < x < laid.width for x, _ in arrow.points)


def test_a_pair_that_leads_on_and_feeds_back_is_drawn_as_leading_on():
    laid = layout(model(CHAIN, ONWARD, [(0, 1)]))
    assert not any(arrow.feedback for arrow in laid.arrows)


def test_a_box_says_what_it_feeds_back_into():
    svg = drawn(model(CHAIN, ONWARD, [(4, 0)]))
    labels = [g.get("aria-label") for g in svg.iter(f"{SVG}g") if g.get("role") == "img"]
    assert labels[0] == "I1, input: Vote; leads to A1"
    assert labels[-1] == "C2, outcome: Stay; feeds back into I1"
    assert "Dashed arrows lead back." in [text.text for text in svg.iter(f"{SVG}text")]


def test_twin_links_are_drawn_once():
    assert len(layout(model([("input", "A"), ("activity", "B")], [(0, 1), (0, 1)])).arrows) == 1


def test_an_empty_model_is_a_picture_that_says_so():
    svg = drawn(LogicModel())
    assert svg.find(f"{SVG}desc").text == "The logic model has no boxes yet."
    assert [text.text for text in svg.iter(f"{SVG}text")].count("none yet") == 4


def test_a_box_without_words_says_so():
    assert "(no words yet)" in diagram_svg(model([("input", " ")], []), "")


def test_markup_in_the_words_is_inert():
    words = '<script>alert("1")</script> & "quotes"'
    svg = drawn(model([("input", words)], []))
    assert not [element for element in svg.iter() if "script" in element.tag]
    assert "".join(text.text for text in svg.iter(f"{SVG}text")).count("script") == 2
    assert words in [g.get("aria-label") for g in svg.iter(f"{SVG}g")][-1]


def test_sixty_boxes_are_laid_out_without_overlaps():
    chance = random.Random(4)
    stages = [*Stage]
    nodes = [(stages[at // 15], "Workers are paid a living wage by vendors " * 2) for at in range(60)]
    links = [(at, min(59, at + chance.randint(8, 22))) for at in range(45) for _ in range(2)]
    laid = layout(model(nodes, links))
    assert no_overlaps(laid)


@settings(max_examples=60, deadline=None)
@given(models)
def test_no_model_crashes_it(found: LogicModel):
    laid = layout(found)
    assert no_overlaps(laid)
    assert in_their_columns(laid)
    assert {(arrow.source, arrow.target) for arrow in laid.arrows} == pairs(found)
    drawn(found)


def test_a_chain_of_two_hundred_outcomes_does_not_crash_it():
    drawn(model([("outcome", "Step")] * 200, [(at, at + 1) for at in range(199)]))


def test_the_colours_are_those_of_the_design():
    tokens = dict(re.findall(r"--jq-([\w-]+): (#[0-9a-f]{6});", stylesheet("tokens")))
    assert {name: tokens.get(name) for name in COLOURS} == dict(COLOURS)


def test_links_are_read_aloud_in_order():
    found = model([("input", "Money."), ("activity", "We train")], [(0, 1)])
    assert links_in_words(found) == ("If “Money”, then “We train”.",)
    assert links_in_words(LogicModel()) == ()
