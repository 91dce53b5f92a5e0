"""The workbook: one page over one plan. The only place that wires session, store, views and checks.

A notebook opens it and shows its parts; each part below is drawn again when the plan changes.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jqtools import coach
from jqtools.app import parts
from jqtools.app.plan_store import PlanFile, PlanStore
from jqtools.app.reading import Reading, coach_view
from jqtools.app.served import is_served, refuse_other_servers
from jqtools.app.steps.equity import EquityParts
from jqtools.app.steps.goals import GoalsParts
from jqtools.app.steps.lever import LeverParts
from jqtools.app.steps.meeting import AGENDA, MeetingParts, worksheet
from jqtools.app.steps.scope import ScopeParts
from jqtools.app.steps.start import StartParts
from jqtools.session import Session
from jqtools.widgets.coach_panel import CoachPanel
from jqtools.widgets.download_button import DownloadButton, MadeFile
from jqtools.widgets.panel import Panel
from jqtools.words import _

PLAN_FILE = "../plans/my_plan.json"


def open_workbook(step: str, plan_file: str | Path = PLAN_FILE) -> Workbook:
    """The workbook at one step, such as "2_select_your_lever".

    In the served app the plan lives in the visitor's browser, else in `plan_file`, which is made when
    the first answer is given.
    """
    refuse_other_servers()
    file = None if is_served() else PlanFile(Path(plan_file))
    session = Session(file.plan if file else None)
    return Workbook(step, PlanStore(session, file, ask_device=step.startswith("0")), linked=file is None)


class Workbook(StartParts, ScopeParts, LeverParts, GoalsParts, EquityParts, MeetingParts):
    """A page with the editors of the plan, and all that is worked out from it."""

    def __init__(self, step: str, store: PlanStore, linked: bool) -> None:
        super().__init__(step, store, linked)
        self.bar.make_report = self._report
        self.bar.make_agenda = lambda: worksheet(AGENDA)
        self.bar.park = self.park

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
        return DownloadButton(_("Download the report"), self._report)

    def _report(self) -> MadeFile:
        from jqtools.report import report_html

        plan = self.session.plan
        content = report_html(plan, coach.check(plan), made_on=date.today())
        return MadeFile(parts.file_name(plan, "report.html"), "text/html", content)

    def _rewrite(self, panel: CoachPanel, key: str, words: str) -> None:
        offer = next((each for each in self._reading.offers.get(key, ()) if each.words == words), None)
        if offer:
            self.change(offer.plan, _("Done: {words}.").format(words=offer.words), panel.say)
