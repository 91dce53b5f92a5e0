"""The widgets without a browser: what a click or an edit does, asserted by its effect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from traitlets import TraitError

from jqtools import content
from jqtools.errors import DataError
from jqtools.report.markup import paragraph, tag
from jqtools.widgets import front
from jqtools.widgets.coach_panel import CoachPanel
from jqtools.widgets.download_button import DownloadButton, MadeFile
from jqtools.widgets.example_chooser import ExampleChooser
from jqtools.widgets.front import Widget
from jqtools.widgets.lever_matrix import LeverMatrix
from jqtools.widgets.library_search import LibrarySearch
from jqtools.widgets.logic_board import LogicBoard
from jqtools.widgets.panel import Panel, place_href, place_link, place_note, step_of
from jqtools.widgets.plan_bar import PlanBar
from jqtools.widgets.record_form import RecordForm
from jqtools.widgets.record_list import RecordList

STATIC = Path(front.__file__).parent / "static"
HOSTILE = "<img src=x onerror=alert(1)>\"'&"
NONE = {"order": [], "items": {}}
MAKERS: dict[str, Callable[[], Widget]] = {
    "bar": lambda: PlanBar(lambda verb, text, name: None, plan={}),
    "coach": lambda: CoachPanel(NONE, lambda key, words: None),
    "button": lambda: DownloadButton("Save", lambda: MadeFile("a", "b", "c")),
    "examples": lambda: ExampleChooser([], print),
    "matrix": lambda: LeverMatrix({}),
    "board": lambda: LogicBoard({"nodes": NONE, "links": NONE}),
    "form": lambda: RecordForm("header", {"": "header"}, {}),
    "library": lambda: LibrarySearch("x", [], [], {}, lambda verb, about: None),
    "panel": Panel,
    "list": lambda: RecordList("elements", "element", NONE, prefix="el"),
}
Sent = Callable[[Widget], list[object]]


@pytest.mark.parametrize("name", MAKERS)
def test_a_widget_sends_its_scripts_in_order_and_one_export_at_the_end(name: str):
    widget = MAKERS[name]()
    parts = [(STATIC / f"{script}.js").read_text(encoding="utf-8") for script in widget.scripts]
    assert widget.get_state("_esm")["_esm"].endswith("\n".join(parts))
    assert "export default" in parts[-1]
    assert not [part for part in parts[:-1] if "export default" in part]


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_a_script_asks_no_other_host_and_writes_no_markup(path: Path):
    script = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
    never = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")
    assert not [word for word in (*never, "http://", "https://", "import ") if word in script]


def test_a_download_makes_the_file_and_hands_it_over(sent: Sent):
    button = DownloadButton("Save", lambda: MadeFile("a.html", "text/html", "<p>hello"))
    messages = sent(button)
    button.click()
    assert messages == [{"name": "a.html", "type": "text/html", "content": "<p>hello"}]
    assert button.value == "a.html"


def test_a_download_that_fails_sends_the_sentence_and_no_file(sent: Sent):
    def fail() -> MadeFile:
        raise DataError("no column 'age'; have ['sex']")

    button = DownloadButton("Save", fail)
    messages = sent(button)
    button.click()
    assert messages == [{"error": "no column 'age'; have ['sex']"}]
    assert button.value == ""


def test_a_bug_in_making_the_file_is_not_taken_for_an_analysts_error():
    def bug() -> MadeFile:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        DownloadButton("Save", bug).click()


@pytest.mark.parametrize(("message", "count"), [({"make": True}, 1), ({}, 0), (["make"], 0), (None, 0)])
def test_only_a_message_to_make_makes_a_file(message: object, count: int, sent: Sent):
    button = MAKERS["button"]()
    messages = sent(button)
    button._receive(button, message, [])
    assert len(messages) == count


def test_taking_an_example_tells_its_key_once_and_an_unknown_one_is_ignored():
    taken: list[str] = []
    chooser = ExampleChooser([{"key": "a", "title": "A", "about": ""}], taken.append)
    for message in ({"take": "a"}, {"take": "../secret"}, {"take": ["a"]}, {"take": ""}, "a", None):
        chooser._receive(chooser, message, [])
    assert taken == ["a"]
    assert chooser.value == "a"


def test_the_bar_acts_on_its_own_verbs_alone():
    acts: list[tuple[str, str, str]] = []
    bar = PlanBar(lambda *act: acts.append(act), plan={"a": 1})
    told = ({"open": "text", "name": "a.yaml"}, {"open": "text", "name": ["a"]}, {"undo": True}, {"load": 5})
    for message in (*told, {"delete": "x"}, ["clear"], "redo", None):
        bar._receive(bar, message, [])
    assert acts == [("open", "text", "a.yaml"), ("open", "text", ""), ("undo", "", ""), ("load", "", "")]
    assert bar.value == {"a": 1}


def test_the_bar_answers_each_edit_with_its_number():
    bar = MAKERS["bar"]()
    bar.seq = 7
    assert bar.ack == 7
    with pytest.raises(TraitError):
        bar.set_state({"seq": "many"})
    assert bar.ack == 7


def test_the_bar_brings_the_design_in_lab():
    assert "--jq-" in PlanBar(print, kept_in_browser=False)._css


def test_the_bar_leaves_the_design_to_the_page_in_the_served_app():
    assert PlanBar(print, kept_in_browser=True)._css == ""


def test_a_list_with_headings_is_fixed_and_one_without_is_not():
    assert MAKERS["list"]().fixed is False
    assert RecordList("answers", "answer", NONE, headings={"qu_1": {}}).fixed is True


@pytest.mark.parametrize("name", ["coach", "matrix", "board", "form", "list"])
@pytest.mark.parametrize("odd", ["text", None, 5, ["a"]])
def test_a_value_that_is_no_record_is_refused_and_the_old_one_stays(name: str, odd: object):
    widget = MAKERS[name]()
    before = widget.value
    with pytest.raises(TraitError):
        widget.set_state({"value": odd})
    assert widget.value is before


@pytest.mark.parametrize("name", ["matrix", "board", "form", "list"])
def test_setting_the_value_is_told_once(name: str):
    widget, told = MAKERS[name](), []
    widget.observe(told.append, names="value")
    new = {"order": ["el_a"], "items": {"el_a": {"text": "x"}}}
    widget.set_state({"value": new})
    assert [change.new for change in told] == [new]


def test_the_matrix_shows_every_lever_question_and_level():
    matrix = LeverMatrix({})
    assert [lever["key"] for lever in matrix.levers] == list(content.levers())
    assert [asked["key"] for asked in matrix.criteria] == list(content.criteria())
    assert {len(asked["levels"]) for asked in matrix.criteria} == {4}


def test_the_matrix_asks_for_weights_from_nought_to_ten_and_takes_no_empty_one():
    asked = LeverMatrix({}).asked
    assert [field["name"] for field in asked["weights"]] == [f"weights.{key}" for key in content.criteria()]
    assert {(field["min"], field["max"], field["required"]) for field in asked["weights"]} == {(0, 10, True)}
    assert [field["name"] for field in asked["reach"]] == ["reach.some", "reach.many", "reach.most"]
    assert [field["name"] for field in asked["notes"]] == [f"{key}.note" for key in content.levers()]


def test_a_form_says_which_fields_always_have_a_value():
    form = RecordForm("header", {"": "header"}, {}, always=("start_month",))
    assert [field["name"] for field in form.groups[0]["fields"] if field["required"]] == ["start_month"]


def test_a_list_inside_a_record_comes_with_the_fields_of_its_rows():
    places = next(field for field in MAKERS["form"]().groups[0]["fields"] if field["name"] == "places")
    assert (places["type"], places["prefix"], places["noun"]) == ("rows", "pc", "place")
    assert [field["name"] for field in places["fields"]] == ["name", "level", "fips", "population"]


@pytest.mark.parametrize(
    ("message", "taken"),
    [
        ({"rewrite": "coach-S04-elements-el_a", "words": "Split it"}, 1),
        ({"rewrite": "coach-S04-elements-el_a"}, 0),
        ({"rewrite": ["coach-S04-elements-el_a"], "words": {"a": 1}}, 0),
        ({}, 0),
        ("rewrite", 0),
        (None, 0),
    ],
)
def test_only_a_key_with_words_asks_for_a_rewrite(message: object, taken: int):
    asked: list[tuple[str, str]] = []
    panel = CoachPanel(NONE, lambda key, words: asked.append((key, words)))
    panel._receive(panel, message, [])
    assert asked == [("coach-S04-elements-el_a", "Split it")] * taken


def test_the_same_words_are_told_twice_when_something_was_done_twice():
    panel, told = MAKERS["coach"](), []
    panel.observe(lambda change: told.append(change.new), names="said")
    panel.say("Done.")
    panel.say("Done.")
    assert told == ["Done.", "", "Done."]


def test_the_bar_hands_the_change_log_to_the_browser(sent: Sent):
    bar = MAKERS["bar"]()
    messages = sent(bar)
    bar.log(NONE)
    assert messages == [{"changes": NONE}]


def test_the_board_has_a_form_for_each_column_and_for_links():
    fields = {stage: [f["name"] for f in form] for stage, form in MAKERS["board"]().forms.items()}
    assert list(fields) == ["input", "activity", "output", "outcome", "link"]
    assert {"because", "strength", "evidence", "kind"} <= set(fields["link"])
    assert "term" in fields["outcome"]
    assert "owner" in fields["activity"]


def test_options_named_in_a_form_are_spelled_out():
    kind = next(field for field in MAKERS["list"]().fields if field["name"] == "kind")
    assert [key for key, _ in kind["options"]] == list(content.kinds())


def test_a_panel_escapes_what_people_wrote_and_keeps_our_markup():
    panel = Panel()
    panel.show(HOSTILE, paragraph(HOSTILE), tag("b", "ours"))
    assert "<img" not in panel.value
    assert panel.value.count("&lt;img") == 2
    assert "<b>ours</b>" in panel.value


def test_a_panel_drawn_the_same_again_tells_nobody():
    panel, told = Panel(), []
    panel.show("words")
    panel.observe(told.append, names="value")
    panel.show("words")
    assert told == []
    panel.show("other words")
    assert len(told) == 1


def test_each_section_has_the_step_it_is_edited_in():
    assert step_of("measures") == "3_document_your_goals"
    assert step_of("choice") == "2_select_your_lever"


@pytest.mark.parametrize(
    ("here", "linked", "expected"),
    [
        ("1_determine_what_you_control", False, '<a href="#el_a">words</a>'),
        ("4_advance_equity", True, '<a href="1_determine_what_you_control.ipynb#el_a">words</a>'),
        ("4_advance_equity", False, "words (in step 1)"),
    ],
)
def test_a_place_is_a_link_where_the_page_can_lead_there(here: str, linked: bool, expected: str):
    assert place_link("elements/el_a", "words", here, linked) == expected
    assert bool(place_href("elements/el_a", here, linked)) is not bool(place_note("elements", here, linked))
