"""The words that stand around the components of a page in the served app, and the way from step to step."""

from __future__ import annotations

from typing import Any

from jqtools.content import agency, steps
from jqtools.content.glossary import glossary_cards
from jqtools.content.loader import agency_logo
from jqtools.words import _, is_translated, locale_tag


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
        "frame": _frame(),
        "glossary": glossary_cards(),
        "glossary_words": _glossary_words(),
    }


def refusal_words() -> dict[str, Any]:
    """What the page says that stands where no page can be shown, by the status of the answer."""
    return {
        "language": locale_tag() if is_translated() else "en",
        "workbook": workbook_name(),
        "title": {503: _("Busy"), 404: _("Page not found")},
        "head": {503: _("The workbook is busy"), 404: _("Page not found")},
        "why": {503: _("All places are taken just now."), 404: _("There is no page at this address.")},
        "wrong": _("Something went wrong"),
        "unknown": _("The workbook could not show this page."),
        "safe": _("Answers you already gave are safe in your browser."),
        "again": _("The page tries again by itself in {n} seconds."),
        "try": _("Try again now"),
        "stop": _("Stop trying"),
        "stopped": _('The page does not try again by itself. Choose "Try again now" when you like.'),
        "start": _("Go to the start"),
    }


def _frame() -> dict[str, Any]:
    """What the template says around every page, and the language that it says it in."""
    return {
        "language": locale_tag() if is_translated() else "en",
        "skip": _("Skip to main content"),
        "steps": _("Steps"),
        "step": _("Step {n} of 4: "),
        "opening": _("Opening this step"),
        "no_script": _("This workbook needs JavaScript to keep your answers in your browser."),
        "privacy": _("Your answers stay in your browser; this site keeps none of them."),
        "origin": _("The workbook is independent, and inspired by the {playbook} of Results for America."),
        "advice": _("It gives no legal advice."),
        "not_open": _("This page did not open fully. Your answers are safe in this browser."),
        "reload": _("Reload the page"),
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
