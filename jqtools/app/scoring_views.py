"""The trial of a scoring on past bids, in words: the criteria it reads from the plan, and what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any

from jqtools.app.scoring_form import MOST_BIDS, Form, read_bids
from jqtools.plan import Plan
from jqtools.plan.lever import LeverKey
from jqtools.plan.lever_details import ScoringRow
from jqtools.plan.scoring import (
    Bid,
    Placed,
    Turn,
    least_points,
    may_take_illustration,
    missed,
    order,
    scored_rows,
    turning_point,
    winners,
    worded_minimum,
)
from jqtools.plan.values import written_out
from jqtools.words import _, several

_PLAIN_FRACTION = 12


def scoring_shown(plan: Plan) -> dict[str, Any]:
    """The criteria a bid can be scored by, what is left out of them, and whether the illustration may be taken."""
    rows = plan.lever_details.procurement.scoring
    scored = scored_rows(rows)
    left = "; ".join(_name(row) for row in rows if row not in scored and row.criterion.strip())
    return {
        "chosen": LeverKey.PROCUREMENT in plan.choice.chosen(),
        "rows": [_row(row) for row in scored],
        "total": _total(scored) if scored else _("Give your criteria points first: they stand above, under “Scoring”."),
        "left": _("Left out, because they have no points yet: {names}.").format(names=left) if left else "",
        "illustration": may_take_illustration(plan),
        "most": MOST_BIDS,
    }


def _row(row: ScoringRow) -> dict[str, Any]:
    least = least_points(row)
    most = _("At most {points}.").format(points=written_out(row.points))
    passes = "" if least is None else _("{points} to pass.").format(points=number_words(least))
    return {
        "id": row.id,
        "name": _name(row),
        "words": f"{most} {passes}".strip(),
        "minimum": worded_minimum(row),
        "quality": row.job_quality,
    }


def _name(row: ScoringRow) -> str:
    return row.criterion.strip() or _("Criterion without a name")


def _full(rows: Iterable[ScoringRow]) -> Fraction:
    return sum((Fraction(str(row.points)) for row in rows), Fraction(0))


def _total(rows: Sequence[ScoringRow]) -> str:
    words = _("Your criteria have {total} points in all, {quality} of them for job quality.")
    return words.format(total=number_words(_full(rows)), quality=number_words(_full(_quality(rows))))


def _quality(rows: Iterable[ScoringRow]) -> tuple[ScoringRow, ...]:
    return tuple(row for row in rows if row.job_quality)


def tried(plan: Plan, about: Mapping[str, str]) -> tuple[dict[str, Any], str]:
    """The orders of the bids in `about` as a table with sentences, or what to mend by field; and what to say."""
    rows = scored_rows(plan.lever_details.procurement.scoring)
    if not rows:
        return {}, _("Give your criteria points first.")
    bids, errors = read_bids(Form(about, rows))
    if errors:
        words = several(
            "Nothing worked out yet: mend {n} answer.", "Nothing worked out yet: mend {n} answers.", len(errors)
        )
        return {"errors": errors}, words
    now, before = order(bids, rows), order(bids, [row for row in rows if not row.job_quality])
    sentences = [_without(before), _turn(turning_point(bids, rows), rows), *_outs(bids, rows)]
    return {**_table(bids, now, before), "sentences": [each for each in sentences if each]}, _won(now, before)


def _table(bids: Sequence[Bid], now: Sequence[Placed], before: Sequence[Placed]) -> dict[str, Any]:
    found = {each.name: each for each in now}
    without = {each.name: each for each in before}
    names = [each.name for each in now] + [bid.name for bid in bids if bid.name not in found]
    heads = (_("Bid"), _("Place"), _("Points"), _("Place without job quality"), _("Points without job quality"))
    lines = [[name, *_cells(found.get(name)), *_cells(without.get(name))] for name in names]
    return {"heads": list(heads), "lines": lines}


def _cells(placed: Placed | None) -> tuple[str, str]:
    return (str(placed.rank), number_words(placed.total)) if placed else (_("Out"), "")


def _won(now: Sequence[Placed], before: Sequence[Placed]) -> str:
    top, first = winners(now), winners(before)
    if not top:
        return _("Every bid is below a minimum, so none is on top.")
    on_top = _on_top(top)
    if set(top) == set(first):
        return _("{top} Job quality does not change that.").format(top=on_top)
    return _("{top} Job quality changes who is on top.").format(top=on_top)


def _on_top(names: Sequence[str]) -> str:
    if len(names) == 1:
        return _("{name} is on top.").format(name=names[0])
    return _("{names} are tied on top.").format(names=_and(names))


def _without(before: Sequence[Placed]) -> str:
    if not before:
        return ""
    ranks = sorted({each.rank for each in before})
    named = [_together([each.name for each in before if each.rank == rank]) for rank in ranks]
    return _("Without the job quality criteria the order is: {order}.").format(order=_(", then ").join(named))


def _together(names: Sequence[str]) -> str:
    return _("{names} (tied)").format(names=_and(names)) if len(names) > 1 else names[0]


def _turn(turn: Turn | None, rows: Sequence[ScoringRow]) -> str:
    """The fewest job quality points that change who is on top, in words."""
    full = _full(_quality(rows))
    if not full:
        return _("None of your criteria is about job quality. Mark those that are, to see what they change.")
    if turn is None:
        return _("No number of job quality points changes who is on top. The other points stay as they are.")
    after = _on_top(turn.after)
    if not turn.points:
        words = _("Without job quality points {names} are tied. Any points for job quality change that: {after}")
        return words.format(names=_and(turn.before), after=after)
    words = _(
        "At {points} job quality points in all, {names} are tied. With more, {after} {whole} is the smallest whole"
        " number that does it. You give {full}."
    )
    whole = number_words(Fraction(floor(turn.points) + 1))
    tied = _and(turn.level)
    return words.format(points=number_words(turn.points), names=tied, after=after, whole=whole, full=number_words(full))


def _outs(bids: Iterable[Bid], rows: Sequence[ScoringRow]) -> list[str]:
    words = _("{name} is out. It is below the minimum of: {criteria}.")
    found = ((bid.name, missed(bid, rows)) for bid in bids)
    return [words.format(name=name, criteria="; ".join(_name(row) for row in out)) for name, out in found if out]


def _and(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def number_words(number: Fraction) -> str:
    """A number in digits: "12.5", "13 1/3", or "about 6.1" where neither two decimals nor a plain fraction is exact."""
    if (100 * number).denominator == 1:
        return written_out(float(number))
    if number.denominator > _PLAIN_FRACTION:
        return _("about {number}").format(number=written_out(round(float(number), 1)))
    whole = floor(number)
    part = f"{number - whole}"
    return f"{written_out(whole)} {part}" if whole else part
