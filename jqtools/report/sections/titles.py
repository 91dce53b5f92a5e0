"""The sections of the report in order, and the frame they all share."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from jqtools.content import principles
from jqtools.report.markup import Markup, tag

TITLES = MappingProxyType(
    {
        "problem": "The problem and the people",
        "definition": "What counts as a quality job here",
        "scope": "What we control",
        "lever": "The lever we chose",
        "goals": "Our goals",
        "logic": "How it is meant to work",
        "measures": "What we will measure",
        "sources": "Where the data come from",
        "equity": "How we advance equity",
        "progress": "How far we are",
        "results": "Results by group",
        "reviews": "What we look at and decide",
        "stories": "What we tell, and to whom",
        "history": "How the plan came about",
        "findings": "What the plan check says",
    }
)


def section(key: str, *content: object) -> Markup:
    """A section of the page with its heading; `key` is its id."""
    heading = tag("h2", TITLES[key], id=f"{key}-title")
    return tag("section", heading, *content, id=key, aria_labelledby=f"{key}-title")


def principle_words(keys: Iterable[str]) -> str:
    """Job quality principles by name: "Earnings, Schedules"; a key that is none as it was written."""
    known = principles()
    return ", ".join(known[key].label if key in known else key.strip() for key in keys if key.strip())
