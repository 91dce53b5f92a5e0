"""A form for one record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import traitlets as tl
from ipywidgets import widget_serialization

from jqtools.widgets.form_fields import FORM_SCRIPTS, form_fields
from jqtools.widgets.front import Widget


class RecordForm(Widget):
    """The fields of one record, in groups. `value` is the record as it stands in a plan file.

    `groups` maps a legend ("" for none) to the name of a form in `content`; `hidden` holds the legends of groups
    that are not asked now. `presets` maps a legend to answers that can be filled in together: `label`, `hint`,
    `button`, and `options` with `words` and `values` by field. `always` names fields that can't be empty;
    `findings` holds what the coach says, by field; `first` the `words` and `href` of a link before what is `said`.
    `kept` names where the tab of the browser keeps `value` when it is no part of a plan; "" for nowhere.
    """

    scripts = (*FORM_SCRIPTS, "findings", "record_form")
    value = tl.Dict().tag(sync=True)
    groups = tl.List().tag(sync=True)
    hidden = tl.List().tag(sync=True)
    elsewhere = tl.List().tag(sync=True)
    presets = tl.Dict().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    findings = tl.Dict().tag(sync=True)
    place = tl.Unicode().tag(sync=True)
    said = tl.Unicode(help="A sentence under the form, read out when it changes.").tag(sync=True)
    first = tl.Dict().tag(sync=True)
    kept = tl.Unicode().tag(sync=True)

    def __init__(
        self,
        place: str,
        groups: dict[str, str],
        value: dict[str, Any],
        presets: dict[str, list[dict[str, Any]]] | None = None,
        always: Sequence[str] = (),
        elsewhere: Sequence[str] = (),
    ) -> None:
        spelled = [{"legend": legend, "fields": _asked(form, always)} for legend, form in groups.items()]
        super().__init__(place=place, groups=spelled, value=value, presets=presets or {}, elsewhere=list(elsewhere))


class FormPart(Widget):
    """Some groups of a `RecordForm`, shown at another place of the page. What is typed there is the form's `value`."""

    scripts = RecordForm.scripts
    form = tl.Instance(RecordForm).tag(sync=True, **widget_serialization)
    legends = tl.List().tag(sync=True)
    place = tl.Unicode().tag(sync=True)

    def __init__(self, form: RecordForm, legends: Sequence[str], place: str) -> None:
        super().__init__(form=form, legends=list(legends), place=place)


def _asked(form: str, always: Sequence[str]) -> list[dict[str, Any]]:
    return [{**field, "required": field["name"] in always} for field in form_fields(form)]
