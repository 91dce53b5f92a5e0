"""The planner of cells in step 4: its form read and checked, and which groups will be large enough to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jqtools.errors import DataError
from jqtools.words import _, in_digits, several

MOST_GROUPS, MOST_PEOPLE, MOST_YEARS, MOST_NAME = 30, 10_000_000, 10, 200
EVERYONE = 100.0
ROUNDING = 0.5


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
        words = several(
            "Nothing worked out yet: mend {n} answer.", "Nothing worked out yet: mend {n} answers.", len(errors)
        )
        return {"errors": errors}, words
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
    return _("Give a whole number from {least} to {most}.").format(least=in_digits(least), most=in_digits(most))
