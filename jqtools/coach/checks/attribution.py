"""Checks of what numbers are made to say: about the whole economy, about who is worst, about what caused a change."""

from __future__ import annotations

from collections.abc import Iterator

from jqtools.coach.checks.claims import claims_cause, names_whole_economy, ranks
from jqtools.coach.checks.notes import about_people_we_reach
from jqtools.coach.checks.origins import EDUCATION, POLICY
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, quoted, rule
from jqtools.plan import Plan
from jqtools.plan.measure import Measure
from jqtools.plan.measure_set import method_of, outcomes
from jqtools.plan.source import Method
from jqtools.words import _, marked

_INJURY_CODES = ("SS01", "SS02")
_ACCESS_CODES = "AC"
_INJURY_CARD = "osha_300a"
_NO_COMPARISON = marked("and there is no comparison, so the change may have come without you")
_COMPARE = marked("Say that the plan contributed to it, or compare with people or places that it did not reach.")


@rule("D25", Severity.WARNING, reason="Answer for what you can move.", source=EDUCATION)
def outcome_of_the_whole_economy(plan: Plan) -> Iterator[Seen]:
    for measure in outcomes(plan):
        if _reaches_its_people(plan, measure):
            continue
        public = method_of(plan, measure) is Method.PUBLIC_STATISTIC
        if names_whole_economy(measure.name):
            seen = _("This moves with the whole economy, and your plan is a small part of it.")
        elif public and not measure.comparison.strip():
            seen = _(
                "This outcome comes from statistics on everyone in the area, most of whom the plan does not reach."
            )
        else:
            continue
        yield about(measure, seen, _("Keep it as context, and measure the people or contracts that you do reach."))


@rule(
    "D32",
    Severity.WARNING,
    reason="Injury reports do not stand for all employers, and some report more honestly than others.",
    source="OSHA Injury Tracking Application, notes on the data",
)
def ranked_by_injuries(plan: Plan) -> Iterator[Seen]:
    ranking = {key for story in plan.stories if ranks(story.claim) for key in story.measures}
    for measure in plan.measures:
        texts = (measure.name, measure.definition, measure.story, measure.note)
        if _of_injuries(plan, measure) and (measure.id in ranking or any(ranks(text) for text in texts)):
            yield about(
                measure,
                _("You rank employers by their injury reports, and the source itself warns against that."),
                _("Use them to choose whom to help or visit, and follow one employer over time."),
            )


@rule("D33", Severity.WARNING, reason="A change alone does not say what caused it.", source=POLICY)
def cause_without_comparison(plan: Plan) -> Iterator[Seen]:
    if plan.lever_details.policy.comparison.strip():
        return
    for measure in plan.measures:
        told = [text for text in (measure.story, measure.target.basis) if claims_cause(text)]
        if told and not measure.comparison.strip():
            yield about(
                measure,
                _("You say that the plan caused a change ({told}), {no_comparison}.").format(
                    told=quoted(told[0]), no_comparison=_(_NO_COMPARISON)
                ),
                _(_COMPARE),
            )
    for story in plan.stories:
        told_of = [plan.measures.get(key) for key in story.measures]
        compared = story.comparison.strip() or any(each.comparison.strip() for each in told_of if each)
        if claims_cause(story.claim) and not compared:
            yield about(
                story,
                _("The claim says that the plan caused a change, {no_comparison}.").format(
                    no_comparison=_(_NO_COMPARISON)
                ),
                _(_COMPARE),
            )


def _reaches_its_people(plan: Plan, measure: Measure) -> bool:
    """Whether the measure is of people in the plan's own programs or contracts, by code, words or source."""
    ours = measure.indicator.strip().upper().startswith(_ACCESS_CODES)
    told = about_people_we_reach(f"{measure.name} {measure.definition}")
    return ours or told or method_of(plan, measure) not in (None, Method.PUBLIC_STATISTIC)


def _of_injuries(plan: Plan, measure: Measure) -> bool:
    source = plan.sources.get(measure.source)
    return measure.indicator.strip().upper() in _INJURY_CODES or (source is not None and source.card == _INJURY_CARD)
