"""A list of records as cards: add, edit, remove, reorder."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import FORM_SCRIPTS, form_fields
from jqtools.widgets.front import Widget

# What a list of cards needs before what is its own.
CARD_SCRIPTS = (*FORM_SCRIPTS, "findings", "record_repeats", "record_folds", "record_card")


class RecordList(Widget):
    """One card a record. `value` is `{"order": [...], "items": {...}}` as it stands in a plan file.

    `notes` maps an id to what is worked out about it (`tag`, `tone`, `text`, and a `title` where its own words
    say too little), `findings` to what the coach says of it, `choices` a `from` of the form to the records it
    offers. `repeats` holds what may be taken over from another record while it is not answered here: the `fields`, `of`
    ("last" for the record answered last, "before" for one further up) and the `words` of the button, with {what}.
    With `headings` the records are fixed, one a heading, and none can be added or removed.
    """

    scripts = (*CARD_SCRIPTS, "record_list")
    value = tl.Dict().tag(sync=True)
    fields = tl.List().tag(sync=True)
    blank = tl.Dict().tag(sync=True)
    notes = tl.Dict().tag(sync=True)
    findings = tl.Dict().tag(sync=True)
    choices = tl.Dict().tag(sync=True)
    headings = tl.Dict().tag(sync=True)
    fixed = tl.Bool(False).tag(sync=True)
    place = tl.Unicode().tag(sync=True)
    prefix = tl.Unicode().tag(sync=True)
    noun = tl.Unicode().tag(sync=True)
    article = tl.Unicode("a").tag(sync=True)
    title_field = tl.Unicode("text").tag(sync=True)
    empty = tl.Unicode().tag(sync=True)
    repeats = tl.List().tag(sync=True)

    def __init__(self, place: str, form: str, value: dict[str, Any], **words: Any) -> None:
        super().__init__(
            place=place,
            fields=form_fields(form),
            value=value,
            fixed="headings" in words,
            **words,
        )
