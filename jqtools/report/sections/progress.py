"""After the start: how each measure stands, and what was observed. Small groups are never printed."""

from __future__ import annotations

from collections.abc import Mapping

from jqtools.plan.measure import Measure
from jqtools.plan.plan import Plan
from jqtools.plan.progress import Track
from jqtools.plan.progress import progress as worked_out
from jqtools.plan.review import Observation
from jqtools.report.fields import option
from jqtools.report.markup import Markup, detail, facts, joined, line, paragraph, table, tag
from jqtools.report.sections.titles import section
from jqtools.report.small_groups import hidden, smallest_shown
from jqtools.report.words import (
    and_so_on,
    baseline_words,
    behind_words,
    measure_name,
    measured_words,
    period_parts,
    period_words,
    target_words,
)
from jqtools.words import _, date_words, in_digits, marked

_HEADS = (
    marked("Period"),
    marked("Group"),
    marked("Value"),
    marked("What stands behind it"),
    marked("Release, and when entered"),
    marked("Note"),
)
_TONES = {Track.ON_TRACK: "good", Track.WATCH: "consider", Track.OFF_TRACK: "fix", Track.NO_DATA: "none"}


def progress(plan: Plan) -> Markup:
    """Each measure that was observed, with its track and its observations; nothing without observations."""
    if not plan.observations:
        return Markup()
    parts = [_measure(measure, plan) for measure in plan.measures if _of(measure, plan)]
    loose = _of(None, plan)
    if loose:
        parts += [tag("h3", _("Observations without a measure")), *_observed(loose, None, plan)]
    return section("progress", *parts)


def _of(measure: Measure | None, plan: Plan) -> list[Observation]:
    mine = [each for each in plan.observations if plan.measures.get(each.measure) is measure]
    return sorted(mine, key=lambda each: (each.start or each.end, each.end, each.group.strip() != ""))


def _measure(measure: Measure, plan: Plan) -> Markup:
    found = worked_out(measure, plan.observations, plan.header.period.start)
    track = tag("span", _(found.track.value).capitalize(), class_=f"track {_TONES[found.track]}")
    latest = _("nothing known yet")
    if found.latest is not None:
        period = period_words(found.latest.start, found.latest.end, plan.header) or _("no period given")
        words = f"{measured_words(found.latest, measure.unit)}, {period}"
        latest = joined([line(words), detail(behind_words(found.latest, measure.unit))])
    pairs = [
        (_("How it stands"), joined([track, " ", found.reason])),
        (_("Latest value"), latest),
        (_("Baseline"), baseline_words(measure.baseline, measure.unit)),
        (_("Target"), target_words(measure.target, measure.unit)),
    ]
    return joined([tag("h3", measure_name(measure)), facts(pairs), *_observed(_of(measure, plan), measure, plan)])


def _observed(observations: list[Observation], measure: Measure | None, plan: Plan) -> list[Markup]:
    why = hidden(observations, measure)
    rows = [_row(each, measure, why, plan) for each in observations]
    told = [at for at in range(len(_HEADS)) if at < 3 or any(row[at] for row in rows)]
    shown = [[row[at] or _("none") for at in told] for row in rows]
    name = measure_name(measure) if measure else _("without a measure")
    note = _(
        "Groups under {least} are not shown, nor is another group where that would give one"
        " away. This is basic suppression and no replacement for the agency's disclosure review."
    ).format(least=in_digits(smallest_shown(measure)))
    observed = table(_("Observed: {name}").format(name=name), [_(_HEADS[at]) for at in told], shown)
    return [observed, paragraph(note, "detail") if why else Markup()]


def _row(each: Observation, measure: Measure | None, why: Mapping[str, str], plan: Plan) -> tuple[object, ...]:
    unit = measure.unit if measure else None
    dates, name = period_parts(each.start, each.end, plan.header)
    period = joined([line(dates or _("no period given")), detail(name)])
    scheme = option("split", "scheme", each.scheme)
    dimension = option("observation", "dimension", each.dimension)
    by = and_so_on([dimension, scheme and _("categories: {scheme}").format(scheme=scheme)], ", ")
    group = joined([line(each.group.strip() or _("Everyone")), detail(by)])
    entered = and_so_on([each.source_version, date_words(each.entered_on)], ", ")
    if each.id in why:
        return (period, group, why[each.id], _("not shown"), entered, each.note and _("not shown"))
    final = option("observation", "finality", each.finality)
    value = joined([line(measured_words(each, unit)), detail(final)])
    return (period, group, value, behind_words(each, unit), entered, each.note)
