"""Whose rule a policy is by what it does, as a grid: choosing in it sets the two fields of the form."""

from __future__ import annotations

from jqtools.widgets.acting_widget import ActingWidget


class PolicyGrid(ActingWidget):
    """Four levels by three types. `choose` is about a `level` and a `type`; choosing what is chosen takes it off."""

    scripts = ("dom", "policy_grid")
