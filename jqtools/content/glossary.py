"""The glossary: words that a newcomer may not know, as the pages of the workbook explain them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from jqtools.content import library
from jqtools.content.loader import entries


def glossary() -> MappingProxyType[str, library.GlossaryTerm]:
    """The terms by id, in the order of the file."""
    return entries("glossary")


def glossary_cards() -> list[dict[str, Any]]:
    """What a page shows of each term: question, meaning and source, and the names to find it by."""
    return [
        {
            "key": key,
            "term": each.term,
            "ask": each.ask,
            "meaning": each.meaning,
            "source": f"{each.source} ({each.as_of})" if each.source else "",
            "names": list(each.names),
        }
        for key, each in glossary().items()
    ]
