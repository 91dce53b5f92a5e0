"""What the parts of a page say about a plan: notes beside records, panels, choices. Pure functions of the plan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from jqtools import coach
from jqtools.coach import Finding, Severity
from jqtools.content import criteria, equity_questions, steps
from jqtools.plan import Plan
from jqtools.plan.comparison import best_fit, fit, gate, score, too_close
from jqtools.plan.control import Action, Rating, default_action, rating, rating_reason
from jqtools.plan.equity import Status, cost_reason
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import Stage, sentence
from jqtools.plan.measure import rounded_percent
from jqtools.plan.scope import scope_statement
from jqtools.plan.values import written_out
from jqtools.report.markup import Markup, joined, listed, paragraph, tag
from jqtools.widgets.panel import edit_link, findings_list, lever_cards

_TONES = {
    Rating.DIRECT: "good",
    Rating.STRONG: "good",
    Rating.SOME: "consider",
    Rating.CONCERN: "plain",
}
_ACTIONS = {
    Action.KEEP: "keep it, and name the owner and the date",
    Action.REFINE: "refine it into the part you do decide, or partner with whoever decides",
    Action.PARTNER: "partner with whoever decides",
    Action.PARK: "park it as context",
}
_ANSWERS = {
    Status.IN_PLACE: ("In place", "good"),
    Status.PLANNED: ("Planned", "good"),
    Status.NOT_PLANNED: ("Not planned", "consider"),
    Status.NOT_APPLICABLE: ("Does not apply", "plain"),
}

Notes = dict[str, dict[str, str]]


def element_notes(plan: Plan) -> Notes:
    """The rating of each element, why, and what the workbook suggests."""
    notes = {}
    for element in plan.elements:
        rated = rating(element)
        text = rating_reason(element)
        if rated and element.action is None:
            text += f" Suggestion: {_ACTIONS[default_action(rated)]}."
        tag_words = rated.capitalize() if rated else "Not rated yet"
        notes[element.id] = {"tag": tag_words, "tone": _TONES.get(rated, "plain"), "text": text}
    return notes


def scope(plan: Plan) -> Markup:
    """The scope statement, or what it waits for."""
    words = scope_statement(plan.elements)
    if not words:
        words = "Your scope statement writes itself here once you keep a change that you control."
    return tag("div", paragraph(words), class_="jq-quote")


def levers(plan: Plan) -> Markup:
    """The five levers as cards."""
    return lever_cards([fit(lever, plan.elements) for lever in LeverKey], best_fit(plan.elements))


def lever_notes(plan: Plan) -> dict[str, Any]:
    """The score of each lever, or why it has none, and the sentence about a tie."""
    notes: dict[str, Any] = {"close": too_close(plan.levers)}
    for lever in LeverKey:
        answers = plan.levers.criteria(lever)
        points = score(answers, plan.levers.weights)
        missing = sum(getattr(answers, key) is None for key in criteria())
        if gate(answers):
            notes[lever] = {"text": gate(answers), "tone": "plain"}
        elif points is None:
            notes[lever] = {"text": f"{missing} of {len(criteria())} open", "tone": "none"}
        else:
            notes[lever] = {"text": str(points), "tone": "none"}
    return notes


def links(plan: Plan) -> Markup:
    """The links read aloud."""
    words = [sentence(link, plan.logic) for link in plan.logic.links]
    return listed(words) or paragraph("No links yet. Open “Leads to” on a box to draw one.")


def measure_notes(plan: Plan) -> Notes:
    """What each measure is bound to, and its baseline worked out again from its parts."""
    notes = {}
    for measure in plan.measures:
        node = plan.logic.nodes.get(measure.node)
        baseline = measure.baseline
        text = ""
        if baseline.numerator is not None and baseline.denominator:
            percent = rounded_percent(baseline.numerator, baseline.denominator)
            text = f"{written_out(baseline.numerator)} of {written_out(baseline.denominator)} is"
            text += f" {written_out(percent)} percent."
        notes[measure.id] = {"tag": node.stage.capitalize() if node else "", "tone": "plain", "text": text}
    return notes


def equity_headings() -> dict[str, dict[str, str]]:
    """The fixed cards of step 4: pillar, question and good evidence."""
    return {
        key: {"group": q.pillar, "title": q.question, "hint": f"Good evidence: {q.evidence}"}
        for key, q in equity_questions().items()
    }


def answer_notes(plan: Plan) -> Notes:
    """The answer to each question in two words."""
    notes = {}
    for key in equity_questions():
        answer = plan.answers.get(key)
        words, tone = _ANSWERS.get(answer.status if answer else None, ("Not answered", "none"))
        notes[key] = {"tag": words, "tone": tone, "text": ""}
    return notes


def equity(plan: Plan, here: str, linked: bool) -> Markup:
    """The count of answers by pillar, and where each "not planned" sends you."""
    given = {key: plan.answers.get(key) for key in equity_questions()}
    count = Counter(answer.status if answer else None for answer in given.values())
    done = count[Status.IN_PLACE] + count[Status.PLANNED]
    words = (
        f"{done} of {len(given)} in place or planned; {count[Status.NOT_PLANNED]} not planned;"
        f" {count[Status.NOT_APPLICABLE]} do not apply; {count[None]} not answered."
    )
    missing = [key for key, answer in given.items() if answer and answer.status is Status.NOT_PLANNED]
    back = [joined((equity_questions()[key].question, " ", edit_link(key, here, linked))) for key in missing]
    head = tag("h3", "Go back and change the plan") if back else Markup()
    return joined((paragraph(words, "jq-strong"), head, listed(back)))


def engagement_notes(plan: Plan) -> Notes:
    """What each engagement costs, worked out."""
    return {e.id: {"tag": "", "tone": "none", "text": cost_reason(e)} for e in plan.engagements}


def findings(plan: Plan, found: tuple[Finding, ...], here: str, linked: bool) -> Markup:
    """The coach's findings of one step, then how the whole plan stands."""
    if plan.is_empty():
        return paragraph("Nothing yet. Once you write, the coach reads along.")
    ours = [finding for finding in found if finding.section in steps()[here].sections]
    words = coach.summary(found)
    whole = paragraph(f"In the whole plan: {words[:1].lower()}{words[1:]}.", "jq-note")
    if not steps()[here].number:
        ours = list(found)
        whole = Markup()
    head = paragraph(f"{coach.summary(ours)}.", "jq-strong")
    return tag("div", head, _folded(ours, here, linked), whole, class_="jq-coach")


