"""The report's first page: who plans what, for whom, where, until when, and how the plan stands."""

from __future__ import annotations

from jqtools.plan.header import Header, Place
from jqtools.plan.plan import Plan
from jqtools.report.fields import in_their_term, option, records_table
from jqtools.report.markup import Markup, facts, joined, line, lines, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, span

UNTITLED = "A plan without a name yet"


def masthead(plan: Plan) -> Markup:
    """The page's banner: title, organization, place and period."""
    header = plan.header
    where = and_so_on([header.place, span(header.period.start, header.period.end)], " · ")
    return tag(
        "header",
        tag("p", in_their_term("Job quality plan", header.term), class_="eyebrow"),
        tag("h1", title(plan)),
        paragraph(header.organization, "organization"),
        paragraph(where, "where"),
        tag("p", "Fictional example", class_="badge") if header.fictional else "",
        class_="masthead",
    )


def title(plan: Plan) -> str:
    """The plan's name, or words for a plan that has none."""
    return " ".join(plan.header.title.split()) or UNTITLED


def problem(plan: Plan) -> Markup:
    """The problem and the people, how the plan stands, and who works on it."""
    header = plan.header
    kind = option("header", "org_type", header.org_type)
    pairs = [
        ("Organization", and_so_on([header.organization, kind]) or "not named yet"),
        ("Place", joined(line(_place(place)) for place in header.places) or "not named yet"),
        ("Period", _period(header)),
        ("Whose jobs will change", _people(header)),
        ("How the plan stands", _standing(plan)),
    ]
    if header.strategy.strip():
        pairs.append(("Part of a strategy", lines(header.strategy)))
    lead = paragraph(header.problem, "lead") or paragraph("The problem is not described yet.", "missing")
    return section("problem", lead, facts(pairs), _team(header))


def _place(place: Place) -> str:
    level = option("place", "level", place.level).lower()
    fips = f"Census code {place.fips.strip()}" if place.fips.strip() else ""
    people = "" if place.population is None else f"{place.population:,} people"
    about = and_so_on([level, fips, people], ", ")
    return f"{place.name.strip() or '(no name yet)'}{f' ({about})' if about else ''}"


def _period(header: Header) -> str:
    calendar = option("header", "calendar", header.calendar)
    calendar = f"reported by {calendar[:1].lower()}{calendar[1:]}" if calendar else ""
    if header.calendar == "fiscal_year":
        calendar += f" (from {option('header', 'start_month', str(header.start_month))})"
    return and_so_on([span(header.period.start, header.period.end) or "no dates yet", calendar])


def _people(header: Header) -> str:
    people = header.people
    count = "number not known yet" if people.number is None else f"{people.number:,} people"
    known = f"from {people.how_known}" if people.how_known.strip() else ""
    return and_so_on([people.who or "not said yet", and_so_on([count, known], ", ")])


def _standing(plan: Plan) -> Markup:
    standing = plan.standing
    state = option("standing", "state", standing.state, "Not said yet")
    adopted = and_so_on([standing.adopted_by and f"by {standing.adopted_by}", standing.adopted_on], ", ")
    dates = and_so_on([_day("Created", plan.created), _day("changed", plan.modified)])
    return joined([line(state), line(adopted and f"Adopted {adopted}"), line(dates[:1].upper() + dates[1:])])


def _day(what: str, moment: str) -> str:
    return f"{what} {moment[:10]}" if moment else ""


def _team(header: Header) -> Markup:
    return records_table("Who works on the plan", "member", header.team, "role")
