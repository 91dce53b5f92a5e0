"""The logic board: one panel for all boxes, links drawn with the mouse, boxes moved, one column on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from jqtools.plan import Plan, blank_plan, write_plan
from jqtools.plan.logic import Link, LogicModel, Node, Stage
from jqtools.plan.records import Records
from tests.browser.test_browser_access import still, violations
from tests.browser.walker import SIZE, Visitor
from tests.conftest import PLANS

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def board(visitor: Visitor) -> Page:
    """Step 3 of the procurement example, at its board."""
    visitor.hold(PLANS / "procurement_living_wage.json")
    visitor.open(3, "#logic")
    expect(visitor.page.locator(".jq-line").first).to_be_attached()
    still(visitor.page)
    return visitor.page


# Words of boxes that break inside: with the box's letters they are wider than the room between its edges.
BROKEN = """boxes => boxes.flatMap(box => {
    const look = getComputedStyle(box), pen = document.createElement("canvas").getContext("2d");
    pen.font = look.font;
    const room = box.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
    return box.value.split(/\\s+/).filter(word => pen.measureText(word).width > room);
})"""


def drag(page: Page, grip: Locator, target: Locator, at: float = 0.5) -> None:
    """Press on `grip`, and go to a height inside `target`; the button stays down."""
    target.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] * at, steps=5)


def words(page: Page, column: str) -> list[str]:
    """The words of a column's boxes, from top to bottom."""
    return page.locator(f".jq-column-{column} textarea").evaluate_all("all => all.map(each => each.value)")


@pytest.mark.parametrize("size", [SIZE, PHONE], ids=["wide", "phone"])
def test_a_box_opens_in_the_one_panel_and_gives_the_focus_back(board: Page, size: dict[str, int]) -> None:
    board.set_viewport_size(size)
    still(board)
    panel = board.get_by_role("dialog")
    for box in board.locator(".jq-box-input").all()[:2]:
        edit = box.get_by_role("button", name="Edit")
        edit.focus()
        board.keyboard.press("Enter")
        expect(panel).to_have_count(1)
        expect(panel).to_contain_text(box.locator("textarea").input_value())
        assert panel.evaluate("panel => panel.contains(document.activeElement)")
        still(board)
        # A button of the board that is half under the bar at the foot of the page would count as a small one.
        assert violations(board, ".jq-drawer") == []
        board.keyboard.press("Escape")
        expect(panel).to_have_count(0)
        expect(edit).to_be_focused()
    assert board.evaluate("() => document.documentElement.scrollWidth") <= size["width"]


def test_beside_the_panel_no_word_breaks_and_every_box_keeps_one_row_of_buttons(board: Page) -> None:
    box = board.locator(".jq-box-input").first
    box.locator("textarea").fill("Responsibilities")
    box.get_by_role("button", name="Edit").click()
    still(board)
    expect(board.get_by_role("dialog")).to_be_visible()
    assert board.locator(".jq-box-text").evaluate_all(BROKEN) == []
    board.get_by_role("button", name="Done").click()
    still(board)
    assert board.locator(".jq-box-text").evaluate_all(BROKEN) == []
    rows = "all => all.map(foot => new Set([...foot.querySelectorAll('button')].map(each => each.offsetTop)).size)"
    assert set(board.locator(".jq-box-foot").evaluate_all(rows)) == {1}
    heads = "all => all.map(list => list.getBoundingClientRect().top)"
    assert len(set(board.locator(".jq-column ul").evaluate_all(heads))) == 1


