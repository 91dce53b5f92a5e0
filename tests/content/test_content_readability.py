"""The words of the workbook are plain: about grade 8, no long sentences, and no jargon that nobody explains."""

from __future__ import annotations

import re
import statistics

import pytest

from jqtools.content.glossary import glossary
from tests.content.readability import grade, syllables, texts, words_of_texts

MOST = 12
# What may be harder to read, and why.
EXCEPTIONS = {"glossary.toml, lever, meaning": "it names the five levers"}
# Words of the trade: whoever uses one explains it.
JARGON = (
    "ACS",
    "baseline",
    "benchmark",
    "burden",
    "civil service",
    "collective bargaining",
    "disaggregated",
    "empowerment",
    "FERPA",
    "first-hand knowledge",
    "indicator",
    "lag",
    "lever",
    "lived experience",
    "living wage",
    "logic model",
    "margin of error",
    "ordinance",
    "outcome",
    "output",
    "preemption",
    "prevailing wage",
    "procurement",
    "program year",
    "reference group",
    "request for proposals",
    "retaliation",
    "RFP",
    "rubric",
    "solicitation",
    "subcontractor",
    "suppressed",
    "turnover",
    "wage theft",
    "WIOA",
)
NAMES = {name for term in glossary().values() for name in term.names}
# Capitals that are no abbreviation a reader must know, and why.
PLAIN_CAPITALS = {
    "CFR": "stands in a citation",
}


HEARD = "job 1 wages 2 makes 1 posted 2 people 2 little 2 area 3 idea 3 created 3 evaluation 5 situation 4 social 2 a 1"


@pytest.mark.parametrize(("word", "count"), re.findall(r"(\w+) (\d)", HEARD))
def test_syllables_are_counted_as_they_are_heard(word: str, count: str):
    assert syllables(word) == int(count)


def test_the_grade_is_that_of_the_formula():
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 1 - 15.59)
    assert grade("Wages rose. People stayed.") == pytest.approx(0.39 * 2 + 11.8 * 6 / 4 - 15.59)
    assert grade("") == 0


def test_longer_sentences_and_longer_words_are_harder():
    assert grade("Pay rose and jobs were safe and people stayed.") > grade("Pay rose. Jobs were safe. People stayed.")
    assert grade("Remuneration increased considerably.") > grade("Pay went up a lot.")


def test_half_of_the_texts_are_no_harder_than_grade_8():
    grades = [grade(text) for text in texts().values()]
    assert len(grades) > 400
    assert statistics.median(grades) <= 8


def test_no_text_is_hard_to_read():
    hard = {place: round(grade(text), 1) for place, text in texts().items() if grade(text) > MOST}
    assert hard.keys() == EXCEPTIONS.keys(), hard


def test_jargon_that_is_used_has_an_entry_in_the_glossary():
    said = words_of_texts()
    used = {word for word in JARGON if re.search(rf"\b{re.escape(word)}", said, re.IGNORECASE if word.islower() else 0)}
    assert len(used) > 20
    assert used <= NAMES


def test_an_abbreviation_is_explained_or_needs_no_explaining():
    explained = {word for name in NAMES for word in name.split()}
    used = set(re.findall(r"\b[A-Z]{2,}(?=s?\b)", words_of_texts()))
    assert used - explained <= PLAIN_CAPITALS.keys()
