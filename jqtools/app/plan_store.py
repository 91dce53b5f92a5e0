"""Keeping the plan: in the visitor's own browser (served app) or in a file (Lab).

The store joins three things: the session, the bar over the page, and the widgets that edit sections.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import traitlets as tl

from jqtools.app.still_to_do import left_behind
from jqtools.errors import PlanError
from jqtools.plan import Plan, blank_plan, parse_plan, read_plan, write_plan
from jqtools.plan.plan import SECTIONS
from jqtools.plan.planfile import YAML_ENDINGS, plan_form
from jqtools.session import Session
from jqtools.widgets.front import Widget
from jqtools.widgets.plan_bar import PlanBar
from jqtools.words import _


class PlanFile:
    """A plan file that several notebooks may have open: each keeps the sections the others changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = read_plan(path) if path.is_file() else None

    @property
    def plan(self) -> Plan | None:
        """The plan as it was last seen in the file, or None while there is no file."""
        return self._seen

    def changed_elsewhere(self, plan: Plan) -> dict[str, Any]:
        """What another notebook wrote since, of what `plan` left as it was: sections, and the plan's id."""
        disk = read_plan(self.path) if self.path.is_file() else None
        if disk is None or disk == self._seen:
            return {}
        base = self._seen or blank_plan()
        sections = {name: getattr(disk, name) for name in SECTIONS}
        theirs = [s for s in SECTIONS if sections[s] != getattr(base, s) and getattr(plan, s) == getattr(base, s)]
        return {"plan_id": disk.plan_id, **{section: sections[section] for section in theirs}}

    def write(self, plan: Plan) -> None:
        """Write the plan."""
        write_plan(plan, self.path)
        self._seen = plan


class PlanStore:
    """Keeps the session's plan, and the editors and the bar up to date with it."""

    def __init__(self, session: Session, file: PlanFile | None, ask_device: bool = False) -> None:
        self.session = session
        # What the person has turned from: what is missing there weighs.
        self.left = left_behind(session.plan)
        self._file = file
        self._editors: dict[str, Widget] = {}
        self._showing = False
        self._editing = False
        state = {"kept_in_browser": file is None, "ask_device": ask_device}
        self.bar = PlanBar(self.act, plan=plan_form(session.plan), **state)
        self._tell()
        session.observe(self._changed, names=["plan", "opened"])

    def attach(self, section: str, editor: Widget) -> None:
        """Let `editor` edit a section: its `value` is that section of the plan file, both ways."""
        self._editors[section] = editor
        self.bar.editors = dict(self._editors)
        editor.observe(lambda change: self._edited(section, change), names="value")

    def form(self, section: str) -> dict:
        """A section of the plan as it stands in the plan file."""
        return plan_form(self.session.plan)[section]

    def replace(self, done: str, change: Callable[[], None]) -> None:
        """Let `change` replace the whole plan; the bar then says what was `done`."""
        self.bar.done = done
        try:
            change()
        finally:
            self.bar.done = ""

    def act(self, verb: str, text: str, name: str = "") -> None:
        """What the bar's buttons ask for: load, open, clear, undo or redo.

        `name` is the name of an opened file. With undo and redo, `text` is the plan to go to where the browser keeps
        the way back; it is read only now.
        """
        self.bar.message = ""
        try:
            self._act(verb, text, name)
        except PlanError as error:
            self.bar.message = _("The plan was not opened. ") + " ".join(error.problems[:5])
            if verb == "load":
                self.bar.send({"unreadable": True})
            elif verb in ("undo", "redo"):
                self.bar.refuse(verb)
        if verb == "load":
            self.bar.send({"loaded": True})

    def _act(self, verb: str, text: str, name: str) -> None:
        if verb == "load":
            self.session.resume(self._come(parse_plan(text)))
        elif verb == "open":
            self.session.open(self._come(parse_plan(text, yaml=name.lower().endswith(YAML_ENDINGS))))
        elif verb == "clear":
            self.session.open(blank_plan())
        elif verb in ("undo", "redo"):
            self._turn(verb, parse_plan(text) if text else None)

    def _come(self, plan: Plan) -> Plan:
        self.left = left_behind(plan)
        return plan

    def _turn(self, verb: str, to: Plan | None) -> None:
        self.bar.turned = verb
        try:
            if to is not None:
                self.session.resume(to)
            elif verb == "undo":
                self.session.undo()
            else:
                self.session.redo()
        finally:
            self.bar.turned = ""

    def _edited(self, section: str, change: tl.Bunch) -> None:
        if self._showing:
            return
        self.bar.message = ""
        before = self.session.plan.changes
        self._editing = True
        try:
            self.session.edit(section, change.new)
        except PlanError as error:
            self.bar.message = _("That was not taken: {error}").format(error=error)
        finally:
            self._editing = False
        if self.session.plan.changes != before:
            self.bar.log(self.form("changes"))

    def _changed(self, change: tl.Bunch) -> None:
        # An edit may add to the change log: that alone is sent back, so that nobody is disturbed while they type.
        if change.name == "opened" and not self._editing:
            self._show()
        self._save()
        self._tell()

    def _show(self) -> None:
        form = plan_form(self.session.plan)
        self._showing = True
        try:
            with self.bar.hold_sync():
                self.bar.empty = self.session.plan.is_empty()
                self.bar.plan = form
                self.bar.shown += 1
            for section, editor in self._editors.items():
                editor.value = form[section]
        finally:
            self._showing = False

    def _save(self) -> None:
        if self._file is None or self.session.plan == self._file.plan:
            return
        try:
            theirs = self._file.changed_elsewhere(self.session.plan)
            if theirs:
                self.session.take_over(theirs)
            self.bar.plan = plan_form(self.session.plan)
            self._file.write(self.session.plan)
            self.bar.words = _("Saved in {folder}/{file}.").format(
                folder=self._file.path.parent.name, file=self._file.path.name
            )
        except PlanError as error:
            self.bar.message = _("Not saved: the plan file was changed by hand and can't be read. {error}").format(
                error=error
            )
        except OSError as error:
            self.bar.message = _("Not saved: {why}. Download your plan, then free the place.").format(
                why=error.strerror or error
            )

    def _tell(self) -> None:
        self.bar.empty = self.session.plan.is_empty()
        self.bar.can_undo = self.session.can_undo()
        self.bar.can_redo = self.session.can_redo()
        undo, redo = self.session.would_change()
        self.bar.undo_fields, self.bar.redo_fields = list(undo), list(redo)
