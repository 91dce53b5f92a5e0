"""Several people rate the same questions: how far apart their answers are, and the one they agree on.

A question is a place of the plan that holds an answer from 0 to 3, such as `elements/el_7k3m9q/authority` or
`levers/procurement/control`. Answers of people are never kept, and never made into an average: people talk, and agree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jqtools.plan.comparison import CRITERIA
from jqtools.plan.lever import LeverKey
from jqtools.plan.plan import Plan

LEVELS = (0, 1, 2, 3)
_RATED = ("authority", "implementation")

Ratings = Sequence[Mapping[str, int]]


@dataclass(frozen=True)
class Spread:
    """The answers to one question: how many people gave each of 0, 1, 2 and 3, and how many gave none."""

    question: str
    counts: tuple[int, ...]
    silent: int

    @property
    def least(self) -> int | None:
        """The lowest answer; None when nobody answered."""
        return next((level for level in LEVELS if self.counts[level]), None)

    @property
    def most(self) -> int | None:
        """The highest answer; None when nobody answered."""
        return next((level for level in reversed(LEVELS) if self.counts[level]), None)

    @property
    def apart(self) -> int:
        """How many levels lie between the lowest and the highest answer; 0 when nobody answered."""
        return 0 if self.least is None or self.most is None else self.most - self.least


def spreads(questions: Sequence[str], ratings: Ratings) -> tuple[Spread, ...]:
    """How each question was answered; where people are furthest apart first, then where fewer share an answer."""
    found = [_spread(question, ratings) for question in questions]
    return tuple(sorted(found, key=lambda each: (-each.apart, max(each.counts))))


def change_questions(plan: Plan) -> tuple[str, ...]:
    """Who decides and who carries out, for each change of step 1."""
    return tuple(f"elements/{element.id}/{field}" for element in plan.elements for field in _RATED)


def lever_questions(lever: LeverKey) -> tuple[str, ...]:
    """The eight questions asked of a lever in step 2."""
    return tuple(f"levers/{lever.value}/{criterion}" for criterion in CRITERIA)


def answer_in(plan: Plan, question: str) -> int | None:
    """What the plan says now; None where it says nothing, or for a question that there is not."""
    section, record, field = _parts(plan, question)
    if section == "elements":
        return getattr(plan.elements.get(record), field)
    return getattr(plan.levers.criteria(LeverKey(record)), field) if section else None


def with_agreed(plan: Plan, question: str, answer: int) -> Plan:
    """The plan with the answer that people agreed on; the same plan for a question or an answer that there is not."""
    section, record, field = _parts(plan, question)
    if not section or answer not in LEVELS or answer_in(plan, question) == answer:
        return plan
    if section == "elements":
        rated = plan.elements.get(record).model_copy(update={field: answer})
        return plan.model_copy(update={"elements": plan.elements.with_record(rated)})
    criteria = plan.levers.criteria(LeverKey(record)).model_copy(update={field: answer})
    return plan.model_copy(update={"levers": plan.levers.model_copy(update={record: criteria})})


def _spread(question: str, ratings: Ratings) -> Spread:
    given = [each[question] for each in ratings if each.get(question) in LEVELS]
    return Spread(question, tuple(given.count(level) for level in LEVELS), len(ratings) - len(given))


def _parts(plan: Plan, question: str) -> tuple[str, str, str]:
    """Section, record and field of a question that there is; empty texts for another."""
    known = (*change_questions(plan), *(each for lever in LeverKey for each in lever_questions(lever)))
    section, record, field = question.split("/") if question in known else ("", "", "")
    return section, record, field
