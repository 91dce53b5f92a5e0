"""Step 1: what would have to change, and who controls it."""

from __future__ import annotations

from datetime import date

from jqtools.app import beside, parts, scope_views
from jqtools.app.page import Page
from jqtools.app.reading import Reading, findings_by_item
from jqtools.plan.quick import already_there, with_changes
from jqtools.widgets.change_cards import ChangeCards
from jqtools.widgets.panel import Panel
from jqtools.widgets.pasted_changes import PastedChanges
from jqtools.words import _, several


class ScopeParts(Page):
    """Step 1: what would have to change, and who controls it."""

    def elements(self) -> ChangeCards:
        """The things that would have to change, each with its rating."""
        words = {"prefix": "el", "noun": _("change"), "empty": _("No changes yet. Add the first one.")}
        cards = ChangeCards(self._store.form("elements"), scope_views.card_aids(), **words)

        def redraw(reading: Reading) -> None:
            cards.choices = beside.choices(reading.plan)
            cards.notes = scope_views.card_notes(reading.plan, date.today())
            cards.findings = findings_by_item(reading, "elements")

        return self._kept(self._editor("elements", cards), redraw)

    def pasted(self) -> PastedChanges:
        """A list that somebody has already, one change a line, made into cards."""

        def add(lines: str) -> None:
            there = already_there(self.session.plan, lines)
            plan, added = with_changes(self.session.plan, lines)
            box.shown = {"taken": added}
            if added:
                said = several("{n} card added.", "{n} cards added.", added)
                known = several("{n} line was a card already.", "{n} lines were cards already.", there)
                self.change(plan, f"{said} {known}" if there else said, box.say)
            else:
                box.say(_("Nothing new: each of these lines is a card already."))

        box = PastedChanges(add)
        return box

    def scope(self) -> Panel:
        """The scope statement, drafted from the elements."""
        return self._panel(lambda reading: parts.scope(reading.plan))

    def scope_bands(self) -> Panel:
        """All changes in four bands, as a picture and in words."""
        return self._panel(lambda reading: scope_views.scope_bands(reading.plan))
