"""Step 3: goals, logic model, sources and measures."""

from __future__ import annotations

from jqtools.app import beside, parts
from jqtools.app.page import Page
from jqtools.app.reading import Reading, findings_by_item
from jqtools.widgets.logic_board import LogicBoard
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_list import RecordList


class GoalsParts(Page):
    """Step 3: goals, logic model, sources and measures."""

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

    def links_in_words(self) -> Panel:
        """The links of the logic model, read aloud."""
        return self._panel(lambda reading: parts.links(reading.plan))

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
