"""The coach's findings, each of which may be accepted with a reason or rewritten with a click."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets as tl

from jqtools.widgets.form_fields import FORM_SCRIPTS, form_fields
from jqtools.widgets.front import Widget


class CoachPanel(Widget):
    """What the coach sees. `value` is the section `waivers` of a plan file: what somebody accepted.

    `shown` has the summary (`head`, `ready`, `whole`) and `entries`, one a finding, each with a `key` of
    its own and the words of the `offers` to rewrite. A click on one calls `on_rewrite(key, words)`.
    """

    scripts = (*FORM_SCRIPTS, "findings", "coach_panel")
    value = tl.Dict().tag(sync=True)
    shown = tl.Dict().tag(sync=True)
    fields = tl.List().tag(sync=True)
    place = tl.Unicode("waivers").tag(sync=True)
    said = tl.Unicode(help="A sentence about the last rewrite, read out when it changes.").tag(sync=True)

    def __init__(self, value: dict[str, Any], on_rewrite: Callable[[str, str], None]) -> None:
        super().__init__(value=value, fields=form_fields("waiver"))
        self._on_rewrite = on_rewrite
        self.on_msg(self._receive)

    def rewrite(self, key: str, words: str) -> None:
        """What a click on an offer does. It comes from outside: whoever made the offers knows whether it is one."""
        self._on_rewrite(key, words)

    def say(self, words: str) -> None:
        """Tell what was done, again too when it is the same as before."""
        self.said = ""
        self.said = words

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        asked = (content.get("rewrite"), content.get("words")) if isinstance(content, dict) else ()
        if asked and all(isinstance(each, str) for each in asked):
            self.rewrite(*asked)
