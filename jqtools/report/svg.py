"""The few SVG elements that pictures and charts are made of; text is escaped here."""

from __future__ import annotations

from collections.abc import Iterable

from jqtools.report.colours import COLOURS, FONT
from jqtools.report.markup import Markup, one_line, safe, tag


def picture(key: str, title: str, description: str, size: tuple[float, float], parts: Iterable[Markup]) -> Markup:
    """A whole SVG file on white paper, with its name and description; ids start with `key`."""
    width, height = (f"{length:.0f}" for length in size)
    return tag(
        "svg",
        tag("title", one_line(title), id=f"{key}-title"),
        tag("desc", one_line(description), id=f"{key}-desc"),
        tag("rect", width=width, height=height, fill=COLOURS["paper"]),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="group",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        font_family=FONT,
    )


def rectangle(x: float, y: float, width: float, height: float, **attributes: str) -> Markup:
    """A rectangle by its upper left corner."""
    return tag("rect", x=f"{x:.1f}", y=f"{y:.1f}", width=f"{width:.1f}", height=f"{height:.1f}", **attributes)


def path(d: str, fill: str = "none", **attributes: str | None) -> Markup:
    """A line or a shape."""
    return tag("path", d=d, fill=fill, **attributes)


def text_at(
    text: str,
    x: float,
    y: float,
    size: float,
    colour: str = "ink",
    bold: bool = False,
    anchor: str | None = None,
    cased: bool = False,
) -> Markup:
    """A line of text; `anchor` says which end of it is at `x`; `cased` keeps it legible over lines."""
    casing = {"stroke": COLOURS["paper"], "stroke_width": "5", "paint_order": "stroke"} if cased else {}
    return tag(
        "text",
        safe(text),
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        fill=COLOURS[colour],
        font_size=f"{size:g}",
        font_weight="bold" if bold else None,
        text_anchor=anchor,
        **casing,
    )
