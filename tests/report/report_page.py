"""Reads a page as a browser would, and complains where tags do not match: for the tests of the report."""

from __future__ import annotations

from html.parser import HTMLParser

from jqtools.plan import Plan, blank_plan

VOID = {"meta", "br"}
INLINE = {"a", "strong"}


class Page(HTMLParser):
    """A parsed page: its elements with their attributes, its headings and the text people see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self._open: list[str] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag not in INLINE and dict(attrs).get("class") != "date":
            self._text.append(" ")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag
        if tag not in INLINE | {"span"}:
            self._text.append(" ")

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self._text.append(data)

    @property
    def text(self) -> str:
        """Everything that is shown, with single spaces."""
        return " ".join("".join(self._text).split())

    def values(self, name: str) -> list[str]:
        """The values of one attribute, in order."""
        return [attributes[name] or "" for _, attributes in self.elements if name in attributes]

    def tags(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of the elements called `name`."""
        return [attributes for tag, attributes in self.elements if tag == name]


def plan(**sections: object) -> Plan:
    """A blank plan with these sections."""
    return blank_plan().model_copy(update=sections)


def text(html: str) -> str:
    """What people read of a piece of a page."""
    return Page(html).text
