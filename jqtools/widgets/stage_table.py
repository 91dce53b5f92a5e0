"""The stages of the chosen levers: ways to work and data to collect, each taken up with a tick."""

from __future__ import annotations

from jqtools.widgets.acting_widget import ActingWidget


class StageTable(ActingWidget):
    """The stages of each chosen lever.

    A tick is `take`, taking it off is `leave`, about `lever`, `stage`, `sort` ("way" or "data") and `words`.
    """

    scripts = ("dom", "stage_table")
