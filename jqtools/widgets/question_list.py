"""The equity questions as cards by pillar; one answered "not planned" shows where to change the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets as tl

from jqtools.widgets.acting_widget import ActingWidget
from jqtools.widgets.record_list import CARD_SCRIPTS, RecordList


class QuestionList(RecordList, ActingWidget):
    """A `RecordList` of fixed questions, folded by the group of their headings.

    The note of a question may have `places`, each [address, words] with "" for a place that can't be reached from
    here; `draft`, the words of an activity to add; and `there`, the address and words of that activity once it is in
    the plan. The button is `draft`, about `question`.
    """

    scripts = (*CARD_SCRIPTS, "question_list", "record_list")
    aside = tl.Unicode("question").tag(sync=True)

    def __init__(
        self,
        value: dict[str, Any],
        headings: dict[str, dict[str, str]],
        on_act: Callable[[str, dict[str, str]], None],
    ) -> None:
        super().__init__("answers", "answer", value, headings=headings, on_act=on_act)
