"""Two servers of the same notebooks, and clients that measure them: a browser, and many visitors without one."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from uuid import uuid4

import psutil
from websockets.sync.client import ClientConnection, connect

from jqtools.app.served import SERVED
from jqtools.app.serving.forked.line import KERNEL_NAME
from tests.browser.conftest import free_port

PATIENCE = 300
STEP = "2_select_your_lever"
EDITS = 8


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    address: str
    process: psutil.Process

    def kernels(self) -> list[psutil.Process]:
        """The processes of its visitors."""
        return [each for each in self.process.children(recursive=True) if _is_kernel(each)]

    def answers(self, path: str) -> bool:
        """Whether it answers at an address."""
        try:
            urllib.request.urlopen(self.address + path, timeout=PATIENCE).close()
        except OSError:
            return False
        return True


def _is_kernel(process: psutil.Process) -> bool:
    try:
        return process.name() == KERNEL_NAME or "ipykernel_launcher" in process.cmdline()
    except psutil.NoSuchProcess:
        return False


def ours() -> list[str]:
    """The command of the app, with its defaults; all visitors come from this one machine."""
    return ["jqtools", "serve", "--no-browser"]


def stock(notebooks: Path) -> list[str]:
    """The command of Voila itself, with its defaults."""
    return ["voila", str(notebooks), "--no-browser", "--Voila.ip=127.0.0.1"]


@contextmanager
def running(command: list[str], folder: Path) -> Iterator[Server]:
    """A server that runs while the block does; it is there once a page was given out."""
    port = free_port()
    line = [sys.executable, "-m", *command, f"--port={port}"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(line, cwd=folder, stdout=log, stderr=log, env={**os.environ, SERVED: "1"})
        server = Server(f"http://127.0.0.1:{port}", psutil.Process(process.pid))
        try:
            while not server.answers(f"/voila/render/{STEP}.ipynb"):
                if process.poll() is not None:
                    raise RuntimeError((folder / "server.log").read_text())
                time.sleep(0.2)
            yield server
        finally:
            process.terminate()
            process.wait(PATIENCE)


def private_mb(process: psutil.Process) -> float:
    """The memory that would be free again if the process ended."""
    text = Path(f"/proc/{process.pid}/smaps_rollup").read_text()
    return sum(int(kb) for kb in re.findall(r"^Private_\w+:\s+(\d+) kB", text, re.MULTILINE)) / 1024


@dataclass(frozen=True)
class Visit:
    """Seconds until the widgets were there, and those from each edit to the workbook's answer."""

    usable: float
    edits: list[float]


def visit(address: str) -> Visit:
    """Open a page, take the state of its widgets, and make edits a second apart."""
    start = time.monotonic()
    with urllib.request.urlopen(f"{address}/voila/render/{STEP}.ipynb", timeout=PATIENCE) as answer:
        text = answer.read().decode()
        cookies = SimpleCookie("; ".join(answer.headers.get_all("Set-Cookie") or []))
    kernel = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', text, re.DOTALL)[1])["kernelId"]
    held = "; ".join(f"{name}={morsel.value}" for name, morsel in cookies.items())
    url = f"{address.replace('http', 'ws')}/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
    headers = {"Cookie": held} if held else {}
    with connect(url, origin=address, additional_headers=headers, max_size=None, open_timeout=PATIENCE) as line:
        ask_states(line)
        states = hear_states(line)
        usable = time.monotonic() - start
        bar = bar_of(states)
        return Visit(usable, [edit(line, bar, number) for number in range(1, EDITS + 1)])


def ask_states(line: ClientConnection, times: int = 1) -> None:
    """Ask for the state of all widgets, so many times."""
    control = uuid4().hex
    _send(line, "comm_open", {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}})
    for _ in range(times):
        _send(line, "comm_msg", {"comm_id": control, "data": {"method": "request_states"}})


def hear_states(line: ClientConnection) -> dict[str, Any]:
    """The states that were asked for."""
    return _hear(line, lambda data: data.get("method") == "update_states")["states"]


def bar_of(states: dict[str, Any]) -> str:
    """The widget that counts edits and tells which the workbook has read."""
    (bar,) = [key for key, state in states.items() if "seq" in state["state"] and "ack" in state["state"]]
    return bar


def edit(line: ClientConnection, bar: str, number: int) -> float:
    """Seconds from an edit, made after a second, to the workbook's answer."""
    time.sleep(1)
    start = time.monotonic()
    _send(line, "comm_msg", {"comm_id": bar, "data": {"method": "update", "state": {"seq": number}}})
    _hear(line, lambda data: data.get("state", {}).get("ack") == number)
    return time.monotonic() - start


def _send(line: ClientConnection, kind: str, content: dict[str, Any]) -> None:
    header = {
        "msg_id": uuid4().hex,
        "session": "bench",
        "username": "",
        "date": datetime.now(UTC).isoformat(),
        "msg_type": kind,
        "version": "5.4",
    }
    message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {"version": "1.0.0"}}
    line.send(json.dumps({**message, "content": content, "buffers": []}))


def _hear(line: ClientConnection, wanted: Any) -> dict[str, Any]:
    while True:
        frame = line.recv(PATIENCE)
        if isinstance(frame, bytes):  # with buffers, which no state of the workbook has
            continue
        message = json.loads(frame)
        data = message["content"].get("data", {})
        if message["header"]["msg_type"] == "comm_msg" and wanted(data):
            return data


def middle(values: list[float]) -> float:
    """The median."""
    return statistics.median(values)


def late(values: list[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
