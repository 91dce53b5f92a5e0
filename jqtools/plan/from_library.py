"""Step 3b, taking over from the library: a measure from an indicator, a data source from a known one.

Only what is blank is filled: nobody's own words are replaced.
"""

from __future__ import annotations

from typing import Any

from jqtools.content import indicators, source_cards
from jqtools.content.library import Indicator
from jqtools.content.outside import SourceCard
from jqtools.plan.logic import Stage
from jqtools.plan.matrix import USUAL_MINIMUM
from jqtools.plan.measure import About, Direction, Measure, MeasureKind, Unit
from jqtools.plan.plan import Plan
from jqtools.plan.records import Record, Records
from jqtools.plan.source import Confidentiality, DataSource, Method
from jqtools.plan.split import Dimension, Split
from jqtools.plan.values import derived_id
from jqtools.words import _

_KINDS = {Stage.OUTCOME: MeasureKind.OUTCOME, Stage.OUTPUT: MeasureKind.OUTPUT}


def with_indicator(plan: Plan, indicator: str, node: str = "", measure: str = "") -> Plan:
    """The plan with an indicator as a new measure of the box `node`, or with `measure` filled from it.

    The plan as it is where the ids name nothing. Taken twice for the same box, it is one measure.
    """
    known = indicators().get(indicator)
    old = plan.measures.get(measure or derived_id("me", indicator, node))
    if known is None or (measure and old is None):
        return plan
    box = plan.logic.nodes.get((old.node if old else None) or node)
    fresh = Measure(id=derived_id("me", indicator, node))
    taken = _of_indicator(indicator, known) | {"source": _source_for(known, plan)}
    if box and box.stage in _KINDS:
        taken |= {"node": box.id, "kind": _KINDS[box.stage]}
    if known.direction == Direction.CONTEXT:
        taken["kind"] = MeasureKind.CONTEXT
    filled = _filled(old or fresh, taken)
    return plan.model_copy(update={"measures": plan.measures.with_record(_with_target(filled, known))}).tidy()


def with_card(plan: Plan, card: str, source: str = "") -> Plan:
    """The plan with a known source as a new data source, or with the data source `source` filled from it.

    The plan as it is where the ids name nothing. Taken twice, it is one source.
    """
    known = source_cards().get(card)
    old = plan.sources.get(source or derived_id("so", card))
    if known is None or (source and old is None):
        return plan
    filled = _filled(old or DataSource(id=derived_id("so", card)), _of_card(card, known))
    return plan.model_copy(update={"sources": plan.sources.with_record(filled)})


def _of_indicator(key: str, known: Indicator) -> dict[str, Any]:
    splits = [Split(id=derived_id("sp", key, each), dimension=Dimension(each)) for each in known.splits]
    return {
        "indicator": key,
        "name": known.name,
        "definition": known.definition,
        "numerator": known.numerator,
        "denominator": known.denominator,
        "about": About(known.about),
        "unit": Unit(known.unit),
        "direction": Direction(known.direction),
        "against_wage_benchmark": known.against_wage_benchmark,
        "splits": Records(splits),
        "min_cell": USUAL_MINIMUM if splits else None,
        "note": _left_open(known),
    }


def _left_open(known: Indicator) -> str:
    """What the library says of unit, groups and source beyond the fields of a measure, a line each."""
    said = {
        _("About the unit: {words}"): known.unit_note,
        _("About the groups: {words}"): known.split_note,
        _("About the source: {words}"): known.source_note,
    }
    return "\n".join(line.format(words=words) for line, words in said.items() if words)


def _source_for(known: Indicator, plan: Plan) -> str | None:
    """The first data source of the plan that the library names for the indicator, in the library's order."""
    by_card = {source.card: source.id for source in reversed(plan.sources)}
    return next((by_card[card] for card in known.sources if card in by_card), None)


def _with_target(measure: Measure, known: Indicator) -> Measure:
    """With the value to reach, where the indicator has one and the measure reaches for it."""
    if known.target_value is None or measure.direction is not Direction.REACH or measure.target.value is not None:
        return measure
    return measure.model_copy(update={"target": measure.target.model_copy(update={"value": known.target_value})})


def _of_card(key: str, known: SourceCard) -> dict[str, Any]:
    taken = {"card": key, "name": known.label, "method": Method(known.method)}
    taken["key_fields"] = ", ".join(known.key_names)
    if taken["method"] is Method.PUBLIC_STATISTIC:
        taken["confidentiality"] = Confidentiality.PUBLIC
    return taken


def _filled(record: Any, taken: dict[str, Any]) -> Any:
    """The record with `taken` in its blank fields."""
    blank = {name: each for name, each in taken.items() if each and _is_blank(record, name)}
    return record.model_copy(update=blank)


def _is_blank(record: Record, name: str) -> bool:
    value = getattr(record, name)
    return not (value.strip() if isinstance(value, str) else value)
