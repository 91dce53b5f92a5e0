"""Kernels of the served app that are forks of a page, for the kernel manager to start, watch and end like any other."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import zmq
from jupyter_client.provisioning import KernelProvisionerFactory, LocalProvisioner
from traitlets.config import Config

from jqtools.app.serving.forked.line import KERNEL, dial, hear, say

NAME = "jqtools-forked"
LOOK_AGAIN_MS = 5
PAGE, FOLDER, REHEARSED = "JQTOOLS_PAGE", "JQTOOLS_FORKS", "JQTOOLS_REHEARSED"


class ForkedProcess:
    """A process that is not our child: it lives as long as its end of the line is open."""

    stdin = stdout = stderr = None

    def __init__(self, line: socket.socket, pid: int) -> None:
        line.setblocking(False)
        self._line = line
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """None while it lives, then 0: how it ended is not known."""
        if self.returncode is None and self._ended():
            self.returncode = 0
            self._line.close()
        return self.returncode

    def wait(self) -> int | None:
        """How it ended; only asked once it has."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal, if it still lives."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def _ended(self) -> bool:
        try:
            return not self._line.recv(1)
        except BlockingIOError:
            return False
        except OSError:
            return True


class ForkedProvisioner(LocalProvisioner):
    """Forks a kernel from the page that the environment names; starts an ordinary one where it names none."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Have the kernel made; OSError if the page doesn't answer."""
        environment = kwargs.get("env") or {}
        if PAGE not in environment:
            return await super().launch_kernel(cmd, **kwargs)
        ask = {"ask": KERNEL, "file": self.parent.connection_file, "rehearse": REHEARSED in environment}
        self.process = await asyncio.to_thread(_fork, Path(environment[FOLDER]), environment[PAGE], ask)
        self.pid = self.process.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info


def _fork(folder: Path, page: str, ask: dict[str, Any]) -> ForkedProcess:
    line = dial(folder, page)
    try:
        say(line, ask)
        return ForkedProcess(line, int(hear(line)["pid"]))
    except BaseException:
        line.close()
        raise


def meet_soon(context: zmq.Context) -> None:
    """Have sockets look again within moments for a kernel that isn't there yet: a fork is there sooner than others."""
    context.setsockopt(zmq.RECONNECT_IVL, LOOK_AGAIN_MS)


def use_forks(config: Config) -> None:
    """Let this server's kernels, and nobody else's, be made by `ForkedProvisioner`."""
    where = f"{__name__}:{ForkedProvisioner.__name__}"
    KernelProvisionerFactory.provisioners[NAME] = EntryPoint(NAME, where, KernelProvisionerFactory.GROUP_NAME)
    config.KernelProvisionerFactory.default_provisioner_name = NAME
