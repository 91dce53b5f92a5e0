"""The bids that a visitor types to try a scoring: read and checked. Nothing of them is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jqtools.plan.lever_details import ScoringRow
from jqtools.plan.scoring import Bid, wage_points, worded_minimum
from jqtools.plan.values import written_out
from jqtools.words import _

MOST_BIDS, MOST_NAME = 12, 120
NOTHING, ALL = Fraction(0), Fraction(1)
_NUMBER = re.compile(r"[0-9]{1,7}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Form:
    """What was typed about bids: `about` by field and place, such as "name_0", and the criteria that score a bid."""

    about: Mapping[str, str]
    rows: Sequence[ScoringRow]

    @property
    def places(self) -> list[int]:
        """The places of the bids with anything in them, at least the first two."""
        names = ["name", *(f"points_{row.id}" for row in self.rows)]
        return [at for at in range(MOST_BIDS) if at < 2 or any(self.text(name, at) for name in names)]

    @property
    def wage_row(self) -> str:
        """The id of the criterion whose points follow from a share of workers; "" for none."""
        asked = self.about.get("wage", "")
        return asked if asked in {row.id for row in self.rows} else ""

    def text(self, name: str, place: int) -> str:
        """What stands in a field of a bid."""
        return self.about.get(f"{name}_{place}", "").strip()


def read_bids(form: Form) -> tuple[list[Bid], dict[str, str]]:
    """The bids of a form, and what to mend, by field."""
    errors: dict[str, str] = {}
    least = share_of(form.about.get("floor", "")) if form.wage_row else NOTHING
    if least is None or least >= ALL:
        errors["floor"] = _("Give a percent from 0 to under 100, such as 50.")
        least = NOTHING
    bids = [_bid(form, place, least, errors) for place in form.places]
    names = [bid.name for bid in bids]
    for place, (at, name) in zip(form.places, enumerate(names), strict=True):
        if name and name in names[:at]:
            errors[f"name_{place}"] = _("This name is there already. Give each bid its own.")
    return bids, errors


def _bid(form: Form, place: int, least: Fraction, errors: dict[str, str]) -> Bid:
    name = form.text("name", place)[:MOST_NAME]
    if not name:
        errors[f"name_{place}"] = _("Give the bid a name.")
    points = {}
    for row in form.rows:
        given, wrong = _points(form, row, place, least)
        points[row.id] = given
        if wrong:
            errors[f"points_{row.id}_{place}"] = wrong
    fails = (row.id for row in form.rows if worded_minimum(row) and form.text(f"fails_{row.id}", place))
    return Bid(name, points, frozenset(fails))


def _points(form: Form, row: ScoringRow, place: int, least: Fraction) -> tuple[Fraction, str]:
    most, text = Fraction(str(row.points)), form.text(f"points_{row.id}", place)
    if row.id == form.wage_row:
        share = share_of(text)
        wrong = _("Give a percent from 0 to 100, such as 85.") if share is None else ""
        return wage_points(share or NOTHING, least, most), wrong
    given = fraction_of(text)
    wrong = _("Give points from 0 to {most}.").format(most=written_out(row.points))
    return given or NOTHING, "" if given is not None and given <= most else wrong


def share_of(text: str) -> Fraction | None:
    """The share, 0 to 1, in a percent such as "85" or "85.5%"; None when it is none."""
    percent = fraction_of(text.strip().removesuffix("%"))
    return percent / 100 if percent is not None and percent <= 100 else None


def fraction_of(text: str) -> Fraction | None:
    """The number of 0 or more in a text such as "1,200" or "12.5", exactly; None when it is none."""
    plain = text.replace(",", "").strip()
    return Fraction(plain) if _NUMBER.fullmatch(plain) else None
