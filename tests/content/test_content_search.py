"""The library as entries to look through: all of it is there, under choices that there are, in words."""

from __future__ import annotations

from typing import Any

import pytest

from jqtools.content import indicators, levers, source_cards, starter_sets
from jqtools.content.search import indicator_entries, indicator_filters, source_entries, source_filters
from jqtools.words import date_words

LIBRARIES = {
    "indicators": (indicator_entries, indicator_filters, indicators),
    "sources": (source_entries, source_filters, source_cards),
}
each = pytest.mark.parametrize("name", LIBRARIES)


def by_key(entries: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {entry["key"]: entry for entry in entries}


@each
def test_every_entry_of_the_library_is_found_once_and_says_what_it_is(name: str):
    make, _filters, known = LIBRARIES[name]
    entries = make()
    assert sorted(entry["key"] for entry in entries) == sorted(known())
    assert all(entry["title"] and entry["text"] and entry["more"] for entry in entries)
    assert all(lines and all(lines) for entry in entries for _, lines in entry["more"])


@each
def test_an_entry_stands_only_under_choices_that_a_filter_offers(name: str):
    make, filters, _known = LIBRARIES[name]
    offered = {one["name"]: {value for value, _, _ in one["options"]} for one in filters()}
    for entry in make():
        assert set(entry["found"]) == set(offered)
        assert all(set(found) <= offered[one] for one, found in entry["found"].items())


def test_everyday_words_come_with_the_entry_they_lead_to():
    asked = {key: entry["asked"] for key, entry in by_key(indicator_entries()).items()}
    assert "quit" in asked["SS05"]
    assert "sick days" in asked["BE05"]


def test_the_short_list_of_a_lever_is_marked_in_it():
    entries = by_key(indicator_entries())
    for lever, start in starter_sets().items():
        assert {entries[key]["found"]["lever"][lever] for key in start.indicators} == {"To start with"}
        assert {entries[key]["found"]["lever"][lever] for key in start.early} <= {"Early sign", "To start with"}


def test_what_a_short_list_has_beyond_the_library_is_said_with_its_lever():
    (by_lever,) = [one for one in indicator_filters() if one["name"] == "lever"]
    said = {value: aside for value, _, aside in by_lever["options"]}
    assert list(said) == list(levers())
    assert said["procurement"] == ""
    assert said["hr_practices"] == "Beyond the library: Share of staff who answer the survey."


def test_a_fact_from_outside_comes_with_its_source_and_date():
    shown = {key: dict(entry["more"]) for key, entry in by_key(source_entries()).items()}
    for key, card in source_cards().items():
        lines = shown[key].get("Known facts", [])
        assert len(lines) == len(card.facts)
        assert all(
            fact.source in line and date_words(fact.as_of) in line for fact, line in zip(card.facts, lines, strict=True)
        )
        assert f"{card.source}, as of {date_words(card.as_of)}" in shown[key]["Where this was looked up"]
        assert set(card.traps) <= set(shown[key]["What to watch"])


def test_how_an_indicator_reads_is_said_in_the_words_of_the_form():
    more = dict(by_key(indicator_entries())["EA01"]["more"])
    assert more["How it reads"] == ["Percent", "Better is: up"]
    assert more["Groups to show it by"][0].startswith("Race and ethnicity, Sex")
