"""Checks of step 2: the chosen lever, why it was chosen, and how it will be used."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.finding import Severity
from jqtools.coach.origins import EMPOWERMENT, LEADING, LEVER, LEVERS, POLICY, PRACTICE, PROCUREMENT
from jqtools.coach.registry import Seen, rule, whole
from jqtools.content import levers
from jqtools.plan import Plan
from jqtools.plan.comparison import fit, gate, scores, too_close
from jqtools.plan.control import Ring
from jqtools.plan.equity import PaidAs
from jqtools.plan.lever import LeverKey
from jqtools.plan.scope import in_scope


@rule("L01", Severity.ERROR, reason="The lever is how the change comes about.", source=LEVER)
def no_lever(plan: Plan) -> Iterator[Seen]:
    if not plan.choice.chosen():
        yield whole(
            "choice",
            "You have not chosen a lever yet, so the plan does not say how the change comes about.",
            "Choose one to start.",
        )


@rule("L03", Severity.WARNING, reason="Two levers pay off when one outcome needs both.", source=LEVERS)
def two_without_why(plan: Plan) -> Iterator[Seen]:
    if len(plan.choice.chosen()) == 2 and not plan.choice.why_two.strip():
        yield whole(
            "choice",
            "You chose two levers and have not said which outcome needs both, so they may pull apart.",
            "Name the outcome that needs both, or start with one.",
        )


@rule("L14", Severity.WARNING, reason="One lever named twice is one lever.", source=PRACTICE)
def the_same_lever_twice(plan: Plan) -> Iterator[Seen]:
    if plan.choice.secondary and plan.choice.secondary == plan.choice.primary:
        yield whole(
            "choice",
            f"You chose {_label(plan.choice.secondary)} as your first lever and as your second.",
            "Leave the second one empty, or choose another.",
        )


@rule("L04", Severity.ERROR, reason="The lever must lie inside your scope of control.", source=LEVER)
def lever_outside_scope(plan: Plan) -> Iterator[Seen]:
    chosen = plan.choice.primary
    if chosen and not fit(chosen, plan.elements).elements:
        yield whole(
            "choice",
            f"Nothing in your scope works through {_label(chosen)}, so this lever is outside your control.",
            "Choose a lever that fits your scope, or add a change in step 1 that this lever moves.",
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
            f"You chose {_label(chosen)}, but by your own answers it is not available.",
            "Look at your answers on control and law again, choose another lever, or say why this one.",
        )
    elif chosen in points and points[chosen] < max(points.values()):
        best = max(points, key=points.__getitem__)
        yield whole(
            "choice",
            f"You chose {_label(chosen)} ({points[chosen]}), while {_label(best)} scores {points[best]}.",
            "That is fine: say in a sentence why.",
        )


@rule("L06", Severity.HINT, reason="Small differences in a score say nothing.", source=PRACTICE)
def tied_scores(plan: Plan) -> Iterator[Seen]:
    if too_close(plan.levers):
        yield whole(
            "levers",
            "Your two best levers are too close to call: the scores do not tell them apart.",
            "Treat them as tied and decide by which one you are ready for.",
        )


@rule("L07", Severity.WARNING, reason="A policy works by its level and its type.", source=POLICY)
def policy_without_type(plan: Plan) -> Iterator[Seen]:
    if _unsaid(plan, LeverKey.POLICY):
        yield whole(
            "choice",
            "You chose policy and have not said at which level, or whether it rewards, requires or informs.",
            "Say which level (program, department, organization, jurisdiction) and which type.",
        )


@rule("L08", Severity.WARNING, reason="Contracts change when they come up.", source=PROCUREMENT)
def procurement_without_pipeline(plan: Plan) -> Iterator[Seen]:
    if _unsaid(plan, LeverKey.PROCUREMENT):
        yield whole(
            "choice",
            "You chose procurement and have not said which contracts come up, when, and for how many people.",
            "Say which solicitation, when, and how many workers it covers.",
        )


@rule("L10", Severity.WARNING, reason="Voice without pay or power burns trust.", source=EMPOWERMENT)
def voice_without_power(plan: Plan) -> Iterator[Seen]:
    if LeverKey.EMPOWERMENT not in plan.choice.chosen():
        return
    paid = (PaidAs.STIPEND, PaidAs.CONTRACT, PaidAs.WORK_TIME, PaidAs.IN_KIND)
    if not any(e.paid_as in paid and e.decision_right.strip() for e in plan.engagements):
        yield whole(
            "choice",
            "You chose empowerment, but nobody who takes part is both paid and able to decide something.",
            "In step 4, say what people can decide and how their time is paid.",
        )


@rule(
    "L11",
    Severity.WARNING,
    reason="Pay and hiring steps may be bargained or set by civil service.",
    source=PRACTICE,
)
def hr_without_steps(plan: Plan) -> Iterator[Seen]:
    if _unsaid(plan, LeverKey.HR_PRACTICES):
        yield whole(
            "choice",
            "You chose HR practices and have not said which, or whether union or civil service rules apply.",
            "Name the practices; where a union or civil service has a say, start with them.",
        )


@rule("L13", Severity.HINT, reason="What worked at home is easier to ask of others.", source=LEADING)
def community_before_home(plan: Plan) -> Iterator[Seen]:
    rings = {element.ring for element in plan.elements if in_scope(element)}
    if Ring.COMMUNITY in rings and Ring.OWN_AGENCY not in rings:
        yield whole(
            "choice",
            "You mean to change the community before your own agency has tried it.",
            "Ask whether you could test it at home first.",
        )


def _unsaid(plan: Plan, lever: LeverKey) -> bool:
    return lever in plan.choice.chosen() and not plan.choice.ways.strip()


def _label(lever: LeverKey) -> str:
    label = levers()[lever].label
    return label if label.startswith("HR") else label[:1].lower() + label[1:]
