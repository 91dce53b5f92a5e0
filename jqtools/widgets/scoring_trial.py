"""A trial of the scoring on past bids: what is typed stays in the page and is never part of the plan."""

from __future__ import annotations

import traitlets as tl

from jqtools.widgets.acting_widget import ActingWidget


class ScoringTrial(ActingWidget):
    """The criteria of the plan with fields for past bids. `answer` is what was worked out, or `errors` by field.

    `try` hands on the fields, named such as "name_0" and "points_sr_a_0"; `fill` asks for the illustration.
    """

    scripts = ("dom", "scoring_bids", "scoring_trial")
    answer = tl.Dict().tag(sync=True)
