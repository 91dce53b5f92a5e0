"""What stands beside the records of a plan: ratings, sums, titles, traps, and the records that a choice offers."""

from __future__ import annotations

from typing import Any

from jqtools.content import (
    criteria,
    definition_rules,
    equity_questions,
    forms,
    indicators,
    levers,
    source_cards,
)
from jqtools.content.outside import SourceCard
from jqtools.plan import Plan
from jqtools.plan.comparison import Swing, gate, score, scores, sensitivity, too_close
from jqtools.plan.control import Action, Rating, rating, rating_reason
from jqtools.plan.equity import Status, cost_reason
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import Stage
from jqtools.plan.measure import Measure, MeasureKind, rounded_percent
from jqtools.plan.measure_set import kind_of
from jqtools.plan.review import Observation
from jqtools.plan.values import written_out
from jqtools.report.words import and_so_on, measure_name, measured_words, period_words
from jqtools.words import _, date_words, marked, several

_TELLS = {
    MeasureKind.OUTCOME: marked("Outcome"),
    MeasureKind.EARLY_INDICATOR: marked("Early sign"),
    MeasureKind.OUTPUT: marked("Output"),
    MeasureKind.CONTEXT: marked("Context"),
}
_TONES = {
    Rating.DIRECT: "good",
    Rating.STRONG: "good",
    Rating.SOME: "consider",
    Rating.CONCERN: "plain",
}
_ANSWERS = {
    Status.IN_PLACE: (marked("In place"), "good"),
    Status.PLANNED: (marked("Planned"), "good"),
    Status.NOT_PLANNED: (marked("Not planned"), "consider"),
    Status.NOT_APPLICABLE: (marked("Does not apply"), "plain"),
}

Notes = dict[str, dict[str, str]]


def definition_presets() -> dict[str, Any]:
    """Known rules that join the criteria of a definition, each with what it fills in."""
    options = [
        {
            "words": known.label,
            "values": {
                "definition.rule": known.rule,
                "definition.needed": known.needed,
                "definition.rule_note": and_so_on(
                    [known.words, known.source and _("Source: {source}.").format(source=known.source)], " "
                ),
            },
            "next": {"field": "definition.criteria", "words": _criteria_to_write(known.of)},
        }
        for known in definition_rules().values()
    ]
    hint = _("It fills in the rule, how many are needed, and the words for it. You can change them after.")
    return {"label": _("Start from a known rule"), "hint": hint, "button": _("Use this rule"), "options": options}


def _criteria_to_write(most: int | None) -> str:
    """What a rule needs next: the criteria that it counts, which nobody but the agency can write."""
    part = next(each["part"] for each in forms()["definition"] if each["name"] == "definition.criteria")
    if most is None:
        return _("Now write the other criteria under “{part}”.").format(part=part)
    return _("Now write {n} other criteria under “{part}”.").format(n=most, part=part)


def element_notes(plan: Plan) -> Notes:
    """The rating of each element, and why."""
    notes = {}
    for element in plan.elements:
        rated = rating(element)
        unrated = _("Parked") if element.action is Action.PARK else _("Not rated yet")
        words = _(rated.value).capitalize() if rated else unrated
        notes[element.id] = {"tag": words, "tone": _TONES.get(rated, "plain"), "text": rating_reason(element)}
    return notes


def lever_notes(plan: Plan) -> dict[str, Any]:
    """The score of each lever or why it has none, the sentence about a tie, and what the weights would change."""
    notes: dict[str, Any] = {"close": too_close(plan.levers), "swings": _swings(plan)}
    for lever in LeverKey:
        answers = plan.levers.criteria(lever)
        points = score(answers, plan.levers.weights)
        missing = sum(getattr(answers, key) is None for key in criteria())
        if gate(answers):
            notes[lever] = {"text": gate(answers), "tone": "plain"}
        elif points is None:
            words = several("{n} question not scored yet", "{n} questions not scored yet", missing)
            notes[lever] = {"text": words, "tone": "none"}
        else:
            notes[lever] = {"text": str(points), "tone": "none"}
    return notes


def _swings(plan: Plan) -> list[str]:
    """Which weights decide what is on top, a sentence each; empty while fewer than two levers have a score."""
    if len(scores(plan.levers)) < 2:
        return []
    return [_swing(swing) for swing in sensitivity(plan.levers)] or [
        _("No single weight decides: halve or double any one of them, and the same lever stays on top.")
    ]


