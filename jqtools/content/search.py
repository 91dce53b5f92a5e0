"""The library as short entries to look through: what each is, its trap, where it comes from, and where it is found.

An entry has `key`, `title`, `text`, `watch`, and `more`, headings with their lines. `found` says by filter under which
choices it stands, each with a word on why, or "". Everything in it is words to show and to search in; `asked` are
everyday words only to search in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jqtools.content.library import Indicator
from jqtools.content.outside import SourceCard
from jqtools.content.vocabulary import (
    areas,
    forms,
    frameworks,
    indicators,
    levers,
    source_cards,
    starter_sets,
)
from jqtools.words import _, date_words, in_digits


def indicator_entries() -> list[dict[str, Any]]:
    """Each indicator of the library, area by area; `found` by `area` and by `lever`."""
    order = list(areas())
    known = sorted(indicators().items(), key=lambda item: order.index(item[1].area))
    return [
        {
            "key": key,
            "title": each.name,
            "asked": list(each.asked),
            "text": each.definition,
            "watch": each.watch,
            "more": _more_of_indicator(each),
            "found": {"area": {each.area: ""}, "lever": _levers_of(key, each)},
        }
        for key, each in known
    ]


def indicator_filters() -> list[dict[str, Any]]:
    """What the indicators can be narrowed by: options of value, words, and what else belongs to that choice."""
    by_area = [[key, area.label, ""] for key, area in areas().items()]
    by_lever = [[key, lever.label, _beyond_the_library(key)] for key, lever in levers().items()]
    return [
        {"name": "area", "label": _("What it is about"), "all": _("Everything"), "options": by_area},
        {"name": "lever", "label": _("For which lever"), "all": _("Any lever"), "options": by_lever},
    ]


def source_entries() -> list[dict[str, Any]]:
    """Each known source; `found` by `method`."""
    return [
        {
            "key": key,
            "title": card.label,
            "asked": [],
            "text": card.good_for,
            "watch": "",
            "more": _more_of_source(card),
            "found": {"method": {card.method: ""}},
        }
        for key, card in source_cards().items()
    ]


def source_filters() -> list[dict[str, Any]]:
    """What the known sources can be narrowed by."""
    used = {card.method for card in source_cards().values()}
    methods = [[value, words, ""] for value, words in _choices("source", "method").items() if value in used]
    return [{"name": "method", "label": _("How the numbers come about"), "all": _("Any way"), "options": methods}]


def filler_words() -> str:
    """Words of a question that say nothing of what is looked for, with a space between them."""
    return _(
        "a about an and any are at be by can do does for from get gets getting have how i if in is it its jobs"
        " less many more much my of on or our people so that the their them they this to we what when where which who"
        " why with workers"
    )


def _levers_of(key: str, known: Indicator) -> dict[str, str]:
    """The levers that an indicator is for: by its area, or by the short list to start the lever with."""
    lever = areas()[known.area].lever
    found = {lever: ""} if lever else {}
    for name, start in starter_sets().items():
        if key in start.indicators:
            found[name] = _("To start with")
        elif key in start.early:
            found[name] = _("Early sign")
    return found


def _beyond_the_library(lever: str) -> str:
    """What else belongs to the short list of a lever, in a sentence; "" for nothing."""
    start = starter_sets().get(lever)
    others = (*start.others, *start.early_others) if start else ()
    return _("Beyond the library: {list}.").format(list="; ".join(others)) if others else ""


def _more_of_indicator(known: Indicator) -> list[list[Any]]:
    dimensions = _choices("split", "dimension")
    units, better = _choices("measure", "unit"), _choices("measure", "direction")
    unit = ", ".join(filter(None, (units[known.unit], known.unit_note)))
    reads = [unit, _("Better is: {way}").format(way=_in_a_line(better[known.direction]))]
    sources = [source_cards()[each].label for each in known.sources]
    groups = [dimensions[each] for each in known.splits]
    return _headed(
        {
            _("How it reads"): reads,
            _("Where it can come from"): [*sources, known.source_note],
            _("Groups to show it by"): [", ".join(groups), known.split_note],
            _("Also"): [known.also],
            _("Known facts"): _facts(known.facts),
            _("Used by"): [", ".join(frameworks()[each].label for each in known.frameworks)],
        }
    )


def _more_of_source(card: SourceCard) -> list[list[Any]]:
    people = card.least_population
    verify = _("Names change: look them up in the year's own dictionary.") if card.verify and card.key_names else ""
    size = _("For areas of {n} people or more.").format(n=in_digits(people)) if people else ""
    sample = _("It comes from a sample, so each number has a margin of error.") if card.sample else ""
    return _headed(
        {
            _("What to watch"): [*card.traps, sample, size],
            _("Names in the data"): [", ".join(card.key_names), verify],
            _("Known facts"): _facts(card.facts),
            _("Where this was looked up"): [
                _("{source}, as of {date}").format(source=card.source, date=date_words(str(card.as_of)))
            ],
        }
    )


def _facts(facts: Iterable[Any]) -> list[str]:
    check = _("Check it before you print it.")
    return [" ".join([each.text, _dated(each.source, each.as_of), *([check] if each.verify else [])]) for each in facts]


def _dated(source: str, as_of: str) -> str:
    return _("({source}, as of {date})").format(source=source, date=date_words(str(as_of)))


def _in_a_line(words: str) -> str:
    return words[:1].lower() + words[1:]


def _headed(parts: dict[str, list[str]]) -> list[list[Any]]:
    kept = {head: [line for line in lines if line] for head, lines in parts.items()}
    return [[head, lines] for head, lines in kept.items() if lines]


def _choices(form: str, field: str) -> dict[Any, str]:
    found = next(each for each in forms()[form] if each["name"] == field)
    return {value: words for value, words in found["options"]}
