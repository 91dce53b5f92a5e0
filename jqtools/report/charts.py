"""A published table as a chart of dots and intervals, one row a group: a file that stands alone, or part of a page.

Values stand beside their marks in words, so nothing rests on colour or on reading the axis.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

from jqtools.errors import DataError
from jqtools.report.axis import LEFT, RIGHT, Axis, axis_of, mark_words
from jqtools.report.breakdown import Row, shown_rows
from jqtools.report.colours import COLOURS
from jqtools.report.flag_words import flags_explained
from jqtools.report.markup import Markup, joined, one_line, paragraph, tag
from jqtools.report.svg import path, picture, text_at
from jqtools.report.text_width import text_width, wrapped
from jqtools.words import _, marked, several

_SIZE, _SMALL, _LINE, _GAP, _TITLE, _VALUES = 14, 12, 17, 14, 15, RIGHT + 14
_LEAST_WIDTH = 700
CENSUS = marked("Every record is counted: no sampling error.")


def interval_chart_svg(published: object, title: str, unit: str | None = None, outcome: str | None = None) -> str:
    """The text of an SVG file: a dot and an interval for each group, hidden groups in words.

    Parameters
    ----------
    published
        What `Estimates.publish()` made; PublicationError for anything else.
    title
        What the chart shows, plain text.
    unit
        "percent" (values are fractions; the axis runs from 0 to 100%), "dollars" or "count", which it is
        without one; shares are always percents.
    outcome
        Only the rows of this outcome; without it, all of them, which must have one unit.
    """
    rows, axis = _rows_and_axis(published, unit, outcome)
    labels = _labels(rows)
    key = f"jq-{crc32((title + repr(rows)).encode('utf-8')):08x}"
    size, parts = _drawn(rows, labels, axis, title)
    return picture(key, title, _summary(rows, labels), size, parts)


def interval_chart_html(published: object, title: str, unit: str | None = None, outcome: str | None = None) -> Markup:
    """The same chart as part of a page: it is as wide as its place, and takes its colours from the style sheet.

    The parameters are those of `interval_chart_svg`.
    """
    rows, axis = _rows_and_axis(published, unit, outcome)
    drawn = [_line(row, label, axis) for row, label in zip(rows, _labels(rows), strict=True)]
    lines = tag("ul", *drawn, class_="jq-dots-rows")
    marks = tag("div", _marks(axis, with_words=True), class_="jq-dots-axis", aria_hidden="true")
    census = [tag("p", _(CENSUS), class_="jq-note")] if any(row.census for row in rows) else []
    flags = paragraph(flags_explained({row.flag for row in rows if row.flag_words}), "jq-note")
    return tag("figure", tag("figcaption", title), lines, marks, *census, flags, class_="jq-dots")


def chart_sentence(published: object, unit: str | None = None, outcome: str | None = None) -> str:
    """What the chart shows, in one sentence."""
    rows = shown_rows(published, unit, outcome)
    return _summary(rows, _labels(rows))


def _rows_and_axis(published: object, unit: str | None, outcome: str | None) -> tuple[tuple[Row, ...], Axis]:
    rows = shown_rows(published, unit, outcome)
    units = sorted({row.unit for row in rows})
    if len(units) > 1:
        raise DataError(f"a chart has one axis, but its values are in {' and '.join(units)}: name one outcome")
    return rows, axis_of(rows, units[0] if units else "percent")


def _line(row: Row, label: str, axis: Axis) -> Markup:
    """One group: its name, its dot and interval, and its value; in words alone where there is none."""
    name = tag("span", one_line(label), class_="jq-dots-name")
    if row.estimate is None:
        return tag("li", name, tag("span", row.value_words, class_="jq-dots-none"))
    note = tag("span", _note(row)) if _note(row) else Markup()
    value = tag("span", joined((tag("strong", row.value_words), note), " "), class_="jq-dots-value")
    return tag("li", name, _marks(axis, _fluid(row, axis)), value)


def _fluid(row: Row, axis: Axis) -> Markup:
    """The interval and the dot, half way down; places are percents of the width, so nothing is stretched."""
    steady = "jq-dot-unsure" if row.flag_words else "jq-dot"
    marks = [tag("circle", cx=_part(row.estimate, axis), cy="0", r="6", class_=steady)]
    if row.low is not None and row.high is not None:
        low, high = _part(row.low, axis), _part(row.high, axis)
        ends = [tag("line", x1=x, x2=x, y1="-6", y2="6", class_="jq-dot-ends") for x in (low, high)]
        marks = [tag("line", x1=low, x2=high, y1="0", y2="0", class_="jq-dot-ends"), *ends, *marks]
    return tag("svg", *marks, y="50%", overflow="visible")


def _marks(axis: Axis, *marks: Markup, with_words: bool = False) -> Markup:
    """The lines of the axis with `marks` over them, or the words under the lines."""
    places = [(_part(mark, axis), mark_words(mark, axis.unit)) for mark in axis.marks]
    if with_words:
        anchors = ["start", *["middle"] * (len(places) - 2), "end"]
        words = zip(places, anchors, strict=True)
        return tag("svg", *[tag("text", says, x=x, y="14", text_anchor=at) for (x, says), at in words])
    lines = [tag("line", x1=x, x2=x, y1="0", y2="100%", class_="jq-dot-axis") for x, _ in places]
    return tag("svg", *lines, *marks, aria_hidden="true")


def _part(value: float, axis: Axis) -> str:
    return f"{100 * (axis.x(value) - LEFT) / (RIGHT - LEFT):.2f}%"


def _drawn(
    rows: Sequence[Row], labels: Sequence[str], axis: Axis, title: str
) -> tuple[tuple[float, float], list[Markup]]:
    aside = max((text_width(row.value_words, _SIZE, bold=True) for row in rows if row.estimate is not None), default=0)
    notes = max((text_width(_note(row), _SMALL) for row in rows), default=0)
    width = max(_LEAST_WIDTH, _VALUES + aside + 10 + notes + 10)
    heading = wrapped(title, width - 16, _TITLE * 1.1)
    top = y = 34 + 19 * len(heading)
    parts = [text_at(line, 8, 22 + 19 * at, _TITLE, bold=True) for at, line in enumerate(heading)]
    drawn = []
    for row, label in zip(rows, labels, strict=True):
        lines = wrapped(label, LEFT - 24, _SIZE)
        drawn.append(_row(row, label, lines, axis, y, _VALUES + aside + 10))
        y += max(1, len(lines)) * _LINE + _GAP
    parts += [_scale(axis, top - 8, y), *drawn]
    if any(row.census for row in rows):
        y += 20
        parts.append(text_at(_(CENSUS), LEFT, y + 18, _SMALL, "ink-soft"))
    return (width, y + 28), parts


def _labels(rows: Sequence[Row]) -> list[str]:
    several = len({(row.outcome, row.statistic) for row in rows}) > 1
    return [", ".join((*((row.outcome,) if several else ()), *row.groups)) or row.outcome for row in rows]


def _row(row: Row, label: str, lines: tuple[str, ...], axis: Axis, y: float, notes: float) -> Markup:
    said = (f"{one_line(label)}: {row.value_words}", row.interval_words, row.flag_words)
    name = [text_at(line, LEFT - 12, y + 12 + _LINE * at, _SIZE, anchor="end") for at, line in enumerate(lines)]
    if row.estimate is None:
        marks = [text_at(row.value_words, LEFT + 10, y + 12, _SIZE, "muted", cased=True)]
    else:
        value = text_at(row.value_words, _VALUES, y + 12, _SIZE, bold=True)
        marks = [*_interval(row, axis, y + 7), _dot(row, axis, y + 7), value]
        marks.append(text_at(_note(row), notes, y + 12, _SMALL, "ink-soft"))
    return tag("g", *name, *marks, role="img", aria_label=", ".join(part for part in said if part))


def _note(row: Row) -> str:
    interval = "" if row.census or not row.interval_words else f"({row.interval_words})"
    return f"{interval} {row.flag if row.flag_words else ''}".strip()


def _interval(row: Row, axis: Axis, y: float) -> list[Markup]:
    if row.low is None or row.high is None:
        return []
    low, high = axis.x(row.low), axis.x(row.high)
    ends = " ".join(f"M{x:.1f},{y - 5:.1f} V{y + 5:.1f}" for x in (low, high))
    return [path(f"{ends} M{low:.1f},{y:.1f} H{high:.1f}", stroke=COLOURS["accent"], stroke_width="2")]


def _dot(row: Row, axis: Axis, y: float) -> Markup:
    fill, x = COLOURS["paper" if row.flag_words else "accent"], axis.x(row.estimate)
    return tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="5", fill=fill, stroke=COLOURS["accent"], stroke_width="2")


def _scale(axis: Axis, top: float, bottom: float) -> Markup:
    parts = []
    for mark in axis.marks:
        x = axis.x(mark)
        parts.append(path(f"M{x:.1f},{top:.1f} V{bottom:.1f}", stroke=COLOURS["line"]))
        parts.append(text_at(mark_words(mark, axis.unit), x, bottom + 16, _SMALL, "muted", anchor="middle"))
    return tag("g", *parts, aria_hidden="true")


def _summary(rows: Sequence[Row], labels: Sequence[str]) -> str:
    shown = sorted(
        (row.estimate, row.value_words, label)
        for row, label in zip(rows, labels, strict=True)
        if row.estimate is not None
    )
    hidden = sum(row.suppressed for row in rows)
    said = _("No values are shown")
    if shown:
        said = _("Values run from {least} ({group}) to {most} ({other})").format(
            least=shown[0][1], group=shown[0][2], most=shown[-1][1], other=shown[-1][2]
        )
    if not hidden:
        return f"{said}."
    rest = several("{n} group is suppressed", "{n} groups are suppressed", hidden)
    return _("{said}; {rest}.").format(said=said, rest=rest)
