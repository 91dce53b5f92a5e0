"""Checks of step 4: whose results will be seen, by which groups, and safely."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.finding import Severity
from jqtools.coach.groups import is_split, outcomes_of_people, possible_splits, split_by
from jqtools.coach.origins import ADVANCE_EQUITY, EQUITY, PRACTICE
from jqtools.coach.registry import Seen, about, number, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Dimension, Measure, Unit


@rule("E01", Severity.ERROR, reason="An average hides whom a plan leaves out.", source=ADVANCE_EQUITY)
def not_disaggregated(plan: Plan) -> Iterator[Seen]:
    for measure in outcomes_of_people(plan):
        if not is_split(measure) and not measure.no_splits.strip():
            yield about(
                measure,
                "You show this only as one number for everyone, so you would miss whose results differ.",
                "Name the groups to show it by; if it can't be split, say why.",
            )


@rule("E02", Severity.WARNING, reason="Gaps by race, ethnicity and sex are the best documented.", source=EQUITY)
def neither_race_nor_sex(plan: Plan) -> Iterator[Seen]:
    for measure in outcomes_of_people(plan):
        usual = split_by(measure, Dimension.RACE_ETHNICITY, Dimension.SEX, Dimension.INTERSECTION)
        if is_split(measure) and not usual and not measure.note.strip():
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
        by_race = [s for s in possible_splits(measure) if s.dimension is Dimension.RACE_ETHNICITY]
        if any(not split.scheme.strip() for split in by_race):
            yield about(
                measure,
                "You split this by race or ethnicity and have not said which categories you use.",
                "Name the categories and the year of their standard.",
            )


@rule("E04", Severity.ERROR, reason="A count of two or three people tells who they are.", source=EQUITY)
def no_minimum(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if is_split(measure) and (measure.min_cell is None or measure.min_cell < 2):
            yield about(
                measure,
                "You show this by group without a smallest count, so a reader could tell who is meant.",
                "Set the smallest count of people that may be shown; use your agency's rule if it has one.",
            )


@rule("E05", Severity.WARNING, reason="Groups under the minimum can't be shown.", source=PRACTICE)
def too_few_to_split(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        total = _people_counted(measure)
        if not is_split(measure) or total is None or not measure.min_cell:
            continue
        if total < 2 * measure.min_cell:
            yield about(
                measure,
                f"With {number(total)} in all, some group falls under your minimum of {measure.min_cell}.",
                "Pool years, combine groups with care, or use interviews.",
            )


def _people_counted(measure: Measure) -> float | None:
    if measure.expected_responses is not None:
        return measure.expected_responses
    return measure.baseline.denominator if measure.unit is Unit.PERCENT else None
