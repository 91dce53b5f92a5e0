"""A check of step 4 on people of unknown group: how many are expected or were seen, and is there a plan for them?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jqtools.coach.checks.breakdown import Table, tables
from jqtools.coach.checks.groups import split_words
from jqtools.coach.checks.origins import PRACTICE
from jqtools.coach.checks.series import period_words
from jqtools.coach.finding import Severity
from jqtools.coach.registry import Seen, about, number, rule
from jqtools.plan import Plan
from jqtools.plan.matrix import possible_splits
from jqtools.plan.measure import Measure, Unit
from jqtools.plan.review import Observation
from jqtools.words import _, marked

MOST_UNKNOWN = 15
_UNKNOWN = re.compile(
    r"\b(?:unknown|declined|refused|missing|blank|undisclosed|no\s+answer|(?:not|un)[-\s]?(?:reported|stated|known|given"
    r"|provided|disclosed|specified)|(?:did\s+not|didn't|prefer(?:red|s)?\s+not\s+to)\s+[\w-]+)\b",
    re.IGNORECASE,
)
_FIX = marked("Say how you will ask, and show the unknown as a group of its own.")


@rule("E06", Severity.WARNING, reason="Those who give no answer may differ from those who do.", source=PRACTICE)
def many_unknown(plan: Plan) -> Iterator[Seen]:
    for measure in plan.measures:
        for split in possible_splits(measure):
            share = split.unknown_percent
            if share is not None and share > MOST_UNKNOWN and not split.unknown_plan.strip():
                yield about(
                    measure,
                    _("For {share}% of people {split} is unknown, and there is no plan to lower that.").format(
                        share=number(share), split=split_words(split)
                    ),
                    _(_FIX),
                )
    for table in tables(plan):
        share = _seen_unknown(table)
        if share > MOST_UNKNOWN and not _has_plan(table):
            when = period_words(next(iter(table.groups.values())))
            yield about(
                table.measure,
                _(
                    "In {when} {share}% of people are in a group of unknown answer, and there is no plan to lower that."
                ).format(when=when, share=number(round(share))),
                _(_FIX),
            )


def _seen_unknown(table: Table) -> float:
    """Percent of the people of the table whose group is unknown; 0 where it can't be told."""
    counts = {name: _people(table.measure, each) for name, each in table.groups.items()}
    unknown = [count for name, count in counts.items() if count is not None and _UNKNOWN.search(name)]
    whole = _people(table.measure, table.total) if table.total else None
    if whole is None and None not in counts.values():
        whole = sum(counts.values())
    return 100 * sum(unknown) / whole if whole and whole > 0 else 0.0


def _people(measure: Measure, each: Observation) -> float | None:
    if each.n is not None:
        return each.n
    return each.known if measure.unit is Unit.COUNT else each.denominator


def _has_plan(table: Table) -> bool:
    dimension = next(iter(table.groups.values())).dimension.strip().casefold()
    return any(split.dimension == dimension and split.unknown_plan.strip() for split in table.measure.splits)
