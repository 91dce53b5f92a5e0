"""Step 3: goals, logic model, sources and measures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jqtools.app import beside, goals_views, measure_views
from jqtools.app.page import Page
from jqtools.app.reading import Reading, findings_by_item
from jqtools.content.search import indicator_entries, indicator_filters, source_entries, source_filters
from jqtools.plan import Plan
from jqtools.widgets.download_button import DownloadButton
from jqtools.widgets.library_search import LibrarySearch
from jqtools.widgets.logic_board import LogicBoard
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_list import RecordList
from jqtools.words import _

Take = Callable[[Plan, dict[str, str]], tuple[Plan, str]]


class GoalsParts(Page):
    """Step 3: goals, logic model, sources and measures."""

    def goals(self) -> RecordList:
        """One to three goals."""
        words = {"prefix": "go", "noun": _("goal"), "empty": _("No goals yet. One to three are enough.")}
        return self._list("goals", "goal", goals_views.smart_notes, **words)

    def board(self) -> LogicBoard:
        """The logic model: inputs, activities, outputs, outcomes and the links between them."""
        board = LogicBoard(self._store.form("logic"))

        def redraw(reading: Reading) -> None:
            board.choices = beside.choices(reading.plan)
            board.findings = findings_by_item(reading, "logic")

        return self._kept(self._editor("logic", board), redraw)

    def links_in_words(self) -> Panel:
        """The links of the logic model as sentences, in a fold."""
        return self._panel(lambda reading: goals_views.links(reading.plan))

    def picture(self) -> Panel:
        """The logic model as a picture, in a fold."""
        return self._panel(lambda reading: goals_views.seen_on_one_page(reading.plan))

    def one_page(self) -> DownloadButton:
        """A button that hands over the picture as a page that prints on one sheet."""
        return DownloadButton(_("Download one page"), lambda: goals_views.one_page_file(self.session.plan))

    def assumptions(self) -> RecordList:
        """What must hold, and what could move the result from outside."""
        words = {"prefix": "as", "noun": _("assumption"), "article": "an", "empty": _("None yet.")}
        return self._list("assumptions", "assumption", **words)

    def risks(self) -> RecordList:
        """What may go wrong, how you would notice and what you would do."""
        return self._list("risks", "risk", prefix="ri", noun=_("risk"), empty=_("None yet."))

    def sources(self) -> RecordList:
        """Where the numbers come from."""
        words = {"prefix": "so", "noun": _("data source"), "title_field": "name", "empty": _("None yet.")}
        return self._list("sources", "source", beside.source_notes, **words)

    def measures(self) -> RecordList:
        """How you will know: the measures of outcomes and outputs."""
        repeats = [{"fields": ["splits"], "of": "before", "words": _("As in the measure before: {what}")}]
        words = {"prefix": "me", "noun": _("measure"), "title_field": "name", "empty": _("No measures yet.")}
        return self._list("measures", "measure", measure_views.measure_notes, repeats=repeats, **words)

    def measure_set(self) -> Panel:
        """The measures as a set: how many, what they show, and what is still missing."""
        return self._panel(lambda reading: measure_views.measure_set(reading.plan))

    def collection_table(self) -> DownloadButton:
        """A button that hands over the data collection table, a row a measure."""
        return DownloadButton(
            _("Download the data collection table"), lambda: measure_views.collection_file(self.session.plan)
        )

    def known_sources(self) -> LibrarySearch:
        """The known sources to look through; one fills in a data source."""
        library = (source_entries(), source_filters(), goals_views.source_words())
        return self._library("known-sources", library, goals_views.take_card, goals_views.sources_shown)

    def indicators(self) -> LibrarySearch:
        """The library of indicators to look through; one becomes a measure."""
        library = (indicator_entries(), indicator_filters(), goals_views.indicator_words())
        return self._library("indicators", library, goals_views.take_indicator, goals_views.indicators_shown)

    def _library(
        self, place: str, library: tuple[Any, ...], take: Take, shown: Callable[[Plan], dict[str, Any]]
    ) -> LibrarySearch:
        def act(verb: str, about: dict[str, str]) -> None:
            if verb != "use":
                return
            plan, said = take(self.session.plan, about)
            if plan == self.session.plan:
                search.say(said)
            else:
                self.change(plan, said, search.say)

        search = LibrarySearch(place, *library, act)

        def redraw(reading: Reading) -> None:
            search.shown = shown(reading.plan)

        return self._kept(search, redraw)
