"""What counts as a quality job here: a wage test, other criteria, and the rule that joins them."""

from __future__ import annotations

from enum import StrEnum

from jqtools.plan.records import Record, Records
from jqtools.plan.values import Amount, PartDate, Text, Value, Whole
from jqtools.words import _

YEARLY_HOURS = 2080


class WageBasis(StrEnum):
    """What the wage benchmark is counted in."""

    HOURLY = "hourly"
    ANNUAL = "annual"


class RuleKind(StrEnum):
    """How the wage test and the other criteria are joined."""

    ALL = "all"
    WAGE_AND_SOME = "wage_and_some"
    SOME = "some"


class DefinitionStatus(StrEnum):
    """Whether somebody has adopted the definition."""

    DRAFT = "draft"
    ADOPTED = "adopted"


class WageBenchmark(Value):
    """The wage that this plan calls a living wage: always with source, household, place and date.

    `value` is in dollars, an hour or a year by `basis`, before taxes; `hours_per_year` turns one into the
    other (2,080 when left out). The workbook ships no value of its own, because they go stale.
    """

    source: Text = ""
    household: Text = ""
    place: Text = ""
    value: Amount | None = None
    basis: WageBasis | None = None
    hours_per_year: Whole | None = None
    as_of: PartDate = ""

    @property
    def hourly(self) -> float | None:
        """Dollars an hour; None while there is no value. Counted as hourly while nobody says otherwise."""
        if self.value is None or self.basis is not WageBasis.ANNUAL:
            return self.value
        hours = YEARLY_HOURS if self.hours_per_year is None else self.hours_per_year
        return self.value / hours if hours else None


class Criterion(Record):
    """One other thing that makes a quality job; `question` is how to test it, `threshold` where it is met."""

    principle: Text = ""
    text: Text = ""
    threshold: Text = ""
    question: Text = ""


class Definition(Value):
    """What this plan calls a quality job. `needed` counts criteria, with rules that ask for some of them."""

    name: Text = ""
    wage: WageBenchmark = WageBenchmark()
    criteria: Records[Criterion] = Records()
    rule: RuleKind | None = None
    needed: Whole | None = None
    rule_note: Text = ""
    status: DefinitionStatus | None = None
    adopted_by: Text = ""
    adopted_on: PartDate = ""


def rule_in_words(definition: Definition) -> str:
    """The rule as people say it: "the wage floor and at least 2 of 5 others"; empty when there is none.

    "At least 2 others" while none are written.
    """
    count, needed = len(definition.criteria), definition.needed
    some = _("some") if needed is None else _("at least {needed} of {count}") if count else _("at least {needed}")
    some = some.format(needed=needed, count=count)
    words = {
        RuleKind.ALL: _("the wage floor and all others"),
        RuleKind.WAGE_AND_SOME: _("the wage floor and {some} others").format(some=some),
        RuleKind.SOME: _("{some}, the wage floor not required").format(some=some),
    }
    return words.get(definition.rule, definition.rule_note.strip())
