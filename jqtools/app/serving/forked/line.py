"""What server and parent say to each other: one line of JSON each way, over a socket in a private folder.

After its answer a kernel keeps the line open for as long as it lives: when either side ends, the other one sees it.
"""

from __future__ import annotations

import hashlib
import json
import socket
from pathlib import Path
from typing import Any

SECONDS = 20
OUTPUTS, KERNEL = "outputs", "kernel"
PARENT_NAME, PAGE_NAME, KERNEL_NAME = "jqtools-parent", "jqtools-page", "jqtools-kernel"


def call_oneself(name: str) -> None:
    """The name that a list of processes shows for this one; a fork has its parent's until it takes its own."""
    Path("/proc/self/comm").write_text(name, encoding="ascii")


def place(folder: Path, page: str) -> Path:
    """Where a page listens, once it has run. An empty file there says that it could not be run.

    The path of a socket may have about a hundred letters, of which the name of a page would take many.
    """
    return folder / hashlib.sha256(page.encode("utf-8")).hexdigest()[:8]


def dial(folder: Path, page: str) -> socket.socket:
    """A line to a page that runs; OSError if nobody answers."""
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    try:
        line.connect(str(place(folder, page)))
    except OSError:
        line.close()
        raise
    return line


def say(line: socket.socket, words: dict[str, Any]) -> None:
    """Send one message."""
    line.sendall(json.dumps(words).encode("utf-8") + b"\n")


def hear(line: socket.socket) -> dict[str, Any]:
    """The one message that the other side has to say; OSError if it ended or says none in time."""
    heard = bytearray()
    while not heard.endswith(b"\n"):
        part = line.recv(1 << 16)
        if not part:
            raise ConnectionError("the other side ended")
        heard += part
    return json.loads(heard)
