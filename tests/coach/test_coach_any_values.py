"""The checks of measures, values, equity and monitoring on any plan that can be built."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from jqtools.coach.checks import (
    actuals,
    attribution,
    breakdown,
    equity,
    measures,
    monitoring,
    numbers,
    participation,
    pillars,
    samples,
    sheet,
    sources,
    splits,
    timing,
    unknown_groups,
    values,
)
from jqtools.coach.registry import declared
from jqtools.plan import blank_plan
from jqtools.plan.equity import Answer, Engagement
from jqtools.plan.measure import Measure
from jqtools.plan.records import Record, Records
from jqtools.plan.review import Observation, ReviewCycle, StoryBrief
from jqtools.plan.source import DataSource
from tests.coach.coach_plans import GOOD, TODAY
from tests.coach.rule_runs import told_by
from tests.plan.any_plan import any_value

MODULES = (
    *(measures, sheet, numbers, timing, sources, samples, values, actuals, attribution),
    *(participation, equity, pillars, splits, breakdown, unknown_groups, monitoring),
)
told = told_by(*MODULES)
KEYS = st.sampled_from(["no_1", "no_2", "no_3"])
DAYS = st.sampled_from([date.min, TODAY, date.max])


def few(model: type[Record], **references: st.SearchStrategy[Any]) -> st.SearchStrategy[Records[Any]]:
    """Up to three records of a kind, with ids from a small pool, so that references often lead somewhere."""
    drawn = st.fixed_dictionaries({"id": KEYS, **references})
    one = st.builds(lambda record, ids: record.model_copy(update=ids), any_value(model), drawn)
    return st.lists(one, max_size=3, unique_by=lambda each: each.id).map(Records)


SECTIONS = {
    "measures": few(Measure, node=KEYS, source=KEYS),
    "sources": few(DataSource),
    "observations": few(Observation, measure=KEYS),
    "stories": few(StoryBrief, measures=st.tuples(KEYS)),
    "reviews": few(ReviewCycle),
    "engagements": few(Engagement),
    "answers": few(Answer, id=st.sampled_from(["qu_3", "qu_6", "qu_8"])),
}


@settings(max_examples=30, deadline=None)
@given(st.fixed_dictionaries(SECTIONS), DAYS)
def test_any_plan_is_told_in_sentences_that_name_a_place(sections: dict[str, Any], today: date) -> None:
    plan = GOOD.model_copy(update=sections)
    severities = {each.code: each.severity for module in MODULES for each in declared(module)}
    for each in told(plan, today):
        assert each.message.endswith(".")
        assert each.fix.endswith(".")
        assert each.severity is severities[each.code]
        section, _, key = each.path.partition("/")
        assert bool(each.item) is bool(key)
        assert hasattr(plan, section)


def test_every_check_says_why_and_where_it_comes_from() -> None:
    rules = [each for module in MODULES for each in declared(module)]
    assert len({each.code for each in rules}) == len(rules) == 75
    assert all(each.reason.endswith(".") and each.source for each in rules)
    assert declared(measures)[0].findings(blank_plan(), TODAY) == ()
