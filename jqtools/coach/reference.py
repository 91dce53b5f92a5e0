"""The reference page of the checks, `docs/checks.md`, made from the rules themselves."""

from __future__ import annotations

from itertools import groupby

from jqtools.coach.checking import rules
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Rule

_STEPS = {
    "H": "Start page",
    "S": "Step 1: scope",
    "L": "Step 2: lever",
    "M": "Step 3: logic model",
    "D": "Step 3: measures and data",
    "E": "Step 4: equity",
    "R": "Review",
}
_WEIGHTS = {Severity.ERROR: "to fix", Severity.WARNING: "to consider", Severity.HINT: "hint"}
_TOP = """# The checks of the coach

Made by `make docs` from the checks themselves. A point *to fix* stands in the way of a plan that is ready to
share. A point *to consider* can be mended, or accepted in the plan with a reason, a name and a day until when. A
*hint* is a guess, often from the words alone. Saving is never blocked, and there is no grade.
"""


def reference_page() -> str:
    """The page as Markdown: one table a step, one row a check."""
    parts = [_TOP, f"There are {len(rules())} checks.\n"]
    for letter, found in groupby(rules(), key=lambda each: each.code[0]):
        rows = "\n".join(_row(each) for each in found)
        head = "| code | finds | weight | why | rests on |\n| --- | --- | --- | --- | --- |"
        parts.append(f"## {_STEPS[letter]}\n\n{head}\n{rows}\n")
    return "\n".join(parts)


def _row(each: Rule) -> str:
    cells = (each.code, each.name, _WEIGHTS[each.severity], each.reason, each.source)
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    print(reference_page(), end="")  # noqa: T201
