"""What the widgets of step 4 show: what taking part costs, and which groups will be large enough to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jqtools.errors import DataError
from jqtools.plan import Plan
from jqtools.plan.equity import (
    COST_BOX,
    Engagement,
    cost,
    cost_reason,
    missing_amounts,
    total_cost,
    with_engagement_cost,
)
from jqtools.words import _, several

MOST_GROUPS, MOST_PEOPLE, MOST_YEARS, MOST_NAME = 30, 10_000_000, 10, 200
EVERYONE = 100.0
ROUNDING = 0.5


def cost_shown(plan: Plan, href: Callable[[str], str]) -> dict[str, Any]:
    """The total of all engagements, how it is worked out, what is missing, and whether it is in the plan."""
    total, box = total_cost(plan.engagements), plan.logic.nodes.get(COST_BOX)
    can_add = with_engagement_cost(plan.logic, plan.engagements) is not plan.logic
    button = (_("Update the amount in your inputs") if box else _("Add this cost to your inputs")) if can_add else ""
    there = _("as an input of your logic model.") if box else ""
    if box and can_add:
        there = _("with {old}; the total is now {new}.").format(old=_dollars(box.amount), new=_dollars(total.dollars))
    return {
        "total": _total_words(plan),
        "open": [_open_words(each) for each in plan.engagements if missing_amounts(each)],
        "lines": [f"{_name(each)}: {cost_reason(each)}" for each in total.counted],
        "there": there,
        "href": href(f"logic/{COST_BOX}") if box else "",
        "button": button,
    }


def cost_change(plan: Plan, verb: str) -> tuple[Plan, str]:
    """The plan with the cost as an input, and what to say; the same plan and no words where nothing changes."""
    logic = with_engagement_cost(plan.logic, plan.engagements)
    if verb != "add" or logic is plan.logic:
        return plan, ""
    dollars = _dollars(logic.nodes.get(COST_BOX).amount)
    known = plan.logic.nodes.get(COST_BOX)
    said = _("The input in your plan is now {dollars}.") if known else _("Added to your inputs: {dollars}.")
    return plan.model_copy(update={"logic": logic}), said.format(dollars=dollars)


def _total_words(plan: Plan) -> str:
    total = total_cost(plan.engagements)
    if not plan.engagements:
        return _("Add who takes part first. The cost of all then stands here.")
    if total.dollars is None:
        return _("No total yet: an amount is missing for each group.")
    groups = several("{n} group", "{n} groups", len(total.counted))
    if total.left_out:
        words = _("Total so far: {dollars} for {groups}. {left} not counted yet.")
        return words.format(dollars=_dollars(total.dollars), groups=groups, left=len(total.left_out))
    return _("Total: {dollars} for {groups}.").format(dollars=_dollars(total.dollars), groups=groups)


def _open_words(engagement: Engagement) -> str:
    missing = ", ".join(missing_amounts(engagement))
    if cost(engagement) is None:
        return _("{who}: not in the total. Still missing: {missing}.").format(who=_name(engagement), missing=missing)
    return _("{who}: in the total without {missing}, which has no amount yet.").format(
        who=_name(engagement), missing=missing
    )


def _name(engagement: Engagement) -> str:
    return engagement.who or _("A group without a name")


def _dollars(amount: float | None) -> str:
    return _("no amount") if amount is None else f"${amount:,.2f}"


@dataclass(frozen=True)
class Asked:
    """What the form asks: people a year, shares from 0 to 1 by group, the share with the result, years, merges."""

    people: int
    shares: dict[str, float]
    rate: float | None
    years: int
    overlap: bool
    merges: dict[str, tuple[str, ...]]


def planned(about: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """The table for the form in `about`, or its errors by field; and the sentence to say.

    What is asked comes from a browser and is checked here.
    """
    asked, errors = read_form(about)
    if asked is None:
        one, many = "Nothing worked out yet: mend {n} answer.", "Nothing worked out yet: mend {n} answers."
        return {"errors": errors}, several(one, many, len(errors))
    try:
        return _worked_out(asked)
    except DataError as error:
        words = str(error)
        return {}, f"{words[:1].upper()}{words[1:]}."


def _worked_out(asked: Asked) -> tuple[dict[str, Any], str]:
    from jqtools.app.menu import agency_policy  # pandas only where groups are counted
    from jqtools.report.expected import expected_heads, expected_rows, expected_sentence
    from jqtools.survey.planning.expected_cells import expected_cells
    from jqtools.survey.planning.merges import checked_merges

    checked_merges(asked.merges, list(asked.shares))
    choices = {"policy": agency_policy(), "years": asked.years, "overlap": True, "most_years": MOST_YEARS}
    found = expected_cells(asked.people, asked.shares, asked.rate, **choices)
    rows = list(expected_rows(found, MOST_YEARS))
    if asked.merges:
        words = _("{name} (together: {parts})")
        together = {words.format(name=name, parts=", ".join(parts)): parts for name, parts in asked.merges.items()}
        shares = {name: min(1.0, sum(asked.shares[part] for part in parts)) for name, parts in together.items()}
        rows += expected_rows(expected_cells(asked.people, shares, asked.rate, **choices), MOST_YEARS)
    people = several("{n:,} person a year", "{n:,} people a year", asked.people)
    caption = _("Who can be shown: {people}, groups of at least {least}").format(
        people=people, least=choices["policy"].min_n
    )
    table = {"caption": caption, "heads": list(expected_heads(asked.years)), "rows": [list(row) for row in rows]}
    return table, expected_sentence(found, MOST_YEARS)


def read_form(about: Mapping[str, str]) -> tuple[Asked | None, dict[str, str]]:
    """What the form asks, or None and what to mend, by field."""
    errors: dict[str, str] = {}

    def number(field: str, least: float, most: float, unit: str) -> float:
        found = _number(about.get(field, ""))
        if found is None or not least <= found <= most or (unit != "%" and found != int(found)):
            errors[field] = _range_words(least, most, unit)
            return least
        return found

    people = int(number("people", 1, MOST_PEOPLE, ""))
    years = int(number("years", 1, MOST_YEARS, ""))
    rate = number("rate", 0, EVERYONE, "%") / EVERYONE if about.get("rate", "").strip() else None
    overlap = about.get("overlap") == "yes"
    rows = _rows(about)
    shares = {name: number(f"share_{place}", 0, EVERYONE, "%") / EVERYONE for place, name, _merge in rows}
    merges = _merges(rows)
    wrong = _wrong_names(rows) | _wrong_merges(rows, merges)
    if not overlap and EVERYONE * sum(shares.values()) > EVERYONE + ROUNDING * len(shares):
        words = _(
            "The shares add up to more than 100 percent. Mend them, or tick that people can be in several groups."
        )
        wrong.setdefault(f"share_{rows[-1][0]}", words)
    errors = wrong | errors
    return (None if errors else Asked(people, shares, rate, years, overlap, merges)), errors


def _rows(about: Mapping[str, str]) -> list[tuple[int, str, str]]:
    """The place, name and merge of each row with anything in it; the first row where all are empty."""
    given = [
        [about.get(f"{of}_{place}", "").strip() for of in ("name", "share", "merge")] for place in range(MOST_GROUPS)
    ]
    rows = [(place, name[:MOST_NAME], merge[:MOST_NAME]) for place, (name, _share, merge) in enumerate(given)]
    return [row for row, texts in zip(rows, given, strict=True) if any(texts)] or rows[:1]


def _merges(rows: list[tuple[int, str, str]]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(merge for _place, _name, merge in rows if merge)
    return {each: tuple(name for _place, name, merge in rows if merge == each) for each in names}


def _wrong_names(rows: list[tuple[int, str, str]]) -> dict[str, str]:
    names = [name for _place, name, _merge in rows]
    wrong = {f"name_{place}": _("Give the group a name.") for place, name, _merge in rows if not name}
    twice = _("This group is there already. Give each group once.")
    again = {f"name_{rows[at][0]}": twice for at, name in enumerate(names) if name and name in names[:at]}
    return wrong | again


def _wrong_merges(rows: list[tuple[int, str, str]], merges: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    alone = _("Write this name in the rows of two groups or more.")
    return {f"merge_{place}": alone for place, _name, merge in rows if merge and len(merges[merge]) < 2}


def _number(text: str) -> float | None:
    """The number in a text such as "1,200" or "4.5%"; None when it is none."""
    try:
        return float(text.replace(",", "").strip().removesuffix("%"))
    except ValueError:
        return None


def _range_words(least: float, most: float, unit: str) -> str:
    if unit:
        return _("Give a number from 0 to 100, such as 12.5.")
    return _("Give a whole number from {least:,.0f} to {most:,.0f}.").format(least=least, most=most)
