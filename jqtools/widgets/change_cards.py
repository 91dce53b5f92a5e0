"""The changes of step 1 as cards, each with its rating as it stands and help to find the part that is one's own."""

from __future__ import annotations

from typing import Any

import traitlets as tl

from jqtools.widgets.record_list import CARD_SCRIPTS, RecordList


class ChangeCards(RecordList):
    """A `RecordList` of elements whose cards show more between their fields.

    `aids` holds what all cards draw on: `bands`, from the least to the most one's own, `rewrites` by id, and
    `legal`, the questions on the law by kind of change. The note of a card names which of these it shows.
    What a person takes from there is an edit like any other: it changes `value`.
    """

    scripts = (*CARD_SCRIPTS, "change_cards", "record_list")
    aside = tl.Unicode("change").tag(sync=True)
    aids = tl.Dict().tag(sync=True)

    def __init__(self, value: dict[str, Any], aids: dict[str, Any], **words: Any) -> None:
        super().__init__("elements", "element", value, aids=aids, **words)
