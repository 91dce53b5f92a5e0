"""What the fields of a plan are called, and words for what they hold: from the forms and vocabulary in `content`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from jqtools.content import criteria, forms, levers, options
from jqtools.words import _, in_figures, marked

# The forms that ask for the fields of a section; `nodes` and `links` are the two parts of the logic model.
_FORMS = {
    "header": ("header", "definition"),
    "elements": ("element",),
    "choice": ("choice",),
    "lever_details": ("procurement", "policy", "hr_practices", "empowerment", "education_enforcement"),
    "goals": ("goal",),
    "nodes": ("input", "activity", "output", "outcome"),
    "links": ("link",),
    "assumptions": ("assumption",),
    "risks": ("risk",),
    "sources": ("source",),
    "measures": ("measure",),
    "answers": ("answer",),
    "engagements": ("engagement",),
    "observations": ("observation",),
    "reviews": ("review",),
    "stories": ("story",),
    "standing": ("standing",),
    "decisions": ("decision",),
    "documents": ("document",),
    "notes": ("note",),
    "changes": ("change_entry",),
}


@dataclass(frozen=True)
class FieldWords:
    """What a field is called, the words for its options, whether it holds ids, and the form and noun of its rows."""

    label: str
    options: Mapping[Any, str] = field(default_factory=dict)
    refers: bool = False
    rows: str = ""
    noun: str = ""


# Fields that no form asks for: they are set where the boxes and links are drawn.
_DRAWN = {
    "nodes": {"text": FieldWords(marked("Words")), "stage": FieldWords(marked("Column"))},
    "links": {"source": FieldWords(marked("From"), refers=True), "target": FieldWords(marked("To"), refers=True)},
}


def words_of_field(group: str, dotted: Sequence[str]) -> FieldWords:
    """The words for a field, by its section (or the form of its rows) and the steps of its dotted name."""
    found = _fields(group).get(".".join(dotted))
    return found or FieldWords(capital(", ".join(plain(step) for step in dotted)))


def written(value: Any, words: FieldWords) -> str:
    """One value in words; "" where there is none."""
    if value is None:
        return ""
    if value in words.options:
        return words.options[value]
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return in_figures(value, 13) if isinstance(value, int | float) else str(value)


def plain(name: str) -> str:
    """A field's own name as words."""
    return name.replace("_", " ")


def capital(words: str) -> str:
    """Words with a capital letter in front."""
    return words[:1].upper() + words[1:]


def _fields(group: str) -> Mapping[str, FieldWords]:
    if group == "levers":
        return MappingProxyType(_lever_fields())
    found = {name: replace(words, label=_(words.label)) for name, words in _DRAWN.get(group, {}).items()}
    for form in _FORMS.get(group, (group,) if group in forms() else ()):
        for asked in forms()[form]:
            found.setdefault(asked["name"], _of(asked))
    return MappingProxyType(found)


def _of(asked: Mapping[str, Any]) -> FieldWords:
    rows, noun = asked.get("fields", ""), asked.get("noun", "")
    return FieldWords(asked["label"], _options(asked), "from" in asked, rows, noun)


def _options(asked: Mapping[str, Any]) -> Mapping[Any, str]:
    given = asked.get("options", ())
    return dict(options(given) if isinstance(given, str) else given)


def _lever_fields() -> dict[str, FieldWords]:
    found = {
        f"weights.{key}": FieldWords(_("Weight of {criterion}").format(criterion=text.label))
        for key, text in criteria().items()
    }
    for lever, lever_text in levers().items():
        for key, text in criteria().items():
            found[f"{lever}.{key}"] = FieldWords(f"{lever_text.label}: {text.label}", dict(enumerate(text.levels)))
        found[f"{lever}.note"] = FieldWords(_("{lever}: note").format(lever=lever_text.label))
    return found
