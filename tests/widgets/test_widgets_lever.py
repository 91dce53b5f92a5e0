"""The widgets of step 2 without a browser."""

from __future__ import annotations

from jqtools.content import forms
from jqtools.widgets.lever_cards import ON_CARDS, LeverCards
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.policy_grid import PolicyGrid
from jqtools.widgets.scoring_trial import ScoringTrial
from jqtools.widgets.stage_table import StageTable

EMPTY = {"primary": None, "secondary": None, "more": []}


def test_the_cards_and_the_fields_ask_for_the_whole_choice_and_nothing_twice():
    asked = [field["name"] for field in LeverCards(EMPTY).fields]
    assert sorted([*asked, *ON_CARDS]) == sorted(field["name"] for field in forms()["choice"])


def test_what_is_chosen_on_a_card_is_told_to_those_who_watch():
    cards, told = LeverCards(EMPTY), []
    cards.observe(told.append, names="value")
    cards.set_state({"value": {**EMPTY, "primary": "policy"}})
    assert [change.new["primary"] for change in told] == ["policy"]


def test_a_tick_hands_on_what_it_is_about_and_nothing_that_is_no_text():
    acted = []
    table = StageTable(lambda verb, about: acted.append((verb, about)))
    table._handle_custom_msg({"act": "take", "words": "Pay a panel", "stage": 7}, [])
    table._handle_custom_msg({"act": ["take"]}, [])
    assert acted == [("take", {"words": "Pay a panel"})]


def test_the_scripts_of_the_widgets_end_in_one_export():
    widgets = (LeverCards(EMPTY), LeverMatrix({}), PolicyGrid(print), ScoringTrial(print), StageTable(print))
    for widget in widgets:
        assert widget._esm.count("export default") == 1
        assert widget._esm.rstrip().endswith("export default { render };")


def test_the_fields_of_a_bid_are_handed_on_as_texts():
    acted = []
    trial = ScoringTrial(lambda verb, about: acted.append((verb, about)))
    trial._handle_custom_msg({"act": "try", "name_0": "Clean Co", "points_sr_a_0": "12.5", "wage": None}, [])
    assert acted == [("try", {"name_0": "Clean Co", "points_sr_a_0": "12.5"})]
