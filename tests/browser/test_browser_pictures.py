"""Every page at every size and in every medium: nothing is cut off, covered or told by color alone, and pictures."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import PICTURES
from tests.browser.test_browser_access import still
from tests.browser.walker import STEPS, Visitor
from tests.conftest import PLANS

Picture = Callable[[Page, str], None]

WIDE, TABLET, PHONE, SMALL_PHONE = (1280, 800), (768, 1024), (390, 844), (320, 640)
ZOOMED = (640, 400)  # a screen of 1280 by 800 at 200 percent
PROJECTOR = (1920, 1080)

# What has the focus but lies wholly under a bar that stays, or out of sight.
COVERED = """() => {
  const reached = "main :is(a[href], button, input, select, textarea, summary)";
  const controls = [...document.querySelectorAll(reached)].filter(
    one => one.checkVisibility({ visibilityProperty: true }) && !one.closest(".jq-go, .jq-stages"));
  const edge = (name, side, otherwise) => {
    const bar = document.querySelector(name);
    return getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect()[side] : otherwise;
  };
  return controls.filter(control => {
    control.focus();
    const seen = control.getBoundingClientRect();
    return seen.bottom <= edge(".jq-head", "bottom", 0) || seen.top >= edge(".jq-go", "top", innerHeight);
  }).map(control => control.outerHTML.slice(0, 120));
}"""

# Drawings, and what is drawn in them, that reach out of the box they stand in.
SPILT = """() => [...document.querySelectorAll("main .jq-dots, main .jq-bands, main .scroll > svg")]
  .filter(box => box.checkVisibility())
  .flatMap(box => {
    const edge = box.getBoundingClientRect();
    const drawn = [...box.querySelectorAll("svg, text, circle")].filter(one => one.checkVisibility());
    return drawn.filter(one => {
      const place = one.getBoundingClientRect();
      return place.left < edge.left - 1 || place.right > edge.right + 1;
    });
  })
  .map(one => one.outerHTML.slice(0, 120))"""

# How an element looks when backgrounds and colors are gone.
TOLD = """all => all.filter(one => one.checkVisibility()).map(one => {
  const style = getComputedStyle(one);
  const edges = [style.borderTopWidth, style.borderTopStyle, style.borderBottomWidth, style.outlineWidth];
  const words = [style.fontWeight, style.textDecorationLine, getComputedStyle(one, "::before").content];
  return JSON.stringify([...edges, style.outlineStyle, ...words, style.forcedColorAdjust]);
})"""

# On each page: what is chosen, and its like that is not.
CHOSEN = {
    0: [],
    1: [(".jq-meter-here", ".jq-meter > li:not(.jq-meter-here)")],
    2: [
        (".jq-scale label:has(:checked)", ".jq-scale label:not(:has(:checked))"),
        (".jq-lever-chosen", ".jq-lever-card:not(.jq-lever-chosen)"),
    ],
    3: [(".jq-box-open", ".jq-box:not(.jq-box-open)")],
    4: [(".jq-cell:not(.jq-tone-none) .jq-cell-words", ".jq-cell.jq-tone-none .jq-cell-words")],
}
EVERYWHERE = [
    (".jq-stages a[aria-current]", ".jq-stages a:not([aria-current])"),
    (".jq-steps .jq-current a", ".jq-steps li:not(.jq-current) a"),
]


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    still(page)


def fits(page: Page, width: int) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert page.evaluate(SPILT) == []


def is_printable(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="light")
    bars = page.locator(".jq-bar-slot, .jq-steps-nav, .jq-stages, .jq-go, .jq-foot, .jq-stage .jq-button")
    assert bars.evaluate_all("all => all.filter(one => one.checkVisibility())") == []
    assert page.locator(".jq-brand").evaluate("brand => brand.checkVisibility()")
    parts = page.locator(".jq-stage").evaluate_all(
        "all => all.map(part => [part.checkVisibility(), getComputedStyle(part).animationName])"
    )
    assert parts == [[True, "none"]] * len(parts)


def print_out(page: Page, name: str) -> None:
    """Keeps a picture of each sheet of paper."""
    paper = PICTURES / f"{name}-print.pdf"
    page.pdf(path=paper, format="Letter")
    assert paper.read_bytes().startswith(b"%PDF")
    if tool := shutil.which("pdftoppm"):
        subprocess.run([tool, "-r", "60", "-png", paper, Path(paper).with_suffix("")], check=True)


def is_told_without_colors(page: Page, step: int) -> None:
    for chosen, other in [*EVERYWHERE, *CHOSEN[step]]:
        marked, plain = (page.locator(all_).evaluate_all(TOLD) for all_ in (chosen, other))
        assert marked, chosen
        assert plain, other
        assert not set(marked) & set(plain), chosen
    for framed in (".jq-tag", ".jq-finding", ".jq-stage", ".jq-mark"):
        edges = page.locator(framed).evaluate_all("all => all.map(one => getComputedStyle(one).borderTopStyle)")
        assert set(edges) <= {"solid", "dotted"}, framed


@pytest.fixture
def example(visitor: Visitor) -> Iterator[Visitor]:
    """A visitor with a full plan, whose page is an everyday one again afterward."""
    visitor.hold(PLANS / "procurement_living_wage.json")
    yield visitor
    visitor.page.emulate_media(
        media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference"
    )


@pytest.mark.parametrize("step", range(len(STEPS)), ids=STEPS)
def test_a_page_fits_every_screen_and_paper_and_is_told_without_colors(
    example: Visitor, step: int, picture: Picture
) -> None:
    page = example.page
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    example.open(step)
    for size in (WIDE, TABLET, ZOOMED, PHONE, SMALL_PHONE):
        resize(page, size)
        fits(page, size[0])
        if size in (WIDE, ZOOMED, SMALL_PHONE):
            assert page.evaluate(COVERED) == [], size
        picture(page, f"{STEPS[step]}-{size[0]}")
    resize(page, PROJECTOR)
    page.evaluate("() => (document.documentElement.dataset.size = 'meeting')")
    still(page)
    fits(page, PROJECTOR[0])
    picture(page, f"{STEPS[step]}-meeting")
    page.evaluate("() => delete document.documentElement.dataset.size")
    resize(page, WIDE)
    page.emulate_media(forced_colors="active")
    open_something(page, step)
    is_told_without_colors(page, step)
    picture(page, f"{STEPS[step]}-forced-colors")
    page.emulate_media(forced_colors="none")
    is_printable(page)
    print_out(page, STEPS[step])


def open_something(page: Page, step: int) -> None:
    """Opens what shows a choice on this page."""
    if step == 1:
        page.locator(".jq-record > summary").first.click()
    if step == 3:
        page.locator(".jq-edit").first.click()


def test_parts_come_without_motion_for_people_who_ask_for_that(example: Visitor) -> None:
    example.open(0)
    page = example.page
    motion = "() => getComputedStyle(document.querySelector('.jq-stage')).animationName"
    assert page.evaluate(motion) == "jq-appear"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(motion) == "none"