def test_in_a_window_of_middle_width_the_panel_leaves_the_board_as_it_was(board: Page) -> None:
    board.set_viewport_size({"width": 1024, "height": 768})
    still(board)
    widths = "all => all.map(box => box.clientWidth)"
    before = board.locator(".jq-box").evaluate_all(widths)
    board.locator(".jq-box-input").first.get_by_role("button", name="Edit").click()
    panel = board.get_by_role("dialog")
    still(board)
    assert 400 < panel.bounding_box()["width"] < 500
    assert board.locator(".jq-box").evaluate_all(widths) == before
    board.set_viewport_size(SIZE)
    expect(board.locator(".jq-board-beside")).to_be_visible()
    expect(panel.get_by_role("button", name="Done")).to_be_visible()


def test_a_link_is_drawn_with_the_mouse_and_esc_gives_it_up(board: Page, visitor: Visitor) -> None:
    source, target = board.locator(".jq-box-activity").first, board.locator(".jq-box-output").nth(1)
    before = board.locator(".jq-line").count()
    drag(board, source.locator(".jq-handle"), target)
    expect(board.locator(".jq-legal")).to_have_count(board.locator(".jq-box-output").count())
    board.keyboard.press("Escape")
    board.mouse.up()
    expect(board.locator(".jq-legal")).to_have_count(0)
    expect(board.locator(".jq-line")).to_have_count(before)
    drag(board, source.locator(".jq-handle"), target)
    board.mouse.up()
    expect(board.locator(".jq-line")).to_have_count(before + 1)
    ends = (source.get_attribute("id"), target.get_attribute("id"))
    assert ends in [(link.source, link.target) for link in visitor.plan().logic.links]


def test_no_link_is_made_where_none_is_allowed(board: Page) -> None:
    before = board.locator(".jq-line").count()
    drag(board, board.locator(".jq-box-input").first.locator(".jq-handle"), board.locator(".jq-box-outcome").first)
    board.mouse.up()
    expect(board.locator(".jq-board [role=status]")).to_contain_text("No link was made.")
    expect(board.locator(".jq-line")).to_have_count(before)


def test_a_box_is_moved_with_the_mouse_and_with_the_keyboard(board: Page) -> None:
    first, second, *rest = words(board, "activity")
    boxes = board.locator(".jq-box-activity")
    drag(board, boxes.first.locator(".jq-grip"), boxes.nth(1), 0.9)
    board.mouse.up()
    assert words(board, "activity") == [second, first, *rest]
    boxes.nth(1).locator("textarea").focus()
    board.keyboard.press("Alt+ArrowUp")
    assert words(board, "activity") == [first, second, *rest]
    expect(boxes.first.locator("textarea")).to_be_focused()
    expect(board.locator(".jq-board [role=status]")).to_contain_text(f"Moved to place 1 of {len(rest) + 2}.")


def unlinked(board: Page, visitor: Visitor) -> tuple[Locator, Locator]:
    """A box, and one of the next column that it does not lead to yet."""
    logic = visitor.plan().logic
    linked = {(link.source, link.target) for link in logic.links}
    pairs = [(a.id, b.id) for a in logic.of_stage(Stage.ACTIVITY) for b in logic.of_stage(Stage.OUTPUT)]
    source, target = next(pair for pair in pairs if pair not in linked)
    return board.locator(f"#{source}"), board.locator(f"#{target}")


def linked(visitor: Visitor) -> list[tuple[str, str]]:
    return [(link.source, link.target) for link in visitor.plan().logic.links]


def test_a_link_is_drawn_with_a_key_a_few_letters_and_enter(board: Page, visitor: Visitor) -> None:
    source, target = unlinked(board, visitor)
    source.locator("textarea").focus()
    board.keyboard.press("Alt+l")
    expect(source.get_by_label("Leads to")).to_be_focused()
    still(board)
    assert violations(board) == []
    board.keyboard.type(target.locator("textarea").input_value()[:14])
    board.keyboard.press("Enter")
    expect(board.locator(".jq-board [role=status]")).to_contain_text("Linked: ")
    expect(source.locator("textarea")).to_be_focused()
    expect(board.locator(".jq-pick, .jq-legal, .jq-box[inert]")).to_have_count(0)
    assert linked(visitor)[-1] == (source.get_attribute("id"), target.get_attribute("id"))


