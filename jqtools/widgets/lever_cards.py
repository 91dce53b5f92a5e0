"""The five levers as cards on which one is chosen, and the questions about the choice."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import FORM_SCRIPTS, form_fields
from jqtools.widgets.front import Widget

ON_CARDS = ("primary", "secondary", "more")


class LeverCards(Widget):
    """The choice of a lever. `value` is the section `choice` of a plan file.

    `cards` say of each lever, by `key`, what it is and how it fits; `fields` ask for what the cards do not,
    and `choices` are the records that a field may point to.
    """

    scripts = (*FORM_SCRIPTS, "lever_cards")
    value = tl.Dict().tag(sync=True)
    cards = tl.List().tag(sync=True)
    fields = tl.List().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    place = tl.Unicode("choice").tag(sync=True)

    def __init__(self, value: dict[str, Any]) -> None:
        asked = [field for field in form_fields("choice") if field["name"] not in ON_CARDS]
        super().__init__(value=value, fields=asked)
