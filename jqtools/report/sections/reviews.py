"""After the start: the meetings that look at the numbers and decide, held or planned."""

from __future__ import annotations

from jqtools.plan.plan import Plan
from jqtools.plan.review import ReviewCycle
from jqtools.report.fields import answered
from jqtools.report.markup import Markup, facts, joined, tag
from jqtools.report.sections.titles import section
from jqtools.words import _, date_words


def reviews(plan: Plan) -> Markup:
    """Each review with what it learned and decided; nothing without reviews."""
    return section("reviews", *[_review(each) for each in plan.reviews]) if plan.reviews else Markup()


def _review(each: ReviewCycle) -> Markup:
    pairs = answered("review", each, skip=["date"])
    said = facts(pairs) if pairs else tag("p", _("Nothing is written about it yet."), class_="missing")
    return joined(
        [
            tag(
                "h3",
                _("Review of {date}").format(date=date_words(each.date))
                if each.date
                else _("Review without a date yet"),
            ),
            said,
        ]
    )
