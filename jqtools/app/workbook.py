"""The workbook: one page over one plan. The only place that wires session, store, views and checks.

A notebook opens it and shows its parts; each part below is drawn again when the plan changes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jqtools import coach
from jqtools.app import parts
from jqtools.app.editors import Editors
from jqtools.app.examples import example_cards, example_plan
from jqtools.app.plan_store import PlanFile, PlanStore
from jqtools.app.reading import Reading, coach_view
from jqtools.app.served import is_served
from jqtools.session import Session
from jqtools.widgets.coach_panel import CoachPanel
from jqtools.widgets.download_button import DownloadButton, MadeFile
from jqtools.widgets.example_chooser import ExampleChooser
from jqtools.widgets.panel import Panel

PLAN_FILE = "../plans/my_plan.json"


def open_workbook(step: str, plan_file: str | Path = PLAN_FILE) -> Workbook:
    """The workbook at one step, such as "2_select_your_lever".

    In the served app the plan lives in the visitor's browser, else in `plan_file`, which is made when
    the first answer is given.
    """
    file = None if is_served() else PlanFile(Path(plan_file))
    session = Session(file.plan if file else None)
    return Workbook(step, PlanStore(session, file, ask_device=step.startswith("0")), linked=file is None)


class Workbook(Editors):
    """A page with the editors of the plan, and all that is worked out from it."""

    def examples(self) -> ExampleChooser:
        """The example plans to start from."""

        def take(key: str) -> None:
            self._store.replace("The example is below.", lambda: self.session.open(example_plan(key)))

        chooser = ExampleChooser(example_cards(), take)

        def redraw(reading: Reading) -> None:
            chooser.busy = not reading.plan.is_empty()

        return self._kept(chooser, redraw)

    def scope(self) -> Panel:
        """The scope statement, drafted from the elements."""
        return self._panel(lambda reading: parts.scope(reading.plan))

    def levers(self) -> Panel:
        """What each lever is, ways to use it, and how it fits step 1."""
        return self._panel(lambda reading: parts.levers(reading.plan))

    def links_in_words(self) -> Panel:
        """The links of the logic model, read aloud."""
        return self._panel(lambda reading: parts.links(reading.plan))

    def equity_summary(self) -> Panel:
        """How many questions are answered, by pillar, and what each "no" sends you back to."""
        return self._panel(lambda reading: parts.equity(reading.plan, reading.found, self.step, self._linked))

    def progress(self) -> Panel:
        """How each measure stands by what was observed."""
        return self._panel(lambda reading: parts.progress(reading.plan))

    def change_log(self) -> Panel:
        """What changed since the plan was adopted."""
        return self._panel(lambda reading: parts.change_log(reading.plan))

    def explorer(self) -> Any:
        """Results by group from a data set, small groups hidden so that visitors' tables can't be subtracted."""
        from jqtools.app.menu import menu  # pandas only where data are read
        from jqtools.widgets.group_explorer import GroupExplorer

        return GroupExplorer(lambda data, by, label: menu(data).published(by, label))

    def findings(self) -> CoachPanel:
        """What the coach sees in this step, what was accepted, and how the whole plan stands."""
        panel = CoachPanel(self._store.form("waivers"), lambda key, words: self._rewrite(panel, key, words))

        def redraw(reading: Reading) -> None:
            panel.shown = coach_view(reading, self.step, self._linked)

        return self._kept(self._editor("waivers", panel), redraw)

    def next_step(self) -> Panel:
        """Where to go from here."""
        return self._panel(lambda reading: parts.next_step(reading.found, self.step, self._linked))

    def report(self) -> DownloadButton:
        """A button that makes the report of the whole plan."""
        return DownloadButton("Download the report", self._report)

    def _report(self) -> MadeFile:
        from jqtools.report import report_html

        plan = self.session.plan
        content = report_html(plan, coach.check(plan), made_on=date.today())
        return MadeFile(parts.file_name(plan, "report.html"), "text/html", content)

    def _rewrite(self, panel: CoachPanel, key: str, words: str) -> None:
        offer = next((each for each in self._reading.offers.get(key, ()) if each.words == words), None)
        if offer:
            said = f"Done: {offer.words}. Undo takes it back while you stay on this page."
            self._store.replace("The plan is rewritten.", lambda: self.session.apply(offer.plan))
            panel.say(said)
