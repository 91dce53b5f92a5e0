"""Kernels that wait for visitors: one for each page, with a whole plan rehearsed in it, so that no visitor waits.

They are made when nobody has come for a moment: a crowd gets kernels forked as it comes, and its memory is its own.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

CALM_SECONDS = 1.0

# Starts the kernel of a page, under this id.
Start = Callable[[str, str], Awaitable[object]]


@dataclass(frozen=True)
class _Kernel:
    kernel_id: str
    made: date
    start: asyncio.Task[object] = field(repr=False)

    @property
    def is_there(self) -> bool:
        return self.start.done() and not self.start.cancelled() and not self.start.exception()


class Waiting:
    """At most one kernel for each of these pages."""

    def __init__(self, pages: Iterable[str], start: Start) -> None:
        self._pages = frozenset(pages)
        self._start = start
        self._kernels: dict[str, _Kernel] = {}
        self._calm: dict[str, asyncio.TimerHandle] = {}
        self._came = 0.0

    @property
    def ids(self) -> frozenset[str]:
        """The kernels that wait, and those that are being started to wait."""
        return frozenset(each.kernel_id for each in self._kernels.values())

    def count(self) -> int:
        """How many are there by now."""
        return sum(each.is_there for each in self._kernels.values())

    def take(self, page: str) -> str | None:
        """The kernel that waits for who opens this page, which is theirs from now on; None if there is none."""
        self._came = asyncio.get_running_loop().time()
        self.want(page)
        known = self._kernels.get(page)
        return self._kernels.pop(page).kernel_id if known and known.is_there else None

    def want(self, page: str) -> None:
        """Have a kernel wait for the next one who opens this page, made once all is calm."""
        if page in self._calm:
            self._calm[page].cancel()
        self._calm[page] = asyncio.get_running_loop().call_later(CALM_SECONDS, self._make, page)

    def look_after(self, known: Callable[[str], bool]) -> list[str]:
        """Want a kernel where none that is `known` waits; those that wait since yesterday, which are to be ended."""
        settled = {page: each for page, each in self._kernels.items() if each.start.done()}
        fit = {page for page, each in settled.items() if each.is_there and known(each.kernel_id)}
        old = {page for page in fit if settled[page].made != date.today()}
        for page in settled.keys() - (fit - old):
            del self._kernels[page]
        for page in self._pages - self._kernels.keys() - self._calm.keys():
            self.want(page)
        return [settled[page].kernel_id for page in old]

    def _make(self, page: str) -> None:
        del self._calm[page]
        if asyncio.get_running_loop().time() < self._came + CALM_SECONDS:  # somebody opens another page now
            self.want(page)
        elif page not in self._kernels:
            kernel_id = str(uuid4())
            self._kernels[page] = _Kernel(kernel_id, date.today(), asyncio.ensure_future(self._start(page, kernel_id)))
