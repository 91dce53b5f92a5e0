"""Taking up what the workbook suggests for a stage of a lever: ways become activities, data become measures.

Ids are worked out from the words, so that taking the same thing up twice changes nothing, and what was taken up is
found again. Whatever a person changed afterwards stays theirs: it is never taken back here.
"""

from __future__ import annotations

from jqtools.content import stages
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import Node, Stage
from jqtools.plan.measure import Measure, MeasureKind
from jqtools.plan.plan import Plan
from jqtools.plan.values import derived_id

WAY, DATA = "way", "data"


def item_id(lever: str, stage: str, sort: str, words: str) -> str:
    """The id of the box or measure that stands for a way or a kind of data of a stage."""
    return derived_id("no" if sort == WAY else "me", lever, stage, sort, words)


def with_stage_item(plan: Plan, lever: str, stage: str, sort: str, words: str) -> Plan:
    """The plan with a way as an activity, or a kind of data as a measure; the stage joins those you work on.

    The same plan when it is there already, or when the stage suggests nothing of the kind.
    """
    if not _suggested(lever, stage, sort, words) or taken(plan, lever, stage, sort, words):
        return plan
    if sort == WAY:
        nodes = plan.logic.nodes.with_record(_activity(lever, stage, words))
        update = {"logic": plan.logic.model_copy(update={"nodes": nodes})}
    else:
        update = {"measures": plan.measures.with_record(_measure(lever, stage, words))}
    return _with_stage(plan.model_copy(update=update), lever, stage)


def without_stage_item(plan: Plan, lever: str, stage: str, sort: str, words: str) -> Plan:
    """The plan without what was taken up; the same plan when it is not there or somebody worked on it since."""
    if not is_untouched(plan, lever, stage, sort, words):
        return plan
    key = item_id(lever, stage, sort, words)
    if sort == WAY:
        update = {"logic": plan.logic.model_copy(update={"nodes": plan.logic.nodes.without(key)})}
    else:
        update = {"measures": plan.measures.without(key)}
    return plan.model_copy(update=update).tidy()


def taken(plan: Plan, lever: str, stage: str, sort: str, words: str) -> str:
    """The id of the box or measure that was made of it or says the same; "" when there is none."""
    key = item_id(lever, stage, sort, words)
    if sort == WAY:
        texts = {node.id: node.text for node in plan.logic.of_stage(Stage.ACTIVITY)}
    else:
        texts = {measure.id: measure.name for measure in plan.measures}
    same = (each for each, text in texts.items() if _plain(text) == _plain(words))
    return key if key in texts else next(same, "")


def is_untouched(plan: Plan, lever: str, stage: str, sort: str, words: str) -> bool:
    """Whether it was taken up here, stands as it was made, and nothing else in the plan points to it."""
    if not _suggested(lever, stage, sort, words):
        return False
    key = item_id(lever, stage, sort, words)
    if sort == WAY:
        linked = any(key in (link.source, link.target) for link in plan.logic.links)
        used = key in {*(each.built_by for each in plan.sources), *(each.node for each in plan.measures)}
        return plan.logic.nodes.get(key) == _activity(lever, stage, words) and not linked and not used
    observed = any(each.measure == key for each in (*plan.observations, *plan.assumptions))
    told = any(key in each.measures for each in (*plan.stories, *plan.reviews))
    return plan.measures.get(key) == _measure(lever, stage, words) and not observed and not told


def _suggested(lever: str, stage: str, sort: str, words: str) -> bool:
    text = stages().get(lever, {}).get(stage)
    return text is not None and words in {WAY: text.ways, DATA: text.data}.get(sort, ())


def _activity(lever: str, stage: str, words: str) -> Node:
    return Node(id=item_id(lever, stage, WAY, words), stage=Stage.ACTIVITY, text=words, lever=LeverKey(lever))


def _measure(lever: str, stage: str, words: str) -> Measure:
    kind = MeasureKind.EARLY_INDICATOR if words in stages()[lever][stage].early else None
    return Measure(id=item_id(lever, stage, DATA, words), name=words, kind=kind)


def _with_stage(plan: Plan, lever: str, stage: str) -> Plan:
    details = getattr(plan.lever_details, lever)
    if stage in details.stages:
        return plan
    changed = details.model_copy(update={"stages": (*details.stages, stage)})
    return plan.model_copy(update={"lever_details": plan.lever_details.model_copy(update={lever: changed})})


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".").casefold()
