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
from pathlib import Path

from jqtools.app.serving.forked.line import OUTPUTS, dial, hear, place, say
from jqtools.app.serving.forked.provisioner import FOLDER, PAGE
from jqtools.app.serving.forked.rendered import Outputs
from jqtools.app.serving.scratch import scratch

Parts = tuple[str, ...]
Draw = Callable[[str, Outputs], Awaitable[Parts]]
READY_SECONDS = 60.0
LOOK_AGAIN = 0.05


@dataclass(eq=False)
class Forks:
    """The pages that `parent` keeps ready in `folder`, and the text of those that were drawn."""

    notebooks: Path
    folder: Path
    parent: subprocess.Popen[bytes] = field(repr=False)
    _pages: dict[str, asyncio.Task[Parts]] = field(default_factory=dict, repr=False)
    _versions: dict[str, int] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._versions = {path.name: path.stat().st_mtime_ns for path in self.notebooks.glob("*.ipynb")}

    async def text(self, notebook: str, draw: Draw) -> Parts:
        """The parts of a page's text, drawn the first time that it is asked for; OSError where it can't be had."""
        if (self.notebooks / notebook).stat().st_mtime_ns != self._versions[notebook]:
            raise ConnectionError(f"{notebook} was changed after the server started")
        known = self._pages.get(notebook)
        if known is None or (known.done() and (known.cancelled() or known.exception())):
            known = self._pages[notebook] = asyncio.ensure_future(self._drawn(notebook, draw))
        return await asyncio.shield(known)

    def environment(self, notebook: str) -> dict[str, str]:
        """What tells the provisioner which page to fork."""
        return {PAGE: Path(notebook).stem, FOLDER: str(self.folder)}

    async def _drawn(self, notebook: str, draw: Draw) -> Parts:
        page = Path(notebook).stem
        until = time.monotonic() + READY_SECONDS
        while not place(self.folder, page).exists() and self.parent.poll() is None and time.monotonic() < until:
            await asyncio.sleep(LOOK_AGAIN)
        return await draw(notebook, await asyncio.to_thread(_outputs, self.folder, page))


def _outputs(folder: Path, page: str) -> Outputs:
    with dial(folder, page) as line:
        say(line, {"ask": OUTPUTS})
        return hear(line)["outputs"]


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
