"""What the coach reads in a plan, ready to be shown: findings with names of their own, and what it offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from jqtools import coach
from jqtools.app.finding_fields import field_of
from jqtools.app.still_to_do import still_to_do
from jqtools.coach import Finding, Rewrite, Severity
from jqtools.content import steps
from jqtools.plan import Plan
from jqtools.widgets.panel import place_href, place_note, place_words
from jqtools.words import _

TO_DO = "todo"
DEFINITION = "definition"
# What the coach says of the definition, which is a part of the page and stands in the section `header`.
_OF_DEFINITION = frozenset((code, "header") for code in ("H05", "H06", "H07", "H08", "H10"))


@dataclass(frozen=True)
class Reading:
    """A plan, its findings by a key that is their address on the page, and the offers to rewrite by that key.

    `still_to_do` holds the keys of what is missing in a model that is still being written.
    """

    plan: Plan
    findings: dict[str, Finding]
    offers: dict[str, tuple[Rewrite, ...]]
    still_to_do: frozenset[str] = frozenset()

    @property
    def found(self) -> tuple[Finding, ...]:
        """The findings in the coach's order, as they weigh now: what is still to do is nothing to fix yet."""
        return tuple(self._weighed(key, finding) for key, finding in self.findings.items())

    def _weighed(self, key: str, finding: Finding) -> Finding:
        eased = key in self.still_to_do and finding.severity is Severity.ERROR
        return replace(finding, severity=Severity.WARNING) if eased else finding

    def of_sections(self, sections: Iterable[str]) -> dict[str, Finding]:
        """The findings that speak of these sections of the plan."""
        return {key: finding for key, finding in self.findings.items() if finding.section in sections}


def read(plan: Plan, left: frozenset[str] = frozenset()) -> Reading:
    """The coach's reading of a plan; it offers nothing for a plan in which nobody has written anything.

    `left` marks what the person has turned from: what is missing there is no longer still to do.
    """
    findings = keyed(coach.check(plan))
    asked = {} if plan.is_empty() else {key: each for key, each in findings.items() if each.is_open}
    offers = {key: coach.rewrites(plan, each) for key, each in asked.items()}
    made = {key: each for key, each in offers.items() if each}
    return Reading(plan, findings, made, still_to_do(plan, findings, left))


def keyed(found: Iterable[Finding]) -> dict[str, Finding]:
    """The findings by a key such as `coach-S04-elements-el_7k3m9q`; a second one there ends in -2."""
    by_key: dict[str, Finding] = {}
    for finding in found:
        name = f"coach-{finding.code}-{finding.path.replace('/', '-')}"
        place = sum(key == name or key.startswith(f"{name}--") for key in by_key)
        by_key[f"{name}--{place + 1}" if place else name] = finding
    return by_key


def findings_by_item(reading: Reading, section: str) -> dict[str, list[dict[str, str]]]:
    """The findings of a section's records, by the record's id."""
    by_item: dict[str, list[dict[str, str]]] = {}
    for key, finding in reading.of_sections([section]).items():
        record = finding.path.partition("/")[2]
        if record:
            by_item.setdefault(record, []).append(_beside(key, finding, reading))
    return by_item


def findings_by_field(reading: Reading, section: str) -> dict[str, list[dict[str, str]]]:
    """The findings of a section that is one form, by the field that they are about."""
    by_field: dict[str, list[dict[str, str]]] = {}
    for key, finding in reading.of_sections([section]).items():
        if field := field_of(finding):
            by_field.setdefault(field, []).append(_beside(key, finding, reading))
    return by_field


def _beside(key: str, finding: Finding, reading: Reading) -> dict[str, str]:
    said = {"severity": _severity(key, finding, reading), "message": finding.message, "fix": finding.fix}
    if finding.waiver:
        return {**said, "accepted": finding.waiver.reason}
    ways = [
        words
        for words, there in (
            (_("accept it"), _can_accept(finding)),
            (_("let the coach change it"), key in reading.offers),
        )
        if there
    ]
    more = _(" or ").join(ways)
    return {**said, "anchor": key, "more": more[:1].upper() + more[1:]}


def coach_view(reading: Reading, here: str, linked: bool) -> dict[str, Any]:
    """What the coach panel of a step shows: its findings, and how the whole plan stands."""
    if reading.plan.is_empty():
        return {
            "head": _("Nothing yet. Once you write, the coach reads along."),
            "ready": "",
            "whole": "",
            "entries": [],
        }
    step = steps()[here]
    ours = reading.of_sections(step.sections) if step.number else reading.findings
    words = _summary(reading.findings, reading)
    whole = _("In the whole plan: {words}.").format(words=words[:1].lower() + words[1:]) if step.number else ""
    ready = _("Ready to share: there is nothing to fix, and what was to consider is fixed or accepted.")
    return {
        "head": f"{_summary(ours, reading)}.",
        "ready": ready if coach.is_ready(tuple(reading.findings.values())) else "",
        "whole": whole,
        "entries": [_entry(key, finding, reading, here, linked) for key, finding in ours.items()],
    }


def _entry(key: str, finding: Finding, reading: Reading, here: str, linked: bool) -> dict[str, Any]:
    item = finding.item if len(finding.item) <= 90 else finding.item[:87] + "…"
    waiver, field = finding.waiver, field_of(finding)
    place = DEFINITION if (finding.code, finding.path) in _OF_DEFINITION else finding.path
    href = place_href(place, here, linked)
    return {
        "key": key,
        "code": finding.code,
        "path": finding.path,
        "severity": _severity(key, finding, reading),
        "message": finding.message,
        "fix": finding.fix,
        "item": item or place_words(place.partition("/")[0]),
        "href": f"{href}.{field}" if href and field else href,
        "note": place_note(finding.section, here, linked),
        "offers": [offer.words for offer in reading.offers.get(key, ())],
        "can_accept": _can_accept(finding),
        "accepted": waiver.model_dump(mode="json") if waiver else None,
    }


def _summary(findings: Mapping[str, Finding], reading: Reading) -> str:
    """The findings counted in words; what is still to do is counted apart."""
    waiting = [key for key in findings if key in reading.still_to_do]
    words = coach.summary(tuple(finding for key, finding in findings.items() if key not in waiting))
    return ", ".join((words, *([_("{n} still to do").format(n=len(waiting))] if waiting else [])))


def _severity(key: str, finding: Finding, reading: Reading) -> str:
    return TO_DO if key in reading.still_to_do else finding.severity.value


def _can_accept(finding: Finding) -> bool:
    return finding.severity is not Severity.ERROR
