"""The library to look through, without a browser: what it sends, and what a click asks for."""

from __future__ import annotations

from jqtools.content.search import indicator_entries, indicator_filters
from jqtools.widgets.library_search import LibrarySearch

WORDS = {"summary": "Look", "search": "Words", "use": "Use this", "into": "Into", "new": "New", "filler": "the"}


def search(clicks: list[tuple[str, dict[str, str]]]) -> LibrarySearch:
    def act(verb: str, about: dict[str, str]) -> None:
        clicks.append((verb, about))

    return LibrarySearch("indicators", indicator_entries(), indicator_filters(), WORDS, act)


def test_the_whole_library_goes_to_the_browser_so_that_searching_needs_no_server():
    made = search([])
    assert made.get_state("entries")["entries"] == indicator_entries()
    assert len(repr(made.entries)) < 100_000


def test_a_click_asks_for_an_entry_with_what_the_person_chose():
    clicks: list[tuple[str, dict[str, str]]] = []
    made = search(clicks)
    made._handle_custom_msg({"act": "use", "key": "EA01", "into": "", "node": "no_a", "odd": 3}, [])
    made._handle_custom_msg({"key": "EA01"}, [])
    assert clicks == [("use", {"key": "EA01", "into": "", "node": "no_a"})]
