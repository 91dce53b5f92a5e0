"""Numbers, units and choices in words, plain text. A value that nobody has is said in words, never 0."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from jqtools.content import forms
from jqtools.plan.logic import LogicModel
from jqtools.plan.measure import Baseline, Measure, Target, Unit

_UNITS = {
    Unit.PERCENT: ("percent", "percent"),
    Unit.PERCENTAGE_POINTS: ("percentage point", "percentage points"),
    Unit.DAYS: ("day", "days"),
    Unit.HOURS: ("hour", "hours"),
    Unit.POINTS: ("point", "points"),
    Unit.RATIO: ("(ratio)", "(ratio)"),
}


def number(value: float) -> str:
    """A number for people: 1,200 and 41 and 7.1, without needless zeros."""
    if value and not 1e-6 <= abs(value) < 1e15:
        return f"{value:g}"
    return f"{value + 0.0:,.6f}".rstrip("0").rstrip(".")


def dollars(value: float) -> str:
    """An amount: $23.10, $412,000."""
    amount = f"{abs(value):,.2f}".removesuffix(".00") if abs(value) < 1e15 else f"{abs(value):g}"
    return f"-${amount}" if value < 0 else f"${amount}"


def quantity(value: float, unit: Unit | None) -> str:
    """A value with its unit spelled out: "41 percent", "44 percentage points", "$23.10 an hour"."""
    if unit in (Unit.DOLLARS, Unit.DOLLARS_PER_HOUR):
        return dollars(value) + (" an hour" if unit is Unit.DOLLARS_PER_HOUR else "")
    one, many = _UNITS.get(unit, ("", ""))
    return f"{number(value)} {one if abs(value) == 1 else many}".strip()


def baseline_words(baseline: Baseline, unit: Unit | None) -> str:
    """The value before the change, with its counts and period, or that there is none yet."""
    if baseline.value is None:
        plan = baseline.plan.strip()
        return f"no baseline yet: {plan}" if plan else "no baseline yet"
    words = quantity(baseline.value, unit)
    if baseline.numerator is not None and baseline.denominator is not None:
        words += f" ({number(baseline.numerator)} of {number(baseline.denominator)})"
    return f"{words}, {baseline.period}" if baseline.period.strip() else words


def target_words(target: Target, unit: Unit | None) -> str:
    """The value aimed for and its date, or that there is none yet."""
    if target.value is None:
        return "no target yet"
    words = quantity(target.value, unit)
    return f"{words} by {target.date}" if target.date else f"{words}, no date yet"


def change_words(measure: Measure) -> str:
    """From baseline to target: a change between percents is in percentage points."""
    before, after = measure.baseline.value, measure.target.value
    if before is None or after is None:
        return "not known yet" if after is not None else ""
    unit = Unit.PERCENTAGE_POINTS if measure.unit is Unit.PERCENT else measure.unit
    change = round(after - before, 6)
    if change == 0:
        return "no change"
    return f"{'up' if change > 0 else 'down'} {quantity(abs(change), unit)}"


def option(form: str, field: str, value: StrEnum | None, missing: str = "") -> str:
    """The words of a form's choice for `value`, or `missing` when nothing was chosen."""
    if value is None:
        return missing
    fields = forms().get(form, ())
    options = next((f.get("options", ()) for f in fields if f["name"] == field), ())
    known = {} if isinstance(options, str) else dict(options)
    return known.get(value.value, value.value.replace("_", " ").capitalize())


def span(start: str, end: str) -> str:
    """Two dates as a stretch of time; either may be missing."""
    if start and end:
        return f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def and_so_on(parts: Iterable[str], between: str = "; ") -> str:
    """The parts that say something, joined."""
    return between.join(part.strip() for part in parts if part.strip())


def coded(model: LogicModel, node_id: str | None) -> str:
    """A box's code and words: "C3 Contract workers are paid a living wage"; empty for none."""
    node = model.nodes.get(node_id)
    return f"{model.codes()[node.id]} {node.text}".strip() if node else ""


def counted(count: int, one: str, many: str) -> str:
    """A count with its noun: "1 box", "4 boxes"."""
    return f"{count:,} {one if count == 1 else many}"
