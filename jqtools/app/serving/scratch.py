"""Folders of the server's own: removed when it ends, or, where it was killed, by the next one that starts."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from traitlets.config import Config

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

PREFIX = "jqtools-"
LOCK = "in_use"
# A younger folder may be one that its server is about to lock.
LEFT_SECONDS = 60
# The longest path of a socket is 103 letters on a Mac and 107 on Linux; Voila's folder and a kernel's name take these.
MOST_LETTERS = 103 - len("/voila_12345678/kernel--ipc-1") - 36


@contextmanager
def scratch() -> Iterator[Path]:
    """A private folder for as long as the block runs; no other server takes it for left behind."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder, (Path(folder) / LOCK).open("w") as lock, _kept(folder):
        _hold(lock.fileno())
        yield Path(folder)


def was_removed(folder: Path) -> bool:
    """Whether somebody removed a scratch folder that is in use, even if something made one of that name again."""
    return not (folder / LOCK).is_file()


def remove_left_behind() -> None:
    """Remove this user's scratch folders whose server was killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if _is_left_behind(folder):
                shutil.rmtree(folder)


def connect_in(config: Config, folder: Path) -> None:
    """Keep what connects the server to its kernels in this folder; no port is opened where sockets can be files."""
    config.Voila.connection_dir_root = str(folder)
    if os.name == "posix" and len(os.fsencode(folder)) <= MOST_LETTERS:
        config.KernelManager.transport = "ipc"


def _is_left_behind(folder: Path) -> bool:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and found.st_uid != os.getuid()):
        return False
    with (folder / LOCK).open("r+") as lock:
        return time.time() - os.fstat(lock.fileno()).st_mtime > LEFT_SECONDS and _hold(lock.fileno())


@contextmanager
def _kept(folder: str) -> Iterator[None]:
    """Keep systemd's cleaner of temporary files away while the block runs: it passes by a folder that is locked."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _hold(handle)
        yield
    finally:
        os.close(handle)


def _hold(lock: int) -> bool:
    """Lock an open file until it is closed; False where somebody else has."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
