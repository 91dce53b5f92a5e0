"""What it costs that people take part: the total, how it is worked out, and a button that plans for it."""

from __future__ import annotations

from jqtools.widgets.acting_widget import ActingWidget


class EngagementCost(ActingWidget):
    """The total over everybody who takes part. The button is `add`: the cost becomes an input of the logic model."""

    scripts = ("dom", "engagement_cost")
