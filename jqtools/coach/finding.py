"""A finding: what the coach saw in a plan, why it matters and how to fix it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jqtools.plan.history import Waiver


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
    section); `message` one sentence that says what was seen and why it matters; `fix` what to do;
    `waiver` how somebody accepted it, None while nobody has.
    """

    code: str
    severity: Severity
    path: str
    item: str
    message: str
    fix: str
    waiver: Waiver | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still stands: an error can't be accepted, a warning or hint can, with a reason."""
        return self.waiver is None

    @property
    def section(self) -> str:
        """The section of the plan that the finding speaks of."""
        return self.path.split("/", 1)[0]
