"""The way in: start a plan, look at an example, or open a saved plan."""

from __future__ import annotations

from collections.abc import Callable

import traitlets as tl

from jqtools.widgets.front import Widget


class ExampleChooser(Widget):
    """Three ways to begin, and a card an example. `value` is the key of the example that was taken last.

    `examples` has `key`, `title` and `about` for each; with `busy` the person is asked first. `taken` is the title of
    the example that is open now, "" for a plan of one's own. `go_on` is the address of what is open in the plan.
    """

    scripts = ("dom", "example_chooser")
    value = tl.Unicode()
    examples = tl.List().tag(sync=True)
    busy = tl.Bool(False).tag(sync=True)
    taken = tl.Unicode().tag(sync=True)
    go_on = tl.Unicode().tag(sync=True)

    def __init__(self, examples: list[dict[str, str]], on_take: Callable[[str], None]) -> None:
        super().__init__(examples=examples)
        self._on_take = on_take
        self.on_msg(self._receive)

    def take(self, key: str) -> None:
        """What a click on an example's button does; a key that is not offered is ignored."""
        if key in {example["key"] for example in self.examples}:
            self.value = key
            self._on_take(key)

    def _receive(self, widget: object, content: object, buffers: object) -> None:
        if isinstance(content, dict) and isinstance(content.get("take"), str):
            self.take(content["take"])
