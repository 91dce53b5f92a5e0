"""Checks of step 4: whose results will be seen, by which groups, and safely."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jqtools.coach.finding import Severity
from jqtools.coach.origins import ADVANCE_EQUITY, EQUITY, PRACTICE
from jqtools.coach.registry import Seen, about, number, rule
from jqtools.coach.wording import counts_no_people
from jqtools.plan import Plan
from jqtools.plan.logic import Stage
from jqtools.plan.measure import Measure, MeasureKind, Unit

_RACE = re.compile(r"\b(?:rac(?:e|ial)|ethnic\w*)\b", re.IGNORECASE)
_SEX = re.compile(r"\b(?:sex|gender)\b", re.IGNORECASE)
_NOT_SPLIT = re.compile(r"\s*(?:none|no|not|n/a)\b[\s.,;:-]*(.*)", re.IGNORECASE | re.DOTALL)


@rule("E01", Severity.ERROR, reason="An average hides whom a plan leaves out.", source=ADVANCE_EQUITY)
def not_disaggregated(plan: Plan) -> Iterator[Seen]:
    for measure in _outcomes_of_people(plan):
        if not measure.splits.strip() or _refused(measure) == "":
            yield about(
                measure,
                "You show this only as one number for everyone, so you would miss whose results differ.",
                'Name the groups to show it by; if it can\'t be split, write "none" there and why.',
            )


@rule("E02", Severity.WARNING, reason="Gaps by race, ethnicity and sex are the best documented.", source=EQUITY)
def neither_race_nor_sex(plan: Plan) -> Iterator[Seen]:
    for measure in _outcomes_of_people(plan):
        usual = _RACE.search(measure.splits) or _SEX.search(measure.splits)
        if _is_split(measure) and not usual and not measure.note.strip():
            yield about(
                measure,
                "You split this by neither race and ethnicity nor sex, where gaps are most often found.",
                "Add one of them, or say in the note why not.",
            )


@rule(
    "E03",
    Severity.WARNING,
    reason="Categories for race and ethnicity differ between standards.",
    source="OMB Statistical Policy Directive No. 15",
)
def no_scheme(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if _is_split(measure) and _RACE.search(measure.splits) and not measure.scheme.strip():
            yield about(
                measure,
                "You split this by race or ethnicity and have not said which categories you use.",
                "Name the categories and the year of their standard.",
            )


@rule("E04", Severity.ERROR, reason="A count of two or three people tells who they are.", source=EQUITY)
def no_minimum(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if _is_split(measure) and (measure.min_cell is None or measure.min_cell < 2):
            yield about(
                measure,
                "You show this by group without a smallest count, so a reader could tell who is meant.",
                "Set the smallest count of people that may be shown; use your agency's rule if it has one.",
            )


@rule("E05", Severity.WARNING, reason="Groups under the minimum can't be shown.", source=PRACTICE)
def too_few_to_split(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        total = _people_counted(measure)
        if not _is_split(measure) or total is None or not measure.min_cell:
            continue
        if total < 2 * measure.min_cell:
            yield about(
                measure,
                f"With {number(total)} in all, some group falls under your minimum of {measure.min_cell}.",
                "Pool years, combine groups with care, or use interviews.",
            )


def _outcomes_of_people(plan: Plan) -> Iterator[Measure]:
    for measure in plan.measures:
        node = plan.logic.nodes.get(measure.node)
        of_outcome = measure.kind is None and node is not None and node.stage is Stage.OUTCOME
        whom = (node.population.strip() if node else "") or measure.name
        if (measure.kind is MeasureKind.OUTCOME or of_outcome) and not counts_no_people(whom):
            yield measure


def _refused(measure: Measure) -> str | None:
    """The reason given for not splitting ("none: ..."), "" when none is given, None when it is split."""
    found = _NOT_SPLIT.fullmatch(measure.splits)
    return found[1].strip() if found else None


def _is_split(measure: Measure) -> bool:
    return bool(measure.splits.strip()) and _refused(measure) is None


def _people_counted(measure: Measure) -> float | None:
    if measure.expected_responses is not None:
        return measure.expected_responses
    return measure.baseline.denominator if measure.unit is Unit.PERCENT else None
