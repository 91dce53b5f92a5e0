"""The sections of the report in order, and the frame they all share."""

from __future__ import annotations

from types import MappingProxyType

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
        "results": "Results by group",
        "findings": "What the plan check says",
    }
)


def section(key: str, *content: object) -> Markup:
    """A section of the page with its heading; `key` is its id."""
    heading = tag("h2", TITLES[key], id=f"{key}-title")
    return tag("section", heading, *content, id=key, aria_labelledby=f"{key}-title")
