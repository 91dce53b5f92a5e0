"""A page over one plan: the session, the store and the views, each drawn again when the plan changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jqtools.app import beside
from jqtools.app.plan_store import PlanStore
from jqtools.app.reading import Reading, findings_by_field, findings_by_item, read
from jqtools.app.step_states import step_states
from jqtools.app.still_to_do import left_behind
from jqtools.plan import Plan
from jqtools.widgets.front import Widget
from jqtools.widgets.panel import Panel
from jqtools.widgets.plan_bar import PlanBar
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.record_list import RecordList
from jqtools.words import _

Redraw = Callable[[Reading], None]


def _nothing() -> None:
    """There is nothing to forget."""


class Page:
    """One step of the workbook over the plan of its session.

    `linked` says whether this page can lead to the others, as in the served app.
    """

    def __init__(self, step: str, store: PlanStore, linked: bool) -> None:
        self.step = step
        self.session = store.session
        self._store = store
        self._linked = linked
        self._redraws: list[Redraw] = []
        self._reading = read(self.session.plan, store.left)
        self._forget_told = _nothing
        self.bar.leave = self._leave
        self._kept(self.bar, self._tell_states)
        self.session.observe(lambda change: self._changed(), names="plan")

    @property
    def bar(self) -> PlanBar:
        """Where the plan is kept, and what can be done with the whole of it."""
        return self._store.bar

    def change(self, plan: Plan, said: str, told: Callable[[str], None] | None = None) -> None:
        """Take a changed plan that a person asked for with a click.

        `told` gets the sentence about it, and none once the plan changes again: "Undo" would then take back something
        else. Without it the bar over the page says the sentence.
        """
        self._store.replace("" if told else said, lambda: self.session.apply(plan))
        if told:
            told(_("{said} Undo takes it back.").format(said=said))
            self._forget_told = lambda: told("")

    def _form(self, section: str, groups: dict[str, str], **more: Any) -> RecordForm:
        form = RecordForm(section, groups, self._store.form(section), **more)

        def redraw(reading: Reading) -> None:
            form.choices = beside.choices(reading.plan)
            form.findings = findings_by_field(reading, section)

        return self._kept(self._editor(section, form), redraw)

    def _list(
        self, section: str, form: str, noted: Callable[[Plan], beside.Notes] | None = None, **words: Any
    ) -> RecordList:
        records = RecordList(section, form, self._store.form(section), **words)

        def redraw(reading: Reading) -> None:
            records.choices = beside.choices(reading.plan)
            records.notes = noted(reading.plan) if noted else {}
            records.findings = findings_by_item(reading, section)

        return self._kept(self._editor(section, records), redraw)

    def _panel(self, draw: Callable[[Reading], Any]) -> Panel:
        panel = Panel()
        return self._kept(panel, lambda reading: panel.show(draw(reading)))

    def _editor(self, section: str, editor: Widget) -> Any:
        self._store.attach(section, editor)
        return editor

    def _tell_states(self, reading: Reading) -> None:
        self.bar.states = step_states(self.step, reading)

    def _kept(self, part: Any, redraw: Redraw) -> Any:
        self._redraws.append(redraw)
        redraw(self._reading)
        return part

    def _leave(self, names: frozenset[str]) -> None:
        """Weigh what is missing where the person turned from; names come from outside and may name nothing."""
        left = left_behind(self.session.plan, names)
        if left - self._store.left:
            self._store.left |= left
            self._redraw()

    def _changed(self) -> None:
        self._forget_told()
        self._forget_told = _nothing
        self._redraw()

    def _redraw(self) -> None:
        self._reading = read(self.session.plan, self._store.left)
        for redraw in self._redraws:
            redraw(self._reading)
