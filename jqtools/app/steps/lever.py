"""Step 2: the levers side by side, the choice, and how it will be used."""

from __future__ import annotations

from jqtools.app import beside, lever_views
from jqtools.app.page import Page
from jqtools.app.reading import Reading
from jqtools.content import levers
from jqtools.widgets.lever_cards import LeverCards
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.panel import place_href
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.stage_table import StageTable


class LeverParts(Page):
    """Step 2: the levers side by side, the choice, and how it will be used."""

    def choice(self) -> LeverCards:
        """What each lever is and how it fits step 1; the one that is chosen, and why."""
        chosen = LeverCards(self._store.form("choice"))

        def redraw(reading: Reading) -> None:
            chosen.cards = lever_views.cards(reading.plan)
            chosen.choices = beside.choices(reading.plan)

        return self._kept(self._editor("choice", chosen), redraw)

    def lever_scores(self) -> LeverMatrix:
        """Eight questions by five levers, with their weights."""
        matrix = LeverMatrix(self._store.form("levers"))

        def redraw(reading: Reading) -> None:
            matrix.notes = beside.lever_notes(reading.plan)

        return self._kept(self._editor("levers", matrix), redraw)

    def lever_details(self) -> RecordForm:
        """How each chosen lever will be used; the questions of the others are not asked."""
        legends = {key: lever.label for key, lever in levers().items()}
        form = self._form("lever_details", {legend: key for key, legend in legends.items()})

        def redraw(reading: Reading) -> None:
            chosen = reading.plan.choice.chosen()
            form.hidden = [legend for key, legend in legends.items() if key not in chosen]
            form.said = "" if chosen else "Choose a lever above: what to ask about it then stands here."

        return self._kept(form, redraw)

    def stage_table(self) -> StageTable:
        """The stages of each chosen lever: a tick makes a way an activity, or a kind of data a measure."""

        def act(verb: str, about: dict[str, str]) -> None:
            plan, said = lever_views.stage_change(self.session.plan, verb, about)
            if plan is not self.session.plan:
                self.change(plan, said, table.say)
            else:
                table.say(said)

        table = StageTable(act)

        def redraw(reading: Reading) -> None:
            table.shown = lever_views.stage_lists(reading.plan, lambda path: place_href(path, self.step, self._linked))

        return self._kept(table, redraw)
