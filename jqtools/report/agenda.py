"""The agenda of a meeting that goes through all four steps, to print: when, what, how, and what people leave with."""

from __future__ import annotations

from itertools import accumulate, groupby

from jqtools.content import agency, agenda
from jqtools.content.texts import AgendaPart
from jqtools.report.blanks import ruled, ticks
from jqtools.report.markup import Markup, joined, paragraph, tag
from jqtools.report.worksheet import sheets_page
from jqtools.words import _, several

_PARKED_LINES = 8


def agenda_html() -> str:
    """The agenda as the text of an HTML file that stands alone; times are counted from the start of each half-day."""
    halves = [list(parts) for _half, parts in groupby(agenda().values(), key=lambda part: part.half_day)]
    days = [_half_day(n, parts) for n, parts in enumerate(halves, start=1)]
    return sheets_page(_("Agenda of a meeting"), joined((_before(), *days, _parked())))


def clock(minutes: int) -> str:
    """Minutes since the start, as 1:05."""
    return f"{minutes // 60}:{minutes % 60:02d}"


def _sheet(title: str, *content: object, css: str = "sheet") -> Markup:
    eyebrow = paragraph(agency().name or _("Job Quality Workbook"), "eyebrow")
    return tag("section", eyebrow, tag("h2", title), *content, class_=css)


def _before() -> Markup:
    people = _("Six to ten people. Two of them do the jobs that the plan is about, and are paid for their time.")
    to_do = (
        _("Ask who needs an interpreter, a ramp, child care or a way to join from home, and set it up."),
        _("Pay the workers who come on the day they come."),
        _("Open the workbook on a large screen. “My plan” has large letters for a meeting."),
        _("Print the worksheets: Start, under “Records”, then “On paper”. They also help if a screen fails."),
        _("Name one person who types, and one who watches that everyone is heard."),
    )
    return _sheet(_("Before the meeting"), paragraph(people), ticks(to_do))


def _half_day(number: int, parts: list[AgendaPart]) -> Markup:
    ends = list(accumulate(part.minutes for part in parts))
    told = several("{n} minute without breaks.", "{n} minutes without breaks.", ends[-1])
    heads = [_("From the start"), _("What"), _("How"), _("You leave with"), _("At hand")]
    head = tag("thead", tag("tr", *[tag("th", each, scope="col") for each in heads]))
    rows = [_row(end - part.minutes, end, part, heads[2:]) for end, part in zip(ends, parts, strict=True)]
    title = _("Half-day {n}").format(n=number)
    when = tag("p", _("Date and start"), tag("span", class_="rule"), _("Place"), tag("span", class_="rule"))
    table = tag("table", tag("caption", told), head, tag("tbody", *rows), class_="agenda")
    return _sheet(title, tag("div", when, class_="signed"), table, css="sheet wide")


def _row(start: int, end: int, part: AgendaPart, heads: list[str]) -> Markup:
    """A row; its cells carry their heads along for a phone, where they stand one below the other."""
    told = zip((part.how, part.result, part.bring), heads, strict=True)
    cells = [tag("td", each, data_head=head) for each, head in told]
    when = tag("td", _("{start} to {end}").format(start=clock(start), end=clock(end)))
    return tag("tr", when, tag("th", part.title, scope="row"), *cells)


def _parked() -> Markup:
    why = _("What is worth a thought and does not belong here now. Read it aloud at the end; nothing gets lost.")
    return _sheet(_("Parked thoughts"), paragraph(why), ruled(_PARKED_LINES))
