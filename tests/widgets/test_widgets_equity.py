"""The widgets of step 4 without a browser: a click is handed on with the texts that came with it, and no more."""

from __future__ import annotations

import pytest

from jqtools.widgets.acting_widget import ActingWidget
from jqtools.widgets.cell_planner import CellPlanner
from jqtools.widgets.engagement_cost import EngagementCost


@pytest.mark.parametrize("widget", [CellPlanner, EngagementCost])
def test_a_click_hands_on_texts_and_nothing_else(widget: type[ActingWidget]):
    clicks: list[tuple[str, dict[str, str]]] = []
    made = widget(lambda verb, about: clicks.append((verb, about)))
    made._handle_custom_msg({"act": "plan", "people": "200", "years": 3, "name_0": "a" * 5000}, [])
    made._handle_custom_msg({"act": ["plan"]}, [])
    made._handle_custom_msg("plan", [])
    assert clicks == [("plan", {"people": "200"})]


@pytest.mark.parametrize("widget", [CellPlanner, EngagementCost])
def test_the_same_words_are_read_out_again(widget: type[ActingWidget]):
    heard: list[str] = []
    made = widget(lambda verb, about: None)
    made.observe(lambda change: heard.append(change.new), names="said")
    made.say("Done.")
    made.say("Done.")
    assert heard == ["Done.", "", "Done."]
