"""How far groups lie apart, in words and a table; only of published tables, so nothing hidden is worked out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jqtools.report.breakdown import ROLLED_UP, group_name, group_names, in_unit, shown_rows
from jqtools.report.markup import Markup, table
from jqtools.words import _, in_digits

HIGHEST, LOWEST, LARGEST = "highest", "lowest", "largest"
_CHOICES = {
    HIGHEST: {"reference": "best"},
    LOWEST: {"reference": "best", "higher_is": "worse"},
    LARGEST: {"reference": "largest"},
}


def compared_groups(published: Any) -> tuple[str, ...]:
    """The groups of the first column that have a value to compare others with."""
    shown = [row.groups[0] for row in shown_rows(published) if row.estimate is not None]
    return tuple(name for name in dict.fromkeys(shown) if name not in map(group_name, ROLLED_UP))


def gaps_table(
    published: Any, reference: str, unit: str | None = None, labels: Mapping[str, str] | None = None
) -> Markup:
    """A row for each group that is compared: with whom, the difference and the ratio.

    Parameters
    ----------
    published
        A published table of one outcome, as `Estimates.publish()` makes it.
    reference
        HIGHEST, LOWEST or LARGEST, or the name of a group of the first column.
    unit
        As for `published_table`.
    labels
        Words for group columns, by column.
    """
    names = group_names(published)
    choice = _CHOICES.get(reference) or {"reference": {names[0]: reference}}
    apart = published.gaps(**choice).frame.to_dict("records")
    times = published.gaps(measure="ratio", **choice).frame.to_dict("records")
    sampled = any(_is_number(row["ci_low"]) and _is_number(row["se"]) for row in apart)
    heads = [(labels or {}).get(name) or name.replace("_", " ").capitalize() for name in names]
    heads += [_("Compared with"), _("Difference"), _("Ratio")] + [_("Interval of the difference")] * sampled
    rows = [_row(row, ratio, names, unit, sampled) for row, ratio in zip(apart, times, strict=True)]
    return table(_("Gaps between groups"), heads, rows)


def gap_sentences(published: Any, unit: str | None = None) -> tuple[str, ...]:
    """The widest gap, and whether a gap so wide says anything: beside what equal groups would show, in a sample."""
    (row,) = published.gaps().extremes.frame.to_dict("records")
    if not _is_number(row["gap"]):
        return (_("Fewer than two groups can be compared, so there is no gap to tell."),)
    widest = _("The widest gap, worked out before rounding, is {gap}: {highest} is highest and {lowest} is lowest.")
    kind = _unit(row["statistic"], unit)
    first = widest.format(gap=_apart(row["gap"], kind).lstrip("+"), highest=row["highest"], lowest=row["lowest"])
    if not _is_number(row["expected_if_equal"]):
        still = _(
            "Every record is counted, so there is no sampling error. In a small group one or two people can still"
            " move a value."
        )
        return first, still
    chance = _(
        "If all groups were equal, chance alone would make the widest gap of a sample like this about {expected}."
    )
    is_wide = row["gap"] > row["p95_if_equal"]
    wide = _("A gap this wide would come by chance in fewer than 5 of 100 samples.")
    narrow = _("A gap this wide would be no surprise even if all groups were equal.")
    return (
        first,
        chance.format(expected=_apart(row["expected_if_equal"], kind).lstrip("+")),
        wide if is_wide else narrow,
    )


def _row(
    row: Mapping[str, Any], ratio: Mapping[str, Any], names: tuple[str, ...], unit: str | None, sampled: bool
) -> tuple[str, ...]:
    kind = _unit(row["statistic"], unit)
    groups = [group_name(str(row[name])) for name in names]
    with_whom = str(row["reference"]) or _("nobody")
    if not _is_number(row["estimate"]):
        reason = _("hidden") if row["flag"] == "suppressed" else str(row["flag_reason"]) or _("not known")
        return (*groups, with_whom, _("no gap: {why}").format(why=reason), "", *[""] * sampled)
    times = in_digits(ratio["estimate"], most=2, least=2) if _is_number(ratio["estimate"]) else _("not known")
    ends = [row["ci_low"], row["ci_high"]]
    known = all(map(_is_number, ends))
    interval = _("{low} to {high}").format(low=_apart(ends[0], kind), high=_apart(ends[1], kind)) if known else ""
    return (*groups, with_whom, _apart(row["estimate"], kind), times, *[interval] * sampled)


def _unit(statistic: str, unit: str | None) -> str:
    return "percent" if statistic == "share" else unit or "count"


def _apart(value: float, unit: str) -> str:
    """A difference with its sign and unit: +12.3 points, -$2.10."""
    sign = "+" if value > 0 else "-" if value < 0 else ""
    if unit == "percent":
        return _("{number} points").format(number=f"{sign}{in_digits(100 * abs(value), most=1, least=1)}")
    return f"{sign}{in_unit(abs(value), unit)}"


def _is_number(value: object) -> bool:
    return value is not None and value == value and str(value) != "<NA>"
