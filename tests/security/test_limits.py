"""How much one visitor may ask for, and whose a kernel is; worked out by a clock of the test's own."""

from __future__ import annotations

import logging

import pytest

from jqtools.app.serving.discreet import Discreet
from jqtools.app.serving.limits import Bucket, origin
from jqtools.app.serving.visitors import (
    BUSY_SECONDS,
    GRACE_SECONDS,
    LINES_TO_A_KERNEL,
    MAKING_SECONDS,
    PAGES_AT_ONCE,
    Visitors,
)

HERE, THERE = "192.0.2.1", "192.0.2.2"


class Clock:
    """A clock that stands until it is told."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_who_empties_a_bucket_waits_for_each_taking_and_later_not(clock: Clock):
    bucket = Bucket(3, 2, clock)
    assert [bucket.take() for _ in range(5)] == [0, 0, 0, 0.5, 1]
    clock.now = 10
    assert bucket.wait() == 0
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]


@pytest.mark.parametrize(
    ("peer", "forwarded", "behind", "counted"),
    [
        (HERE, "", False, HERE),
        (HERE, "9.9.9.9", False, HERE),
        (HERE, "9.9.9.9, 8.8.8.8", True, "8.8.8.8"),
        (HERE, "8.8.8.8,  no address", True, HERE),
        (HERE, "", True, HERE),
        ("2001:db8::1", "", False, "2001:db8::/64"),
        ("2001:db8::ffff:2", "", False, "2001:db8::/64"),
        ("::ffff:192.0.2.1", "", False, HERE),
        ("unix", "", False, "unix"),
    ],
)
def test_the_address_that_counts_is_the_peers_or_the_one_the_proxy_added_last(
    peer: str, forwarded: str, behind: bool, counted: str
):
    assert origin(peer, forwarded, behind) == counted


def test_there_are_so_many_places_in_all_and_from_one_address(clock: Clock):
    house = Visitors(3, 2, clock)
    for kernel, running in (("a", frozenset()), ("b", frozenset("a"))):
        assert house.enter(HERE, running) == 0
        house.settle(HERE, kernel)
        house.give_up(HERE)
    assert house.enter(HERE, {"a", "b"}) == BUSY_SECONDS
    assert house.enter(THERE, {"a", "b"}) == 0
    assert house.enter("192.0.2.3", {"a", "b"}) == BUSY_SECONDS
    assert house.enter(HERE, {"b"}) == 0


def test_pages_that_are_asked_for_at_once_count_before_they_are_there(clock: Clock):
    house = Visitors(2, 2, clock)
    assert [house.enter(HERE, frozenset()) for _ in range(3)] == [0, 0, BUSY_SECONDS]
    house.give_up(HERE)
    assert house.enter(HERE, frozenset()) == 0


def test_a_page_that_never_came_gives_its_place_back_in_time(clock: Clock):
    house = Visitors(1, 1, clock)
    assert house.enter(HERE, frozenset()) == 0
    clock.now = MAKING_SECONDS + 1
    assert house.enter(THERE, frozenset()) == 0


def test_who_opens_and_leaves_pages_without_end_is_slowed_down(clock: Clock):
    house = Visitors(1000, 1000, clock)
    waits = []
    for _ in range(PAGES_AT_ONCE + 1):
        waits.append(house.enter(HERE, frozenset()))
        house.give_up(HERE)
    assert waits == [0] * PAGES_AT_ONCE + [1]
    assert house.enter(THERE, frozenset()) == 0


def test_a_kernel_belongs_to_the_browser_that_joined_first(clock: Clock):
    house = Visitors(9, 9, clock)
    house.settle(HERE, "a")
    assert house.owns("a", "mine")
    house.join("a", "mine")
    assert house.owns("a", "mine")
    assert not house.owns("a", "other")
    assert not house.owns("a", "")
    assert not house.owns("nobody's", "mine")


def test_a_kernel_has_so_many_lines_and_no_more(clock: Clock):
    house = Visitors(9, 9, clock)
    house.settle(HERE, "a")
    for _ in range(LINES_TO_A_KERNEL):
        assert house.may_join("a", "mine")
        house.join("a", "mine")
    assert not house.may_join("a", "mine")
    house.leave("a")
    assert house.may_join("a", "mine")
    house.leave("gone")


def test_a_kernel_that_nobody_joined_is_abandoned_after_a_while(clock: Clock):
    house = Visitors(9, 9, clock)
    house.settle(HERE, "joined")
    house.settle(HERE, "left alone")
    house.join("joined", "mine")
    running = {"joined", "left alone", "unheard of"}
    assert house.abandoned(running) == []
    clock.now = max(GRACE_SECONDS, MAKING_SECONDS) + 1
    assert set(house.abandoned(running)) == {"left alone", "unheard of"}
    assert house.abandoned({"joined"}) == []


def test_the_log_names_no_kernel_no_address_and_no_query():
    kernel = "7baf9284-d443-4049-bfc3-2c65b86e2a98"
    try:
        raise KeyError(kernel)
    except KeyError as error:
        fault = (KeyError, error, error.__traceback__)
    line = "500 GET /api/kernels/%s?session_id=secret (203.0.113.7) 3ms"
    record = logging.LogRecord("tornado", logging.ERROR, "", 0, line, (kernel,), fault)
    assert Discreet().filter(record)
    said = logging.Formatter().format(record)
    assert said.startswith("500 GET /api/kernels/(a kernel)?... 3ms\nTraceback")
    assert not [word for word in (kernel, "secret", "203.0.113.7") if word in said]
