"""The parent of all pages: `python -m jqtools.app.serving.forked.parent NOTEBOOKS FOLDER`.

It imports what every page needs, forks one process a page, and starts a page again that ended. It has no threads and
no connections, and ends when its standard input does, for then the server is gone, or when FOLDER is gone.
"""

from __future__ import annotations

import importlib
import os
import select
import signal
import sys
from pathlib import Path

from jqtools.app.serving.forked.line import PARENT_NAME, call_oneself
from jqtools.app.serving.scratch import was_removed

PAUSE = 1.0
# What a kernel imports only when it starts; debugging is for nobody here, and costs 20 MB a visitor.
LATE = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "ipykernel.debugger",
    "pdb",
    "psutil",
    "tornado.locks",
    "tornado.platform.asyncio",
)


def main(notebooks: Path, folder: Path) -> None:
    """Keep a process for each notebook, which listens in `folder`, for as long as standard input is open."""
    call_oneself(PARENT_NAME)
    _warm_up()
    life = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the server, which then ends all the others
    pages = {_page(notebook, folder, life): notebook for notebook in sorted(notebooks.glob("*.ipynb"))}
    while not was_removed(folder) and not select.select([life], [], [], PAUSE)[0]:
        for gone in _ended(pages):
            pages[_page(gone, folder, life)] = gone


def _warm_up() -> None:
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    for name in (*LATE, "jqtools.app.serving.forked.standing"):
        importlib.import_module(name)
    import ipywidgets

    ipywidgets.register_comm_target()


def _page(notebook: Path, folder: Path, life: int) -> int:
    """The process of a page."""
    process = os.fork()
    if process == 0:
        code = 1
        try:
            from jqtools.app.serving.forked.standing import stand_ready

            stand_ready(notebook, folder, life)
            code = 0
        finally:
            os._exit(code)
    return process


def _ended(pages: dict[int, Path]) -> list[Path]:
    """The pages whose process was ended by something else; one that could not be run is not tried again."""
    asked = [os.waitpid(process, os.WNOHANG) for process in pages]
    ended = {process: status for process, status in asked if process}
    gone = {process: pages.pop(process) for process in ended}
    return [gone[process] for process, status in ended.items() if status != 0]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
