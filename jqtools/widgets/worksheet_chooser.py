"""Blank worksheets to print: choose a step, and the browser gets the file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import traitlets as tl

from jqtools.widgets.download_button import MadeFile
from jqtools.widgets.front import Widget


class WorksheetChooser(Widget):
    """A list of worksheets and a button. `sheets` are pairs of key and words; a click calls `make(key)`.

    `value` is the name of the file made last.
    """

    scripts = ("dom", "worksheet_chooser")
    sheets = tl.List().tag(sync=True)
    value = tl.Unicode()

    def __init__(self, sheets: Mapping[str, str], make: Callable[[str], MadeFile]) -> None:
        super().__init__()
        self.offer(sheets)
        self._make = make
        self.on_msg(self._receive)

    def offer(self, sheets: Mapping[str, str]) -> None:
        """Show these worksheets in the list."""
        self.sheets = [[key, words] for key, words in sheets.items()]

    def click(self, key: str) -> None:
        """What a click on the button does while `key` is chosen; nothing for a key that is not in the list."""
        if key in (known for known, _words in self.sheets):
            made = self._make(key)
            self.value = made.name
            self.send(made._asdict())

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        if isinstance(content, dict) and isinstance(content.get("make"), str):
            self.click(content["make"])
