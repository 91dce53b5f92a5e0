"""What a person sees, in the language of the workbook: sentences, numbers, amounts; and the file for translators."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from html import unescape
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools import coach, content, words
from jqtools.app.serving.notebook_words import said_in_language
from jqtools.coach.checks.dates import in_words
from jqtools.coach.registry import number as coach_number
from jqtools.content.loader import FILES, entries
from jqtools.plan import Plan, read_plan
from jqtools.plan.values import written_out
from jqtools.report import report_html
from jqtools.report.breakdown import in_unit
from jqtools.report.words import dollars, number
from jqtools.report.worksheet import worksheets_html
from jqtools.words import _, date_words, in_digits, in_dollars, in_figures, in_percent, month_and_year, several
from tests import words_extract
from tests.conftest import PLANS, ROOT
from tests.made_up_language import not_said

# What of a page stays as it is in every language, and why.
KEPT = {
    r"[A-Z]{2}\d\d": "the id of an indicator",
    r"(direct control|(strong|some) influence)": "the value of a rating, as the plan file has it",
    r"(: )?⟦1 adult, (no children|1 child)": "a household, cut out of a whole that is translated",
    r"(Average|Share|Departures|Pay and benefits) .*": "a name in the sample data",
    r".* \(fictional\)|Hispanic or Latino|Black or African American": "a name in the sample data",
    r"Living-wage .*|Making the new .*|Good jobs at home .*|Everything At Once .*": "the title of an example plan",
    r"Race and ethnicity \(SPD 15, 2024\)": "a name in an example plan",
}
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def speak(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(words.LANGUAGE, name)


@given(NUMBERS)
def test_english_numbers_are_as_python_writes_them(number: float):
    written = f"{number:,.2f}"
    assert in_digits(number, most=2, least=2) == (written if float(f"{number:.2f}") else "0.00")
    assert in_digits(number) == (f"{number:,.0f}" if float(f"{number:.0f}") else "0")


@given(NUMBERS.filter(bool))
def test_english_figures_are_as_python_writes_them(number: float):
    written = f"{number:,.6g}"
    assert in_figures(number, 6) == (f"{number:.6g}" if "e" in written else written)


@given(st.floats(0, 1e12))
def test_english_amounts_and_shares_are_as_python_writes_them(number: float):
    assert in_dollars(number) == f"${number:,.2f}"
    assert in_dollars(number, cents=False) == f"${number:,.0f}"
    assert in_percent(number / 1e9, decimals=1) == f"{100 * (number / 1e9):.1f}%"


def test_numbers_keep_no_needless_zeros_but_those_that_are_asked_for():
    assert in_digits(1234567.5, most=6) == "1,234,567.5"
    assert in_digits(41.0, most=6) == "41"
    assert in_digits(41.0, most=3, least=1) == "41.0"
    assert in_digits(-0.0001, most=2) == "0"


def test_numbers_amounts_shares_and_months_are_written_as_the_language_does(monkeypatch: pytest.MonkeyPatch):
    speak(monkeypatch, "de")
    assert in_digits(1234567.5, most=2) == "1.234.567,5"
    assert in_dollars(-23.1) == "-23,10\xa0$"
    assert in_dollars(412000, cents=False) == "412.000\xa0$"
    assert in_percent(0.123) == "12\xa0%"
    speak(monkeypatch, "es-US")
    assert in_dollars(1234.5) == "$1,234.50"
    assert month_and_year(date(2026, 11, 30)) == "noviembre de 2026"


def test_the_plan_the_coach_and_the_report_write_numbers_alike(monkeypatch: pytest.MonkeyPatch):
    speak(monkeypatch, "de")
    assert written_out(1234.5) == number(1234.5) == coach_number(1234.5) == "1.234,5"
    assert in_unit(1234.0, "") == "1.234"
    assert dollars(412000) == "412.000\xa0$"
    assert dollars(23.1) == in_dollars(23.1) == "23,10\xa0$"
    assert in_unit(0.412, "percent") == "41,2\xa0%"
    assert in_words("2029-06") == "Juni 2029"


def test_a_date_is_said_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    dates = ("2027-01-05", "2026-11", "2026", "", "2026-13-01", "soon")
    assert [date_words(each) for each in dates] == ["01/05/2027", "11/2026", "2026", "", "2026-13-01", "soon"]
    speak(monkeypatch, "de")
    assert date_words("2027-01-05") == "05.01.2027"


def test_a_small_loss_is_no_minus_nothing():
    assert dollars(-0.001) == "$0"


def test_a_language_that_nobody_knows_is_english(monkeypatch: pytest.MonkeyPatch):
    for name in ("", "  ", "klingon", "../en", "x" * 300):
        speak(monkeypatch, name)
        assert in_digits(1234.5, most=1) == "1,234.5"
        assert _("Not rated yet") == "Not rated yet"


def test_the_empty_text_stays_empty_in_every_language(brackets: None):
    assert _("") == ""
    assert _("Nobody has translated this.") == "Nobody has translated this."


def test_a_number_in_a_sentence_is_one_or_many_and_marks_its_thousands_when_asked(monkeypatch: pytest.MonkeyPatch):
    assert several("{n} box", "{n} boxes", 1) == "1 box"
    assert several("{n} box", "{n} boxes", 1200) == "1200 boxes"
    assert several("{n:,} person", "{n:,} people", 1200) == "1,200 people"
    speak(monkeypatch, "de")
    assert several("{n:,} person", "{n:,} people", 1200) == "1.200 people"


def test_a_sentence_with_a_number_is_translated_as_a_whole(brackets: None):
    assert several("{n:,} person a year", "{n:,} people a year", 1) == "⟦1 person a year⟧"
    assert several("{n:,} person a year", "{n:,} people a year", 1200) == "⟦1,200 people a year⟧"


def test_the_file_for_translators_is_up_to_date():
    missing, gone = words_extract.differences()
    assert not missing + gone, "run `make words` and commit jqtools/locale/jqtools.pot"


def test_the_file_for_translators_names_files_and_no_lines_or_dates():
    text = words_extract.TEMPLATE.read_text(encoding="utf-8")
    places = {place for line in text.splitlines() if line.startswith("#: ") for place in line[3:].split()}
    assert {Path(each).suffix for each in places} == {".py", ".js", ".toml", ".ipynb"}
    assert all((ROOT / each).is_file() for each in places)
    assert "POT-Creation-Date" not in text


def test_sentences_are_found_inside_the_values_of_others():
    script = 'phrase("a {b}", { b: phrase("c") }); `${phrases("{n} d", "{n} \\"ds\\"", n)}`; paraphrase("e")'
    found = [tuple(filter(None, each.groups())) for each in words_extract.SCRIPT.finditer(script)]
    assert found == [('"a {b}"',), ('"c"',), ('"{n} d"', '"{n} \\"ds\\""')]


def test_a_served_page_is_in_the_language_of_the_workbook(brackets: None):
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        written = nbformat.read(path, nbformat.NO_CONVERT)
        page, _resources = said_in_language(written, {})
        shown = [cell.source for cell in page.cells if cell.cell_type == "markdown"]
        left = [not_said(text) for text in (page.metadata["title"], *shown)]
        assert not any(left), left
        assert [cell.source for cell in page.cells if cell.cell_type == "code"] == [
            cell.source for cell in written.cells if cell.cell_type == "code"
        ]


def test_the_headings_of_a_page_stay_the_names_of_its_parts(brackets: None):
    for file, step in content.steps().items():
        written = nbformat.read(ROOT / "notebooks" / f"{file}.ipynb", nbformat.NO_CONVERT)
        page, _resources = said_in_language(written, {})
        lines = [line for cell in page.cells for line in cell.source.splitlines() if line.startswith("## ")]
        assert lines == [f"## {part.title}" for part in step.parts]


def test_a_page_in_english_is_the_notebook_as_it_is_written():
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        written = nbformat.read(path, nbformat.NO_CONVERT)
        assert said_in_language(written, {})[0] == written


def cited() -> set[str]:
    """The sources, and the names in data sets, that stay as their publishers wrote them."""
    found = {", ".join(each.key_names) for each in content.source_cards().values()}
    dated = [entry for name in FILES for entry in entries(name).values() if getattr(entry, "source", "")]
    return found | {f"{each.source} ({each.as_of})" for each in dated}


def test_all_that_a_page_says_is_in_the_language_of_the_workbook(translations: Path, tmp_path: Path):
    command = [sys.executable, "-m", "tests.bracketed_pages", str(translations), str(tmp_path / "my_plan.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    left = set(json.loads(done.stdout)) - cited()
    assert [text for text in left if not any(re.fullmatch(each, text, re.DOTALL) for each in KEPT)] == []


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.json")), ids=lambda path: path.stem)
def test_all_that_the_coach_says_is_in_the_language_of_the_workbook(path: Path, brackets: None):
    found = coach.check(read_plan(path))
    assert [text for each in found for text in (each.message, each.fix) if not_said(text)] == []


def test_all_that_an_empty_report_and_the_worksheets_say_is_in_the_language_of_the_workbook(brackets: None):
    page = report_html(Plan(plan_id="pl_1"), (), made_on=date(2026, 11, 30)) + worksheets_html()
    texts = re.split(r"<[^>]*>", re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL))
    assert [text for text in map(unescape, texts) if not_said(text)] == []
