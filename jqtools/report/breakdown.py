"""The rows of a published table in words; nothing else comes in. `tables` and `charts` show them."""

from __future__ import annotations

from dataclasses import dataclass

from jqtools.errors import DataError, PublicationError
from jqtools.report.words import SUPPRESSED, dollars
from jqtools.words import _, in_digits, in_percent, marked

UNITS = ("percent", "dollars", "count")
ROLLED_UP = {"(all)": marked("Everyone"), "(missing)": marked("Not recorded")}


@dataclass(frozen=True)
class Breakdown:
    """A published table for the report: its caption and the unit of values that are not shares."""

    published: object
    caption: str = marked("Results by group")
    unit: str | None = None


@dataclass(frozen=True)
class Row:
    """One estimate; `n`, `estimate`, `low` and `high` are None where the table shows none."""

    outcome: str
    statistic: str
    groups: tuple[str, ...]
    unit: str
    n: int | None
    estimate: float | None
    low: float | None
    high: float | None
    suppressed: bool
    census: bool
    flag: str
    reason: str

    @property
    def value_words(self) -> str:
        """The estimate, or why there is none."""
        if self.suppressed:
            return _(SUPPRESSED)
        return (
            _("no value: {reason}").format(reason=self.reason or _("not known"))
            if self.estimate is None
            else in_unit(self.estimate, self.unit)
        )

    @property
    def interval_words(self) -> str:
        """The confidence interval, or why there is none; empty where there is no estimate."""
        if self.suppressed or self.estimate is None:
            return ""
        if self.census:
            return _("every record counted, no sampling error")
        if self.low is None or self.high is None:
            return _("interval not known")
        return _("{low} to {high}").format(low=in_unit(self.low, self.unit), high=in_unit(self.high, self.unit))

    @property
    def flag_words(self) -> str:
        """What to mind about the estimate, if anything."""
        if self.suppressed or self.estimate is None or not self.flag:
            return ""
        return f"{self.flag}: {self.reason}" if self.reason else self.flag


def group_names(published: object) -> tuple[str, ...]:
    """The columns that the table is split by: those between `statistic` and `n`."""
    names = list(_frame(published).columns)
    return tuple(str(name) for name in names[names.index("statistic") + 1 : names.index("n")])


def shown_rows(published: object, unit: str | None = None, outcome: str | None = None) -> tuple[Row, ...]:
    """The rows of a published table.

    Parameters
    ----------
    published
        What `Estimates.publish()` made; anything else is refused.
    unit
        "percent" (values are fractions, 0.41 is 41%), "dollars" or "count", which it is without one;
        shares are always percents.
    outcome
        Only the rows of this outcome.
    """
    frame = _frame(published)
    if unit is not None and unit not in UNITS:
        raise DataError(f"unit must be one of {', '.join(UNITS)}; got {unit!r}")
    by = group_names(published)
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    rows = tuple(_row(record, by, unit) for record in records)
    return tuple(row for row in rows if outcome in (None, row.outcome))


def group_name(group: str) -> str:
    """What a group is called; everyone, and those of no known group, in words."""
    return _(ROLLED_UP[group]) if group in ROLLED_UP else group


def in_unit(value: float, unit: str) -> str:
    """A value with its unit: 41.0%, $23.10, 1,200."""
    if unit == "percent":
        return in_percent(value, decimals=1)
    if unit == "dollars":
        return dollars(round(value) if abs(value) >= 1000 else value)
    size = abs(value)
    decimals = 0 if size >= 1000 or value == round(value) else 1 if size >= 10 else 2
    return in_digits(value, most=decimals, least=decimals)


def _frame(published: object) -> object:
    from jqtools.survey import Published, PublishedRows

    if isinstance(published, PublishedRows):
        raise DataError("gaps, measures and parts of a gap are no table of groups: write them with to_csv()")
    frame = getattr(published, "frame", None)
    if not isinstance(published, Published) or "suppression_reason" not in getattr(frame, "columns", ()):
        raise PublicationError(
            f"only a published table may be shown, got {type(published).__name__}: publish() the table first"
        )
    return frame


def _row(record: dict[str, object], by: tuple[str, ...], unit: str | None) -> Row:
    hidden = bool(record["suppressed"])
    values = {name: None if hidden else record[name] for name in ("n", "estimate", "ci_low", "ci_high")}
    return Row(
        outcome=str(record["outcome"]),
        statistic=str(record["statistic"]),
        groups=tuple(group_name(str(record[name])) for name in by),
        unit="percent" if record["statistic"] == "share" else unit or "count",
        n=None if values["n"] is None else int(values["n"]),
        estimate=values["estimate"],
        low=values["ci_low"],
        high=values["ci_high"],
        suppressed=hidden,
        census=str(record.get("ci_method") or "").startswith("census"),
        flag=str(record.get("flag") or ""),
        reason=str(record.get("flag_reason") or ""),
    )