@pytest.mark.parametrize("size", [SIZE, PHONE], ids=["screen", "phone"])
def test_a_link_is_drawn_by_pressing_link_and_then_the_box(board: Page, visitor: Visitor, size: dict[str, int]) -> None:
    source, target = unlinked(board, visitor)
    board.set_viewport_size(size)
    still(board)
    columns = board.get_by_role("group", name="Column to show")
    if size is PHONE:
        columns.get_by_role("button", name="Activities").click()
    source.get_by_role("button", name="Link", exact=False).click()
    expect(board.locator(".jq-box-input[inert]")).to_have_count(board.locator(".jq-box-input").count())
    if size is PHONE:
        columns.get_by_role("button", name="Outputs").click()
    expect(target.get_by_role("button", name="Link here")).to_be_visible()
    target.click(position={"x": 40, "y": 60})
    expect(board.locator(".jq-board [role=status]")).to_contain_text("Linked: ")
    expect(source.get_by_role("button", name="Link", exact=False)).to_be_focused()
    assert linked(visitor)[-1] == (source.get_attribute("id"), target.get_attribute("id"))
    assert board.evaluate("() => document.documentElement.scrollWidth") <= size["width"]


def test_escape_or_link_again_gives_up_a_link(board: Page, visitor: Visitor) -> None:
    source, _target = unlinked(board, visitor)
    before, button = linked(visitor), source.locator(".jq-link-from")
    for give_up in (lambda: board.keyboard.press("Escape"), button.click):
        button.click()
        expect(board.locator(".jq-legal").first).to_be_visible()
        give_up()
        expect(board.locator(".jq-legal, .jq-pick, .jq-link-here")).to_have_count(0)
        expect(button).to_be_focused()
        expect(board.locator(".jq-board [role=status]")).to_contain_text("No link was made.")
    assert linked(visitor) == before


def test_a_new_outcome_asks_when_at_once_and_has_nothing_to_fix_yet(visitor: Visitor) -> None:
    visitor.open(3, "#logic")
    page = visitor.page
    box = visitor.add("an outcome")
    box.get_by_role("textbox").fill("Cleaners earn more")
    expect(box.locator(".jq-chip").last).to_contain_text("still to do")
    expect(box).not_to_contain_text("to fix")
    box.get_by_role("button", name="Edit").click()
    panel = page.get_by_role("dialog")
    panel.get_by_label("When", exact=True).select_option(label="Short term: within a year")
    said = panel.locator(".jq-finding").first
    expect(said).to_contain_text("Still to do")
    top = panel.get_by_label("When", exact=True).bounding_box()["y"]
    assert top < said.bounding_box()["y"]
    assert [node.term for node in visitor.plan().logic.nodes] == ["short"]


def test_what_a_box_lacks_is_told_when_the_person_goes_to_another_box_or_part(visitor: Visitor) -> None:
    visitor.open(3, "#logic")
    page = visitor.page
    first, second = visitor.add("an activity"), visitor.add("an outcome")
    first.get_by_role("textbox").fill("Write the clause")
    first.get_by_role("button", name="Edit").click()
    expect(first.locator(".jq-chip").last).to_contain_text("still to do")
    page.get_by_role("dialog").get_by_role("textbox").first.focus()
    page.wait_for_timeout(1500)
    expect(first.locator(".jq-chip").last).to_contain_text("still to do")
    second.get_by_role("textbox").fill("Cleaners earn more")
    expect(first.locator(".jq-chip-consider")).to_contain_text("to consider")
    expect(second.locator(".jq-chip").last).to_contain_text("still to do")
    page.locator("#measures").get_by_role("button").first.focus()
    expect(second.locator(".jq-chip-fix")).to_contain_text("to fix")
    added = visitor.add("an output")
    expect(added.locator(".jq-chip").last).to_contain_text("still to do")


