"""What of the content and of the notebooks is said to a person, and the same in the language of the workbook.

Ids, the words that an idea is recognized by, and what others call a thing or a document stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from jqtools.content import form_texts, library, outside, texts
from jqtools.content.entry import Fact, Part, frozen_map
from jqtools.words import _, is_translated

AnyPart = TypeVar("AnyPart", bound=Part)
Turn = Callable[[str], str]
_CHOICES = "options"
SAID: MappingProxyType[type[Part], tuple[str, ...]] = MappingProxyType(
    {
        Fact: ("text",),
        texts.KindText: ("label",),
        texts.LeverText: ("label", "what", "ways"),
        texts.CriterionText: ("label", "question", "levels"),
        texts.PrincipleText: ("label", "group"),
        texts.EquityQuestion: ("pillar", "question", "evidence", "edit_text"),
        texts.StageText: ("label", "ways", "data", "early"),
        texts.ObjectionText: ("heard", "answer"),
        texts.AgendaPart: ("title", "how", "result", "bring"),
        texts.DefinitionRule: ("label", "words"),
        texts.Refinement: ("outside", "inside"),
        texts.LegalPrompt: ("question", "why"),
        form_texts.StepPart: ("title",),
        form_texts.StepText: ("label", "title", "words"),
        form_texts.FormField: ("label", "hint", "why", "example", "part", "noun"),
        library.AreaText: ("label",),
        library.Indicator: (
            *("name", "definition", "numerator", "denominator", "unit_note", "source_note", "split_note"),
            *("also", "watch", "asked"),
        ),
        library.StarterSet: ("others", "early_others"),
        library.GlossaryTerm: ("term", "ask", "meaning", "names"),
        outside.SourceCard: ("label", "good_for", "traps"),
        outside.WageBenchmarkCard: ("label", "gives", "cautions", "households"),
        outside.SchemeDimension: ("question", "categories"),
        outside.Tabulation: ("label", "note"),
        outside.Scheme: ("label", "status", "breaks_with", "note"),
        outside.Framework: ("label", "note"),
    }
)


def in_language(part: AnyPart) -> AnyPart:
    """An entry of the content in the language of the workbook; English is as it is written."""
    return turned(part, _) if is_translated() else part


def markdown_in_language(source: str) -> str:
    """The words of a notebook's cell in the language of the workbook."""
    return markdown_turned(source, _)


def turned(part: AnyPart, turn: Turn) -> AnyPart:
    """The same entry with `turn` made of every text in it that a person reads."""
    said = SAID.get(type(part), ())
    changed = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        new = (_said if name in said else _offered if name == _CHOICES else _inner)(value, turn)
        if new != value:
            changed[name] = new
    return part.model_copy(update=changed) if changed else part


def markdown_turned(source: str, turn: Turn) -> str:
    """The same markdown with `turn` made of every heading, without its number signs, and of every paragraph."""
    pieces = re.split(r"(\s*\n\s*\n(?:#+ +)?|^#+ +)", source)
    return "".join(piece if at % 2 or not piece.strip() else turn(piece) for at, piece in enumerate(pieces))


def _said(value: Any, turn: Turn) -> Any:
    if isinstance(value, str):
        return turn(value) if value else value
    if isinstance(value, Mapping):
        return frozen_map({key: _said(each, turn) for key, each in value.items()})
    return tuple(_said(each, turn) for each in value)


def _offered(choices: Any, turn: Turn) -> Any:
    """The choices of a field, each a value and its words; or the id of choices that the content has."""
    return choices if isinstance(choices, str) else tuple((value, turn(words)) for value, words in choices)


def _inner(value: Any, turn: Turn) -> Any:
    if isinstance(value, Part):
        return turned(value, turn)
    if isinstance(value, tuple):
        return tuple(_inner(each, turn) for each in value)
    return value
