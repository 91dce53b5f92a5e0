"""By which groups each measure is shown: a table of measures and dimensions, in which each cell can be changed."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import FORM_SCRIPTS, form_fields
from jqtools.widgets.front import Widget

_ASKED = ("status", "reason", "scheme", "smallest", "unknown_percent", "unknown_plan")


class DisaggregationMatrix(Widget):
    """Measures by dimensions. `value` is the plan's `measures`; a cell edits the split of its measure.

    `dimensions` are the columns, each with `key`, `label` and the ids of its `schemes`. `shown` has `rows`, a measure
    each with `id`, `name`, `href`, `note` and its `cells` by dimension in `words`, `under` and `tone`; and `used`, the
    columns that are shown before a person asks for all.
    """

    scripts = (*FORM_SCRIPTS, "split_editor", "disaggregation_matrix")
    value = tl.Dict().tag(sync=True)
    fields = tl.List().tag(sync=True)
    dimensions = tl.List().tag(sync=True)
    shown = tl.Dict().tag(sync=True)

    def __init__(self, value: dict[str, Any], dimensions: list[dict[str, Any]]) -> None:
        known = {field["name"]: field for field in form_fields("split")}
        super().__init__(value=value, fields=[known[name] for name in _ASKED], dimensions=dimensions)
