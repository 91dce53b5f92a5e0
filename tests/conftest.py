"""What the tests share: the repository, the example plans, a browser, data outside the repository."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from jqtools import content, words
from jqtools.plan import Plan, read_plan
from tests import made_up_language
from tests.chromium import ADVICE, FLAGS, chromium

ROOT = Path(__file__).parents[1]
PLANS = ROOT / "data" / "plans"

# How long an example takes says something about the machine, and nothing about the code.
settings.register_profile("steady", max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the test is skipped, saying how to get one, where there is none."""
    path = chromium()
    if path is None:
        pytest.skip(ADVICE)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture
def own_loop() -> Iterator[None]:
    """Lets a test run an event loop: a browser that is still open from another test has one in this thread."""
    others = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(others)


@pytest.fixture(scope="session")
def translations(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for translations that has the made-up language."""
    return made_up_language.put_into(tmp_path_factory.mktemp("locale"))


@pytest.fixture
def brackets(translations: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The workbook speaks the made-up language."""
    monkeypatch.setattr(words, "FOLDER", translations)
    monkeypatch.setenv(words.LANGUAGE, made_up_language.NAME)
    content.forget()
    yield
    monkeypatch.undo()
    content.forget()


@pytest.fixture
def procurement() -> Plan:
    """The procurement example."""
    return read_plan(PLANS / "procurement_living_wage.json")


@pytest.fixture
def shared() -> Path:
    """The folder of reference data beside the repository; the test is skipped where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference data ../shared are not here")
    return folder
