"""The field to go to for what the coach found, by section of the plan and check."""

from __future__ import annotations

from jqtools.coach import Finding

FIELDS = {
    "header": {
        "H01": "period.end",
        "H02": "problem",
        "H04": "title",
        "H06": "definition.needed",
        "H07": "definition.wage.as_of",
        "H10": "definition.wage.value",
    },
    "elements": {
        "S04": "authority",
        "S05": "authority",
        "S06": "owner",
        "S07": "action",
        "S08": "action",
        "S09": "legal",
        "S13": "window",
        "S14": "rating_override",
        "S15": "authority",
    },
    "measures": {
        "D03": "node",
        "D04": "source",
        "D06": "baseline.value",
        "D07": "target.value",
        "D08": "target.value",
        "D12": "target.date",
        "D13": "target.date",
        "D14": "frequency",
        "D18": "definition",
        "D22": "owner",
        "D23": "expected_responses",
        "D28": "parts",
        "D35": "definition",
        "D36": "numerator",
        "D40": "target.basis",
        "D41": "first_due",
        "D44": "screen_reason",
        "D47": "benchmark.source",
        "E01": "splits",
        "E02": "splits",
        "E03": "splits",
        "E04": "min_cell",
        "E14": "group_targets",
        "E15": "reference",
    },
    "engagements": {"E08": "decision_right", "E09": "paid_as", "E10": "rate"},
    "answers": {"E19": "reason"},
}
# Sections that are one form: a finding of theirs is about no record.
_FORMS = frozenset(("header",))


def field_of(finding: Finding) -> str:
    """The name of the field that a finding is about; "" where it is about more, or about a whole list."""
    one = finding.section in _FORMS or "/" in finding.path
    return FIELDS.get(finding.section, {}).get(finding.code, "") if one else ""
