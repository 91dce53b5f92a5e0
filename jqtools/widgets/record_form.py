"""A form for one record."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import form_fields
from jqtools.widgets.front import Widget


class RecordForm(Widget):
    """The fields of one record, in groups. `value` is the record as it stands in a plan file.

    `groups` maps a legend ("" for none) to the name of a form in `content`.
    """

    scripts = ("dom", "fields", "record_form")
    value = tl.Dict().tag(sync=True)
    groups = tl.List().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    place = tl.Unicode().tag(sync=True)
    said = tl.Unicode(help="A sentence under the form, read out when it changes.").tag(sync=True)

    def __init__(self, place: str, groups: dict[str, str], value: dict[str, Any]) -> None:
        spelled = [{"legend": legend, "fields": form_fields(form)} for legend, form in groups.items()]
        super().__init__(place=place, groups=spelled, value=value)
