"""Rewrites of steps 3b and 4: measures, sources and groups."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.numbers import adds_up, decimals
from jqtools.coach.offers.offer import Rewrite, added, cut, offer, placed, replaced, with_added
from jqtools.coach.registry import number
from jqtools.content import indicators, schemes
from jqtools.plan import Plan
from jqtools.plan.logic import Node, Stage
from jqtools.plan.matrix import USUAL_MINIMUM
from jqtools.plan.measure import Direction, Measure, MeasureKind, Unit, rounded_percent
from jqtools.plan.records import Records
from jqtools.plan.split import Dimension, Split
from jqtools.plan.values import derived_id
from jqtools.words import _, date_words, marked

NEWEST_SCHEME = "spd15_2024"
_LARGEST = 1e12
_BY = {Dimension.RACE_ETHNICITY: marked("by race and ethnicity"), Dimension.SEX: marked("by sex")}
_OPPOSITE = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}


@offer("D01")
def add_a_measure(plan: Plan, key: str) -> Iterator[Rewrite]:
    node = plan.logic.nodes.get(key)
    if node:
        fields = {"name": cut(node.text, 200).strip("“”"), "node": key}
        measure = Measure(id=derived_id("me", key), kind=MeasureKind.OUTCOME, **fields)
        yield Rewrite(_("Add a measure for it"), added(plan, "measures", measure))


@offer("D05")
def add_the_activity_that_builds_it(plan: Plan, key: str) -> Iterator[Rewrite]:
    source = plan.sources.get(key)
    if source is None or not source.name.strip():
        return
    box = Node(
        id=derived_id("no", key),
        stage=Stage.ACTIVITY,
        text=_("Set up the source: {name}").format(name=cut(source.name, 200)[1:-1]),
    )
    logic = plan.logic.model_copy(update={"nodes": with_added(plan.logic.nodes, box)})
    changed = replaced(placed(plan, "logic", logic), "sources", source, built_by=box.id)
    yield Rewrite(_("Add the activity {text}").format(text=cut(box.text)), changed)


@offer("D08")
def turn_the_direction(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure = plan.measures.get(key)
    if measure and measure.direction in _OPPOSITE:
        other = _OPPOSITE[measure.direction]
        yield Rewrite(
            _("Say that {other} is better").format(other=chosen(other)),
            replaced(plan, "measures", measure, direction=other),
        )


@offer("D09")
def use_the_worked_out_value(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure = plan.measures.get(key)
    base = measure.baseline if measure else None
    if base and measure.unit is Unit.PERCENT and not adds_up(measure.unit, base):
        value = rounded_percent(base.numerator, base.denominator, decimals(base.value) or 1)
        if abs(value) > _LARGEST:
            return
        baseline = base.model_copy(update={"value": value})
        yield Rewrite(
            _("Set the baseline to {value}%").format(value=number(value)),
            replaced(plan, "measures", measure, baseline=baseline),
        )


@offer("D13")
def end_with_the_plan(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure, end = plan.measures.get(key), plan.header.period.end
    if measure and end:
        target = measure.target.model_copy(update={"date": end})
        yield Rewrite(
            _("Set the target date to {end}").format(end=date_words(end)),
            replaced(plan, "measures", measure, target=target),
        )


@offer("D35", "D36")
def use_the_library(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure = plan.measures.get(key)
    known = indicators().get(measure.indicator.strip().upper()) if measure else None
    if known is None:
        return
    texts = {"definition": known.definition, "numerator": known.numerator, "denominator": known.denominator}
    fields = {name: text for name, text in texts.items() if text and not getattr(measure, name).strip()}
    yield Rewrite(
        _("Use the library's words for {indicator}").format(indicator=measure.indicator),
        replaced(plan, "measures", measure, **fields),
    )


@offer("E01", "E02")
def show_by_race_and_sex(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure = plan.measures.get(key)
    if measure is None:
        return
    there = {split.dimension for split in measure.splits}
    missing = {each: words for each, words in _BY.items() if each not in there}
    new = [Split(id=derived_id("sp", key, each), dimension=each) for each in missing]
    splits = Records((*measure.splits, *new))
    if missing:
        words = _("Show it {groups}").format(groups=_(", and ").join(_(words) for words in missing.values()))
        yield Rewrite(words, replaced(plan, "measures", measure, splits=splits))


@offer("E03")
def use_the_newest_categories(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure = plan.measures.get(key)
    if measure is None or NEWEST_SCHEME not in schemes():
        return
    splits = Records(_with_scheme(split) for split in measure.splits)
    words = _("Use the categories {scheme}").format(scheme=schemes()[NEWEST_SCHEME].label)
    yield Rewrite(words, replaced(plan, "measures", measure, splits=splits))


@offer("E04")
def use_the_usual_minimum(plan: Plan, key: str) -> Iterator[Rewrite]:
    measure = plan.measures.get(key)
    if measure:
        changed = replaced(plan, "measures", measure, min_cell=USUAL_MINIMUM)
        yield Rewrite(_("Hide groups under {least} people").format(least=USUAL_MINIMUM), changed)


def _with_scheme(split: Split) -> Split:
    bare = split.dimension is Dimension.RACE_ETHNICITY and not split.scheme.strip()
    return split.model_copy(update={"scheme": NEWEST_SCHEME}) if bare else split