def _folded(found: list[Finding], here: str, linked: bool) -> Markup:
    first, more = found[:6], found[6:]
    shown = findings_list(first, here, linked)
    if not more:
        return shown
    words = "Show 1 more" if len(more) == 1 else f"Show {len(more)} more"
    return joined((shown, tag("details", tag("summary", words), findings_list(more, here, linked))))


def next_step(found: tuple[Finding, ...], here: str, linked: bool) -> Markup:
    """A link to the next notebook, with what still stands in the way of this one."""
    names = list(steps())
    place = names.index(here)
    open_errors = [f for f in found if f.severity is Severity.ERROR and f.section in steps()[here].sections]
    way = (
        f"{len(open_errors)} to fix in this step first, if you can. You may go on and come back." if open_errors else ""
    )
    if place + 1 == len(names):
        text = "That was the last step. Where an answer was no, go back and change the plan."
        back = listed(_step_link(name, linked) for name in names[1:place])
        return joined((paragraph(way), paragraph(text), back))
    following = steps()[names[place + 1]]
    words = f"Next, step {following.number}: {following.title}"
    link = tag("a", words, href=f"{names[place + 1]}.ipynb", class_="jq-button jq-button-main")
    return joined((paragraph(way), tag("p", link) if linked else paragraph(f"{words}.", "jq-strong")))


def _step_link(name: str, linked: bool) -> Markup | str:
    words = f"Step {steps()[name].number}: {steps()[name].title}"
    return tag("a", words, href=f"{name}.ipynb") if linked else words


def findings_by_item(found: Iterable[Finding], section: str) -> dict[str, list[dict[str, str]]]:
    """The findings of a section's records, by the record's id."""
    by_item: dict[str, list[dict[str, str]]] = {}
    for finding in found:
        head, _, record = finding.path.partition("/")
        if head == section and record:
            entry = {"severity": finding.severity.value, "message": finding.message, "fix": finding.fix}
            by_item.setdefault(record, []).append(entry)
    return by_item


def choices(plan: Plan) -> dict[str, list[list[str]]]:
    """The records that a choice may point to, as pairs of id and words."""
    codes = plan.logic.codes()
    boxes = {stage: [[n.id, f"{codes[n.id]} {n.text}"] for n in plan.logic.of_stage(stage)] for stage in Stage}
    return {
        "elements": [[e.id, e.wording] for e in plan.elements],
        "goals": [[g.id, g.text] for g in plan.goals],
        "activities": boxes[Stage.ACTIVITY],
        "outputs_outcomes": boxes[Stage.OUTCOME] + boxes[Stage.OUTPUT],
        "sources": [[s.id, s.name] for s in plan.sources],
    }


def file_name(plan: Plan, ending: str) -> str:
    """A file name from the plan's title, in small letters and dashes."""
    words = re.sub(r"[^a-z0-9]+", "-", plan.header.title.lower()).strip("-")[:60]
    return f"{words or 'plan'}-{ending}"
