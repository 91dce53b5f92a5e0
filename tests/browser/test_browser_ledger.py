"""Two visitors look at different tables of the same people: both see groups hidden, and neither changes the other's."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walker import Visitor

HIDDEN = "suppressed (small group)"
DOWNLOAD = "Download the table (CSV)"
OUTCOME = "Average hourly pay"
SMALL = "Native Hawaiian or Pacific Islander"


def look_at(visitor: Visitor, first: str, second: str = "") -> list[dict[str, str]]:
    """The rows of the file that a visitor downloads after choosing these groups; the page shows the same."""
    visitor.choose("Result", OUTCOME)
    visitor.choose("Group people by", first)
    if second:
        visitor.choose("And by", second)
    table = visitor.unfold(visitor.page.locator("[data-fold=table] table"))
    for word in filter(None, (first, second)):
        expect(table.get_by_role("columnheader", name=word)).to_be_visible()
    rows = list(csv.DictReader(io.StringIO(visitor.download(DOWNLOAD))))
    expect(table.locator("tbody tr")).to_have_count(len(rows))
    hidden = [row for row in rows if row["estimate"] == HIDDEN]
    expect(table.locator("tbody tr", has_text=HIDDEN)).to_have_count(len(hidden))
    assert all(row["n"] == row["se"] == HIDDEN for row in hidden)
    return rows


def test_two_visitors_see_small_groups_hidden_whatever_the_other_looks_at(
    profile: Callable[..., BrowserContext], address: str, picture: Callable[[Page, str], None]
) -> None:
    one, two = (Visitor(profile().new_page(), address) for _ in range(2))
    race, shift = "Race and ethnicity (SPD 15, 2024)", "Shift"
    for visitor in (one, two):
        visitor.open(4)
    by_race, by_both = look_at(one, race), look_at(two, race, shift)
    small = {row["race_ethnicity"] for row in by_race if row["n"] == HIDDEN}
    assert SMALL in small
    assert "White" not in small
    cells = [row for row in by_both if row["race_ethnicity"] == SMALL]
    assert {row["n"] for row in cells} <= {HIDDEN, ""}
    assert HIDDEN in {row["n"] for row in cells}
    picture(two.page, "two_visitors_results_by_group")
    assert look_at(one, race, shift) == by_both
    assert one.troubles == two.troubles == []
