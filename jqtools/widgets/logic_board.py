"""The logic model as a board of four columns."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import form_fields
from jqtools.widgets.front import Widget


class LogicBoard(Widget):
    """Boxes edited in place and the links between them. `value` is the section `logic` of a plan file.

    `findings` maps a box's id to what the coach says of it; `choices` holds the elements and goals
    that a box may point to.
    """

    scripts = ("dom", "fields", "findings", "logic_board")
    value = tl.Dict().tag(sync=True)
    forms = tl.Dict().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    findings = tl.Dict().tag(sync=True)
    place = tl.Unicode("logic").tag(sync=True)

    def __init__(self, value: dict[str, Any]) -> None:
        stages = ("input", "activity", "output", "outcome")
        super().__init__(value=value, forms={stage: form_fields(stage) for stage in stages})
