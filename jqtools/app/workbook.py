"""The workbook: one page over one plan. The only place that wires session, store, views and checks.

A notebook opens it and shows its parts; each part below is drawn again when the plan changes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from jqtools import coach
from jqtools.app import parts
from jqtools.app.examples import example_cards, example_plan
from jqtools.app.plan_store import PlanFile, PlanStore
from jqtools.app.served import is_served
from jqtools.coach import Finding
from jqtools.plan import Plan
from jqtools.session import Session
from jqtools.widgets.download_button import DownloadButton, MadeFile
from jqtools.widgets.example_chooser import ExampleChooser
from jqtools.widgets.front import Widget
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.logic_board import LogicBoard
from jqtools.widgets.panel import Panel
from jqtools.widgets.plan_bar import PlanBar
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.record_list import RecordList

PLAN_FILE = "../plans/my_plan.json"

Redraw = Callable[[Plan, tuple[Finding, ...]], None]


def open_workbook(step: str, plan_file: str | Path = PLAN_FILE) -> Workbook:
    """The workbook at one step, such as "2_select_your_lever".

    In the served app the plan lives in the visitor's browser, else in `plan_file`, which is made when
    the first answer is given.
    """
    file = None if is_served() else PlanFile(Path(plan_file))
    session = Session(file.plan if file else None)
    return Workbook(step, PlanStore(session, file, ask_device=step.startswith("0")), linked=file is None)


class Workbook:
    """The parts of one page. Each property makes its part once and keeps it up to date."""

    def __init__(self, step: str, store: PlanStore, linked: bool) -> None:
        self.step = step
        self.session = store.session
        self._store = store
        self._linked = linked
        self._redraws: list[Redraw] = []
        self.session.observe(lambda change: self._redraw(), names="plan")

    @property
    def bar(self) -> PlanBar:
        """Where the plan is kept, and what can be done with the whole of it."""
        return self._store.bar

    def examples(self) -> ExampleChooser:
        """The example plans to start from."""
        chooser = ExampleChooser(example_cards(), lambda key: self.session.open(example_plan(key)))

        def redraw(plan: Plan, findings: tuple[Finding, ...]) -> None:
            chooser.busy = not plan.is_empty()

        return self._kept(chooser, redraw)

    def header(self) -> RecordForm:
        """Who plans what, for whom, until when, and what counts as a quality job."""
        groups = {"Your plan": "header", "What counts as a quality job here": "definition"}
        return self._editor("header", RecordForm("header", groups, self._store.form("header")))

    def elements(self) -> RecordList:
        """The things that would have to change, each with its rating."""
        words = {"prefix": "el", "noun": "change", "empty": "No changes yet. Add the first one."}
        return self._list("elements", "element", parts.element_notes, **words)

    def scope(self) -> Panel:
        """The scope statement, drafted from the elements."""
        return self._panel(lambda plan, findings: parts.scope(plan))

    def levers(self) -> Panel:
        """What each lever is, ways to use it, and how it fits step 1."""
        return self._panel(lambda plan, findings: parts.levers(plan))

    def lever_scores(self) -> LeverMatrix:
        """Eight questions by five levers."""
        matrix = LeverMatrix(self._store.form("levers"))

        def redraw(plan: Plan, findings: tuple[Finding, ...]) -> None:
            matrix.notes = parts.lever_notes(plan)

        return self._kept(self._editor("levers", matrix), redraw)

    def choice(self) -> RecordForm:
        """The lever that was chosen, and why."""
        return self._editor("choice", RecordForm("choice", {"": "choice"}, self._store.form("choice")))

    def goals(self) -> RecordList:
        """One to three goals."""
        words = {"prefix": "go", "noun": "goal", "empty": "No goals yet. One to three are enough."}
        return self._list("goals", "goal", None, **words)

    def board(self) -> LogicBoard:
        """The logic model: inputs, activities, outputs, outcomes and the links between them."""
        board = LogicBoard(self._store.form("logic"))

        def redraw(plan: Plan, findings: tuple[Finding, ...]) -> None:
            board.choices = parts.choices(plan)
            board.findings = parts.findings_by_item(findings, "logic")

        return self._kept(self._editor("logic", board), redraw)

    def links_in_words(self) -> Panel:
        """The links of the logic model, read aloud."""
        return self._panel(lambda plan, findings: parts.links(plan))

    def assumptions(self) -> RecordList:
        """What must hold, and what could move the result from outside."""
        words = {"prefix": "as", "noun": "assumption", "article": "an", "empty": "None yet."}
        return self._list("assumptions", "assumption", None, **words)

    def sources(self) -> RecordList:
        """Where the numbers come from."""
        words = {"prefix": "so", "noun": "data source", "title_field": "name", "empty": "None yet."}
        return self._list("sources", "source", None, **words)

    def measures(self) -> RecordList:
        """How you will know: the measures of outcomes and outputs."""
        words = {"prefix": "me", "noun": "measure", "title_field": "name", "empty": "No measures yet."}
        return self._list("measures", "measure", parts.measure_notes, **words)

    def equity_questions(self) -> RecordList:
        """The seventeen questions by pillar."""
        return self._list("answers", "answer", parts.answer_notes, headings=parts.equity_headings())

    def equity_summary(self) -> Panel:
        """How many questions are answered, by pillar, and what each "no" sends you back to."""
        return self._panel(lambda plan, findings: parts.equity(plan, self.step, self._linked))

    def engagements(self) -> RecordList:
        """Who takes part, what they decide and what their time is paid."""
        words = {"prefix": "en", "noun": "group", "title_field": "who", "empty": "Nobody yet."}
        return self._list("engagements", "engagement", parts.engagement_notes, **words)

    def explorer(self) -> Any:
        """Results by group from a data set, small groups hidden."""
        from jqtools.widgets.group_explorer import GroupExplorer  # pandas only where data are read

        return GroupExplorer()

    def findings(self) -> Panel:
        """What the coach sees in this step, and how the whole plan stands."""
        return self._panel(lambda plan, found: parts.findings(plan, found, self.step, self._linked))

    def next_step(self) -> Panel:
        """Where to go from here."""
        return self._panel(lambda plan, found: parts.next_step(found, self.step, self._linked))

    def report(self) -> DownloadButton:
        """A button that makes the report of the whole plan."""
        return DownloadButton("Download the report", self._report)

    def _report(self) -> MadeFile:
        from jqtools.report import report_html

        plan = self.session.plan
        content = report_html(plan, coach.check(plan), made_on=date.today())
        return MadeFile(parts.file_name(plan, "report.html"), "text/html", content)

    def _list(self, section: str, form: str, notes: Any, **words: Any) -> RecordList:
        records = RecordList(section, form, self._store.form(section), **words)

        def redraw(plan: Plan, findings: tuple[Finding, ...]) -> None:
            records.choices = parts.choices(plan)
            records.notes = notes(plan) if notes else {}
            records.findings = parts.findings_by_item(findings, section)

        return self._kept(self._editor(section, records), redraw)

    def _panel(self, draw: Callable[[Plan, tuple[Finding, ...]], Any]) -> Panel:
        panel = Panel()
        return self._kept(panel, lambda plan, findings: panel.show(draw(plan, findings)))

    def _editor(self, section: str, editor: Widget) -> Any:
        self._store.attach(section, editor)
        return editor

    def _kept(self, part: Any, redraw: Redraw) -> Any:
        self._redraws.append(redraw)
        redraw(self.session.plan, coach.check(self.session.plan))
        return part

    def _redraw(self) -> None:
        plan = self.session.plan
        findings = coach.check(plan)
        for redraw in self._redraws:
            redraw(plan, findings)
