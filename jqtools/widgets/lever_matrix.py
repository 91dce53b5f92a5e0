"""Eight questions by five levers."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.content import criteria, levers
from jqtools.widgets.front import Widget


class LeverMatrix(Widget):
    """The levers scored side by side. `value` is the section `levers` of a plan file.

    `notes` maps a lever to its score or the reason it has none, and `close` to the sentence about a tie.
    """

    scripts = ("dom", "lever_matrix")
    value = tl.Dict().tag(sync=True)
    criteria = tl.List().tag(sync=True)
    levers = tl.List().tag(sync=True)
    notes = tl.Dict().tag(sync=True)
    place = tl.Unicode("levers").tag(sync=True)

    def __init__(self, value: dict[str, Any]) -> None:
        asked = [
            {"key": key, "label": c.label, "question": c.question, "levels": list(c.levels)}
            for key, c in criteria().items()
        ]
        named = [{"key": key, "label": lever.label} for key, lever in levers().items()]
        super().__init__(value=value, criteria=asked, levers=named)