def _swing(swing: Swing) -> str:
    weight, top = criteria()[swing.criterion].label, levers()[swing.top].label
    return _("With the weight of {weight} {change}, {top} comes out on top.").format(
        weight=weight, change=_(swing.change), top=top
    )


def measure_notes(plan: Plan) -> Notes:
    """What each measure tells, its baseline worked out again from its parts, and its indicator's trap."""
    notes = {}
    for measure in plan.measures:
        known = indicators().get(measure.indicator)
        told = [_baseline(measure)]
        if known:
            told += [f"{measure.indicator}, {known.name}: {known.definition}", known.watch]
        text = "\n".join(line for line in told if line)
        notes[measure.id] = {"tag": _(_TELLS.get(kind_of(plan, measure), "")), "tone": "plain", "text": text}
    return notes


def _baseline(measure: Measure) -> str:
    top, bottom = measure.baseline.numerator, measure.baseline.denominator
    if top is None or not bottom:
        return ""
    percent = written_out(rounded_percent(top, bottom))
    return _("{top} of {bottom} is {percent}%.").format(
        top=written_out(top), bottom=written_out(bottom), percent=percent
    )


def source_notes(plan: Plan) -> Notes:
    """What is known of each source that is a known one: what it is good for, and its traps."""
    known = {source.id: source_cards().get(source.card) for source in plan.sources}
    return {key: {"tag": "", "tone": "none", "text": _traps(card) if card else ""} for key, card in known.items()}


def _traps(card: SourceCard) -> str:
    return "\n".join((_("Good for: {what}").format(what=card.good_for), *card.traps))


def equity_headings() -> dict[str, dict[str, str]]:
    """The fixed cards of step 4: pillar, question and good evidence."""
    evidence = _("Good evidence: {evidence}")
    return {
        key: {"group": q.pillar, "title": q.question, "hint": evidence.format(evidence=q.evidence)}
        for key, q in equity_questions().items()
    }


def answer_notes(plan: Plan) -> Notes:
    """The answer to each question in two words."""
    notes = {}
    for key in equity_questions():
        answer = plan.answers.get(key)
        words, tone = _ANSWERS.get(answer.status if answer else None, (marked("Not answered"), "none"))
        notes[key] = {"tag": _(words), "tone": tone, "text": ""}
    return notes


def engagement_notes(plan: Plan) -> Notes:
    """What each engagement costs, worked out."""
    return {e.id: {"tag": "", "tone": "none", "text": cost_reason(e)} for e in plan.engagements}


def observation_notes(plan: Plan) -> Notes:
    """Which measure, for whom and when: the title of each observation; its value is its tag."""
    return {each.id: _observation(each, plan) for each in plan.observations}


def _observation(each: Observation, plan: Plan) -> dict[str, str]:
    measure = plan.measures.get(each.measure)
    name = measure_name(measure) if measure else _("No measure chosen yet")
    title = and_so_on([name, each.group, period_words(each.start, each.end, plan.header)], ", ")
    value = measured_words(each, measure.unit if measure else None)
    return {"title": title, "tag": value.capitalize(), "tone": "plain", "text": ""}


def review_notes(plan: Plan) -> Notes:
    """What each review decided."""
    notes = {}
    for review in plan.reviews:
        decided = _(review.decision.value).capitalize() if review.decision else ""
        title = (
            _("Review of {date}").format(date=date_words(review.date)) if review.date else _("Review without a date")
        )
        notes[review.id] = {"title": title, "tag": decided, "tone": "plain", "text": ""}
    return notes


def choices(plan: Plan) -> dict[str, list[list[str]]]:
    """The records that a choice may point to, as pairs of id and words."""
    codes = plan.logic.codes()
    boxes = {stage: [[n.id, f"{codes[n.id]} {n.text}"] for n in plan.logic.of_stage(stage)] for stage in Stage}
    return {
        "elements": [[e.id, e.wording] for e in plan.elements],
        "goals": [[g.id, g.text] for g in plan.goals],
        "activities": boxes[Stage.ACTIVITY],
        "outcomes": boxes[Stage.OUTCOME],
        "outputs_outcomes": boxes[Stage.OUTCOME] + boxes[Stage.OUTPUT],
        "sources": [[s.id, s.name] for s in plan.sources],
        "measures": [[m.id, measure_name(m)] for m in plan.measures],
    }
