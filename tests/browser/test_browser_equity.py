"""Step 4 in the browser: results by group and the gaps between them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.walker import Visitor


def test_choosing_whom_to_compare_with_draws_the_gaps_again_and_keeps_the_focus(visitor: Visitor) -> None:
    visitor.open(4, "#explorer")
    page = visitor.page
    gaps, compare = page.locator(".jq-numbers table"), page.get_by_label("Compare groups with", exact=True)
    expect(gaps).to_contain_text("-32.9 points")
    compare.focus()
    visitor.choose("Compare groups with", "Asian")
    expect(gaps.get_by_role("row", name="White Asian +8.6 points 1.15")).to_be_visible()
    expect(compare).to_be_focused()
    assert not visitor.troubles


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_every_value_of_the_chart_is_in_sight_at_any_width(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 800})
    visitor.open(4, "#explorer")
    values = visitor.page.locator(".jq-dots-value, .jq-dots circle, .jq-dots-none, .jq-dots-axis text")
    expect(values.first).to_be_visible()
    boxes = [each.bounding_box() for each in values.all() if each.is_visible()]
    assert len(boxes) > len(visitor.page.locator(".jq-dots-value").all())
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= width for box in boxes)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
