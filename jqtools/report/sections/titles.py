"""The sections of the report in order, and the frame they all share."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from jqtools.content import principles
from jqtools.report.markup import Markup, tag
from jqtools.words import _, marked

TITLES = MappingProxyType(
    {
        "problem": marked("The problem and the people"),
        "definition": marked("What counts as a quality job here"),
        "scope": marked("What we control"),
        "lever": marked("The lever we chose"),
        "goals": marked("Our goals"),
        "logic": marked("How it is meant to work"),
        "measures": marked("What we will measure"),
        "sources": marked("Where the data come from"),
        "equity": marked("How we advance equity"),
        "progress": marked("How far we are"),
        "results": marked("Results by group"),
        "reviews": marked("What we look at and decide"),
        "stories": marked("What we tell, and to whom"),
        "history": marked("How the plan came about"),
        "findings": marked("What the plan check says"),
    }
)


def section(key: str, *content: object) -> Markup:
    """A section of the page with its heading; `key` is its id."""
    heading = tag("h2", _(TITLES[key]), id=f"{key}-title")
    return tag("section", heading, *content, id=key, aria_labelledby=f"{key}-title")


def principle_words(keys: Iterable[str]) -> str:
    """Job quality principles by name: "Earnings, Schedules"; a key that is none as it was written."""
    known = principles()
    return ", ".join(known[key].label if key in known else key.strip() for key in keys if key.strip())
