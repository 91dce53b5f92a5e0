"""Checks of what stands where a value belongs: its state, words in its place, and periods."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jqtools.coach.checks.claims import only_a_number, stands_for_missing
from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.origins import IATI
from jqtools.coach.checks.series import about_observation, by_series, observed, period_words, places, span
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, quoted, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Measure
from jqtools.plan.review import Finality, Observation
from jqtools.words import _, date_words


@rule("D34", Severity.ERROR, reason="Missing is a state, and so is suppressed; neither is a value.", source=IATI)
def status_against_value(plan: Plan) -> Iterator[Seen]:
    for place in places(plan):
        if not place.measured.contradicts_itself:
            continue
        state = chosen(place.measured.state)
        there = _("there is no value") if place.measured.value is None else _("there is a value")
        yield place.seen(
            _("The {what} is marked as {state}, but {there}, so a reader can't tell which is right.").format(
                what=place.what, state=state, there=there
            ),
            _("Enter the value, or say why it is not there; clear the other."),
        )


@rule("D38", Severity.WARNING, reason="Missing is a state, not a word, and a number is a value.", source=IATI)
def word_in_place_of_value(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        for what, text in _texts(measure):
            if seen := _no_words(what, text):
                yield about(measure, *seen)
    for each in plan.observations:
        measure = plan.measures.get(each.measure)
        if measure and (seen := _no_words(_("note of the value"), each.note)):
            yield about_observation(measure, each, *seen)


@rule("D46", Severity.WARNING, reason="A value belongs to one period.", source=IATI)
def periods_clash(plan: Plan) -> Iterator[Seen]:
    for measure, found in observed(plan):
        for each in found:
            start, end = span(each)
            if start and end and end < start:
                yield about_observation(
                    measure,
                    each,
                    _("The period ends ({end}) before it starts ({start}).").format(
                        end=date_words(each.end), start=date_words(each.start)
                    ),
                    _("Correct the first or the last day."),
                )
        for one_series in by_series(found).values():
            yield from _overlaps(measure, one_series)


def _texts(measure: Measure) -> tuple[tuple[str, str], ...]:
    return (
        (_("plan for the baseline"), measure.baseline.plan),
        (_("period of the baseline"), measure.baseline.period),
        (_("reason for the target"), measure.target.basis),
        (_("note"), measure.note),
    )


def _no_words(what: str, text: str) -> tuple[str, str] | None:
    if stands_for_missing(text):
        return (
            _("The {what} says only {text}, which reads like an answer and is none.").format(
                what=what, text=quoted(text)
            ),
            _("Leave it empty, and say in the status of the value why it is missing."),
        )
    if only_a_number(text):
        return (
            _("The {what} is only a number ({text}), and no check or chart can use it there.").format(
                what=what, text=quoted(text)
            ),
            _("Put the number in the field for the value, or write what it means."),
        )
    return None


def _overlaps(measure: Measure, found: list[Observation]) -> Iterator[Seen]:
    dated = [each for each in found if _is_period(each)]
    for before, after in pairwise(sorted(dated, key=span)):
        if span(after)[0] <= span(before)[1] and not _is_revision(before, after):
            yield about_observation(
                measure,
                after,
                _("Its period ({after}) overlaps that of another value ({before}).").format(
                    after=period_words(after), before=period_words(before)
                ),
                _("Correct the dates, or keep one of the two values."),
            )


def _is_period(observation: Observation) -> bool:
    start, end = span(observation)
    return start is not None and end is not None and start <= end


def _is_revision(one: Observation, other: Observation) -> bool:
    provisional = {one.finality, other.finality} == {Finality.PROVISIONAL, Finality.FINAL}
    return span(one) == span(other) and provisional
