"""The session: what this visitor or analyst has chosen. The one mutable object, and it holds no results.

Only a person's action changes it. Ratings, scores, findings and estimates are worked out from
`session.plan` when they are shown.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import traitlets as tl

from jqtools.content import section_words
from jqtools.plan import Plan, blank_plan
from jqtools.plan.history import ChangeEntry
from jqtools.plan.planfile import with_section
from jqtools.plan.values import derived_id

MAX_UNDO = 100
UNLOGGED = ("observations", "reviews", "stories", "standing", "documents", "waivers", "notes", "changes")


class Session(tl.HasTraits):
    """The plan being worked on, with the way back.

    `opened` counts how often the whole plan was replaced (a file opened, an example loaded, undo):
    views redraw from the plan when it changes, and leave the typing person alone otherwise.
    """

    plan = tl.Instance(Plan)
    opened = tl.Int(0)

    def __init__(self, plan: Plan | None = None) -> None:
        super().__init__(plan=plan or blank_plan())
        self._before: list[Plan] = []
        self._after: list[Plan] = []

    def edit(self, section: str, form: Any) -> None:
        """Replace one section of the plan by `form`, its JSON values; PlanError when it does not fit."""
        plan = with_section(self.plan, section, form)
        if plan == self.plan:
            return
        self._remember()
        logged = self._logged(plan, section)
        if logged is plan:
            self.plan = self._stamped(plan)
        else:
            self._show(self._stamped(logged))

    def apply(self, plan: Plan) -> None:
        """Take a changed form of the plan that a person asked for, such as a rewrite the coach offers."""
        if plan != self.plan:
            self._remember()
            self._show(self._stamped(plan))

    def open(self, plan: Plan) -> None:
        """Replace the whole plan; the old one can be had back with `undo`."""
        if plan != self.plan:
            self._remember()
            self._show(plan)

    def resume(self, plan: Plan) -> None:
        """Take up a plan that was saved: nothing to undo."""
        self._before.clear()
        self._after.clear()
        self._show(plan)

    def take_over(self, sections: dict[str, Any]) -> None:
        """Take sections that were changed elsewhere into the plan, and into every step of the way back."""
        if sections:
            self._before = [plan.model_copy(update=sections).tidy() for plan in self._before]
            self._after = [plan.model_copy(update=sections).tidy() for plan in self._after]
            self.plan = self.plan.model_copy(update=sections).tidy()

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def can_redo(self) -> bool:
        """Whether a step was taken back that can be made again."""
        return bool(self._after)

    def would_change(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The fields of the plan that `undo` would change, and those that `redo` would."""
        to = (self._before[-1] if self._before else self.plan, self._after[-1] if self._after else self.plan)
        undo, redo = (_changed_fields(self.plan, plan) for plan in to)
        return undo, redo

    def undo(self) -> None:
        """Take back the last change."""
        if self._before:
            self._after.append(self.plan)
            self._show(self._before.pop())

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        if self._after:
            self._before.append(self.plan)
            self._show(self._after.pop())

    def _stamped(self, plan: Plan) -> Plan:
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return plan.model_copy(update={"modified": now, "created": plan.created or now})

    def _logged(self, plan: Plan, section: str) -> Plan:
        """The plan with a line in its change log once it is adopted: one for each section and day."""
        if not self.plan.standing.is_adopted or section in UNLOGGED:
            return plan
        today = date.today().isoformat()
        key = derived_id("ch", plan.plan_id, today, section)
        if plan.changes.get(key):
            return plan
        entry = ChangeEntry(id=key, date=today, what=f"Changed: {section_words(section)}.")
        return plan.model_copy(update={"changes": plan.changes.with_record(entry)})

    def _remember(self) -> None:
        self._before = [*self._before[-MAX_UNDO + 1 :], self.plan]
        self._after.clear()

    def _show(self, plan: Plan) -> None:
        with self.hold_trait_notifications():
            self.plan = plan
            self.opened += 1


def _changed_fields(plan: Plan, other: Plan) -> tuple[str, ...]:
    return tuple(name for name in Plan.model_fields if getattr(plan, name) != getattr(other, name))
