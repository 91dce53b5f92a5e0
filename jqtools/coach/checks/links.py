"""Checks of step 3a, link by link: which way it runs, why it should hold, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.arrows import between, links
from jqtools.coach.checks.labels import chosen
from jqtools.coach.checks.origins import PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, listed, quoted, rule, whole, words_of
from jqtools.plan import Plan
from jqtools.plan.flow import in_a_cycle, link_allowed, sentence
from jqtools.plan.logic import Link, Stage, Strength
from jqtools.plan.records import Records
from jqtools.words import _, marked

_BACK = (
    marked("This link runs backward or sideways, so the model can't be read from left to right."),
    marked("Turn it round, remove it, or mark it as feeding back."),
)
_TO_ITSELF = (marked("This link leads from a box to itself, and nothing is its own cause."), marked("Remove it."))


@rule(
    "M09",
    Severity.ERROR,
    reason="A logic model runs one way, from what you do to what changes.",
    source=PRACTICE,
)
def backward(plan: Plan) -> Iterator[Seen]:
    for link, source, target in links(plan.logic):
        if not link_allowed(source, target) and not between(source, target):
            yield _of(
                plan,
                link,
                *map(_, _BACK if source.id != target.id else _TO_ITSELF),
            )
    forward = [link for link, source, target in links(plan.logic) if link_allowed(source, target)]
    looped = in_a_cycle(plan.logic.model_copy(update={"links": Records(forward)}))
    if looped:
        names = listed(quoted(words_of(node), 40) for node in looped[:4])
        yield about(
            looped[0],
            _("These boxes lead in a circle: {names}.").format(names=names),
            _("Remove the link that closes the circle, or mark it as feeding back."),
        )


@rule("M10", Severity.WARNING, reason="The step between is where a plan can be checked early.", source=PRACTICE)
def skipped_column(plan: Plan) -> Iterator[Seen]:
    for link, source, target in links(plan.logic):
        if jumped := between(source, target):
            yield _of(
                plan,
                link,
                _("This link goes from {stage} to {next_stage} and leaves out a step.").format(
                    stage=chosen(source.stage), next_stage=chosen(target.stage)
                ),
                _("Name the {stages} between.").format(stages=listed(chosen(stage) for stage in jumped)),
            )


@rule(
    "M23",
    Severity.WARNING,
    reason="A link without a reason is a hope.",
    source="UW-Extension logic model guide: assumptions; HM Treasury Magenta Book",
)
def link_without_reason(plan: Plan) -> Iterator[Seen]:
    into = [link for link, source, target in links(plan.logic) if target.stage is Stage.OUTCOME]
    bare = [link for link in into if not (link.because.strip() or link.evidence.strip())]
    if bare:
        yield whole(
            "logic",
            _("For {links} it is not said why {they} should hold or how you know.").format(
                links=_of_all(len(bare), len(into)), they=_they(len(bare))
            ),
            _("Finish the sentence “because ...” for each, or cite evidence."),
        )


@rule("M24", Severity.HINT, reason="Tested means that somebody can look it up.", source=PRACTICE)
def tested_without_evidence(plan: Plan) -> Iterator[Seen]:
    for link, *_ends in links(plan.logic):
        if link.strength is Strength.TESTED and not link.evidence.strip():
            yield _of(
                plan, link, _("You call this link tested and cite nothing."), _("Add the source, or call it plausible.")
            )


def _of_all(bare: int, into: int) -> str:
    return (
        _("the one link into an outcome")
        if into == 1
        else _("{bare} of {into} links into outcomes").format(bare=bare, into=into)
    )


def _they(count: int) -> str:
    return _("it") if count == 1 else _("they")


def _of(plan: Plan, link: Link, message: str, fix: str) -> Seen:
    return Seen(f"logic/{link.id}", sentence(link, plan.logic), message, fix)
