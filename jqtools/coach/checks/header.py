"""Checks of the start page: the problem, the period, the definition of a quality job, and what was accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jqtools.coach.checks.labels import field
from jqtools.coach.checks.origins import DATA, GOALS, PRACTICE
from jqtools.coach.checks.wages import unlikely
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, lacking, quoted, rule, whole
from jqtools.coach.waivers import holds
from jqtools.plan import Plan
from jqtools.plan.calendar import first_day, last_day
from jqtools.plan.definition import Definition, DefinitionStatus, RuleKind
from jqtools.plan.due import months_on
from jqtools.plan.history import Waiver
from jqtools.words import _, date_words

LONGEST_TITLE = 90
STALE_MONTHS = 18
_BASIS = "definition.wage.basis"


@rule("H01", Severity.ERROR, reason="Every date of the plan is judged by its period.", source=PRACTICE)
def ends_before_it_starts(plan: Plan) -> Iterator[Seen]:
    start, end = first_day(plan.header.period.start), last_day(plan.header.period.end)
    if start and end and end < start:
        yield whole(
            "header",
            _("The plan ends ({end}) before it starts ({start}).").format(
                end=date_words(plan.header.period.end), start=date_words(plan.header.period.start)
            ),
            _("Correct the first or the last day."),
        )


@rule("H02", Severity.WARNING, reason="A plan answers a problem.", source="UW-Extension logic model guide: situation")
def no_problem(plan: Plan) -> Iterator[Seen]:
    if _has_answers(plan) and not plan.header.problem.strip():
        yield whole(
            "header",
            _("You have not said which problem the plan answers, so nobody can tell whether it fits."),
            _("Say in two to four sentences who has poor jobs, in what way, how many, and how you know."),
        )


@rule("H03", Severity.WARNING, reason="A reader asks first who plans what, where and until when.", source=PRACTICE)
def start_page_incomplete(plan: Plan) -> Iterator[Seen]:
    header = plan.header
    parts = {
        _("name"): header.title.strip(),
        _("organization"): header.organization.strip(),
        _("place"): header.place,
        _("calendar"): header.calendar,
        _("first day"): header.period.start,
        _("last day"): header.period.end,
        _("people whose jobs change"): header.people.who.strip(),
    }
    missing = lacking(parts)
    if _has_answers(plan) and missing:
        yield whole(
            "header",
            _("The plan has {missing}, which later steps use.").format(missing=missing),
            _("Fill in what is missing."),
        )


@rule("H04", Severity.HINT, reason="A short name gets used.", source=PRACTICE)
def long_title(plan: Plan) -> Iterator[Seen]:
    length = len(plan.header.title.strip())
    if length > LONGEST_TITLE:
        yield whole(
            "header",
            _("The name of the plan has {length} characters; more than {most} are cut in most lists.").format(
                length=length, most=LONGEST_TITLE
            ),
            _("Name the change in a few words."),
        )


@rule("H05", Severity.WARNING, reason="Quality job means something only once it is defined.", source=GOALS)
def no_definition(plan: Plan) -> Iterator[Seen]:
    definition = plan.header.definition
    parts = {
        _("wage test or other criterion"): definition.wage.value is not None or definition.criteria,
        _("rule that joins them"): definition.rule is not None or definition.rule_note.strip(),
        _("other criterion for its rule to count"): definition.criteria or not _counts_criteria(definition),
    }
    missing = lacking(parts)
    if _has_answers(plan) and missing:
        yield whole(
            "header",
            _("Your definition of a quality job has {missing}, so two people may count different jobs.").format(
                missing=missing
            ),
            _("Say what a job must have, or start from one of the known rules."),
        )


@rule("H06", Severity.ERROR, reason="A rule must be one that a job can meet.", source=PRACTICE)
def impossible_rule(plan: Plan) -> Iterator[Seen]:
    definition = plan.header.definition
    if definition.criteria and _counts_criteria(definition) and (definition.needed or 0) > len(definition.criteria):
        yield whole(
            "header",
            _("The rule asks for {needed} other criteria and you list {criteria}.").format(
                needed=definition.needed, criteria=len(definition.criteria)
            ),
            _("Ask for fewer, or add criteria."),
        )


@rule("H07", Severity.WARNING, reason="Costs move on, and a wage test with them.", source=DATA)
def stale_benchmark(plan: Plan, today: date) -> Iterator[Seen]:
    wage = plan.header.definition.wage
    since = last_day(wage.as_of)
    if wage.value is not None and since and months_on(since, STALE_MONTHS) <= today:
        yield whole(
            "header",
            _("The living wage is as of {as_of}, more than {months} months ago.").format(
                as_of=date_words(wage.as_of), months=STALE_MONTHS
            ),
            _("Look up the newest value in the same source, for the same household and place."),
        )


@rule("H08", Severity.WARNING, reason="Adopted by whom and when is the first thing asked.", source=PRACTICE)
def adopted_by_nobody(plan: Plan) -> Iterator[Seen]:
    standing, definition = plan.standing, plan.header.definition
    missing = lacking({_("body"): standing.adopted_by.strip(), _("date"): standing.adopted_on})
    if standing.is_adopted and missing:
        yield whole(
            "standing",
            _("The plan is adopted and has {missing} for it.").format(missing=missing),
            _("Say who adopted it and when."),
        )
    missing = lacking({_("body"): definition.adopted_by.strip(), _("date"): definition.adopted_on})
    if definition.status is DefinitionStatus.ADOPTED and missing:
        yield whole(
            "header",
            _("The definition is adopted and has {missing} for it.").format(missing=missing),
            _("Say who adopted it and when."),
        )


@rule("H09", Severity.WARNING, reason="What is accepted needs a reason and a name.", source=PRACTICE)
def waiver_does_not_count(plan: Plan, today: date) -> Iterator[Seen]:
    for waiver in plan.waivers:
        missing = lacking({_("reason"): waiver.reason.strip(), _("name or role"): waiver.who.strip()})
        if missing:
            yield about(
                waiver,
                _("Somebody accepted what {waiver} found with {missing}, so it does not count.").format(
                    waiver=_check(waiver), missing=missing
                ),
                _("Say why and who, or take it back."),
            )
        elif not holds(waiver, today):
            yield about(
                waiver,
                _("What {waiver} found was accepted until {until}, and that day is over.").format(
                    waiver=_check(waiver), until=date_words(waiver.until)
                ),
                _("Look at it again: mend it, accept it anew, or take it back."),
            )


@rule("H10", Severity.ERROR, reason="A year's wage read as an hour's sets every test of pay wrong.", source=PRACTICE)
def unlikely_living_wage(plan: Plan) -> Iterator[Seen]:
    wage = plan.header.definition.wage
    if problem := unlikely(wage):
        yield whole(
            "header",
            problem,
            _("Check the amount, and whether {field} fits it.").format(field=field("definition", _BASIS)),
        )


def _check(waiver: Waiver) -> str:
    return _("the check {code}").format(code=quoted(waiver.code)) if waiver.code.strip() else _("a check")


def _counts_criteria(definition: Definition) -> bool:
    return definition.rule in (RuleKind.WAGE_AND_SOME, RuleKind.SOME)


def _has_answers(plan: Plan) -> bool:
    return bool(plan.elements or plan.goals or plan.logic.nodes or plan.measures)
