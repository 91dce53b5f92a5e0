"""A served workbook and a browser for the tests of this folder."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.walker import SIZE, Visitor

# A busy machine answers late; a wrong page stays wrong.
expect.set_options(timeout=30_000)

PICTURES = Path(__file__).parents[2] / "screenshots"
PATIENCE = 120


@contextmanager
def running(module: str, *options: str, folder: Path, asked: str) -> Iterator[str]:
    """The address of a server that runs in `folder` while the block runs; it is there once it answers `asked`."""
    port = free_port()
    command = [sys.executable, "-m", module, *options, f"--port={port}"]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}{asked}", process)
            yield address
        finally:
            process.terminate()
            process.wait(PATIENCE)


def serving(folder: Path, *options: str) -> AbstractContextManager[str]:
    """The address of a workbook served from `folder`, which is not the repository, while the block runs."""
    return running("jqtools", "serve", "--no-browser", *options, folder=folder, asked="/healthz")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbook served for these tests."""
    with serving(tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


def free_port() -> int:
    """A port that nobody listens on, below those that the system gives away by itself and may give to somebody else."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            assert process.poll() is None, "the server ended before it answered"
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the server did not answer within {PATIENCE} seconds")


@pytest.fixture
def profile(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browser profiles, each with storage of its own, that are closed after the test."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        made.append(browser.new_context(**options))
        return made[-1]

    yield make
    for context in made:
        for page in context.pages:
            with suppress(Error):  # a page that is closing already
                page.close(run_before_unload=True)
        context.close()


@pytest.fixture(scope="session")
def everyday(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile that has seen the workbook's scripts before, so that a page takes a third of the time."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def visitor(everyday: BrowserContext, address: str) -> Iterator[Visitor]:
    """A visitor whose browser holds no answers; only its cache is shared with other tests."""
    open_pages = [page for page in everyday.pages if not page.is_closed()]
    page = open_pages[0] if open_pages else everyday.new_page()
    page.set_viewport_size(SIZE)
    visitor = Visitor(page, address)
    visitor.forget()
    yield visitor
    visitor.stop_listening()


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keeps a picture of the whole page under `screenshots/`, to be looked at."""
    PICTURES.mkdir(exist_ok=True)
    return lambda page, name: page.screenshot(path=PICTURES / f"{name}.png", full_page=True) and None
