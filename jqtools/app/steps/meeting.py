"""What helps a group in a room: worksheets on paper, and rating alone before all see the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jqtools.app import facilitation_views as views
from jqtools.app.page import Page
from jqtools.app.reading import Reading
from jqtools.content import steps
from jqtools.plan import Plan
from jqtools.widgets.download_button import MadeFile
from jqtools.widgets.rate_together import RateTogether
from jqtools.widgets.worksheet_chooser import WorksheetChooser
from jqtools.words import _

_ALL = "all"
AGENDA = "agenda"
_MINE = "mine"
LEVER_STEP = "2_select_your_lever"


class MeetingParts(Page):
    """What helps a group in a room: worksheets on paper, and rating alone before all see the answers."""

    def rate_changes(self) -> RateTogether:
        """Who decides and who carries out each change: each person alone, then all answers."""
        return self._rate(views.change_sets)

    def rate_levers(self) -> RateTogether:
        """The eight questions of a lever: each person alone, then all answers."""
        return self._rate(views.lever_sets)

    def worksheets(self) -> WorksheetChooser:
        """Blank worksheets to print, this step's first, and the agenda of a meeting."""
        chooser = WorksheetChooser({}, self._worksheet)

        def redraw(reading: Reading) -> None:
            names = {key: _sheet_name(key) for key in (self.step, *steps())}
            mine = {_MINE: _("Step 2, only the lever you chose")} if reading.plan.choice.chosen() else {}
            chooser.offer({**names, **mine, _ALL: _("All steps"), AGENDA: _("Agenda of a meeting")})

        return self._kept(chooser, redraw)

    def _worksheet(self, key: str) -> MadeFile:
        from jqtools.report.worksheet import lever_worksheet_html

        if key != _MINE:
            return worksheet(key)
        content = lever_worksheet_html(LEVER_STEP, self.session.plan.choice.chosen())
        return MadeFile("worksheet-my-lever.html", "text/html", content)

    def _rate(self, sets: Callable[[Plan], list[dict[str, Any]]]) -> RateTogether:
        def act(verb: str, about: dict[str, str]) -> None:
            plan = self.session.plan
            if verb == "reveal":
                rows = views.spread_rows(sets(plan), about.get("set", ""), about)
                together.show_rows(rows)
                together.say(
                    "" if rows else _("What you rated is no longer in the plan. Reload the page to start again.")
                )
            elif verb == "clear":
                together.show_rows([])
            elif verb == "take" and (taken := views.agreed(plan, about)) is not plan:
                self.change(taken, _("The plan has the answer you agreed on."), together.say)

        together = RateTogether(act)

        def redraw(reading: Reading) -> None:
            together.shown = {
                "sets": sets(reading.plan),
                "rows": views.rows_now(reading.plan, together.shown.get("rows", [])),
            }

        return self._kept(together, redraw)


def _sheet_name(key: str) -> str:
    known = steps()[key]
    return _("Step {n}: {title}").format(n=known.number, title=known.title) if known.number else known.title


def worksheet(key: str) -> MadeFile:
    """A file to print: the worksheet of a step, those of all steps, or the agenda of a meeting."""
    from jqtools.report.agenda import agenda_html
    from jqtools.report.worksheet import worksheet_html, worksheets_html

    if key == AGENDA:
        return MadeFile("agenda.html", "text/html", agenda_html())
    if key == _ALL:
        return MadeFile("worksheets.html", "text/html", worksheets_html())
    return MadeFile(f"worksheet-{key.replace('_', '-')}.html", "text/html", worksheet_html(key))
