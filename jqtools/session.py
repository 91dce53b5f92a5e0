"""The session: what this visitor or analyst has chosen. The one mutable object, and it holds no results.

Only a person's action changes it. Ratings, scores, findings and estimates are worked out from
`session.plan` when they are shown.
"""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.plan import Plan, blank_plan
from jqtools.plan.planfile import with_section

MAX_UNDO = 100


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
        if plan != self.plan:
            self._remember()
            self.plan = plan

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

    def _remember(self) -> None:
        self._before = [*self._before[-MAX_UNDO + 1 :], self.plan]
        self._after.clear()

    def _show(self, plan: Plan) -> None:
        with self.hold_trait_notifications():
            self.plan = plan
            self.opened += 1
