"""Numbers, units and choices in words, plain text. A value that nobody has is said in words, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from jqtools.plan.calendar import first_day, last_day, quarter_label, year_label
from jqtools.plan.header import Header
from jqtools.plan.logic import LogicModel
from jqtools.plan.measure import Baseline, Measure, Target, Unit
from jqtools.plan.measured import Measured, ValueStatus
from jqtools.words import _, date_words, in_digits, in_dollars, marked

_UNITS = {
    Unit.PERCENT: (marked("percent"), marked("percent")),
    Unit.PERCENTAGE_POINTS: (marked("percentage point"), marked("percentage points")),
    Unit.DAYS: (marked("day"), marked("days")),
    Unit.HOURS: (marked("hour"), marked("hours")),
    Unit.POINTS: (marked("point"), marked("points")),
    Unit.RATIO: (marked("(ratio)"), marked("(ratio)")),
}
SUPPRESSED = marked("suppressed (small group)")
_STATES = {
    ValueStatus.NOT_COLLECTED: marked("not collected"),
    ValueStatus.NOT_YET_DUE: marked("not yet due"),
    ValueStatus.SUPPRESSED: SUPPRESSED,
    ValueStatus.NOT_APPLICABLE: marked("does not apply"),
}


def number(value: float) -> str:
    """A number for people: 1,200 and 41 and 7.1, without needless zeros."""
    if value and not 1e-6 <= abs(value) < 1e15:
        return f"{value:g}"
    return in_digits(value, most=6)


def dollars(value: float) -> str:
    """An amount: $23.10, $412,000."""
    if abs(value) < 1e15:
        return in_dollars(value, cents=not f"{value:.2f}".endswith(".00"))
    return f"{'-' if value < 0 else ''}${abs(value):g}"


def quantity(value: float, unit: Unit | None) -> str:
    """A value with its unit spelled out: "41 percent", "44 percentage points", "$23.10 an hour"."""
    if unit in (Unit.DOLLARS, Unit.DOLLARS_PER_HOUR):
        return dollars(value) + (_(" an hour") if unit is Unit.DOLLARS_PER_HOUR else "")
    one, many = _UNITS.get(unit, ("", ""))
    return f"{number(value)} {_(one) if abs(value) == 1 else _(many)}".strip()


def measured_words(measured: Measured, unit: Unit | None) -> str:
    """A value with its unit and whether it is an estimate, or the state it is in instead."""
    if measured.known is None:
        return _(_STATES.get(measured.state, marked("missing")))
    words = quantity(measured.known, unit)
    return _("{words} (an estimate)").format(words=words) if measured.state is ValueStatus.ESTIMATE else words


def behind_words(measured: Measured, unit: Unit | None) -> str:
    """What stands behind a known value: its parts, margin of error and count; empty where there is none."""
    if measured.known is None:
        return ""
    top, bottom = measured.numerator, measured.denominator
    change = Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit
    return and_so_on(
        [
            ""
            if top is None or bottom is None
            else _("{top} of {bottom}").format(top=number(top), bottom=number(bottom)),
            ""
            if measured.margin is None
            else _("margin of error {margin}").format(margin=quantity(measured.margin, change)),
            "" if measured.n is None else _("{n} counted").format(n=in_digits(measured.n)),
        ]
    )


def baseline_words(baseline: Baseline, unit: Unit | None) -> str:
    """The value before the change and its period, or why there is none and how it will be had."""
    if baseline.known is not None:
        return and_so_on([measured_words(baseline, unit), baseline.period], ", ")
    words = (
        _("baseline {words}").format(words=measured_words(baseline, unit))
        if baseline.state in _STATES
        else _("no baseline yet")
    )
    return and_so_on([words, baseline.plan], ": ")


def target_words(target: Target, unit: Unit | None) -> str:
    """The value aimed for and its date, or why there is none."""
    if target.known is None:
        return (
            _("target {words}").format(words=measured_words(target, unit))
            if target.state in _STATES
            else _("no target yet")
        )
    words = measured_words(target, unit)
    return (
        _("{words} by {date}").format(words=words, date=date_words(target.date))
        if target.date
        else _("{words}, no date yet").format(words=words)
    )


def change_words(measure: Measure) -> str:
    """From baseline to target: a change between percents is in percentage points."""
    before, after = measure.baseline.known, measure.target.known
    if before is None or after is None:
        return _("not known yet")
    unit = Unit.PERCENTAGE_POINTS if measure.unit is Unit.PERCENT else measure.unit
    change = round(after - before, 6)
    if change == 0:
        return _("no change")
    words = _("up {amount}") if change > 0 else _("down {amount}")
    return words.format(amount=quantity(abs(change), unit))


def period_words(start: str, end: str, header: Header) -> str:
    """A period, with its quarter or year in the plan's calendar: "07/2026 to 09/2026 (PY 2026 Q1)"."""
    dates, name = period_parts(start, end, header)
    return f"{dates} ({name})" if name else dates


def period_parts(start: str, end: str, header: Header) -> tuple[str, str]:
    """The dates of a period, and the quarter or year of the plan's calendar that it lies in, "" for none."""
    begins, ends = start or end, end or start
    first, last = first_day(begins), last_day(ends)
    dates = date_words(begins) if begins == ends else span(begins, ends)
    name = "" if first is None or last is None else _shared(first, last, header)
    return dates, "" if name == dates else name


def measure_name(measure: Measure) -> str:
    """A measure's name, or words for one that has none."""
    return measure.name.strip() or _("(no name yet)")


def span(start: str, end: str) -> str:
    """Two dates of a plan as a stretch of time; either may be missing."""
    start, end = date_words(start), date_words(end)
    if start and end:
        return _("{start} to {end}").format(start=start, end=end)
    return _("from {start}").format(start=start) if start else _("until {end}").format(end=end) if end else ""


def and_so_on(parts: Iterable[str], between: str = "; ") -> str:
    """The parts that say something, joined."""
    return between.join(part.strip() for part in parts if part.strip())


def coded(model: LogicModel, node_id: str | None) -> str:
    """A box's code and words: "C3 Contract workers are paid a living wage"; empty for none."""
    node = model.nodes.get(node_id)
    return f"{model.codes()[node.id]} {node.text}".strip() if node else ""


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 box", "4 boxes"."""
    return f"{in_digits(count)} {one if count == 1 else many}"


def _shared(first: date, last: date, header: Header) -> str:
    """The quarter that both days fall in, or else the year."""
    for label in (quarter_label, year_label):
        if label(first, header) == label(last, header):
            return label(last, header)
    return ""
