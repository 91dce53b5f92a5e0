"""The matrix and the questions of step 4 without a browser."""

from __future__ import annotations

from jqtools.content import forms
from jqtools.widgets.disaggregation_matrix import DisaggregationMatrix
from jqtools.widgets.question_list import QuestionList

NONE = {"order": [], "items": {}}


def test_a_cell_asks_for_all_of_a_split_that_the_cell_does_not_say_itself():
    asked = [field["name"] for field in DisaggregationMatrix(NONE, []).fields]
    assert asked[0] == "status"
    assert sorted([*asked, "dimension", "words"]) == sorted(field["name"] for field in forms()["split"])


def test_the_questions_are_fixed_and_hand_on_a_click_with_its_question():
    clicks: list[tuple[str, dict[str, str]]] = []
    headings = {"qu_1": {"group": "Purpose", "title": "Why?"}}
    questions = QuestionList(NONE, headings, lambda verb, about: clicks.append((verb, about)))
    assert questions.fixed
    questions._handle_custom_msg({"act": "draft", "question": "qu_1", "more": 7}, [])
    questions._handle_custom_msg({"act": None, "question": "qu_1"}, [])
    assert clicks == [("draft", {"question": "qu_1"})]


def test_the_scripts_end_in_one_export_and_name_nothing_twice():
    for widget in (DisaggregationMatrix(NONE, []), QuestionList(NONE, {}, print)):
        assert widget._esm.count("export default") == 1
        names = [line.split("(")[0] for line in widget._esm.splitlines() if line.startswith("function ")]
        assert len(names) == len(set(names))
