"""Many visitors, one after another, who leave in every way there is: what the server still holds when all are gone.

Run with `make soak`; it takes some minutes, writes benchmarks/soak.md, and ends with 1 if anything was left.
"""

from __future__ import annotations

import argparse
import os
import re
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

import psutil
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from jqtools.content import steps
from tests.benchmarks.served_clients import ask_states, bar_of, edit, hear_states
from tests.browser.conftest import running
from tests.conftest import ROOT
from tests.impatient import GRACE, IDLE, LOOK
from tests.security.client import PAGE, Guest, plug, visitors

REPORT = ROOT / "benchmarks" / "soak.md"
PATIENCE = 90
# Memory that Python keeps for later is no leak; what each visitor would leave is.
MOST_GROWN_MB = 30
# Python's own pool of threads grows up to its size, and is kept.
POOL = min(32, (os.cpu_count() or 1) + 4)
UNREAD = 20


@dataclass(frozen=True)
class Held:
    """What a server and its children hold: numbers of each, and the server's own memory (PSS) in MB."""

    processes: int
    handles: int
    sockets: int
    threads: int
    files: int
    memory: float

    def left_over(self, before: Held) -> dict[str, float]:
        """What is held beyond what was held before, by name; nothing if nothing was left."""
        grown = {each.name: getattr(self, each.name) - getattr(before, each.name) for each in fields(self)}
        allowed = {"memory": MOST_GROWN_MB, "threads": POOL}
        return {name: more for name, more in grown.items() if more > allowed.get(name, 0)}


def held(server: psutil.Process, temporary: Path) -> Held:
    """What the server holds now."""
    pss = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{server.pid}/smaps_rollup").read_text(), re.MULTILINE)
    return Held(
        processes=len(server.children(recursive=True)),
        handles=server.num_fds(),
        sockets=len(server.net_connections("all")),
        threads=server.num_threads(),
        files=sum(1 for _ in temporary.rglob("*")),
        memory=int(pss[1]) / 1024,
    )


def settled(server: psutil.Process, temporary: Path, before: Held | None = None) -> Held:
    """What the server holds once nothing was left over, or after long waiting."""
    until = time.monotonic() + PATIENCE
    while (now := held(server, temporary)).left_over(before or now) and time.monotonic() < until:
        time.sleep(1)
    return now


@contextmanager
def soaking(folder: Path) -> Iterator[tuple[str, psutil.Process, Path]]:
    """A server with little patience whose temporary files are in a folder of their own: address, process, folder."""
    # Close to the root: the paths of sockets must be short.
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(dir="/tmp") as short:
        temporary = Path(short)
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.setenv("TMPDIR", str(temporary))
        options = ("serve", "--no-browser", "--behind-proxy")
        with running("tests.impatient", *options, folder=folder, asked="/healthz") as address:
            port = f"--port={address.rsplit(':', 1)[1]}"
            (server,) = [each for each in psutil.Process().children() if port in each.cmdline()]
            yield address, server, temporary


def leaves(guest: Guest) -> None:
    """Works, and ends the kernel as a page does that is left."""
    with guest.line(None) as line:
        works(line)
        guest.leave()


def cuts(guest: Guest) -> None:
    """Works, and is gone from one moment to the next."""
    with guest.line(None) as line:
        works(line)
        line.socket.shutdown(socket.SHUT_RDWR)


def closes(guest: Guest) -> None:
    """Works, closes the line, and never says that the page was left."""
    with guest.line(None) as line:
        works(line)


def never_joins(guest: Guest) -> None:
    """Takes the page, and no more."""


def never_reads(guest: Guest) -> None:
    """Asks and asks, and takes no answer in; then is gone."""
    with suppress(ConnectionClosed), guest.line(None) as line:
        ask_states(line, UNREAD)
        time.sleep(2)
        line.socket.shutdown(socket.SHUT_RDWR)


