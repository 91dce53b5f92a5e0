"""Rewrites of the start page and of steps 1 and 2."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.wording import joins_two_changes, split_in_two
from jqtools.coach.offers.offer import Rewrite, added, cut, offer, placed, replaced
from jqtools.coach.registry import listed
from jqtools.content import definition_rules, levers, refinements
from jqtools.plan import Plan
from jqtools.plan.control import ASKED_AGAIN, Action, Element, Rating, rating
from jqtools.plan.definition import RuleKind
from jqtools.plan.values import derived_id
from jqtools.words import _


@offer("H05")
def use_a_known_rule(plan: Plan, key: str) -> Iterator[Rewrite]:
    definition = plan.header.definition
    if definition.rule is not None or definition.rule_note.strip():
        return
    if not definition.criteria:
        return
    meetable = [known for known in definition_rules().values() if (known.needed or 0) <= len(definition.criteria)]
    for known in meetable:
        joined = {"rule": RuleKind(known.rule), "needed": known.needed, "rule_note": known.words}
        changed = definition.model_copy(update=joined)
        header = plan.header.model_copy(update={"definition": changed})
        yield Rewrite(_("Use the rule: {rule}").format(rule=known.label), placed(plan, "header", header))


@offer("S03", "S07")
def split_an_element(plan: Plan, key: str) -> Iterator[Rewrite]:
    element = plan.elements.get(key)
    parts = split_in_two(element.wording) if element else None
    if not parts:
        return
    field = "text" if element.wording == element.text else "refined_text"
    first = replaced(plan, "elements", element, **{field: parts[0]})
    second = element.model_copy(update={"id": derived_id("el", key, parts[1]), field: parts[1]})
    yield Rewrite(
        _("Split it into {first} and {second}").format(first=cut(parts[0]), second=cut(parts[1])),
        added(first, "elements", second, key),
    )


@offer("S07", "S08")
def refine_it(plan: Plan, key: str) -> Iterator[Rewrite]:
    element = plan.elements.get(key)
    if element is None or element.refined_text.strip() or joins_two_changes(element.text):
        return  # two changes are split first, and each refined by itself
    for known in refinements().values():
        if known.fits(element.text):
            changes = dict.fromkeys(ASKED_AGAIN) | {"action": Action.REFINE, "refined_text": known.inside}
            yield Rewrite(
                _("Rewrite it as {inside}").format(inside=cut(known.inside, 90)),
                replaced(plan, "elements", element, **changes),
            )


@offer("S04", "S07")
def park_it(plan: Plan, key: str) -> Iterator[Rewrite]:
    element = plan.elements.get(key)
    if element and rating(element) in (Rating.CONCERN, None):
        yield Rewrite(_("Park it as an outside condition"), replaced(plan, "elements", element, action=Action.PARK))


@offer("S14")
def clear_the_override(plan: Plan, key: str) -> Iterator[Rewrite]:
    element = plan.elements.get(key)
    if element:
        cleared = replaced(plan, "elements", element, rating_override=None)
        yield Rewrite(_("Clear the rating set by hand{then}").format(then=_then(element)), cleared)


@offer("L14")
def clear_the_second_lever(plan: Plan, key: str) -> Iterator[Rewrite]:
    choice = plan.choice.model_copy(update={"secondary": None})
    yield Rewrite(_("Leave the second lever empty"), placed(plan, "choice", choice))


@offer("L02")
def keep_two_levers(plan: Plan, key: str) -> Iterator[Rewrite]:
    first, second, *later = plan.choice.chosen()
    choice = plan.choice.model_copy(update={"primary": first, "secondary": second, "more": ()})
    kept, dropped = (listed(levers()[lever].label for lever in named) for named in ((first, second), later))
    yield Rewrite(
        _("Keep {kept}. Drop {dropped} for now").format(kept=kept, dropped=dropped), placed(plan, "choice", choice)
    )


def _then(element: Element) -> str:
    rated = rating(element.model_copy(update={"rating_override": None}))
    return _(": the rule says {rated}").format(rated=chosen(rated)) if rated else ""
