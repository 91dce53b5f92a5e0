"""What counts as a quality job in this plan: the wage benchmark, the other criteria, the rule, who adopted it."""

from __future__ import annotations

from jqtools.plan.definition import YEARLY_HOURS, Definition, WageBasis, WageBenchmark, rule_in_words
from jqtools.plan.plan import Plan
from jqtools.report.fields import option, records_table
from jqtools.report.markup import Markup, detail, facts, joined, lines, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, dollars


def definition(plan: Plan) -> Markup:
    """The definition with its wage benchmark card and its criteria."""
    found = plan.header.definition
    pairs = [
        ("Name", found.name or "not named yet"),
        ("Rule", _rule(found)),
        ("Status", _adopted(found)),
    ]
    table = records_table("What else makes a quality job", "criterion", found.criteria, "text", term=plan.header.term)
    criteria = table or paragraph("No other criteria are written yet.", "missing")
    return section("definition", _wage(found.wage), facts(pairs), criteria)


def _rule(found: Definition) -> Markup:
    words, note = rule_in_words(found), found.rule_note.strip()
    own = detail(note) if note != words else Markup()
    return joined([lines(words[:1].upper() + words[1:]) or "no rule yet", own])


def _adopted(found: Definition) -> str:
    status = option("definition", "definition.status", found.status, "Not said yet")
    return and_so_on([f"{status}{_by(found.adopted_by)}", found.adopted_on], ", ")


def _by(who: str) -> str:
    return f" by {who.strip()}" if who.strip() else ""


def _wage(wage: WageBenchmark) -> Markup:
    if wage.value is None:
        return paragraph("No wage benchmark yet.", "missing")
    value = tag("p", tag("strong", f"{dollars(wage.value)} {_per(wage)}"), class_="amount")
    told = [
        ("Source", wage.source),
        ("Household", wage.household),
        ("Place", wage.place),
        ("As of", wage.as_of),
        ("Counted", _counted(wage)),
    ]
    shown = facts((term, words.strip() or "not said yet") for term, words in told)
    name = tag("h3", "Living wage in this plan", id="wage-title")
    return tag("div", name, value, shown, class_="card", role="group", aria_labelledby="wage-title")


def _per(wage: WageBenchmark) -> str:
    return "a year" if wage.basis is WageBasis.ANNUAL else "an hour"


def _counted(wage: WageBenchmark) -> str:
    if wage.basis is not WageBasis.ANNUAL:
        return "By the hour" if wage.basis else "By the hour, as nobody says otherwise"
    hours = YEARLY_HOURS if wage.hours_per_year is None else wage.hours_per_year
    an_hour = "" if wage.hourly is None else f"which is {dollars(round(wage.hourly, 2))} an hour"
    return and_so_on([f"By the year of {hours:,} hours", an_hour], ", ")
