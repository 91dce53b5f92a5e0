"""The glossary: its words are found, explained plainly, and said the same way in GLOSSARY.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jqtools.app.serving.page_words import page_words
from jqtools.content import ContentError
from jqtools.content.glossary import glossary, glossary_cards
from tests.content.conftest import Own

GLOSSARY = Path(__file__).parents[2] / "GLOSSARY.md"
WIFI = """
[wifi]
term = "wifi"
ask = "What is wifi?"
meaning = "A way to be on the internet without a cable."
names = ["wifi"]
"""


def written() -> dict[str, str]:
    """What GLOSSARY.md says of each word; a row may name several words."""
    rows = re.findall(r"^\| (?!word|---)(.+?) \| (.+?) \|$", GLOSSARY.read_text(encoding="utf-8"), re.MULTILINE)
    return {word: meaning for words, meaning in rows for word in words.split(", ")}


@pytest.mark.parametrize("key", glossary())
def test_a_word_means_the_same_in_the_workbook_and_in_the_glossary_of_the_code(key: str):
    term = glossary()[key]
    first_sentence = re.split(r"\.(?: |$)", term.meaning)[0]
    here, there = first_sentence.casefold(), written()[term.term].casefold()
    assert here.startswith(there) or there.startswith(here)


@pytest.mark.parametrize("key", glossary())
def test_a_meaning_is_one_or_two_sentences_and_the_question_names_the_word(key: str):
    term = glossary()[key]
    assert term.term.casefold() in term.ask.casefold()
    assert term.ask.endswith("?")
    assert term.meaning.endswith(".")
    assert len(re.findall(r"[.?!](?= [A-Z]|$)", term.meaning)) <= 2
    assert len(term.meaning) <= 170


def test_no_name_stands_for_two_words():
    names = [name.casefold() for term in glossary().values() for name in term.names]
    assert len(names) == len(set(names))


def test_a_page_brings_every_word_with_its_source_and_date():
    cards = page_words("0_start_here")["glossary"]
    assert cards == glossary_cards()
    assert [card["key"] for card in cards] == list(glossary())
    wioa = next(card for card in cards if card["key"] == "wioa")
    assert wioa["source"] == "Public Law 113-128 (2014-07-22)"
    assert next(card for card in cards if card["key"] == "lever")["source"] == ""


def test_an_agency_adds_words_of_its_own(own: Own):
    own(glossary=WIFI)
    assert glossary()["wifi"].meaning.startswith("A way")
    assert len(glossary_cards()) == len(glossary())


def test_a_source_without_its_date_is_refused(own: Own):
    own(glossary=WIFI + 'source = "A leaflet"\n')
    with pytest.raises(ContentError, match="'source' and 'as_of' are given together"):
        glossary()
