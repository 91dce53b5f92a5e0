"""What step 4 shows beside the equity questions, and what taking part costs, as an input of the logic model too."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jqtools.app import beside
from jqtools.app.question_items import draft_id, drafts, items_of, with_draft
from jqtools.content import equity_questions
from jqtools.plan import Plan
from jqtools.plan.equity import (
    COST_BOX,
    Engagement,
    Status,
    cost,
    cost_reason,
    missing_amounts,
    total_cost,
    with_engagement_cost,
)
from jqtools.words import _, in_dollars, several

MOST_ITEMS = 5
Href = Callable[[str], str]


def question_notes(plan: Plan, href: Href) -> dict[str, dict[str, Any]]:
    """The answer to each question in two words; for one that is not planned, where to change the plan."""
    notes: dict[str, dict[str, Any]] = dict(beside.answer_notes(plan))
    for answer in plan.answers:
        if answer.id in notes and answer.status is Status.NOT_PLANNED:
            notes[answer.id] = {**notes[answer.id], **_change_it(plan, answer.id, href)}
    return notes


def places(plan: Plan, question: str, href: Href) -> list[list[str]]:
    """Where to make the change that a question asks for: first the records it is about, then the whole section.

    Each is an address, "" where the page can't lead there, and words.
    """
    found, asked = items_of(question, plan), equity_questions()[question]
    more = len(found) - MOST_ITEMS
    listed = [[href(item.path), item.words] for item in found[:MOST_ITEMS]]
    whole = asked.edit_text[:1].upper() + asked.edit_text[1:]
    words = _("{n} more: {place}").format(n=more, place=asked.edit_text) if more > 0 else whole
    return [*listed, [href(asked.edit), words]]


def draft_change(plan: Plan, verb: str, about: dict[str, str]) -> tuple[Plan, str]:
    """The plan with the activity drafted for a question, and what to say; the same plan where nothing changes."""
    question = about.get("question", "")
    made = with_draft(plan, question) if verb == "draft" else plan
    if made is plan:
        return plan, ""
    return made, _("Added to your activities: {words}.").format(words=drafts()[question])


def _change_it(plan: Plan, question: str, href: Href) -> dict[str, Any]:
    box = plan.logic.nodes.get(draft_id(question))
    there = [href(f"logic/{box.id}"), box.text or _("An activity without words")] if box else None
    return {"places": places(plan, question, href), "draft": drafts()[question], "there": there}


def cost_shown(plan: Plan, href: Href) -> dict[str, Any]:
    """The total of all engagements, how it is worked out, what is missing, and whether it is in the plan."""
    total, box = total_cost(plan.engagements), plan.logic.nodes.get(COST_BOX)
    can_add = with_engagement_cost(plan.logic, plan.engagements) is not plan.logic
    button = (_("Update the amount in your inputs") if box else _("Add this cost to your inputs")) if can_add else ""
    there = _("as an input of your logic model.") if box else ""
    if box and can_add:
        there = _("with {old}; the total is now {new}.").format(old=_dollars(box.amount), new=_dollars(total.dollars))
    return {
        "total": _total_words(plan),
        "open": [_open_words(each) for each in plan.engagements if missing_amounts(each)],
        "lines": [f"{_name(each)}: {cost_reason(each)}" for each in total.counted],
        "there": there,
        "href": href(f"logic/{COST_BOX}") if box else "",
        "button": button,
    }


def cost_change(plan: Plan, verb: str) -> tuple[Plan, str]:
    """The plan with the cost as an input, and what to say; the same plan and no words where nothing changes."""
    logic = with_engagement_cost(plan.logic, plan.engagements)
    if verb != "add" or logic is plan.logic:
        return plan, ""
    dollars = _dollars(logic.nodes.get(COST_BOX).amount)
    known = plan.logic.nodes.get(COST_BOX)
    said = _("The input in your plan is now {dollars}.") if known else _("Added to your inputs: {dollars}.")
    return plan.model_copy(update={"logic": logic}), said.format(dollars=dollars)


def _total_words(plan: Plan) -> str:
    total = total_cost(plan.engagements)
    if not plan.engagements:
        return _("Add who takes part first. The cost of all then stands here.")
    if total.dollars is None:
        return _("No total yet: an amount is missing for each group.")
    groups = several("{n} group", "{n} groups", len(total.counted))
    if total.left_out:
        words = _("Total so far: {dollars} for {groups}. {left} not counted yet.")
        return words.format(dollars=_dollars(total.dollars), groups=groups, left=len(total.left_out))
    return _("Total: {dollars} for {groups}.").format(dollars=_dollars(total.dollars), groups=groups)


def _open_words(engagement: Engagement) -> str:
    missing = ", ".join(missing_amounts(engagement))
    if cost(engagement) is None:
        return _("{who}: not in the total. Still missing: {missing}.").format(who=_name(engagement), missing=missing)
    return _("{who}: in the total without {missing}, which has no amount yet.").format(
        who=_name(engagement), missing=missing
    )


def _name(engagement: Engagement) -> str:
    return engagement.who or _("A group without a name")


def _dollars(amount: float | None) -> str:
    return _("no amount") if amount is None else in_dollars(amount)
