"""The server's side of the forks: it starts the parent, and knows which pages stand ready and how they look."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.kernelspec import NATIVE_KERNEL_NAME

from jqtools.app.serving.forked.line import OUTPUTS, dial, hear, place, say
from jqtools.app.serving.forked.provisioner import FOLDER, PAGE, REHEARSED
from jqtools.app.serving.forked.rendered import Outputs
from jqtools.app.serving.forked.waiting import Waiting
from jqtools.app.serving.own import is_gone
from jqtools.app.serving.scratch import scratch

Parts = tuple[str, ...]
Draw = Callable[[str, Outputs, list[str]], Awaitable[Parts]]
READY_SECONDS = 60.0
LOOK_AGAIN = 0.05


@dataclass(eq=False)
class Forks:
    """The pages that `parent` keeps ready in `folder`, and the text of those that were drawn."""

    notebooks: Path
    folder: Path
    parent: subprocess.Popen[bytes] = field(repr=False)
    waiting: Waiting = field(init=False, repr=False)
    _manager: Any = field(init=False, repr=False)
    _scripts: dict[str, bytes] = field(default_factory=dict, repr=False)
    _all_told: asyncio.Future[list[Any]] | None = field(default=None, repr=False)
    _pages: dict[str, asyncio.Task[Parts]] = field(default_factory=dict, repr=False)
    _versions: dict[str, int] = field(default_factory=dict, repr=False)
    _runs: dict[str, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._versions = {path.name: path.stat().st_mtime_ns for path in self.notebooks.glob("*.ipynb")}
        self.waiting = Waiting(self._versions, self._start_rehearsed)

    def kernels_of(self, manager: Any) -> None:
        """Have all kernels started by this kernel manager."""
        self._manager = manager

    async def text(self, notebook: str, draw: Draw) -> Parts:
        """The parts of a page's text, drawn the first time that it is asked for; OSError where it can't be had."""
        if (self.notebooks / notebook).stat().st_mtime_ns != self._versions[notebook]:
            raise ConnectionError(f"{notebook} was changed after the server started")
        self._forget_if_run_anew(notebook)
        known = self._pages.get(notebook)
        if known is None or (known.done() and (known.cancelled() or known.exception())):
            known = self._pages[notebook] = asyncio.ensure_future(self._drawn(notebook, draw))
        return await asyncio.shield(known)

    async def kernel(self, notebook: str) -> str:
        """The id of a kernel of the page for one visitor: the one that waits, or a new one; OSError for none."""
        waiting = self.waiting.take(notebook)
        same_run = waiting and self._runs.pop(waiting, None) == self._run(notebook)
        if same_run and not await is_gone(self._manager, waiting):
            self._touch(waiting)
            return waiting
        return await self._start(notebook, str(uuid4()))

    async def look_after_waiting(self) -> None:
        """See that a kernel waits for each page, and that none is taken for idle while it does."""
        for kernel_id in self.waiting.look_after(lambda each: each in self._manager):
            await self._manager.shutdown_kernel(kernel_id, now=True)
        for kernel_id in self.waiting.ids:
            if kernel_id in self._manager:
                self._touch(kernel_id)

    async def script(self, file: str) -> bytes | None:
        """A script of a page's widgets; None for no such file. A page may have come from another server."""
        if file not in self._scripts:
            await asyncio.shield(self._telling())
        return self._scripts.get(file)

    def _telling(self) -> asyncio.Future[list[Any]]:
        """All pages telling their scripts: asked once, and again after one of them could not."""
        told = self._all_told
        if told is None or (told.done() and any(isinstance(each, BaseException) for each in told.result())):
            told = asyncio.ensure_future(asyncio.gather(*map(self._told, self._versions), return_exceptions=True))
            self._all_told = told
        return told

    def environment(self, notebook: str) -> dict[str, str]:
        """What tells the provisioner which page to fork."""
        return {PAGE: Path(notebook).stem, FOLDER: str(self.folder)}

    async def _start(self, notebook: str, kernel_id: str, **more: str) -> str:
        environment = {**self.environment(notebook), **more}
        given = {"kernel_name": NATIVE_KERNEL_NAME, "path": "", "env": environment}
        return await self._manager.start_kernel(kernel_id=kernel_id, **given)

    async def _start_rehearsed(self, notebook: str, kernel_id: str) -> str:
        if not place(self.folder, Path(notebook).stem).is_socket():
            raise ConnectionError(f"{notebook} is not ready")
        self._runs[kernel_id] = self._run(notebook)
        return await self._start(notebook, kernel_id, **{REHEARSED: "yes"})

    def _run(self, notebook: str) -> int:
        """Which run of the page answers: one that was started again has other widgets. 0 where none does."""
        where = place(self.folder, Path(notebook).stem)
        return where.stat().st_mtime_ns if where.exists() else 0

    def _forget_if_run_anew(self, notebook: str) -> None:
        run = self._run(notebook)
        if self._runs.setdefault(notebook, run) != run:
            self._runs[notebook] = run
            self._pages.pop(notebook, None)

    def _touch(self, kernel_id: str) -> None:
        self._manager.get_kernel(kernel_id).last_activity = datetime.now(UTC)

    async def _drawn(self, notebook: str, draw: Draw) -> Parts:
        told = await self._told(notebook)
        return await draw(notebook, told["outputs"], list(told["scripts"]))

    async def _told(self, notebook: str) -> dict[str, Any]:
        """What a page tells of itself, once it is ready."""
        page = Path(notebook).stem
        until = time.monotonic() + READY_SECONDS
        while not place(self.folder, page).exists() and self.parent.poll() is None and time.monotonic() < until:
            await asyncio.sleep(LOOK_AGAIN)
        told = await asyncio.to_thread(_ask, self.folder, page)
        self._scripts.update((file, text.encode("utf-8")) for file, text in told["scripts"].items())
        return told


def _ask(folder: Path, page: str) -> dict[str, Any]:
    with dial(folder, page) as line:
        say(line, {"ask": OUTPUTS})
        return hear(line)


def can_fork(platform: str, has_fork: bool, warm: int) -> bool:
    """Whether kernels are forked. On a Mac a fork of a process that has loaded system libraries may crash."""
    return warm > 0 and has_fork and platform == "linux"


@contextmanager
def forking(notebooks: Path, warm: int) -> Iterator[Forks | None]:
    """Keep a process ready for each notebook while the block runs; None where this system can't."""
    if not can_fork(sys.platform, hasattr(os, "fork"), warm):
        yield None
        return
    with scratch() as folder:
        command = [sys.executable, "-m", "jqtools.app.serving.forked.parent", str(notebooks.resolve()), str(folder)]
        # Few people compute at once: threads of a number library in every kernel would only be in each other's way.
        environment = {"OPENBLAS_NUM_THREADS": "1", **os.environ, "IPYTHONDIR": str(folder)}
        parent = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
        try:
            yield Forks(notebooks, folder, parent)
        finally:
            parent.stdin.close()
            parent.wait()
