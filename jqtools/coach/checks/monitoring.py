"""Checks once the plan is carried out: reviews, values that stand out, gaps that widen, stories, decisions."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from jqtools.coach.checks.origins import DATA, EQUITY, POLICY, PRACTICE
from jqtools.coach.checks.series import (
    OVERALL,
    about_observation,
    by_series,
    carried_out,
    change_margin,
    ends,
    known,
    observed,
    period_words,
    span,
    words_of_group,
)
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, number, quoted, rule, whole, words_of
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day, later
from jqtools.plan.measure import Direction, Measure, Unit
from jqtools.plan.progress import Track, progress
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.words import _, in_dollars

QUARTER_DAYS = 92
FEWEST_FOR_USUAL = 4
TOO_MUCH = 3
_HOURLY_PAY = (2, 500)


@rule("R01", Severity.WARNING, reason="Numbers change nothing until somebody meets over them.", source=PRACTICE)
def no_review_ahead(plan: Plan, today: date) -> Iterator[Seen]:
    parts = [part for each in plan.reviews for part in (each.date, each.next_date)]
    spans = [(first_day(part), last_day(part)) for part in parts if part]
    soon = any(first and first <= later(today, QUARTER_DAYS) and last >= today for first, last in spans)
    if carried_out(plan) and not soon:
        yield whole(
            "reviews",
            _("The plan is under way and no review is set for the next three months."),
            _("Set a date, with workers in the room, and say beforehand what would make you change the plan."),
        )


@rule("R02", Severity.WARNING, reason="A value that stands out is a finding or a slip.", source=DATA)
def value_stands_out(plan: Plan) -> Iterator[Seen]:
    for measure, found in observed(plan):
        for one_series in by_series(found).values():
            for each, problem in (*_implausible(measure, one_series), *_jumps(one_series)):
                yield about_observation(measure, each, problem, _("Check it at the source before you show it."))


@rule("R03", Severity.WARNING, reason="A line may not cross a change of definition.", source=DATA)
def definition_changed(plan: Plan) -> Iterator[Seen]:
    for measure, found in observed(plan):
        changed = first_day(measure.defined_on)
        entered = [last_day(each.entered_on) for each in found]
        if changed and any(day and day < changed for day in entered) and any(day and day >= changed for day in entered):
            yield about(
                measure,
                _("The definition was changed on {defined_on}, between values that stand in one series.").format(
                    defined_on=measure.defined_on
                ),
                _("Start a new series from the new definition, or work the earlier values out again."),
            )


@rule("R04", Severity.WARNING, reason="An average can rise while a gap widens.", source=EQUITY)
def group_left_behind(plan: Plan) -> Iterator[Seen]:
    for measure, found in observed(plan):
        series = by_series(found)
        overall = {span(each): each for each in known(series.pop(OVERALL, ()))}
        for members in series.values():
            both = [each for each in known(members) if span(each) in overall]
            if len(both) < 2:
                continue
            first, last = both[0], both[-1]
            risen = _gain(measure, overall[span(first)], overall[span(last)])
            if risen and risen > 0 and (_gain(measure, first, last) or 0) < 0:
                yield about(
                    measure,
                    _("From {first} to {last} this got better overall and worse for {group}.").format(
                        first=period_words(first), last=period_words(last), group=words_of_group(last.group)
                    ),
                    _("Look here first: ask people of that group what changed, and why."),
                )


@rule("R05", Severity.WARNING, reason="A change inside the margin of error may be no change.", source=DATA)
def change_within_margin(plan: Plan) -> Iterator[Seen]:
    newest = {measure.id: known(by_series(found).get(OVERALL, ())) for measure, found in observed(plan)}
    for story in plan.stories:
        for key in story.measures:
            measure, seen = plan.measures.get(key), newest.get(key)
            if not (measure and seen and story.claim.strip()) or measure.baseline.known is None:
                continue
            margin = change_margin(measure.baseline, seen[-1])
            change = seen[-1].value - measure.baseline.value
            if margin is not None and abs(change) <= margin:
                yield about(
                    story,
                    _(
                        "This tells of {measure}, whose change of {change} lies within its margin of error ({margin})."
                    ).format(measure=quoted(words_of(measure)), change=_rounded(change), margin=_rounded(margin)),
                    _("Say that no change can be seen yet, or wait for more data."),
                )


@rule("R07", Severity.HINT, reason="Off track asks for a decision: keep, adapt or stop.", source=POLICY)
def off_track_undecided(plan: Plan) -> Iterator[Seen]:
    decided = _last_decision(plan)
    for measure, found in observed(plan):
        stand = progress(measure, Records(found), plan.header.period.start)
        if stand.track is Track.OFF_TRACK and (decided is None or decided < (ends(stand.latest) or date.min)):
            yield about(
                measure,
                _("This is off track ({latest}: {value}), and no decision is noted since.").format(
                    latest=period_words(stand.latest), value=number(stand.latest.value)
                ),
                _("Note what you decide and why: keep the plan, adapt it, or stop."),
            )


def _rounded(value: float) -> str:
    return number(round(value, 2) if abs(value) >= 1 else float(f"{value:.2g}"))


def _last_decision(plan: Plan) -> date | None:
    reviewed = [each.date for each in plan.reviews if each.decision]
    days = [last_day(part) for part in (*reviewed, *(each.date for each in plan.decisions))]
    return max((day for day in days if day), default=None)


def _jumps(found: Iterable[Observation]) -> Iterator[tuple[Observation, str]]:
    """The values that moved by more than three times the median of the earlier steps."""
    steps: list[float] = []
    for place, (before, after) in enumerate(pairwise(known(found)), start=2):
        step = abs(after.value - before.value)
        usual = _middle(steps) if place >= FEWEST_FOR_USUAL else 0
        if usual > 0 and step > TOO_MUCH * usual and step > (change_margin(before, after) or 0):
            times = _("more than {much} times the usual change ({usual})").format(
                much=TOO_MUCH, usual=number(round(usual, 2))
            )
            yield (
                after,
                _("The value moved from {before} to {after}, {times}.").format(
                    before=number(before.value), after=number(after.value), times=times
                ),
            )
        insort(steps, step)


def _middle(ordered: list[float]) -> float:
    """The median of values in order; `statistics.median` would sort them each time."""
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _implausible(measure: Measure, found: Iterable[Observation]) -> Iterator[tuple[Observation, str]]:
    least, most = _HOURLY_PAY
    start = measure.baseline.known
    for each in known(found):
        if measure.unit is Unit.DOLLARS_PER_HOUR and not least <= each.value <= most:
            yield (
                each,
                _("Pay of {each} an hour is hard to believe; it may be for a week, month or year.").format(
                    each=in_dollars(each.value)
                ),
            )
        elif measure.unit is Unit.PERCENT and 0 < each.value < 1 and start is not None and start >= 10:
            yield (
                each,
                _("The value is {each}% after {start}%; it may be a fraction, not a percent.").format(
                    each=number(each.value), start=number(start)
                ),
            )


def _gain(measure: Measure, before: Observation, after: Observation) -> float | None:
    """How much better the later value is, 0 within the margin of error; None where better has no meaning."""
    change, aim = after.value - before.value, measure.target.known
    if abs(change) <= (change_margin(before, after) or 0):
        return 0.0
    if measure.direction is Direction.REACH and aim is not None:
        return abs(before.value - aim) - abs(after.value - aim)
    return {Direction.UP: change, Direction.DOWN: -change}.get(measure.direction)
