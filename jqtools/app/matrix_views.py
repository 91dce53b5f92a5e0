"""What the disaggregation matrix of step 4 shows: by which groups each measure is shown, in words, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jqtools.content import forms, schemes
from jqtools.plan import Plan
from jqtools.plan.matrix import Cell, CellState, cells, least_shown
from jqtools.plan.measure import Measure
from jqtools.plan.split import Dimension
from jqtools.report.words import measure_name
from jqtools.words import _, several

USUAL = (Dimension.RACE_ETHNICITY, Dimension.SEX, Dimension.AGE, Dimension.DISABILITY, Dimension.LANGUAGE)
_TONES = {
    CellState.NONE: "none",
    CellState.OPEN: "plain",
    CellState.HAVE: "good",
    CellState.COLLECT: "good",
    CellState.NOT_POSSIBLE: "plain",
    CellState.TOO_SMALL: "consider",
}
_LONGEST = 60


def dimensions() -> list[dict[str, Any]]:
    """The ways to group people, in the words of the form, each with the sets of categories known for it."""
    labels = next(field["options"] for field in forms()["split"] if field["name"] == "dimension")
    return [{"key": key, "label": label, "schemes": _schemes(key)} for key, label in labels]


def matrix_shown(plan: Plan, href: Callable[[str], str]) -> dict[str, Any]:
    """The measures with their cells; `used` are the dimensions to show at once, the usual ones and all in use."""
    drawn = {measure.id: {cell.dimension: cell for cell in cells(measure)} for measure in plan.measures}
    used = {key for row in drawn.values() for key, cell in row.items() if cell.splits}
    return {
        "rows": [_row(measure, drawn[measure.id], href) for measure in plan.measures],
        "used": [key for key in Dimension if key in used or key in USUAL],
    }


def _row(measure: Measure, row: dict[Dimension, Cell], href: Callable[[str], str]) -> dict[str, Any]:
    why = measure.no_splits.strip()
    return {
        "id": measure.id,
        "name": measure_name(measure),
        "href": href(f"measures/{measure.id}"),
        "note": _("Can't be split: {why}").format(why=why) if why else "",
        "cells": {key: _cell(cell) for key, cell in row.items()},
    }


def _cell(cell: Cell) -> dict[str, str]:
    (state, *others) = cell.states
    if others:
        words = ", ".join(state_words(each) for each in cell.states)
        return {"words": several("{n} split", "{n} splits", len(cell.splits)), "under": words, "tone": "plain"}
    return {"words": state_words(state), "under": _under(cell, state), "tone": _TONES[state]}


def state_words(state: CellState) -> str:
    """What a state is called."""
    return {
        CellState.NONE: _("Not planned"),
        CellState.OPEN: _("Planned"),
        CellState.HAVE: _("Have it"),
        CellState.COLLECT: _("Will collect"),
        CellState.NOT_POSSIBLE: _("Not possible"),
        CellState.TOO_SMALL: _("Too small"),
    }[state]


def _under(cell: Cell, state: CellState) -> str:
    split = cell.split
    if split is None:
        return ""
    if state is CellState.NOT_POSSIBLE:
        return _short(split.reason) or _("say why")
    if state is CellState.TOO_SMALL:
        return _("{n} expected, {least} needed").format(n=split.smallest, least=least_shown(cell.measure))
    if state is CellState.OPEN:
        return _("say if you have it")
    return "" if split.smallest is None else _("smallest group: {n}").format(n=split.smallest)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _schemes(dimension: str) -> list[str]:
    return [key for key, each in schemes().items() if any(known.dimension == dimension for known in each.dimensions)]
