"""Checks of step 3a, link by link: which way it runs, why it should hold, and what is known about it."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.arrows import between, links
from jqtools.coach.checks.origins import PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, listed, quoted, rule, whole, words_of
from jqtools.plan import Plan
from jqtools.plan.flow import in_a_cycle, link_allowed, sentence
from jqtools.plan.logic import Link, Stage, Strength
from jqtools.plan.records import Records

_BACK = (
    "This link runs backward or sideways, so the model can't be read from left to right.",
    "Turn it round, remove it, or mark it as feeding back.",
)
_TO_ITSELF = ("This link leads from a box to itself, and nothing is its own cause.", "Remove it.")


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
                *_BACK if source.id != target.id else _TO_ITSELF,
            )
    forward = [link for link, source, target in links(plan.logic) if link_allowed(source, target)]
    looped = in_a_cycle(plan.logic.model_copy(update={"links": Records(forward)}))
    if looped:
        names = listed(quoted(words_of(node), 40) for node in looped[:4])
        yield about(
            looped[0],
            f"These boxes lead in a circle: {names}.",
            "Remove the link that closes the circle, or mark it as feeding back.",
        )


@rule("M10", Severity.WARNING, reason="The step between is where a plan can be checked early.", source=PRACTICE)
def skipped_column(plan: Plan) -> Iterator[Seen]:
    for link, source, target in links(plan.logic):
        if jumped := between(source, target):
            yield _of(
                plan,
                link,
                f"This link goes from {source.stage.value} to {target.stage.value} and leaves out a step.",
                f"Name the {listed(stage.value for stage in jumped)} between.",
            )


@rule(
    "M23",
    Severity.WARNING,
    reason="A link without a reason is a hope.",
    source="UW-Extension logic model guide: assumptions; HM Treasury Magenta Book",
)
def link_without_reason(plan: Plan) -> Iterator[Seen]:
    into = [link for link, _, target in links(plan.logic) if target.stage is Stage.OUTCOME]
    bare = [link for link in into if not (link.because.strip() or link.evidence.strip())]
    if bare:
        yield whole(
            "logic",
            f"For {_of_all(len(bare), len(into))} it is not said why {_they(len(bare))} should hold or how you know.",
            "Finish the sentence “because ...” for each, or cite evidence.",
        )


@rule("M24", Severity.HINT, reason="Tested means that somebody can look it up.", source=PRACTICE)
def tested_without_evidence(plan: Plan) -> Iterator[Seen]:
    for link, _, _ in links(plan.logic):
        if link.strength is Strength.TESTED and not link.evidence.strip():
            yield _of(
                plan, link, "You call this link tested and cite nothing.", "Add the source, or call it plausible."
            )


def _of_all(bare: int, into: int) -> str:
    return "the one link into an outcome" if into == 1 else f"{bare} of {into} links into outcomes"


def _they(count: int) -> str:
    return "it" if count == 1 else "they"


def _of(plan: Plan, link: Link, message: str, fix: str) -> Seen:
    return Seen(f"logic/{link.id}", sentence(link, plan.logic), message, fix)
