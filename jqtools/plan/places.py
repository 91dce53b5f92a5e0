"""Places in a plan, in the reader's words.

A place is a path of names and ids in the plan's JSON values, without `items`:
`("measures", "me_7k3m9q", "target", "date")` is Measure “Vendor turnover” · By when. Functions that take several
plans name a record as the first plan does that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jqtools.content import equity_questions, section_words, steps
from jqtools.plan.field_words import FieldWords, capital, plain, words_of_field, written
from jqtools.words import _, marked

Path = tuple[str, ...]
Form = dict[str, Any]

_NOUNS = {
    "elements": marked("Change"),
    "goals": marked("Goal"),
    "links": marked("Link"),
    "assumptions": marked("Assumption"),
    "risks": marked("Risk"),
    "sources": marked("Data source"),
    "measures": marked("Measure"),
    "answers": marked("Question"),
    "engagements": marked("Engagement"),
    "observations": marked("Observation"),
    "reviews": marked("Review"),
    "stories": marked("Story"),
    "decisions": marked("Decision"),
    "documents": marked("Document"),
    "waivers": marked("Accepted finding"),
    "notes": marked("Note"),
    "changes": marked("Change log"),
}
_NAMED_BY = ("name", "text", "title", "who", "claim", "what", "choice", "role", "criterion", "group", "words", "code")
_LAST_NAMED_BY = ("dimension", "note", "date", "reason")
_NOTHING = marked("(no words yet)")


def is_records(value: Any) -> bool:
    """Whether JSON values are a list of records: a map by id with an order beside it."""
    return isinstance(value, dict) and set(value) == {"order", "items"}


def at(path: Path, *plans: Form) -> Any:
    """What stands at a path, in the first plan that has it; None when none has."""
    return next((found for plan in plans if (found := _in(path, plan)) is not None), None)


def place_words(path: Path, *plans: Form) -> str:
    """A place in words, such as Measure “Vendor turnover” · By when."""
    crumbs: list[str] = []
    group, dotted = path[0], []
    for group, dotted, key in _walk(path, plans):
        if key:
            crumbs.append(f"{_noun(group, dotted, at(key, *plans))} {name_words(key, *plans)}")
            dotted = []
    if dotted:
        crumbs.append(words_of_field(group, dotted).label)
    return " · ".join(crumbs) or section_title(path[0])


def name_words(path: Path, *plans: Form) -> str:
    """The record at a path by its own words, such as “Vendor turnover”."""
    return _quoted(_name(path, plans))


def section_title(section: str) -> str:
    """A section of the plan as a heading, such as "Your measures"."""
    known = any(section in step.sections for step in steps().values())
    return capital(section_words(section) if known else plain(section))


def field_words(path: Path, *plans: Form) -> FieldWords:
    """What the field at the end of a path is called, and words for what it may hold."""
    *_, (group, dotted, _) = _walk(path, plans)
    return words_of_field(group, dotted)


def value_words(value: Any, words: FieldWords, plan: Form) -> str:
    """A value in words, "" where there is none; an id as the name of what it stands for in `plan`."""
    if isinstance(value, list):
        return "; ".join(value_words(each, words, plan) for each in value)
    return _referred(value, plan) if words.refers and value else written(value, words)


def record_words(path: Path, record: Form, plan: Form) -> str:
    """Everything that a record of `plan` holds, as "Label: value" joined by semicolons."""
    parts: list[str] = []
    for name, value in record.items():
        here = (*path, name)
        label = field_words(here, plan).label
        if is_records(value):
            parts += [f"{label}: {record_words((*here, key), value['items'][key], plan)}" for key in value["order"]]
        elif isinstance(value, dict):
            parts.append(record_words(here, value, plan))
        elif words := value_words(value, field_words(here, plan), plan):
            parts.append(f"{label}: {words}")
    return "; ".join(filter(None, parts))


def _walk(path: Path, plans: tuple[Form, ...]) -> Iterator[tuple[str, list[str], Path]]:
    """Step by step: the section or form one is in, the dotted name so far, and a record's path where one is entered."""
    start = 2 if path[0] == "logic" and len(path) > 1 else 1
    group, dotted = path[start - 1], []
    if len(path) == start:
        yield group, dotted, ()
    for depth in range(start, len(path)):
        if is_records(at(path[:depth], *plans)):
            yield group, dotted, path[: depth + 1]
            group, dotted = (words_of_field(group, dotted).rows or dotted[-1] if dotted else group), []
        else:
            dotted = [*dotted, path[depth]]
            yield group, dotted, ()


def _in(path: Path, form: Any) -> Any:
    for step in path:
        inner = form.get("items") if is_records(form) else form
        form = inner.get(step) if isinstance(inner, dict) else None
    return form


def _name(path: Path, plans: tuple[Form, ...]) -> str:
    record = at(path, *plans)
    if path[0] == "answers" and path[1] in equity_questions():
        return equity_questions()[path[1]].question
    if path[:2] == ("logic", "links") and isinstance(record, dict):
        ends = (at(("logic", "nodes", record[end]), *plans) for end in ("source", "target"))
        return " to ".join(_cut(_own_name(end), 28) for end in ends)
    if path[0] == "observations" and isinstance(record, dict) and record["measure"]:
        measure = at(("measures", record["measure"]), *plans)
        return f"{_cut(_own_name(measure), 40)} {record['end'] or record['start']}".strip()
    return _own_name(record)


def _own_name(record: Any) -> str:
    said = (record.get(name) for name in (*_NAMED_BY, *_LAST_NAMED_BY)) if isinstance(record, dict) else ()
    named = (" ".join(text.split()) for text in said if isinstance(text, str))
    return next(filter(None, named), _(_NOTHING))


def _noun(group: str, dotted: list[str], record: Any) -> str:
    if dotted:
        return capital(words_of_field(group, dotted).noun or plain(dotted[-1]))
    if group == "nodes":
        return capital(record["stage"]) if isinstance(record, dict) else _("Box")
    return _(_NOUNS[group])


def _referred(key: str, plan: Form) -> str:
    collections = [*plan.values(), plan["logic"]["nodes"]]
    found = (each["items"][key] for each in collections if is_records(each) and key in each["items"])
    record = next(found, None)
    return key if record is None else _quoted(_own_name(record))


def _quoted(name: str) -> str:
    return f"“{_cut(name, 60)}”"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 3].rstrip() + "..."
