"""A box for a list that somebody has already: one change a line becomes cards."""

from __future__ import annotations

from collections.abc import Callable

from jqtools.widgets.acting_widget import ActingWidget


class PastedChanges(ActingWidget):
    """A folded box with a text and a button. `on_add` gets the text that was pasted; `say` tells what came of it."""

    scripts = ("dom", "pasted_changes")

    def __init__(self, on_add: Callable[[str], None]) -> None:
        def on_act(verb: str, about: dict[str, str]) -> None:
            if verb == "add" and about.get("lines", "").strip():
                on_add(about["lines"])

        super().__init__(on_act)
