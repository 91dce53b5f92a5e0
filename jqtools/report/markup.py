"""The one place where text becomes HTML or SVG: everything a person wrote is escaped here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from jqtools.words import _, is_translated, language

_NOT_XML = {0xFFFE: None, 0xFFFF: None}
_DATE = re.compile(r"(?<![\d-])\d{4}-\d{2}(?:-\d{2})?(?![\d-])")


class Markup(str):
    """Text that is HTML already; anything else is escaped before it is shown."""

    __slots__ = ()


def safe(text: object) -> Markup:
    """`text` escaped for element content or a quoted attribute; Markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(escape(str(text).translate(_NOT_XML), quote=True))


def one_line(text: str) -> str:
    """`text` without line breaks, for a label."""
    return " ".join(text.split())


def tag(name: str, *content: object, **attributes: object) -> Markup:
    """An element; `class_` is written class, and an attribute that is None is left out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{safe(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Markup(f"<{name}{given}>{joined(content)}</{name}>")


def joined(parts: Iterable[object], between: str = "") -> Markup:
    """The parts one after another, each escaped."""
    return Markup(between.join(safe(part) for part in parts))


def prose(text: object) -> Markup:
    """A person's text on one line, escaped, in which dates do not break."""
    return text if isinstance(text, Markup) else Markup(_DATE.sub(r'<span class="date">\g<0></span>', safe(text)))


def lines(text: str) -> Markup:
    """A person's text with their line breaks; Markup stays as it is."""
    if isinstance(text, Markup):
        return text
    return Markup("<br>".join(prose(line) for line in text.strip().splitlines()))


def paragraph(text: str, class_: str | None = None) -> Markup:
    """A paragraph, or nothing for empty text."""
    shown = lines(text)
    return tag("p", shown, class_=class_) if shown else Markup()


def line(text: str) -> Markup:
    """Text on a line of its own inside a cell, or nothing."""
    return tag("span", lines(text), class_="line") if text.strip() else Markup()


def detail(text: str) -> Markup:
    """Text on a line of its own in small letters, or nothing."""
    return tag("span", lines(text), class_="detail") if text.strip() else Markup()


def listed(items: Iterable[object], class_: str | None = None, name: str = "ul") -> Markup:
    """A list, or nothing without items."""
    found = [tag("li", prose(item)) for item in items]
    return tag(name, *found, class_=class_) if found else Markup()


def facts(pairs: Iterable[tuple[str, object]]) -> Markup:
    """Terms and what is said of them."""
    return tag("dl", *[tag("div", tag("dt", term), tag("dd", prose(said))) for term, said in pairs], class_="facts")


def table(
    caption: object, heads: Sequence[object], rows: Iterable[Sequence[object]], class_: str | None = None
) -> Markup:
    """A table with a caption and column heads; the first cell of each row is its head.

    The other cells carry their column's head along for a phone, where they stand one below the other.
    """
    head = tag("tr", *[tag("th", text, scope="col") for text in heads])
    body = [
        tag("tr", tag("th", prose(first), scope="row"), *headed(cells, heads[1:])) for first, *cells in map(tuple, rows)
    ]
    inner = tag("table", tag("caption", prose(caption)), tag("thead", head), tag("tbody", *body), class_=class_)
    return scrolling(inner, one_line(str(caption)))


def headed(cells: Iterable[object], heads: Iterable[object]) -> list[Markup]:
    """The cells of a row, each with the head of its column."""
    return [tag("td", prose(cell), data_head=head) for cell, head in zip(cells, heads, strict=True)]


def document(head: Markup, body: Markup) -> str:
    """The text of an HTML file, which names the language that its words are in."""
    spoken = language().replace("_", "-") if is_translated() else "en"
    return f'<!doctype html>\n<html lang="{safe(spoken)}">\n{head}\n{body}\n</html>\n'


def scrolling(content: Markup, label: str, class_: str = "scroll") -> Markup:
    """Wide content in a region that scrolls sideways, also by keyboard."""
    return tag("div", content, class_=class_, role="region", aria_label=label, tabindex="0")


def goes_on(content: Markup, label: str, class_: str = "scroll") -> Markup:
    """A wide picture in a region that scrolls; where it does not fit, a sentence says so."""
    said = paragraph(_("The picture goes on to the right: swipe or scroll sideways to see all of it."), "sideways")
    return tag("div", said, scrolling(content, label, class_), class_="goes-on")
