"""What can be worked out from sums: the shared cases, and the sums themselves."""

from __future__ import annotations

import json

import numpy as np

from jqtools.survey.disclosure.audit import interval, margin_sums
from tests.survey.disclosure.tables import attack, people_of


def test_the_shared_audit_cases_give_exactly_the_stated_intervals(shared):
    cases = json.loads((shared / "oracles" / "expected" / "suppression_audit_cases.json").read_text())["tables"]
    assert len(cases) == 4
    for case in cases:
        inner = np.array(case["inner"])
        hidden = np.zeros([size + 1 for size in inner.shape], dtype=bool)
        for i, j in case["hidden_inner"]:
            hidden[i, j] = True
        shown = margin_sums(inner.shape)[~hidden.ravel()]
        for expected in case["intervals"]:
            target = np.zeros(inner.shape)
            target[tuple(expected["cell"])] = 1
            low, high = interval(shown, inner.ravel(), target.ravel())
            assert (low, high) == (expected["low"], expected["high"])
            assert (low == high) == expected["exactly_disclosed"]


def test_the_shared_tables_publish_without_giving_a_cell_away(shared):
    cases = json.loads((shared / "oracles" / "expected" / "suppression_audit_cases.json").read_text())["tables"]
    for case in cases:
        inner = np.array(case["inner"])
        table = {(i, j): (n // 2, n - n // 2) for (i, j), n in np.ndenumerate(inner)}
        attack(people_of({place: counts for place, counts in table.items() if sum(counts)}), "gh")


def test_the_margin_sums_of_a_table_are_its_margins():
    counts = np.arange(6).reshape(2, 3)
    found = (margin_sums((2, 3)) @ counts.ravel()).reshape(3, 4)
    assert found.tolist() == [[0, 1, 2, 3], [3, 4, 5, 12], [3, 5, 7, 15]]
