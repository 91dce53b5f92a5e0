"""What results that are for the analyst's own eyes have in common: a notebook never draws their numbers."""

from __future__ import annotations

import html


class Unpublished:
    """Drawn as its `repr`, which tells how many numbers it has and none of them."""

    def _repr_html_(self) -> str:
        return f"<p>{html.escape(repr(self).strip('<>'))}</p>"
