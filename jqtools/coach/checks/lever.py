"""Checks of step 2: the chosen lever, why it was chosen, and how it will be used."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.origins import LEADING, LEVER, LEVERS, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, listed, rule, whole
from jqtools.content import levers
from jqtools.plan import Plan
from jqtools.plan.comparison import fit, gate, scores, too_close
from jqtools.plan.control import Ring
from jqtools.plan.lever import LeverKey
from jqtools.plan.logic import Stage
from jqtools.plan.scope import in_scope
from jqtools.words import _


@rule("L01", Severity.ERROR, reason="The lever is how the change comes about.", source=LEVER)
def no_lever(plan: Plan) -> Iterator[Seen]:
    if not plan.choice.chosen():
        yield whole(
            "choice",
            _("You have not chosen a lever yet, so the plan does not say how the change comes about."),
            _("Choose one to start."),
        )


@rule("L02", Severity.ERROR, reason="One or two levers can be carried at once.", source=LEVERS)
def too_many_levers(plan: Plan) -> Iterator[Seen]:
    chosen = plan.choice.chosen()
    if len(chosen) > 2:
        yield whole(
            "choice",
            _("You chose {chosen} levers ({names}), too many to start with.").format(
                chosen=len(chosen), names=listed(_label(lever) for lever in chosen)
            ),
            _("Keep one or two, and leave the rest for a later phase."),
        )


@rule("L03", Severity.WARNING, reason="Two levers pay off when one outcome needs both.", source=LEVERS)
def two_without_why(plan: Plan) -> Iterator[Seen]:
    choice = plan.choice
    missing = lacking({_("reason"): choice.why_two.strip(), _("outcome that needs both"): choice.shared_outcome})
    if len(choice.chosen()) == 2 and missing:
        yield whole(
            "choice",
            _("You chose two levers and there is {missing}, so they may pull apart.").format(missing=missing),
            _("Say why two, and name the outcome of step 3 that needs both, or start with one."),
        )


@rule("L14", Severity.WARNING, reason="One lever named twice is one lever.", source=PRACTICE)
def the_same_lever_twice(plan: Plan) -> Iterator[Seen]:
    if plan.choice.secondary and plan.choice.secondary == plan.choice.primary:
        yield whole(
            "choice",
            _("You chose {lever} as your first lever and as your second.").format(lever=_label(plan.choice.secondary)),
            _("Leave the second one empty, or choose another."),
        )


@rule("L04", Severity.ERROR, reason="The lever must lie inside your scope of control.", source=LEVER)
def lever_outside_scope(plan: Plan) -> Iterator[Seen]:
    chosen = plan.choice.primary
    if chosen and not fit(chosen, plan.elements).elements:
        yield whole(
            "choice",
            _("Nothing in your scope works through {chosen}, so this lever is outside your control.").format(
                chosen=_label(chosen)
            ),
            _("Choose a lever that fits your scope, or add a change in step 1 that this lever moves."),
        )


@rule("L16", Severity.WARNING, reason="The second lever must lie inside your scope too.", source=LEVER)
def second_lever_outside_scope(plan: Plan) -> Iterator[Seen]:
    for chosen in plan.choice.chosen()[1:2]:
        if not fit(chosen, plan.elements).elements:
            yield whole(
                "choice",
                _("Nothing in your scope works through your second lever, {chosen}.").format(chosen=_label(chosen)),
                _("Add a change in step 1 that this lever moves, or start with the first lever alone."),
            )


@rule(
    "L05",
    Severity.WARNING,
    reason="A choice against the scores can be right, and others will ask.",
    source=PRACTICE,
)
def not_the_top_score(plan: Plan) -> Iterator[Seen]:
    chosen, points = plan.choice.primary, scores(plan.levers)
    if chosen is None or plan.choice.reason.strip():
        return
    shut = gate(plan.levers.criteria(chosen))
    if shut:
        yield whole(
            "choice",
            _("You chose {chosen}, but by your own answers it is not available.").format(chosen=_label(chosen)),
            _("Look at your answers on control and law again, choose another lever, or say why this one."),
        )
    elif chosen in points and points[chosen] < max(points.values()):
        best = max(points, key=points.__getitem__)
        yield whole(
            "choice",
            _("You chose {chosen} ({points}), while {best} scores {most}.").format(
                chosen=_label(chosen), points=points[chosen], best=_label(best), most=points[best]
            ),
            _("That is fine: say in a sentence why."),
        )


@rule("L06", Severity.HINT, reason="Small differences in a score say nothing.", source=PRACTICE)
def tied_scores(plan: Plan) -> Iterator[Seen]:
    if too_close(plan.levers):
        yield whole(
            "levers",
            _("Your two best levers are too close to call: the scores do not tell them apart."),
            _("Treat them as tied and decide by which one you are ready for."),
        )


@rule("L17", Severity.WARNING, reason="Readers ask how each activity serves a lever you use.", source=PRACTICE)
def activity_of_another_lever(plan: Plan) -> Iterator[Seen]:
    chosen = plan.choice.chosen()
    for node in plan.logic.of_stage(Stage.ACTIVITY):
        if chosen and node.lever and node.lever not in chosen:
            yield about(
                node,
                _("This activity belongs to {lever}, a lever that you do not use now.").format(
                    lever=_label(node.lever)
                ),
                _("Give it to a lever that you use, or remove it."),
            )


@rule("L13", Severity.HINT, reason="What worked at home is easier to ask of others.", source=LEADING)
def community_before_home(plan: Plan) -> Iterator[Seen]:
    rings = {element.ring for element in plan.elements if in_scope(element)}
    if Ring.COMMUNITY in rings and Ring.OWN_AGENCY not in rings:
        yield whole(
            "choice",
            _("You mean to change the community before your own agency has tried it."),
            _("Ask whether you could test it at home first."),
        )


def _label(lever: LeverKey) -> str:
    label = levers()[lever].label
    return label if label.startswith("HR") else label[:1].lower() + label[1:]
