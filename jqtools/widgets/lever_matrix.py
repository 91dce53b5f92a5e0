"""Eight questions by five levers."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.content import criteria, levers
from jqtools.widgets.form_fields import FORM_SCRIPTS
from jqtools.widgets.front import Widget
from jqtools.words import _, marked

_BANDS = {
    "some": marked("Fewest people for a score of 1"),
    "many": marked("Fewest people for a score of 2"),
    "most": marked("Fewest people for a score of 3"),
}


class LeverMatrix(Widget):
    """The levers scored side by side. `value` is the section `levers` of a plan file.

    `notes` maps a lever to its score or the reason it has none, `close` to the sentence about a tie, and
    `swings` to sentences about the weights. `suggested` maps a lever and a question to a `level` that step 1
    suggests and `why`; it fills in nothing by itself. `asked` holds the fields of the weights, the bands of reach
    and the notes.
    """

    scripts = (*FORM_SCRIPTS, "lever_scale", "lever_layout", "lever_suggestions", "lever_matrix")
    value = tl.Dict().tag(sync=True)
    criteria = tl.List().tag(sync=True)
    levers = tl.List().tag(sync=True)
    notes = tl.Dict().tag(sync=True)
    suggested = tl.Dict().tag(sync=True)
    asked = tl.Dict().tag(sync=True)
    place = tl.Unicode("levers").tag(sync=True)

    def __init__(self, value: dict[str, Any]) -> None:
        questions = [
            {"key": key, "label": c.label, "question": c.question, "levels": list(c.levels)}
            for key, c in criteria().items()
        ]
        named = [{"key": key, "label": lever.label} for key, lever in levers().items()]
        super().__init__(value=value, criteria=questions, levers=named, asked=_asked())


def _asked() -> dict[str, list[dict[str, Any]]]:
    whole = {"type": "whole", "required": True, "min": 0}
    return {
        "weights": [
            {
                **whole,
                "name": f"weights.{key}",
                "label": _("Weight of {criterion}").format(criterion=c.label),
                "max": 10,
            }
            for key, c in criteria().items()
        ],
        "reach": [{**whole, "name": f"reach.{key}", "label": _(words)} for key, words in _BANDS.items()],
        "notes": [
            {"name": f"{key}.note", "label": _("Note on {lever}").format(lever=lever.label), "type": "long"}
            for key, lever in levers().items()
        ],
    }
