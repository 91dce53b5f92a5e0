"""Step 2: the levers side by side, the choice, and how it will be used."""

from __future__ import annotations

from jqtools.app import beside, parts
from jqtools.app.page import Page
from jqtools.app.reading import Reading
from jqtools.content import levers
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_form import RecordForm


class LeverParts(Page):
    """Step 2: the levers side by side, the choice, and how it will be used."""

    def levers(self) -> Panel:
        """What each lever is, ways to use it, and how it fits step 1."""
        return self._panel(lambda reading: parts.levers(reading.plan))

    def lever_scores(self) -> LeverMatrix:
        """Eight questions by five levers, with their weights."""
        matrix = LeverMatrix(self._store.form("levers"))

        def redraw(reading: Reading) -> None:
            matrix.notes = beside.lever_notes(reading.plan)

        return self._kept(self._editor("levers", matrix), redraw)

    def choice(self) -> RecordForm:
        """The lever that was chosen, and why."""
        return self._form("choice", {"": "choice"})

    def lever_details(self) -> RecordForm:
        """How each chosen lever will be used; the questions of the others are not asked."""
        legends = {key: lever.label for key, lever in levers().items()}
        form = self._form("lever_details", {legend: key for key, legend in legends.items()})

        def redraw(reading: Reading) -> None:
            chosen = reading.plan.choice.chosen()
            form.hidden = [legend for key, legend in legends.items() if key not in chosen]
            form.said = "" if chosen else "Choose a lever above: what to ask about it then stands here."

        return self._kept(form, redraw)
