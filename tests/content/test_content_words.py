"""What of the content is said to a person, and what stays as it is in every language."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools import content, words
from jqtools.content.entry import Entry, Part
from jqtools.content.loader import FILES, entries
from jqtools.content.words import SAID, in_language, markdown_turned, turned
from tests.content.conftest import PARKING, Own
from tests.made_up_language import not_said, said

# Ids, dates and the program's own words; the words that ideas are recognized by; names that others gave.
KEPT = {
    *("lever", "kinds", "edit", "sections", "area", "principle", "sources", "frameworks", "indicators", "splits"),
    *("field", "values", "from_records", "fields", "prefix", "type", "rule", "letters", "dimension", "dimensions"),
    *("about", "unit", "direction", "method", "as_of", "effective", "tabulations", "facts", "when", "options"),
    *("signals", "source", "publisher", "key_names", "parts", "near", "name", "early", "step"),
}


def parts_of(model: type[Part]) -> set[type[Part]]:
    """A kind of entry and the kinds of its parts."""
    found = {model}
    for field in model.model_fields.values():
        asked = [field.annotation]
        while asked:
            each = asked.pop()
            asked += getattr(each, "__args__", ())
            if isinstance(each, type) and issubclass(each, Part) and each not in found:
                found |= parts_of(each)
    return found


def texts_in(value: Any) -> list[str]:
    """Every text that stands in what was dumped of an entry."""
    if isinstance(value, str):
        return [value] if value else []
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return [text for each in inner for text in texts_in(each)]


@pytest.mark.parametrize("name", FILES)
def test_every_text_of_an_entry_is_said_or_known_to_stay_as_it_is(name: str):
    for model in parts_of(FILES[name]):
        fields = {field for field, info in model.model_fields.items() if re.search(r"\bstr\b", str(info.annotation))}
        assert fields - set(SAID.get(model, ())) <= KEPT, model.__name__


@pytest.mark.parametrize(("model", "fields"), SAID.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_what_is_said_is_a_field_and_no_id(model: type[Part], fields: tuple[str, ...]):
    assert set(fields) <= set(model.model_fields)
    if issubclass(model, Entry):
        # The ids in `breaks_with` are the keys of its texts, and keys are never said.
        assert set(fields) & set(model.refers) <= {"breaks_with"}


@pytest.mark.parametrize("name", FILES)
def test_english_is_as_it_is_written(name: str):
    for entry in entries(name).values():
        assert in_language(entry) is entry
        assert turned(entry, lambda text: text) is entry


@pytest.mark.parametrize("name", FILES)
def test_an_entry_in_another_language_keeps_its_shape_and_its_source(name: str):
    for entry in entries(name).values():
        other = turned(entry, said)
        assert len(texts_in(other.model_dump())) == len(texts_in(entry.model_dump()))
        assert other.model_fields_set == entry.model_fields_set
        for field in ("lever", "edit", "sections", "kinds", "source", "as_of", "signals"):
            assert getattr(other, field, None) == getattr(entry, field, None)


def test_a_form_speaks_the_language_and_keeps_its_fields_and_values(brackets: None, monkeypatch: pytest.MonkeyPatch):
    spoken = {name: [dict(field) for field in form] for name, form in content.forms().items()}
    monkeypatch.setenv(words.LANGUAGE, "en")
    content.forget()
    for name, form in content.forms().items():
        for mine, english in zip(spoken[name], form, strict=True):
            assert mine.keys() == english.keys()
            for key in mine.keys() & {"label", "hint", "why", "example", "part", "noun"}:
                assert mine[key] == said(english[key])
            if isinstance(english.get("options"), list):
                assert mine["options"] == [[value, said(shown)] for value, shown in english["options"]]
            for key in mine.keys() & {"name", "type", "when", "from", "fields", "prefix", "min"}:
                assert mine[key] == english[key]


def test_levers_questions_and_indicators_are_said_in_the_language_by_the_same_ids(brackets: None):
    assert not_said(content.levers()["procurement"].label) == ""
    assert not any(not_said(level) for each in content.criteria().values() for level in each.levels)
    assert not_said(content.indicators()["EA01"].definition) == ""
    assert content.indicators()["EA01"].area == "earnings"
    assert content.section_words("goals") == said("your goals")


def test_an_agencys_own_words_stay_as_they_are(own: Own, brackets: None):
    own(indicators=PARKING)
    assert content.indicators()["EA90"].name == "Free parking"
    assert not_said(content.indicators()["EA01"].name) == ""


def test_an_agencys_own_entry_is_compared_with_the_shipped_one_as_it_is_written(own: Own, brackets: None):
    own(
        equity_questions="""
[qu_1]
pillar = "Purpose"
question = "Who holds the poor jobs here?"
evidence = "A table."
edit = "header"
edit_text = "the start page"
"""
    )
    assert content.equity_questions()["qu_1"].question == "Who holds the poor jobs here?"
    assert content.equity_questions()["qu_1"].pillar == said("Purpose")


def test_a_cell_is_turned_by_its_headings_and_paragraphs():
    cell = "# A b\n\nC\nd.\n\n### E\n\n1. f\n2. g"
    assert markdown_turned(cell, str.lower) == "# a b\n\nc\nd.\n\n### e\n\n1. f\n2. g"
    assert markdown_turned(cell, said) == "# ⟦A b⟧\n\n⟦C\nd.⟧\n\n### ⟦E⟧\n\n⟦1. f\n2. g⟧"
    assert markdown_turned("", said) == ""


@given(st.text(alphabet="ab #\n.", max_size=40))
def test_a_cell_whose_words_do_not_change_stays_as_it_is(cell: str):
    assert markdown_turned(cell, lambda text: text) == cell
