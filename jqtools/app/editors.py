"""The editors of a plan: one for each section, in the order of the steps."""

from __future__ import annotations

from jqtools.app import beside
from jqtools.app.page import Page
from jqtools.app.reading import Reading, findings_by_item
from jqtools.content import levers
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.logic_board import LogicBoard
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.record_list import RecordList

_PLAN = "Your plan"
_DEFINITION = "What counts as a quality job here"


class Editors(Page):
    """A page with an editor for each section of the plan."""

    def header(self) -> RecordForm:
        """Who plans what, for whom, where and until when, and what counts as a quality job."""
        groups = {_PLAN: "header", _DEFINITION: "definition"}
        presets = {_DEFINITION: beside.definition_presets()}
        return self._form("header", groups, presets=presets, always=("start_month",))

    def standing(self) -> RecordForm:
        """Where the plan stands between draft and closed."""
        return self._form("standing", {"": "standing"})

    def decisions(self) -> RecordList:
        """What was decided on the way, and why."""
        words = {"prefix": "de", "noun": "decision", "title_field": "choice", "empty": "None yet."}
        return self._list("decisions", "decision", **words)

    def documents(self) -> RecordList:
        """The papers that the plan rests on."""
        words = {"prefix": "do", "noun": "document", "title_field": "title", "empty": "None yet."}
        return self._list("documents", "document", **words)

    def notes(self) -> RecordList:
        """Remarks on the plan."""
        return self._list("notes", "note", prefix="nt", noun="note", empty="None yet.")

    def elements(self) -> RecordList:
        """The things that would have to change, each with its rating."""
        words = {"prefix": "el", "noun": "change", "empty": "No changes yet. Add the first one."}
        return self._list("elements", "element", beside.element_notes, **words)

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

    def goals(self) -> RecordList:
        """One to three goals."""
        words = {"prefix": "go", "noun": "goal", "empty": "No goals yet. One to three are enough."}
        return self._list("goals", "goal", **words)

    def board(self) -> LogicBoard:
        """The logic model: inputs, activities, outputs, outcomes and the links between them."""
        board = LogicBoard(self._store.form("logic"))

        def redraw(reading: Reading) -> None:
            board.choices = beside.choices(reading.plan)
            board.findings = findings_by_item(reading, "logic")

        return self._kept(self._editor("logic", board), redraw)

    def assumptions(self) -> RecordList:
        """What must hold, and what could move the result from outside."""
        words = {"prefix": "as", "noun": "assumption", "article": "an", "empty": "None yet."}
        return self._list("assumptions", "assumption", **words)

    def risks(self) -> RecordList:
        """What may go wrong, how you would notice and what you would do."""
        return self._list("risks", "risk", prefix="ri", noun="risk", empty="None yet.")

    def sources(self) -> RecordList:
        """Where the numbers come from."""
        words = {"prefix": "so", "noun": "data source", "title_field": "name", "empty": "None yet."}
        return self._list("sources", "source", beside.source_notes, **words)

    def measures(self) -> RecordList:
        """How you will know: the measures of outcomes and outputs."""
        words = {"prefix": "me", "noun": "measure", "title_field": "name", "empty": "No measures yet."}
        return self._list("measures", "measure", beside.measure_notes, **words)

    def equity_questions(self) -> RecordList:
        """The seventeen questions by pillar."""
        return self._list("answers", "answer", beside.answer_notes, headings=beside.equity_headings())

    def engagements(self) -> RecordList:
        """Who takes part, what they decide and what their time is paid."""
        words = {"prefix": "en", "noun": "group", "title_field": "who", "empty": "Nobody yet."}
        return self._list("engagements", "engagement", beside.engagement_notes, **words)

    def observations(self) -> RecordList:
        """What the measures showed since the start."""
        words = {"prefix": "ob", "noun": "observation", "article": "an", "title_field": "value", "empty": "None yet."}
        return self._list("observations", "observation", beside.observation_notes, **words)

    def reviews(self) -> RecordList:
        """Meetings that look at the numbers and decide."""
        words = {"prefix": "re", "noun": "review", "title_field": "date", "empty": "None yet. Plan the first one."}
        return self._list("reviews", "review", beside.review_notes, **words)

    def stories(self) -> RecordList:
        """What you tell, to whom, and which measures carry it."""
        words = {"prefix": "st", "noun": "story", "title_field": "claim", "empty": "None yet."}
        return self._list("stories", "story", **words)
