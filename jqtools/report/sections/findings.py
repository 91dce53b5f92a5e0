"""What the coach saw in the plan: to fix, to consider, and hints. Never a grade."""

from __future__ import annotations

from jqtools.coach import Finding, Severity, summary
from jqtools.report.markup import Markup, line, listed, paragraph, prose, tag
from jqtools.report.sections.titles import section

_TITLES = {Severity.ERROR: "To fix", Severity.WARNING: "To consider", Severity.HINT: "Hints"}


def findings(found: tuple[Finding, ...]) -> Markup:
    """How many findings there are, then each with what to do about it."""
    parts = [_group(severity, [one for one in found if one.severity is severity]) for severity in Severity]
    return section("findings", paragraph(f"{summary(found)}.", "lead"), *parts)


def _group(severity: Severity, found: list[Finding]) -> Markup:
    if not found:
        return Markup()
    heading = tag("h3", f"{_TITLES[severity]} ({len(found)})")
    return Markup(heading + listed((_one(finding) for finding in found), f"findings {severity.value}"))


def _one(finding: Finding) -> Markup:
    item = tag("span", prose(finding.item), class_="item") if finding.item.strip() else ""
    fix = f"What to do: {finding.fix}" if finding.fix.strip() else ""
    return Markup(item + line(finding.message) + line(fix))
