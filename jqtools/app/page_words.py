"""The words that stand around the components of a page in the served app, and the way from step to step."""

from __future__ import annotations

from typing import Any

from jqtools.content import agency, steps
from jqtools.content.glossary import glossary_cards
from jqtools.content.loader import agency_logo
from jqtools.words import _


def workbook_name() -> str:
    """What the workbook is called, with the agency's name before it if the agency gave one."""
    name = _("Job Quality Workbook")
    return f"{agency().name}: {name}" if agency().name else name


def page_words(file: str) -> dict[str, Any]:
    """The words of one page, by the name of its notebook, and links to the steps before and after it."""
    order = list(steps())
    place = order.index(file)
    step = steps()[file]
    return {
        "file": file,
        "title": step.title,
        "short": _("step {n}").format(n=step.number) if step.number else step.label,
        "workbook": workbook_name(),
        "brand": {"agency": agency().name, "rest": workbook_name().removeprefix(agency().name)},
        "look": {"logo": agency_logo() is not None, "colours": bool(agency().accent)},
        "previous": _link(order[place - 1]) if place else None,
        "next": _link(order[place + 1]) if place + 1 < len(order) else None,
        "words": {
            "parts": _("Parts of this step"),
            "part": _("Part {n} of {many}: {name}"),
            "way": _("The way on"),
            "show_all": _("Show all parts at once"),
            "show_one": _("Show one part at a time"),
            "back": _("Back"),
            "next": _("Next"),
            "next_step": _("Next step"),
            "to_step": _(" to {label}"),
            "still": _("{what} in this step first, if you can. You may go on and come back."),
            "return_to": _("Go back to: {name}"),
        },
        "glossary": glossary_cards(),
        "glossary_words": _glossary_words(),
    }


def _glossary_words() -> dict[str, str]:
    return {
        "open": _("Glossary: what the words mean"),
        "title": _("Glossary"),
        "hint": _("The words that this workbook uses, from A to Z."),
        "source": _("Source: {source}"),
        "all": _("All words"),
        "close": _("Close"),
    }


def _link(file: str) -> dict[str, str]:
    step = steps()[file]
    return {"href": f"{file}.ipynb", "title": step.title, "label": step.label}
