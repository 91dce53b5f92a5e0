"""The widgets of the start page and of step 1 without a browser: what a click does."""

from __future__ import annotations

import pytest

from jqtools.widgets.change_cards import ChangeCards
from jqtools.widgets.change_reasons import ChangeReasons
from jqtools.widgets.example_chooser import ExampleChooser
from jqtools.widgets.pasted_changes import PastedChanges
from jqtools.widgets.record_form import FormPart, RecordForm

NONE = {"order": [], "items": {}}


def test_a_pasted_list_is_handed_on_as_it_is():
    taken: list[str] = []
    box = PastedChanges(taken.append)
    box._receive(box, {"act": "add", "lines": "- one\n- two"}, [])
    assert taken == ["- one\n- two"]


@pytest.mark.parametrize(
    "message",
    [
        {"act": "add"},
        {"act": "add", "lines": " \n"},
        {"act": "add", "lines": 5},
        {"act": "drop", "lines": "x"},
        "add",
        None,
    ],
)
def test_a_message_that_names_no_lines_does_nothing(message: object):
    taken: list[str] = []
    box = PastedChanges(taken.append)
    box._receive(box, message, [])
    assert taken == []


def test_the_cards_of_changes_ask_the_fields_of_a_change_and_bring_their_aids():
    cards = ChangeCards(NONE, {"bands": ["Concern"]}, prefix="el", noun="change")
    assert cards.place == "elements"
    assert cards.aids == {"bands": ["Concern"]}
    open_fields = [field["name"] for field in cards.fields]
    first_part = next(n for n, field in enumerate(cards.fields) if "part" in field)
    shown = [name for name, field in zip(open_fields[:first_part], cards.fields, strict=False) if "when" not in field]
    assert shown == ["text", "kind", "ring", "authority", "implementation", "action"]


def test_a_reason_is_handed_on_with_its_line_and_nothing_else_is():
    kept: list[tuple[str, str, str]] = []
    reasons = ChangeReasons(lambda *told: kept.append(told))
    for message in ({"act": "keep", "line": "ch_a", "why": "So"}, {"act": "keep"}, {"act": "drop", "line": "ch_a"}, 5):
        reasons._receive(reasons, message, [])
    assert kept == [("ch_a", "So", "")]


def test_an_example_that_is_not_offered_is_not_taken():
    taken: list[str] = []
    chooser = ExampleChooser([{"key": "a", "title": "A", "about": ""}], taken.append)
    chooser._receive(chooser, {"take": "b"}, [])
    assert (taken, chooser.taken) == ([], "")


def test_a_part_of_a_form_shows_what_the_form_leaves_out_and_holds_no_value_of_its_own():
    form = RecordForm("header", {"": "header", "More": "definition"}, {}, elsewhere=["More"])
    part = FormPart(form, ["More"], "definition")
    assert part.form is form
    assert not part.has_trait("value")
    assert part.scripts == form.scripts
