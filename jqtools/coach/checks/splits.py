"""Checks of step 4: whose results will be seen, by which groups, and safely."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.groups import is_split, least_shown, outcomes_of_people, possible_splits, split_by
from jqtools.coach.checks.origins import ADVANCE_EQUITY, EQUITY, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, number, quoted, rule, whole
from jqtools.plan import Plan
from jqtools.plan.measure import Measure, Unit
from jqtools.plan.split import Dimension, Reference, Split

MOST_UNKNOWN = 15
_BY_RACE = (Dimension.RACE_ETHNICITY, Dimension.INTERSECTION)
_USUAL = (Dimension.RACE_ETHNICITY, Dimension.SEX, Dimension.INTERSECTION)


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
        explained = measure.note.strip() or any(s.reason.strip() for s in measure.splits if s.dimension in _USUAL)
        if is_split(measure) and not split_by(measure, *_USUAL) and not explained:
            yield about(
                measure,
                "You split this by neither race and ethnicity nor sex, where gaps are most often found.",
                "Add one of them, or add it as not possible and say why.",
            )


@rule(
    "E03",
    Severity.WARNING,
    reason="Categories for race and ethnicity differ between standards.",
    source="OMB Statistical Policy Directive No. 15",
)
def no_scheme(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        for split in possible_splits(measure):
            if split.dimension in _BY_RACE and not split.scheme.strip():
                yield about(
                    measure,
                    f"You split this by {_words(split)} and have not said which categories you use.",
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
        if measure.combine.strip():
            continue
        for problem in _too_few(measure):
            yield about(
                measure,
                problem,
                "Pool years, combine groups that would call themselves one, or use interviews; write it down under"
                " what you do with small groups.",
            )


@rule("E06", Severity.WARNING, reason="Those who give no answer may differ from those who do.", source=PRACTICE)
def many_unknown(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        for split in possible_splits(measure):
            share = split.unknown_percent
            if share is not None and share > MOST_UNKNOWN and not split.unknown_plan.strip():
                yield about(
                    measure,
                    f"For {number(share)}% of people {_words(split)} is unknown, and there is no plan to lower that.",
                    "Say how you will ask, and show the unknown as a group of its own.",
                )


@rule("E14", Severity.WARNING, reason="An average can rise while a gap widens.", source=EQUITY)
def targets_overall_only(plan: Plan) -> Iterator[Seen]:
    split = [measure for measure in outcomes_of_people(plan) if is_split(measure)]
    aimed = any(aim.value is not None for measure in plan.measures for aim in measure.group_targets)
    if split and not aimed:
        yield whole(
            "measures",
            "You show results by group and set targets only for everyone, so a gap could widen while you meet them.",
            "Set a target for at least one group that is furthest behind.",
        )


@rule("E15", Severity.WARNING, reason="A gap is a gap to somebody.", source=PRACTICE)
def compared_with_nobody(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if not is_split(measure):
            continue
        if measure.reference is None:
            seen = "You show this by group and have not said which group the others are compared with."
        elif measure.reference is Reference.NAMED and not measure.reference_group.strip():
            seen = "You compare the groups with one that you name, and its name is missing."
        else:
            continue
        yield about(measure, seen, "Choose everyone, the rest, the largest group, the best group, or name one.")


def _words(split: Split) -> str:
    if words := split.words.strip():
        return quoted(words)
    joint = " and " if split.dimension is Dimension.RACE_ETHNICITY else " "
    return (split.dimension or Dimension.OTHER).value.replace("_", joint)


def _too_few(measure: Measure) -> Iterator[str]:
    least, share = least_shown(measure), _share(measure)
    smallest = [split for split in possible_splits(measure) if split.smallest is not None]
    for split in smallest:
        rarer = split.smallest * min(share, 1 - share)
        if split.smallest < least:
            yield f"The smallest group by {_words(split)} has {split.smallest} people, under your minimum of {least}."
        elif 0 < rarer < least:
            yield (
                f"In the smallest group by {_words(split)} ({split.smallest} people) about {number(round(rarer))} would"
                f" be counted on one side, under your minimum of {least}."
            )
    total = _people_counted(measure)
    if is_split(measure) and not smallest and total is not None and total < 2 * least:
        yield f"With {number(total)} in all, some group falls under your minimum of {least}."


def _share(measure: Measure) -> float:
    value = measure.baseline.known
    return value / 100 if measure.unit is Unit.PERCENT and value is not None and 0 <= value <= 100 else 0.0


def _people_counted(measure: Measure) -> float | None:
    if measure.expected_responses is not None:
        return measure.expected_responses
    return measure.baseline.denominator if measure.unit is Unit.PERCENT else None
