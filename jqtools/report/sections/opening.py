"""The report's first page: who plans what, for whom, where, until when, and how the plan stands."""

from __future__ import annotations

from jqtools.plan.header import Header, Place
from jqtools.plan.plan import Plan
from jqtools.report.fields import in_their_term, option, records_table
from jqtools.report.markup import Markup, facts, joined, line, lines, paragraph, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on, span
from jqtools.words import _, date_words, in_digits, marked

UNTITLED = marked("A plan without a name yet")


def masthead(plan: Plan) -> Markup:
    """The page's banner: title, organization, place and period."""
    header = plan.header
    where = and_so_on([header.place, span(header.period.start, header.period.end)], " · ")
    return tag(
        "header",
        tag("p", in_their_term(_("Job quality plan"), header.term), class_="eyebrow"),
        tag("h1", title(plan)),
        paragraph(header.organization, "organization"),
        paragraph(where, "where"),
        tag("p", _("Fictional example"), class_="badge") if header.fictional else "",
        class_="masthead",
    )


def title(plan: Plan) -> str:
    """The plan's name, or words for a plan that has none."""
    return " ".join(plan.header.title.split()) or _(UNTITLED)


def problem(plan: Plan) -> Markup:
    """The problem and the people, how the plan stands, and who works on it."""
    header = plan.header
    kind = option("header", "org_type", header.org_type)
    pairs = [
        (_("Organization"), and_so_on([header.organization, kind]) or _("not named yet")),
        (_("Place"), joined(line(_place(place)) for place in header.places) or _("not named yet")),
        (_("Period"), _period(header)),
        (_("Whose jobs will change"), _people(header)),
        (_("How the plan stands"), _standing(plan)),
    ]
    if header.strategy.strip():
        pairs.append((_("Part of a strategy"), lines(header.strategy)))
    lead = paragraph(header.problem, "lead") or paragraph(_("The problem is not described yet."), "missing")
    return section("problem", lead, facts(pairs), _team(header))


def _place(place: Place) -> str:
    level = option("place", "level", place.level).lower()
    fips = _("Census code {fips}").format(fips=place.fips.strip()) if place.fips.strip() else ""
    people = "" if place.population is None else _("{population} people").format(population=in_digits(place.population))
    about = and_so_on([level, fips, people], ", ")
    name = place.name.strip() or _("(no name yet)")
    return f"{name} ({about})" if about else name


def _period(header: Header) -> str:
    calendar = option("header", "calendar", header.calendar)
    calendar = _("reported by {calendar}").format(calendar=calendar[:1].lower() + calendar[1:]) if calendar else ""
    if header.calendar == "fiscal_year":
        calendar += _(" (from {month})").format(month=option("header", "start_month", str(header.start_month)))
    return and_so_on([span(header.period.start, header.period.end) or _("no dates yet"), calendar])


def _people(header: Header) -> str:
    people = header.people
    count = (
        _("number not known yet")
        if people.number is None
        else _("{number} people").format(number=in_digits(people.number))
    )
    known = _("from {how_known}").format(how_known=people.how_known) if people.how_known.strip() else ""
    return and_so_on([people.who or _("not said yet"), and_so_on([count, known], ", ")])


def _standing(plan: Plan) -> Markup:
    standing = plan.standing
    state = option("standing", "state", standing.state, _("Not said yet"))
    adopted = and_so_on(
        [
            standing.adopted_by and _("by {adopted_by}").format(adopted_by=standing.adopted_by),
            date_words(standing.adopted_on),
        ],
        ", ",
    )
    dates = and_so_on([_day(_("Created"), plan.created), _day(_("changed"), plan.modified)])
    return joined(
        [
            line(state),
            line(adopted and _("Adopted {adopted}").format(adopted=adopted)),
            line(dates[:1].upper() + dates[1:]),
        ]
    )


def _day(what: str, moment: str) -> str:
    return f"{what} {date_words(moment[:10])}" if moment else ""


def _team(header: Header) -> Markup:
    return records_table(_("Who works on the plan"), "member", header.team, "role")
