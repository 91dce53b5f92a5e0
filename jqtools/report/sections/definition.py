"""What counts as a quality job in this plan: the wage benchmark, the other criteria, the rule, who adopted it."""

from __future__ import annotations

from jqtools.plan.definition import YEARLY_HOURS, Definition, WageBasis, WageBenchmark, rule_in_words
from jqtools.plan.plan import Plan
from jqtools.report.fields import option, records_table
from jqtools.report.markup import Markup, detail, facts, joined, lines, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, dollars
from jqtools.words import _, date_words, in_digits


def definition(plan: Plan) -> Markup:
    """The definition with its wage benchmark card and its criteria."""
    found = plan.header.definition
    pairs = [
        (_("Name"), found.name or _("not named yet")),
        (_("Rule"), _rule(found)),
        (_("Status"), _adopted(found)),
    ]
    table = records_table(
        _("What else makes a quality job"), "criterion", found.criteria, "text", term=plan.header.term
    )
    criteria = table or paragraph(_("No other criteria are written yet."), "missing")
    return section("definition", _wage(found.wage), facts(pairs), criteria)


def _rule(found: Definition) -> Markup:
    words, note = rule_in_words(found), found.rule_note.strip()
    own = detail(note) if note != words else Markup()
    return joined([lines(words[:1].upper() + words[1:]) or _("no rule yet"), own])


def _adopted(found: Definition) -> str:
    status = option("definition", "definition.status", found.status, _("Not said yet"))
    return and_so_on([f"{status}{_by(found.adopted_by)}", date_words(found.adopted_on)], ", ")


def _by(who: str) -> str:
    return _(" by {who}").format(who=who.strip()) if who.strip() else ""


def _wage(wage: WageBenchmark) -> Markup:
    if wage.value is None:
        return paragraph(_("No wage benchmark yet."), "missing")
    value = tag("p", tag("strong", f"{dollars(wage.value)} {_per(wage)}"), class_="amount")
    told = [
        (_("Source"), wage.source),
        (_("Household"), wage.household),
        (_("Place"), wage.place),
        (_("As of"), date_words(wage.as_of)),
        (_("Counted"), _counted(wage)),
    ]
    shown = facts((term, words.strip() or _("not said yet")) for term, words in told)
    name = tag("h3", _("Living wage in this plan"), id="wage-title")
    return tag("div", name, value, shown, class_="card", role="group", aria_labelledby="wage-title")


def _per(wage: WageBenchmark) -> str:
    return _("a year") if wage.basis is WageBasis.ANNUAL else _("an hour")


def _counted(wage: WageBenchmark) -> str:
    if wage.basis is not WageBasis.ANNUAL:
        return _("By the hour") if wage.basis else _("By the hour, as nobody says otherwise")
    hours = YEARLY_HOURS if wage.hours_per_year is None else wage.hours_per_year
    an_hour = (
        "" if wage.hourly is None else _("which is {hourly} an hour").format(hourly=dollars(round(wage.hourly, 2)))
    )
    return and_so_on([_("By the year of {hours} hours").format(hours=in_digits(hours)), an_hour], ", ")
