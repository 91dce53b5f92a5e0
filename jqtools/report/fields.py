"""What somebody answered in a form, in the form's own words: its labels and choices stand in `content` only.

Fields that nobody answered are left out; nothing is ever blank or 0 for want of an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Any

from jqtools.content import forms
from jqtools.content import options as named_options
from jqtools.report.markup import Markup, lines, safe, table
from jqtools.report.words import number
from jqtools.words import _, date_words, marked

NO_ANSWER = marked("not said yet")


def answered(
    form: str, record: object, only: Iterable[str] | None = None, skip: Iterable[str] = (), term: str = ""
) -> list[tuple[str, Markup]]:
    """The answered fields of a form as pairs of label and words.

    Parameters
    ----------
    form
        The form's name in `content`.
    record
        What holds the answers: a field called "a.b" is its attribute `a.b`.
    only, skip
        Names of the fields to show, or of those shown elsewhere. Rows, and choices among records of the plan,
        always are.
    term
        What the agency calls job quality; "" for that.
    """
    fields = [field for field in _fields(form) if field["name"] not in set(skip)]
    fields = fields if only is None else [field for field in fields if field["name"] in set(only)]
    pairs = [(in_their_term(field["label"], term), said(field, record)) for field in fields]
    return [(label, words) for label, words in pairs if words]


def records_table(
    caption: str,
    form: str,
    records: Sequence[object],
    first: str,
    extra: Mapping[str, Sequence[str]] | None = None,
    skip: Iterable[str] = (),
    term: str = "",
) -> Markup:
    """A table with a row for each record and a column for each field that any of them answers.

    `first` is the field at the head of each row; `extra` are further columns by their head. Nothing without
    records.
    """
    left_out = {first, *skip}
    fields = [_field(form, first), *[field for field in _fields(form) if field["name"] not in left_out]]
    columns = {in_their_term(field["label"], term): _column(field, records) for field in fields}
    columns |= extra or {}
    told = {head: words for at, (head, words) in enumerate(columns.items()) if at == 0 or any(words)}
    rows = [[cell or _(NO_ANSWER) for cell in row] for row in zip(*told.values(), strict=True)]
    return table(caption, list(told), rows) if rows else Markup()


def said(field: Mapping[str, Any], record: object) -> Markup:
    """The answer to one field in words; empty where there is none."""
    value = attrgetter(field["name"])(record)
    if value is None or value == "" or value == ():
        return Markup()
    if isinstance(value, bool):
        return safe(_("Yes")) if value else safe(_("No")) if field["type"] == "choice" else Markup()
    if isinstance(value, tuple):
        return lines("; ".join(_choice(field, each) for each in value))
    if field["type"] == "choice":
        return lines(_choice(field, value))
    if field["type"] == "date":
        return lines(date_words(value))
    return lines(value if isinstance(value, str) else number(value))


def option(form: str, field: str, value: StrEnum | str | None, missing: str = "") -> str:
    """The words of a form's choice for `value`, or `missing` when nothing was chosen."""
    if value is None or value == "":
        return missing
    return _choice(next((each for each in forms().get(form, ()) if each["name"] == field), {}), value)


def label(form: str, field: str) -> str:
    """What a form calls a field."""
    return _field(form, field)["label"]


def in_their_term(text: str, term: str) -> str:
    """The report's own words with the agency's term for job quality, where it has one."""
    own = " ".join(term.split())
    if not own:
        return text
    return text.replace(_("job quality"), own).replace(_("Job quality"), own[:1].upper() + own[1:])


def _column(field: Mapping[str, Any], records: Sequence[object]) -> list[Markup]:
    words = [said(field, each) for each in records]
    return [each or safe(_("No")) for each in words] if field["type"] == "flag" and any(words) else words


def _fields(form: str) -> list[dict[str, Any]]:
    return [field for field in forms()[form] if field["type"] != "rows" and "from" not in field]


def _field(form: str, name: str) -> dict[str, Any]:
    return next(field for field in forms()[form] if field["name"] == name)


def _choice(field: Mapping[str, Any], value: object) -> str:
    key = str(value)
    options = field.get("options", ())
    offered = named_options(options) if isinstance(options, str) else options
    known = {str(each): words for each, words in offered}
    return known.get(key, key.replace("_", " ").capitalize())
