"""Why an adopted plan was changed, and who changed it: said to a line of the change log."""

from __future__ import annotations

from collections.abc import Callable

from jqtools.widgets.acting_widget import ActingWidget


class ChangeReasons(ActingWidget):
    """A line of the log to choose, and two fields. `shown` has `lines`: `id`, `words`, `why` and `role` of each.

    `on_keep` gets the id of a line, why and who; a line that there is not is its own affair.
    """

    scripts = ("dom", "change_reasons")

    def __init__(self, on_keep: Callable[[str, str, str], None]) -> None:
        def on_act(verb: str, about: dict[str, str]) -> None:
            if verb == "keep" and "line" in about:
                on_keep(about["line"], about.get("why", ""), about.get("role", ""))

        super().__init__(on_act)
