"""Checks of step 4: whose results will be seen, by which groups, and safely."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.groups import (
    is_split,
    outcomes_of_people,
    split_by,
    split_words,
)
from jqtools.coach.checks.notes import about_race_or_sex
from jqtools.coach.checks.origins import ADVANCE_EQUITY, EQUITY, PRACTICE
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, counted, number, rule, whole
from jqtools.content import schemes
from jqtools.plan import Plan
from jqtools.plan.matrix import least_shown, possible_splits
from jqtools.plan.measure import Measure, Unit
from jqtools.plan.split import Dimension, Reference, Split, SplitStatus
from jqtools.words import _

_BY_RACE = (Dimension.RACE_ETHNICITY, Dimension.INTERSECTION)
_USUAL = (Dimension.RACE_ETHNICITY, Dimension.SEX, Dimension.INTERSECTION)


@rule("E01", Severity.ERROR, reason="An average hides whom a plan leaves out.", source=ADVANCE_EQUITY)
def not_disaggregated(plan: Plan) -> Iterator[Seen]:
    for measure in outcomes_of_people(plan):
        if not is_split(measure) and not measure.no_splits.strip() and not _ruled_out(measure):
            yield about(
                measure,
                _("You show this only as one number for everyone, so you would miss whose results differ."),
                _("Name the groups to show it by; if it can't be split, say why."),
            )


@rule("E02", Severity.WARNING, reason="Gaps by race, ethnicity and sex are the best documented.", source=EQUITY)
def neither_race_nor_sex(plan: Plan) -> Iterator[Seen]:
    for measure in outcomes_of_people(plan):
        noted = measure.no_splits.strip() or about_race_or_sex(measure.note)
        explained = noted or any(split.dimension in _USUAL for split in _ruled_out(measure))
        if is_split(measure) and not split_by(measure, *_USUAL) and not explained:
            yield about(
                measure,
                _("You split this by neither race and ethnicity nor sex, where gaps are most often found."),
                _("Add one of them, or add it as not possible and say why."),
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
                    _("You split this by {split} and have not said which categories you use.").format(
                        split=split_words(split)
                    ),
                    _("Name the categories and the year of their standard."),
                )


@rule("E04", Severity.ERROR, reason="A count of two or three people tells who they are.", source=EQUITY)
def no_minimum(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if is_split(measure) and (measure.min_cell is None or measure.min_cell < 2):
            yield about(
                measure,
                _("You show this by group without a smallest count, so a reader could tell who is meant."),
                _("Set the smallest count of people that may be shown; use your agency's rule if it has one."),
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
                _(
                    "Pool years, combine groups that would call themselves one, or use interviews; write it"
                    " down under what you do with small groups."
                ),
            )


@rule("E14", Severity.WARNING, reason="An average can rise while a gap widens.", source=EQUITY)
def targets_overall_only(plan: Plan) -> Iterator[Seen]:
    split = [measure for measure in outcomes_of_people(plan) if is_split(measure)]
    aimed = any(aim.value is not None for measure in plan.measures for aim in measure.group_targets)
    if split and not aimed:
        yield whole(
            "measures",
            _("You show results by group and set targets only for everyone, so a gap could widen while you meet them."),
            _("Set a target for at least one group that is furthest behind."),
        )


@rule("E15", Severity.WARNING, reason="A gap is a gap to somebody.", source=PRACTICE)
def compared_with_nobody(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        if not is_split(measure):
            continue
        if measure.reference is None:
            seen = _("You show this by group and have not said which group the others are compared with.")
        elif measure.reference is Reference.NAMED and not measure.reference_group.strip():
            seen = _("You compare the groups with one that you name, and its name is missing.")
        else:
            continue
        yield about(measure, seen, _("Choose everyone, the rest, the largest group, the best group, or name one."))


def _ruled_out(measure: Measure) -> list[Split]:
    """The splits that the plan says are not possible, with a reason."""
    return [each for each in measure.splits if each.status is SplitStatus.NOT_POSSIBLE and each.reason.strip()]


def _too_few(measure: Measure) -> Iterator[str]:
    told = [problem for split in possible_splits(measure) if (problem := _too_few_by(measure, split))]
    yield from told
    total, least = _people_counted(measure), least_shown(measure)
    given = any(split.smallest is not None for split in possible_splits(measure))
    if is_split(measure) and not told and not given and total is not None and total < 2 * least:
        yield _("With {total} in all, some group falls under your minimum of {least}.").format(
            total=number(total), least=least
        )


def _too_few_by(measure: Measure, split: Split) -> str:
    least, share, smallest = least_shown(measure), _share(measure), split.smallest
    if smallest is None:
        return _too_few_if_alike(measure, split)
    people = counted(smallest, _("person"), _("people"))
    rarer = smallest * min(share, 1 - share)
    if smallest < least:
        return _("The smallest group by {split} has {people}, under your minimum of {least}.").format(
            split=split_words(split), people=people, least=least
        )
    if 0 < rarer < least:
        return _(
            "In the smallest group by {split} ({people}) about {rarer} would be counted on one side,"
            " under your minimum of {least}."
        ).format(split=split_words(split), people=people, rarer=number(round(rarer)), least=least)
    return ""


def _too_few_if_alike(measure: Measure, split: Split) -> str:
    """A guess from the total and the categories of the scheme, while nobody has said the smallest group."""
    scheme, total = schemes().get(split.scheme.strip()), _people_counted(measure)
    known = scheme.dimensions if scheme else ()
    groups = max((len(each.categories) for each in known if each.dimension == split.dimension), default=0)
    if total is None or not groups or total / groups >= least_shown(measure):
        return ""
    each = counted(round(total / groups), _("person"), _("people"))
    return _(
        "If the {groups} groups by {split} were all alike in size, each would have about {each},"
        " under your minimum of {least}."
    ).format(groups=groups, split=split_words(split), each=each, least=least_shown(measure))


def _share(measure: Measure) -> float:
    value = measure.baseline.known
    return value / 100 if measure.unit is Unit.PERCENT and value is not None and 0 <= value <= 100 else 0.0


def _people_counted(measure: Measure) -> float | None:
    if measure.expected_responses is not None:
        return measure.expected_responses
    return measure.baseline.denominator if measure.unit is Unit.PERCENT else None
