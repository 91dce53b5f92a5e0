"""How quick the served app is, beside Voila itself serving the same notebooks, in one run.

Run with `make bench`; it takes some minutes, writes benchmarks/README.md and fails nothing.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

from jqtools.content.folder import workbook_folder
from tests.benchmarks.served_clients import STEP, Server, late, middle, ours, private_mb, running, stock, visit
from tests.chromium import ADVICE, FLAGS, chromium
from tests.conftest import PLANS

REPORT = Path(__file__).parents[2] / "benchmarks" / "README.md"
READY = "() => document.documentElement?.dataset.jqReady"
FIRST, SECOND = "1_determine_what_you_control", STEP
PATIENCE = 180_000
BURST_SECONDS = 2.0
HOLD = "text => { localStorage['jqtools.device'] = 'own'; localStorage['jqtools.plan'] = text; }"


class Line(NamedTuple):
    """A figure of both servers, and what the app should reach: a share of Voila's, or a number of its own."""

    what: str
    unit: str
    app: float
    voila: float
    share: float | None
    most: float | None

    def row(self) -> str:
        """The line of the table."""
        goal = f"at most {self.share:.2f} of Voila's" if self.share else f"at most {self.most:g} {self.unit}"
        if not self.share and not self.most:
            goal, reached = "", ""
        else:
            kept = self.app <= (self.share * self.voila if self.share else self.most)
            reached = "yes" if kept else "no"
        ratio = self.app / self.voila
        figures = f"{self.app:.3g} {self.unit} | {self.voila:.3g} {self.unit} | {ratio:.2f}"
        return f"| {self.what} | {figures} | {goal} | {reached} |"


def opened(page: Page, server: Server, step: str) -> float:
    """Seconds from asking for a step to its widgets with the answers in them."""
    start = time.monotonic()
    page.goto(f"{server.address}/voila/render/{step}.ipynb", wait_until="commit", timeout=PATIENCE)
    page.wait_for_function(READY, timeout=PATIENCE)
    return time.monotonic() - start


def in_a_browser(browser: Browser, server: Server) -> tuple[float, float, float]:
    """Seconds to usable widgets: fresh, with the scripts in the cache, and of the next step with its answers."""
    context = browser.new_context()
    page = context.new_page()
    fresh = opened(page, server, FIRST)
    warm = opened(page, server, FIRST)
    page.evaluate(HOLD, (PLANS / "procurement_living_wage.json").read_text(encoding="utf-8"))
    opened(page, server, FIRST)
    following = opened(page, server, SECOND)
    page.close(run_before_unload=True)
    context.close()
    return fresh, warm, following


def burst(server: Server, many: int) -> tuple[float, float, float, int]:
    """Visitors within two seconds: median usable page, late edits, private memory of each, and how many were served."""

    def arrive(number: int) -> object:
        time.sleep(BURST_SECONDS * number / many)
        try:
            return visit(server.address)
        except (OSError, TimeoutError, ValueError) as error:
            return error

    with ThreadPoolExecutor(many + 1) as pool:
        visits = pool.map(arrive, range(many))
        memory = pool.submit(_memory, server, many)
        served = [each for each in visits if not isinstance(each, Exception)]
    edits = [seconds for each in served for seconds in each.edits]
    return middle([each.usable for each in served]), late(edits), memory.result(), len(served)


def _memory(server: Server, many: int) -> float:
    """The median private memory of the visitors' processes, once all are there."""
    until = time.monotonic() + PATIENCE / 1000
    while len(server.kernels()) < many and time.monotonic() < until:
        time.sleep(0.5)
    time.sleep(3)
    return middle([private_mb(kernel) for kernel in server.kernels()])


def measured(rounds: int, many: int, said: Callable[[str], None]) -> tuple[list[Line], tuple[int, int]]:
    """All figures; the two servers take turns, so that a busy moment of the machine meets both."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        notebooks = workbook_folder() / "notebooks"
        with running(ours(), Path(one)) as app, running(stock(notebooks), Path(two)) as voila:
            said("both servers run; a browser opens pages")
            times = _browser_rounds(rounds, app, voila)
            said("visitors arrive")
            load = [burst(server, many) for server in (app, voila)]
    fresh, warm, following = ([middle([each[n] for each in found]) for found in times] for n in range(3))
    lines = [
        Line("Usable widgets, fresh browser", "s", *fresh, 1 / 3, None),
        Line("Usable widgets, scripts in the cache", "s", *warm, 1 / 3, None),
        Line("Next step with its answers", "s", *following, None, 0.5),
        Line(f"{many} visitors within 2 s: median usable page", "s", load[0][0], load[1][0], 0.25, None),
        Line("their edits, 95th percentile", "s", load[0][1], load[1][1], None, 0.2),
        Line("their private memory, median of each", "MB", load[0][2], load[1][2], None, 40),
    ]
    return lines, (load[0][3], load[1][3])


def _browser_rounds(rounds: int, app: Server, voila: Server) -> tuple[list, list]:
    path = chromium()
    if path is None:
        raise SystemExit(ADVICE)
    found: tuple[list, list] = ([], [])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for _ in range(rounds):
            for server, times in zip((app, voila), found, strict=True):
                times.append(in_a_browser(browser, server))
        browser.close()
    return found


def report(lines: list[Line], served: tuple[int, int], rounds: int, many: int, load: float) -> str:
    """The page of figures."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("voila", "ipykernel", "ipywidgets"))
    rows = "\n".join(line.row() for line in lines)
    return f"""# How quick the served app is

Written by `make bench` (`tests/benchmarks/bench_served.py`). Both servers run at once on one machine, with the same
notebooks and their own defaults, and take turns: `jqtools serve`, and Voila itself. Seconds depend on the machine and
on what else it does; the ratio is what to look at.

| figure | jqtools | Voila | ratio | goal | reached |
| --- | --- | --- | --- | --- | --- |
{rows}

Served of {many} visitors: {served[0]} by jqtools, {served[1]} by Voila. Pages in a browser: {rounds} rounds each, the
median. The visitors are programs that ask for a page, take the state of its widgets, and make eight edits a second
apart; their memory is what would be free again if the visitor's process ended.

{date.today().isoformat()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, load {load:.1f} before
the run, Python {platform.python_version()}, {versions}.
"""


def main() -> None:
    """Measure, and write the report."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rounds", type=int, default=5)
    given.add_argument("--visitors", type=int, default=20)
    given.add_argument("--output", type=Path, default=REPORT)
    options = given.parse_args()
    load = os.getloadavg()[0]
    lines, served = measured(options.rounds, options.visitors, lambda words: print(words, flush=True))
    text = report(lines, served, options.rounds, options.visitors, load)
    options.output.parent.mkdir(exist_ok=True)
    options.output.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
