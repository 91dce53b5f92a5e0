"""Processes of the served workbook, as tests look at them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

import psutil
import pytest

from jqtools.app.serving.forked.forks import can_fork
from jqtools.app.serving.forked.line import KERNEL_NAME

PATIENCE = 120


needs_forks = pytest.mark.skipif(not can_fork(sys.platform, hasattr(os, "fork"), 1), reason="this system has no fork")


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold, sooner or later."""
    end = time.monotonic() + PATIENCE
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def is_over(process: psutil.Process) -> bool:
    """Whether a process is gone, or only its entry is left because nobody asks for it."""
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def family(process: psutil.Process) -> dict[str, list[psutil.Process]]:
    """The process and all that come from it, by name."""
    found: dict[str, list[psutil.Process]] = {}
    for each in (process, *process.children(recursive=True)):
        found.setdefault(each.name(), []).append(each)
    return found


def server_at(address: str) -> psutil.Process:
    """The process that serves an address, which this one has started."""
    port = f"--port={address.rsplit(':', 1)[1]}"
    (server,) = [each for each in psutil.Process().children() if port in each.cmdline()]
    return server


def kernels() -> set[int]:
    """The process ids of the kernels that this test run's server has started."""
    return {child.pid for child in psutil.Process().children(recursive=True) if _is_kernel(child)}


def kernel_process(kernel_id: str) -> psutil.Process:
    """The process of a kernel that one of this run's servers has started, by the name of the file of its sockets."""
    (mine,) = [each for each in map(psutil.Process, kernels()) if _holds(each, kernel_id)]
    return mine


def _holds(process: psutil.Process, kernel_id: str) -> bool:
    try:
        return any(kernel_id in line.laddr for line in process.net_connections("unix"))
    except psutil.NoSuchProcess:
        return False


def _is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a visitor's kernel, forked or not, and hasn't ended meanwhile."""
    try:
        return process.name() == KERNEL_NAME or "ipykernel_launcher" in process.cmdline()
    except psutil.NoSuchProcess:  # a zombie too
        return False
