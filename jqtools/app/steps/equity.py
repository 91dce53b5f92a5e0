"""Step 4: the equity questions, who takes part, results by group, and what was learned."""

from __future__ import annotations

from typing import Any

from jqtools.app import beside, cell_planning, equity_views, matrix_views, parts
from jqtools.app.page import Page
from jqtools.app.reading import Reading, findings_by_item
from jqtools.widgets.cell_planner import CellPlanner
from jqtools.widgets.disaggregation_matrix import DisaggregationMatrix
from jqtools.widgets.engagement_cost import EngagementCost
from jqtools.widgets.panel import Panel, place_href
from jqtools.widgets.question_list import QuestionList
from jqtools.widgets.record_list import RecordList
from jqtools.words import _


class EquityParts(Page):
    """Step 4: the equity questions, who takes part, results by group, and what was learned."""

    def equity_questions(self) -> QuestionList:
        """The seventeen questions by pillar; one that is not planned leads to what to change."""

        def act(verb: str, about: dict[str, str]) -> None:
            plan, said = equity_views.draft_change(self.session.plan, verb, about)
            if plan is not self.session.plan:
                self.change(plan, said, questions.say)

        questions = QuestionList(self._store.form("answers"), beside.equity_headings(), act)
        repeated = {"fields": ["status", "owner", "date"], "of": "last", "words": _("Same as the last answer: {what}")}
        questions.repeats = [repeated]

        def redraw(reading: Reading) -> None:
            questions.notes = equity_views.question_notes(reading.plan, self._href)
            questions.findings = findings_by_item(reading, "answers")

        return self._kept(self._editor("answers", questions), redraw)

    def equity_summary(self) -> Panel:
        """How many questions are answered, by pillar, and what each "no" sends you back to."""
        return self._panel(lambda reading: parts.equity(reading.plan, reading.found, self.step, self._linked))

    def engagements(self) -> RecordList:
        """Who takes part, what they decide and what their time is paid."""
        words = {"prefix": "en", "noun": _("group"), "title_field": "who", "empty": _("Nobody yet.")}
        return self._list("engagements", "engagement", beside.engagement_notes, **words)

    def engagement_cost(self) -> EngagementCost:
        """What taking part costs in all; a click makes it an input of the logic model."""

        def act(verb: str, about: dict[str, str]) -> None:
            plan, said = equity_views.cost_change(self.session.plan, verb)
            if plan is not self.session.plan:
                self.change(plan, said, total.say)

        total = EngagementCost(act)

        def redraw(reading: Reading) -> None:
            total.shown = equity_views.cost_shown(reading.plan, self._href)

        return self._kept(total, redraw)

    def explorer(self) -> Any:
        """Results by group from a data set, small groups hidden so that visitors' tables can't be subtracted."""
        from jqtools.app.menu import menu  # pandas only where data are read
        from jqtools.widgets.group_explorer import GroupExplorer

        return GroupExplorer(lambda data, by, label: menu(data).published(by, label))

    def disaggregation_matrix(self) -> DisaggregationMatrix:
        """By which groups each measure of step 3 is shown; a cell changes the measure itself."""
        matrix = DisaggregationMatrix(self._store.form("measures"), matrix_views.dimensions())

        def redraw(reading: Reading) -> None:
            matrix.shown = matrix_views.matrix_shown(reading.plan, self._href)

        return self._kept(self._editor("measures", matrix), redraw)

    def cell_planner(self) -> CellPlanner:
        """Before anybody is asked: which groups will be too small to show. Nothing of it is kept."""

        def act(verb: str, about: dict[str, str]) -> None:
            if verb == "plan":
                planner.shown, said = cell_planning.planned(about)
                planner.say(said)

        planner = CellPlanner(act)
        return planner

    def observations(self) -> RecordList:
        """What the measures showed since the start."""
        words = {
            "prefix": "ob",
            "noun": _("observation"),
            "article": "an",
            "title_field": "value",
            "empty": _("None yet."),
        }
        return self._list("observations", "observation", beside.observation_notes, **words)

    def progress(self) -> Panel:
        """How each measure stands by what was observed."""
        return self._panel(lambda reading: parts.progress(reading.plan))

    def reviews(self) -> RecordList:
        """Meetings that look at the numbers and decide."""
        words = {
            "prefix": "re",
            "noun": _("review"),
            "title_field": "date",
            "empty": _("None yet. Plan the first one."),
        }
        return self._list("reviews", "review", beside.review_notes, **words)

    def stories(self) -> RecordList:
        """What you tell, to whom, and which measures carry it."""
        words = {"prefix": "st", "noun": _("story"), "title_field": "claim", "empty": _("None yet.")}
        return self._list("stories", "story", **words)

    def _href(self, path: str) -> str:
        return place_href(path, self.step, self._linked)
