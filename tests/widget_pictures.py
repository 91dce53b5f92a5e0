"""Takes the pictures of docs/widgets: each widget as the served workbook shows it, over an example plan.

Run it as `python -m tests.widget_pictures`; with names of pictures after it, only those are taken. The same workbook
gives the same pictures, on any day: so a picture that differs shows that the looks have changed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Locator, Page, sync_playwright

from tests import widget_scenes as scenes
from tests.browser.conftest import serving
from tests.browser.walker import Visitor
from tests.chromium import ADVICE, FLAGS, chromium
from tests.palette_png import palette_png, pixels

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "widgets"
SIZE = {"width": 1280, "height": 1000}
ACROSS, ABOVE = 24, 12
PATIENCE = 180_000
# Nothing of the page but the widget.
ALONE = """
html, body { background: var(--jq-raised) !important }
:where(#content, #content *, .jq-go) { visibility: hidden !important }
[data-seen], [data-seen] * { visibility: visible !important }
"""
SECOND_BID = ".jq-scoring .jq-row:nth-child(2), .jq-scoring form > .jq-actions, .jq-scoring form ~ *"
START, CONTROL, LEVER, GOALS, EQUITY = range(5)


class Shot(NamedTuple):
    """A picture: its name, its step, what of the page it shows and up to which height, and what is done before.

    `css` may find several parts; the picture holds them all. `more` asks for the example with more in it.
    """

    name: str
    step: int
    css: str
    most: int = 640
    do: Callable[[Locator], None] = lambda part: None
    more: bool = False


SHOTS = (
    Shot("plan_bar", START, ".jq-bar, .jq-menu-panel", do=lambda part: part.locator(".jq-menu > summary").click()),
    Shot("example_chooser", START, ".jq:has(> .jq-examples)", do=scenes.with_button("Look at an example")),
    Shot("record_form", START, "#header", 605),
    Shot("form_part", START, "#definition", 680),
    Shot("worksheet_chooser", START, ".jq-worksheets"),
    Shot("change_cards", CONTROL, "#elements", 900, scenes.unfolded),
    Shot("pasted_changes", CONTROL, ".jq:has(> .jq-paste)", do=scenes.with_lines),
    Shot("rate_together", CONTROL, ".jq-meeting", 630, scenes.with_ratings),
    Shot("panel", CONTROL, ".jq-text:has(svg)"),
    Shot("lever_cards", LEVER, "#choice .jq-levers, #choice .jq-lever-said", 1200),
    Shot("lever_matrix", LEVER, "#levers", 541),
    Shot("scoring_trial", LEVER, SECOND_BID, 900, scenes.with_bids),
    Shot("stage_table", LEVER, ".jq:has(> div > .jq-parts)", do=scenes.unfolded),
    Shot("record_list", GOALS, "#goals", 900, scenes.unfolded),
    Shot("logic_board", GOALS, "#logic", do=scenes.with_button("Edit")),
    Shot("library_search", GOALS, "#indicators", 760, scenes.with_search),
    Shot("download_button", GOALS, ".jq-actions:has-text('Download one page')"),
    Shot("question_list", EQUITY, "#answers"),
    Shot("engagement_cost", EQUITY, ".jq-cost", do=scenes.unfolded),
    Shot("disaggregation_matrix", EQUITY, ".jq-by-groups"),
    Shot("cell_planner", EQUITY, ".jq:has(> .jq-planner)", 1300, scenes.with_groups),
    Shot("group_explorer", EQUITY, "#explorer, .jq-explorer", 1180),
    Shot("coach_panel", EQUITY, ".jq-coach > .jq-strong, .jq-coach > .jq-findings"),
    Shot("change_reasons", START, ".jq:has(> .jq-paste)", do=scenes.unfolded, more=True),
    Shot("policy_grid", LEVER, ".jq:has(> .jq-policy)", do=scenes.unfolded, more=True),
)


def taken(page: Page, shot: Shot) -> bytes:
    """The picture of a widget, as a PNG, once it looks the same for a while."""
    parts = page.locator(shot.css)
    parts.first.wait_for(state="attached", timeout=PATIENCE)
    shot.do(parts.first)
    page.mouse.move(0, 0)
    page.evaluate("() => (document.activeElement.blur(), window.scrollTo(0, 0))")
    before, now = b"", _seen(page, parts, shot)
    while now != before:
        page.wait_for_timeout(1500)
        before, now = now, _seen(page, parts, shot)
    return now


def _seen(page: Page, parts: Locator, shot: Shot) -> bytes:
    parts.evaluate_all("all => all.forEach((each) => (each.dataset.seen = 'yes'))")
    boxes = [box for box in (each.bounding_box() for each in parts.all()) if box]
    left, upper = min(box["x"] for box in boxes) - ACROSS, max(min(box["y"] for box in boxes) - ABOVE, 0)
    right = max(box["x"] + box["width"] for box in boxes) + ACROSS
    lower = min(max(box["y"] + box["height"] for box in boxes) + ABOVE, upper + shot.most)
    clip = {"x": left, "y": upper, "width": right - left, "height": lower - upper}
    return page.screenshot(full_page=True, clip=clip, style=ALONE, animations="disabled")


@contextmanager
def looking() -> Iterator[tuple[Visitor, Page]]:
    """Somebody who looks at a workbook that is served for this, and a blank page beside."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        page = browser.new_page(viewport=SIZE, reduced_motion="reduce", color_scheme="light")
        yield Visitor(page, address), browser.new_page()
        browser.close()


def main(names: list[str]) -> str:
    """Take the pictures with these names, or all; the answer says what came of it."""
    if chromium() is None:
        return ADVICE
    shots = [shot for shot in SHOTS if not names or shot.name in names]
    with looking() as (visitor, blank), tempfile.TemporaryDirectory() as folder:
        for (more, step), found in groupby(shots, key=lambda shot: (shot.more, shot.step)):
            plan = Path(folder) / "plan.json"
            plan.write_text(json.dumps(scenes.example(more)), encoding="utf-8")
            visitor.hold(plan)
            for shot in found:
                visitor.open(step)
                picture = palette_png(pixels(blank, taken(visitor.page, shot)))
                (PICTURES / f"{shot.name}.png").write_bytes(picture)
    return f"{len(shots)} pictures are in {PICTURES.relative_to(ROOT)}."


if __name__ == "__main__":
    print(main(sys.argv[1:]))  # noqa: T201
