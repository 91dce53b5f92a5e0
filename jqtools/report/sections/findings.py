"""What the coach saw in the plan: to fix, to consider, hints, and what somebody accepted. Never a grade."""

from __future__ import annotations

from dataclasses import replace

from jqtools.coach import Finding, Severity, is_ready, summary
from jqtools.content import steps
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.report.markup import Markup, detail, joined, line, listed, paragraph, prose, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on
from jqtools.words import _, date_words, marked

_TITLES = {Severity.ERROR: marked("To fix"), Severity.WARNING: marked("To consider"), Severity.HINT: marked("Hints")}
_KEPT_BACK = marked("The coach saw something about this group's value; read it in the workbook.")
_READY = marked("Ready to share: nothing to fix, and every point to consider is settled or accepted.")
_NOT_READY = marked("Not ready to share yet: settle what is to fix, and settle or accept what is to consider.")


def findings(found: tuple[Finding, ...], observations: Records[Observation]) -> Markup:
    """Whether the plan is ready, how many findings there are, then each with what to do about it, folded by step.

    What was seen about the value of one group is not printed: it may tell of a few people.
    """
    of_groups = {f"observations/{each.id}" for each in observations if each.group.strip()}
    found = tuple(replace(one, message=_(_KEPT_BACK)) if one.path in of_groups else one for one in found)
    still = [one for one in found if one.is_open]
    parts = [_group(_(_TITLES[each]), [one for one in still if one.severity is each], each.value) for each in Severity]
    accepted = _group(_("Accepted"), [one for one in found if not one.is_open], "accepted")
    ready = tag("p", _(_READY) if is_ready(found) else _(_NOT_READY))
    return section("findings", paragraph(f"{summary(found)}.", "lead"), ready, *parts, accepted)


def _group(title: str, found: list[Finding], class_: str) -> Markup:
    if not found:
        return Markup()
    return joined([tag("h3", f"{title} ({len(found)})"), *_by_step(found, class_)])


def _by_step(found: list[Finding], class_: str) -> list[Markup]:
    """A fold for each step of the workbook in which something was seen, with how much; what is to fix is open."""
    folds = []
    for step in steps().values():
        here = [one for one in found if one.section in step.sections]
        name = _("Step {number}: {title}").format(number=step.number, title=step.title) if step.number else step.title
        if here:
            summary = tag("summary", f"{name} ({len(here)})")
            shown = listed(map(_one, here), class_=f"findings {class_}")
            folds.append(tag("details", summary, shown, open="" if class_ == Severity.ERROR else None))
    return folds


def _one(finding: Finding) -> Markup:
    item = tag("span", prose(finding.item), class_="item") if finding.item.strip() else ""
    if finding.waiver is None:
        fix = _("What to do: {fix}").format(fix=finding.fix) if finding.fix.strip() else ""
        return joined([item, line(finding.message), line(fix)])
    waiver = finding.waiver
    until = _("until {until}").format(until=date_words(waiver.until)) if waiver.until else _("without an end")
    by = and_so_on([_("Accepted by {who}").format(who=waiver.who), date_words(waiver.accepted_on), until], ", ")
    return joined([item, line(finding.message), line(_("Why: {reason}").format(reason=waiver.reason)), detail(by)])
