"""Blank worksheets: each asks what the pages ask, has room for the answer, and loads nothing from anywhere."""

from __future__ import annotations

import re
from html import escape

import pytest

from jqtools.content import criteria, equity_questions, forms, levers, stages, steps
from jqtools.errors import JqtoolsError
from jqtools.report.blanks import MOST_TICKS, blank_form, blank_table, choices
from jqtools.report.worksheet import worksheet_html, worksheets_html

CONTROL, LEVER, GOALS, EQUITY = list(steps())[1:]
FORMS = ("header", "definition", "element", "goal", "measure", "review", "story", *levers())


def rows(table: str) -> int:
    return table.split("<tbody>")[1].count("<tr>")


@pytest.mark.parametrize("step", steps())
def test_a_worksheet_stands_alone_and_says_which_step_it_is(step: str):
    page = worksheet_html(step)
    assert not re.search(r"<script|<link|<img|@import|url\(|\bsrc=|\bstyle=|<input", page)
    assert f"<title>{f'Step {steps()[step].number}: ' if steps()[step].number else ''}{steps()[step].title}" in page
    assert page.count("Name or group") == page.count("<section")


def test_all_worksheets_in_one_file_hold_every_sheet_of_every_step():
    whole = worksheets_html()
    assert whole.count("<section") == sum(worksheet_html(step).count("<section") for step in steps())


def test_a_step_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(JqtoolsError, match="no step '9_luck'; they are 0_start_here"):
        worksheet_html("9_luck")


@pytest.mark.parametrize("form", FORMS)
def test_each_field_has_its_words_and_room_for_an_answer(form: str):
    for field in forms()[form]:
        drawn = blank_form(form, only=(field["name"],))
        assert escape(field["label"]) in drawn
        assert ('class="rule"' in drawn) + ('class="box"' in drawn) + ("<tbody" in drawn) >= 1
        assert drawn.count('class="box"') == len(choices(field)) or field["type"] == "rows"


def test_a_choice_with_many_words_or_among_records_has_a_line_to_write_on():
    long, records = (next(f for f in forms()["measure"] if f["name"] == name) for name in ("indicator", "node"))
    assert choices(long) == choices(records) == ()
    assert all(len(choices(field)) <= MOST_TICKS for fields in forms().values() for field in fields)


def test_a_field_that_is_asked_only_sometimes_says_when():
    assert "Only if “What will you do with it” is: Partner: ask someone who decides." in blank_form("element")
    assert "Only if you answer “A second lever, if you need one”." in blank_form("choice")


def test_a_table_has_a_column_a_field_and_as_many_empty_rows_as_asked():
    table = blank_table("Risks", "risk", ("text", "likelihood"), 5)
    assert (table.count("<th "), rows(table)) == (2, 5)
    assert table.count('class="box"') == 5 * 3


def test_step_2_has_a_box_for_each_question_of_each_lever_and_all_stages_to_tick():
    page = worksheet_html(LEVER)
    matrix = page[page.index('<table class="matrix"') :].split("</table>")[0]
    assert rows(matrix) == len(criteria()) + 2
    assert matrix.count("<td></td>") == (len(criteria()) + 2) * len(levers()) + 2
    assert "the sum times 100, divided by 42" in matrix
    for stage in (each for of_lever in stages().values() for each in of_lever.values()):
        assert all(escape(words) in page for words in (*stage.ways, *stage.data))


def test_step_3_has_the_logic_model_in_four_columns():
    page = worksheet_html(GOALS)
    model = page[page.index("The logic model</caption>") :].split("</table>")[0]
    assert model.count("<th ") == 4
    assert "and work backward" in page


def test_step_4_asks_all_questions_with_four_answers_each():
    page = worksheet_html(EQUITY)
    assert all(escape(known.question) in page for known in equity_questions().values())
    assert page.count('class="asked"') == len(equity_questions()) == 17
    asked = page.split('class="asked"')[1:]
    assert all(each.split("</ul>")[0].count('class="box"') == 4 for each in asked)
