"""The report's first page: who plans what, for whom, and what counts as a quality job there."""

from __future__ import annotations

from jqtools.plan.definition import WageBasis, WageBenchmark, rule_in_words
from jqtools.plan.header import Header
from jqtools.plan.plan import Plan
from jqtools.report.markup import Markup, detail, facts, lines, listed, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, dollars, option, span

UNTITLED = "A plan without a name yet"


def masthead(plan: Plan) -> Markup:
    """The page's banner: title, organization, place and period."""
    header = plan.header
    where = and_so_on([header.place, span(header.period.start, header.period.end)], " · ")
    return tag(
        "header",
        tag("p", "Job quality plan", class_="eyebrow"),
        tag("h1", title(plan)),
        paragraph(header.organization, "organization"),
        paragraph(where, "where"),
        tag("p", "Fictional example", class_="badge") if header.fictional else "",
        class_="masthead",
    )


def title(plan: Plan) -> str:
    """The plan's name, or words for a plan that has none."""
    return " ".join(plan.header.title.split()) or UNTITLED


def opening(plan: Plan) -> Markup:
    """The problem and the people, then the definition of a quality job."""
    header = plan.header
    problem = paragraph(header.problem, "lead") or paragraph("The problem is not described yet.", "missing")
    kind = option("header", "org_type", header.org_type, "Organization")
    pairs = [
        (
            "Organization",
            and_so_on([header.organization, kind if header.org_type else ""]) or "not named yet",
        ),
        ("Place", header.place or "not named yet"),
        ("Period", _period(header)),
        ("Whose jobs will change", _people(header)),
    ]
    people = section("problem", problem, facts(pairs))
    return Markup(people + _definition(header))


def _period(header: Header) -> str:
    calendar = option("header", "calendar", header.calendar)
    calendar = f"reported by {calendar[:1].lower()}{calendar[1:]}" if calendar else ""
    return and_so_on([span(header.period.start, header.period.end) or "no dates yet", calendar])


def _people(header: Header) -> str:
    people = header.people
    count = "number not known yet" if people.number is None else f"{people.number:,} people"
    known = f"from {people.how_known}" if people.how_known.strip() else ""
    return and_so_on([people.who or "not said yet", and_so_on([count, known], ", ")])


def _definition(header: Header) -> Markup:
    definition = header.definition
    criteria = [each.text.strip() for each in definition.criteria if each.text.strip()]
    pairs = [
        ("Name", definition.name or "not named yet"),
        ("Wage test", _wage(definition.wage)),
        ("Other criteria", listed(criteria) or "none yet"),
        ("Rule", lines(rule_in_words(definition)) or "no rule yet"),
    ]
    return section("definition", facts(pairs))


def _wage(wage: WageBenchmark) -> Markup:
    if wage.value is None:
        return tag("span", "No wage benchmark yet.", class_="missing")
    per = "a year" if wage.basis is WageBasis.ANNUAL else "an hour"
    value = tag("strong", f"{dollars(wage.value)} {per}")
    told = [
        f"Source: {wage.source or 'not said yet'}",
        f"household: {wage.household or 'not said yet'}",
        f"place: {wage.place or 'not said yet'}",
        f"as of: {wage.as_of or 'not said yet'}",
    ]
    return Markup(value + detail("; ".join(told) + "."))
