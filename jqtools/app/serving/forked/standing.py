"""A page that ran and stands ready: it tells what its cells show, and forks a kernel for each visitor."""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from jqtools.app.serving.forked.kernel import become_kernel
from jqtools.app.serving.forked.line import KERNEL, OUTPUTS, PAGE_NAME, SECONDS, call_oneself, hear, place, say
from jqtools.app.serving.forked.notebook import Ran, rehearse, run, start_afresh
from jqtools.app.serving.forked.scripts import scripts_apart


def stand_ready(notebook: Path, folder: Path, life: int) -> None:
    """Run `notebook`, then serve at its place in `folder` until the other end of `life`, a pipe, is closed."""
    call_oneself(PAGE_NAME)
    os.chdir(notebook.parent)
    where = place(folder, notebook.stem)
    try:
        with scripts_apart() as scripts:
            ran = run(notebook)
        rehearse(ran.names)
        listener = _listener(where)
    except Exception:
        traceback.print_exc()
        where.touch()
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is forgotten by the system at once
    gc.collect()
    gc.freeze()
    while listener in select.select([listener, life], [], [])[0]:
        line, _ = listener.accept()
        with line, suppress(OSError, ValueError):
            line.settimeout(SECONDS)
            _answer(line, ran, scripts, listener, life)


def _listener(where: Path) -> socket.socket:
    """A socket that appears at `where` only once it answers."""
    listener = socket.socket(socket.AF_UNIX)
    half = where.with_suffix(".part")
    half.unlink(missing_ok=True)
    listener.bind(str(half))
    listener.listen(128)
    half.replace(where)
    return listener


def _answer(line: socket.socket, ran: Ran, scripts: dict[str, str], listener: socket.socket, life: int) -> None:
    asked = hear(line)
    if asked["ask"] == OUTPUTS:
        say(line, {"outputs": ran.outputs, "scripts": scripts})
    elif asked["ask"] == KERNEL and os.fork() == 0:
        try:
            listener.close()
            os.close(life)
            become_kernel(line, asked["file"], ran.names, rehearse if asked["rehearse"] else start_afresh)
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
        finally:
            os._exit(0)
