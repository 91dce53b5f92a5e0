"""Start: what the plan is about, and what is kept with it."""

from __future__ import annotations

from datetime import date

from jqtools.app import beside, parts, start_views
from jqtools.app.examples import example_cards, example_plan
from jqtools.app.page import Page
from jqtools.app.reading import Reading
from jqtools.app.step_states import go_on
from jqtools.errors import PlanError
from jqtools.plan.planfile import with_section
from jqtools.widgets.change_reasons import ChangeReasons
from jqtools.widgets.example_chooser import ExampleChooser
from jqtools.widgets.panel import Panel, place_href
from jqtools.widgets.record_form import FormPart, RecordForm
from jqtools.widgets.record_list import RecordList
from jqtools.words import _, marked

_PLAN = marked("Your plan")
_DEFINITION = marked("What counts as a quality job here")


class StartParts(Page):
    """Start: what the plan is about, and what is kept with it."""

    _header: RecordForm | None = None

    def examples(self) -> ExampleChooser:
        """The example plans to start from."""

        def take(key: str) -> None:
            self._store.replace(_("The example is below."), lambda: self.session.open(example_plan(key)))

        chooser = ExampleChooser(example_cards(), take)

        def redraw(reading: Reading) -> None:
            header = reading.plan.header
            with chooser.hold_sync():
                chooser.busy = not reading.plan.is_empty()
                chooser.taken = header.title if header.fictional else ""
                chooser.go_on = place_href(go_on(reading), self.step, self._linked)

        return self._kept(chooser, redraw)

    def header(self) -> RecordForm:
        """Who plans what, for whom, where and until when. `definition` shows the rest of the same section."""
        if self._header is None:
            groups = {_(_PLAN): "header", _(_DEFINITION): "definition"}
            presets = {_(_DEFINITION): [start_views.benchmark_presets(), beside.definition_presets()]}
            more = {"presets": presets, "always": ("start_month",), "elsewhere": (_(_DEFINITION),)}
            self._header = self._form("header", groups, **more)
        return self._header

    def definition(self) -> FormPart:
        """What counts as a quality job: the wage, the other things, and the rule that joins them."""
        return FormPart(self.header(), (_(_DEFINITION),), "definition")

    def standing(self) -> RecordForm:
        """Where the plan stands between draft and closed."""
        return self._form("standing", {"": "standing"})

    def decisions(self) -> RecordList:
        """What was decided on the way, and why."""
        words = {"prefix": "de", "noun": _("decision"), "title_field": "choice", "empty": _("None yet.")}
        return self._list("decisions", "decision", **words)

    def documents(self) -> RecordList:
        """The papers that the plan rests on."""
        words = {"prefix": "do", "noun": _("document"), "title_field": "title", "empty": _("None yet.")}
        return self._list("documents", "document", **words)

    def notes(self) -> RecordList:
        """Remarks on the plan."""
        return self._list("notes", "note", prefix="nt", noun=_("note"), empty=_("None yet."))

    def park(self, text: str, part: str) -> None:
        """Keep a thought that came up on this page as a note of the plan."""
        plan = start_views.with_thought(self.session.plan, text, self.step, part, date.today())
        self.change(plan, _("Your thought is in the notes on the start page."))

    def change_log(self) -> Panel:
        """What changed since the plan was adopted."""
        return self._panel(lambda reading: parts.change_log(reading.plan))

    def change_reasons(self) -> ChangeReasons:
        """Why something changed, and who changed it, for a line of the change log."""

        def keep(line: str, why: str, role: str) -> None:
            form = self._store.form("changes")
            if line not in form["items"]:
                return
            form["items"][line] |= {"why": why, "role": role}
            try:
                self.change(with_section(self.session.plan, "changes", form), _("Kept."), reasons.say)
            except PlanError as error:
                reasons.say(_("That was not taken: {error}").format(error=error))

        def redraw(reading: Reading) -> None:
            reasons.shown = {"lines": [start_views.log_line(entry) for entry in reversed(reading.plan.changes)]}

        reasons = ChangeReasons(keep)
        return self._kept(reasons, redraw)
