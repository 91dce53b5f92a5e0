"""What can be worked out from sums, and that the shared tables don't give it away."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from jqtools.errors import PublicationError
from jqtools.survey import Ledger, census, disaggregate, share, total
from jqtools.survey.disclosure import audit, classes
from jqtools.survey.disclosure.audit import Witnesses
from jqtools.survey.disclosure.equations import independent, merged, plain
from tests.survey.disclosure.tables import attack, people_of


def test_the_shared_tables_publish_without_giving_a_cell_away(shared):
    cases = json.loads((shared / "oracles" / "expected" / "suppression_audit_cases.json").read_text())["tables"]
    for case in cases:
        inner = np.array(case["inner"])
        table = {(i, j): (n // 2, n - n // 2) for (i, j), n in np.ndenumerate(inner)}
        attack(people_of({place: counts for place, counts in table.items() if sum(counts)}), "gh")


MATRICES = st.lists(st.lists(st.sampled_from([0, 0, 1, -1, 2.5]), min_size=5, max_size=5), min_size=1, max_size=7)


@settings(max_examples=30, deadline=None)
@given(MATRICES)
def test_no_sum_is_lost_when_those_that_follow_from_others_are_left_out(rows):
    sums = np.array(rows, dtype=float)
    found = independent(sparse.csr_array(sums)).toarray()
    rank = np.linalg.matrix_rank(sums)
    assert len(found) == rank == np.linalg.matrix_rank(np.vstack([sums, found]))


def test_margins_follow_from_cells_and_are_left_out():
    sides = [sparse.vstack([sparse.eye_array(size), np.ones((1, size))]) for size in (3, 4)]
    assert independent(sparse.csr_array(sparse.kron(*sides))).sum(axis=1).tolist() == [1] * 12


@settings(max_examples=30, deadline=None)
@given(MATRICES)
def test_counts_are_merged_that_every_sum_adds_up_alike(rows):
    sums, counts = np.array(rows, dtype=float), np.arange(5)
    first, total = merged(sparse.csr_array(sums), counts)
    assert len(first) == len(np.unique(sums, axis=1).T)
    assert np.allclose(sums[:, first] @ total, sums @ counts)


def test_a_sum_of_one_unknown_tells_it_however_often_it_is_added():
    shown = sparse.csr_array(np.array([[2.5, 0, 0, 0], [1, 0.5, 0, 0], [0, 0, 3, 0.1]]))
    assert plain(shown, np.array([4, 6, 0, 0])).all()
    assert plain(shown, np.array([4, 6, 1, 0])).tolist() == [True, True, False, False]


def test_tables_that_a_further_sum_rules_out_are_no_witnesses_any_more():
    witnesses = Witnesses(sparse.csr_array(np.eye(2)), np.array([3.0, 4.0]), np.array([3.0, 3.0]))
    witnesses.seek(sparse.csr_array(np.ones((1, 2))))
    assert witnesses.found.all()
    witnesses.forget(sparse.csr_array(np.array([[1.0, 0.0]])))
    assert not witnesses.found.any()


def test_a_table_of_too_many_small_groups_is_refused_with_a_way_out(monkeypatch):
    """The limit, which is far beyond a table of 7 x 2 x 20, is lowered so that a small table is beyond it."""
    rng = np.random.default_rng(3)
    frame = pd.DataFrame({name: rng.integers(0, size, 400) for name, size in {"a": 7, "b": 2, "c": 9, "y": 2}.items()})
    table = disaggregate(census(frame), share("y", equals=1), list("abc"))
    assert audit.MOST_WORK > 1e8
    monkeypatch.setattr(audit, "MOST_WORK", 1e4)
    with pytest.raises(PublicationError, match=r"too many to check at once; group by fewer columns, merge small"):
        table.publish(ledger=Ledger())
    monkeypatch.undo()
    assert table.publish(ledger=Ledger()).frame["suppressed"].any()


def test_too_many_kinds_of_people_are_refused_with_a_way_out(monkeypatch):
    frame = pd.DataFrame({"a": np.arange(900) % 30, "b": np.arange(900) // 30})
    monkeypatch.setattr(classes, "MOST_UNKNOWN", 500)
    with pytest.raises(PublicationError, match=r"more than can be checked together \(500\); group by fewer columns"):
        disaggregate(census(frame), total("one"), ["a", "b"]).publish(ledger=Ledger())
