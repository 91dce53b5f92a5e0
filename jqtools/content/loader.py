"""The workbook's vocabulary, read from the TOML files beside this module when first asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class KindText:
    """How a kind of element is called, and the lever it counts toward ("" for none)."""

    label: str
    lever: str


@dataclass(frozen=True)
class LeverText:
    """What a lever is, and ways to use it."""

    label: str
    what: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class CriterionText:
    """A question asked of every lever, with words for its levels 0 to 3."""

    label: str
    question: str
    levels: tuple[str, ...]
    gate: bool


@dataclass(frozen=True)
class PrincipleText:
    """A job quality principle and its group."""

    label: str
    group: str


@dataclass(frozen=True)
class EquityQuestion:
    """One of the seventeen questions; `edit` is the section of the plan to change when the answer is no."""

    pillar: str
    question: str
    evidence: str
    edit: str
    edit_text: str


@dataclass(frozen=True)
class StepText:
    """A notebook of the workbook, the sections of the plan that are edited in it, and words for each of them."""

    number: int
    label: str
    title: str
    sections: tuple[str, ...]
    words: tuple[str, ...]


def kinds() -> MappingProxyType[str, KindText]:
    """The kinds of element of step 1, by key."""
    return _entries("kinds", KindText)


def levers() -> MappingProxyType[str, LeverText]:
    """The five levers, by key."""
    return _entries("levers", LeverText)


def criteria() -> MappingProxyType[str, CriterionText]:
    """The eight questions of step 2, by key."""
    return _entries("criteria", CriterionText)


def principles() -> MappingProxyType[str, PrincipleText]:
    """The eight job quality principles, by key."""
    return _entries("principles", PrincipleText)


def equity_questions() -> MappingProxyType[str, EquityQuestion]:
    """The seventeen questions of step 4, by id."""
    return _entries("equity_questions", EquityQuestion)


def steps() -> MappingProxyType[str, StepText]:
    """The notebooks in order, by file name without its ending."""
    return _entries("steps", StepText)


def section_words(section: str) -> str:
    """A section of the plan in words, such as "your goals"."""
    step = next(step for step in steps().values() if section in step.sections)
    return step.words[step.sections.index(section)]


@cache
def forms() -> MappingProxyType[str, tuple[dict[str, Any], ...]]:
    """The fields of each form, by form: name, label, type, hint, options, and when it is asked."""
    return MappingProxyType({name: tuple(form["fields"]) for name, form in _read("forms").items()})


@cache
def _entries(name: str, make: type[T]) -> MappingProxyType[str, T]:
    return MappingProxyType({key: make(**_frozen(entry)) for key, entry in _read(name).items()})


def _frozen(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("jqtools.content").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
