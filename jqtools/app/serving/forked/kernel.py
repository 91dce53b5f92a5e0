"""How a fork of a page becomes a visitor's kernel."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from typing import Any

import comm
from ipykernel.kernelapp import IPKernelApp
from traitlets.config import Config

from jqtools.app.serving.forked.line import KERNEL_NAME, call_oneself, say

Prepare = Callable[[dict[str, Any]], None]


class VisitorKernel(IPKernelApp):
    """A kernel that reads no settings of the machine's user and starts no code of theirs."""

    def load_config_file(self, *args: Any, **options: Any) -> None:
        """Nothing outside jqtools has a say in a visitor's kernel."""

    def parse_command_line(self, *args: Any) -> None:
        """There is none: what it would say is given."""

    def init_extensions(self) -> None:
        """None is needed."""

    def init_code(self) -> None:
        """The notebook has run already."""


def become_kernel(line: socket.socket, connection_file: str, names: dict[str, Any], prepare: Prepare) -> None:
    """Be the kernel of `connection_file` until it is told to end, or the server at the other end of `line` is gone.

    `prepare` makes what these names hold the visitor's own.
    """
    os.setsid()
    call_oneself(KERNEL_NAME)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    _own_randomness()
    prepare(names)
    line.settimeout(None)
    say(line, {"pid": os.getpid()})
    threading.Thread(target=_end_with, args=(line,), daemon=True).start()
    config = Config({"HistoryManager": {"enabled": False}})
    given = {"config": config, "connection_file": connection_file, "user_ns": names}
    kernel = VisitorKernel.instance(**given, parent_handle=1)  # who watches over it is `line`
    kernel.initialize([])
    for each in comm.get_comm_manager().comms.values():
        each.kernel = kernel.kernel  # they were made when there was none, and a widget without it keeps silent
    kernel.start()


def _own_randomness() -> None:
    # Python's own random and uuid see to themselves after a fork.
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _end_with(line: socket.socket) -> None:
    try:
        line.recv(1)
    finally:
        os._exit(0)
