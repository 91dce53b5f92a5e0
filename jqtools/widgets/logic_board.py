"""The logic model as a board of four columns."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import form_fields
from jqtools.widgets.front import Widget


class LogicBoard(Widget):
    """Small boxes edited in place, the links between them, and one panel for the rest of a box.

    `value` is the section `logic` of a plan file.
    `findings` maps the id of a box or a link to what the coach says of it; `choices` holds the elements and goals
    that a box may point to.
    """

    scripts = (
        *("dom", "fields", "records", "findings"),
        *("board_model", "links", "board_lines", "board_box", "board_panel", "board_drag", "board_columns"),
        "logic_board",
    )
    value = tl.Dict().tag(sync=True)
    forms = tl.Dict().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    findings = tl.Dict().tag(sync=True)
    place = tl.Unicode("logic").tag(sync=True)

    def __init__(self, value: dict[str, Any]) -> None:
        asked = ("input", "activity", "output", "outcome", "link")
        super().__init__(value=value, forms={form: form_fields(form) for form in asked})
