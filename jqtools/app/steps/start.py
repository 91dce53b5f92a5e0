"""Start: what the plan is about, and what is kept with it."""

from __future__ import annotations

from jqtools.app import beside, parts
from jqtools.app.examples import example_cards, example_plan
from jqtools.app.page import Page
from jqtools.app.reading import Reading
from jqtools.widgets.example_chooser import ExampleChooser
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.record_list import RecordList

_PLAN = "Your plan"
_DEFINITION = "What counts as a quality job here"


class StartParts(Page):
    """Start: what the plan is about, and what is kept with it."""

    def examples(self) -> ExampleChooser:
        """The example plans to start from."""

        def take(key: str) -> None:
            self._store.replace("The example is below.", lambda: self.session.open(example_plan(key)))

        chooser = ExampleChooser(example_cards(), take)

        def redraw(reading: Reading) -> None:
            chooser.busy = not reading.plan.is_empty()

        return self._kept(chooser, redraw)

    def header(self) -> RecordForm:
        """Who plans what, for whom, where and until when, and what counts as a quality job."""
        groups = {_PLAN: "header", _DEFINITION: "definition"}
        presets = {_DEFINITION: beside.definition_presets()}
        return self._form("header", groups, presets=presets, always=("start_month",))

    def standing(self) -> RecordForm:
        """Where the plan stands between draft and closed."""
        return self._form("standing", {"": "standing"})

    def decisions(self) -> RecordList:
        """What was decided on the way, and why."""
        words = {"prefix": "de", "noun": "decision", "title_field": "choice", "empty": "None yet."}
        return self._list("decisions", "decision", **words)

    def documents(self) -> RecordList:
        """The papers that the plan rests on."""
        words = {"prefix": "do", "noun": "document", "title_field": "title", "empty": "None yet."}
        return self._list("documents", "document", **words)

    def notes(self) -> RecordList:
        """Remarks on the plan."""
        return self._list("notes", "note", prefix="nt", noun="note", empty="None yet.")

    def change_log(self) -> Panel:
        """What changed since the plan was adopted."""
        return self._panel(lambda reading: parts.change_log(reading.plan))
