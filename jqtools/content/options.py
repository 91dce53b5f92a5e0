"""The choices that a form takes by name from the content, such as the kinds of element or the indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jqtools.content import vocabulary
from jqtools.content.entry import ContentError
from jqtools.words import _, marked

Option = tuple[str | bool, str]
_STAGES = "_stages"
_STATUSES = {
    "ok": marked("A value"),
    "estimate": marked("An estimate"),
    "missing": marked("Missing"),
    "not_collected": marked("Not collected"),
    "not_yet_due": marked("Not yet due"),
    "suppressed": marked("Suppressed (small group)"),
    "not_applicable": marked("Does not apply"),
}
_LABELLED = {
    "kinds": vocabulary.kinds,
    "levers": vocabulary.levers,
    "principles": vocabulary.principles,
    "sources": vocabulary.source_cards,
    "schemes": vocabulary.schemes,
}


def options(name: str) -> tuple[Option, ...]:
    """The choices called `name`, each a value with its words.

    They are kinds, levers, principles, sources, schemes, indicators, statuses, yes_no, and a lever's stages, such as
    procurement_stages.

    Raises
    ------
    ContentError
        There are no choices of that name.
    """
    if name in _LABELLED:
        return _labels(_LABELLED[name]())
    if name == "indicators":
        return _indicators()
    if name == "statuses":
        return tuple((key, _(label)) for key, label in _STATUSES.items())
    if name == "yes_no":
        return ((True, _("Yes")), (False, _("No")))
    by_lever = {f"{lever}{_STAGES}": stages for lever, stages in vocabulary.stages().items()}
    if name not in by_lever:
        known = [*_LABELLED, "indicators", "statuses", "yes_no", *by_lever]
        raise ContentError(f"there are no choices called {name!r}; they are {', '.join(known)}.")
    return _labels(by_lever[name])


def _labels(entries: Mapping[str, Any]) -> tuple[Option, ...]:
    return tuple((key, entry.label) for key, entry in entries.items())


def _indicators() -> tuple[Option, ...]:
    """By area in the order of the areas, each with its id: "EA01 At or above living wage"."""
    areas = list(vocabulary.areas())
    found = sorted(vocabulary.indicators().items(), key=lambda item: areas.index(item[1].area))
    return tuple((key, f"{key} {indicator.name}") for key, indicator in found)
