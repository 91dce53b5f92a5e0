"""One served workbook for all attacks, told that a proxy is before it, so that a test says where visitors come from."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.conftest import running, serving
from tests.security.client import Guest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class House:
    """A server that runs: its address, and its log."""

    address: str
    log: Path


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The served workbook, as it is served to the public."""
    folder = tmp_path_factory.mktemp("house")
    with serving(folder, "--behind-proxy", "--max-per-address", "4") as address:
        yield House(address, folder / "server.log")


@pytest.fixture(scope="session")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The same server, with less patience and two places."""
    folder = tmp_path_factory.mktemp("hasty")
    options = ("serve", "--no-browser", "--warm", "0", "--max-visitors", "2")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        with running("tests.security.hasty", *options, folder=folder, asked="/healthz") as address:
            yield House(address, folder / "server.log")


_origins = (f"198.51.100.{n}" for n in itertools.count(1))


@pytest.fixture
def arrive(house: House) -> Iterator[Callable[[], Guest]]:
    """Lets guests in, each from an address of their own, with a page open; they leave after the test."""
    came: list[Guest] = []

    def open_page() -> Guest:
        came.append(Guest(house.address, next(_origins)))
        assert came[-1].open().status == 200
        return came[-1]

    yield open_page
    for guest in came:
        guest.leave()


@pytest.fixture
def guest(arrive: Callable[[], Guest]) -> Guest:
    """A guest with a page open."""
    return arrive()
