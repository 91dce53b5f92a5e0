"""A view with buttons that change the plan: a click is a word and what it is about, and somebody else acts on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import traitlets as tl

from jqtools.widgets.front import Widget

MOST_TEXT = 4000


class ActingWidget(Widget):
    """A view that draws `shown` and hands each click on to `on_act(verb, about)`.

    In the browser a click sends `{act: verb, ...}`; what comes with it, texts by name, comes from outside and may
    name nothing that there is. `said` is a sentence about what was done, read out when it changes.
    """

    shown = tl.Dict().tag(sync=True)
    said = tl.Unicode().tag(sync=True)

    def __init__(self, on_act: Callable[[str, dict[str, str]], None], **state: Any) -> None:
        super().__init__(**state)
        self._on_act = on_act
        self.on_msg(self._receive)

    def act(self, verb: str, about: Mapping[str, str] | None = None) -> None:
        """What a click does."""
        self._on_act(verb, dict(about or {}))

    def say(self, words: str) -> None:
        """Tell what was done, again too when it is the same as before."""
        self.said = ""
        self.said = words

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        if not isinstance(content, Mapping) or not isinstance(content.get("act"), str):
            return
        about = {str(key): each for key, each in content.items() if isinstance(each, str) and len(each) <= MOST_TEXT}
        self.act(about.pop("act", ""), about)
