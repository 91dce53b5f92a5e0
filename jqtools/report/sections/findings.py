"""What the coach saw in the plan: to fix, to consider, hints, and what somebody accepted. Never a grade."""

from __future__ import annotations

from dataclasses import replace

from jqtools.coach import Finding, Severity, is_ready, summary
from jqtools.plan.records import Records
from jqtools.plan.review import Observation
from jqtools.report.markup import Markup, detail, joined, line, listed, paragraph, prose, tag
from jqtools.report.sections.titles import section
from jqtools.report.words import and_so_on

_TITLES = {Severity.ERROR: "To fix", Severity.WARNING: "To consider", Severity.HINT: "Hints"}
_KEPT_BACK = "The coach saw something about this group's value; read it in the workbook."
_READY = "Ready to share: nothing to fix, and every point to consider is settled or accepted."
_NOT_READY = "Not ready to share yet: settle what is to fix, and settle or accept what is to consider."


def findings(found: tuple[Finding, ...], observations: Records[Observation]) -> Markup:
    """Whether the plan is ready, how many findings there are, then each with what to do about it.

    What was seen about the value of one group is not printed: it may tell of a few people.
    """
    of_groups = {f"observations/{each.id}" for each in observations if each.group.strip()}
    found = tuple(replace(one, message=_KEPT_BACK) if one.path in of_groups else one for one in found)
    still = [one for one in found if one.is_open]
    parts = [_group(_TITLES[each], [one for one in still if one.severity is each], each.value) for each in Severity]
    accepted = _group("Accepted", [one for one in found if not one.is_open], "accepted")
    ready = tag("p", _READY if is_ready(found) else _NOT_READY)
    return section("findings", paragraph(f"{summary(found)}.", "lead"), ready, *parts, accepted)


def _group(title: str, found: list[Finding], class_: str) -> Markup:
    if not found:
        return Markup()
    return Markup(tag("h3", f"{title} ({len(found)})") + listed(map(_one, found), f"findings {class_}"))


def _one(finding: Finding) -> Markup:
    item = tag("span", prose(finding.item), class_="item") if finding.item.strip() else ""
    if finding.waiver is None:
        fix = f"What to do: {finding.fix}" if finding.fix.strip() else ""
        return joined([item, line(finding.message), line(fix)])
    waiver = finding.waiver
    until = f"until {waiver.until}" if waiver.until else "without an end"
    by = and_so_on([f"Accepted by {waiver.who}", waiver.accepted_on, until], ", ")
    return joined([item, line(finding.message), line(f"Why: {waiver.reason}"), detail(by)])