def test_the_lines_of_the_box_in_use_stand_out(board: Page) -> None:
    board.locator(".jq-box-activity").first.locator("textarea").focus()
    lit = board.locator(".jq-line-lit")
    expect(lit.first).to_be_attached()
    assert 0 < lit.count() < board.locator(".jq-line").count()


def test_the_address_of_a_box_opens_it(board: Page, visitor: Visitor) -> None:
    place = board.locator(".jq-box-output").last.get_attribute("id")
    visitor.open(3, f"#{place}")
    expect(board.get_by_role("dialog")).to_be_visible()
    expect(board.locator(f"#{place}")).to_be_in_viewport()


def test_a_box_that_undo_takes_away_takes_its_panel_along(visitor: Visitor) -> None:
    visitor.open(3, "#logic")
    page = visitor.page
    expect(page.locator(".jq-start")).to_be_visible()
    still(page)
    assert violations(page) == []
    visitor.add("an outcome").get_by_role("button", name="Edit").click()
    expect(page.locator(".jq-start")).to_be_hidden()
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_enabled()
    undo.click()
    expect(page.locator(".jq-box")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("opened", [True, False])
def test_a_box_that_undo_takes_away_leaves_the_focus_where_it_was_added(visitor: Visitor, opened: bool) -> None:
    visitor.open(3, "#logic")
    page = visitor.page
    edit = visitor.add("an input").get_by_role("button", name="Edit")
    if opened:
        edit.click()
    else:
        edit.focus()
    page.keyboard.press("Control+z")
    expect(page.locator(".jq-box")).to_have_count(0)
    expect(page.get_by_role("button", name="Add an input", exact=True)).to_be_focused()


def sixty_boxes() -> Plan:
    """A plan with fifteen boxes in each column, each but the outcomes with two links."""
    nodes = [Node(id=f"no_{a}x{i}", stage=stage, text=f"Box {i}") for a, stage in enumerate(Stage) for i in range(15)]
    ends = [(f"{a}x{i}", f"{a + 1}x{(i + on) % 15}") for a in range(3) for i in range(15) for on in (0, 3)]
    links = [Link(id=f"li_{n}", source=f"no_{start}", target=f"no_{end}") for n, (start, end) in enumerate(ends)]
    return blank_plan().model_copy(update={"logic": LogicModel(nodes=Records(nodes), links=Records(links))})


def test_a_board_of_sixty_boxes_is_drawn_whole_and_takes_one_more(visitor: Visitor, tmp_path: Path) -> None:
    page = visitor.page
    write_plan(sixty_boxes(), tmp_path / "sixty.json")
    visitor.hold(tmp_path / "sixty.json")
    visitor.open(3, "#logic")
    expect(page.locator(".jq-line")).to_have_count(90)
    expect(page.locator("[class*=jq-column-] textarea")).to_have_count(60)
    page.get_by_role("button", name="Add an activity").click()
    expect(page.locator("[class*=jq-column-] textarea")).to_have_count(61)
    page.keyboard.type("One more")
    page.keyboard.press("Enter")
    assert words(page, "activity")[-1] == "One more"


def test_a_phone_shows_one_column_and_an_empty_board_begins_with_the_outcome(visitor: Visitor) -> None:
    page = visitor.page
    page.set_viewport_size(PHONE)
    visitor.open(3, "#logic")
    columns = page.get_by_role("group", name="Column to show")
    expect(columns.get_by_role("button", pressed=True)).to_contain_text("Outcomes")
    visitor.add("an outcome")
    assert page.evaluate("() => document.activeElement.tagName") == "TEXTAREA"
    columns.get_by_role("button", name="Inputs").click()
    expect(page.get_by_role("button", name="Add an input")).to_be_visible()
    expect(page.get_by_role("button", name="Add an outcome")).to_be_hidden()
    still(page)
    assert violations(page) == []
