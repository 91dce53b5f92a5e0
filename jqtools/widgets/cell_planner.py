"""How many people it takes: a small form whose answer is worked out at once; nothing of it is kept."""

from __future__ import annotations

from jqtools.widgets.acting_widget import ActingWidget


class CellPlanner(ActingWidget):
    """Groups, their shares and the number of people, and which groups will be too small to show.

    The button is `plan`, about `people`, `rate`, `years`, `overlap` ("yes" or "") and for each row n from 0 on
    `name_n`, `share_n` and `merge_n`. `shown` has `errors` (by those names) or a table: `caption`, `heads`, `rows`.
    """

    scripts = ("dom", "cell_planner")
