"""A library to look through by words and filters, whose entries go into the plan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import traitlets as tl

from jqtools.widgets.acting_widget import ActingWidget


class LibrarySearch(ActingWidget):
    """A fold with a library; "Use this" asks `on_act("use", {key, into, node})`.

    `entries` and `filters` are as in `content.search`; `words` are the sentences of this library: `summary`,
    `search`, `use`, `into`, `new`, `node` and `later`, and `filler`, words to leave out of what is looked for. `shown`
    has `into` and `nodes`, the records and boxes to choose from, each [id, words]; `used`, by entry, what is in the
    plan already, each [id, words]; `first`, the choice that each filter begins with; `fits`, by entry, a word on why it
    stands first.
    """

    scripts = ("dom", "library_search")
    entries = tl.List().tag(sync=True)
    filters = tl.List().tag(sync=True)
    words = tl.Dict().tag(sync=True)
    place = tl.Unicode().tag(sync=True)

    def __init__(
        self,
        place: str,
        entries: list[dict[str, Any]],
        filters: list[dict[str, Any]],
        words: dict[str, str],
        on_act: Callable[[str, dict[str, str]], None],
    ) -> None:
        super().__init__(on_act, place=place, entries=entries, filters=filters, words=words)
