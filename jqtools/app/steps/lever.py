"""Step 2: the levers side by side, the choice, and how it will be used."""

from __future__ import annotations

from datetime import date

import ipywidgets

from jqtools.app import beside, lever_views, policy_views, scoring_views
from jqtools.app.page import Page
from jqtools.app.reading import Reading
from jqtools.content import levers
from jqtools.plan.scoring import with_illustration
from jqtools.widgets.lever_cards import LeverCards
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.panel import place_href
from jqtools.widgets.policy_grid import PolicyGrid
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.scoring_trial import ScoringTrial
from jqtools.widgets.stage_table import StageTable
from jqtools.words import _


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
        """Eight questions by five levers, with their weights and the scores that step 1 suggests."""
        matrix = LeverMatrix(self._store.form("levers"))

        def redraw(reading: Reading) -> None:
            matrix.notes = beside.lever_notes(reading.plan)
            matrix.suggested = lever_views.suggested(reading.plan, date.today())

        return self._kept(self._editor("levers", matrix), redraw)

    def lever_details(self) -> RecordForm:
        """How each chosen lever will be used; the questions of the others are not asked."""
        legends = {key: lever.label for key, lever in levers().items()}
        form = self._form("lever_details", {legend: key for key, legend in legends.items()})

        def redraw(reading: Reading) -> None:
            chosen = reading.plan.choice.chosen()
            form.hidden = [legend for key, legend in legends.items() if key not in chosen]
            form.said = "" if chosen else _("What to ask about your lever then stands here.")
            form.first = {} if chosen else lever_views.first_choice(place_href("choice", self.step, self._linked))

        return self._kept(form, redraw)

    def lever_helpers(self) -> ipywidgets.VBox:
        """The grid of a policy and the trial of a scoring, each while its lever is chosen."""
        none = self._panel(lambda reading: lever_views.no_helper(reading.plan, self.step, self._linked))
        return ipywidgets.VBox([self._policy_grid(), self._scoring_trial(), none])

    def _policy_grid(self) -> PolicyGrid:
        """Whose rule it is by what it does; choosing sets both fields."""

        def act(verb: str, about: dict[str, str]) -> None:
            plan, said = policy_views.policy_change(self.session.plan, verb, about)
            if plan is not self.session.plan:
                self.change(plan, said, grid.say)

        grid = PolicyGrid(act)

        def redraw(reading: Reading) -> None:
            grid.shown = policy_views.policy_shown(reading.plan)

        return self._kept(grid, redraw)

    def _scoring_trial(self) -> ScoringTrial:
        """Past bids scored by the plan's criteria. The bids are never part of the plan."""

        def act(verb: str, about: dict[str, str]) -> None:
            if verb == "try":
                trial.answer, said = scoring_views.tried(self.session.plan, about)
                trial.say(said)
            plan = with_illustration(self.session.plan) if verb == "fill" else self.session.plan
            if plan is not self.session.plan:
                self.change(plan, _("The illustration is filled in above, under “Scoring”."), trial.say)

        trial = ScoringTrial(act)

        def redraw(reading: Reading) -> None:
            shown = scoring_views.scoring_shown(reading.plan)
            if trial.shown.get("rows") != shown["rows"]:
                trial.answer = {}
            trial.shown = shown

        return self._kept(trial, redraw)

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
