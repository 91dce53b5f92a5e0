"""A served workbook and a browser for the tests of this folder."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from tests.browser.walker import Visitor

# A busy machine answers late; a wrong page stays wrong.
expect.set_options(timeout=15_000)

PICTURES = Path(__file__).parents[2] / "screenshots"


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[str]:
    """The address of a workbook served from `folder`, which is not the repository, while the block runs."""
    port = free_port()
    command = [sys.executable, "-m", "jqtools", "serve", "--no-browser", "--port", str(port), *options]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a workbook served for these tests."""
    with serving(tmp_path_factory.mktemp("elsewhere")) as address:
        yield address


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=1).close()
        except OSError:
            assert process.poll() is None, "the server ended before it answered"
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not answer within 30 seconds")


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


@pytest.fixture
def visitor(profile: Callable[..., BrowserContext], address: str) -> Visitor:
    """A visitor with a new browser profile."""
    return Visitor(profile().new_page(), address)


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Keeps a picture of the whole page under `screenshots/`, to be looked at."""
    PICTURES.mkdir(exist_ok=True)
    return lambda page, name: page.screenshot(path=PICTURES / f"{name}.png", full_page=True) and None
