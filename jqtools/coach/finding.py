"""A finding: what the coach saw in a plan, why it matters and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs: to fix before the plan is ready, to consider, or only a hint."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """One thing the coach saw.

    `code` is the check's code, such as `S04`; `path` the place in the plan, such as
    `elements/el_7k3m9q` or `goals` for a whole section; `item` the item's own words ("" for a whole
    section); `message` one sentence that says what was seen and why it matters; `fix` what to do.
    """

    code: str
    severity: Severity
    path: str
    item: str
    message: str
    fix: str

    @property
    def section(self) -> str:
        """The section of the plan that the finding speaks of."""
        return self.path.split("/", 1)[0]
