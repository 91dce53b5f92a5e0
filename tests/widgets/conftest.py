"""A way to see what a widget sends to its front end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from jqtools.widgets.front import Widget


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Callable[[Widget], list[object]]:
    """A list of the messages that a widget sends from now on."""

    def watch(widget: Widget) -> list[object]:
        messages: list[object] = []
        monkeypatch.setattr(widget, "send", lambda content, buffers=None: messages.append(content))
        return messages

    return watch
