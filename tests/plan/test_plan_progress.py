"""How far a measure has come, by the straight line from baseline to target."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jqtools.plan.measure import Baseline, Measure, Target
from jqtools.plan.progress import Progress, Track, progress
from jqtools.plan.records import Records
from jqtools.plan.review import Observation

VALUES = st.integers(-1000, 1000).map(float)


def stand(base, aim, *seen, direction="up", end="2026-12-31", **more: object) -> Progress:
    baseline, target = Baseline(value=base), Target(value=aim, date="2027-12-31")
    measure = Measure(id="me_a", direction=direction, baseline=baseline, target=target)
    found = [Observation(id=f"ob_{n}", measure="me_a", value=v, end=end, **more) for n, v in enumerate(seen)]
    return progress(measure, Records(found), start="2026-01-01")


# 364 of 729 days have passed: 49.93 percent of the change is due, and 24.93 is a quarter of the change less.
@pytest.mark.parametrize(
    ("seen", "track"),
    [
        (50.0, Track.ON_TRACK),
        (49.9, Track.WATCH),
        (25.0, Track.WATCH),
        (24.9, Track.OFF_TRACK),
        (-10.0, Track.OFF_TRACK),
    ],
)
def test_halfway_in_time_half_of_the_change_is_due_and_a_quarter_may_be_short(seen: float, track: Track):
    stood = stand(0.0, 100.0, seen)
    assert (stood.track, stood.done) == (track, pytest.approx(seen / 100))


def test_lower_is_better_counts_the_other_way_and_the_baseline_is_not_zero():
    assert stand(68.0, 50.0, 59.0, direction="down").done == pytest.approx(0.5)
    assert stand(3.01, 3.41, 3.20).done == pytest.approx(0.475)


def test_the_margin_of_error_counts_for_the_measure():
    assert stand(0.0, 100.0, 20.0).track is Track.OFF_TRACK
    assert stand(0.0, 100.0, 20.0, margin=30.0).track is Track.ON_TRACK


@pytest.mark.parametrize(("seen", "track"), [(50.0, Track.ON_TRACK), (55.0, Track.ON_TRACK), (45.0, Track.OFF_TRACK)])
def test_a_target_that_holds_the_baseline_is_held_or_not(seen: float, track: Track):
    stood = stand(50.0, 50.0, seen)
    assert (stood.track, stood.done) == (track, None)


def test_no_data_is_a_state_with_its_reason_and_a_hidden_value_is_no_data():
    assert stand(0.0, 100.0).reason == "There is no observed value yet."
    assert stand(None, 100.0, 5.0).reason == "There is no baseline yet."
    assert stand(0.0, None, 5.0).reason == "There is no target yet."
    assert stand(0.0, 100.0, 5.0, status="suppressed").track is Track.NO_DATA
    assert stand(0.0, 100.0, 5.0, direction="context").track is Track.NO_DATA
    assert stand(0.0, 100.0, 5.0, group="Women").track is Track.NO_DATA


@given(VALUES, VALUES, VALUES)
def test_the_share_done_is_one_at_the_target_and_none_at_the_baseline(base: float, aim: float, seen: float):
    stood = stand(base, aim, seen)
    if base == aim:
        assert stood.done is None
    else:
        assert base + stood.done * (aim - base) == pytest.approx(seen, abs=1e-6)
        assert stand(base, aim, aim).track is Track.ON_TRACK
        assert stand(base, aim, base).done == 0
