"""The bar over every page: where the plan is kept, download, open, undo, redo, clear."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets as tl
from ipywidgets import widget_serialization

from jqtools.content import steps
from jqtools.errors import JqtoolsError
from jqtools.style import WORKBOOK, stylesheet
from jqtools.widgets.download_button import MadeFile
from jqtools.widgets.front import Widget


class PlanBar(Widget):
    """How the plan is kept, in words, and what can be done with the whole of it.

    `value` is the whole plan as JSON values, in the browser `plan`; set it when the plan was replaced.
    `editors` maps a section of the plan to the widget that edits it: what the person types there is
    saved in the browser without asking the kernel. `on_act(verb, text, name)` is called for "load", "open"
    (a file, with its name), "clear", "undo" and "redo". `done` says what replaced the plan, `turned` that it was "undo"
    or "redo". In the served app the browser keeps the way back, and sends with "undo" and "redo" the plan to go to; in
    Lab `undo_fields` and `redo_fields` say what they would change. `states` says how far the steps and the parts of
    this page are; the page around the bar shows it. `make_report` and `make_agenda` make files, `park` keeps a thought
    as a note. `leave` gets the names of the records and sections that the person turned from.
    """

    scripts = (
        "dom",
        *("plan_places", "plan_way", "plan_saving", "plan_line", "plan_hearing", "plan_leaving", "plan_keeping"),
        *("wrong_answers", "parking", "bar_buttons", "plan_told", "plan_bar"),
    )
    _css = tl.Unicode().tag(sync=True)
    plan = tl.Dict().tag(sync=True)
    shown = tl.Int(0, help="Counts how often the whole plan was replaced; set together with `plan`.").tag(sync=True)
    editors = tl.Dict().tag(sync=True, **widget_serialization)
    kept_in_browser = tl.Bool(False).tag(sync=True)
    ask_device = tl.Bool(False).tag(sync=True)
    empty = tl.Bool(True).tag(sync=True)
    can_undo = tl.Bool(False).tag(sync=True)
    can_redo = tl.Bool(False).tag(sync=True)
    undo_fields = tl.List().tag(sync=True)
    redo_fields = tl.List().tag(sync=True)
    section_words = tl.Dict().tag(sync=True)
    done = tl.Unicode().tag(sync=True)
    turned = tl.Unicode().tag(sync=True)
    states = tl.Dict().tag(sync=True)
    message = tl.Unicode().tag(sync=True)
    words = tl.Unicode().tag(sync=True)
    seq = tl.Int(0).tag(sync=True)
    ack = tl.Int(0).tag(sync=True)

    def __init__(self, on_act: Callable[[str, str, str], None], **state: Any) -> None:
        # In the served app the page brings the design itself, before any widget is there.
        design = "" if state.get("kept_in_browser") else stylesheet(*WORKBOOK)
        super().__init__(_css=design, section_words=_section_words(), **state)
        self._on_act = on_act
        self.make_report: Callable[[], MadeFile] | None = None
        self.make_agenda: Callable[[], MadeFile] | None = None
        self.park: Callable[[str, str], None] | None = None
        self.leave: Callable[[frozenset[str]], None] = lambda names: None
        self.on_msg(self._receive)

    @property
    def value(self) -> dict[str, Any]:
        """The whole plan as JSON values."""
        return self.plan

    def act(self, verb: str, text: str = "", name: str = "") -> None:
        """What a click on one of the bar's buttons does."""
        self._on_act(verb, text, name)

    def report(self) -> None:
        """What a click on "Report" does: hand the browser the report of the whole plan."""
        self._hand_over(self.make_report)

    def agenda(self) -> None:
        """What a click on "Agenda of a meeting" does: hand it to the browser."""
        self._hand_over(self.make_agenda)

    def _hand_over(self, make: Callable[[], MadeFile] | None) -> None:
        if make is None:
            return
        try:
            self.send({"file": make()._asdict()})
        except JqtoolsError as error:
            self.message = str(error)

    def keep_thought(self, text: str, part: str = "") -> None:
        """What a click on "Keep it" does: keep a thought that came up in a part of the page. A blank one is none."""
        if self.park is None or not text.strip():
            return
        self.message = ""
        try:
            self.park(text.strip(), part.strip())
        except JqtoolsError as error:
            self.message = str(error)
            self.send({"parked": False})
        else:
            self.send({"parked": True})

    def refuse(self, verb: str) -> None:
        """Tell the browser that it can't undo or redo to the plan it sent: that step goes."""
        self.send({"refused": verb})

    def log(self, changes: dict[str, Any]) -> None:
        """Hand the browser the plan's change log after an edit added to it."""
        self.send({"changes": changes})

    @tl.observe("seq")
    def _acknowledge(self, change: tl.Bunch) -> None:
        self.ack = change.new

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        if not isinstance(content, dict):
            return
        texts = {key: value for key, value in content.items() if isinstance(value, str)}
        for verb in ("load", "open", "clear", "undo", "redo"):
            if content.get(verb):
                self.act(verb, texts.get(verb, ""), texts.get("name", ""))
        if content.get("report"):
            self.report()
        if content.get("agenda"):
            self.agenda()
        if texts.get("left"):
            self.leave(frozenset(texts["left"].split()))
        if texts.get("park"):
            self.keep_thought(texts["park"], texts.get("part", ""))


def _section_words() -> dict[str, str]:
    return {
        section: words for step in steps().values() for section, words in zip(step.sections, step.words, strict=True)
    }
