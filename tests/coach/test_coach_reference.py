"""The reference page of the checks is made from the checks, and is up to date."""

from __future__ import annotations

from pathlib import Path

from jqtools.coach import rules
from jqtools.coach.reference import reference_page

PAGE = Path(__file__).parents[2] / "docs" / "checks.md"


def test_the_page_in_docs_is_the_one_that_the_checks_make() -> None:
    assert PAGE.read_text(encoding="utf-8") == reference_page(), "run make docs"


def test_every_check_has_one_row_with_its_reason_and_source() -> None:
    rows = [line.split(" | ") for line in reference_page().splitlines() if line.startswith("| ") and "---" not in line]
    told = {row[0].removeprefix("| "): row for row in rows if row[0] != "| code"}
    assert set(told) == {each.code for each in rules()}
    for each in rules():
        assert told[each.code][3] == each.reason
        assert each.source in told[each.code][4]
