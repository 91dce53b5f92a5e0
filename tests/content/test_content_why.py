"""Why a question is asked is told in two sentences at most, in words of its own, for the questions that matter most."""

from __future__ import annotations

import re

import pytest
from pydantic import ValidationError

from jqtools.content import forms
from jqtools.content.form_texts import FormField

ASKED = [(form, field) for form, fields in forms().items() for field in fields if field.get("why")]


def field(**given: str) -> FormField:
    return FormField(name="title", label="Name", type="text", **given)


@pytest.mark.parametrize("why", ["", "One.", "One? Two!", "Pay of $21.50 counts. So does 2.5 percent."])
def test_one_or_two_sentences_say_why_a_field_is_asked(why: str):
    assert field(why=why).why == why


def test_three_sentences_are_refused():
    with pytest.raises(ValidationError, match="at most 2 sentences say why"):
        field(why="One. Two. Three.")


def test_new_words_of_why_leave_a_form_what_it_is():
    assert field(why="One.", example="Two").fixed == field().fixed


def test_the_most_important_questions_say_why_they_are_asked():
    assert len(ASKED) >= 25
    assert {form for form, _ in ASKED} >= {"header", "definition", "element", "goal"}


@pytest.mark.parametrize(("form", "asked"), ASKED, ids=[f"{form}-{asked['name']}" for form, asked in ASKED])
def test_why_is_short_and_says_more_than_the_hint(form: str, asked: dict[str, str]):
    assert len(asked["why"].split()) <= 40
    assert max(len(sentence.split()) for sentence in re.split(r"[.?!] ", asked["why"])) <= 22
    assert asked["why"] != asked.get("hint")
    assert asked["why"].endswith(".")
