"""What step 3 shows of the measures: the set in words, the day of each first value, and the table to collect by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date

from jqtools.app import beside
from jqtools.app.parts import file_name
from jqtools.plan import Plan
from jqtools.plan.calendar import quarter_label
from jqtools.plan.due import Basis, first_value
from jqtools.plan.matrix import least_shown, possible_splits
from jqtools.plan.measure import Measure
from jqtools.plan.measure_set import FEWEST, FEWEST_OUTCOMES, MOST, method_of, tally
from jqtools.plan.split import Split
from jqtools.report.fields import option
from jqtools.report.markup import Markup, joined, listed, paragraph, tag
from jqtools.report.words import baseline_words, coded, measure_name, target_words
from jqtools.widgets.download_button import MadeFile
from jqtools.words import _, date_words, several

# What a spreadsheet would run as a formula gets a ' before it, as in the tables of results.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def measure_notes(plan: Plan) -> beside.Notes:
    """Beside each measure: what was always said there, and the day on which its first value can be known."""
    notes = beside.measure_notes(plan)
    return {
        measure.id: {
            **notes[measure.id],
            "text": "\n".join(filter(None, (first_value_words(measure, plan), notes[measure.id]["text"]))),
        }
        for measure in plan.measures
    }


def first_value_words(measure: Measure, plan: Plan) -> str:
    """The earliest day on which the first value can be known, and what it rests on."""
    found = first_value(measure, plan.sources.get(measure.source), plan.header.period)
    if found.day is None:
        return _("First value: no day yet. Say when it is first due, or how often you measure.")
    if found.basis is Basis.FIRST_DUE:
        return _("First value: due {day}.").format(day=_due(measure, found.day, plan))
    how = {
        Basis.FIRST_PERIOD: _("its first period in the plan is over by then"),
        Basis.PLAN_END: _("how often you measure is not said, so the plan has to end first"),
    }[found.basis]
    lag = found.lag_days
    told = _("how long the data take is not said yet") if lag is None else _lag_words(lag)
    words = _("First value: {day} at the earliest; {how}, and {lag}.")
    return words.format(day=_day(found.day, plan), how=how, lag=told)


def measure_set(plan: Plan) -> Markup:
    """The set of measures in words: how many, what they show, and what is still missing."""
    if not plan.measures:
        return paragraph(_("No measures yet. Five to ten are a good set."))
    found = tally(plan)
    outcomes = several("{n} measure of an outcome", "{n} measures of outcomes", len(found.outcomes))
    lines = (
        _line(FEWEST <= found.total <= MOST, _size(found.total)),
        _line(
            len(found.outcomes) >= FEWEST_OUTCOMES,
            _("{outcomes}; {least} or more show a change from several sides.").format(
                outcomes=outcomes, least=FEWEST_OUTCOMES
            ),
        ),
        _named(
            found.not_wages,
            _("More than wages: {names}."),
            _("No outcome beyond wages yet. Add one of schedules, benefits, safety or voice."),
        ),
        _named(
            found.voiced,
            _("Told by people themselves: {names}."),
            _("No number comes from asking workers yet. Add a short survey, or interviews."),
        ),
    )
    return listed(lines, class_="jq-set")


def collection_file(plan: Plan) -> MadeFile:
    """The data collection table, a row a measure."""
    return MadeFile(file_name(plan, "data-collection.csv"), "text/csv", collection_csv(plan))


def collection_csv(plan: Plan) -> str:
    """The data collection table as CSV: what is measured, from which source, when, by whom, and for which groups."""
    text = io.StringIO()
    rows = [list(_collected(measure, plan).items()) for measure in plan.measures]
    heads = [head for head, _words in rows[0]] if rows else [_("Measure")]
    table = [heads, *([words or _("not said yet") for _head, words in row] for row in rows)]
    csv.writer(text, lineterminator="\n").writerows([guarded(cell) for cell in row] for row in table)
    return text.getvalue()


def guarded(text: str) -> str:
    """A cell of a CSV file on one line, never a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(FORMULA_STARTS) else line


def _collected(measure: Measure, plan: Plan) -> dict[str, str]:
    source = plan.sources.get(measure.source)
    return {
        _("Measure"): measure_name(measure),
        _("What it measures"): coded(plan.logic, measure.node),
        _("Exact definition"): measure.definition,
        _("Unit"): option("measure", "unit", measure.unit),
        _("Baseline"): baseline_words(measure.baseline, measure.unit),
        _("Target"): target_words(measure.target, measure.unit),
        _("Data source"): source.name if source else "",
        _("State of the source"): option("source", "status", source.status) if source else "",
        _("How the number comes about"): option("measure", "method", method_of(plan, measure)),
        _("How often"): measure.frequency or (source.frequency if source else ""),
        _("First value"): first_value_words(measure, plan).partition(": ")[2],
        _("Who brings the number"): measure.owner,
        _("Shown by which groups"): "; ".join(map(_split, possible_splits(measure))) or measure.no_splits,
        _("Smallest group shown, people"): str(least_shown(measure)) if possible_splits(measure) else "",
        _("Who needs it"): measure.audience,
    }


def _split(split: Split) -> str:
    name = split.words.strip() or option("split", "dimension", split.dimension)
    status = option("split", "status", split.status)
    return f"{name} ({status.lower()})" if status else name


def _line(good: bool, words: str) -> Markup:
    state = _("Yes") if good else _("To consider")
    return joined((tag("span", state, class_=f"jq-tag jq-tone-{'good' if good else 'consider'}"), tag("span", words)))


def _named(measures: Iterable[Measure], there: str, missing: str) -> Markup:
    names = ", ".join(map(measure_name, measures))
    return _line(bool(names), there.format(names=names) if names else missing)


def _size(total: int) -> str:
    measures = several("{n} measure", "{n} measures", total)
    if total < FEWEST:
        words = _("{measures} so far; {few} to {many} show a change from several sides.")
    elif total > MOST:
        words = _("{measures}; more than {many} are hard to keep up. Keep those that would change a decision.")
    else:
        words = _("{measures}, within the advice of {few} to {many}.")
    return words.format(measures=measures, few=FEWEST, many=MOST)


def _lag_words(days: int) -> str:
    return several("data take {n} day", "data take {n} days", days) if days else _("data are there at once")


def _due(measure: Measure, day: date, plan: Plan) -> str:
    """A due date as it was given: a month or a year is no day."""
    return _day(day, plan) if len(measure.first_due) == len("2026-11-30") else date_words(measure.first_due)


def _day(day: date, plan: Plan) -> str:
    return f"{day:%B} {day.day}, {day.year} ({quarter_label(day, plan.header)})"
