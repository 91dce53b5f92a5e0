"""Findings as a SARIF 2.1.0 log (OASIS standard), which code review tools and editors show beside the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jqtools import __version__
from jqtools.coach import Finding, Severity
from jqtools.coach.registry import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}


def sarif_log(checked: Iterable[tuple[Path, bytes, Sequence[Finding]]], rules: Sequence[Rule]) -> dict[str, Any]:
    """The log of one run: the rules of the coach, and a result for each finding in each plan file.

    `checked` has the path of each plan file, its contents, and the findings.
    """
    places = {rule.code: place for place, rule in enumerate(rules)}
    results = [
        _result(finding, places[finding.code], path, lines)
        for path, contents, findings in checked
        for lines in [_decoded(contents).split("\n")]
        for finding in findings
    ]
    driver = {"name": "jqtools", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }


def line_of(finding: Finding, lines: Sequence[str]) -> int:
    """The line of a plan file, from 1, where the finding's record stands; its section's, or 1, when it isn't there."""
    section, *keys = finding.path.split("/")
    opened = _least_indented(section, lines)
    if opened is None:
        return 1
    found = (number for number in range(opened, len(lines)) if keys and _key(keys[-1]).search(lines[number]))
    return next(found, opened) + 1


def _result(finding: Finding, place: int, path: Path, lines: Sequence[str]) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": place,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.item}: {finding.message} {finding.fix}".removeprefix(": ")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(path)},
                    "region": {"startLine": line_of(finding, lines)},
                },
                "logicalLocations": [{"fullyQualifiedName": finding.path, "kind": "member"}],
            }
        ],
    }
    if finding.waiver is not None:
        accepted = {"kind": "external", "status": "accepted", "justification": finding.waiver.reason}
        result["suppressions"] = [accepted]
    return result


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.reason},
        "help": {"text": f"{rule.reason} Source: {rule.source}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _uri(path: Path) -> str:
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _decoded(contents: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return contents.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _key(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w\"'])[\"']?{re.escape(name)}[\"']?\s*:")


def _least_indented(section: str, lines: Sequence[str]) -> int | None:
    """The line of the section's own key: a record may have a field of that name, further in."""
    found = [(match.start(), number) for number, line in enumerate(lines) if (match := _key(section).search(line))]
    return min(found)[1] if found else None
