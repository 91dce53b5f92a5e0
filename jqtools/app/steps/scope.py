"""Step 1: what would have to change, and who controls it."""

from __future__ import annotations

from jqtools.app import beside, parts
from jqtools.app.page import Page
from jqtools.widgets.panel import Panel
from jqtools.widgets.record_list import RecordList


class ScopeParts(Page):
    """Step 1: what would have to change, and who controls it."""

    def elements(self) -> RecordList:
        """The things that would have to change, each with its rating."""
        words = {"prefix": "el", "noun": "change", "empty": "No changes yet. Add the first one."}
        return self._list("elements", "element", beside.element_notes, **words)

    def scope(self) -> Panel:
        """The scope statement, drafted from the elements."""
        return self._panel(lambda reading: parts.scope(reading.plan))
