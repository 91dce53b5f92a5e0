"""The logic model as a board of four columns."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import FORM_SCRIPTS, form_fields
from jqtools.widgets.front import Widget
from jqtools.words import _

# How many fields of a box are asked at once; what else may be said of it is in a fold.
ASKED_FIRST = {"input": 2, "activity": 4, "output": 2, "outcome": 3}


class LogicBoard(Widget):
    """Small boxes edited in place, the links between them, and one panel for the rest of a box.

    `value` is the section `logic` of a plan file.
    `findings` maps the id of a box or a link to what the coach says of it; `choices` holds the elements and goals
    that a box may point to.
    """

    scripts = (
        *FORM_SCRIPTS,
        "findings",
        *("board_model", "links", "board_lines", "board_box", "board_panel", "board_linking", "board_drag"),
        *("board_columns", "board_owner", "board_places", "logic_board"),
    )
    value = tl.Dict().tag(sync=True)
    forms = tl.Dict().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    findings = tl.Dict().tag(sync=True)
    place = tl.Unicode("logic").tag(sync=True)

    def __init__(self, value: dict[str, Any]) -> None:
        boxes = {form: _folded(form_fields(form), first) for form, first in ASKED_FIRST.items()}
        super().__init__(value=value, forms={**boxes, "link": form_fields("link")})


def _folded(fields: list[dict[str, Any]], first: int) -> list[dict[str, Any]]:
    """The fields, those after the first few as a part that folds."""
    asked, rest = fields[:first], fields[first:]
    return [*asked, *({**each, "part": _("More about it")} if each is rest[0] else each for each in rest)]
