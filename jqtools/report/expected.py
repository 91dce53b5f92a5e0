"""Which groups will be large enough to show, and how many years to pool, in words; only of expected numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jqtools.plan.values import written_out
from jqtools.words import _, several

_ALMOST = 0.99


def expected_heads(years: int) -> tuple[str, ...]:
    """The column heads of `expected_rows`."""
    people = several("People in {n} year", "People in {n} years", years)
    return _("Group"), _("Share"), people, _("Large enough to show?"), _("Chance of that"), _("Years to pool")


def expected_rows(found: Any, most_years: int) -> tuple[tuple[str, ...], ...]:
    """A row of words for each group of an `ExpectedCells` that looked at up to `most_years` years."""
    return tuple(_row(row, found.policy, most_years) for row in found.frame.to_dict("records"))


def expected_sentence(found: Any, most_years: int) -> str:
    """Which groups are too small in the years that are planned, and the fewest years that are enough for all."""
    rows = found.frame.to_dict("records")
    small = [str(row["group"]) for row in rows if not row["enough"]]
    years = several("{n} year", "{n} years", found.years)
    if not small:
        return _("Expect every group to be large enough to show after {years}.").format(years=years)
    too_small = _("After {years}, {n} of {all} groups will be too small to show: {names}.")
    sentences = [too_small.format(years=years, n=len(small), all=len(rows), names="; ".join(small))]
    sentences.append(_pooling([_years(row) for row in rows], most_years))
    if len(small) == 1 < len(rows):
        sentences.append(_("Hide one more group as well, or it can be worked out from the total."))
    return " ".join(sentences)


def _pooling(years: list[int | None], most_years: int) -> str:
    known = [each for each in years if each is not None]
    if len(known) == len(years):
        return several("Pool {n} year to show them all.", "Pool {n} years to show them all.", max(known))
    return _("Even {years} years pooled will not show them all: merge groups, or ask people in interviews.").format(
        years=most_years
    )


def _row(row: Mapping[str, Any], policy: Any, most_years: int) -> tuple[str, ...]:
    years = _years(row)
    share = _("{n}%").format(n=written_out(100 * row["share"]))
    pooled = _("more than {n}").format(n=most_years) if years is None else str(years)
    return str(row["group"]), share, _people(row["expected_n"]), _shown(row, policy), _chance(row["chance"]), pooled


def _shown(row: Mapping[str, Any], policy: Any) -> str:
    """Whether a group can be shown, and why not, by the same order of reasons as when a table is published."""
    people, yes, no = (round(row[name], 6) for name in ("expected_n", "expected_yes", "expected_no"))
    if row["enough"]:
        return _("Yes")
    if not people:
        return _("No: nobody is expected")
    if people < policy.min_n:
        return _("No: fewer than {least} people").format(least=policy.min_n)
    if not yes or not no:
        return _("No: all would have the same result, which tells it of each")
    words = _("No: {n} with the result, fewer than {least}") if yes < policy.complement else _without()
    return words.format(n=_people(min(yes, no)), least=policy.complement)


def _without() -> str:
    return _("No: {n} without the result, fewer than {least}")


def _people(number: float) -> str:
    """An expected number of people; one decimal below 100, so that 9.6 does not read as 10."""
    return _("about {n}").format(n=written_out(round(number, 1 if number < 100 else 0)))


def _chance(chance: float) -> str:
    if chance > _ALMOST:
        return _("almost sure")
    if chance < 1 - _ALMOST:
        return _("less than 1 in 100")
    return _("{n} in 100").format(n=round(100 * chance))


def _years(row: Mapping[str, Any]) -> int | None:
    """The fewest years that are enough; None when no number of years is."""
    years = row["years_needed"]
    return int(years) if isinstance(years, int | float) and years == years else None
