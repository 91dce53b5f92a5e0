"""Who is in the house: which kernel is whose, how many pages an address has open, and who came and never stayed.

A kernel belongs to the browser that joined it first, known by a cookie that holds nothing but chance. A browser without
cookies has its kernel's id alone, which no other page ever sees.
"""

from __future__ import annotations

import math
import secrets
import time
from collections.abc import Callable, Set
from dataclasses import dataclass

from jqtools.app.serving.limits import Bucket

BUSY_SECONDS = 20
# A page joins its kernel as soon as its scripts run; a kernel that nobody joins ends after this many seconds.
GRACE_SECONDS = 120
# So long may a page take to be made.
MAKING_SECONDS = 120
# A room full of people behind one address opens its pages at once, and then about one a second.
PAGES_AT_ONCE = 60
PAGES_A_SECOND = 1.0
LINES_TO_A_KERNEL = 8
MOST_ADDRESSES = 10_000


@dataclass
class Stay:
    """A kernel in use: from which address its page was asked for, since when, and whose it is once it was joined."""

    address: str
    since: float
    browser: str | None = None
    lines: int = 0


class Visitors:
    """All stays. The caller says which kernels run; a stay ends with its kernel."""

    def __init__(self, in_all: int, from_one: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.in_all = in_all
        self.from_one = from_one
        self._clock = clock
        self._stays: dict[str, Stay] = {}
        self._opening: list[tuple[str, float]] = []
        self._buckets: dict[str, Bucket] = {}

    def enter(self, address: str, in_use: Set[str]) -> int:
        """Seconds after which this address may try again; 0 is a place, kept until `settle` or `give_up`."""
        self._look(in_use)
        taken = [*(stay.address for stay in self._stays.values()), *(each for each, _ in self._opening)]
        if len(taken) >= self.in_all or taken.count(address) >= self.from_one:
            return BUSY_SECONDS
        bucket = self._bucket(address)
        if wait := math.ceil(bucket.wait()):
            return wait
        bucket.take()
        self._opening.append((address, self._clock()))
        return 0

    def settle(self, address: str, kernel_id: str) -> None:
        """The page that this address asked for has this kernel."""
        self._stays[kernel_id] = Stay(address, self._clock())

    def give_up(self, address: str) -> None:
        """The page that this address asked for is there, or never will be: its place is no longer kept."""
        kept = next((each for each in self._opening if each[0] == address), None)
        self._opening = [each for each in self._opening if each is not kept]

    def owns(self, kernel_id: str, browser: str) -> bool:
        """Whether this browser may talk to this kernel."""
        stay = self._stays.get(kernel_id)
        if stay is None:
            return False
        return not stay.browser or secrets.compare_digest(stay.browser.encode(), browser.encode())

    def may_join(self, kernel_id: str, browser: str) -> bool:
        """Whether this browser may have one more line to this kernel."""
        return self.owns(kernel_id, browser) and self._stays[kernel_id].lines < LINES_TO_A_KERNEL

    def join(self, kernel_id: str, browser: str) -> None:
        """A page has a line to this kernel; who comes first owns it."""
        stay = self._stays[kernel_id]
        stay.lines += 1
        if stay.browser is None:
            stay.browser = browser

    def leave(self, kernel_id: str) -> None:
        """One of the lines to this kernel is cut."""
        if kernel_id in self._stays:
            self._stays[kernel_id].lines -= 1

    def abandoned(self, in_use: Set[str]) -> list[str]:
        """Kernels that nobody joined in time."""
        self._look(in_use)
        now = self._clock()
        alone = {kernel_id: stay for kernel_id, stay in self._stays.items() if stay.browser is None}
        patience = {kernel_id: GRACE_SECONDS if stay.address else MAKING_SECONDS for kernel_id, stay in alone.items()}
        return [kernel_id for kernel_id, stay in alone.items() if now - stay.since > patience[kernel_id]]

    def _look(self, in_use: Set[str]) -> None:
        now = self._clock()
        self._opening = [each for each in self._opening if each[1] > now - MAKING_SECONDS]
        self._stays = {kernel_id: self._stays.get(kernel_id) or Stay("", now) for kernel_id in in_use}

    def _bucket(self, address: str) -> Bucket:
        if len(self._buckets) >= MOST_ADDRESSES:
            self._buckets = {each: bucket for each, bucket in self._buckets.items() if bucket.wait()}
        return self._buckets.setdefault(address, Bucket(PAGES_AT_ONCE, PAGES_A_SECOND, self._clock))
