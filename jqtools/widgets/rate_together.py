"""Rating together: each person answers alone on one device, then all see the answers and agree."""

from __future__ import annotations

from typing import Any

from jqtools.widgets.acting_widget import ActingWidget


class RateTogether(ActingWidget):
    """A fold in which a group rates the same questions, one person after the other.

    `shown` has `sets`, what can be rated, each with `questions`, and `rows`, the answers once they are shown. The
    answers of people stay in the browser until then. A click is `reveal` (about `set`, and each person's answers as
    JSON under `person_01` and so on), `take` (about `question` and `answer`) or `clear`.
    """

    scripts = ("dom", "facilitation_turns", "facilitation_answers", "rate_together")

    def show_rows(self, rows: list[dict[str, Any]]) -> None:
        """Show these rows of answers; none hides them."""
        self.shown = {**self.shown, "rows": rows}
