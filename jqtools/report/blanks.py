"""The fields of a form on paper: lines to write on, boxes to tick, tables with empty rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from jqtools.content import forms
from jqtools.content import options as named_options
from jqtools.report.markup import Markup, joined, paragraph, tag
from jqtools.words import _

Field = dict[str, Any]
# More choices than these are no list to tick on paper, or in a cell of a table: then there is room to write.
MOST_TICKS = 14
MOST_IN_CELL = 4
_SHORT = {"number", "whole", "date", "flag"}
_LINES = {"long": 3}
_ROWS = 3


def ruled(count: int) -> Markup:
    """Empty lines to write on."""
    return joined(tag("span", class_="rule") for _line in range(count))


def ticks(words: Iterable[str]) -> Markup:
    """Choices, each with a box to tick."""
    return tag("ul", *[tag("li", tag("span", class_="box"), each) for each in words], class_="ticks")


def blank_form(name: str, only: Collection[str] = (), skip: Collection[str] = ()) -> Markup:
    """The fields of a form one under the other, with the headings of its parts; all of them, or `only` some."""
    asked = [field for field in forms()[name] if field["name"] not in skip and (not only or field["name"] in only)]
    return joined(_blank_field(field, forms()[name]) for field in asked)


def blank_table(caption: str, form: str, columns: Sequence[str], rows: int) -> Markup:
    """A table with empty rows: a column for each of these fields of a form, in this order."""
    by_name = {field["name"]: field for field in forms()[form]}
    fields = [by_name[name] for name in columns]
    return empty_rows(caption, [field["label"] for field in fields], [_cell(field) for field in fields], rows)


def empty_rows(caption: str, heads: Sequence[str], cells: Sequence[object], rows: int) -> Markup:
    """A table whose rows all hold the same `cells`, which are empty or have boxes to tick."""
    head = tag("tr", *[tag("th", text, scope="col") for text in heads])
    row = tag("tr", *[tag("td", cell) for cell in cells])
    return tag("table", tag("caption", caption), tag("thead", head), tag("tbody", *[row] * rows), class_="blank")


def choices(field: Field) -> tuple[str, ...]:
    """The words of a field's choices; none where they are records of a plan, or too many to print."""
    given = field.get("options", ())
    pairs = named_options(given) if isinstance(given, str) else given
    words = (_("Yes"), _("No")) if field["type"] == "flag" else tuple(each for _value, each in pairs)
    return words if len(words) <= MOST_TICKS else ()


def _blank_field(field: Field, form: Sequence[Field]) -> Markup:
    part = tag("h3", field["part"]) if field.get("part") else Markup()
    label = Markup() if field["type"] == "rows" else paragraph(field["label"], "label")
    hint = paragraph(field.get("hint", ""), "hint")
    css = "field short" if field["type"] in _SHORT else "field"
    return joined((part, tag("div", label, hint, _only_if(field, form), _room(field), class_=css)))


def _room(field: Field) -> Markup:
    """Where the answer goes."""
    if field["type"] == "rows":
        columns = [each["name"] for each in forms()[field["fields"]] if not each.get("when")]
        return blank_table(field["label"], field["fields"], columns, _ROWS)
    words = choices(field)
    return ticks(words) if words else ruled(_LINES.get(field["type"], 1))


def _cell(field: Field) -> Markup:
    words = choices(field)
    return ticks(words) if 0 < len(words) <= MOST_IN_CELL else Markup()


def _only_if(field: Field, form: Sequence[Field]) -> Markup:
    when = field.get("when")
    other = next((each for each in form if when and each["name"] == when["field"]), None)
    if not other:
        return Markup()
    given = other.get("options", ())
    pairs = named_options(given) if isinstance(given, str) else given
    words = [text for value, text in pairs if str(value) in when["is"]]
    told = (
        _("Only if “{question}” is: {answers}.") if len(words) < len(pairs) else _("Only if you answer “{question}”.")
    )
    return paragraph(told.format(question=other["label"], answers=", ".join(words)), "hint") if words else Markup()
