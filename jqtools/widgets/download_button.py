"""A button that hands the browser a file made on the spot; nothing is written on the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import traitlets as tl

from jqtools.errors import JqtoolsError
from jqtools.widgets.front import Widget


class MadeFile(NamedTuple):
    """A file to download: its name, its media type and its text."""

    name: str
    type: str
    content: str


class DownloadButton(Widget):
    """A button with `label`; a click calls `make`. `value` is the name of the file made last."""

    scripts = ("dom", "download_button")
    label = tl.Unicode().tag(sync=True)
    value = tl.Unicode()

    def __init__(self, label: str, make: Callable[[], MadeFile]) -> None:
        super().__init__(label=label)
        self._make = make
        self.on_msg(self._receive)

    def click(self) -> None:
        """What a click on the button does."""
        try:
            made = self._make()
        except JqtoolsError as error:
            self.send({"error": str(error)})
            return
        self.value = made.name
        self.send(made._asdict())

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        if isinstance(content, dict) and content.get("make"):
            self.click()