def hangs_up(guest: Guest) -> None:
    """Asks for one more page and doesn't wait for it."""
    with plug(guest.address) as line:
        line.sendall(f"GET {PAGE.format(next(iter(steps())))} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    guest.leave()


WAYS = (leaves, cuts, closes, never_joins, never_reads, hangs_up)


def works(line: object) -> None:
    """Take the widgets, and make a few edits."""
    ask_states(line)
    bar = bar_of(hear_states(line))
    for number in (1, 2):
        edit(line, bar, number)


def visit(address: str, number: int) -> Callable[[Guest], None]:
    """One visitor, from an address of their own, and the way in which they left."""
    way = WAYS[number % len(WAYS)]
    guest = Guest(address, f"198.18.{number // 250}.{number % 250 + 1}")
    if guest.open_in_time(list(steps())[number % len(steps())]).status != 200:
        raise ConnectionRefusedError(f"visitor {number} got no page")
    # On a busy machine a visitor may be too late for this impatient server, and goes without a word.
    with suppress(InvalidStatus, ConnectionClosed, ValueError):
        way(guest)
    return way


def visited(address: str, many: int, seconds: float) -> list[Callable[[Guest], None]]:
    """All visitors come, spread over so many seconds, and each is served; how they left."""
    start = time.monotonic()
    with ThreadPoolExecutor(16) as pool:
        coming = []
        for number in range(many):
            time.sleep(max(0.0, start + seconds * number / many - time.monotonic()))
            coming.append(pool.submit(visit, address, number))
        return [each.result() for each in coming]


def soaked(folder: Path, many: int, seconds: float) -> tuple[Held, Held]:
    """What the server held before the visitors, and once all had left. One round of each way comes before both."""
    with soaking(folder) as (address, server, temporary):
        visited(address, 2 * len(WAYS), 0)
        all_gone(address)
        before = settled(server, temporary)
        visited(address, many, seconds)
        all_gone(address)
        return before, settled(server, temporary, before)


def all_gone(address: str) -> None:
    """Wait until no visitor is left, and a kernel waits for the next one of each page."""
    assert visitors(address, 0) == 0
    assert visitors(address, len(steps()), of="waiting") == len(steps())
    time.sleep(LOOK)


def report(before: Held, after: Held, many: int, seconds: float) -> str:
    """The page of figures."""
    names = {
        "processes": "processes that the server started",
        "handles": "open handles",
        "sockets": "sockets",
        "threads": "threads",
        "files": "files in the folder for temporary files",
        "memory": "memory of the server itself (PSS), MB",
    }
    rows = "\n".join(
        f"| {words} | {getattr(before, key):.4g} | {getattr(after, key):.4g} |" for key, words in names.items()
    )
    ways = " ".join(way.__doc__ for way in WAYS)
    return f"""# What visitors leave behind

Written by `make soak` (`tests/benchmarks/soak.py`): {many} visitors in {seconds / 60:.0f} minutes, each with a
page, and most with edits. They leave in turn in these ways:

{ways}

The server is the usual one, save that it ends a kernel after {IDLE} seconds without work, or {GRACE} without anybody
who joined it. Before the first figures {2 * len(WAYS)} visitors came and went; the last were taken when all had gone.
What a line held is let go a minute after it ended, so some memory is that of the last visitors; some is kept for later.

| what is held | before | after |
| --- | --- | --- |
{rows}

{date.today().isoformat()}, {os.cpu_count()} cores.
"""


def main() -> int:
    """Soak, and write the report; 1 if something was left."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--visitors", type=int, default=200)
    given.add_argument("--minutes", type=float, default=10)
    given.add_argument("--output", type=Path, default=REPORT)
    options = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        before, after = soaked(Path(folder), options.visitors, options.minutes * 60)
    options.output.write_text(report(before, after, options.visitors, options.minutes * 60), encoding="utf-8")
    print(options.output.read_text(encoding="utf-8"))
    return 1 if after.left_over(before) else 0


if __name__ == "__main__":
    sys.exit(main())
